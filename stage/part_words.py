"""What the drawn parts of figures are called in a transcript, in each language."""

from __future__ import annotations

import re
from collections.abc import Iterable

from stage.language import Language


def called(name: str, language: Language) -> str | None:
    """The words for a part of this name, or None where there are none.

    A name of several words is looked up whole, then without its first word, and so on; a number at its end
    does not count: the third of several secants is a secant.

    >>> [called(name, Language("en")) for name in ("tangent", "small-axes", "secants-3")]
    ['the tangent', 'the axes', 'a secant']
    """
    known = _known(language)
    pieces = re.sub(r"(-\d+)+$", "", name).split("-")
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
        "curve": say("the curve"),
        "gaps": say("the gaps between the data and the line"),
        "ground": say("the ground"),
        "hiker": say("the hiker"),
        "line": say("the line"),
        "lowest": say("the lowest point"),
        "partner": say("a second point"),
        "partners": say("a second point"),
        "path": say("the path"),
        "point": say("a point"),
        "right-angle": say("the mark of the right angle"),
        "rise": say("the leg of the rise"),
        "run": say("the leg of the run"),
        "samples": say("the data"),
        "secant": say("the secant"),
        "secants": say("a secant"),
        "solid": say("the hill"),
        "start": say("the starting point"),
        "stops": say("the steps taken"),
        "table-rule": say("a table"),
        "tangent": say("the tangent"),
        "touch": say("the point on the curve"),
        "triangle": say("the triangle"),
        "underfoot": say("the tangent underfoot"),
    }
