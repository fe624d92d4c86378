"""Intervals and geometric shapes in data coordinates, as the facts of a figure state them."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import overload

import numpy as np

from mathcore.functions.kernels import Array
from mathcore.language.expr import Expr
from mathcore.math_errors import MathError


@dataclass(frozen=True)
class Interval:
    """The closed interval from `low` to `high`, in data coordinates.

    Raises:
        MathError: If an end is not finite, or `low` is not below `high`.

    Example:
        >>> window = Interval(-1, 3)
        >>> window.width, window.center, 2.5 in window
        (4.0, 1.0, True)
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "low", float(self.low))
        object.__setattr__(self, "high", float(self.high))
        if not (math.isfinite(self.low) and math.isfinite(self.high)):
            raise MathError(f"the interval {self.low:g} to {self.high:g} must have finite ends")
        if not self.low < self.high:
            raise MathError(f"the interval must run upward, but {self.low:g} is not below {self.high:g}")

    @property
    def width(self) -> float:
        """`high - low`."""
        return self.high - self.low

    @property
    def center(self) -> float:
        """The midpoint."""
        return self.low + 0.5 * (self.high - self.low)

    def __contains__(self, x: float) -> bool:
        return self.low <= x <= self.high

    def __iter__(self) -> Iterator[float]:
        yield self.low
        yield self.high


def interval(over: "Interval | tuple[float, float]") -> Interval:
    """Convert a `(low, high)` pair to an `Interval`; return an `Interval` unchanged.

    Example:
        >>> interval((0, 2))
        Interval(low=0.0, high=2.0)
    """
    return over if isinstance(over, Interval) else Interval(*over)


Pair = tuple[float, float]
"""The ends (low, high) of a piece of an interval, without the checks of `Interval`."""


@overload
def clearance(x: float, over: Interval) -> float: ...


@overload
def clearance(x: Array, over: Interval) -> Array: ...


def clearance(x: float | Array, over: Interval) -> float | Array:
    """Return a distance from a break at x beyond which rounding cannot put a number on the wrong side.

    Example:
        >>> clearance(1.0, Interval(0, 1)) == 1e-15
        True
    """
    reach = np.maximum(4 * np.spacing(np.abs(x)), 1e-15 * over.width)
    return float(reach) if np.ndim(reach) == 0 else reach


def cut_at(over: Interval, points: Sequence[float]) -> list[Pair]:
    """Return the pieces of an interval between some of its points, each kept clear by `clearance`.

    Example:
        >>> [(round(a, 3), round(b, 3)) for a, b in cut_at(Interval(0, 2), [0.5])]
        [(0.0, 0.5), (0.5, 2.0)]
    """
    cuts = [over.low, *(x for x in points if over.low <= x <= over.high), over.high]
    found: list[Pair] = []
    for at, (a, b) in enumerate(pairwise(cuts)):
        low = a if at == 0 and a not in points else a + clearance(a, over)
        high = b if at == len(cuts) - 2 and b not in points else b - clearance(b, over)
        if low < high:
            found.append((low, high))
    return found


def joined(pairs: Iterable[Pair], slack: float = 0.0) -> list[Pair]:
    """Return the pieces in order, with those merged whose gap is at most `slack`.

    Example:
        >>> joined([(2, 3), (0, 1), (1, 2), (5, 6)])
        [(0, 3), (5, 6)]
    """
    found: list[Pair] = []
    for a, b in sorted(pairs):
        if found and a <= found[-1][1] + slack:
            found[-1] = (found[-1][0], max(b, found[-1][1]))
        else:
            found.append((a, b))
    return found


def paired(low: Array, high: Array) -> list[Pair]:
    """Return (low, high) pairs from arrays of lower and upper ends, shape (n,) each."""
    return list(zip(low.tolist(), high.tolist(), strict=True))


def as_intervals(pairs: Iterable[Pair]) -> tuple[Interval, ...]:
    """Return pairs as sorted intervals without duplicates; pairs of width 0 are left out."""
    return tuple(Interval(a, b) for a, b in sorted(set(pairs)) if a < b)


@dataclass(frozen=True)
class Point:
    """A point of the plane, in data coordinates.

    Example:
        >>> Point(1, 2).y
        2
    """

    x: float
    y: float


@dataclass(frozen=True)
class Segment:
    """The line segment from `start` to `end`.

    Example:
        >>> Segment(Point(0, 1), Point(2, 5)).slope
        2.0
    """

    start: Point
    end: Point

    @property
    def slope(self) -> float:
        """Rise over run, `(y1 - y0) / (x1 - x0)`.

        Raises:
            MathError: If the segment is vertical.
        """
        run = self.end.x - self.start.x
        if run == 0:
            raise MathError(f"the segment at x = {self.start.x:g} is vertical and has no slope")
        return (self.end.y - self.start.y) / run

    def at(self, share: float) -> Point:
        """Return the point at a fraction of the length: 0 is the start, 1 the end.

        Example:
            >>> Segment(Point(0, 1), Point(2, 5)).at(0.5)
            Point(x=1.0, y=3.0)
        """
        back = 1 - share
        return Point(
            back * self.start.x + share * self.end.x,
            back * self.start.y + share * self.end.y,
        )


@dataclass(frozen=True)
class Polyline:
    """Line segments from point to point.

    Raises:
        MathError: If there are fewer than two points.

    Example:
        >>> len(Polyline((Point(0, 0), Point(1, 1), Point(2, 0))).points)
        3
    """

    points: tuple[Point, ...]

    def __post_init__(self) -> None:
        if len(self.points) < 2:
            raise MathError(f"a polyline needs two points or more, but {len(self.points)} were given")


@dataclass(frozen=True)
class Graph:
    """The graph of f over an interval: the points (x, f(x)) for x in `over`.

    Example:
        >>> from mathcore import parse
        >>> graph = Graph(parse("x^2"), Interval(0, 3))
        >>> graph.f(graph.over.high)
        9.0
    """

    f: Expr
    over: Interval
