"""Small dots and thin lines on a plane, for what stands behind the one thing that is said."""

from __future__ import annotations

from hillside.stage.drawing import Part, dot, stroke
from hillside.stage.look.theme import MEASURES, Role
from hillside.stage.placement.obstacles import Stroke
from hillside.stage.plane import Plane
from mathcore import Point, Segment


def mark(plane: Plane, point: Point, role: Role) -> Part:
    """Return a small dot at a point."""
    center, halo = plane.points([point]), MEASURES.halo / 2
    part = dot(center[0], MEASURES.mark, plane.theme.color(role), plane.theme.paper, halo)
    # As a round stroke it blocks the same place at less cost to the placement solver than two polygons.
    part.blocks = (Stroke(center, 2 * (MEASURES.mark + halo)),)
    part.plane = plane
    return part


def thin(plane: Plane, line: Segment, role: Role) -> Part:
    """Return a thin line from point to point."""
    part = stroke([plane.ends(line)], plane.theme.color(role), MEASURES.axis)
    part.plane = plane
    return part
