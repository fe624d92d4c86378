"""Which part of a curve to show.

A window is chosen as a lecturer would choose it: of round size, with the point well inside, wide enough that
the curve is seen to bend away from its tangent, narrow enough that it does not wriggle, and with scales at
which the slope is neither flat nor steep on the paper, equal on both axes when that can be had. Each of these
wishes is a cost; the candidates are few enough to try them all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import atan, cos, hypot, log10, radians

import numpy as np
from numpy.typing import NDArray

from mathcore import Expr, Interval
from stage.errors import ParamError

ROUND = (1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0)
DECADES = range(-7, 8)
USUAL_REACH = 3.0
"""Half the width of the window that a blackboard has: -3 to 3."""
LEVELS = tuple(
    (low, high) for cut in (0.0, 0.03, 0.08, 0.15, 0.3) for low, high in ((0.0, cut), (cut, 0.0), (cut, cut))
)
"""Shares of the values that may be cut off at the bottom and at the top of the window, say at a pole."""
SAMPLES = 241
HEADROOM = 0.1
"""Room above and below the curve, as a share of its height."""
TANGENT_SEEN = 0.3
"""How far to each side the tangent should be seen, as a share of the window's width,"""
MOST_WIDENED = 0.35
"""if that takes no more than this share of the curve's own height above or below it."""
EASY_ANGLES = (radians(20), radians(55))
"""On the paper, a slope between these is easily seen as a slope."""

LEAST_TURN = radians(30)
"""On the paper, the two sides of a corner should differ by so much."""

Values = NDArray[np.float64]
Slopes = tuple[float, float]
"""From the left and from the right."""


@dataclass(frozen=True)
class View:
    """What part of the plane is shown.

    Attributes:
        x: the window of x.
        y: the window of y.
        aspect: width over height of the paper that it is drawn on.
        width: of that paper, in layout pixels, for those who judge what room there is.
    """

    x: Interval
    y: Interval
    aspect: float
    width: float = 1000.0

    @property
    def stretch(self) -> float:
        """The length of one unit of y on the paper over that of one unit of x: 1 is equal scales.

        >>> View(Interval(0, 4), Interval(0, 2), 2.0).stretch
        1.0
        """
        return self.x.width / (self.y.width * self.aspect)

    def reach(self, slope: float, share: float) -> float:
        """How far a line of ``slope`` runs in x over a ``share`` of the window's shorter side on the paper.

        >>> round(View(Interval(0, 4), Interval(0, 4), 1.0).reach(0.75, 0.5), 3)
        1.6
        """
        shorter = self.x.width * min(1.0, 1.0 / self.aspect)
        return share * shorter / hypot(1.0, slope * self.stretch)


def view_of(
    f: Expr, at: float, slope: float | tuple[float, float], window: Interval | None, aspect: float
) -> View:
    """The view of ``y = f(x)`` in which its ``slope`` at the point ``at`` is best seen.

    Args:
        f: the function.
        at: the point, where f is defined.
        slope: f′(at), or at a corner the slopes from the left and from the right.
        window: the window of x when the lecturer has chosen it.
        aspect: width over height of the paper.
    """
    slopes = slope if isinstance(slope, tuple) else (slope, slope)
    windows = [(0.0, window)] if window else sorted(_windows(at), key=lambda found: found[0])
    best: tuple[float, View] | None = None
    for unusual, over in windows:
        if best and unusual >= best[0]:
            break
        for cost, view in _views(f, at, slopes, over, aspect, free=window is None):
            if best is None or cost + unusual < best[0]:
                best = cost + unusual, view
    if best is None:
        return View(window or Interval(at - 1, at + 1), _around(float(f(at)), 1.0), aspect)
    return best[1]


def check_inside(x: float, window: Interval | None, name: str, what: str) -> None:
    """Refuse a point outside the window that the lecturer has chosen.

    Args:
        x: the point.
        window: the window, if one was chosen.
        name: the parameter that the point came from.
        what: what the point is, in a word.

    Raises:
        ParamError: if the point lies outside.
    """
    if window is not None and x not in window:
        raise ParamError(
            name,
            f"{x:g} lies outside the window {window.low:g} to {window.high:g}; "
            f"choose a {what} inside it, or a wider window",
        )


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
    f: Expr, at: float, slopes: Slopes, over: Interval, aspect: float, *, free: bool
) -> Iterator[tuple[float, View]]:
    x = np.linspace(over.low, over.high, SAMPLES)
    y = f.roughly(x)
    here = float(f(at))
    finite = y[np.isfinite(y) & (np.abs(y) < 1e150)]
    if len(finite) < SAMPLES // 8:
        return
    missing = 1.5 * (1 - len(finite) / SAMPLES)
    kink = _kink(f, at, here, slopes, over.width)
    steepest = max(slopes, key=abs)
    for bare in _heights(finite, here):
        heights = _with_tangent(bare, here, steepest, over.width)
        for view in _equalized(View(over, heights, aspect), free):
            yield missing + _kink_cost(view, kink, steepest) + _cost(view, x, y, at, here, slopes), view


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
    """The heights, widened so that the tangent is seen on both sides of the point, within reason."""
    reach, most = abs(slope) * TANGENT_SEEN * width, MOST_WIDENED * heights.width
    low = max(here - reach, heights.low - most)
    high = min(here + reach, heights.high + most)
    return Interval(min(heights.low, low), max(heights.high, high))


