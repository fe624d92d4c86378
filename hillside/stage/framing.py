"""The choice of the part of a curve to show.

A window is chosen as a lecturer would choose it: of round size, with the point well inside, wide enough that
the curve is seen to bend away from its tangent, narrow enough that it does not oscillate, and with scales at
which the slope is neither flat nor steep on the paper, equal on both axes if possible. Each of these criteria
is a cost, weighted by `COSTS`; the candidates are few enough to try them all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import atan, cos, inf, isfinite, log10, radians

import numpy as np
from numpy.typing import NDArray

from hillside.stage.plane import DECADES, HEADROOM, ROUND, SAMPLES, USUAL_REACH, View, drawable
from mathcore import Expr, Interval, derivative

LEVELS = tuple(
    (low, high) for cut in (0.0, 0.03, 0.08, 0.15, 0.3) for low, high in ((0.0, cut), (cut, 0.0), (cut, cut))
)
"""Shares of the values that may be cut off at the bottom and the top of the window, for example at a pole."""
TANGENT_SEEN = 0.3
"""Length of tangent that should be seen on each side of the point, as a share of the window's width,"""
MAX_WIDENING = 0.35
"""unless that needs more than this share of the curve's own height above or below it."""
NEAR_LEVEL = 0.005
"""Distance of a level place from the point below which the point seems level too, as a share of the window,
and of the point's own x, which says on what scale to look. `sin(x)` at 1.5708 is shown as at pi/2, since no
window that a lecturer would choose shows its slope; `x^3` at 0.0001 is not shown as at 0."""
ROUNDING = 4e-15
"""Relative difference below which two heights are equal up to rounding."""
EASY_ANGLES = (radians(20), radians(55))
"""Angles on the paper, in radians, between which a slope is easily seen as a slope."""


@dataclass(frozen=True, kw_only=True)
class ViewCosts:
    """The cost of each departure from the view that a lecturer would choose; only ratios matter.

    The weights come from looking at pictures. The one named with each is `hillside still tangent --function F
    --at A`, and what is said of it is how it looks when that weight is 0.
    """

    unusual_size: float = 0.9
    """Per factor of 10 between half the window's width and 3: `sin(5x)` at 1 does not show a whole wave."""
    most_unusual: float = 1.2
    """Factors of 10 from which on all sizes are equally unusual, or large numbers would be penalized."""
    far: float = 0.15
    """Factors of 10 from the usual size to one that reaches back to 0: `x^2` at 5 goes on to 10."""
    from_zero: float = 0.12
    """For a window from 0 to the right: `x^2` at 2 has lost the left half of its parabola."""
    off_zero: float = 0.2
    """For a window that is neither about 0 nor from 0: `x^3` at 2 is shown from -1.5 to 4.5."""
    missing: float = 1.5
    """Per share of the window in which there is no curve: `sqrt(x)` at 1 leaves the left half empty."""
    cut_off: float = 0.7
    """Per share of the curve above or below the window: `x^2` at 0.5 ends at the top of the picture."""
    easy_turns: int = 4
    """Number of turns of a curve that are taken in at a glance;"""
    wriggle: float = 0.12
    """per turn beyond those: `sin(1/x)` at 0.3 is a blot of waves."""
    unequal: float = 0.12
    """For unequal scales: `x^3/3 - x` at 0.5 has its slope of -0.75 drawn at 20 degrees, not 37."""
    flat: float = 0.9
    """For a slope of 0 on the paper, nothing at 20 degrees: `1/(x-1)` at 2 lies flat."""
    steep: float = 2.4
    """For a vertical slope on the paper, nothing at 55 degrees: `ln(x)` at 0.1 stands up like a wall."""
    plain_slope: float = radians(10)
    """Angle at equal scales, in radians, from which a slope must not be drawn as if it were level;"""
    seen_slope: float = radians(3)
    """angle on the paper, in radians, from which it is not;"""
    hidden: float = 2.0
    """for such a slope drawn level, nothing at that angle: `1000x^3` at 0.1 is level; its slope is 30."""
    least_turn: float = radians(30)
    """Angle on the paper, in radians, above which the two sides of a corner are seen to differ;"""
    corner: float = 2.0
    """for two sides in line, nothing at that angle: the sides of `x^3 + abs(x-1)` at 1 nearly join."""
    bend_within: float = 0.3
    """Share of the window's width, to each side, within which the curve should leave its tangent"""
    least_bend: float = 0.06
    """by this share of the window's height, measured perpendicular to the tangent;"""
    straight: float = 0.7
    """for a curve that does not leave it: `x^3` at 10 is one straight line with its tangent."""
    alone: float = 1.0
    """For a point with no sample of the curve within that share, as in a window far too wide."""
    touch_within: float = 0.02
    """Share of the window's width, to each side, within which the curve should not leave its tangent"""
    most_parting: float = 0.004
    """by more than this share of the height, or the tangent would look wrong;"""
    parting: float = 0.2
    """per such share beyond, at most three: `abs(x-1)` at 1.2 has the point next to the corner."""
    most_kink: float = 0.003
    """Share of the height by which a corner close to the point may be visible;"""
    kink: float = 0.3
    """per such share, at most two: `x^3` at 1 is so wide that it turns sharply at the point."""
    inset: float = 0.2
    """Minimum distance of the point from each edge, as a share of the window;"""
    edge: float = 3.0
    """per share less: the point of `3x` at 5 is at five sixths of the window."""


