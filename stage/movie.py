"""Frames to an MP4 file that slides and browsers play: H.264, BT.709, ready to stream."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
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

# The bytes of an x264 stream depend on the number of its threads, so it must not follow the machine.
THREADS = 2


def encode(frames: Iterable[Pixels | None], target: Path, size: Size, fps: int, quality: Quality) -> None:
    """Write frames of shape ``(height, width, 4)``, red green blue alpha, as MP4.

    ``None`` stands for a frame equal to the one before it.

    Raises:
        Failure: if the encoder or the file system refuses.
    """
    try:
        opened = av.open(str(target), "w", format="mp4", options={"movflags": "+faststart"})
        with cast(Any, opened) as container:
            stream = container.add_stream("libx264", rate=fps)
            _configure(stream.codec_context, size, fps, ENCODINGS[quality])
            picture: av.VideoFrame | None = None
            for number, pixels in enumerate(frames):
                if pixels is not None:
                    picture = _as_yuv(pixels)
                if picture is None:
                    raise ValueError("the first frame of a film cannot repeat the one before it")
                picture.pts = number
                container.mux(stream.encode(picture))
            container.mux(stream.encode(None))
    except (FFmpegError, OSError) as error:
        raise Failure(f"{target}: the film could not be written: {error}") from error


def _configure(codec: av.VideoCodecContext, size: Size, fps: int, encoding: Encoding) -> None:
    codec.width, codec.height = size.width, size.height
    codec.pix_fmt = "yuv420p"
    codec.time_base = Fraction(1, fps)
    codec.thread_count = THREADS
    codec.options = {
        "preset": encoding.preset,
        "crf": str(encoding.rate_factor),
        "tune": "animation",
        "g": str(2 * fps),
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