def _around(y: float, reach: float) -> Interval:
    reach = max(reach, abs(y) * 0.25)
    return Interval(y - reach, y + reach)


def _equalized(view: View, free: bool) -> Iterator[View]:
    """The view, and the one with equal scales when that costs no more than half of the paper."""
    yield view
    stretch = view.stretch
    if 1 < stretch <= 2:
        extra = view.y.width * (stretch - 1) / 2
        yield View(view.x, Interval(view.y.low - extra, view.y.high + extra), view.aspect)
    if free and 0.5 <= stretch < 1:
        extra = view.x.width * (1 / stretch - 1) / 2
        yield View(Interval(view.x.low - extra, view.x.high + extra), view.y, view.aspect)


def _cost(view: View, x: Values, y: Values, at: float, here: float, slopes: Slopes) -> float:
    """How far a view is from what a lecturer would draw; the weights were set by looking."""
    shown = np.isfinite(y) & (y >= view.y.low) & (y <= view.y.high)
    cut = 1 - shown.sum() / max(int(np.isfinite(y).sum()), 1)
    turns = int(np.count_nonzero(np.diff(np.sign(np.diff(y[np.isfinite(y)])))))
    cost = 0.7 * cut + 0.12 * max(turns - 4, 0)
    cost += 0.0 if abs(view.stretch - 1) < 1e-9 else 0.12
    cost += max(_angle_cost(slope * view.stretch) for slope in slopes) + _corner_cost(view, slopes)
    cost += _bend_cost(view, x, y, at, here, slopes) + _part_cost(view, x, y, at, here, slopes)
    return cost + _edge_cost(view, at, here)


def _angle_cost(slope_on_paper: float) -> float:
    if slope_on_paper == 0:
        return 0.0
    angle = atan(abs(slope_on_paper))
    low, high = EASY_ANGLES
    return 0.9 * max(low - angle, 0) / low + 2.4 * max(angle - high, 0) / (radians(90) - high)


def _corner_cost(view: View, slopes: Slopes) -> float:
    """A corner should be seen as one, and not as a bend."""
    left, right = (atan(slope * view.stretch) for slope in slopes)
    return 0.0 if left == right else 2.0 * max(0.0, 1 - abs(right - left) / LEAST_TURN)


def _bend_cost(view: View, x: Values, y: Values, at: float, here: float, slopes: Slopes) -> float:
    """The curve should be seen to leave its tangent near the point: by a twentieth of the height or more."""
    off = _off_tangent(view, x, y, at, here, slopes, 0.3)
    return 0.7 * max(0.0, 1 - off / 0.06) if off >= 0 else 1.0


def _part_cost(view: View, x: Values, y: Values, at: float, here: float, slopes: Slopes) -> float:
    """Right at the point it should not be seen to leave it, or the tangent would seem to be a wrong one."""
    off = _off_tangent(view, x, y, at, here, slopes, 0.02)
    return 0.5 * min(max(off / 0.004 - 1, 0.0), 3.0)


def _kink_cost(view: View, kink: float, slope: float) -> float:
    """A corner should not be so close to the point that it seems to be at the point."""
    return 0.6 * min(kink / view.y.width * cos(atan(slope * view.stretch)) / 0.003, 2.0)


def _kink(f: Expr, at: float, here: float, slopes: Slopes, width: float) -> float:
    """How much the curve by the point is like a corner, in y.

    With d off the tangent at 3 % of the window and e at 6 %, a smooth curve has e = 4 d nearly and a
    corner e = 2 d.
    """
    step = 0.03 * width * np.array([-1.0, 1.0])
    along = np.array(slopes) * step
    near, far = (f.roughly(at + k * step) - here - k * along for k in (1.0, 2.0))
    with np.errstate(invalid="ignore", over="ignore"):  # next to a pole
        kinks = np.abs(4 * near - far)
    return float(kinks.max()) if np.isfinite(kinks).all() else 0.0


def _off_tangent(
    view: View, x: Values, y: Values, at: float, here: float, slopes: Slopes, share: float
) -> float:
    """How far the curve gets from its tangent within a share of the window, as a share of its height.

    The distance is across the tangent, not up, or a steep line would seem far from every curve; it is -1
    where there is no curve.
    """
    near = np.isfinite(y) & (np.abs(x - at) <= share * view.x.width)
    if not near.any():
        return -1.0
    with np.errstate(over="ignore"):  # close to a pole the share may be infinite, and is then large enough
        line = np.where(x[near] < at, *slopes) * (x[near] - at)
        rise = (y[near] - here - line) / view.y.width
    return float(np.abs(rise).max()) * cos(atan(max(slopes, key=abs) * view.stretch))


def _edge_cost(view: View, at: float, here: float) -> float:
    across = min(at - view.x.low, view.x.high - at) / view.x.width
    up = min(here - view.y.low, view.y.high - here) / view.y.width
    return 3.0 * max(0.0, 0.2 - across) + 3.0 * max(0.0, 0.2 - up)
