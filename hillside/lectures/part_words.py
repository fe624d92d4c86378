"""What the drawn parts of figures are called in a transcript, in each language."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hillside.stage.lettering.language import Language


def called(name: str, language: Language) -> str | None:
    """Return the words for a part of this name, or None where there are none.

    A name of several words is looked up whole, then without its first word, and so on; a number at its end
    does not count: the third of several secants is a secant. What a figure adds, it adds here.

    >>> [called(name, Language("en")) for name in ("tangent", "small-axes", "secants-3")]
    ['the tangent', 'the axes', 'a secant']
    """
    known = _known(language)
    pieces = re.split("[-_]", re.sub(r"(-\d+)+$", "", name))
    tries = ("-".join(pieces[first:]) for first in range(len(pieces)))
    return next((known[each] for each in tries if each in known), None)


def listed(things: Iterable[str], language: Language) -> str:
    """Things in a row, each once, as the language joins them (Unicode CLDR).

    >>> listed(["the axes", "the curve", "the axes"], Language("en"))
    'the axes and the curve'
    """
    from babel.lists import format_list

    return str(format_list(list(dict.fromkeys(things)), locale=language.code))


def _known(language: Language) -> dict[str, str]:
    say = language.say
    return {
        "arrow": say("an arrow"),
        "axes": say("the axes"),
        "bottom": say("the lowest point"),
        "box": say("a box of the graph"),
        "contours": say("the contour lines"),
        "curve": say("the curve"),
        "dial": say("a slope meter"),
        "downhill": say("the arrow downhill"),
        "drop": say("a guide line"),
        "error": say("the curve of the error"),
        "exit": say("an arrow out of the picture"),
        "flats": say("a flat place"),
        "gaps": say("the gaps between the data and the line"),
        "ground": say("the ground"),
        "guide": say("a guide line"),
        "guides": say("a guide line"),
        "height": say("the height of the slope"),
        "hiker": say("the hiker"),
        "key": say("the key of the colors"),
        "large": say("the steps taken"),
        "level": say("the line along the contour"),
        "line": say("the line"),
        "loop": say("the loop of training"),
        "lowest": say("the lowest point"),
        "needle": say("the needle of the meter"),
        "now": say("the point of this step"),
        "partner": say("a second point"),
        "partners": say("a second point"),
        "path": say("the path"),
        "place": say("the place reached"),
        "point": say("a point"),
        "present": say("the mark of the stage"),
        "relief": say("the map of heights"),
        "right": say("the steps taken"),
        "right-angle": say("the mark of the right angle"),
        "rise": say("the leg of the rise"),
        "rose": say("the slope in every direction"),
        "run": say("the leg of the run"),
        "samples": say("the data"),
        "secant": say("the secant"),
        "secants": say("a secant"),
        "small": say("the steps taken"),
        "solid": say("the hill"),
        "start": say("the starting point"),
        "step": say("the arrow of the step"),
        "stops": say("the steps taken"),
        "surface": say("the surface"),
        "table-rule": say("a table"),
        "tangent": say("the tangent"),
        "touch": say("the point on the curve"),
        "trace": say("the curve traced"),
        "traces": say("the curve traced"),
        "triangle": say("the triangle"),
        "underfoot": say("the tangent underfoot"),
        "uphill": say("the arrow uphill"),
        "value": say("a point"),
        "ways": say("the arrows between the boxes"),
        "zeros": say("a zero"),
    }
