"""Films as MP4, WebM and MOV: BT.709 color, one encoder thread, captions and chapters embedded."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path
from platform import machine
from types import MappingProxyType
from typing import Any, cast

import av
from av.error import FFmpegError
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc, Interpolation

from hillside.files.budget import write_within
from hillside.files.captions import Clip
from hillside.files.footage import Footage
from hillside.files.formats import Quality
from hillside.stage.drawing import Pixels
from hillside.stage.errors import Failure
from hillside.stage.lettering.language import LANGUAGES

THREADS = 1
"""Encoder threads: the bytes of a stream depend on their number and, with several, on their timing."""
WAITING = 4
"""Maximum number of frames that wait for the encoder while the next ones are drawn."""

ROUNDING = Interpolation.BILINEAR | Interpolation.ACCURATE_RND | Interpolation.BITEXACT
"""Conversion of colors to YUV: bilinear, correctly rounded, and identical on every processor."""

Options = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Coding:
    """The encoding of a video format, in FFmpeg's names.

    Attributes:
        container: The muxer.
        encoder: The encoder.
        opaque: The pixel format without alpha.
        clear: The pixel format with alpha, or None if there is none.
        captions: The encoder of captions.
        levels: Returns the encoder's options for a quality and frames per second, the finest first.
        muxing: The muxer's options.
    """

    container: str
    encoder: str
    opaque: str
    clear: str | None
    captions: str
    levels: Callable[[Quality, int], list[Options]]
    muxing: Options


def write_video(coding: Coding, footage: Footage, target: Path) -> None:
    """Write the footage; with a budget, at the finest level that meets it.

    Frames are drawn in this thread and encoded in another, so that two cores are used.

    Raises:
        Failure: The encoder or the file system refuses.
        Refusal: The budget cannot be met.
    """
    levels = coding.levels(footage.quality, footage.fps)
    write_within(
        footage.budget, target, [partial(_encode, coding, footage, target, level) for level in levels]
    )


def _encode(coding: Coding, footage: Footage, target: Path, options: Options) -> None:
    try:
        opened = av.open(str(target), "w", format=coding.container, options=dict(coding.muxing))
        with cast(Any, opened) as container, ThreadPoolExecutor(max_workers=1) as encoder:
            stream = _VideoStream(coding, footage, container, options)
            waiting: deque[Future[None]] = deque()
            for pixels in footage.frames():
                waiting.append(encoder.submit(stream.add, pixels))
                if len(waiting) > WAITING:
                    waiting.popleft().result()
            for one in waiting:
                one.result()
            stream.finish()
    except (FFmpegError, OSError) as error:
        raise Failure(f"{target}: the film could not be written: {error}") from error


class _VideoStream:
    """The video stream of a film being written: frames are numbered, encoded and muxed."""

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
        """Encode one frame; None repeats the last one."""
        if pixels is not None:
            self._picture = _as_yuv(pixels, self._format)
        if self._picture is None:
            raise ValueError("the first frame of a film cannot repeat the one before it")
        self._picture.pts = self._number
        self._number += 1
        self._container.mux(self._stream.encode(self._picture))

    def finish(self) -> None:
        """Flush the encoder."""
        self._container.mux(self._stream.encode(None))


def _configure(codec: av.VideoCodecContext, footage: Footage, pixel_format: str, options: Options) -> None:
    codec.width, codec.height = footage.size.width, footage.size.height
    codec.pix_fmt = pixel_format
    codec.time_base = Fraction(1, footage.fps)
    codec.thread_count = THREADS
    codec.options = dict(options)
    # Some players assume BT.601 for untagged video and others BT.709, which shifts the colors.
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


# With AVX-512, x264 core 165 reads uninitialized padding if a side is not a multiple of 16, and key frames
# differ from run to run; its AVX2 code is deterministic.
_ASM = MappingProxyType({"x264-params": "asm=avx2"} if machine() in ("x86_64", "AMD64") else {})

_H264 = MappingProxyType(
    {Quality.DRAFT: ("veryfast", 26), Quality.STANDARD: ("veryfast", 20), Quality.FINAL: ("medium", 18)}
)
"""x264's preset and constant rate factor by quality; a lower factor is finer and larger."""
_VP9 = MappingProxyType({Quality.DRAFT: ("8", 32), Quality.STANDARD: ("5", 24), Quality.FINAL: ("3", 20)})
"""libvpx's speed (`cpu-used`) and constant rate factor by quality."""

