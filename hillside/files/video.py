"""Films as MP4, WebM and MOV: BT.709 color, one encoder thread, captions and chapters embedded."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path
from platform import machine
from types import MappingProxyType
from typing import Any

import av
from av.codec.context import Flags
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc

from hillside.files.budget import write_within
from hillside.files.captions import Clip
from hillside.files.film_failures import failures_of_writing
from hillside.files.footage import Footage
from hillside.files.forked import Piece, Tick, results_in_order
from hillside.files.formats import Quality
from hillside.files.yuv import YuvFrames
from hillside.stage.lettering.language import LANGUAGES

THREADS = 1
"""Encoder threads: the bytes of a stream depend on their number and, with several, on their timing."""
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
        has_alpha_beside: Whether alpha is beside the packets, so that one process must encode it.
    """

    container: str
    encoder: str
    opaque: str
    clear: str | None
    captions: str
    levels: Callable[[Quality, int], list[Options]]
    muxing: Options
    has_alpha_beside: bool = False


def write_video(coding: Coding, footage: Footage, target: Path) -> None:
    """Write the footage; with a budget, at the finest level that meets it.

    The film is divided into segments that begin with a key frame, which are drawn and encoded by several
    processes. The bytes are the same for any number of them.

    Raises:
        Failure: The encoder or the file system refuses.
        Refusal: The budget cannot be met.
    """
    levels = coding.levels(footage.quality, footage.fps)
    write_within(
        footage.budget, target, [partial(_encode, coding, footage, target, level) for level in levels]
    )


@failures_of_writing()
def _encode(coding: Coding, footage: Footage, target: Path, options: Options) -> None:
    opened: Any = av.open(str(target), "w", format=coding.container, options=dict(coding.muxing))
    # One that was begun is closed, which writes its header, only when all of its packets are there.
    with opened as container:
        stream = container.add_stream(coding.encoder, rate=footage.fps)
        _configure(stream.codec_context, coding, footage, options)
        container.metadata.update(title=footage.about.title, comment=footage.about.recipe)
        add_chapters(container, footage.clips)
        track = add_captions(container, coding.captions, footage.about.language)
        for cue in cues(track, coding.captions, footage.clips):
            container.mux(cue)
        with closing(_packets(coding, footage, options)) as results:
            for packets in results:
                container.mux([packet.of(stream) for packet in packets])


def _packets(
    coding: Coding, footage: Footage, options: Options
) -> Generator[list[EncodedPacket], None, None]:
    """Yield the packets of each segment, drawn here unless they are there already."""
    for part in footage.encoded:
        yield from pickle.loads(part)
    if not footage.encoded:
        workers = 1 if coding.has_alpha_beside and footage.transparent else footage.workers
        segments = segments_of(footage)
        yield from results_in_order(_pieces(coding, footage, options, segments), workers, footage.ticks())


def _pieces(
    coding: Coding, footage: Footage, options: Options, segments: Sequence[tuple[int, int]]
) -> list[Piece[list[EncodedPacket]]]:
    return [partial(_segment, coding, footage, options, first, last) for first, last in segments]


def is_divisible(suffix: str, footage: Footage) -> bool:
    """Return whether parts of a film can be encoded elsewhere.

    They can if it is of a format of this module, keeps to no budget, for which the whole would be encoded
    repeatedly, and has no alpha beside its packets, which cannot be sent.
    """
    coding = CODINGS.get(suffix)
    alpha_beside = coding is not None and coding.has_alpha_beside and footage.transparent
    return coding is not None and footage.budget is None and not alpha_beside


def encoded(suffix: str, footage: Footage, first: int, last: int) -> bytes:
    """Draw and encode the segments from number `first` to before `last`, for `Footage.encoded` elsewhere."""
    coding = CODINGS[suffix]
    options = coding.levels(footage.quality, footage.fps)[0]
    segments = segments_of(footage)[first:last]
    with failures_of_writing():
        tick = footage.ticks()
        return pickle.dumps([piece(tick) for piece in _pieces(coding, footage, options, segments)])


def segments_of(footage: Footage) -> list[tuple[int, int]]:
    """Return the segments of a film, each as its first frame and the one after its last.

    The last takes up what would be too short a segment of its own: an encoder that reorders frames decodes
    a few frames earlier than it shows, and fewer frames than that would leave a gap in the times.
    """
    length = KEY_SECONDS * footage.fps
    firsts = [first for first in range(0, footage.count, length) if footage.count - first >= SHORTEST] or [0]
    return list(zip(firsts, [*firsts[1:], footage.count], strict=True))


