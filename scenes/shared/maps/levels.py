"""Round heights for the level lines of a map.

Equal steps say most: where lines are close, the ground is steep. Over a ravine whose walls are a thousand
times higher than its floor they would all crowd on the walls, and there the steps grow: 1, 2, 5, 10, 20 …
"""

from collections.abc import Iterator
from itertools import pairwise
from math import ceil, floor, log10

import numpy as np
from numpy.typing import NDArray

FEW, MANY = 6, 11
"""So many levels a map has, if it can."""
UNEVEN = 0.12
"""Growing steps must spare the widest band so much of the map to be worth their trouble."""
TAILS = (0.01, 0.99)
"""Shares of the map lower and higher than all levels, about."""
STEPS = (1.0, 2.0, 2.5, 5.0)
SERIES = ((1.0, 2.0, 5.0), (1.0, 3.0), (1.0,))
ONE_SIDE, BOTH_SIDES = 6, 2
"""Growing steps go through so many decades, fewer where they grow both up and down from zero."""
_RESIDUE = 1e-12


def round_levels(values: NDArray[np.float64]) -> tuple[float, ...]:
    """Levels for a map on which `values` were taken at even distances; empty where it is level ground.

    >>> x, y = np.meshgrid(np.linspace(-3, 3, 61), np.linspace(-3, 3, 61))
    >>> round_levels(x**2 + y**2)
    (2.0, 4.0, 6.0, 8.0, 10.0, 12.0, 14.0, 16.0)
    >>> round_levels(np.exp(x + y))
    (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0)
    """
    known = values[np.isfinite(values)]
    if known.size == 0:
        return ()
    low, high = (float(height) for height in np.quantile(known, TAILS))
    if high - low <= _RESIDUE * max(abs(low), abs(high), 1e-300):
        return ()
    even = list(_even(low, high))
    growing = list(_growing(low, high, float(known.min())))
    return min(even + growing, key=lambda levels: _cost(levels, known) + UNEVEN * (levels in growing))


def _cost(levels: tuple[float, ...], values: NDArray[np.float64]) -> float:
    """How much of the map the widest band takes, and how far the number of levels is from the usual."""
    inner = np.searchsorted(np.array(levels), values, side="right")
    widest = float(np.bincount(inner.ravel()).max()) / inner.size
    beyond = max(FEW - len(levels), len(levels) - MANY, 0)
    return widest + 0.05 * beyond


def _even(low: float, high: float) -> Iterator[tuple[float, ...]]:
    """Multiples of a round step between two heights."""
    decade = floor(log10((high - low) / FEW))
    for step in (size * 10.0**k for k in (decade, decade + 1) for size in STEPS):
        first, last = ceil(low / step), floor(high / step)
        if 1 <= last - first + 1 <= 2 * MANY:
            yield tuple(_clean(number * step) for number in range(first, last + 1))


def _growing(low: float, high: float, least: float) -> Iterator[tuple[float, ...]]:
    """1, 2, 5, 10 … above zero, below it, or above a round height under the least one."""
    spread = high - least
    base = 0.0 if abs(least) < 0.05 * spread else _round_below(least, spread)
    for series in SERIES:
        for start in {0.0, base}:
            levels = _series(series, low - start, high - start)
            if len(levels) >= 2:
                yield tuple(_clean(start + level) for level in levels)


def _series(series: tuple[float, ...], low: float, high: float) -> list[float]:
    largest = max(abs(low), abs(high))
    last = floor(log10(largest))
    decades = range(last - (BOTH_SIDES if low < 0 < high else ONE_SIDE) + 1, last + 1)
    sizes = [size * 10.0**decade for decade in decades for size in series]
    return sorted(level for size in sizes for level in (-size, size) if low <= level <= high)


def _round_below(value: float, spread: float) -> float:
    unit = 10.0 ** floor(log10(spread) - 1)
    return floor(value / unit) * unit


def _clean(level: float) -> float:
    return float(f"{level:.12g}") + 0.0


def are_even(levels: tuple[float, ...]) -> bool:
    """Return whether all steps from level to level are the same.

    >>> are_even((1.0, 2.0, 3.0)), are_even((1.0, 2.0, 5.0))
    (True, False)
    """
    steps = [above - below for below, above in pairwise(levels)]
    return not steps or max(steps) - min(steps) <= 1e-9 * max(steps)
