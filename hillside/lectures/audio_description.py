"""The audio description of a film: what changes from one picture to the next, in words.

It is computed from the two pictures, so it cannot mention anything that is not drawn. `_names_of_parts` holds
the phrases for the drawn parts; a figure with new parts adds theirs there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

import numpy as np

from hillside.stage.drawing import Part
from hillside.stage.labels import texts_of
from hillside.stage.lettering.language import Language

Parts: TypeAlias = Mapping[str, Part]
"""A picture: its parts by name, back to front."""


_NUMERAL = re.compile(r"-tick-\d+$")


def changes(before: Parts, after: Parts, language: Language) -> str:
    """Return in words what appeared, disappeared, moved or changed its text; empty for equal pictures."""
    say = language.say
    before, after = _without_numerals(before), _without_numerals(after)
    found: list[tuple[Callable[[str], str], list[str]]] = [
        (lambda things: say("Appears: {things}.", things=things), _only_in_second(before, after)),
        (lambda things: say("Disappears: {things}.", things=things), _only_in_second(after, before)),
        (lambda things: say("Moves: {things}.", things=things), _moved(before, after)),
        (lambda things: say("Now reads: {things}.", things=things), _reworded(before, after)),
    ]
    either = {**before, **after}
    return language.joined(
        *(
            sentence(enumeration((_phrase(name, either[name], language) for name in names), language))
            for sentence, names in found
            if names
        )
    )


def _without_numerals(parts: Parts) -> Parts:
    """Return a picture without the numerals of its axes, which no lecturer would read out."""
    return {name: part for name, part in parts.items() if not _NUMERAL.search(name)}


def are_equal(before: Parts, after: Parts) -> bool:
    """Return whether two pictures are equal to within a tenth of a layout pixel."""
    return list(before) == list(after) and all(
        _appearance(before[name]) == _appearance(after[name]) for name in after
    )


def name_of_part(name: str, language: Language) -> str | None:
    """Return the phrase for a part with this name, or None if there is none.

    A name of several words is looked up whole, then without its first word, and so on; a number at its end is
    ignored: the third of several secants is a secant.

    >>> [name_of_part(name, Language("en")) for name in ("tangent", "small-axes", "secants-3")]
    ['the tangent', 'the axes', 'a secant']
    """
    known = _names_of_parts(language)
    words = re.split("[-_]", re.sub(r"(-\d+)+$", "", name))
    tries = ("-".join(words[first:]) for first in range(len(words)))
    return next((known[each] for each in tries if each in known), None)


def enumeration(things: Iterable[str], language: Language) -> str:
    """Return the distinct items as a list in words, joined as the language does (Unicode CLDR).

    >>> enumeration(["the axes", "the curve", "the axes"], Language("en"))
    'the axes and the curve'
    """
    from babel.lists import format_list

    return str(format_list(list(dict.fromkeys(things)), locale=language.code))


def _only_in_second(first: Parts, second: Parts) -> list[str]:
    return [name for name in second if name not in first]


def _moved(before: Parts, after: Parts) -> list[str]:
    """Return the names of the drawings that changed; text that only changed place does not count."""
    both = [name for name in after if name in before and not texts_of(after[name])]
    return [name for name in both if _appearance(before[name]) != _appearance(after[name])]


def _reworded(before: Parts, after: Parts) -> list[str]:
    """Return the names of the parts whose text changed."""
    return [name for name in after if name in before and texts_of(before[name]) != texts_of(after[name])]


def _phrase(name: str, part: Part, language: Language) -> str:
    """Return the phrase for a part: its text in quotation marks, or for a drawing the phrase for its name."""
    known, texts = name_of_part(name, language), texts_of(part)
    if texts and (known is None or len(texts) == len(part.shapes())):
        return language.say("“{words}”", words=" ".join(" ".join(texts).split()))
    return " ".join(re.split("[-_]", name)) if known is None else known


def _appearance(part: Part) -> list[tuple[bytes, bytes, bytes]]:
    return [
        # Adding 0.0 turns -0.0 into 0.0.
        (
            (np.round(np.asarray(shape.points), 1) + 0.0).tobytes(),
            np.asarray(shape.get_fill_rgbas()).tobytes(),
            np.asarray(shape.get_stroke_rgbas()).tobytes(),
        )
        for shape in part.shapes()
    ]


def _names_of_parts(language: Language) -> dict[str, str]:
    say = language.say
    return {
        "arc": say("the angle of the slope"),
        "arrow": say("an arrow"),
        "asymptotes": say("the asymptotes"),
        "axes": say("the axes"),
        "backward": say("the arrows between the boxes"),
        "bands": say("the stretches where the curve falls"),
        "began": say("the weights at the start"),
        "boundary": say("the boundary of the classes"),
        "bottom": say("the lowest point"),
        "box": say("a box of the graph"),
        "chip": say("a local slope"),
        "contours": say("the contour lines"),
        "curve": say("the curve"),
        "dial": say("a slope meter"),
        "downhill": say("the arrow downhill"),
        "drop": say("a guide line"),
        "drops": say("a guide line"),
        "ends": say("the open and filled dots"),
        "error": say("the curve of the error"),
        "exit": say("an arrow out of the picture"),
        "field": say("the field of chances"),
        "fills": say("the squares on the gaps"),
        "flats": say("a flat place"),
        "forward": say("the arrows between the boxes"),
        "gaps": say("the gaps between the data and the line"),
        "ghost": say("the starting point"),
        "ground": say("the ground"),
        "guide": say("a guide line"),
        "guides": say("a guide line"),
        "high": say("the mark of an error"),
        "hops": say("the steps taken"),
        "height": say("the height of the slope"),
        "hiker": say("the hiker"),
        "hill": say("the hill"),
        "key": say("the key of the colors"),
        "icon": say("the sign of what the rate is"),
        "jumps": say("the open and filled dots"),
        "large": say("the steps taken"),
        "layers": say("the layers of the network"),
        "level": say("the line along the contour"),
        "limit-mark": say("the mark of the limit"),
        "line": say("the line"),
        "loop": say("the loop of training"),
        "lit-row": say("the row of this secant"),
        "low": say("the mark of an error"),
        "lowest": say("the lowest point"),
        "needle": say("the needle of the meter"),
        "neurons": say("the network"),
        "now": say("the point of this step"),
        "negative": say("the area between the derivative and its axis"),
        "partner": say("a second point"),
        "partners": say("a second point"),
        "path": say("the path"),
        "place": say("the place reached"),
        "plain": say("the plain"),
        "point": say("a point"),
        "positive": say("the area between the derivative and its axis"),
        "present": say("the mark of the stage"),
        "relief": say("the map of heights"),
        "result": say("a box of the graph"),
        "right": say("the steps taken"),
        "on-line": say("a rate on the line"),
        "rates": say("the line of all rates"),
        "right-angle": say("the mark of the right angle"),
        "ring": say("the place reached"),
        "rise": say("the leg of the rise"),
        "rose": say("the slope in every direction"),
        "run": say("the leg of the run"),
        "samples": say("the data"),
        "secant": say("the secant"),
        "secants": say("a secant"),
        "signs": say("the signs of the derivative"),
        "small": say("the steps taken"),
        "solid": say("the hill"),
        "start": say("the starting point"),
        "step": say("the arrow of the step"),
        "squares": say("the squares on the gaps"),
        "stops": say("the steps taken"),
        "surface": say("the surface"),
        "table": say("a table"),
        "table-rule": say("a table"),
        "tangent": say("the tangent"),
        "tick": say("a guide line"),
        "ticks": say("the axes"),
        "touch": say("the point on the curve"),
        "trace": say("the curve traced"),
        "traces": say("the curve traced"),
        "triangle": say("the triangle"),
        "turf": say("the ground"),
        "underfoot": say("the tangent underfoot"),
        "uphill": say("the arrow uphill"),
        "valley": say("the valley"),
        "value": say("a point"),
        "weights": say("the weights"),
        "wedge": say("the angle of the slope"),
        "boxes": say("the loop of training"),
        "steepest": say("the network"),
        "wrong": say("the points in the wrong class"),
        "zeros": say("a zero"),
    }
