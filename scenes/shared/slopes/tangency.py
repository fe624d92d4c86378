"""The tangent of a curve at a point: its existence, the trend that its slope means, and its length."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite
from types import MappingProxyType

import numpy as np

from hillside.stage.drawing import Part
from hillside.stage.errors import ParamError, as_refusals
from hillside.stage.labels import Beside
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typesetting import Lettering, markup_of
from hillside.stage.lettering.typst_markup import display, quoted
from hillside.stage.look.theme import MEASURES
from hillside.stage.plane import Plane, View
from mathcore import (
    Expr,
    Interval,
    Kind,
    Point,
    Segment,
    as_typed,
    classify,
    derivative,
    derivative_at,
    gaps,
    one_sided,
    tangent,
    value_at,
)


class Trend(StrEnum):
    """The local behavior of a function, by the sign of its slope."""

    INCREASING = "increasing"
    DECREASING = "decreasing"
    FLAT = "flat"


TREND_ARROWS: Mapping[Trend, str] = MappingProxyType(
    {Trend.INCREASING: "arrow.tr", Trend.DECREASING: "arrow.br", Trend.FLAT: "arrow.r"}
)
"""Typst's names of the arrows that go the way of a trend."""


def trend_of(slope: float) -> Trend:
    """Return the trend of a function that has this slope.

    >>> trend_of(-0.5).value
    'decreasing'
    """
    if slope == 0:
        return Trend.FLAT
    return Trend.INCREASING if slope > 0 else Trend.DECREASING


def trend_word(trend: Trend, language: Language) -> str:
    """Return a word for the trend.

    >>> trend_word(Trend.FLAT, Language())
    'flat'
    """
    match trend:
        case Trend.INCREASING:
            return language.say("increasing")
        case Trend.DECREASING:
            return language.say("decreasing")
        case Trend.FLAT:
            return language.say("flat")


def trend_sentence(trend: Trend, language: Language) -> str:
    """Return a sentence that states the trend.

    >>> trend_sentence(Trend.FLAT, Language())
    'The function is flat there.'
    """
    match trend:
        case Trend.INCREASING:
            return language.say("The function is increasing there.")
        case Trend.DECREASING:
            return language.say("The function is decreasing there.")
        case Trend.FLAT:
            return language.say("The function is flat there.")


TANGENT_REACH = 0.8
"""Length of the only tangent of a picture to each side, as a share of the paper's shorter side."""
EXTENSION = 1.15
"""Factor on the run by which a tangent extends past the triangle under it."""
MARGIN = 0.02
"""Margin of a line from the edges of the view, as a share of its width and height."""
LEAST_REACH = 1 / 20
"""Minimum share of the reach that is drawn to each side, however near the edge, or no line would be seen."""


def has_corner(f: Expr, at: float, name: str = "at") -> bool:
    """Return whether `f` has finite one-sided slopes at `at` that differ.

    Args:
        f: the function.
        at: the point.
        name: the parameter that sets the point, for the error about a point without a value.

    >>> from mathcore import parse
    >>> has_corner(parse("|x|"), 0), has_corner(parse("x^2"), 0), has_corner(parse("sqrt(|x|)"), 0)
    (True, False, False)
    """
    with as_refusals(name):
        place = classify(f, at)
    return place.kind is Kind.CORNER and isfinite(place.left.slope) and isfinite(place.right.slope)


def refuse_corner(f: Expr, at: float, name: str) -> None:
    """Refuse a corner where one tangent is asked for.

    Args:
        f: the function.
        at: the point.
        name: the parameter that sets the point.

    Raises:
        ParamError: if `f` has finite one-sided slopes at `at` that differ.
    """
    if has_corner(f, at, name):
        left, right = one_sided(f, at)
        raise ParamError(
            name,
            f"{f} has a corner at x = {at:g}, with slope {left:g} on the left and {right:g} on the right; "
            "choose another x, or the figure tangent, which draws the tangent from each side",
        )


def line_through(point: Point, slope: float, low: float, high: float) -> Segment:
    """Return the line through a point with a given slope, from x = `low` to x = `high`.

    >>> line_through(Point(1.0, 1.0), 2.0, 0.0, 2.0)
    Segment(start=Point(x=0.0, y=-1.0), end=Point(x=2.0, y=3.0))
    """
    return Segment(*(Point(x, point.y + slope * (x - point.x)) for x in (low, high)))


def clipped_span(
    view: View, point: Point, slope: float, low: float, high: float, margin: float = MARGIN
) -> tuple[float, float]:
    """Return the part of the x-range from `low` to `high` over which the line through a point is in the view.

    The first may exceed the second: then no part of it is.

    >>> clipped_span(View(Interval(0, 10), Interval(0, 10), 1.0), Point(5.0, 5.0), 2.0, 0.0, 6.0, margin=0.0)
    (2.5, 6.0)
    """
    room_x, room_y = margin * view.x.width, margin * view.y.width
    low, high = max(low, view.x.low + room_x), min(high, view.x.high - room_x)
    if slope != 0:
        ends = ((view.y.low + room_y - point.y) / slope, (view.y.high - room_y - point.y) / slope)
        low, high = max(low, point.x + min(ends)), min(high, point.x + max(ends))
    return low, high