COSTS = ViewCosts()

Values = NDArray[np.float64]
Slopes = tuple[float, float]
"""Slopes from the left and from the right."""


def view_of(
    f: Expr,
    at: float,
    slope: float | tuple[float, float],
    window: Interval | None,
    aspect: float,
    height: Interval | None = None,
) -> View:
    """Return the view of `y = f(x)` that best shows its `slope` at the point `at`.

    Args:
        f: the function.
        at: the point, where f is defined.
        slope: f′(at), or at a corner the slopes from the left and from the right.
        window: the lecturer's window of x, or None to choose one.
        aspect: width over height of the paper.
        height: the lecturer's range of y, or None to choose one.
    """
    slopes = slope if isinstance(slope, tuple) else (slope, slope)
    if slopes[0] == slopes[1] != 0.0:
        distance = _distance_from_level(f, at, slopes[0])
        if distance <= NEAR_LEVEL * abs(at):
            level = _best_view(f, at, (0.0, 0.0), window, aspect, height)
            if distance <= NEAR_LEVEL * level.x.width:
                return level
    return _best_view(f, at, slopes, window, aspect, height)


def _distance_from_level(f: Expr, at: float, slope: float) -> float:
    """Return how far from the point its slope would be 0 if f' went on in a straight line."""
    bend = float(derivative(f, at, 2))
    return abs(slope / bend) if isfinite(bend) and bend != 0 else inf


def _best_view(
    f: Expr,
    at: float,
    slopes: Slopes,
    window: Interval | None,
    aspect: float,
    height: Interval | None,
) -> View:
    here = float(f(at))
    windows = [(0.0, window)] if window else sorted(_windows(at), key=lambda found: found[0])
    best: tuple[float, View] | None = None
    for unusual, over in windows:
        if best and unusual >= best[0]:
            break
        near = near_point(f, at, here, slopes, over)
        given = None if height is None else [View(over, height, aspect)]
        for view in given or _views(near, over, aspect, free=window is None):
            cost = _cost_with_gaps(view, near)
            if best is None or cost + unusual < best[0]:
                best = cost + unusual, view
    if best is None:
        return View(window or Interval(at - 1, at + 1), height or _around(here, 1.0), aspect)
    return best[1]


def _windows(at: float) -> Iterator[tuple[float, Interval]]:
    """Yield windows of round size that hold the point, each with the cost of its size and place."""
    for decade in DECADES:
        for mantissa in ROUND:
            reach = mantissa * 10.0**decade
            unusual = COSTS.unusual_size * min(_factors_from_usual(reach, at), COSTS.most_unusual)
            if abs(at) <= 0.7 * reach:
                yield unusual, Interval(-reach, reach)
            if 0.15 * reach <= at <= 1.7 * reach:
                yield unusual + COSTS.from_zero, Interval(0.0, 2 * reach)
            step = reach / 2
            center = round(at / step) * step
            if center != 0.0 and reach > 1e-6 * abs(at):
                yield unusual + COSTS.off_zero, Interval(center - reach, center + reach)


def _factors_from_usual(reach: float, at: float) -> float:
    """Return by how many factors of 10 a window differs from the usual one, or from one back to 0."""
    usual = abs(log10(reach / USUAL_REACH))
    if abs(at) <= USUAL_REACH:
        return usual
    return min(usual, COSTS.far + abs(log10(reach / abs(at))))


