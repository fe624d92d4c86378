"""Marks of a graph: dashed asymptotes, and open and filled dots at its holes and jumps.

An open dot is a point that the graph comes as close to as one likes and does not have; a filled one belongs
to it. All of it is read from the one-sided limits of the function, by mathcore.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import inf, isfinite

import numpy as np

from hillside.stage.drawing import Part, dashed, dot
from hillside.stage.look.theme import MEASURES
from hillside.stage.placement.items import Stroke
from hillside.stage.plane import Plane
from hillside.stage.sheet import Points
from mathcore import Expr, Graph, Interval, Kind, LocalBehavior, Point, gaps, limits_at_infinity

RING = 4.5
"""Width of the ring of an open dot in layout pixels."""
CROWDED = 40.0
"""Distance of two gaps of a graph in layout pixels below which their marks would merge, and are left out."""
ON_AXIS = 6.0
"""Distance from an axis in layout pixels within which an asymptote is the axis."""
DASH, DASH_GAP = 12.0, 12.0
"""Length of the dashes of an asymptote and of the gaps between them, in layout pixels."""
CLOSE = 0.12
"""Distance at the edge of the window from which on a graph is seen to come close to its asymptote,"""
APART = 0.02
"""and that it has somewhere in the window, so that the two are seen as two: shares of the window's height."""
SAMPLES = 121


@dataclass(frozen=True)
class GraphMarks:
    """The marks of a graph in a window.

    Attributes:
        upright: the x of its vertical asymptotes.
        level: the pieces of its horizontal asymptotes, each as its y and its range of x.
        open: the points that it comes close to and does not have.
        filled: the points of it that lie apart from the graph beside them, on one side at least.
    """

    upright: tuple[float, ...] = ()
    level: tuple[tuple[float, Interval], ...] = ()
    open: tuple[Point, ...] = ()
    filled: tuple[Point, ...] = ()


@lru_cache(maxsize=64)
def marks_of(f: Expr, over: Interval, heights: Interval) -> GraphMarks:
    """Return the marks of the graph of `f` in a window.

    >>> from mathcore import parse
    >>> marks = marks_of(parse("(x^2 - 2x)/(x - 2)"), Interval(-1, 3), Interval(-2, 4))
    >>> marks.open, marks.filled
    ((Point(x=2.0, y=2.0),), ())
    >>> marks_of(parse("1/(x - 1)"), Interval(-1, 3), Interval(-2, 2)).upright
    (1.0,)
    """
    places = [place for place in gaps(f, over) if over.low <= place.x <= over.high]
    return GraphMarks(
        upright=tuple(
            place.x for place in places if place.kind is Kind.POLE and over.low < place.x < over.high
        ),
        level=tuple(_level(f, over, heights)),
        open=tuple(point for place in places for point in _open(place) if point.y in heights),
        filled=tuple(point for place in places for point in _filled(place) if point.y in heights),
    )


def _open(place: LocalBehavior) -> Iterator[Point]:
    """Yield the limits at a hole, a jump or an edge of the domain that are not the value there."""
    if place.kind in (Kind.HOLE, Kind.JUMP, Kind.DOMAIN_EDGE):
        sides = dict.fromkeys(side.value for side in (place.left, place.right))
        yield from (Point(place.x, y) for y in sides if isfinite(y) and y != place.value)


def _filled(place: LocalBehavior) -> Iterator[Point]:
    """Yield the value at a hole, a jump or a pole, or of a point that stands alone."""
    if place.kind in (Kind.HOLE, Kind.JUMP, Kind.POLE, Kind.ISOLATED_POINT) and isfinite(place.value):
        yield Point(place.x, place.value)


def _level(f: Expr, over: Interval, heights: Interval) -> Iterator[tuple[float, Interval]]:
    """Yield the horizontal asymptotes that the graph is seen to come close to at an edge of the window."""
    low, high = limits_at_infinity(f)
    x = np.linspace(over.low, over.high, SAMPLES)
    y = f.roughly(x)
    if low == high and isfinite(low) and any(_is_seen(y, low, heights, edge) for edge in (0, -1)):
        yield low, over
        return
    for limit, edge, half in (
        (low, 0, Interval(over.low, over.center)),
        (high, -1, Interval(over.center, over.high)),
    ):
        if isfinite(limit) and _is_seen(y, limit, heights, edge):
            yield limit, half


def _is_seen(y: Points, limit: float, heights: Interval, edge: int) -> bool:
    """Return whether a graph comes close to a limit at an edge, and is apart from it in that half."""
    if limit not in heights or not abs(y[edge] - limit) <= CLOSE * heights.width:
        return False
    half = y[: SAMPLES // 2] if edge == 0 else y[SAMPLES // 2 :]
    return bool((np.abs(half - limit) > APART * heights.width).any())


def curve_parts(plane: Plane, graph: Graph) -> dict[str, Part]:
    """Return the curve, its asymptotes behind it, and the dots at its holes and jumps on it."""
    view = plane.view
    marks = marks_of(graph.f, graph.over, view.y)
    lines = list(_asymptotes(plane, marks))
    dots = list(_dots(plane, marks))
    parts = {"asymptotes": Part.of(*lines)} if lines else {}
    parts["curve"] = plane.draw(graph, "curve")
    if dots:
        parts["ends"] = Part.of(*dots)
        parts["ends"].plane = plane
    return parts


def _asymptotes(plane: Plane, marks: GraphMarks) -> Iterator[Part]:
    box, origin = plane.box, plane.to_sheet(np.zeros((1, 2)))[0]
    upright = [float(plane.to_sheet(np.array([[x, 0.0]]))[0, 0]) for x in marks.upright]
    if _spacing(upright) >= CROWDED:
        for x in upright:
            if abs(x - origin[0]) > ON_AXIS:
                yield _line(plane, np.array([[x, box.bottom], [x, box.top]]))
    for y, over in marks.level:
        ends = plane.to_sheet(np.array([[over.low, y], [over.high, y]]))
        if abs(ends[0, 1] - origin[1]) > ON_AXIS:
            yield _line(plane, ends)


def _line(plane: Plane, ends: Points) -> Part:
    return dashed(ends, plane.theme.faint, MEASURES.axis, DASH, DASH_GAP)


def _dots(plane: Plane, marks: GraphMarks) -> Iterator[Part]:
    points = [*marks.open, *marks.filled]
    if not points or _spacing(sorted({float(x) for x in plane.points(points)[:, 0]})) < CROWDED:
        return
    curve, paper, radius = plane.theme.curve, plane.theme.paper, MEASURES.mark + RING / 2
    for center in plane.points(marks.open):
        yield _round(dot(center, radius - RING / 2, paper, curve, RING), center, radius)
    for center in plane.points(marks.filled):
        yield _round(dot(center, radius + RING / 2, curve, curve, 0.0), center, radius)


def _round(part: Part, center: Points, radius: float) -> Part:
    """Return a dot whose obstacle is one round stroke, at less cost for the placement solver."""
    part.blocks = (Stroke(center[None], 2 * radius + RING),)
    return part


def _spacing(x: list[float]) -> float:
    """Return the smallest distance of neighbors among increasing numbers; infinite for fewer than two."""
    return min((after - before for before, after in pairwise(x)), default=inf)
