"""Captions of a film: WebVTT (W3C, 2019) for browsers, SubRip for players and video sites."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Clip:
    """One beat of a film: its narration, and its duration and start in seconds."""

    say: str
    seconds: float
    start: float


def vtt(clips: Iterable[Clip]) -> str:
    """Return the captions of a film as WebVTT, one cue per clip.

    >>> print(vtt([Clip(say="A curve.", seconds=2.5, start=0.0)]))
    WEBVTT
    <BLANKLINE>
    1
    00:00:00.000 --> 00:00:02.500
    A curve.
    <BLANKLINE>
    """
    return "WEBVTT\n\n" + "\n".join(
        f"{number}\n{_span(clip, '.')}\n{_escaped(clip.say)}\n" for number, clip in enumerate(clips, 1)
    )


def srt(clips: Iterable[Clip]) -> str:
    """Return the captions of a film as SubRip, one cue per clip.

    The format has no standard; this follows the program SubRip: a decimal comma in times, and no escapes in
    the text.

    >>> print(srt([Clip(say="a < b", seconds=2.5, start=0.0)]))
    1
    00:00:00,000 --> 00:00:02,500
    a < b
    <BLANKLINE>
    """
    return "\n".join(f"{number}\n{_span(clip, ',')}\n{clip.say}\n" for number, clip in enumerate(clips, 1))


def _span(clip: Clip, point: str) -> str:
    return f"{_clock(clip.start, point)} --> {_clock(clip.start + clip.seconds, point)}"


def _clock(seconds: float, point: str) -> str:
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}{point}{rest % 1000:03}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
