"""The derivative of a curve as a curve of its own: f above, f′ below, and the points that correspond."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import isfinite

import numpy as np

from hillside.stage.errors import as_refusals
from hillside.stage.plane import SAMPLES, View, check_inside, drawable
from mathcore import (
    Expr,
    FeatureKind,
    Graph,
    Interval,
    Kind,
    Point,
    Segment,
    as_typed,
    classify,
    critical_points,
    derivative,
    derivative_at,
    derivative_expr,
    domain,
    gaps,
    tangent,
    value_at,
)
from scenes.derivative.overview import heights_of, overview
from scenes.shared.slopes.stretches import Stretch, stretches_of
from scenes.shared.slopes.tangency import tangent_span

MAX_MARKED = 6
"""Maximum number of critical points that are marked: more guides would look like a fence."""
MOST_STRETCHES = 7
"""Maximum number of stretches that are told apart."""
LEVEL_KINDS = (FeatureKind.MAXIMUM, FeatureKind.MINIMUM, FeatureKind.FLAT_INFLECTION)


@dataclass(frozen=True, kw_only=True)
class Views:
    """The views of the two planes, with the same window of x."""

    curve: View
    slope: View


@dataclass(frozen=True, kw_only=True)
class SlopeCurve:
    """The facts of a curve and its derivative.

    Attributes:
        curve: the graph of f in the window.
        traces: the traced part of the graph of f′, one graph per unbroken piece of f.
        flats: the points of f where its slope is 0: maxima, minima, and inflection points.
        kinds: the kind of each of them.
        zeros: the zeros of f′ below them.
        jumps: the points that f′ comes close to and does not have, at corners and jumps of f.
        stretches: where the curve rises and falls; empty if it does so too often to be marked.
        touch: the touch point (x, f(x)), or None where no tangent is visible.
        tangent: the drawn segment of the tangent.
        slope: the derivative there.
        value: the point (x, f′(x)), or None if it is not visible.
        height: the vertical segment from the axis to that point, whose length is the slope.
    """

    curve: Graph
    traces: tuple[Graph, ...]
    flats: tuple[Point, ...]
    kinds: tuple[str, ...]
    zeros: tuple[Point, ...]
    jumps: tuple[Point, ...]
    stretches: tuple[Stretch, ...]
    touch: Point | None
    tangent: Segment | None
    slope: float | None
    value: Point | None
    height: Segment | None


def slope_curve_views(
    f: Expr, at: float, window: Interval | None, aspect: float, height: Interval | None = None
) -> Views:
    """Return the views of f and of f′ over one window, each on paper of that aspect; that of f′ contains 0.

    A `height`, a range of y for f, is kept where it is given.

    Raises:
        ParamError: if the point lies outside the window, or the function has no tangent there.
    """
    check_inside(at, window, "at", "point")
    with as_refusals("at"):
        tangent(f, at, Interval(at - 1, at + 1))
        slope = derivative_at(f, at)
    with as_refusals("function"):
        derivative_expr(f, f.names[0])
    over = overview(f, at) if window is None else window
    x = np.linspace(over.low, over.high, SAMPLES)
    heights, slopes = (np.asarray(values, dtype=float) for values in (f(x), derivative(f, x)))
    known = drawable(heights) & drawable(slopes)
    turns = [found.y for found in critical_points(f, over) if found.kind in LEVEL_KINDS]
    held = (float(f(at)), *(turns if len(turns) <= MAX_MARKED else ()))
    return Views(
        curve=View(over, heights_of(heights[known], *held) if height is None else height, aspect),
        slope=View(over, heights_of(slopes[known], slope, 0.0), aspect),
    )


@lru_cache(maxsize=64)
def pieces_of(f: Expr, over: Interval) -> tuple[Graph, ...]:
    """Return the whole graph of f′, one graph per unbroken piece of f.

    >>> from mathcore import parse
    >>> [(str(each.f), tuple(each.over)) for each in pieces_of(parse("ln x"), Interval(-1, 2))]
    [('1/x', (0.0, 2.0))]
    """
    slope = derivative_expr(f, f.names[0])
    return tuple(Graph(slope, piece) for piece in domain(f, over))


@lru_cache(maxsize=64)
def flats_of(f: Expr, view: View) -> tuple[tuple[Point, str], ...]:
    """Return the visible points where f is smooth and its slope is 0, each with its kind.

    >>> from mathcore import parse
    >>> flats_of(parse("x^2 - 2x"), View(Interval(-1, 3), Interval(-2, 4), 1.0))
    ((Point(x=constant('1'), y=-1.0), 'minimum'),)
    """
    return tuple(
        (Point(as_typed(found.x), found.y), found.kind.value)
        for found in critical_points(f, view.x)
        if found.kind in LEVEL_KINDS and found.y in view.y and classify(f, found.x).kind is Kind.SMOOTH
    )


@lru_cache(maxsize=64)
def jumps_of(f: Expr, over: Interval) -> tuple[Point, ...]:
    """Return the ends of the pieces of the graph of f′ at corners, jumps and holes of f.

    >>> from mathcore import parse
    >>> jumps_of(parse("|x|"), Interval(-1, 1))
    (Point(x=0.0, y=-1.0), Point(x=0.0, y=1.0))
    """
    places = [place for place in gaps(f, over) if place.kind in (Kind.CORNER, Kind.JUMP, Kind.HOLE)]
    return tuple(
        Point(place.x, slope)
        for place in places
        for slope in dict.fromkeys((place.left.slope, place.right.slope))
        if isfinite(slope)
    )


@lru_cache(maxsize=64)
def told_apart(f: Expr, over: Interval) -> tuple[Stretch, ...]:
    """Return the stretches over which f′ has one sign, from left to right; none if they are too many.

    >>> from mathcore import parse
    >>> [(tuple(each.over), each.sign) for each in told_apart(parse("x^3/3 - x"), Interval(-2, 2))]
    [((-2.0, -1.0), 1), ((-1.0, 1.0), -1), ((1.0, 2.0), 1)]
    """
    found = stretches_of(f, over)
    return found if len(found) <= MOST_STRETCHES else ()


def slope_curve_at(f: Expr, at: float, traced: float, views: Views) -> SlopeCurve:
    """Return the facts with the tangent at `at` and f′ traced over the share `traced` of the window."""
    over, flats = views.curve.x, flats_of(f, views.curve)
    end = over.low + traced * over.width
    marked = flats if len(flats) <= MAX_MARKED else ()
    touch = _touch(f, at, views.curve)
    # A found zero of f' may be off by some last digits, at which f' has a sign.
    level = any(at == point.x for point, _ in flats)
    slope = None if touch is None else 0.0 if level else derivative_at(f, at)
    value = Point(at, slope) if slope is not None and slope in views.slope.y else None
    return SlopeCurve(
        curve=Graph(f, over),
        traces=tuple(
            Graph(piece.f, Interval(piece.over.low, min(piece.over.high, end)))
            for piece in pieces_of(f, over)
            if piece.over.low < end
        ),
        flats=tuple(point for point, _ in marked),
        kinds=tuple(kind for _, kind in marked),
        zeros=tuple(Point(point.x, 0.0) for point, _ in marked),
        jumps=tuple(each for each in jumps_of(f, over) if each.x <= end and each.y in views.slope.y),
        stretches=told_apart(f, over),
        touch=touch,
        tangent=None if touch is None or slope is None else _tangent(f, touch, slope, views.curve),
        slope=slope,
        value=value,
        height=None if value is None else Segment(Point(at, 0.0), value),
    )


def _touch(f: Expr, at: float, view: View) -> Point | None:
    height = value_at(f, at)
    return Point(as_typed(at), height) if height in view.y and classify(f, at).kind is Kind.SMOOTH else None


def _tangent(f: Expr, touch: Point, slope: float, view: View) -> Segment:
    return tangent(f, touch.x, tangent_span(view, touch, slope))
