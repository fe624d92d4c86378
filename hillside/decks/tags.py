"""The tag by which a shape in a deck asks for a figure, such as `fig:tangent --at 2 --function "x^3"`."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hillside.stage.errors import Refusal

MARK = "fig:"
SWITCHES = ("film", "still", "loop")
STRAIGHT = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "\u00a0": " "})
"""What programs for slides make of quotes while someone types."""


@dataclass(frozen=True, kw_only=True)
class Tag:
    """What a shape asks for.

    Attributes:
        word: the id of a figure in the lecture, or the name of a figure.
        params: the parameters given, by name.
        film: whether it is to move; None where the lecture decides.
        loop: whether the film plays over and over.
        beat: the one beat that is shown.
    """

    word: str
    params: tuple[tuple[str, str], ...] = ()
    film: bool | None = None
    loop: bool = False
    beat: int | None = None

    @classmethod
    def read(cls, text: str) -> Tag | None:
        """Return the tag in the name or the alt text of a shape, or None if it is an ordinary one.

        >>> Tag.read('fig:tangent --at 2 --function "x^3"').params
        (('at', '2'), ('function', 'x^3'))
        >>> Tag.read("fig:hiker —film").film
        True
        >>> Tag.read("Picture 3") is None
        True

        Raises:
            Refusal: It begins as a tag and goes on as none.
        """
        if not text.strip().lower().startswith(MARK):
            return None
        words = _words(text.strip()[len(MARK) :])
        if not words or words[0].startswith("-"):
            raise Refusal(f'the tag "{text}" names no figure; write one such as fig:tangent')
        return cls(word=words[0].lower(), **_options(words[1:], text))


def _words(text: str) -> list[str]:
    text = re.sub(r"(?<!\S)[–—](?=[a-zA-Z])", "--", text.translate(STRAIGHT))
    try:
        return shlex.split(text)
    except ValueError as error:
        raise Refusal(f'the tag "{MARK}{text}" has a quote that is not closed') from error


def _options(words: list[str], text: str) -> dict[str, Any]:
    """Return the fields of a tag from the words after its first."""
    found: dict[str, Any] = {}
    params: dict[str, str] = {}
    waiting = list(words)
    while waiting:
        flag, given, value = waiting.pop(0).partition("=")
        if not flag.startswith("--") or len(flag) < 3:
            raise Refusal(f'the tag "{text}" has "{flag}" where an option such as --at is due')
        name = flag.removeprefix("--").replace("-", "_")
        if name in SWITCHES and not given:
            found |= {"loop": True} if name == "loop" else {"film": name == "film"}
            continue
        if not given and not waiting:
            raise Refusal(f'the tag "{text}" gives {flag} no value; write one such as {flag} 2')
        params[name] = value if given else waiting.pop(0)
    beat = params.pop("beat", None)
    if beat is not None:
        if not re.fullmatch(r"[1-9][0-9]{0,3}", beat):
            raise Refusal(f'the tag "{text}" asks for beat {beat}; beats are numbered from 1')
        found["beat"] = int(beat)
    return {**found, "params": tuple(sorted(params.items()))}


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a figure is asked for.

    Attributes:
        where: the slide and the shape, for messages.
        tag: what is asked for.
        aspect: the width of the picture over its height.
        background: the color behind it, if it is one color that is known.
    """

    where: str
    tag: Tag
    aspect: float
    background: str | None


@dataclass(frozen=True, kw_only=True)
class Medium:
    """What has been drawn for a place.

    Attributes:
        alt: the picture in a sentence or two.
        png: the picture, or the poster of the film.
        svg: its vector twin, if it stands still.
        film: the film, if it moves.
        seconds: how long that takes.
        loop: whether it is played over and over.
    """

    alt: str
    png: Path
    svg: Path | None = None
    film: Path | None = None
    seconds: float = 0.0
    loop: bool = False
