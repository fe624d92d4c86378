"""Derivatives from values of the function alone, each with its uncertainty.

Central differences over halved steps, extrapolated to step 0 (Richardson 1911, in the table of Ridders 1982);
a limit of coarse differences that finer ones contradict, as beside a corner, is not trusted. No rule of
differentiation is used, and nothing of what the figures compute.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Values: TypeAlias = NDArray[np.float64]
Curve: TypeAlias = Callable[[Values], Values]
"""A function of one variable, evaluated at all values of an array."""

EPSILON = float(np.finfo(float).eps)
LEVELS = 30
"""The number of steps, each half of the one before it."""
ORDERS = 5
"""The number of extrapolations of each difference."""
FIRST_STEP = 1 / 16
"""The first step, as a share of the scale on which the function changes."""
DOUBT = 64
"""How many times its usual rounding error a difference may be off before it contradicts a limit."""


@dataclass(frozen=True)
class Estimate:
    """A value, and how far it may be off.

    Attributes:
        value: the value.
        uncertainty: the error that is possible in view of rounding and of the extrapolation.
        input_error: the change of the value by a rounding of its input: below it, it has no sign.
        is_hidden: whether the function, which changes elsewhere, has one and the same double all around.
    """

    value: float
    uncertainty: float = 0.0
    input_error: float = 0.0
    is_hidden: bool = False

    @property
    def may_be_zero(self) -> bool:
        """Whether the value cannot be told from 0."""
        return abs(self.value) <= 1.5 * self.uncertainty + self.input_error

    @property
    def is_zero(self) -> bool:
        """Whether the value is 0 in view of the rounding of its input, and known that well."""
        if self.is_hidden:
            return False
        return self.value == 0 == self.uncertainty or abs(self.value) <= self.input_error != 0

    @property
    def sign(self) -> int:
        """The sign, 0 where the value cannot be told from 0."""
        return 0 if self.may_be_zero else 1 if self.value > 0 else -1

    def scaled(self, factor: float) -> Estimate:
        """Return the estimate times a number."""
        size = abs(factor)
        return Estimate(factor * self.value, size * self.uncertainty, size * self.input_error, self.is_hidden)


def slope(f: Curve, x: float, scale: float) -> Estimate:
    """Return the derivative at x of a function that changes over distances of about `scale`.

    >>> found = slope(lambda x: x**3, 2.0, scale=1.0)
    >>> abs(found.value - 12) < 1e-9, found.uncertainty < 1e-6
    (True, True)
    """
    return slopes(f, np.array([x]), scale)[0]


def slopes(f: Curve, x: Values, scale: float) -> list[Estimate]:
    """Return the derivatives at n points, shape `(n,)`.

    >>> [round(each.value, 9) for each in slopes(np.abs, np.array([-1e-6, 2.0]), scale=1.0)]
    [-1.0, 1.0]
    """
    steps = steps_at(x, scale)
    right, left = x[:, None] + steps, x[:, None] - steps
    values = f(np.concatenate([right.ravel(), left.ravel(), x]))
    above, below = (
        values[: steps.size].reshape(steps.shape),
        values[steps.size : -len(x)].reshape(steps.shape),
    )
    return central(above, below, values[-len(x) :], x, steps)


def central(above: Values, below: Values, here: Values, x: Values, steps: Values) -> list[Estimate]:
    """Return n derivatives from values of the function.

    Args:
        above: the values at x + steps, shape `(n, k)`.
        below: the values at x - steps, shape `(n, k)`.
        here: the values at x, shape `(n,)`.
        x: the points, shape `(n,)`.
        steps: the steps, each half of the one before it, shape `(n, k)`.
    """
    width = (x[:, None] + steps) - (x[:, None] - steps)
    size = np.maximum(np.maximum(np.abs(above), np.abs(below)), np.abs(here)[:, None])
    with np.errstate(all="ignore"):
        differences = (above - below) / width
        noise = 2 * EPSILON * size / steps
        lost = 2 * EPSILON * np.abs(x[:, None] * differences) / steps
        found = _extrapolated(differences, noise, noise + lost, order=2)
        bends = _bends(above, below, here, steps, size)
    return [
        replace(each, input_error=2 * bend * EPSILON * abs(at))
        for each, bend, at in zip(found, bends.tolist(), x.tolist(), strict=True)
    ]


def one_sided(f: Curve, x: float, side: int, scale: float) -> Estimate:
    """Return the derivative at x from the right (`side` 1) or from the left (-1).

    >>> round(one_sided(np.abs, 0.0, -1, scale=1.0).value, 9)
    -1.0
    """
    steps = steps_at(np.array([x]), scale)[0]
    there, here = f(x + side * steps), float(f(np.array([x]))[0])
    with np.errstate(all="ignore"):
        noise = 2 * EPSILON * np.maximum(np.abs(there), abs(here)) / steps
        differences = (there - here) / ((x + side * steps) - x)
        lost = 2 * EPSILON * np.abs(x * differences) / steps
        return _extrapolated(differences[None], noise[None], (noise + lost)[None], order=1)[0]


def curvature(f: Curve, x: float, scale: float) -> Estimate:
    """Return the second derivative at x.

    >>> abs(curvature(lambda x: x**3, 2.0, scale=1.0).value - 12) < 1e-6
    True
    """
    steps = steps_at(np.array([x]), scale)[0]
    above, below, here = f(x + steps), f(x - steps), float(f(np.array([x]))[0])
    with np.errstate(all="ignore"):
        size = np.maximum(np.maximum(np.abs(above), np.abs(below)), abs(here))
        noise = 6 * EPSILON * size / steps**2
        lost = 2 * EPSILON * np.abs(x * (above - below)) / steps**3
        differences = (above - 2 * here + below) / steps**2
        return _extrapolated(differences[None], noise[None], (noise + lost)[None], order=2)[0]


def steps_at(x: Values, scale: float, levels: int = LEVELS) -> Values:
    """Return the steps of the differences at n points, shape `(n, levels)`."""
    first = np.maximum(scale * FIRST_STEP, 1e-9 * np.abs(x))
    return np.asarray(first[:, None] * 0.5 ** np.arange(levels), dtype=np.float64)


def _bends(above: Values, below: Values, here: Values, steps: Values, size: Values) -> Values:
    """Return bounds on second derivatives, each from the least step at which it is no noise."""
    across = np.abs(above - 2 * here[:, None] + below)
    sure = np.isfinite(across) & (across > 64 * EPSILON * size)
    last = sure.shape[1] - 1 - np.argmax(sure[:, ::-1], axis=1)
    rows = np.arange(len(here))
    return np.where(sure.any(axis=1), across[rows, last] / steps[rows, last] ** 2, 0.0)


def _extrapolated(differences: Values, noise: Values, doubt: Values, order: int) -> list[Estimate]:
    """Return the limits of n rows of differences over halved steps, shape `(n, k)`.

    The error of a difference has the powers `order`, `2 order`, ... of its step. Of the table of
    extrapolations, the entry is taken that differs least from those it was made of. Its uncertainty is this
    difference, or how far a finer difference contradicts it: beyond its rounding error, and further off than
    the coarser ones.

    Args:
        differences: the differences.
        noise: their rounding errors.
        doubt: their rounding errors if the function loses digits of its input.
        order: the power of the step.
    """
    known = np.where(np.isfinite(differences), differences, np.nan)
    least, most = _finer(known, DOUBT * doubt)
    row, rough = known, noise
    value = np.full(len(known), np.nan)
    off = np.full(len(known), np.inf)
    for column in range(1, min(ORDERS + 1, known.shape[1])):
        factor = 2.0 ** (order * column if order == 2 else column)
        finer = (factor * row[:, 1:] - row[:, :-1]) / (factor - 1)
        rough = (factor * rough[:, 1:] + rough[:, :-1]) / (factor - 1)
        apart = np.maximum(np.abs(finer - row[:, 1:]), np.abs(finer - row[:, :-1])) + rough
        beyond = np.fmax(least[:, column:] - finer, finer - most[:, column:])
        denied = np.fmax(beyond - np.abs(known[:, column:] - finer), 0.0)
        apart = np.where(np.isfinite(apart), np.maximum(apart, denied), np.inf)
        best = np.argmin(apart, axis=1)[:, None]
        closest = np.take_along_axis(apart, best, axis=1)[:, 0]
        value = np.where(closest < off, np.take_along_axis(finer, best, axis=1)[:, 0], value)
        off = np.minimum(off, closest)
        row = finer
    return [Estimate(*pair) for pair in zip(value.tolist(), off.tolist(), strict=True)]


def _finer(differences: Values, slack: Values) -> tuple[Values, Values]:
    """Return the bounds that the differences over finer steps than each set to a limit; none for the last."""
    least, most = (
        bound.accumulate(each[:, ::-1], axis=1)[:, ::-1]
        for bound, each in ((np.fmax, differences - slack), (np.fmin, differences + slack))
    )
    none = np.full((len(differences), 1), np.inf)
    return np.hstack([least[:, 1:], -none]), np.hstack([most[:, 1:], none])
