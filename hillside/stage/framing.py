"""Which part of a curve to show.

A window is chosen as a lecturer would choose it: of round size, with the point well inside, wide enough that
the curve is seen to bend away from its tangent, narrow enough that it does not wriggle, and with scales at
which the slope is neither flat nor steep on the paper, equal on both axes when that can be had. Each of these
wishes is a cost; the candidates are few enough to try them all.
"""

from collections.abc import Iterator
from math import log10

import numpy as np

from hillside.stage.view import DECADES, HEADROOM, ROUND, SAMPLES, USUAL_REACH, View
from hillside.stage.view_costs import Slopes, Values, cost_of, near_point
from mathcore import Expr, Interval

LEVELS = tuple(
    (low, high) for cut in (0.0, 0.03, 0.08, 0.15, 0.3) for low, high in ((0.0, cut), (cut, 0.0), (cut, cut))
)
"""Shares of the values that may be cut off at the bottom and at the top of the window, say at a pole."""
TANGENT_SEEN = 0.3
"""How far to each side the tangent should be seen, as a share of the window's width,"""
MOST_WIDENED = 0.35
"""if that takes no more than this share of the curve's own height above or below it."""


def view_of(
    f: Expr, at: float, slope: float | tuple[float, float], window: Interval | None, aspect: float
) -> View:
    """Return the view of `y = f(x)` in which its `slope` at the point `at` is best seen.

    Args:
        f: the function.
        at: the point, where f is defined.
        slope: f′(at), or at a corner the slopes from the left and from the right.
        window: the window of x when the lecturer has chosen it.
        aspect: width over height of the paper.
    """
    slopes, here = slope if isinstance(slope, tuple) else (slope, slope), float(f(at))
    windows = [(0.0, window)] if window else sorted(_windows(at), key=lambda found: found[0])
    best: tuple[float, View] | None = None
    for unusual, over in windows:
        if best and unusual >= best[0]:
            break
        for cost, view in _views(f, at, here, slopes, over, aspect, free=window is None):
            if best is None or cost + unusual < best[0]:
                best = cost + unusual, view
    if best is None:
        return View(window or Interval(at - 1, at + 1), _around(here, 1.0), aspect)
    return best[1]


def _windows(at: float) -> Iterator[tuple[float, Interval]]:
    """Windows of round size that hold the point, each with the cost of not being the usual one."""
    for decade in DECADES:
        for mantissa in ROUND:
            reach = mantissa * 10.0**decade
            unusual = 0.3 * min(abs(log10(reach / USUAL_REACH)), 2.0)
            if abs(at) <= 0.7 * reach:
                yield unusual, Interval(-reach, reach)
            if 0.15 * reach <= at <= 1.7 * reach:
                yield unusual + 0.12, Interval(0.0, 2 * reach)
            step = reach / 2
            center = round(at / step) * step
            if center != 0.0 and reach > 1e-6 * abs(at):
                yield unusual + 0.2, Interval(center - reach, center + reach)


def _views(
    f: Expr, at: float, here: float, slopes: Slopes, over: Interval, aspect: float, *, free: bool
) -> Iterator[tuple[float, View]]:
    near = near_point(f, at, here, slopes, over)
    finite = near.finite
    if len(finite) < SAMPLES // 8:
        return
    missing = 1.5 * (1 - len(finite) / SAMPLES)
    for bare in _heights(finite, here):
        heights = _with_tangent(bare, here, near.steepest, over.width)
        for view in _equalized(View(over, heights, aspect), free):
            yield missing + cost_of(view, near), view


def _heights(finite: Values, here: float) -> Iterator[Interval]:
    """Windows of y that hold the values, then ones that leave out extreme values which take up most of it."""
    ordered = np.sort(finite)
    last = len(ordered) - 1
    narrowest = float("inf")
    for low_share, high_share in LEVELS:
        low = min(float(ordered[round(low_share * last)]), here)
        high = max(float(ordered[round((1 - high_share) * last)]), here)
        spread = high - low
        if spread <= 4e-15 * max(abs(low), abs(high)):
            yield _around(here, 1.0)
            return
        if spread < 0.75 * narrowest:
            narrowest = min(spread, narrowest)
            yield Interval(low - HEADROOM * spread, high + HEADROOM * spread)


def _with_tangent(heights: Interval, here: float, slope: float, width: float) -> Interval:
    """Return the heights, widened so that the tangent is seen on both sides of the point, within reason."""
    reach, most = abs(slope) * TANGENT_SEEN * width, MOST_WIDENED * heights.width
    low = max(here - reach, heights.low - most)
    high = min(here + reach, heights.high + most)
    return Interval(min(heights.low, low), max(heights.high, high))


def _around(y: float, reach: float) -> Interval:
    reach = max(reach, abs(y) * 0.25)
    return Interval(y - reach, y + reach)


def _equalized(view: View, free: bool) -> Iterator[View]:
    """Yield the view, and the one with equal scales when that costs no more than half of the paper."""
    yield view
    stretch = view.stretch
    if 1 < stretch <= 2:
        extra = view.y.width * (stretch - 1) / 2
        yield View(view.x, Interval(view.y.low - extra, view.y.high + extra), view.aspect)
    if free and 0.5 <= stretch < 1:
        extra = view.x.width * (1 / stretch - 1) / 2
        yield View(Interval(view.x.low - extra, view.x.high + extra), view.y, view.aspect)
