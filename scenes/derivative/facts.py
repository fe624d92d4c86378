"""The slope of a curve as a curve of its own: f above, f′ below, and what lines up in them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

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
    classify,
    critical_points,
    derivative,
    derivative_expr,
    domain,
    tangent,
)
from scenes.derivative.overview import heights_of, overview
from scenes.shared.slopes.tangency import tangent_span

MOST_MARKED = 6
"""More level points than this are not marked: their guides would look like a fence."""
LEVEL_KINDS = (FeatureKind.MAXIMUM, FeatureKind.MINIMUM, FeatureKind.FLAT_INFLECTION)


@dataclass(frozen=True, kw_only=True)
class Views:
    """What each of the two planes shows; the windows of x are one and the same."""

    curve: View
    slope: View


@dataclass(frozen=True, kw_only=True)
class SlopeCurve:
    """What is true of a curve and its derivative.

    Attributes:
        curve: the graph of f in the window.
        traces: the graph of f′ as far as it has been traced, one for each unbroken piece of f.
        flats: the points of f where its slope is 0: hilltops, valleys, and level points between.
        kinds: what each of them is.
        zeros: the zeros of f′ under them.
        touch: the point (x, f(x)) where the tangent is, or None where there is no tangent in the picture.
        tangent: the piece of the tangent that is drawn.
        slope: the derivative there.
        value: the point (x, f′(x)), or None where it is not in the picture.
        height: the line from the axis to that point, as long as the slope is large.
    """

    curve: Graph
    traces: tuple[Graph, ...]
    flats: tuple[Point, ...]
    kinds: tuple[str, ...]
    zeros: tuple[Point, ...]
    touch: Point | None
    tangent: Segment | None
    slope: float | None
    value: Point | None
    height: Segment | None


def slope_curve_views(f: Expr, at: float, window: Interval | None, aspect: float) -> Views:
    """Return the views of f and of f′ over one window, each on paper of that aspect; 0 is in that of f′.

    Raises:
        ParamError: if the point lies outside the window, or the function has no tangent there.
    """
    check_inside(at, window, "at", "point")
    with as_refusals("at"):
        slope = tangent(f, at, Interval(at - 1, at + 1)).slope
    with as_refusals("function"):
        derivative_expr(f, "x")
    over = overview(f, at) if window is None else window
    x = np.linspace(over.low, over.high, SAMPLES)
    heights, slopes = (np.asarray(values, dtype=float) for values in (f(x), derivative(f, x)))
    known = drawable(heights) & drawable(slopes)
    return Views(
        curve=View(over, heights_of(heights[known], float(f(at))), aspect),
        slope=View(over, heights_of(slopes[known], slope, 0.0), aspect),
    )


@lru_cache(maxsize=64)
def pieces_of(f: Expr, over: Interval) -> tuple[Graph, ...]:
    """Return the whole graph of f′, one for each unbroken piece of f, which keeps it where f is defined.

    >>> from mathcore import parse
    >>> [(str(each.f), tuple(each.over)) for each in pieces_of(parse("ln x"), Interval(-1, 2))]
    [('1/x', (0.0, 2.0))]
    """
    slope = derivative_expr(f, "x")
    return tuple(Graph(slope, piece) for piece in domain(f, over))


@lru_cache(maxsize=64)
def flats_of(f: Expr, view: View) -> tuple[tuple[Point, str], ...]:
    """Return the points in the picture where f is smooth and its slope is 0, each with its kind.

    >>> from mathcore import parse
    >>> flats_of(parse("x^2 - 2x"), View(Interval(-1, 3), Interval(-2, 4), 1.0))
    ((Point(x=1.0, y=-1.0), 'minimum'),)
    """
    return tuple(
        (Point(found.x, found.y), found.kind.value)
        for found in critical_points(f, view.x)
        if found.kind in LEVEL_KINDS and found.y in view.y and classify(f, found.x).kind is Kind.SMOOTH
    )


def slope_curve_at(f: Expr, at: float, traced: float, views: Views) -> SlopeCurve:
    """Return the facts when the tangent is at `at` and f′ is traced over that share of the window."""
    over, flats = views.curve.x, flats_of(f, views.curve)
    end = over.low + traced * over.width
    marked = flats if len(flats) <= MOST_MARKED else ()
    touch = _touch(f, at, views.curve)
    slope = float(derivative(f, at)) if touch else None
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
        touch=touch,
        tangent=None if touch is None or slope is None else _tangent(f, touch, slope, views.curve),
        slope=slope,
        value=value,
        height=None if value is None else Segment(Point(at, 0.0), value),
    )


def _touch(f: Expr, at: float, view: View) -> Point | None:
    height = float(f(at))
    return Point(at, height) if height in view.y and classify(f, at).kind is Kind.SMOOTH else None


def _tangent(f: Expr, touch: Point, slope: float, view: View) -> Segment:
    return tangent(f, touch.x, tangent_span(view, touch, slope))
