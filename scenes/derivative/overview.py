"""Which part of a function to show when its hills and valleys are what is to be seen.

`stage.framing` looks for the view in which one tangent is best seen; here the whole curve is the matter.
The window is round, holds a few turns, and each of them stands out; it is the same on paper of any shape.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import log10

import numpy as np
from numpy.typing import NDArray

from hillside.stage.view import DECADES, HEADROOM, ROUND, SAMPLES, USUAL_REACH, drawable
from mathcore import Expr, Interval, derivative

Values = NDArray[np.float64]

CUTS = (0.0, 0.02, 0.05, 0.1, 0.2)
"""Shares of the values that may be cut off at the bottom and at the top, say at a pole,"""
WORTH_CUTTING = 3.0
"""if that makes the rest so many times as high."""
NOISE = 1e-9
"""Changes smaller than this share of the height may be rounding."""
STEEP = 15.0
"""A line that crosses the height in less than this fraction of the width looks upright."""
LEAST_SPREAD = 1e-250
"""Heights that differ by less are underflow, and no paper is finer."""
ENOUGH_TURNS, MANY_TURNS = 2, 4
STANDS_OUT = 0.3
"""A turn stands out if the curve goes up or down by this share of the height on both sides of it."""
# Unevenly spread by the golden ratio: samples in step with a fast oscillation would see a slow one.
_SHARES: Values = np.array(sorted(k * 0.6180339887498949 % 1.0 for k in range(SAMPLES)))
LEAP = 0.1
"""A curve that gains more of the height than this between two samples looks broken, not steep."""


@lru_cache(maxsize=128)
def overview(f: Expr, at: float) -> Interval:
    """Return a window of round size that holds a point and shows how the function climbs and falls around it.

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
    """Windows that hold the point well inside, each with the cost of not being the usual one."""
    for decade in DECADES:
        for mantissa in ROUND:
            reach = mantissa * 10.0**decade
            unusual = 0.2 * min(abs(log10(reach / USUAL_REACH)), 3.0)
            if abs(at) <= 0.8 * reach:
                yield unusual, Interval(-reach, reach)
            if 0.2 * reach <= at <= 1.8 * reach:
                yield unusual + 0.1, Interval(0.0, 2 * reach)
            center = round(2 * at / reach) * reach / 2
            if center != 0.0 and reach > 1e-6 * abs(at):
                yield unusual + 0.3, Interval(center - reach, center + reach)


def _cost(f: Expr, over: Interval, slope: float) -> float:
    """Return how far a window is from what a lecturer would draw; the weights were set by looking.

    `slope` is that at the point, without its sign: there the curve should not stand upright.
    """
    x = over.low + over.width * _SHARES
    y = f.roughly(x)
    known = drawable(y)
    if known.sum() < SAMPLES // 8:
        return 10.0
    y = y[known]
    cost = 1.5 * (1 - len(y) / SAMPLES)
    shown = heights_of(y)
    cost += float(((y < shown.low) | (y > shown.high)).mean())
    cost += max(0.0, log10(max(slope * over.width / shown.width / STEEP, 1.0)))
    steps = np.diff(y)  # good enough to find a window by; what is shown comes from mathcore
    moving = np.flatnonzero(np.abs(steps) > NOISE * shown.width)
    signs = np.sign(steps[moving])
    turns = moving[1:][signs[1:] != signs[:-1]]
    cost += 0.25 * max(ENOUGH_TURNS - len(turns), 0) + 0.15 * max(len(turns) - MANY_TURNS, 0)
    levels = np.clip(y[[0, *turns.tolist(), -1]], shown.low, shown.high)
    climbs = np.abs(np.diff(levels)) / shown.width
    seen = np.minimum(climbs[1:], climbs[:-1]) / STANDS_OUT
    cost += 0.5 * float(np.maximum(1 - seen, 0.0).sum())
    return cost + _roughness(x[known], y, shown)


def _roughness(x: Values, y: Values, shown: Interval) -> float:
    """How far the curve is from smooth to the eye: it leaps from sample to sample, or its slope wriggles."""
    inside = np.where((y >= shown.low) & (y <= shown.high), y, np.nan)  # a leap over a pole is none
    steps = np.diff(inside)
    leap = float(np.nanmax(np.abs(steps), initial=0.0)) / shown.width
    bends = np.diff(steps / np.diff(x))
    bends = bends[np.abs(bends) > NOISE * shown.width * SAMPLES / (x[-1] - x[0])]
    wriggles = np.count_nonzero(np.diff(np.sign(bends)))
    return 2.0 * max(0.0, leap - LEAP) + 0.1 * min(max(wriggles - 2 * MANY_TURNS, 0), 15)


def heights_of(y: Values, *held: float) -> Interval:
    """Heights that show these values, but for extreme ones that would press the others flat.

    Args:
        y: finite values, shape `(n,)`.
        held: heights that are shown in any case.

    >>> heights_of(np.array([0.0, 1.0, 2.0]), -0.4)
    Interval(low=-0.64, high=2.24)
    """
    ordered = np.sort(y)
    last = len(ordered) - 1
    ends = [(float(ordered[round(cut * last)]), float(ordered[round((1 - cut) * last)])) for cut in CUTS]
    low, high = ends[0]
    for cut_low, cut_high in ends[1:]:
        if high - low > WORTH_CUTTING * (cut_high - cut_low) > 0:
            low, high = cut_low, cut_high
    low, high = min(low, *held, high), max(high, *held, low)
    spread = high - low
    if spread <= max(4e-15 * max(abs(low), abs(high)), LEAST_SPREAD):
        reach = max(1.0, 0.25 * abs(low))
        return Interval(low - reach, high + reach)
    return Interval(low - HEADROOM * spread, high + HEADROOM * spread)
