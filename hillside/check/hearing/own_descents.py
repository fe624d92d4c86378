"""Descents step by step, with the check's own derivatives: the runs that verdicts are held against."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TypeAlias

import numpy as np

from hillside.check.hearing import own_derivatives
from hillside.check.hearing.own_derivatives import Values
from mathcore import Expr

LEVELS = 6
"""The number of steps of the differences in a descent, fewer than where one slope alone is asked for."""
SURE = 1e-7
"""The uncertainty of a slope in a descent, as a share of the slopes nearby, above which it is found anew."""
STILL, ALIKE = 1e-15, 8
"""A run stands still after `ALIKE` steps in a row that are shorter than `STILL` times the scale."""
LONG = 400
"""The number of steps that a run is continued beyond those shown, to see what becomes of it."""
ROUNDS, STEPS_OF_A_ROUND = 40, 25
"""The most rounds of the search for a bottom, and the steps against the gradient in each."""
AT_REST = 1e-4
"""A run has come to rest when its last step is shorter than this share of the way to its furthest point."""
FAR = 1e9
"""A run has left for good at this multiple of the scale."""
AVERAGE, SQUARE, EPSILON = 0.9, 0.999, 1e-8
"""The usual decay of averages of gradients and of squares, and the number that keeps a divisor from 0."""
RMS_AVERAGE = 0.99
"""The usual decay of RMSProp (Tieleman and Hinton 2012, as PyTorch has it)."""

Gradient: TypeAlias = Callable[[Values], Values]
Memory: TypeAlias = tuple[Values, ...]
"""What a method remembers of earlier slopes; 0 at the start."""
Method: TypeAlias = Callable[[Memory, Values, int], tuple[Memory, Values]]
"""From the memory, the slopes at a point and the number of the step to the new memory and the direction: the
step is minus the rate times the direction."""


@dataclass(frozen=True, eq=False)
class Run:
    """A descent.

    Attributes:
        points: the iterates, the start first, shape `(n, d)`; it stops at the first without value or slope.
        values: the function there.
        shown: the number of steps that the figure shows, at most.
        broke: whether it stopped before its last step, for lack of a value or a slope.
    """

    points: Values
    values: Values
    shown: int
    broke: bool

    @property
    def last(self) -> int:
        """The number of the last step shown."""
        return min(self.shown, len(self.points) - 1)

    def distances(self, bottom: Values) -> Values:
        """Return the distance of each iterate from a point."""
        return np.linalg.norm(self.points - bottom, axis=1)

    @property
    def rests(self) -> bool:
        """Whether it has come to rest at its last iterate."""
        if self.broke or len(self.points) < 3:
            return False
        moves = np.linalg.norm(np.diff(self.points, axis=0), axis=1)
        return bool(moves[-1] <= AT_REST * self.distances(self.points[0]).max())


def value_of(f: Expr, point: Values) -> float:
    """Return the value of a function of d variables at a point, shape `(d,)`; it may be no number."""
    at: list[float] = point.tolist()
    with np.errstate(all="ignore"):
        return float(f(*at))


def gradient_of(f: Expr, scale: float) -> Gradient:
    """Return the gradient of a function by differences of its values, none of its rules."""

    def gradient(point: Values) -> Values:
        return np.array([_slope_along(f, point, axis, scale) for axis in range(len(point))])

    return gradient


def _slope_along(f: Expr, point: Values, axis: int, scale: float) -> float:
    """Return a partial derivative.

    Near a corner, which the coarse differences cross, it is found with all their steps.
    """

    def along(t: Values) -> Values:
        at = [np.full(len(t), each) for each in point]
        at[axis] = t
        with np.errstate(all="ignore"):
            return np.asarray(f(*at), dtype=float) * np.ones(len(t))

    x = float(point[axis])
    rough = own_derivatives.slope(along, x, scale, LEVELS)
    if rough.uncertainty <= SURE * abs(rough.value):
        return rough.value
    reach = own_derivatives.FIRST_STEP * scale
    across = along(x + reach * np.array([-1.0, 0.0, 1.0]))
    usual = float(np.abs(np.diff(across)).max()) / reach
    if rough.uncertainty <= SURE * usual:
        return rough.value
    return own_derivatives.slope(along, x, scale).value


def hessian_of(f: Expr, point: Values, scale: float) -> Values:
    """Return the matrix of second derivatives at a point, by differences of gradients."""
    gradient, step = gradient_of(f, scale), 1e-3 * scale
    rows = [
        (gradient(point + step * unit) - gradient(point - step * unit)) / (2 * step)
        for unit in np.eye(len(point))
    ]
    matrix = np.array(rows, dtype=np.float64)
    return np.asarray((matrix + matrix.T) / 2, dtype=np.float64)


def _plain(memory: Memory, slope: Values, count: int) -> tuple[Memory, Values]:
    return memory, slope


def _momentum(memory: Memory, slope: Values, count: int) -> tuple[Memory, Values]:
    velocity = AVERAGE * memory[0] + slope
    return (velocity,), velocity


def _nesterov(memory: Memory, slope: Values, count: int) -> tuple[Memory, Values]:
    velocity = AVERAGE * memory[0] + slope
    return (velocity,), slope + AVERAGE * velocity


def _adagrad(memory: Memory, slope: Values, count: int) -> tuple[Memory, Values]:
    total = memory[0] + slope**2
    return (total,), slope / (np.sqrt(total) + EPSILON**1.25)


def _rmsprop(memory: Memory, slope: Values, count: int) -> tuple[Memory, Values]:
    average = RMS_AVERAGE * memory[0] + (1 - RMS_AVERAGE) * slope**2
    return (average,), slope / (np.sqrt(average) + EPSILON)


def _adam(memory: Memory, slope: Values, count: int) -> tuple[Memory, Values]:
    first = AVERAGE * memory[0] + (1 - AVERAGE) * slope
    second = SQUARE * memory[1] + (1 - SQUARE) * slope**2
    spread = np.sqrt(second / (1 - SQUARE**count))
    return (first, second), first / (1 - AVERAGE**count) / (spread + EPSILON)


METHODS: Mapping[str, Method] = MappingProxyType(
    {
        "gradient descent": _plain,
        "momentum": _momentum,
        "Nesterov": _nesterov,
        "AdaGrad": _adagrad,
        "RMSProp": _rmsprop,
        "Adam": _adam,
        "Newton": _plain,
    }
)
"""The methods by the names under which they race; Newton's goes plainly along slopes over curvatures."""


