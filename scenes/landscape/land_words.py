"""What is true of a landscape of error, and how it is told."""

from __future__ import annotations

from dataclasses import dataclass

from hillside.stage.lettering.language import Language
from mathcore import Expr
from scenes.landscape.way import Way
from scenes.shared.maps.levels import are_even


@dataclass(frozen=True, kw_only=True)
class Scenery(Way):
    """The way, the ground that it is on, and from where it is seen.

    Attributes:
        function: the error over two weights; None where it is that of a network.
        levels: the heights of the level lines.
        azimuth: degrees by which the ground is turned.
        percent: how much of the training of a network its slice holds; 0 where it shows none of it.
    """

    function: Expr | None
    levels: tuple[float, ...]
    azimuth: float
    percent: float


def told_landscape(facts: Scenery, language: Language) -> str:
    """Return the picture in a few sentences: the ground, and the way down with its numbers."""
    if facts.function is not None:
        shown = language.say(
            "The error over two weights as a shaded surface, and beside it as a contour map."
        )
    else:
        shown = language.say(
            "A slice through the error of a trained network as a shaded surface, and as a contour map."
        )
    return language.joined(shown, *_told_steps(facts, language), told_way(facts, language))


def told_ground(facts: Scenery, language: Language) -> str:
    """Return what the surface is."""
    return language.joined(_told_heights(facts, language), *_told_steps(facts, language))


def _told_heights(facts: Scenery, language: Language) -> str:
    if facts.function is not None:
        return language.say(
            "Give each pair of weights its error as a height: a landscape of hills, valleys and plains."
        )
    if facts.percent == 0:
        return language.say(
            "This is the error of a real network over two random directions through its weights."
        )
    return language.say(
        "This is the error of a real network over the plane that holds {percent}% of its training.",
        percent=facts.percent,
    )


def _told_steps(facts: Scenery, language: Language) -> tuple[str, ...]:
    """Return that heights are not to scale, where they are not."""
    if are_even(facts.levels):
        return ()
    return (language.say("From line to line it climbs by equal steps, though the error grows ever faster."),)


def told_way(facts: Scenery, language: Language) -> str:
    """Return where the way leads."""
    say = language.say
    if facts.leaves:
        return say(
            "The way begins at error {first} and leads off the map at {last}.",
            first=facts.first,
            last=facts.last,
        )
    if facts.percent == 0:
        return say("The marked point is the trained network, with error {error}.", error=facts.error)
    if facts.last < facts.first:
        return say(
            "In {steps} steps the way leads down from error {first} to {last}.",
            steps=facts.steps,
            first=facts.first,
            last=facts.last,
        )
    return say(
        "At the marked point the error is {error}, and the way leads no further down.", error=facts.error
    )
