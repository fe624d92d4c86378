"""All that is filled: in which of many polygons a point lies, of which most are far from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from hillside.stage.geometry import Array, Flags, Indices, meet_rays

MARGIN = 1.0  # pixels around a polygon: more than rounding could shift a side


@dataclass(frozen=True, eq=False)
class Fills:
    """Filled polygons, by their sides.

    Attributes:
        names: of the polygons.
        bounds: their bounding boxes, a little grown, shape `(p, 4)`.
        first: the number of the first side of each, shape `(p,)`.
        count: how many sides each has, shape `(p,)`.
        start: first ends of the sides, shape `(s, 2)`.
        end: last ends of the sides, shape `(s, 2)`.
    """

    names: tuple[str, ...]
    bounds: Array
    first: Indices
    count: Indices
    start: Array
    end: Array

    def bury(self, points: Array, own: Iterable[str] = ()) -> Flags:
        """Return which of the points, `(m, 2)`, lie in a polygon of another name.

        >>> square = np.array([[0.0, 0.0], [2.0, 0.0], [2.0, 2.0], [0.0, 2.0]])
        >>> fills_of(["box"], [square]).bury(np.array([[1.0, 1.0], [3.0, 1.0]]))
        array([ True, False])
        """
        mine = set(own) - {""}
        foreign = np.array([name not in mine for name in self.names], dtype=bool)
        x, y = points[:, 0:1], points[:, 1:2]
        left, bottom, right, top = self.bounds.T
        # A polygon with a corner that is not a number has no bounds: it is always looked at.
        beside = (x < left) | (x > right) | (y < bottom) | (y > top)
        row, polygon = np.nonzero(~beside & foreign)
        return self._bury(points, row, polygon)

    def _bury(self, points: Array, row: Indices, polygon: Indices) -> Flags:
        """Exact on these pairs."""
        buried = np.zeros(len(points), dtype=bool)
        if len(row):
            count = self.count[polygon]
            pair, side = np.repeat(np.arange(len(row)), count), ranges(self.first[polygon], count)
            met = meet_rays(points[row[pair]], self.start[side], self.end[side])
            buried[row[np.bincount(pair[met], minlength=len(row)) % 2 == 1]] = True
        return buried


def fills_of(names: Sequence[str], polygons: Sequence[Array]) -> Fills:
    """Return the polygons, each with at least one corner, shapes `(k, 2)`, and their names."""
    if len(polygons) == 0:
        none = np.zeros(0, dtype=np.intp)
        return Fills((), np.zeros((0, 4)), none, none, np.zeros((0, 2)), np.zeros((0, 2)))
    count = np.array([len(corners) for corners in polygons])
    first = np.cumsum(count) - count
    start = np.concatenate(polygons)
    after = np.arange(1, len(start) + 1)
    after[first + count - 1] = first
    low, high = np.minimum.reduceat(start, first), np.maximum.reduceat(start, first)
    bounds = np.concatenate([low - MARGIN, high + MARGIN], axis=1)
    return Fills(tuple(names), bounds, first, count, start, start[after])


def ranges(first: Indices, count: Indices) -> Indices:
    """Return the numbers from each `first` on, as many as its `count`, one range after another.

    >>> ranges(np.array([10, 20]), np.array([2, 3])).tolist()
    [10, 11, 20, 21, 22]
    """
    return np.arange(int(count.sum())) + np.repeat(first - np.cumsum(count) + count, count)