def _views(near: LocalCurve, over: Interval, aspect: float, *, free: bool) -> Iterator[View]:
    finite, here = near.finite, near.here
    if len(finite) < SAMPLES // 8:
        return
    for bare in _heights(finite, here):
        heights = _with_tangent(bare, here, near.steepest, over.width)
        yield from _equalized(View(over, heights, aspect), here, free)


def _cost_with_gaps(view: View, near: LocalCurve) -> float:
    return COSTS.missing * (1 - len(near.finite) / SAMPLES) + cost_of(view, near)


def _heights(finite: Values, here: float) -> Iterator[Interval]:
    """Yield windows of y: one for all values, then ones without extreme values that take up most of it."""
    ordered = np.sort(finite)
    last = len(ordered) - 1
    narrowest = float("inf")
    for low_share, high_share in LEVELS:
        low = min(float(ordered[round(low_share * last)]), here)
        high = max(float(ordered[round((1 - high_share) * last)]), here)
        spread = high - low
        if spread <= ROUNDING * max(abs(low), abs(high)):
            yield _around(here, 1.0)
            return
        if spread < 0.75 * narrowest:
            narrowest = min(spread, narrowest)
            yield Interval(low - HEADROOM * spread, high + HEADROOM * spread)


def _with_tangent(heights: Interval, here: float, slope: float, width: float) -> Interval:
    """Return the heights, widened within limits so that the tangent is seen on both sides of the point."""
    reach, most = abs(slope) * TANGENT_SEEN * width, MAX_WIDENING * heights.width
    low = max(here - reach, heights.low - most)
    high = min(here + reach, heights.high + most)
    return Interval(min(heights.low, low), max(heights.high, high))


def _around(y: float, reach: float) -> Interval:
    reach = max(reach, abs(y) * 0.25)
    return Interval(y - reach, y + reach)


def _equalized(view: View, here: float, free: bool) -> Iterator[View]:
    """Yield the view, and one with equal scales when that costs no more than half of the paper."""
    yield view
    stretch = view.stretch
    if 1 < stretch <= 2:
        extra = view.y.width * (stretch - 1) / 2
        yield View(view.x, Interval(view.y.low - extra, view.y.high + extra), view.aspect)
    height = view.x.width / view.aspect
    if stretch < 1 and height > ROUNDING * abs(here):
        for below in (0.25, 0.4, 0.6, 0.75):
            yield replace(view, y=Interval(here - below * height, here + (1 - below) * height))
    if free and 0.5 <= stretch < 1:
        extra = view.x.width * (1 / stretch - 1) / 2
        yield View(Interval(view.x.low - extra, view.x.high + extra), view.y, view.aspect)


@dataclass(frozen=True)
class LocalCurve:
    """A curve over a window about a point.

    Attributes:
        x: sample points, shape `(n,)`.
        y: values there, shape `(n,)`; not finite where the curve is undefined.
        at: the point.
        here: the value at the point.
        slopes: the slopes at the point, from the left and from the right.
        kink: deviation of the curve close to the point from a smooth one, in y.
    """

    x: Values
    y: Values
    at: float
    here: float
    slopes: Slopes
    kink: float

    @property
    def steepest(self) -> float:
        """The slope at the point with the larger absolute value."""
        return max(self.slopes, key=abs)

    @property
    def finite(self) -> Values:
        """The values that a picture can show."""
        return self.y[drawable(self.y)]


def near_point(f: Expr, at: float, here: float, slopes: Slopes, over: Interval) -> LocalCurve:
    """Return the curve `y = f(x)` over a window about the point `(at, here)`."""
    x = np.linspace(over.low, over.high, SAMPLES)
    y = _without_rounding(f.roughly(x), here)
    return LocalCurve(x, y, at, here, slopes, _kink(f, at, here, slopes, over.width))


def _without_rounding(y: Values, here: float) -> Values:
    """Return values that differ only by rounding errors as one value: sin(x)^2 + cos(x)^2 has no turns."""
    seen = y[np.isfinite(y)]
    is_level = len(seen) > 0 and float(np.ptp(seen)) <= ROUNDING * float(np.abs(seen).max())
    return np.where(np.isfinite(y), here, y) if is_level else y


