"""One-sided limits, extrapolated from values at distances that halve, with error estimates."""

import math
from dataclasses import dataclass

import numpy as np

from mathcore.expressions.evaluation import EXTENDED_GAIN, TRUSTED, Program, enclose, extended, restored
from mathcore.functions.interval_arithmetic import Box, Mask
from mathcore.functions.kernels import Array


@dataclass(frozen=True)
class _Weights:
    """Criteria for accepting a limit.

    Attributes:
        orders: Columns of the Richardson table (Richardson 1911).
        tail: Number of last values that decide whether the limit exists.
        reach: Largest plausible distance of the limit from the last value, in spreads of the last values.
        certain: Largest relative rounding error of a value that is used in the test for divergence.
        growth: Ratio of successive differences above which the values count as divergent; a convergent
            sequence has smaller ones.
        error: Largest accepted error, relative to 1 + |limit|.
        restored: Maximum number of values whose lost digits are restored, which takes a millisecond each;
            twelve distances are enough for the Richardson table to reach full precision.
    """

    orders: int = 6
    tail: int = 8
    reach: float = 8.0
    certain: float = 1e-3
    growth: float = 0.97
    error: float = 1e-5
    restored: int = 12


_WEIGHTS = _Weights()


@dataclass(frozen=True)
class Limit:
    """A limit: `value` may be infinite, `nan` if it does not exist; `error` estimates its absolute error.

    `defined` is false if the function has no values on this side.
    """

    value: float
    error: float
    defined: bool = True


def distances(x: float) -> Array:
    """Return distances from x that halve, largest first, down to the spacing of floats near x."""
    last = 46 if x != 0 else 90
    scale = 2.0 ** math.floor(math.log2(max(1.0, abs(x))))
    return scale * 2.0 ** -np.arange(3.0, last)


def limits(program: Program, x: float, side: int) -> list[Limit]:
    """Return the limits of the roots of a program at x from the right (side = 1) or the left (side = -1).

    The function counts as undefined where the first root is `nan`.
    """
    points = x + side * distances(x)
    values = program.arrays([points])
    undefined = np.isnan(values[0])
    noises = [_noise(box) for box in enclose(program, [points], [points])]
    # Rounding may make a denominator 0 near a pole, not only at it: 1/(1 - sin x) at a distance of 1e-9.
    repaired = undefined & (not undefined.all()) | _most_useful(values, noises)
    repaired &= ~_extend(program, points, values, noises, repaired & ~undefined)
    for row in np.flatnonzero(repaired):
        for here, noise, value in zip(values, noises, restored(program, [float(points[row])]), strict=True):
            if np.isnan(here[row]) or math.isfinite(value):
                here[row], noise[row] = value, 1e-15 * abs(value)
    undefined = np.isnan(values[0])
    found: list[Limit] = []
    for here, noise in zip(values, noises, strict=True):
        found.append(limit_of(np.where(undefined, np.nan, here), noise))
    return found


def _extend(program: Program, points: Array, values: list[Array], noises: list[Array], rows: Mask) -> Mask:
    """Replace values by those of extended precision where that suffices; return at which of the rows."""
    enough = rows & program.is_extended & (EXTENDED_GAIN > 1)
    for here, noise in zip(values, noises, strict=True):
        enough &= noise <= EXTENDED_GAIN * TRUSTED * np.abs(here)
    if enough.any():
        new = extended(program, [points[enough]])
        enough[enough] = np.isfinite(new).all(axis=0)
        new = [each[np.isfinite(new).all(axis=0)] for each in new]
        for here, noise, value in zip(values, noises, new, strict=True):
            here[enough], noise[enough] = value, noise[enough] / EXTENDED_GAIN + 1e-15 * np.abs(value)
    return enough


def _noise(box: Box) -> Array:
    """Return bounds on the rounding errors of values with this enclosure."""
    known = np.isfinite(box.low) & np.isfinite(box.high)
    return np.where(known, box.high - np.where(known, box.low, 0.0), np.inf)


