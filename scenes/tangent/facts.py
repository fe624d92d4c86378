"""The facts of the slope of a curve at a point, and the choice of its view."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import atan, cos
from typing import TypeAlias

import numpy as np

from hillside.stage.errors import as_refusals
from hillside.stage.framing import view_of
from hillside.stage.lettering.equations import Equation, Shown, quotient
from hillside.stage.plane import View, check_inside
from mathcore import (
    Expr,
    Graph,
    Interval,
    Point,
    Segment,
    as_typed,
    derivative_at,
    derivative_expr,
    gaps,
    tangent,
    value_at,
)
from scenes.shared.slopes.corner import Corner
from scenes.shared.slopes.graph import corners_of
from scenes.shared.slopes.tangency import TANGENT_REACH, Trend, refuse_corner, tangent_span, trend_of
from scenes.shared.slopes.triangle import choose_triangle, paper_of
from scenes.tangent.cases.vertical import Vertical

SAMPLES = 81
"""Number of points of a tangent at which its distance from the curve is taken."""
SHORTEST_LEG = 0.02
"""Minimum leg of a triangle that can be seen, as a share of the paper's shorter side."""
APART = 20.0
"""Distance of the curve from the tangent in layout pixels at which an arrow is seen to touch the tangent,"""
TOUCHABLE = 0.12
"""and the share of the tangent over which they are so far apart, or else it is drawn longer:"""
LONGER = (1.25, 1.5, 2.0, 3.0)
"""multiples of the usual length that are tried."""
SLIDE = 0.3
"""Length of the slide of the point in the film, as a share of the window,"""
SLIDE_MARGIN = 0.05
"""from the left, or a shorter one if it would start closer than this share to the left edge."""
SHORT_OF_GAP = 0.8
"""Share of the distance to a gap of the curve from which the point starts, if a gap is in the way."""


@dataclass(frozen=True, kw_only=True)
class Slope:
    """The facts of a curve and its tangent at one point.

    Attributes:
        curve: the graph in the window.
        touch: the touch point.
        tangent: the drawn segment of the tangent.
        slope: the derivative there, in the digits of `quotient`.
        run: the leg of the triangle along x, away from the touch point; it may go left.
        rise: the leg along y. One of the two starts at the touch point, the other ends on the tangent.
        measurable: whether the triangle is large enough on paper to be drawn.
    """

    curve: Graph
    touch: Point
    tangent: Segment
    slope: float
    run: Segment
    rise: Segment
    measurable: bool

    @property
    def quotient(self) -> Equation:
        """Rise over run = slope, in digits in which it holds."""
        across = abs(self.run.end.x - self.run.start.x)
        return quotient(self.slope * across, across, self.slope)

    @property
    def across(self) -> Shown:
        """The length of the run."""
        return self.quotient.terms[1]

    @property
    def up(self) -> Shown:
        """The signed rise of the tangent over the run, read from left to right: slope times across."""
        return self.quotient.terms[0]

    @property
    def corners(self) -> tuple[Point, Point, Point]:
        """The touch point, the right angle of the triangle, and its other corner on the tangent."""
        return corners_of(self)

    @property
    def derivative(self) -> Expr | None:
        """The derivative as a function; None if the curve's formula has no variable."""
        f = self.curve.f
        return derivative_expr(f, f.names[0]) if f.names else None

    @property
    def trend(self) -> Trend:
        """The trend of the function there."""
        return trend_of(self.slope)


Facts: TypeAlias = Slope | Corner | Vertical
"""At a corner there is no slope, but a one-sided slope from each side; a vertical tangent has none."""


def slope_view(
    f: Expr,
    at: float,
    window: Interval | None,
    aspect: float,
    width: float = View.width,
    height: Interval | None = None,
) -> View:
    """Return the view that best shows the slope of `f` at `at`, on paper `width` layout pixels wide.

    A `window` of x and a `height`, a range of y, are kept where they are given.

    Raises:
        ParamError: if `at` lies outside the window, or the function has no tangent there.
    """
    check_inside(at, window, "at", "point")
    refuse_corner(f, at, "at")
    with as_refusals("at"):
        tangent(f, at, _beside(at))
    slope = derivative_at(f, at)
    return replace(view_of(f, at, slope, window, aspect, height), width=width)


