"""The choice of a window in which the hills and valleys of a function are seen, and of its heights.

`hillside.stage.framing` frames one tangent at a point; here the whole curve matters. The window is round,
contains a few turns, and each of them stands out; it does not depend on the aspect of the paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import log10

import numpy as np
from numpy.typing import NDArray

from hillside.stage.plane import DECADES, HEADROOM, ROUND, SAMPLES, USUAL_REACH, drawable
from mathcore import Expr, Interval, derivative

Values = NDArray[np.float64]

CUTS = (0.0, 0.02, 0.05, 0.1, 0.2)
"""Shares of the values that may be cut off at the bottom and at the top, for example at a pole,"""
WORTH_CUTTING = (3.0, 3.0, 4.0, 6.0)
"""if that makes the rest so many times as high: for each of these shares but the first, which is 0. The ends
of `derivative --function x^3 --at 1` are not cut off; a pole is."""
NOISE = 1e-9
"""Relative change, as a share of the height, below which a difference may be rounding."""
LEAST_SPREAD = 1e-250
"""Minimum range of heights: smaller ones are underflow."""
# Golden-ratio spacing: evenly spaced samples would alias a fast oscillation to a slow one.
_SHARES: Values = np.array(sorted(k * 0.6180339887498949 % 1.0 for k in range(SAMPLES)))


@dataclass(frozen=True, kw_only=True)
class OverviewCosts:
    """The costs of a window relative to the one that a lecturer would draw.

    Attributes:
        unusual: per power of ten that it is wider or narrower than the usual -3 to 3. Without it
            `derivative --function exp(x)` shows -0.8 to 0.8,
        most_unusual: and the maximum number of these powers of ten.
        rightward: that it begins at 0. Without it `derivative --function "1/(x^2 - 1)"` shows its right half,
        aside: or is centered at another round number than 0. Without it `derivative --function "ln x" --at 1`
            shows 0.3 to 1.5.
        missing: for the share of the window over which there is no value that can be drawn. Without it
            `derivative --function sqrt(x) --at 1` has an empty half.
        hidden: of a window with almost no values. Without it `derivative --function asin(100x) --at 0.005`
            shows -3 to 3 and next to nothing in it.
        steep: share of the width below which a line that spans the height looks vertical at the point; each
            power of ten less costs 1.
        turns: minimum number of turns,
        calm: and the cost of each that is missing. Without it `derivative --function cos(x)` has one only.
            A turn that hardly stands out is as good as missing: the hilltop of
            `derivative --function "x^4/4 - x^2 + x/5"` is not lost between walls.
        most_turns: maximum number of turns,
        busy: and the cost of each more. Without it `derivative --function sin(5x)` has six.
        stands_out: share of the height that the curve rises or falls on both sides of a turn that is
            recognized.
        leap: change between two samples, as a share of the height, above which a curve looks broken,
        broken: and the cost of each such share beyond. Without it
            `derivative --function "x^3 + 1/x" --at 1` shows -3 to 3, with walls in place of its turns.
        wriggle: of each turn of the slope more than twice `most_turns`. Without it
            `derivative --function floor(x)` has ten steps,
        most_wriggles: and the maximum number of these.
    """

    unusual: float = 0.2
    most_unusual: float = 3.0
    rightward: float = 0.1
    aside: float = 0.3
    missing: float = 1.5
    hidden: float = 10.0
    steep: float = 15.0
    turns: int = 2
    calm: float = 0.4
    most_turns: int = 4
    busy: float = 0.15
    stands_out: float = 0.3
    leap: float = 0.1
    broken: float = 2.0
    wriggle: float = 0.1
    most_wriggles: int = 15


COSTS = OverviewCosts()


@lru_cache(maxsize=128)
def overview(f: Expr, at: float) -> Interval:
    """Return a window of round size with a point in it that shows how the function rises and falls around it.

    >>> from mathcore import parse
    >>> overview(parse("x^3/3 - x"), 1.5)
    Interval(low=-2.0, high=2.0)
    """
    slope = abs(derivative(f, at))
    best: tuple[float, Interval] | None = None
    for unusual, over in sorted(_windows(at), key=lambda found: found[0]):
        if best is not None and unusual >= best[0]:
            break
        cost = unusual + _cost(f, over, slope)
        if best is None or cost < best[0]:
            best = cost, over
    return Interval(at - 1, at + 1) if best is None else best[1]


def _windows(at: float) -> Iterator[tuple[float, Interval]]:
    """Yield windows with the point well inside, each with the cost of its size and place."""
    for decade in DECADES:
        for mantissa in ROUND:
            reach = mantissa * 10.0**decade
            unusual = COSTS.unusual * min(abs(log10(reach / USUAL_REACH)), COSTS.most_unusual)
            if abs(at) <= 0.8 * reach:
                yield unusual, Interval(-reach, reach)
            if 0.2 * reach <= at <= 1.8 * reach:
                yield unusual + COSTS.rightward, Interval(0.0, 2 * reach)
            center = round(2 * at / reach) * reach / 2
            if center != 0.0 and reach > 1e-6 * abs(at):
                yield unusual + COSTS.aside, Interval(center - reach, center + reach)


def _cost(f: Expr, over: Interval, slope: float) -> float:
    """Return the cost of a window relative to the one that a lecturer would draw.

    `slope` is the absolute slope at the point, where the curve should not look vertical.
    """
    x = over.low + over.width * _SHARES
    y = f.roughly(x)
    known = drawable(y)
    if known.sum() < SAMPLES // 8:
        return COSTS.hidden
    y = y[known]
    cost = COSTS.missing * (1 - len(y) / SAMPLES)
    shown = heights_of(y)
    cost += float(((y < shown.low) | (y > shown.high)).mean())
    cost += max(0.0, log10(max(slope * over.width / shown.width / COSTS.steep, 1.0)))
    steps = np.diff(y)  # accurate enough to choose a window; what is drawn comes from mathcore
    moving = np.flatnonzero(np.abs(steps) > NOISE * shown.width)
    signs = np.sign(steps[moving])
    turns = moving[1:][signs[1:] != signs[:-1]]
    levels = np.clip(y[[0, *turns.tolist(), -1]], shown.low, shown.high)
    climbs = np.abs(np.diff(levels)) / shown.width
    seen = float(np.minimum(np.minimum(climbs[1:], climbs[:-1]) / COSTS.stands_out, 1.0).sum())
    cost += COSTS.calm * max(COSTS.turns - seen, 0.0) + COSTS.busy * max(len(turns) - COSTS.most_turns, 0)
    return cost + _roughness(x[known], y, shown)


def _roughness(x: Values, y: Values, shown: Interval) -> float:
    """Return the cost of a curve that jumps between samples, or whose slope oscillates."""
    inside = np.where((y >= shown.low) & (y <= shown.high), y, np.nan)  # a jump across a pole does not count
    steps = np.diff(inside)
    leap = float(np.nanmax(np.abs(steps), initial=0.0)) / shown.width
    bends = np.diff(steps / np.diff(x))
    bends = bends[np.abs(bends) > NOISE * shown.width * SAMPLES / (x[-1] - x[0])]
    wriggles = np.count_nonzero(np.diff(np.sign(bends)))
    surplus = min(max(wriggles - 2 * COSTS.most_turns, 0), COSTS.most_wriggles)
    return COSTS.broken * max(0.0, leap - COSTS.leap) + COSTS.wriggle * surplus


def heights_of(y: Values, *held: float) -> Interval:
    """Return heights that show these values, except extreme ones that would flatten the others.

    Args:
        y: finite values, shape `(n,)`.
        held: heights that are always shown.

    >>> heights_of(np.array([0.0, 1.0, 2.0]), -0.4)
    Interval(low=-0.64, high=2.24)
    """
    ordered = np.sort(y)
    last = len(ordered) - 1
    ends = [(float(ordered[round(cut * last)]), float(ordered[round((1 - cut) * last)])) for cut in CUTS]
    low, high = ends[0]
    for (cut_low, cut_high), worth in zip(ends[1:], WORTH_CUTTING, strict=True):
        if high - low > worth * (cut_high - cut_low) > 0:
            low, high = cut_low, cut_high
    low, high = min(low, *held, high), max(high, *held, low)
    spread = high - low
    if spread <= max(4e-15 * max(abs(low), abs(high)), LEAST_SPREAD):
        reach = max(1.0, 0.25 * abs(low))
        return Interval(low - reach, high + reach)
    return Interval(low - HEADROOM * spread, high + HEADROOM * spread)
