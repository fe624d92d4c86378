"""Derivatives from values of the function alone, each with its uncertainty.

Central differences over halved steps, extrapolated to step 0 (Richardson 1911, in the table of Ridders 1982):
no rule of differentiation is used, and nothing of what the figures compute.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Values: TypeAlias = NDArray[np.float64]
Curve: TypeAlias = Callable[[Values], Values]
"""A function of one variable, evaluated at all values of an array."""

EPSILON = float(np.finfo(float).eps)
LEVELS = 14
"""The number of steps, each half of the one before it."""
ORDERS = 5
"""The number of extrapolations of each difference."""
FIRST_STEP = 1 / 16
"""The first step, as a share of the scale on which the function changes."""


@dataclass(frozen=True)
class Estimate:
    """A value, and how far it may be off.

    Attributes:
        value: the value.
        uncertainty: the error that is possible in view of rounding and of the extrapolation.
        input_error: the change of the value by a rounding of its input: below it, it has no sign.
    """

    value: float
    uncertainty: float = 0.0
    input_error: float = 0.0

    @property
    def may_be_zero(self) -> bool:
        """Whether the value cannot be told from 0."""
        return abs(self.value) <= 1.5 * self.uncertainty + self.input_error

    @property
    def is_zero(self) -> bool:
        """Whether the value is 0 in view of the rounding of its input, and known that well."""
        return self.value == 0 == self.uncertainty or abs(self.value) <= self.input_error != 0

    @property
    def sign(self) -> int:
        """The sign, 0 where the value cannot be told from 0."""
        return 0 if self.may_be_zero else 1 if self.value > 0 else -1

    def scaled(self, factor: float) -> Estimate:
        """Return the estimate times a number."""
        size = abs(factor)
        return Estimate(factor * self.value, size * self.uncertainty, size * self.input_error)


def slope(f: Curve, x: float, scale: float, levels: int = LEVELS) -> Estimate:
    """Return the derivative at x of a function that changes over distances of about `scale`.

    Args:
        f: the function.
        x: the point.
        scale: the distance.
        levels: the number of steps, each half of the one before it.

    >>> found = slope(lambda x: x**3, 2.0, scale=1.0)
    >>> abs(found.value - 12) < 1e-9, found.uncertainty < 1e-6
    (True, True)
    """
    steps = _steps(x, scale, levels)
    right, left = x + steps, x - steps
    values = f(np.concatenate([right, left, [x]]))
    above, below, here = values[:levels], values[levels:-1], float(values[-1])
    size = np.maximum(np.maximum(np.abs(above), np.abs(below)), abs(here))
    noise = 2 * EPSILON * size / steps
    found = _extrapolated((above - below) / (right - left), noise, order=2)
    bend = _bend(above, below, here, steps, size)
    return Estimate(found.value, found.uncertainty, 2 * bend * EPSILON * abs(x))


def one_sided(f: Curve, x: float, side: int, scale: float) -> Estimate:
    """Return the derivative at x from the right (`side` 1) or from the left (-1).

    >>> round(one_sided(np.abs, 0.0, -1, scale=1.0).value, 9)
    -1.0
    """
    steps = _steps(x, scale)
    there, here = f(x + side * steps), float(f(np.array([x]))[0])
    noise = 2 * EPSILON * np.maximum(np.abs(there), abs(here)) / steps
    return _extrapolated(side * (there - here) / steps, noise, order=1)


def curvature(f: Curve, x: float, scale: float) -> Estimate:
    """Return the second derivative at x.

    >>> abs(curvature(lambda x: x**3, 2.0, scale=1.0).value - 12) < 1e-6
    True
    """
    steps = _steps(x, scale)
    above, below, here = f(x + steps), f(x - steps), float(f(np.array([x]))[0])
    size = np.maximum(np.maximum(np.abs(above), np.abs(below)), abs(here))
    noise = 6 * EPSILON * size / steps**2
    return _extrapolated((above - 2 * here + below) / steps**2, noise, order=2)


def _steps(x: float, scale: float, levels: int = LEVELS) -> Values:
    """Return the steps, none so small that x + step would round to x."""
    first = max(scale * FIRST_STEP, 1e-9 * abs(x))
    return np.asarray(first * 0.5 ** np.arange(levels), dtype=np.float64)


def _bend(above: Values, below: Values, here: float, steps: Values, size: Values) -> float:
    """Return a bound on the second derivative near the point, from the steps at which it is not noise."""
    second = np.abs(above - 2 * here + below) / steps**2
    sure = np.isfinite(second) & (np.abs(above - 2 * here + below) > 64 * EPSILON * size)
    return float(second[sure][-1]) if sure.any() else 0.0


def _extrapolated(differences: Values, noise: Values, order: int) -> Estimate:
    """Return the limit of differences over halved steps, whose error has the powers `order`, `2 order`, ...

    Of the table of extrapolations, the entry is taken that differs least from those it was made of.
    """
    row, rough = differences.astype(float), noise.astype(float)
    best = Estimate(float("nan"), float("inf"))
    for column in range(1, ORDERS + 1):
        factor = 2.0 ** (order * column if order == 2 else column)
        with np.errstate(all="ignore"):
            finer = (factor * row[1:] - row[:-1]) / (factor - 1)
            rough = (factor * rough[1:] + rough[:-1]) / (factor - 1)
            off = np.maximum(np.abs(finer - row[1:]), np.abs(finer - row[:-1])) + rough
        off = np.where(np.isfinite(off), off, np.inf)
        least = int(np.argmin(off))
        if off[least] < best.uncertainty:
            best = Estimate(float(finer[least]), float(off[least]))
        row = finer
    return best
