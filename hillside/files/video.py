"""Frames to a film file: BT.709, one encoder thread, captions and chapters inside."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any, cast

import av
from av.error import FFmpegError
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc, Interpolation

from hillside.files.budget import write_within
from hillside.files.content import Footage
from hillside.files.quality import Quality
from hillside.files.tracks import add_captions, add_chapters, cues
from hillside.stage.camera import Pixels
from hillside.stage.errors import Failure

# The bytes of a stream depend on the number of the encoder's threads and, with several, on their timing.
THREADS = 1
WAITING = 4
"""Frames that may wait for the encoder while the next ones are drawn."""

ROUNDING = Interpolation.BILINEAR | Interpolation.ACCURATE_RND | Interpolation.BITEXACT
"""How colors are averaged over pixels: to the nearest level, and the same on every processor."""

Options = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Coding:
    """How one kind of film file is written.

    Attributes:
        container: the name of its muxer.
        encoder: the name of its encoder.
        opaque: how pixels are stored.
        clear: how pixels with alpha are stored, or None if they cannot be.
        captions: the encoding of captions.
        levels: the encoder's options for a quality and frames per second, the finest first.
        muxing: the muxer's options.
    """

    container: str
    encoder: str
    opaque: str
    clear: str | None
    captions: str
    levels: Callable[[Quality, int], list[Options]]
    muxing: Options


def write_video(coding: Coding, footage: Footage, target: Path) -> None:
    """Write the footage; with a budget, at the finest level that keeps to it.

    The frames are drawn in this thread and encoded in another one, so that each has a core.

    Raises:
        Failure: if the encoder or the file system refuses.
        Refusal: if the budget cannot be met.
    """
    levels = coding.levels(footage.quality, footage.fps)
    write_within(
        footage.budget, target, [partial(_encode, coding, footage, target, level) for level in levels]
    )


def _encode(coding: Coding, footage: Footage, target: Path, options: Options) -> None:
    try:
        opened = av.open(str(target), "w", format=coding.container, options=dict(coding.muxing))
        with cast(Any, opened) as container, ThreadPoolExecutor(max_workers=1) as encoder:
            reel = _Reel(coding, footage, container, options)
            waiting: deque[Future[None]] = deque()
            for pixels in footage.frames():
                waiting.append(encoder.submit(reel.add, pixels))
                if len(waiting) > WAITING:
                    waiting.popleft().result()
            for one in waiting:
                one.result()
            reel.finish()
    except (FFmpegError, OSError) as error:
        raise Failure(f"{target}: the film could not be written: {error}") from error


class _Reel:
    """The film so far: each picture is given the next number and muxed."""

    def __init__(self, coding: Coding, footage: Footage, container: Any, options: Options) -> None:
        self._container = container
        self._format = coding.clear if footage.transparent and coding.clear else coding.opaque
        self._stream = container.add_stream(coding.encoder, rate=footage.fps)
        _configure(self._stream.codec_context, footage, self._format, options)
        container.metadata.update(title=footage.about.title, comment=footage.about.recipe)
        add_chapters(container, footage.clips)
        track = add_captions(container, coding.captions, footage.about.language)
        for packet in cues(track, coding.captions, footage.clips):
            container.mux(packet)
        self._number = 0
        self._picture: av.VideoFrame | None = None

    def add(self, pixels: Pixels | None) -> None:
        """Encode one frame, or the last one again."""
        if pixels is not None:
            self._picture = _as_yuv(pixels, self._format)
        if self._picture is None:
            raise ValueError("the first frame of a film cannot repeat the one before it")
        self._picture.pts = self._number
        self._number += 1
        self._container.mux(self._stream.encode(self._picture))

    def finish(self) -> None:
        """Let the encoder give what it has kept back."""
        self._container.mux(self._stream.encode(None))


def _configure(codec: av.VideoCodecContext, footage: Footage, pixel_format: str, options: Options) -> None:
    codec.width, codec.height = footage.size.width, footage.size.height
    codec.pix_fmt = pixel_format
    codec.time_base = Fraction(1, footage.fps)
    codec.thread_count = THREADS
    codec.options = dict(options)
    # Untagged video is taken for BT.601 by some players and for BT.709 by others, and the colors shift.
    codec.color_primaries = ColorPrimaries.BT709
    codec.color_trc = ColorTrc.BT709
    codec.colorspace = Colorspace.ITU709
    codec.color_range = ColorRange.MPEG


def _as_yuv(pixels: Pixels, pixel_format: str) -> av.VideoFrame:
    frame = av.VideoFrame.from_ndarray(pixels, format="rgba")
    return frame.reformat(
        format=pixel_format,
        src_colorspace=Colorspace.ITU709,
        dst_colorspace=Colorspace.ITU709,
        src_color_range=ColorRange.JPEG,
        dst_color_range=ColorRange.MPEG,
        interpolation=ROUNDING,
        threads=1,
    )
