"""The choice of a view that holds a gentle and a steep point of one curve, well inside and well apart."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import log10

import numpy as np
from numpy.typing import NDArray

from hillside.stage.plane import DECADES, ROUND, View
from mathcore import Expr, Interval

Values = NDArray[np.float64]

SAMPLES = 161
CLOSEST, WIDEST = 1.2, 4.0
"""Least width of a window in distances of the points, and most in widths of the usual window."""
MARGIN = 0.08
"""Space below the lowest point of the curve, or above its highest, as a share of the height."""
SMALLER_SCALES = tuple(mantissa * 10.0**-decade for decade in range(13) for mantissa in (1.0, 0.5, 0.2))
"""Factors on the stretch of y that are tried where the points do not fit into the lecturer's window."""


@dataclass(frozen=True, kw_only=True)
class FramingCosts:
    """The costs of a view of two points relative to the one that a lecturer would choose.

    Attributes:
        edge: distance from the edge of the picture, as a share of it, below which a point is not shown,
        inset: distance that leaves room for its tangent and its words,
        crowded: and the cost per share that is missing. Without it the steep point of
            `steepness --function x^2` is at the top of the picture.
        apart: distance of the two points, as a share of the picture's shorter side, at which their tangents
            and angles are apart,
        together: and the cost per share that is missing. Without it `steepness --function exp(x)` shows
            -6 to 2, and its two points are in one corner.
        unseen: per share of the window over which there is no curve in the picture. Without it
            `steepness --function sin(x)` shows 3 units from -1.9 to 1.1, and hardly a valley.
        filled: share of the height that the curve should take up,
        low: and the cost per share that is missing. Without it the curve of
            `steepness --function tanh(x)` ends before it is level.
        narrow: per factor of 10 by which the window is narrower than the usual one. Without it
            `steepness --function tan(x)` shows -0.8 to 1.2.
        zero: that an axis is not in the picture. Without it `steepness --function "x exp(-x)"` begins
            at 0.15.
    """

    edge: float = 0.04
    inset: float = 0.17
    crowded: float = 8.0
    apart: float = 0.6
    together: float = 2.0
    unseen: float = 1.2
    filled: float = 0.75
    low: float = 0.8
    narrow: float = 0.6
    zero: float = 0.15


COSTS = FramingCosts()


def pair_framing(
    f: Expr,
    points: tuple[float, float],
    scale: float,
    usual: View,
    window: Interval | None,
    height: Interval | None = None,
) -> View:
    """Return the view of two points of `y = f(x)`, with a unit of y `scale` times as long as one of x.

    Args:
        f: the function.
        points: x of the two points.
        scale: the stretch of y; smaller where the points do not fit into the lecturer's window with it.
        usual: the view that suits the curve, on the same paper.
        window: the lecturer's window of x, or None to choose one.
        height: the lecturer's range of y, or None to choose one.
    """
    if window is not None and height is not None:
        return usual
    windows = [window] if window else list(_windows(points, usual.x.width))
    for factor in SMALLER_SCALES:
        tried = [
            (_cost(f, points, view, usual.x.width), view)
            for view in (
                [view for over in windows for view in _heights(f, points, over, scale * factor, usual.aspect)]
                if height is None
                else _places(points, height, scale / factor, usual.aspect)
            )
        ]
        cost, best = min(tried, key=lambda each: each[0])
        if np.isfinite(cost):
            return best
    return usual


def _places(points: tuple[float, float], height: Interval, scale: float, aspect: float) -> list[View]:
    """Return the views of a range of y in which a unit of y is `scale` times as long as one of x."""
    width, middle = height.width * aspect * scale, sum(points) / 2
    centers = (0.0, *(middle + share * width for share in (0.0, 0.125, -0.125, 0.25, -0.25)))
    return [View(Interval(at - width / 2, at + width / 2), height, aspect) for at in centers]


def _windows(points: tuple[float, float], usual: float) -> Iterator[Interval]:
    """Yield windows of round size that hold both points."""
    low, high = min(points), max(points)
    for reach in (mantissa * 10.0**decade for decade in DECADES for mantissa in ROUND):
        if not CLOSEST * (high - low) <= 2 * reach <= WIDEST * usual:
            continue
        step = reach / 4
        first = round((low + high) / 2 / step)
        for center in (0.0, *(step * count for count in range(first - 2, first + 3))):
            if center - reach < low and high < center + reach:
                yield Interval(center - reach, center + reach)


def _heights(
    f: Expr, points: tuple[float, float], over: Interval, scale: float, aspect: float
) -> Iterator[View]:
    """Yield the views of a window of x: about the points, about 0, and from the curve's ends."""
    height = over.width / (aspect * scale)
    y = f.roughly(np.linspace(over.low, over.high, SAMPLES))
    y = y[np.isfinite(y)]
    heights = [float(f(x)) for x in points]
    lows = [
        sum(heights) / 2 - height / 2,
        min(heights) - height / 4,
        max(heights) - 3 * height / 4,
        -height / 2,
    ]
    if len(y):
        lows += [float(y.min()) - MARGIN * height, float(y.max()) - (1 - MARGIN) * height]
    for low in lows:
        if low < low + height:  # next to a pole, the height may be less than the rounding of the values
            yield View(over, Interval(low, low + height), aspect)


def _cost(f: Expr, points: tuple[float, float], view: View, usual: float) -> float:
    """Return the cost of a view, the `usual` width being given; infinite where a point is not well inside."""
    corner, size = np.array([view.x.low, view.y.low]), np.array([view.x.width, view.y.width])
    places = (np.array([[x, float(f(x))] for x in points]) - corner) / size
    inset = float(np.minimum(places, 1 - places).min())
    if not inset >= COSTS.edge:
        return float("inf")
    shorter = min(1.0, view.aspect)
    apart = float(np.hypot(*((places[1] - places[0]) * np.array([view.aspect, 1.0])))) / shorter
    y = f.roughly(np.linspace(view.x.low, view.x.high, SAMPLES))
    seen = y[np.isfinite(y) & (y > view.y.low) & (y < view.y.high)]
    cost = COSTS.crowded * max(COSTS.inset - inset, 0.0) + COSTS.together * max(COSTS.apart - apart, 0.0)
    cost += COSTS.unseen * (1 - len(seen) / SAMPLES)
    filled = float(np.ptp(seen)) / view.y.width if len(seen) else 0.0
    cost += COSTS.low * max(COSTS.filled - filled, 0.0)
    cost += COSTS.narrow * max(log10(usual / view.x.width), 0.0)
    return cost + COSTS.zero * ((0.0 not in view.x) + (0.0 not in view.y))