def tangent_span(
    view: View,
    touch: Point,
    slope: float,
    run: float = 0.0,
    share: float = TANGENT_REACH,
    margin: float = MARGIN,
) -> Interval:
    """Return the x-range over which to draw a tangent: of equal length on paper for all slopes, in the view.

    Args:
        view: the view.
        touch: the point of tangency.
        slope: the slope of the tangent.
        run: the run of the triangle under it, past which it extends; 0 where there is none.
        share: its length to each side, as a share of the paper's shorter side.
        margin: margin at the edges, as a share of the view.

    >>> view = View(Interval(0, 16), Interval(0, 8), 2.0)
    >>> tangent_span(view, Point(8.0, 4.0), slope=0.0, share=0.25)
    Interval(low=6.0, high=10.0)
    """
    reach = max(view.reach(slope, share), EXTENSION * abs(run))
    low, high = clipped_span(view, touch, slope, touch.x - reach, touch.x + reach, margin)
    least = reach * LEAST_REACH
    return Interval(min(low, touch.x - least), max(high, touch.x + least))


@dataclass(frozen=True, kw_only=True)
class Tangency:
    """The tangent of a curve at one point, for pictures that show several of them.

    Attributes:
        touch: the point of tangency.
        tangent: the segment of the tangent that is drawn.
        slope: the derivative there; exactly 0 where it cannot be told from 0.
    """

    touch: Point
    tangent: Segment
    slope: float

    @property
    def sign(self) -> int:
        """The sign of the derivative there: 1, -1 or 0."""
        return (self.slope > 0) - (self.slope < 0)

    @property
    def trend(self) -> Trend:
        """The trend of the function there."""
        return trend_of(self.slope)


def slope_of(f: Expr, at: float, name: str = "at") -> float:
    """Return f′(at), or 0 where it cannot be told from 0.

    Args:
        f: the function.
        at: the point.
        name: the parameter that sets the point.

    Raises:
        ParamError: if the function has no slope there.
    """
    refuse_corner(f, at, name)
    with as_refusals(name):
        tangent(f, at, (at - 1, at + max(1.0, abs(at))))
        return derivative_at(f, at)


def tangency_at(
    f: Expr, at: float, view: View, share: float, name: str = "at", slope: float | None = None
) -> Tangency:
    """Return the tangent of `f` at a point, drawn over a `share` of the paper's shorter side to each side.

    Args:
        f: the function.
        at: the point.
        view: the view.
        share: the length to each side.
        name: the parameter that sets the point.
        slope: the slope where it is known, as at a zero of f′ that is known only to the last digit.

    Raises:
        ParamError: if the function has no tangent there.
    """
    found, touch = slope_of(f, at, name), Point(as_typed(at), value_at(f, at))
    slope = found if slope is None else slope
    span = tangent_span(view, touch, slope, share=share, margin=0.0)
    return Tangency(touch=touch, tangent=line_through(touch, slope, *span), slope=slope)


def tangency_parts(plane: Plane, facts: Tangency, name: str) -> dict[str, Part]:
    """Return the dashed tangent and the dot on it, under names that begin with `name`."""
    return {
        f"{name}-tangent": plane.dashed(facts.tangent, "slope"),
        f"{name}-touch": plane.draw(facts.touch, "slope"),
    }


def slope_label(facts: Tangency, name: str, shown: tuple[str, str], language: Language) -> Beside:
    """Return the derivative at a point, beside the tangent of this name; x and slope as `shown`."""
    x, slope = shown
    value = display(f"{markup_of('f', language)}'({quoted(x)}) = {quoted(slope)}")
    sides = {
        Trend.INCREASING: ("above left", "below right", "left", "right"),
        Trend.DECREASING: ("above right", "below left", "right", "left"),
        Trend.FLAT: ("above", "below"),
    }[facts.trend]
    return Beside(
        lettering=Lettering(settings=(value,), size=MEASURES.label, least=MEASURES.small),
        by=f"{name}-touch" if facts.sign == 0 else f"{name}-tangent",
        sides=sides,
        gap=20.0,
        reach=90.0,
        leader=True,
        own=(f"{name}-touch", f"{name}-tangent", "curve"),
        priority=8,
    )


SLIDES = (0.4, 0.3, 0.2, 0.1)
"""Lengths of a slide that are tried, as shares of half the window."""
SAMPLES = 41


def slide_to(f: Expr, at: float, view: View) -> float:
    """Return where a point begins to slide to `at`: the curve is visible from there, with one sign of slope.

    It is the point itself if there is none.

    >>> from mathcore import parse
    >>> round(slide_to(parse("x^2"), 1.0, View(Interval(-2, 2), Interval(-1, 4), 1.0)), 9)
    0.2
    """
    slope = slope_of(f, at)
    for share in SLIDES:
        for x in (at - share * view.x.width / 2, at + share * view.x.width / 2):
            slopes = np.asarray(derivative(f, np.linspace(x, at, SAMPLES)), dtype=float)
            alike = (slopes * slope >= 0).all() and abs(slopes[0]) != abs(slope)
            if is_visible(f, x, at, view) and alike:
                return x
    return at


def is_visible(f: Expr, one: float, other: float, view: View) -> bool:
    """Return whether a curve is smooth and in the view from one point to another."""
    x = np.linspace(one, other, SAMPLES)
    y = f.roughly(x)
    inside = (x >= view.x.low) & (x <= view.x.high) & (y > view.y.low) & (y < view.y.high)
    return bool(inside.all()) and not gaps(f, Interval(min(one, other), max(one, other)))
