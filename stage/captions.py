"""Captions of a film as a WebVTT file (W3C, 2019)."""

from collections.abc import Iterable

from stage.take import Clip


def vtt(clips: Iterable[Clip]) -> str:
    """The captions of a film, one cue a clip.

    >>> print(vtt([Clip(say="A curve.", seconds=2.5, start=0.0)]))
    WEBVTT
    <BLANKLINE>
    1
    00:00:00.000 --> 00:00:02.500
    A curve.
    <BLANKLINE>
    """
    cues = [
        f"{number}\n{_clock(clip.start)} --> {_clock(clip.start + clip.seconds)}\n{_escaped(clip.say)}\n"
        for number, clip in enumerate(clips, 1)
    ]
    return "WEBVTT\n\n" + "\n".join(cues)


def _clock(seconds: float) -> str:
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