KEY_SECONDS = 2
"""Maximum distance of key frames in seconds, so that a player can seek."""


def _h264(quality: Quality, fps: int) -> list[Options]:
    preset, finest = _H264[quality]
    kept = {"preset": preset, "tune": "animation", "g": str(KEY_SECONDS * fps), **_ASM}
    return [{**kept, "crf": str(factor)} for factor in range(finest, 49, 3)]


def _vp9(quality: Quality, fps: int) -> list[Options]:
    speed, finest = _VP9[quality]
    kept = {"cpu-used": speed, "deadline": "good", "row-mt": "0", "b": "0", "g": str(KEY_SECONDS * fps)}
    # Alternate reference frames are not allowed with alpha, and save little here without it.
    return [{**kept, "auto-alt-ref": "0", "crf": str(factor)} for factor in range(finest, 64, 4)]


def _prores(quality: Quality, fps: int) -> list[Options]:
    kept = {"profile": "4444", "vendor": "apl0", "alpha_bits": "16"}
    return [{**kept, "qscale": str(scale)} for scale in (4, 8, 16, 32)]


MP4 = Coding(
    container="mp4",
    encoder="libx264",
    opaque="yuv420p",
    clear=None,
    captions="mov_text",
    levels=_h264,
    muxing={"movflags": "+faststart"},
)
WEBM = Coding(
    container="webm",
    encoder="libvpx-vp9",
    opaque="yuv420p",
    clear="yuva420p",
    captions="webvtt",
    levels=_vp9,
    # Otherwise the muxer writes a random identifier.
    muxing={"fflags": "+bitexact"},
)
MOV = Coding(
    container="mov",
    encoder="prores_ks",
    opaque="yuv444p10le",
    clear="yuva444p10le",
    captions="mov_text",
    levels=_prores,
    muxing={"movflags": "+faststart"},
)

write_mp4 = partial(write_video, MP4)
write_webm = partial(write_video, WEBM)
write_mov = partial(write_video, MOV)
"""The writers of the three formats, as the table of formats names them."""


MILLISECOND = Fraction(1, 1000)
"""The time base of captions and chapters, in seconds."""

# The caption encoders require the header of an ASS script, though nothing of it is written to the file.
_SCRIPT = (
    b"[Script Info]\r\nScriptType: v4.00+\r\n\r\n[V4+ Styles]\r\nFormat: Name, Fontname, Fontsize, "
    b"PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, "
    b"ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, "
    b"Encoding\r\n"
    b"Style: Default,Arial,16,&Hffffff,&Hffffff,&H0,&H0,0,0,0,0,100,100,0,0,1,1,0,2,10,10,10,1\r\n\r\n"
    b"[Events]\r\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\r\n"
)


def add_chapters(container: Any, clips: tuple[Clip, ...]) -> None:
    """Add a chapter for each beat; must be called before the first packet is muxed."""
    container.set_chapters(
        [
            {
                "id": number,
                "start": _milliseconds(clip.start),
                "end": _milliseconds(clip.start + clip.seconds),
                "time_base": MILLISECOND,
                "metadata": {"title": clip.say},
            }
            for number, clip in enumerate(clips, 1)
        ]
    )


def add_captions(container: Any, codec: str, language: str) -> Any:
    """Add a caption track and return it; `codec` is `mov_text` or `webvtt`."""
    locale = LANGUAGES[language]
    codes = {"mov": locale.quicktime, "webm": locale.matroska}
    track = container.add_stream(codec)
    track.codec_context.subtitle_header = _SCRIPT
    track.codec_context.time_base = track.time_base = MILLISECOND
    track.metadata["language"] = codes.get(container.format.name) or locale.film
    return track


def cues(track: Any, codec: str, clips: tuple[Clip, ...]) -> Iterator[Any]:
    """Yield the packets of a caption track, one per beat."""
    for clip in clips:
        text = clip.say.encode()
        packet: Any = av.Packet(len(text).to_bytes(2, "big") + text if codec == "mov_text" else text)
        packet.stream = track
        packet.time_base = MILLISECOND
        packet.pts = packet.dts = _milliseconds(clip.start)
        packet.duration = _milliseconds(clip.seconds)
        yield packet


def _milliseconds(seconds: float) -> int:
    return round(seconds * 1000)