def _most_useful(values: list[Array], noises: list[Array]) -> Mask:
    """Return which points to recompute exactly: the farthest of those where a value has lost digits."""
    lost = np.zeros(values[0].shape, dtype=bool)
    for here, noise in zip(values, noises, strict=True):
        lost |= np.isfinite(here) & np.isfinite(noise) & (noise > TRUSTED * np.abs(here))
    return lost & (np.cumsum(lost) <= _WEIGHTS.restored)


def limit_of(values: Array, noise: Array) -> Limit:
    """Return the limit of values at distances that halve, given bounds on their rounding errors."""
    tail = values[-_WEIGHTS.tail :]
    if np.isnan(tail).all():
        return Limit(math.nan, 0.0, defined=False)
    if np.isnan(tail).any():
        return Limit(math.nan, math.inf)
    if _diverges(values, noise):
        return Limit(math.copysign(math.inf, float(tail[-1])), 0.0)
    best = min(_candidates(values, noise), key=lambda pair: pair[1])
    value, error = best
    if not error <= _WEIGHTS.error * (1 + abs(value)):
        return Limit(math.nan, error)
    return Limit(_rounded(value, error), error)


def _diverges(values: Array, noise: Array) -> bool:
    """Return whether values grow without bound: in absolute value, with differences that do not shrink."""
    with np.errstate(all="ignore"):
        clear = values[np.isfinite(values) & (noise <= _WEIGHTS.certain * np.abs(values))]
        if np.isinf(values[-_WEIGHTS.tail :]).all():
            return True
        if len(clear) < _WEIGHTS.tail + 2 or abs(values[-1]) < 0.5 * abs(clear[-1]):
            return False
        sizes = np.abs(clear[-_WEIGHTS.tail - 2 :])
        steps = np.diff(sizes)
        return bool(np.all(steps > 0) and np.median(steps[1:] / steps[:-1]) > _WEIGHTS.growth)


def _candidates(values: Array, noise: Array) -> list[tuple[float, float]]:
    """Return candidates for the limit, each with its error estimate."""
    last, spread = float(values[-1]), float(np.ptp(values[-_WEIGHTS.tail :]))
    found = [(last, spread + float(noise[-1]))]
    # The large distances may lie on another branch of a piecewise function, and extrapolate to its limit.
    reach = _WEIGHTS.reach * spread + float(noise[-_WEIGHTS.tail :].max())
    with np.errstate(all="ignore"):
        extrapolated = _richardson(values, noise) + _aitken(values, noise)
    found += [(value, error + max(abs(value - last) - reach, 0.0)) for value, error in extrapolated]
    return [(value, error) for value, error in found if math.isfinite(value) and error == error]


def _richardson(values: Array, noise: Array) -> list[tuple[float, float]]:
    """Return the entries of the Richardson table, exact for polynomials in the distance (Richardson 1911)."""
    table, error = values, noise
    found: list[tuple[float, float]] = []
    for order in range(1, _WEIGHTS.orders + 1):
        factor = 2.0**order
        finer = (factor * table[1:] - table[:-1]) / (factor - 1)
        error = (factor * error[1:] + error[:-1]) / (factor - 1)
        change = np.abs(finer - table[1:]) + np.abs(np.diff(finer, append=finer[-1:])) + error
        found += list(zip(finer[:-1].tolist(), change[:-1].tolist(), strict=True))
        table = finer
    return found


def _aitken(values: Array, noise: Array) -> list[tuple[float, float]]:
    """Return Aitken's delta-squared estimates, exact for limit + c distance^p (Aitken 1926)."""
    first, second = np.diff(values)[:-1], np.diff(values)[1:]
    better = values[2:] - second**2 / (second - first)
    error = np.abs(np.diff(better, prepend=better[:1])) + 4 * noise[2:] + np.abs(second) * 1e-2
    return list(zip(better[1:].tolist(), error[1:].tolist(), strict=True))


def _rounded(value: float, error: float) -> float:
    """Return the shortest decimal within the error, taken as at least a few units in the last place."""
    if abs(value) <= error:
        return 0.0
    reach = max(min(error, 1e-11 * abs(value)), 4e-16 * abs(value))
    for digits in range(1, 14):
        short = float(f"{value:.{digits}g}")
        if abs(short - value) <= reach:
            return short
    return value
