"""All learning rates on one line: what becomes of a descent at each, found by trial."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import groupby
from math import ceil, floor, log10

import numpy as np

from mathcore import AtRates, Expr, GradientDescent, Path, descend_all
from mathcore.descent.judgment import HOLD, LOW, NEAR
from scenes.learning_rate.trials.rates import Bottom

TRIED = 321
"""Number of rates that are tried along the line."""
LONG = 256
"""Number of steps of each trial, after which a descent that has arrived is still there."""
BEYOND = 1.2
"""Length of the line, over the largest rate that is marked on it; in decades, the square of that."""
APART = 0.08
"""Distance of two marked rates, as a share of the line, below which its scale is one of decades."""


class Range(Enum):
    """What becomes of descents whose rates are in one range; the value says what the rate is then."""

    SLOW = "too small"
    ARRIVES = "right"
    OVERSHOOTS = "too large"


@dataclass(frozen=True, kw_only=True)
class RateRange:
    """Neighboring rates of which the same becomes.

    Attributes:
        low: the smallest of them.
        high: the largest.
        kind: what becomes of their descents.
    """

    low: float
    high: float
    kind: Range


@dataclass(frozen=True, kw_only=True)
class RateLine:
    """The line of the rates.

    Attributes:
        low: the rate at its left end, 0 unless its scale is logarithmic.
        high: the rate at its right end.
        decades: whether equal lengths are equal factors.
        ranges: the ranges of rates from left to right; none where there is no bottom to arrive at.
    """

    low: float
    high: float
    decades: bool
    ranges: tuple[RateRange, ...] = ()

    def at(self, rate: float) -> float:
        """Return the coordinate of a rate: itself, or its decimal logarithm.

        >>> RateLine(low=0.01, high=10.0, decades=True).at(0.1)
        -1.0
        """
        return log10(rate) if self.decades else rate

    @property
    def powers(self) -> tuple[float, ...]:
        """The powers of ten on a line of decades.

        >>> RateLine(low=0.04, high=20.0, decades=True).powers
        (0.1, 1.0, 10.0)
        """
        if not self.decades:
            return ()
        first, last = ceil(log10(self.low)), floor(log10(self.high))
        apart = 1 + (last - first) // 6
        return tuple(float(f"1e{power}") for power in range(first, last + 1, apart))


@lru_cache(maxsize=32)
def rate_line(f: Expr, start: float, rates: tuple[float, ...], steps: int, bottom: Bottom | None) -> RateLine:
    """Return the line on which some rates and the limit at the bottom are marked.

    Args:
        f: the error.
        start: x where each descent starts.
        rates: the rates that are marked.
        steps: number of steps in which a descent should have arrived.
        bottom: the minimum below the start, or None.
    """
    limit = None if bottom is None else bottom.limit
    marked = sorted(rates if limit is None else (*rates, limit))
    high = BEYOND * marked[-1]
    gaps = np.diff([0.0, *sorted(set(rates))])[1:]
    decades = bool((gaps < APART * high).any())
    low, high = (marked[0] / BEYOND**3, high * BEYOND**2) if decades else (0.0, high)
    if bottom is None:
        return RateLine(low=low, high=high, decades=decades)
    tried = np.geomspace(low, high, TRIED) if decades else np.linspace(0.0, high, TRIED + 1)[1:]
    kinds = kinds_of(f, start, tried, steps, bottom.x)
    return RateLine(low=low, high=high, decades=decades, ranges=_ranges(low, tried, kinds))


def _ranges(low: float, tried: np.ndarray, kinds: tuple[Range, ...]) -> tuple[RateRange, ...]:
    """Return the ranges, which meet in the middle between two rates that were tried."""
    edges = [low, *((tried[1:] + tried[:-1]) / 2).tolist(), float(tried[-1])]
    found: list[RateRange] = []
    for kind, group in groupby(range(len(kinds)), key=lambda place: kinds[place]):
        places = list(group)
        found.append(RateRange(low=edges[places[0]], high=edges[places[-1] + 1], kind=kind))
    return tuple(found)


def kinds_of(f: Expr, start: float, rates: np.ndarray, steps: int, bottom: float) -> tuple[Range, ...]:
    """Return what becomes of a descent at each rate.

    >>> from mathcore import parse
    >>> [kind.value for kind in kinds_of(parse("x^2"), 2.0, np.array([0.02, 0.4, 0.97, 1.2]), 12, 0.0)]
    ['too small', 'right', 'too large', 'too large']
    """
    every = AtRates(GradientDescent(rate=1.0), rates)
    paths = descend_all(f, [[start]] * len(rates), every, max(LONG, steps))
    level = float(f(bottom))
    return tuple(_kind(path, steps, bottom, level) for path in paths)


def _kind(path: Path, steps: int, bottom: float, level: float) -> Range:
    """Return what becomes of a descent.

    It arrives as `mathcore.Verdict.ARRIVES` says. One that does not is too large where it steps over the
    bottom again and again, or ends beyond it, or breaks off.
    """
    aside = (path.points[:, 0] - bottom) * np.sign(path.points[0, 0] - bottom)
    off, heights = np.abs(aside), np.abs(path.values - level)
    on_the_floor = (path.gradients[:, 0] == 0) & (heights == 0)
    away = np.flatnonzero(~on_the_floor & ((off > NEAR * off[0]) | (heights > LOW * heights[0])))
    first = int(away[away <= steps][-1]) + 1 if (away <= steps).any() else 0
    stays = bool(((off <= HOLD * off[0]) | on_the_floor)[first:].all())
    if path.beyond is None and first <= steps and stays:
        return Range.ARRIVES
    crossings = int((np.diff(np.sign(aside)) != 0).sum())
    over = crossings > 1 or aside[-1] < -HOLD * off[0]
    return Range.OVERSHOOTS if over or path.beyond is not None else Range.SLOW
