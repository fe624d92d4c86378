"""The kinds of files that stills and films can be written as, by their suffix, and what each can hold."""

from __future__ import annotations

from pathlib import Path

from hillside.stage.errors import Refusal, nearest

STILL_SUFFIXES = (".png", ".svg", ".pdf", ".webp")
FILM_SUFFIXES = (".mp4", ".webm", ".mov", ".gif", ".webp")
"""What a still and a film can be written as; `Excerpt.animated` tells the two kinds of `.webp` apart."""

HALVED_COLOR = (".mp4", ".webm")
"""The films that store color for blocks of two by two pixels, so that their sides must be even."""
NO_ALPHA = (".mp4",)
GIF_FPS = 20
"""Frames per second of a GIF at most, unless others are given; it counts time in hundredths of a second."""
FASTEST_GIF = 50
"""Browsers slow a GIF with shorter frames down to ten a second."""


def suffix_of(target: Path, wanted: tuple[str, ...]) -> str:
    """Return the suffix of `target` in lower case if it is one of `wanted`.

    >>> suffix_of(Path("slope.PNG"), STILL_SUFFIXES)
    '.png'

    Raises:
        Refusal: It is another one; the message names those that work, and the command for the others.
    """
    suffix = target.suffix.lower()
    if suffix in wanted:
        return suffix
    other = {**dict.fromkeys(STILL_SUFFIXES, "still"), **dict.fromkeys(FILM_SUFFIXES, "film")}.get(suffix)
    elsewhere = f'; "{other}" writes {suffix}' if other else nearest(suffix, wanted)
    raise Refusal(f"{target}: {not_written(suffix)}; choose one of {' '.join(wanted)}{elsewhere}")


def not_written(suffix: str) -> str:
    """Return the beginning of the message that no file is written with this suffix."""
    return (
        f"the suffix {suffix} is not one that can be written here"
        if suffix
        else "the file name has no suffix"
    )


def usual_fps(suffix: str, fps: int) -> int:
    """Return the frames per second of a film with this suffix at a quality of `fps` frames per second.

    >>> usual_fps(".mp4", 30), usual_fps(".gif", 30), usual_fps(".gif", 15)
    (30, 20, 15)
    """
    return min(fps, GIF_FPS) if suffix == ".gif" else fps
