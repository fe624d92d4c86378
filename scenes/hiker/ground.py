"""The ground, the hiker's way over it and the arrow downhill, drawn."""

from __future__ import annotations

from math import hypot

import numpy as np

from hillside.stage.box import Box
from hillside.stage.drawing import Part, arrow, disk, filled, stroke
from hillside.stage.geometry import Points, resampled
from hillside.stage.labels import Beside
from hillside.stage.lettering.lettering import lettering
from hillside.stage.look.theme import MEASURES
from hillside.stage.plane import Plane
from mathcore import derivative
from scenes.hiker.body import Body, Walk
from scenes.hiker.hill import Hill

ARROW_LENGTHS = (210.0, 180.0, 150.0, 120.0, 90.0)
ARROW_AHEAD = 26.0
"""Layout pixels between the hiker's foremost point and the tail of the arrow, along the ground."""
ARROW_CLEAR = 14.0
"""Layout pixels between the arrow and the ground."""
ARROW_APART = 38.0
"""Layout pixels between the middle of the arrow and the joints of the hiker."""
OVERHEAD = 600.0
"""What it costs, in layout pixels, to draw the arrow over the hiker rather than ahead."""


def walk_of(plane: Plane, facts: Hill, height: float) -> Walk:
    """Return the hiker's whole way over the drawn ground."""
    at = plane.points(facts.stops)[:, 0]
    pieces = [_ground(piece) for piece in plane.curve(facts.ground)]
    piece = next(piece for piece in pieces if piece[0, 0] - 1 <= at[0] <= piece[-1, 0] + 1)
    inside = np.clip(at, piece[0, 0], piece[-1, 0])
    first = derivative(facts.ground.f, facts.stops[0].x)
    return Walk(piece, tuple(inside.tolist()), height, -1 if first > 0 else 1)


def _ground(piece: Points) -> Points:
    """Return the piece with strictly increasing x: a steep exit has several points on one vertical."""
    keep = np.concatenate([[True], np.diff(piece[:, 0]) > 1e-6])
    return piece[keep]


def ground_parts(plane: Plane, facts: Hill) -> dict[str, Part]:
    """Return the solid ground and its surface."""
    pieces = plane.curve(facts.ground)
    bottom = plane.box.bottom
    solid = [np.vstack([piece, [[piece[-1, 0], bottom], [piece[0, 0], bottom]]]) for piece in pieces]
    return {
        "solid": Part.of(*(filled(shape, plane.theme.ground_fill) for shape in solid)),
        "ground": stroke(
            _within(pieces, plane.box.grown(-MEASURES.curve / 2)), plane.theme.ground, MEASURES.curve
        ),
    }


def _within(pieces: list[Points], box: Box) -> list[Points]:
    """Return the pieces inside a box, so that round ends do not stand out beyond the solid ground."""
    trimmed: list[Points] = []
    for piece in pieces:
        inner = piece[(piece[:, 0] > box.left) & (piece[:, 0] < box.right)]
        ends = np.clip(piece[[0, -1], 0], box.left, box.right)
        heights = np.interp(ends, piece[:, 0], piece[:, 1])
        line = np.vstack([[ends[0], heights[0]], inner, [ends[1], heights[1]]])
        trimmed.append(np.column_stack([line[:, 0], np.clip(line[:, 1], box.bottom, box.top)]))
    return trimmed


def marks(plane: Plane, facts: Hill) -> Part:
    """Return a dot on the ground at each stop."""
    centers = plane.points(facts.stops)
    return Part.of(
        *(disk(center, MEASURES.mark + MEASURES.halo / 2, plane.theme.paper) for center in centers),
        *(disk(center, MEASURES.mark, plane.theme.slope) for center in centers),
    )


def downhill_arrow(plane: Plane, facts: Hill, body: Body) -> Part | None:
    """Return the arrow that points downhill: ahead of the feet, along the ground, never into it.

    Where the ground is flat there is none.
    """
    if facts.downhill == 0:
        return None
    ground = plane.curve(facts.ground)
    path = _clear_path(np.vstack(ground), plane, facts, body)
    part = arrow(path, plane.theme.slope, MEASURES.arrow, MEASURES.arrow_head)
    part.plane = plane
    return part


