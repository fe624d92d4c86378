"""Frames to an MP4 file that slides and browsers play: H.264, BT.709, ready to stream."""

from collections import deque
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from platform import machine
from typing import Any, cast

import av
from av.error import FFmpegError
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc

from stage.camera import Pixels
from stage.errors import Failure
from stage.take import Quality, Size


@dataclass(frozen=True)
class Encoding:
    """How hard the encoder tries: an x264 preset, and a constant rate factor (less is finer and larger)."""

    preset: str
    rate_factor: int


ENCODINGS = {
    Quality.DRAFT: Encoding("veryfast", 26),
    Quality.STANDARD: Encoding("faster", 20),
    Quality.FINAL: Encoding("medium", 18),
}

# The bytes of an x264 stream depend on the number of its threads and, with several, on their timing.
THREADS = 1
WAITING = 4
"""Frames that may wait for the encoder while the next ones are drawn."""


def encode(frames: Iterable[Pixels | None], target: Path, size: Size, fps: int, quality: Quality) -> None:
    """Write frames of shape ``(height, width, 4)``, red green blue alpha, as MP4.

    ``None`` stands for a frame equal to the one before it. The frames are taken in this thread and encoded
    in another one, so that drawing and encoding each have a core.

    Raises:
        Failure: if the encoder or the file system refuses.
    """
    try:
        opened = av.open(str(target), "w", format="mp4", options={"movflags": "+faststart"})
        with cast(Any, opened) as container, ThreadPoolExecutor(max_workers=1) as encoder:
            stream = container.add_stream("libx264", rate=fps)
            _configure(stream.codec_context, size, fps, ENCODINGS[quality])
            reel = _Reel(container, stream)
            waiting: deque[Future[None]] = deque()
            for pixels in frames:
                waiting.append(encoder.submit(reel.add, pixels))
                if len(waiting) > WAITING:
                    waiting.popleft().result()
            for one in waiting:
                one.result()
            container.mux(stream.encode(None))
    except (FFmpegError, OSError) as error:
        raise Failure(f"{target}: the film could not be written: {error}") from error


class _Reel:
    """The film so far: each picture is given the next number and muxed."""

    def __init__(self, container: Any, stream: Any) -> None:
        self._container, self._stream = container, stream
        self._number = 0
        self._picture: av.VideoFrame | None = None

    def add(self, pixels: Pixels | None) -> None:
        """Encode one frame, or the last one again."""
        if pixels is not None:
            self._picture = _as_yuv(pixels)
        if self._picture is None:
            raise ValueError("the first frame of a film cannot repeat the one before it")
        self._picture.pts = self._number
        self._number += 1
        self._container.mux(self._stream.encode(self._picture))


def _configure(codec: av.VideoCodecContext, size: Size, fps: int, encoding: Encoding) -> None:
    codec.width, codec.height = size.width, size.height
    codec.pix_fmt = "yuv420p"
    codec.time_base = Fraction(1, fps)
    codec.thread_count = THREADS
    # With AVX-512, x264 core 165 takes uninitialized padding into account when a side is not a multiple of
    # 16, and key frames differ from run to run; its AVX2 code gives the same bytes each time.
    codec.options = {
        "preset": encoding.preset,
        "crf": str(encoding.rate_factor),
        "tune": "animation",
        "g": str(2 * fps),
        **({"x264-params": "asm=avx2"} if machine() in ("x86_64", "AMD64") else {}),
    }
    # Untagged video is taken for BT.601 by some players and for BT.709 by others, and the colors shift.
    codec.color_primaries = ColorPrimaries.BT709
    codec.color_trc = ColorTrc.BT709
    codec.colorspace = Colorspace.ITU709
    codec.color_range = ColorRange.MPEG


def _as_yuv(pixels: Pixels) -> av.VideoFrame:
    frame = av.VideoFrame.from_ndarray(pixels, format="rgba")
    return frame.reformat(
        format="yuv420p",
        src_colorspace=Colorspace.ITU709,
        dst_colorspace=Colorspace.ITU709,
        src_color_range=ColorRange.JPEG,
        dst_color_range=ColorRange.MPEG,
        threads=1,
    )