def slope_at(f: Expr, at: float, view: View, *, numbers: bool = True) -> Slope:
    """Return the facts of `f` at one point, its triangle and tangent sized for `view`.

    Args:
        f: the function.
        at: the point.
        view: the view.
        numbers: whether rise and run are labeled with their numbers, which take more room.

    Raises:
        ParamError: if the function has no tangent there.

    >>> from mathcore import parse
    >>> facts = slope_at(parse("x^2"), 1.0, View(Interval(-3, 3), Interval(-1, 5), 1.0))
    >>> facts.slope, facts.across, facts.up
    (2.0, 1.0, 2.0)
    """
    with as_refusals("at"):
        tangent(f, at, _beside(at))
        slope, touch = derivative_at(f, at), Point(as_typed(at), value_at(f, at))
        shape = choose_triangle(view, touch, slope, paper_of(f, view, numbers=numbers))
        line = tangent(f, at, _span(f, view, touch, slope, shape.run))
    start, corner, end = (Point(*found) for found in shape.corners(touch.x, touch.y, slope))
    first, second = Segment(start, corner), Segment(corner, end)
    facts = Slope(
        curve=Graph(f, view.x),
        touch=start,
        tangent=line,
        slope=slope,
        run=second if shape.up_first else first,
        rise=first if shape.up_first else second,
        measurable=_measurable(view, shape.run, slope),
    )
    return replace(facts, slope=facts.quotient.result) if facts.measurable and numbers else facts


def _span(f: Expr, view: View, touch: Point, slope: float, run: float) -> Interval:
    """Return the x-range of the tangent, so long that an arrow can touch it and not the curve.

    Where the curve leaves it nowhere in the view, it has its usual length.
    """
    spans = [tangent_span(view, touch, slope, run, share=TANGENT_REACH * each) for each in (1.0, *LONGER)]
    return max(spans, key=lambda span: min(_share_apart(f, view, touch, slope, span), TOUCHABLE))


def _share_apart(f: Expr, view: View, touch: Point, slope: float, span: Interval) -> float:
    """Return the share of a tangent over which the curve is `APART` from it on the paper, or is not there."""
    x = np.linspace(span.low, span.high, SAMPLES)
    rise = f.roughly(x) - touch.y - slope * (x - touch.x)
    off = np.abs(rise) / view.y.width * view.width / view.aspect * cos(atan(slope * view.stretch))
    return float((~(off < APART)).mean())


def is_on_curve(f: Expr, view: View, touch: Point, line: Segment) -> bool:
    """Return whether the curve is so close to the drawn tangent that no arrow can touch the tangent alone.

    >>> from mathcore import parse
    >>> view, touch = View(Interval(-3, 3), Interval(-3, 3), 1.0), Point(0.0, 0.0)
    >>> line = Segment(Point(-2.0, -2.0), Point(2.0, 2.0))
    >>> is_on_curve(parse("x"), view, touch, line), is_on_curve(parse("sin x"), view, touch, line)
    (True, False)
    """
    return _share_apart(f, view, touch, line.slope, Interval(line.start.x, line.end.x)) == 0.0


def _beside(at: float) -> Interval:
    """Return a short interval around a point, for the query of its tangent."""
    return Interval(at - max(1.0, abs(at)), at + max(1.0, abs(at)))


def _measurable(view: View, run: float, slope: float) -> bool:
    shorter = view.x.width * min(1.0, 1.0 / view.aspect)
    return min(abs(run), abs(slope * run) * view.stretch) >= SHORTEST_LEG * shorter


def slide_start(f: Expr, at: float, view: View) -> float:
    """Return where a tangent may start to slide so that it reaches `at` without crossing a gap of the curve.

    >>> from mathcore import parse
    >>> round(slide_start(parse("x^2"), 1.0, View(Interval(-5, 5), Interval(0, 9), 1.0)), 6)
    -2.0
    """
    reach = SLIDE * view.x.width
    start = at - reach if at - reach > view.x.low + SLIDE_MARGIN * view.x.width else at + reach
    for gap in gaps(f, Interval(min(at, start), max(at, start))):
        if min(at, start) < gap.x < max(at, start):
            start = at + SHORT_OF_GAP * (gap.x - at)
    return start
