"""Small dots and thin lines on a plane, for what stands behind the one thing that is said."""

from __future__ import annotations

from mathcore import Point, Segment
from stage.drawing import Part, dot, stroke
from stage.plane import Plane
from stage.theme import MEASURES, Role


def mark(plane: Plane, point: Point, role: Role) -> Part:
    """A small dot at a point."""
    color, paper = plane.theme.color(role), plane.theme.paper
    part = dot(plane.points([point])[0], MEASURES.mark, color, paper, MEASURES.halo / 2)
    part.plane = plane
    return part


def thin(plane: Plane, line: Segment, role: Role) -> Part:
    """A thin line from point to point."""
    part = stroke([plane.ends(line)], plane.theme.color(role), MEASURES.axis)
    part.plane = plane
    return part
