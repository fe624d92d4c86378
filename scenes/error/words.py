"""Wording of the error of a model: captions and alt text."""

from __future__ import annotations

from hillside.stage.lettering.language import Language
from mathcore import Point
from scenes.error.facts import Facts


def minimum_caption(lowest: Point, language: Language) -> str:
    """Return where the error has its minimum, and whether that is zero."""
    if lowest.y == 0:
        return language.say(
            "At weight {weight} the error is zero: every point lies on the line, which is rare.",
            weight=lowest.x,
        )
    return language.say(
        "At weight {weight} the error is lowest: {error}.",
        weight=lowest.x,
        error=lowest.y,
    )


def error_alt(facts: Facts, language: Language) -> str:
    """Return the description: the data and the line, then the error and its minimum."""
    fit, lowest = facts.fit, facts.among.lowest
    left = language.say(
        "Left: {count} data points, a line of weight {weight}, and squares on the gaps between the two.",
        count=str(len(fit.samples)),
        weight=fit.weight,
    )
    right = language.say(
        "Right: the mean squared error over the weight, a valley; here it is {error}, and at its lowest, "
        "at weight {best}, it is {lowest}.",
        error=fit.error,
        best=lowest.x,
        lowest=lowest.y,
    )
    return language.joined(left, right)
