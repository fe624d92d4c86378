"""Shapes in data coordinates: what a figure claims to show, before any pixel."""

from dataclasses import dataclass

from mathcore.calculus.intervals import Interval
from mathcore.language.expr import Expr
from mathcore.math_errors import MathError


@dataclass(frozen=True)
class Point:
    """A point of the plane.

    Example:
        >>> Point(1, 2).y
        2
    """

    x: float
    y: float


@dataclass(frozen=True)
class Segment:
    """The straight piece from `start` to `end`.

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
        """Return the point at a share of the length: 0 is the start, 1 the end.

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
    """Straight pieces from point to point.

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
    """The points (x, f(x)) for x in `over`.

    Example:
        >>> from mathcore import parse
        >>> graph = Graph(parse("x^2"), Interval(0, 3))
        >>> graph.f(graph.over.high)
        9.0
    """

    f: Expr
    over: Interval
