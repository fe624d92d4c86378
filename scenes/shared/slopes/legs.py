"""A triangle of rise and run under a tangent or a secant: its drawing and its names."""

from __future__ import annotations

from typing import Protocol

from hillside.stage.drawing import Part
from hillside.stage.geometry import Points
from hillside.stage.labels import Beside
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typesetting import Lettering
from hillside.stage.lettering.typst_markup import plain, wrapped
from hillside.stage.look.theme import MEASURES
from hillside.stage.plane import Plane
from mathcore import Point, Segment
from scenes.shared.slopes.triangle import ROOM

LEGS = ("triangle", "run", "right-angle", "rise")
LEG_NAMES = ("run-name", "rise-name")
LEGS_IN_TURN = ("triangle", "run", "run-name", "right-angle", "rise", "rise-name")
"""The parts in the order in which a film brings them."""


class Legs(Protocol):
    """A triangle of rise and run, under a tangent or a secant."""

    @property
    def run(self) -> Segment:
        """The leg along x."""
        ...

    @property
    def rise(self) -> Segment:
        """The leg along y; it starts where the run ends, or ends where the run starts."""
        ...

    @property
    def across(self) -> float:
        """The length of the run, positive."""
        ...

    @property
    def up(self) -> float:
        """The height that is gained over the run, read from left to right."""
        ...

    @property
    def measurable(self) -> bool:
        """Whether the triangle is large enough on paper to be seen."""
        ...


def corners_of(legs: Legs) -> tuple[Point, Point, Point]:
    """Return the corners of a triangle: the right angle is the second, the others lie on its line."""
    first, second = (legs.run, legs.rise) if legs.run.end == legs.rise.start else (legs.rise, legs.run)
    return first.start, first.end, second.end


def leg_fill(plane: Plane, legs: Legs) -> dict[str, Part]:
    """Return the inside of the triangle, which lies behind the curve; nothing where it is too small."""
    return {"triangle": plane.region(corners_of(legs), "leg_fill")} if legs.measurable else {}


def leg_lines(plane: Plane, legs: Legs) -> dict[str, Part]:
    """Return run, rise and their right angle, which lie on the curve."""
    if not legs.measurable:
        return {}
    return {
        "run": plane.draw(legs.run, "legs"),
        "rise": plane.draw(legs.rise, "legs"),
        "right-angle": plane.right_angle(*corners_of(legs), "legs"),
    }


def leg_labels(plane: Plane, facts: Legs, language: Language, *, numbers: bool) -> dict[str, Beside]:
    """Return the words run and rise outside the triangle, with their numbers where they are wanted."""
    if not facts.measurable:
        return {}
    run, rise = (language.say("run"),), (language.say("rise"),)
    if numbers:
        run += (language.isolated(language.numeral(facts.across)),)
        rise += (language.isolated(language.numeral(facts.up)),)
    touch, corner, end = corners_of(facts)
    over = touch.y + end.y > 2 * corner.y
    right = touch.x + end.x < 2 * corner.x
    return {
        "run-name": _leg_label(run, "run", plane.along(facts.run), ("below", "above")[:: 1 if over else -1]),
        "rise-name": _leg_label(
            rise, "rise", plane.along(facts.rise), ("right", "left")[:: 1 if right else -1]
        ),
    }


def _leg_label(words: tuple[str, ...], leg: str, by: Points, sides: tuple[str, ...]) -> Beside:
    name, *number = words
    lines = [" = ".join(words), "\n= ".join(words), "\n= ".join([wrapped(name, 2), *number])]
    settings = dict.fromkeys(map(plain, lines))
    return Beside(
        lettering=Lettering(settings=tuple(settings), size=MEASURES.name, least=ROOM.least, role="legs"),
        by=by,
        ranked=True,
        sides=sides,
        leader=True,
        own=(leg, "triangle", "right-angle"),
        priority=9,
    )
