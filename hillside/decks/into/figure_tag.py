"""The tag of a shape, such as `fig:tangent --at 2 --function "x^3"`, parsed like a command line."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from typing import Any

from hillside.stage.errors import Refusal

TAG_PREFIX = "fig:"
SWITCHES = ("film", "still", "loop")
TYPED_CHARACTERS = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "\u00a0": " "})
"""A translation of typographic characters, which slide programs substitute, to those that were typed."""


@dataclass(frozen=True, kw_only=True)
class Tag:
    """The tag of a shape, parsed.

    Attributes:
        word: the id of a figure in the lecture, or the name of a figure.
        params: pairs of name and text of the given parameters.
        film: whether a film is requested; None leaves it to the lecture.
        loop: whether the film plays in a loop.
        beat: the only beat to show, or None.
        theme: the name of a theme, or of the file of one beside the deck; None leaves it to the rest.
        background: the color behind the figure, or `transparent`; None leaves it to the slide.
    """

    word: str
    params: tuple[tuple[str, str], ...] = ()
    film: bool | None = None
    loop: bool = False
    beat: int | None = None
    theme: str | None = None
    background: str | None = None

    @classmethod
    def read(cls, text: str) -> Tag | None:
        """Return the tag in the name or the alt text of a shape, or None if there is none.

        >>> Tag.read('fig:tangent --at 2 --function "x^3"').params
        (('at', '2'), ('function', 'x^3'))
        >>> Tag.read("fig:hiker —film").film
        True
        >>> Tag.read("Picture 3") is None
        True

        Raises:
            Refusal: The text begins like a tag but is not a valid one.
        """
        if not text.strip().lower().startswith(TAG_PREFIX):
            return None
        words = _words(text.strip()[len(TAG_PREFIX) :])
        if not words or words[0].startswith("-"):
            raise Refusal(f'the tag "{text}" names no figure; write one such as fig:tangent')
        return cls(word=words[0].lower(), **_options(words[1:], text))


def word_of(text: str) -> str | None:
    """Return the word that a text names after `fig:`, or None if it is not of this form.

    Programs that write `fig:` and a file name into alt texts, as Pandoc did until version 3, mean no figure
    of ours, so the word decides whether a text is a tag at all.

    >>> word_of("fig: Tangent --at 2"), word_of("fig:a moon.jpg"), word_of("Picture 3")
    ('tangent', 'a', None)
    """
    bare = text.strip()
    if not bare.lower().startswith(TAG_PREFIX):
        return None
    return next(iter(bare[len(TAG_PREFIX) :].split()), "").strip("\"'“”„‘’").lower()


def _words(text: str) -> list[str]:
    text = re.sub(r"(?<!\S)[–—](?=[a-zA-Z])", "--", text.translate(TYPED_CHARACTERS))
    try:
        return shlex.split(text)
    except ValueError as error:
        raise Refusal(f'the tag "{TAG_PREFIX}{text}" has a quote that is not closed') from error


def _options(words: list[str], text: str) -> dict[str, Any]:
    """Return the fields of a tag from the words after its first."""
    found: dict[str, Any] = {}
    params: dict[str, str] = {}
    remaining = list(words)
    while remaining:
        flag, given, value = remaining.pop(0).partition("=")
        if not flag.startswith("--") or len(flag) < 3:
            raise Refusal(f'the tag "{text}" has "{flag}" where an option such as --at is due')
        name = flag.removeprefix("--").replace("-", "_")
        if name in SWITCHES and not given:
            found |= {"loop": True} if name == "loop" else {"film": name == "film"}
            continue
        if not given and not remaining:
            raise Refusal(f'the tag "{text}" gives {flag} no value; write one such as {flag} 2')
        params[name] = value if given else remaining.pop(0)
    for name in ("theme", "background"):
        if name in params:
            found[name] = params.pop(name)
    beat = params.pop("beat", None)
    if beat is not None:
        if not re.fullmatch(r"[1-9][0-9]{0,3}", beat):
            raise Refusal(f'the tag "{text}" asks for beat {beat}; beats are numbered from 1')
        found["beat"] = int(beat)
    return {**found, "params": tuple(sorted(params.items()))}
