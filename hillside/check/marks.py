"""What is painted, as points: the outline of every shape, sampled at every layout pixel.

The checks measure these points and use nothing that the placement of labels has computed, so that an error
in the placement cannot hide itself.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from manim import VMobject
from numpy.typing import NDArray

from hillside.stage.drawing import Part
from hillside.stage.sheet import Box

Points = NDArray[np.float64]
Flags = NDArray[np.bool_]

STEP = 1.0
"""The largest spacing of the points of a mark, in layout pixels."""
MOST_PAIRS = 4_000_000
"""The most distances computed at once, to bound the memory."""


@dataclass(frozen=True, eq=False)
class Mark:
    """One painted shape.

    Attributes:
        points: points along its line or its outline, at most `STEP` apart, shape `(n, 2)`, layout pixels.
        reach: how far its ink extends from these points: half of the stroke's width, or 0.
        filled: whether the points are the closed outline of a filled shape.
    """

    points: Points
    reach: float
    filled: bool = False

    @property
    def box(self) -> Box:
        """The bounding box of its ink."""
        return Box.around(self.points).grown(self.reach)


def marks_of(part: Part) -> tuple[Mark, ...]:
    """Return the marks of a part, back to front; a transparent shape has none."""
    return tuple(mark for shape in part.shapes() if (mark := mark_of(shape)) is not None)


def mark_of(shape: VMobject) -> Mark | None:
    """Return the mark of one shape, or None if it is transparent."""
    filled = float(shape.get_fill_opacity()) > 0
    width = float(shape.get_stroke_width()) if float(shape.get_stroke_opacity()) > 0 else 0.0
    if not filled and width == 0:
        return None
    curves = np.asarray(shape.points, dtype=float)[:, :2].reshape(-1, 4, 2)
    # The control polygon of a curve is no shorter than the curve itself.
    lengths = np.hypot(*np.moveaxis(np.diff(curves, axis=1), 2, 0)).sum(axis=1)
    steps = np.maximum(np.ceil(lengths / STEP), 1).astype(int)
    sampled = [_sampled(curve, count) for curve, count in zip(curves, steps.tolist(), strict=True)]
    return Mark(np.vstack(sampled), width / 2, filled)


def _sampled(curve: Points, steps: int) -> Points:
    """Return points along a cubic Bézier curve at `steps` equal steps of its parameter."""
    share = np.arange(steps + 1) / steps
    back = 1 - share
    weights = np.stack([back**3, 3 * back**2 * share, 3 * back * share**2, share**3], axis=1)
    return weights @ curve


def gap_to_box(mark: Mark, box: Box) -> float:
    """Return the gap in layout pixels between a mark and a box; 0 or less where they meet.

    >>> line = Mark(np.array([[0.0, 0.0], [1.0, 0.0]]), reach=2.0)
    >>> gap_to_box(line, Box(0.0, 5.0, 9.0, 9.0))
    3.0
    """
    across = np.maximum(np.maximum(box.left - mark.points[:, 0], mark.points[:, 0] - box.right), 0)
    up = np.maximum(np.maximum(box.bottom - mark.points[:, 1], mark.points[:, 1] - box.top), 0)
    gap = float(np.hypot(across, up).min()) - mark.reach
    holds = mark.filled and gap > 0 and bool(inside(np.array([box.center]), mark.points)[0])
    return 0.0 if holds else gap


def gap_between(one: Mark, other: Mark) -> float:
    """Return the gap in layout pixels between two marks; 0 or less where they meet."""
    gap = float(distances(one.points, other.points).min()) - one.reach - other.reach
    held = (
        around.filled and bool(inside(held.points[:1], around.points)[0])
        for held, around in ((one, other), (other, one))
    )
    return 0.0 if gap > 0 and any(held) else gap


def distances(points: Points, others: Points) -> Points:
    """Return the distance from each of `points` to the nearest of `others`, shape `(n,)`.

    >>> distances(np.array([[0.0, 0.0]]), np.array([[3.0, 4.0], [6.0, 8.0]]))
    array([5.])
    """
    rows = max(MOST_PAIRS // len(others), 1)
    parts = [
        np.hypot(block[:, None, 0] - others[None, :, 0], block[:, None, 1] - others[None, :, 1]).min(axis=1)
        for block in (points[first : first + rows] for first in range(0, len(points), rows))
    ]
    return np.concatenate(parts)


def inside(points: Points, rim: Points) -> Flags:
    """Return whether each point lies inside a closed polygon, by its winding number (Sunday 2001).

    >>> square = np.array([[0.0, 0.0], [2.0, 0.0], [2.0, 2.0], [0.0, 2.0], [0.0, 0.0]])
    >>> inside(np.array([[1.0, 1.0], [3.0, 1.0]]), square).tolist()
    [True, False]
    """
    around = [rim - point for point in points]
    turns = [np.diff(np.unwrap(np.arctan2(way[:, 1], way[:, 0]))).sum() for way in around]
    return np.abs(np.array(turns)) > np.pi
