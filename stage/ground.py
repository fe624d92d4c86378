"""The ground, the hiker's way over it and the arrow downhill, drawn."""

from __future__ import annotations

from math import hypot

import numpy as np

from mathcore import derivative
from stage.drawing import Part, Points, arrow, disk, filled, resampled, stroke
from stage.geometry import Box
from stage.hiker import Body, Walk
from stage.hill import Hill
from stage.labels import Beside, lettering
from stage.plane import Plane
from stage.theme import MEASURES

ARROW_LENGTHS = (210.0, 180.0, 150.0, 120.0, 90.0)
ARROW_AHEAD = 26.0
"""Layout pixels between the hiker's foremost point and the tail of the arrow, along the ground."""
ARROW_CLEAR = 14.0
"""Layout pixels between the arrow and the ground."""


def walk_of(plane: Plane, facts: Hill, height: float) -> Walk:
    """The hiker's whole way over the drawn ground."""
    at = plane.points(facts.stops)[:, 0]
    piece = next(piece for piece in plane.curve(facts.ground) if piece[0, 0] - 1 <= at[0] <= piece[-1, 0] + 1)
    inside = [float(min(max(x, piece[0, 0]), piece[-1, 0])) for x in at]
    first = derivative(facts.ground.f, facts.stops[0].x)
    return Walk(_ground(piece), tuple(inside), height, -1 if first > 0 else 1)


def _ground(piece: Points) -> Points:
    """The piece with strictly increasing x: a steep exit has several points on one vertical."""
    keep = np.concatenate([[True], np.diff(piece[:, 0]) > 1e-6])
    return piece[keep]


def ground_parts(plane: Plane, facts: Hill) -> dict[str, Part]:
    """The solid ground and its surface."""
    pieces = plane.curve(facts.ground)
    bottom = plane.box.bottom
    solid = [np.vstack([piece, [[piece[-1, 0], bottom], [piece[0, 0], bottom]]]) for piece in pieces]
    return {
        "solid": Part.of(*(filled(shape, plane.theme.ground_fill) for shape in solid)),
        "ground": stroke(pieces, plane.theme.ground, MEASURES.curve),
    }


def marks(plane: Plane, facts: Hill) -> Part:
    """A dot on the ground at each stop."""
    centers = plane.points(facts.stops)
    return Part.of(
        *(disk(center, MEASURES.mark + MEASURES.halo / 2, plane.theme.paper) for center in centers),
        *(disk(center, MEASURES.mark, plane.theme.slope) for center in centers),
    )


def downhill_arrow(plane: Plane, facts: Hill, body: Body) -> Part | None:
    """The arrow that points downhill: ahead of the feet, along the ground, never into it.

    Where the ground is flat there is none.
    """
    if facts.downhill == 0:
        return None
    ground = plane.curve(facts.ground)
    path = _clear_path(np.vstack(ground), plane, facts, body)
    return arrow(path, plane.theme.slope, MEASURES.arrow, MEASURES.arrow_head)


def _clear_path(ground: Points, plane: Plane, facts: Hill, body: Body) -> Points:
    """A long arrow along the tangent ahead of the hiker, as low as it stays clear of the ground."""
    along, up = _directions(plane, facts)
    foot = plane.points([facts.foot])[0]
    ahead = np.vstack([body.stick.points, *(limb.points for limb in body.limbs)])
    start = max(float(((ahead - foot) @ along).max()) + ARROW_AHEAD, ARROW_AHEAD)
    tail = foot + along * start + up * (MEASURES.arrow_head * 0.42 + ARROW_CLEAR)
    sky = np.array([0.0, 1.0])
    candidates = [
        (lift + 0.8 * (ARROW_LENGTHS[0] - length), tail + np.outer([0, length], along) + sky * lift)
        for length in ARROW_LENGTHS
        for lift in np.arange(0.0, 2.0 * MEASURES.hiker, 12.0).tolist()
    ]
    free = [(cost, ends) for cost, ends in candidates if _is_free(ends, ground, plane.box)]
    return min(free or candidates, key=lambda found: found[0])[1]


def _is_free(ends: Points, ground: Points, box: Box) -> bool:
    """Whether an arrow stays above the ground, up the sheet, and within the sides of the box."""
    stations = resampled(ends, 24)
    x, y = stations[:, 0], stations[:, 1]
    above = y - np.interp(x, ground[:, 0], ground[:, 1])
    needed = MEASURES.arrow_head * 0.42 + ARROW_CLEAR - 6.0
    return bool(np.all(above >= needed) and np.all((x > box.left) & (x < box.right)))


def _directions(plane: Plane, facts: Hill) -> tuple[Points, Points]:
    """Unit vectors on the sheet: downhill along the tangent, and away from the ground."""
    slope = facts.slope * plane.view.stretch
    along = facts.downhill * np.array([1.0, slope]) / hypot(1.0, slope)
    up = np.array([-slope, 1.0]) / hypot(1.0, slope)
    return along, up


def direction_label(text: str) -> Beside:
    """The words beside the arrow that points downhill."""
    return Beside(
        lettering=lettering(text, lines=3),
        by="arrow",
        sides=("above left", "above right", "above", "left", "right"),
        reach=90,
        leader=True,
        priority=8,
    )
