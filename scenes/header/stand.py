"""A hiker who stands on a hill, with the arrow downhill: one picture, and the beats that tell it."""

from __future__ import annotations

from collections.abc import Iterator

from hillside.stage.box import Box
from hillside.stage.film import Beat
from hillside.stage.labels import Parts
from hillside.stage.lettering.language import Language
from hillside.stage.look.theme import MEASURES
from hillside.stage.plane import Plane
from hillside.stage.view import View
from mathcore import Expr, Interval
from scenes.hiker.ground import direction_label, downhill_arrow, ground_parts, walk_of
from scenes.hiker.hill import Hill, descent, hill_at
from scenes.hiker.hill_view import hill_view
from scenes.hiker.hill_words import direction_words
from scenes.hiker.person import person

RATE = 0.1
"""The hiker takes no step; any rate gives the same direction."""
TALLEST = 0.3
"""No hiker is taller than this share of the height of the box."""
NAMED = 60.0
"""Layout pixels kept free over the hiker for the words about the arrow."""


def stand_view(f: Expr, start: float, window: Interval | None, box: Box) -> View:
    """Return the view of the ground `f` in `box` in which the way down from `start` is seen."""
    return hill_view(f, descent(f, start, RATE, 1), window, box, height_in(box) + NAMED)


def height_in(box: Box) -> float:
    """How tall the hiker is drawn: as everywhere, but smaller in a low box, so that the hill has height too.

    >>> height_in(Box(0, 0, 900, 900)), height_in(Box(0, 0, 900, 500))
    (200.0, 150.0)
    """
    return min(MEASURES.hiker, TALLEST * box.height)


def stand_at(f: Expr, start: float, view: View) -> Hill:
    """Return the facts of a hiker at `start` on the ground `f`, before the first step."""
    return hill_at(f, descent(f, start, RATE, 1), 0.0, RATE, view)


def stand_parts(plane: Plane, facts: Hill, own: str | None, language: Language, within: Box) -> Parts:
    """Return the ground, the hiker and, unless it is flat there, the arrow with words beside it."""
    body = walk_of(plane, facts, height_in(plane.box)).at(0.0)
    parts = {**ground_parts(plane, facts), "hiker": person(body, plane.theme)}
    arrow = downhill_arrow(plane, facts, body)
    if arrow is None:
        return parts
    return {
        **parts,
        "arrow": arrow,
        "direction-name": direction_label(direction_words(own, language), within),
    }


def told_stand(facts: Hill, language: Language) -> str:
    """Return the right half of a picture, for those who cannot see it."""
    say = language.say
    return {
        1: say("Right: a hiker on a hill, and an arrow downhill to the right."),
        -1: say("Right: a hiker on a hill, and an arrow downhill to the left."),
        0: say("Right: a hiker on a hill, where the ground is flat."),
    }[facts.downhill]


def stand_story(facts: Hill, language: Language, own: str | None) -> Iterator[Beat]:
    """Yield the hill; then what the slope underfoot says."""
    say = language.say
    yield Beat(say=say("Now stand on a hill."), show=("solid", "ground", "hiker"), seconds=1.6)
    yield Beat(
        say=say(
            "The slope underfoot, {slope} here, says which way is down: {label}.",
            slope=facts.slope,
            label=direction_words(own, language),
        ),
        show=("arrow", "direction-name"),
        seconds=1.4,
        rest=3.0,
    )
