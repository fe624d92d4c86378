"""What changes from one picture to the next, in words: the audio description of a film.

It is read off the two pictures, so that it can name nothing that is not there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

import numpy as np

from hillside.lectures.part_words import called, listed
from hillside.stage.drawing import Letters, Part
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.markup import reading

Shown: TypeAlias = Mapping[str, Part]


def seen(before: Shown, after: Shown, language: Language) -> str:
    """Say what has come, gone, moved, and which words have changed; nothing when the pictures are equal."""
    say = language.say
    told: list[tuple[Callable[[str], str], list[str]]] = [
        (lambda things: say("Appears: {things}.", things=things), come(before, after)),
        (lambda things: say("Disappears: {things}.", things=things), come(after, before)),
        (lambda things: say("Moves: {things}.", things=things), moved(before, after)),
        (lambda things: say("Now reads: {things}.", things=things), reworded(before, after)),
    ]
    shown = {**before, **after}
    return language.joined(
        *(
            words(listed((_thing(name, shown[name], language) for name in names), language))
            for words, names in told
            if names
        )
    )


def come(before: Shown, after: Shown) -> list[str]:
    """Return the names of the parts that only the second picture has, back to front."""
    return [name for name in after if name not in before]


def moved(before: Shown, after: Shown) -> list[str]:
    """Return the names of the drawings that look otherwise; words that only stand elsewhere do not count."""
    both = [name for name in after if name in before and not _texts(after[name])]
    return [name for name in both if _look(before[name]) != _look(after[name])]


def reworded(before: Shown, after: Shown) -> list[str]:
    """Return the names of the words that say something else."""
    return [name for name in after if name in before and _texts(before[name]) != _texts(after[name])]


def same(before: Shown, after: Shown) -> bool:
    """Return whether two pictures are equal to a tenth of a pixel."""
    return list(before) == list(after) and all(_look(before[name]) == _look(after[name]) for name in after)


def _thing(name: str, part: Part, language: Language) -> str:
    """What a part is called: words are quoted, and a drawing without words of its own goes by its name."""
    known, texts = called(name, language), _texts(part)
    if texts and (known is None or len(texts) == len(part.shapes())):
        return language.say("“{words}”", words=" ".join(" ".join(texts).split()))
    return " ".join(re.split("[-_]", name)) if known is None else known


def _texts(part: Part) -> list[str]:
    return [reading(shape.outline.markup) for shape in part.shapes() if isinstance(shape, Letters)]


def _look(part: Part) -> list[tuple[bytes, bytes, bytes]]:
    return [
        # Adding nothing makes the two zeros one.
        (
            (np.round(np.asarray(shape.points), 1) + 0.0).tobytes(),
            np.asarray(shape.get_fill_rgbas()).tobytes(),
            np.asarray(shape.get_stroke_rgbas()).tobytes(),
        )
        for shape in part.shapes()
    ]
