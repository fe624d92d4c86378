"""The ways of edges on the sheet: lines with a lane on either side, cut where a plate lies on them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from hillside.stage.sheet import Box, Points, first_length

TIP = 5.0
"""Distance from a box to an arrow that enters it or leaves it, in layout pixels."""
HEAD = 18.0
"""Length of an arrowhead on a lane, in layout pixels."""
STEPS = 32
"""Number of steps of each piece of a lane when it is cut at a plate."""


@dataclass(frozen=True, eq=False)
class Route:
    """The way of an edge on the sheet.

    Attributes:
        source: the index of the box that it leaves.
        user: the index of the box that it enters; one after the last box for the result.
        line: its middle, shape `(n, 2)` in layout pixels; a value goes along it left of this, a derivative
            comes back on the other side.
        half: the distance of each lane from the middle.
        chip: the plate of its local slope; None for the edge to the result.
    """

    source: int
    user: int
    line: Points
    half: float
    chip: Box | None = None

    @property
    def forward(self) -> Points:
        """The lane of the value, from source to user."""
        return _trimmed(aside(self.line, self.half))

    @property
    def backward(self) -> Points:
        """The lane of the derivative, from user to source."""
        return _trimmed(aside(self.line, -self.half)[::-1])

    def visible(self, lane: Points) -> list[Points]:
        """Return the pieces of a lane that are not under the plate."""
        return [lane] if self.chip is None else _outside(lane, self.chip)


def box_at(center: Points, size: tuple[float, float]) -> Box:
    """Return the box of a size, width and height, around a point.

    >>> box_at(np.array([1.0, 2.0]), (2.0, 4.0))
    Box(left=0.0, bottom=0.0, right=2.0, top=4.0)
    """
    (x, y), (width, height) = center.tolist(), size
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def facing_sides(one: Box, other: Box) -> Points:
    """Return the straight line between the facing sides of two boxes in one row or column."""
    (x, y), (u, v) = one.center, other.center
    if abs(x - u) < abs(y - v):
        return np.array([[x, one.top], [u, other.bottom]] if y < v else [[x, one.bottom], [u, other.top]])
    return np.array([[one.right, y], [other.left, v]] if x < u else [[one.left, y], [other.right, v]])


def bow(start: Points, end: Points, onward: Points) -> Points:
    """Return a cubic Bézier curve with a given direction at both ends, or a straight line; shape `(n, 2)`."""
    across = np.array([-onward[1], onward[0]])
    if abs(float((end - start) @ across)) < 1e-6:
        return np.array([start, end])
    reach = float((end - start) @ onward) / 2
    share = np.linspace(0.0, 1.0, 25)[:, None]
    control = (start, start + reach * onward, end - reach * onward, end)
    weights = ((1 - share) ** 3, 3 * (1 - share) ** 2 * share, 3 * (1 - share) * share**2, share**3)
    return sum((weight * point for weight, point in zip(weights, control, strict=True)), np.zeros((25, 2)))


def without_repeats(line: Points) -> Points:
    """Return a polyline without repeated points."""
    kept = np.concatenate([[True], np.hypot(*np.diff(line, axis=0).T) > 1e-6])
    return line[kept]


def aside(line: Points, distance: float) -> Points:
    """Return a polyline at a distance to the left of another, with mitered corners.

    >>> aside(np.array([[0.0, 0.0], [4.0, 0.0], [4.0, 4.0]]), 1.0).tolist()
    [[0.0, 1.0], [3.0, 1.0], [3.0, 4.0]]
    """
    steps = np.diff(line, axis=0)
    left = np.column_stack([-steps[:, 1], steps[:, 0]]) / np.hypot(*steps.T)[:, None]
    before, after = np.vstack([left[:1], left]), np.vstack([left, left[-1:]])
    turned = 1.0 + (before * after).sum(axis=1)
    return line + distance * (before + after) / np.maximum(turned, 0.2)[:, None]


def _trimmed(lane: Points) -> Points:
    """Return a lane without its ends, which keep clear of the boxes."""
    length = float(np.hypot(*np.diff(lane, axis=0).T).sum())
    shorter = first_length(lane, length - TIP)
    return first_length(shorter[::-1], length - 2 * TIP)[::-1]


def _outside(lane: Points, box: Box) -> list[Points]:
    """Return the pieces of a polyline outside a box, each of at least two points.

    >>> pieces = _outside(np.array([[0.0, 0.0], [8.0, 0.0]]), Box(2, -1, 4, 1))
    >>> [piece[[0, -1], 0].tolist() for piece in pieces]
    [[0.0, 2.0], [4.0, 8.0]]
    """
    steps: list[Points] = [np.linspace(one, other, STEPS + 1)[1:] for one, other in pairwise(lane)]
    fine = np.vstack([lane[:1], *steps])
    low, high = np.array([box.left, box.bottom]), np.array([box.right, box.top])
    within = ((fine > low) & (fine < high)).all(axis=1)
    ends = np.flatnonzero(np.diff(within)) + 1
    return [
        piece
        for piece, hidden in zip(np.split(fine, ends), np.split(within, ends), strict=True)
        if not hidden[0] and len(piece) > 1
    ]


def head_of(lane: Points) -> Points:
    """Return the base of the arrowhead at the end of a lane, from side to side, shape `(2, 2)`.

    >>> head_of(np.array([[0.0, 0.0], [90.0, 0.0]])).round(2).tolist()
    [[72.0, 7.56], [72.0, -7.56]]
    """
    along = (lane[-1] - lane[-2]) / max(float(np.hypot(*(lane[-1] - lane[-2]))), 1e-9)
    base, across = lane[-1] - HEAD * along, 0.42 * HEAD * np.array([-along[1], along[0]])
    return np.array([base + across, base - across])


def at_share(line: Points, share: float) -> Points:
    """Return the point of a polyline at a share of its length, shape `(2,)`.

    >>> at_share(np.array([[0.0, 0.0], [8.0, 0.0]]), 0.25).tolist()
    [2.0, 0.0]
    """
    length = float(np.hypot(*np.diff(line, axis=0).T).sum())
    return first_length(line, share * length)[-1]