def _kink(f: Expr, at: float, here: float, slopes: Slopes, width: float) -> float:
    """Return the deviation of the curve at the point from a smooth one, in y.

    Let d be the deviation from the tangent at 3 % of the window and e at 6 %: a smooth curve has nearly
    e = 4 d, and a corner e = 2 d.
    """
    step = 0.03 * width * np.array([-1.0, 1.0])
    along = np.array(slopes) * step
    near, far = (f.roughly(at + k * step) - here - k * along for k in (1.0, 2.0))
    with np.errstate(invalid="ignore", over="ignore"):  # next to a pole
        kinks = np.abs(4 * near - far)
    return float(kinks.max()) if np.isfinite(kinks).all() else 0.0


def cost_of(view: View, near: LocalCurve) -> float:
    """Return the cost of a view: its departure from what a lecturer would draw of the curve; 0 is ideal."""
    y, slopes = near.y, near.slopes
    finite = np.isfinite(y)
    shown = finite & (y >= view.y.low) & (y <= view.y.high)
    cut = 1 - shown.sum() / max(int(finite.sum()), 1)
    turns = int(np.count_nonzero(np.diff(np.sign(np.diff(y[finite])))))
    cost = COSTS.cut_off * cut + COSTS.wriggle * max(turns - COSTS.easy_turns, 0)
    cost += 0.0 if abs(view.stretch - 1) < 1e-9 else COSTS.unequal
    cost += max(_angle_cost(slope * view.stretch) for slope in slopes) + _corner_cost(view, slopes)
    cost += max(_hidden_cost(view, slope) for slope in slopes)
    cost += _straight_cost(view, near) + _parting_cost(view, near)
    return cost + _kink_cost(view, near) + _edge_cost(view, near)


def _angle_cost(slope_on_paper: float) -> float:
    if slope_on_paper == 0:
        return 0.0
    angle = atan(abs(slope_on_paper))
    low, high = EASY_ANGLES
    too_flat, too_steep = max(low - angle, 0), max(angle - high, 0)
    return COSTS.flat * too_flat / low + COSTS.steep * too_steep / (radians(90) - high)


def _hidden_cost(view: View, slope: float) -> float:
    """Return the cost of unequal scales that make a slope look level."""
    if atan(abs(slope)) < COSTS.plain_slope:
        return 0.0
    return COSTS.hidden * max(0.0, 1 - atan(abs(slope) * view.stretch) / COSTS.seen_slope)


def _corner_cost(view: View, slopes: Slopes) -> float:
    """Return the cost of a corner that looks like a bend."""
    left, right = (atan(slope * view.stretch) for slope in slopes)
    return 0.0 if left == right else COSTS.corner * max(0.0, 1 - abs(right - left) / COSTS.least_turn)


def _straight_cost(view: View, near: LocalCurve) -> float:
    """Return the cost of a curve that is not seen to leave its tangent near the point."""
    off = _off_tangent(view, near, COSTS.bend_within)
    return COSTS.straight * max(0.0, 1 - off / COSTS.least_bend) if off >= 0 else COSTS.alone


def _parting_cost(view: View, near: LocalCurve) -> float:
    """Return the cost of a curve that visibly leaves its tangent right at the point."""
    off = _off_tangent(view, near, COSTS.touch_within)
    return COSTS.parting * min(max(off / COSTS.most_parting - 1, 0.0), 3.0)


def _kink_cost(view: View, near: LocalCurve) -> float:
    """Return the cost of a corner so close to the point that it seems to be at the point."""
    across = cos(atan(near.steepest * view.stretch))
    return COSTS.kink * min(near.kink / view.y.width * across / COSTS.most_kink, 2.0)


def _off_tangent(view: View, near: LocalCurve, share: float) -> float:
    """Return how far the curve gets from its tangent within a share of the window, as a share of its height.

    It is measured perpendicular to the tangent, or a steep line would seem far from every curve, and is -1
    where there is no curve.
    """
    x = near.x - near.at
    close = np.isfinite(near.y) & (np.abs(x) <= share * view.x.width)
    if not close.any():
        return -1.0
    with np.errstate(over="ignore"):  # close to a pole it may overflow, and is then large enough
        line = np.where(x[close] < 0, *near.slopes) * x[close]
        rise = (near.y[close] - near.here - line) / view.y.width
    return float(np.abs(rise).max()) * cos(atan(near.steepest * view.stretch))


def _edge_cost(view: View, near: LocalCurve) -> float:
    at, here = near.at, near.here
    across = min(at - view.x.low, view.x.high - at) / view.x.width
    up = min(here - view.y.low, view.y.high - here) / view.y.width
    return COSTS.edge * max(0.0, COSTS.inset - across) + COSTS.edge * max(0.0, COSTS.inset - up)
