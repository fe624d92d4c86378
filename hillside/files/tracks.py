"""What is said in a film, inside its file: a track of captions, and a chapter for each beat."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import av

from hillside.files.captions import Clip

MILLISECOND = Fraction(1, 1000)

CODES: Mapping[str, str] = MappingProxyType(
    {
        "en": "eng",
        "de": "deu",
        "fr": "fra",
        "es": "spa",
        "pt": "por",
        "hi": "hin",
        "ar": "ara",
        "zh": "zho",
        "ja": "jpn",
    }
)
"""The codes of `hillside.stage.lettering.language.LANGUAGES` in film files (ISO 639-2/T)."""
OTHERWISE: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {"mov": {"deu": "ger", "zho": "chi"}, "webm": {"deu": "ger", "fra": "fre", "zho": "chi"}}
)
"""What QuickTime's own list has otherwise, and the bibliographic codes of Matroska (RFC 9559, 2024)."""

# The encoders of captions want the head of a subtitle script, though nothing of it reaches the file.
_SCRIPT = (
    b"[Script Info]\r\nScriptType: v4.00+\r\n\r\n[V4+ Styles]\r\nFormat: Name, Fontname, Fontsize, "
    b"PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, "
    b"ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, "
    b"Encoding\r\n"
    b"Style: Default,Arial,16,&Hffffff,&Hffffff,&H0,&H0,0,0,0,0,100,100,0,0,1,1,0,2,10,10,10,1\r\n\r\n"
    b"[Events]\r\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\r\n"
)


def add_chapters(container: Any, clips: tuple[Clip, ...]) -> None:
    """Note where each beat begins; must come before the first packet."""
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
    """Open a track of captions; `codec` is `mov_text` or `webvtt`."""
    code = CODES[language]
    track = container.add_stream(codec)
    track.codec_context.subtitle_header = _SCRIPT
    track.codec_context.time_base = track.time_base = MILLISECOND
    track.metadata["language"] = OTHERWISE.get(container.format.name, {}).get(code, code)
    return track


def cues(track: Any, codec: str, clips: tuple[Clip, ...]) -> Iterator[Any]:
    """Yield the packets of a track of captions, one a beat."""
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
