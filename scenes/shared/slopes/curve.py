"""A curve on its axes: its name, what stands behind it in small dots and thin lines, and its first beat."""

from __future__ import annotations

from collections.abc import Mapping

from hillside.stage.drawing import Part, dot, stroke
from hillside.stage.film import UNCHANGED, Beat
from hillside.stage.labels import Beside
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typesetting import Lettering, symbol
from hillside.stage.look.theme import MEASURES, Role
from hillside.stage.placement.obstacles import Stroke
from hillside.stage.plane import Plane
from mathcore import Point, Segment

BACKDROP = ("axes", "x-name", "y-name", "curve")
"""The parts that every film of a curve begins with."""


def curve_label(language: Language) -> Beside:
    """Return the name of the curve, `y = f(x)`, beside it."""
    return Beside(
        lettering=Lettering(settings=(symbol("y = f(x)", language),), size=MEASURES.name, role="curve"),
        by="curve",
        sides=("above left", "above", "below right", "right", "left", "below"),
        reach=60,
        priority=3,
    )


def curve_beat(
    language: Language, at: Mapping[str, float] = UNCHANGED, more: tuple[str, ...] = ("curve-name",)
) -> Beat:
    """Return the beat that brings the curve on its axes.

    Args:
        language: of the caption.
        at: parameters that are set meanwhile.
        more: further parts that come with the curve.
    """
    say = language.say("Here is a curve: each x has its height, f of x.")
    return Beat(say=say, show=(*BACKDROP, *more), at=at, seconds=2.5)


def mark(plane: Plane, point: Point, role: Role) -> Part:
    """Return a small dot at a point that stands behind the one thing that is said."""
    center, halo = plane.points([point]), MEASURES.halo / 2
    part = dot(center[0], MEASURES.mark, plane.theme.color(role), plane.theme.paper, halo)
    # As a round stroke it blocks the same place at less cost to the placement solver than two polygons.
    part.blocks = (Stroke(center, 2 * (MEASURES.mark + halo)),)
    part.plane = plane
    return part


def thin(plane: Plane, line: Segment, role: Role) -> Part:
    """Return a thin line that stands behind the one thing that is said."""
    part = stroke([plane.ends(line)], plane.theme.color(role), MEASURES.axis)
    part.plane = plane
    return part