def _clear_path(ground: Points, plane: Plane, facts: Hill, body: Body) -> Points:
    """Return a long arrow along the tangent ahead of the hiker, as low as it stays clear of the ground.

    Where no such arrow is free, in a narrow valley or at the edge, it is drawn over the hiker's head.
    """
    along, up = _directions(plane, facts)
    foot = plane.points([facts.foot])[0]
    ahead = np.vstack([body.stick.points, *(limb.points for limb in body.limbs)])
    start = max(float(((ahead - foot) @ along).max()) + ARROW_AHEAD, ARROW_AHEAD)
    tail = foot + along * start + up * (MEASURES.arrow_head * 0.42 + ARROW_CLEAR)
    sky = np.array([0.0, 1.0])
    over = np.array([foot[0], body.outline().top + ARROW_AHEAD + MEASURES.arrow_head])
    candidates = [
        (lift + 0.8 * (ARROW_LENGTHS[0] - length), tail + np.outer([0, length], along) + sky * lift)
        for length in ARROW_LENGTHS
        for lift in np.arange(0.0, 2.0 * MEASURES.hiker, 12.0).tolist()
    ] + [
        (OVERHEAD + lift + 0.8 * (ARROW_LENGTHS[0] - length), _over(over, along, length) + sky * lift)
        for length in ARROW_LENGTHS
        for lift in np.arange(0.0, 4.0 * MEASURES.hiker, 12.0).tolist()
    ]
    figure = _inked(body)
    cheapest_first = [ends for _, ends in sorted(candidates, key=lambda found: found[0])]
    free = (ends for ends in cheapest_first if _is_free(ends, ground, figure, plane.box))
    return next(free, cheapest_first[0])


def _over(middle: Points, along: Points, length: float) -> Points:
    """Return an arrow of some length over `middle`, all of it above."""
    ends = middle + np.outer([-length / 2, length / 2], along)
    return ends + np.array([0.0, middle[1] - min(ends[:, 1].tolist())])


def _inked(body: Body) -> Points:
    """Return points all over a body, a hand's breadth apart, shape `(n, 2)`."""
    limbs = [resampled(limb.points, 12) for limb in (*body.limbs, body.stick)]
    return np.vstack([*limbs, body.pack, body.head_center[None]])


def _is_free(ends: Points, ground: Points, figure: Points, box: Box) -> bool:
    """Return whether an arrow stays above the ground, up the sheet, off the hiker, and within the box."""
    stations: Points = ends[0] + np.linspace(0.0, 1.0, 24)[:, None] * (ends[1] - ends[0])
    above: Points = stations[:, 1] - np.interp(stations[:, 0], ground[:, 0], ground[:, 1])
    room = box.grown(-MEASURES.arrow_head / 2)
    inside = (stations[:, 0] > room.left) & (stations[:, 0] < room.right) & (stations[:, 1] < room.top)
    apart = np.hypot(*(stations[:, None] - figure[None]).T)
    off = above.min() >= MEASURES.arrow_head * 0.42 + ARROW_CLEAR - 6.0 and apart.min() >= ARROW_APART
    return bool(off and inside.all())


def _directions(plane: Plane, facts: Hill) -> tuple[Points, Points]:
    """Unit vectors on the sheet: downhill along the tangent, and away from the ground."""
    slope = facts.slope * plane.view.stretch
    along = facts.downhill * np.array([1.0, slope]) / hypot(1.0, slope)
    up = np.array([-slope, 1.0]) / hypot(1.0, slope)
    return along, up


def direction_label(text: str, within: Box | None = None) -> Beside:
    """Return the words beside the arrow that points downhill."""
    return Beside(
        lettering=lettering(text, lines=(2, 3, 1), least=MEASURES.least_label),
        by="arrow",
        sides=("above left", "above right", "above", "left", "right"),
        reach=110,
        leader=True,
        within=within,
        priority=8,
    )