def newton_steps(f: Expr, scale: float) -> Gradient:
    """Return the field of slopes over the matrix of curvatures, no numbers where it has no inverse."""
    gradient = gradient_of(f, scale)

    def divided(point: Values) -> Values:
        try:
            found = np.linalg.solve(hessian_of(f, point, scale), gradient(point))
        except np.linalg.LinAlgError:
            found = np.full(len(point), np.nan)
        return np.asarray(found, dtype=np.float64)

    return divided


@lru_cache(maxsize=64)
def run(
    f: Expr, start: tuple[float, ...], method: str, rate: float, shown: int, scale: float, more: int
) -> Run:
    """Return a run of `shown` steps and `more` beyond them."""
    field = newton_steps(f, scale) if method == "Newton" else gradient_of(f, scale)
    point, points = np.array(start), [np.array(start)]
    memory, broke = (np.zeros_like(point), np.zeros_like(point)), False
    with np.errstate(all="ignore"):
        for count in range(1, shown + more + 1):
            memory, direction = METHODS[method](memory, field(point), count)
            point = point - rate * direction
            if not np.isfinite(point).all() or not np.isfinite(value_of(f, point)):
                broke = True
                break
            points.append(point)
            if np.abs(point - points[0]).max() > FAR * scale:
                break
            if _stands(points, scale):
                points += [point] * (shown + more + 1 - len(points))
                break
        rows = np.array(points)
        values = np.asarray(f(*rows.T), dtype=float) * np.ones(len(rows))
    return Run(rows, values, shown, broke)


def _stands(points: Sequence[Values], scale: float) -> bool:
    """Return whether a run stands still."""
    late = np.array(points[-ALIKE - 1 :])
    return len(late) > ALIKE and bool((np.abs(np.diff(late, axis=0)) <= STILL * scale).all())


def _downhill(
    f: Expr, gradient: Gradient, point: Values, rate: float | None, scale: float
) -> tuple[Values, float | None]:
    """Return the point after steps against the gradient, each halved until it leads down, and the rate."""
    value = value_of(f, point)
    for _ in range(STEPS_OF_A_ROUND):
        here = gradient(point)
        size = float(np.linalg.norm(here))
        if size == 0 or not np.isfinite(size):
            break
        rate = 1e-2 * scale / size if rate is None else min(2 * rate, 0.25 * scale / size)
        while rate * size > 1e-13 * scale:
            there = point - rate * here
            lower = value_of(f, there)
            if lower <= value - 0.25 * rate * size**2:
                point, value = there, lower
                break
            rate /= 2
        else:
            break
    return point, rate


def _polished(f: Expr, gradient: Gradient, point: Values, scale: float) -> Values:
    """Return the point after steps of Newton's method, as long as they are short and lead downhill."""
    for _ in range(8):
        bends = hessian_of(f, point, scale)
        if not np.isfinite(bends).all() or np.linalg.eigvalsh(bends)[0] <= 0:
            break
        move = np.linalg.solve(bends, gradient(point))
        if np.linalg.norm(move) > 0.05 * scale or not value_of(f, point - move) <= value_of(f, point):
            break
        point = point - move
    return point


@lru_cache(maxsize=64)
def bottom_below(f: Expr, start: tuple[float, ...], scale: float) -> tuple[float, ...] | None:
    """Return the bottom that water from the start would reach: short steps downhill, then longer ones.

    The steps of a gradient descent are halved until each goes down, and doubled where they do; None if they
    come to no rest.
    """
    gradient, point, rate = gradient_of(f, scale), np.array(start), None
    for _ in range(ROUNDS):
        before = point
        point, rate = _downhill(f, gradient, point, rate, scale)
        if not np.isfinite(gradient(point)).all() or np.abs(point - np.array(start)).max() > 1e4 * scale:
            return None
        point = _polished(f, gradient, point, scale)
        if np.linalg.norm(point - before) <= 1e-9 * scale:
            break
    else:
        return None
    if len(point) == 1:
        around = [value_of(f, point + side * 1e-3 * scale) for side in (-1, 1)]
        return None if min(around) < value_of(f, point) else tuple(point.tolist())
    bends = np.linalg.eigvalsh(hessian_of(f, point, scale))
    if not np.isfinite(bends).all() or bends[0] < -1e-6 * np.abs(bends).max():
        return None
    return tuple(point.tolist())


def signs_of_bends(f: Expr, point: Sequence[float], scale: float) -> tuple[int, ...]:
    """Return the signs of the eigenvalues of the second derivatives at a point, in increasing order."""
    bends = np.linalg.eigvalsh(hessian_of(f, np.array(point, dtype=float), scale))
    least = 1e-6 * float(np.abs(bends).max())
    return tuple(0 if abs(each) <= least else 1 if each > 0 else -1 for each in bends.tolist())