class EncodedPacket:
    """A packet of an encoder, which can be sent to another process, though without what is beside it."""

    def __init__(self, packet: Any) -> None:
        self._packet = packet

    def __reduce__(self) -> tuple[Callable[..., EncodedPacket], tuple[object, ...]]:
        """Return how it is made again in another process."""
        packet = self._packet
        times = packet.pts, packet.dts, int(packet.duration or 0)
        return _packet_of, (bytes(packet), *times, packet.is_keyframe)

    def of(self, stream: Any) -> Any:
        """Return it as a packet of a stream whose encoder has the same time base."""
        self._packet.stream, self._packet.time_base = stream, stream.codec_context.time_base
        return self._packet


def _packet_of(
    content: bytes, pts: int | None, dts: int | None, duration: int, is_key: bool
) -> EncodedPacket:
    packet: Any = av.Packet(content)
    packet.pts, packet.dts, packet.duration, packet.is_keyframe = pts, dts, duration, is_key
    return EncodedPacket(packet)


def _segment(
    coding: Coding, footage: Footage, options: Options, first: int, last: int, tick: Tick
) -> list[EncodedPacket]:
    """Draw and encode the frames from `first` to before `last`, the first of them as a key frame."""
    codec: Any = av.CodecContext.create(coding.encoder, "w")
    _configure(codec, coding, footage, options)
    codec.flags |= Flags.global_header
    frames, packets = YuvFrames(str(codec.pix_fmt)), list[EncodedPacket]()
    for number, pixels in enumerate(footage.frames(first, last), first):
        frame = frames.frame(pixels)
        frame.pts, frame.time_base = number, codec.time_base
        packets += map(EncodedPacket, codec.encode(frame))
        tick()
    packets += map(EncodedPacket, codec.encode(None))
    return packets


def _configure(codec: Any, coding: Coding, footage: Footage, options: Options) -> None:
    codec.width, codec.height = footage.size.width, footage.size.height
    codec.pix_fmt = coding.clear if footage.transparent and coding.clear else coding.opaque
    codec.time_base, codec.framerate = Fraction(1, footage.fps), Fraction(footage.fps)
    codec.thread_count = THREADS
    codec.options = dict(options)
    # Some players assume BT.601 for untagged video and others BT.709, which shifts the colors.
    codec.color_primaries = ColorPrimaries.BT709
    codec.color_trc = ColorTrc.BT709
    codec.colorspace = Colorspace.ITU709
    codec.color_range = ColorRange.MPEG


# With AVX-512, x264 core 165 reads uninitialized padding if a side is not a multiple of 16, and key frames
# differ from run to run; its AVX2 code is deterministic.
_ASM = MappingProxyType({"x264-params": "asm=avx2"} if machine() in ("x86_64", "AMD64") else {})

_QUICK = MappingProxyType({"preset": "veryfast", "subq": "1", "bf": "0", "sc_threshold": "0"})
"""x264's preset without fine search for motion, frames between, and scenes: flat colors move little."""
_H264: Mapping[Quality, tuple[Options, int]] = MappingProxyType(
    {
        Quality.DRAFT: (_QUICK, 28),
        Quality.STANDARD: (_QUICK, 22),
        Quality.FINAL: (MappingProxyType({"preset": "medium"}), 18),
    }
)
"""x264's settings and constant rate factor by quality; a lower factor is finer and larger."""
_VP9 = MappingProxyType({Quality.DRAFT: ("8", 32), Quality.STANDARD: ("5", 24), Quality.FINAL: ("3", 20)})
"""libvpx's speed (`cpu-used`) and constant rate factor by quality."""

SHORTEST = 5
"""Minimum number of frames of a segment, unless the whole film is shorter."""
KEY_SECONDS = 2
"""Maximum distance of key frames in seconds, so that a player can seek."""


def _h264(quality: Quality, fps: int) -> list[Options]:
    settings, finest = _H264[quality]
    kept = {**settings, "tune": "animation", "g": str(KEY_SECONDS * fps), **_ASM}
    return [{**kept, "crf": str(factor)} for factor in range(finest, 49, 3)]


def _vp9(quality: Quality, fps: int) -> list[Options]:
    speed, finest = _VP9[quality]
    kept = {"cpu-used": speed, "deadline": "good", "row-mt": "0", "b": "0", "g": str(KEY_SECONDS * fps)}
    # Alternate reference frames are not allowed with alpha, and save little here without it.
    return [{**kept, "auto-alt-ref": "0", "crf": str(factor)} for factor in range(finest, 64, 4)]


def _prores(quality: Quality, fps: int) -> list[Options]:
    kept = {"profile": "4444", "vendor": "apl0", "alpha_bits": "16", "flags": "+qscale+global_header"}
    return [{**kept, "global_quality": str(LAMBDA * scale)} for scale in (2, 4, 8, 16, 32)]


LAMBDA = 118
"""FFmpeg's unit of quality: a scale of quantization of 1 (`FF_QP2LAMBDA`)."""

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
    has_alpha_beside=True,
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

CODINGS = MappingProxyType({".mp4": MP4, ".webm": WEBM, ".mov": MOV})
"""The encodings by suffix."""

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
