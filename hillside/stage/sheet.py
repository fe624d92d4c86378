"""The sheet that a picture is composed on, in layout pixels, y up: boxes, segments, distances.

The short side of every sheet is 1080 layout pixels and the origin is its center, so that type and strokes
keep the sizes in `look.theme.MEASURES` whatever the shape or the size of the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from hillside.stage.look.theme import MEASURES


@dataclass(frozen=True)
class Box:
    """An axis-aligned rectangle in layout pixels.

    Raises:
        ValueError: if a side is not a finite number, or the sides are in the wrong order.

    >>> Box(0, 0, 40, 20).center
    (20.0, 10.0)
    """

    left: float
    bottom: float
    right: float
    top: float

    def __post_init__(self) -> None:
        finite = np.all(np.isfinite([self.left, self.bottom, self.right, self.top]))
        if not finite or self.left > self.right or self.bottom > self.top:
            raise ValueError(f"{self} is no box: it needs finite left <= right and bottom <= top")

    @classmethod
    def around(cls, points: Sequence[Sequence[float]] | Array) -> Box:
        """Return the bounding box of the points, shape `(n, 2)`; nan rows are ignored.

        >>> Box.around([[0, 3], [2, 1]])
        Box(left=0.0, bottom=1.0, right=2.0, top=3.0)
        """
        rows = np.asarray(points, dtype=float).reshape(-1, 2)
        rows = rows[np.isfinite(rows).all(axis=1)]
        if len(rows) == 0:
            raise ValueError("there is no box around no points: give at least one finite point")
        return cls(*rows.min(axis=0).tolist(), *rows.max(axis=0).tolist())

    @property
    def width(self) -> float:
        """Right minus left, in layout pixels."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Top minus bottom, in layout pixels."""
        return self.top - self.bottom

    @property
    def center(self) -> tuple[float, float]:
        """The center, `((left + right) / 2, (bottom + top) / 2)`."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    def grown(self, margin: float) -> Box:
        """Return this box enlarged by `margin` pixels on every side (shrunk, if negative).

        >>> Box(0, 0, 4, 2).grown(1)
        Box(left=-1, bottom=-1, right=5, top=3)
        """
        return Box(self.left - margin, self.bottom - margin, self.right + margin, self.top + margin)

    def meet(self, other: Box) -> Box:
        """Return the intersection of the two boxes.

        Raises:
            ValueError: if they do not intersect.

        >>> Box(0, 0, 4, 2).meet(Box(3, 1, 6, 5))
        Box(left=3, bottom=1, right=4, top=2)
        """
        return Box(
            max(self.left, other.left),
            max(self.bottom, other.bottom),
            min(self.right, other.right),
            min(self.top, other.top),
        )

    def overlaps(self, other: Box) -> bool:
        """Return whether the two intersect in more than an edge."""
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.top <= other.bottom or other.top <= self.bottom)

    def row(self) -> Array:
        """Return the sides as the row `[left, bottom, right, top]`, shape `(4,)`."""
        return np.array([self.left, self.bottom, self.right, self.top])


Array: TypeAlias = NDArray[np.float64]
Flags: TypeAlias = NDArray[np.bool_]
Indices: TypeAlias = NDArray[np.intp]
Points: TypeAlias = NDArray[np.float64]


def bezier_polyline(control: Points, pieces: int = 32) -> Points:
    """Return a quadratic Bézier curve with control points of shape `(3, 2)` as a polyline.

    >>> bezier_polyline(np.array([[0.0, 0.0], [1.0, 2.0], [2.0, 0.0]]), pieces=2).tolist()
    [[0.0, 0.0], [1.0, 1.0], [2.0, 0.0]]
    """
    share = np.linspace(0, 1, pieces + 1)[:, None]
    return (1 - share) ** 2 * control[0] + 2 * share * (1 - share) * control[1] + share**2 * control[2]


def dashes(points: Points, dash: float, gap: float) -> list[Points]:
    """Cut a polyline into dashes, starting and ending on a whole dash.

    >>> [piece[:, 0].tolist() for piece in dashes(np.array([[0.0, 0.0], [10.0, 0.0]]), 4, 2)]
    [[0.0, 4.0], [6.0, 10.0]]
    """
    lengths = _lengths_to(points)
    whole = float(lengths[-1])
    count = max(round((whole + gap) / (dash + gap)), 1)
    if count == 1 or whole <= 2 * dash:
        return [points]
    period = (whole - dash) / (count - 1)
    return [_between(points, lengths, k * period, k * period + dash) for k in range(count)]


def resampled(points: Points, count: int) -> Points:
    """Return `count` points evenly spaced along a polyline, its ends included.

    >>> resampled(np.array([[0.0, 0.0], [2.0, 0.0]]), 3)[:, 0].tolist()
    [0.0, 1.0, 2.0]
    """
    lengths = _lengths_to(points)
    stations = np.linspace(0.0, float(lengths[-1]), count)
    return np.column_stack([np.interp(stations, lengths, points[:, axis]) for axis in (0, 1)])


def first_length(points: Points, length: float) -> Points:
    """Return a polyline from its first point to a given arc length, in pixels.

    >>> first_length(np.array([[0.0, 0.0], [2.0, 0.0], [2.0, 9.0]]), 5.0).tolist()
    [[0.0, 0.0], [2.0, 0.0], [2.0, 3.0]]
    """
    lengths = _lengths_to(points)
    return _between(points, lengths, 0.0, min(max(length, 0.0), float(lengths[-1])))


def _lengths_to(points: Points) -> Points:
    """Return the arc length from the first point of the polyline to each point, shape `(n,)`."""
    return np.concatenate([[0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])


def _between(points: Points, lengths: Points, start: float, end: float) -> Points:
    inner = lengths[(lengths > start) & (lengths < end)]
    stations = np.concatenate([[start], inner, [end]])
    return np.column_stack([np.interp(stations, lengths, points[:, axis]) for axis in (0, 1)])


def segments_meet_boxes(start: Array, end: Array, boxes: Array) -> Flags:
    """Return whether each segment has a point strictly inside its box, by separating axes.

    A segment misses a box if their projections on x, on y or on the segment's normal are disjoint
    (Gottschalk, Lin and Manocha, OBBTree, 1996).

    Args:
        start: first ends, shape `(..., 2)`.
        end: last ends, shape `(..., 2)`.
        boxes: shape `(..., 4)`.

    >>> segments_meet_boxes(np.array([[0., 3.]]), np.array([[3., 0.]]), np.array([[0., 0., 2., 2.]]))
    array([ True])
    """
    left, bottom, right, top = (boxes[..., side] for side in range(4))
    x, y, u, v = start[..., 0], start[..., 1], end[..., 0], end[..., 1]
    across, up = u - x, v - y
    middle_x, middle_y = u + x - left - right, v + y - bottom - top
    wide, high = right - left, top - bottom
    wx, wy = np.abs(across), np.abs(up)
    near = (np.abs(middle_x) < wide + wx) & (np.abs(middle_y) < high + wy)
    return near & (np.abs(across * middle_y - up * middle_x) < wide * wy + high * wx + 1e-12)


def point_segment_distances(points: Array, start: Array, end: Array) -> Array:
    """Return the distance of each point to its segment, in pixels; all of shape `(..., 2)`.

    >>> point_segment_distances(np.array([1., 2.]), np.array([0., 0.]), np.array([4., 0.])).item()
    2.0
    """
    x, y = points[..., 0] - start[..., 0], points[..., 1] - start[..., 1]
    u, v = end[..., 0] - start[..., 0], end[..., 1] - start[..., 1]
    length = u * u + v * v
    share = np.clip((x * u + y * v) / np.where(length > 0, length, 1), 0, 1)
    return np.hypot(x - share * u, y - share * v)


def segments_cross(a: Array, b: Array, c: Array, d: Array) -> Flags:
    """Return whether the segments `ab` and `cd` properly intersect; all of shape `(..., 2)`.

    >>> p = lambda x, y: np.array([float(x), float(y)])
    >>> segments_cross(p(0, 0), p(4, 0), p(2, 3), p(2, -9)).item()
    True
    """
    return (_signed_area(a, b, c) * _signed_area(a, b, d) < 0) & (
        _signed_area(c, d, a) * _signed_area(c, d, b) < 0
    )


def segment_distances(a: Array, b: Array, c: Array, d: Array) -> Array:
    """Return the distance between the segments `ab` and `cd`, in pixels; 0 where they cross; all `(..., 2)`.

    >>> p = lambda x, y: np.array([float(x), float(y)])
    >>> segment_distances(p(0, 0), p(4, 0), p(2, 3), p(2, 9)).item()
    3.0
    >>> segment_distances(p(0, 0), p(4, 0), p(2, 3), p(2, -9)).item()
    0.0
    """
    ends = np.minimum(point_segment_distances(a, c, d), point_segment_distances(b, c, d))
    others = np.minimum(point_segment_distances(c, a, b), point_segment_distances(d, a, b))
    return np.where(segments_cross(a, b, c, d), 0.0, np.minimum(ends, others))


def _signed_area(a: Array, b: Array, c: Array) -> Array:
    """Return twice the signed area of the triangle `abc`, positive if it is counterclockwise."""
    x, y = a[..., 0], a[..., 1]
    return (b[..., 0] - x) * (c[..., 1] - y) - (b[..., 1] - y) * (c[..., 0] - x)


def rays_cross(points: Array, start: Array, end: Array) -> Flags:
    """Return whether the ray to the right from each point meets its segment; all of shape `(..., 2)`.

    A point lies in a closed polygon if its ray meets an odd number of the sides (the even-odd rule).

    >>> rays_cross(np.array([[1.0, 1.0], [3.0, 1.0]]), np.array([2.0, 0.0]), np.array([2.0, 2.0]))
    array([ True, False])
    """
    x, y = points[..., 0], points[..., 1]
    spans = (start[..., 1] > y) != (end[..., 1] > y)
    rise = np.where(spans, end[..., 1] - start[..., 1], 1.0)
    at = start[..., 0] + (y - start[..., 1]) * (end[..., 0] - start[..., 0]) / rise
    return spans & (x < at)


def box_gaps(boxes: Array, points: Array) -> Array:
    """Return the distance of each point, `(..., 2)`, to its box, `(..., 4)`, in pixels; 0 inside.

    >>> box_gaps(np.array([0., 0., 2., 2.]), np.array([5., 6.])).item()
    5.0
    """
    x, y = points[..., 0], points[..., 1]
    across = np.maximum(np.maximum(boxes[..., 0] - x, x - boxes[..., 2]), 0)
    up = np.maximum(np.maximum(boxes[..., 1] - y, y - boxes[..., 3]), 0)
    return np.hypot(across, up)


SHORT_SIDE = 1080.0
LANDSCAPE = 1.2
"""Ratio of width to height above which two things stand side by side rather than one above the other."""


@dataclass(frozen=True)
class Sheet:
    """A sheet of `width` by `height` layout pixels."""

    width: float
    height: float

    @classmethod
    def of_shape(cls, width: int, height: int) -> Sheet:
        """Return the sheet for a file of `width` by `height` pixels.

        >>> Sheet.of_shape(3840, 2160)
        Sheet(width=1920.0, height=1080.0)
        """
        unit = SHORT_SIDE / min(width, height)
        return cls(width * unit, height * unit)

    @property
    def box(self) -> Box:
        """The whole sheet."""
        return Box(-self.width / 2, -self.height / 2, self.width / 2, self.height / 2)

    def inside(self, margin: float) -> Box:
        """Return the sheet without a margin, in layout pixels."""
        return self.box.grown(-margin)


def panels(box: Box, count: int, gutter: float) -> tuple[Box, ...]:
    """Return `count` panels of equal size: from left to right in a landscape box, else from top to bottom.

    >>> panels(Box(0, 0, 400, 100), 2, gutter=20)
    (Box(left=0.0, bottom=0, right=190.0, top=100), Box(left=210.0, bottom=0, right=400.0, top=100))
    >>> panels(Box(0, 0, 100, 130), 3, gutter=20)[0]
    Box(left=0, bottom=100.0, right=100, top=130.0)
    """
    if box.width >= LANDSCAPE * box.height:
        return columns(box, (1.0,) * count, gutter)
    side = (box.height - (count - 1) * gutter) / count
    tops = [box.top - number * (side + gutter) for number in range(count)]
    return tuple(Box(box.left, top - side, box.right, top) for top in tops)


def columns(box: Box, shares: Sequence[float], gutter: float) -> tuple[Box, ...]:
    """Return columns from left to right whose widths are proportional to `shares`.

    >>> columns(Box(0, 0, 320, 100), (2, 1), gutter=20)[1]
    Box(left=220.0, bottom=0, right=320.0, top=100)
    """
    unit = (box.width - (len(shares) - 1) * gutter) / sum(shares)
    lefts = [box.left + unit * sum(shares[:number]) + number * gutter for number in range(len(shares))]
    return tuple(
        Box(left, box.bottom, left + unit * share, box.top) for left, share in zip(lefts, shares, strict=True)
    )


def inset(box: Box, *, left: float = 0.0, bottom: float = 0.0, right: float = 0.0, top: float = 0.0) -> Box:
    """Return `box` with margins inside its sides.

    >>> inset(Box(0, 0, 100, 50), left=10, top=5)
    Box(left=10, bottom=0.0, right=100.0, top=45)
    """
    return Box(box.left + left, box.bottom + bottom, box.right - right, box.top - top)


def within_aspect(box: Box, low: float, high: float) -> Box:
    """Return the largest box centered in `box` whose width over height is from `low` to `high`.

    >>> within_aspect(Box(0, 0, 100, 300), 0.5, 2)
    Box(left=0.0, bottom=50.0, right=100.0, top=250.0)
    """
    width, height = min(box.width, box.height * high), min(box.height, box.width / low)
    x, y = box.center
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def plot_under(sheet: Sheet, head: float) -> Box:
    """Return the box of a single curve, `head` layout pixels below the top; names and numerals have room."""
    room = inset(sheet.inside(MEASURES.margin), top=head, right=80, bottom=84, left=40)
    return within_aspect(room, 0.8, 2.2)
