"""Round heights for the level lines of a map.

Equal steps are most informative: where lines are close, the function is steep. But over a ravine whose walls
are a thousand times higher than its floor, they would all lie on the walls; there the steps grow: 1, 2, 5, …
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10

import numpy as np

from hillside.stage.plane import View
from scenes.shared.maps.scalar_field import Array, Field

LEVEL_SAMPLES = 61
"""Number of samples across and up from which the levels are chosen."""
MIN_LEVELS, MAX_LEVELS = 6, 10
"""Preferred minimum and maximum number of levels."""
QUANTILES = (0.01, 0.99)
"""Quantiles of the values between which the levels lie."""
STEPS = (1.0, 2.0, 2.5, 5.0)
SERIES = ((1.0, 2.0, 5.0), (1.0, 3.0), (1.0,))
ONE_SIDE, BOTH_SIDES = 6, 2
"""Number of decades of growing steps, and the smaller one where they grow both up and down from zero."""
LEAST_RIM = 0.4
"""Share of the rim of a map that must lie above its median if the levels are closest at the low end."""
_RESIDUE = 1e-12


@dataclass(frozen=True, kw_only=True)
class LevelCosts:
    """The costs of a choice of levels, as shares of the map: 1 is the cost of a map without lines.

    Attributes:
        widest: for the widest band, as a share of the map: what happens within it is invisible. Without
            it the ravine `(1 - x)^2 + 100(y - x^2)^2` has lines on its walls alone, from 5000 up.
        growing: for growing steps, since close lines then no longer mean steep ground: they must make the
            widest band narrower by this much. Without it the saddle `1e-6 x y` has the levels 1, 2, 5,
            10 … times a millionth to each side of zero, and looks flat in the middle.
        number: for each level fewer than `MIN_LEVELS` or more than `MAX_LEVELS`. Without it the finest steps
            win: the map of `landscape` has 21 lines in place of 10.
    """

    widest: float = 1.0
    growing: float = 0.25
    number: float = 0.08


COSTS = LevelCosts()


def levels_for(f: Field, view: View) -> tuple[float, ...]:
    """Return round levels for the map of `f` in a view."""
    over = (np.linspace(side.low, side.high, LEVEL_SAMPLES) for side in (view.x, view.y))
    return round_levels(f(*np.meshgrid(*over)))


def round_levels(values: Array) -> tuple[float, ...]:
    """Return levels for a map of evenly spaced samples `values`; none if they are all nearly equal.

    >>> x, y = np.meshgrid(np.linspace(-3, 3, 61), np.linspace(-3, 3, 61))
    >>> round_levels(x**2 + y**2)
    (2.0, 4.0, 6.0, 8.0, 10.0, 12.0, 14.0, 16.0)
    >>> round_levels(np.exp(x + y))
    (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0)
    """
    known = values[np.isfinite(values)]
    if known.size == 0:
        return ()
    low, high = (float(height) for height in np.quantile(known, QUANTILES))
    if high - low <= _RESIDUE * max(abs(low), abs(high), 1e-300):
        return ()
    least, most = float(known.min()), float(known.max())

    def inner(levels: tuple[float, ...]) -> tuple[float, ...]:
        """Return the levels that have a line: not one at the lowest or the highest point."""
        return tuple(level for level in levels if least < level < most)

    even = [levels for each in _even(low, high) if (levels := inner(each))]
    growing = [
        each for each in _growing(low, high, least) if _suits_rim(each, values) and each == inner(each)
    ]
    if not even and not growing:
        return ()
    return min(even + growing, key=lambda levels: _cost(levels, known) + COSTS.growing * (levels in growing))


def _suits_rim(levels: tuple[float, ...], values: Array) -> bool:
    """Return whether the closest levels of growing ones are not just those of the plain around a hill.

    They suit a floor that is lower than most of the rim of the map, or a summit that is higher.

    >>> x, y = np.meshgrid(np.linspace(-3, 3, 61), np.linspace(-3, 3, 61))
    >>> [_suits_rim((0.1, 1.0), values) for values in ((x**2 + y**2) ** 2, np.exp(-(x**2) - y**2))]
    [True, False]
    """
    rim = np.concatenate([values[[0, -1]].ravel(), values[:, [0, -1]].ravel()])
    higher = float(np.mean(rim[np.isfinite(rim)] > np.median(values[np.isfinite(values)])))
    low_end = levels[1] - levels[0] <= levels[-1] - levels[-2]
    return (higher if low_end else 1 - higher) >= LEAST_RIM if np.isfinite(rim).any() else True


def are_even(levels: tuple[float, ...]) -> bool:
    """Return whether all steps between levels are equal.

    >>> are_even((1.0, 2.0, 3.0)), are_even((1.0, 2.0, 5.0))
    (True, False)
    """
    steps = [above - below for below, above in pairwise(levels)]
    return not steps or max(steps) - min(steps) <= 1e-9 * max(steps)


def _cost(levels: tuple[float, ...], values: Array) -> float:
    """Return the cost of levels: of the width of the widest band and of their number."""
    inner = np.searchsorted(np.array(levels), values, side="right")
    widest = float(np.bincount(inner.ravel()).max()) / inner.size
    beyond = max(MIN_LEVELS - len(levels), len(levels) - MAX_LEVELS, 0)
    return COSTS.widest * widest + COSTS.number * beyond


def _even(low: float, high: float) -> Iterator[tuple[float, ...]]:
    """Yield the multiples between two heights of each round step."""
    decade = floor(log10((high - low) / MIN_LEVELS))
    for step in (size * 10.0**k for k in (decade, decade + 1) for size in STEPS):
        first, last = ceil(low / step), floor(high / step)
        if 1 <= last - first + 1 <= 2 * MAX_LEVELS:
            yield tuple(_without_rounding(number * step) for number in range(first, last + 1))


def _growing(low: float, high: float, least: float) -> Iterator[tuple[float, ...]]:
    """Yield 1, 2, 5, 10 … above zero, below it, or above a round height under the minimum."""
    spread = high - least
    base = 0.0 if abs(least) < 0.05 * spread else _round_below(least, spread)
    for series in SERIES:
        for start in {0.0, base}:
            levels = _series(series, low - start, high - start)
            if len(levels) >= 2:
                yield tuple(_without_rounding(start + level) for level in levels)


def _series(series: tuple[float, ...], low: float, high: float) -> list[float]:
    largest = max(abs(low), abs(high))
    last = floor(log10(largest))
    decades = range(last - (BOTH_SIDES if low < 0 < high else ONE_SIDE) + 1, last + 1)
    sizes = [size * 10.0**decade for decade in decades for size in series]
    return sorted(level for size in sizes for level in (-size, size) if low <= level <= high)


def _round_below(value: float, spread: float) -> float:
    unit = 10.0 ** floor(log10(spread) - 1)
    return floor(value / unit) * unit


def _without_rounding(level: float) -> float:
    return float(f"{level:.12g}") + 0.0
