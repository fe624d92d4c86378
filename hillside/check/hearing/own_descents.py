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
from mathcore.expressions.evaluation import Program

LEVELS = 20
"""The number of steps of the differences in a descent, fewer than where one slope alone is asked for."""
STILL, ALIKE = 1e-15, 8
"""A run stands still after `ALIKE` steps in a row that are shorter than `STILL` times the scale."""
LONG = 400
"""The number of steps that a run is continued beyond those shown, to see what becomes of it."""
ROUNDS, STEPS_OF_A_ROUND = 40, 25
"""The most rounds of the search for a bottom, and the steps against the gradient in each."""
AT_REST = 1e-4
"""A run has come to rest when its last step is shorter than this share of the way to its furthest point."""
SHORT, HALVINGS = 0.05, 12
"""The longest step of Newton's method, as a share of the scale, and how often it is halved to go down."""
WALL = 1e-6
"""A share of the scale over which the ground beside a pole still falls by most of the whole way down."""
FAR = 1e9
"""A run has left for good at this multiple of the scale."""
AVERAGE, SQUARE, EPSILON = 0.9, 0.999, 1e-8
"""The usual decay of averages of gradients and of squares, and the number that keeps a divisor from 0."""
RMS_AVERAGE = 0.9
"""The decay of RMSProp (Tieleman and Hinton 2012)."""

Memory: TypeAlias = tuple[Values, ...]
"""What a method remembers of earlier slopes; 0 at the start."""
Method: TypeAlias = Callable[[Memory, Values, int, float], tuple[Memory, Values]]
"""From the memory, the slopes at a point, the number of the step and the momentum to the new memory and the
direction: the step is minus the rate times the direction."""


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


class Field:
    """The slopes of a function of d variables, by differences of its values in double precision.

    Unlike a call of `Expr` it restores no digits lost to rounding: a descent takes thousands of slopes.
    """

    def __init__(self, f: Expr, scale: float) -> None:
        self.program, self.scale = Program(f.code, (len(f.code) - 1,), f.names), scale

    def values(self, points: Values) -> Values:
        """Return the values at points, shape `(n, d)`; they may be no numbers."""
        (found,) = self.program.at(list(np.ascontiguousarray(points.T)))
        return np.asarray(found, dtype=np.float64) * np.ones(len(points))

    def value(self, point: Values) -> float:
        """Return the value at a point, shape `(d,)`."""
        return float(self.values(point[None])[0])

    def gradient(self, point: Values) -> Values:
        """Return the gradient at a point, shape `(d,)`."""
        steps = own_derivatives.steps_at(point, self.scale, LEVELS)
        moves = (steps[:, :, None] * np.eye(len(point))[:, None]).reshape(-1, len(point))
        values = self.values(np.vstack([point + moves, point - moves, point[None]]))
        above, below = values[: steps.size].reshape(steps.shape), values[steps.size : -1].reshape(steps.shape)
        found = own_derivatives.central(above, below, np.full(len(point), values[-1]), point, steps)
        return np.array([each.value for each in found])

    def hessian(self, point: Values) -> Values:
        """Return the matrix of second derivatives at a point, by differences of gradients."""
        step = 1e-3 * self.scale
        rows = [
            (self.gradient(point + step * unit) - self.gradient(point - step * unit)) / (2 * step)
            for unit in np.eye(len(point))
        ]
        matrix = np.array(rows, dtype=np.float64)
        return np.asarray((matrix + matrix.T) / 2, dtype=np.float64)

    def newton(self, point: Values) -> Values:
        """Return the gradient over the matrix of second derivatives, no numbers where it has no inverse."""
        try:
            found = np.linalg.solve(self.hessian(point), self.gradient(point))
        except np.linalg.LinAlgError:
            found = np.full(len(point), np.nan)
        return np.asarray(found, dtype=np.float64)


def _plain(memory: Memory, slope: Values, count: int, momentum: float) -> tuple[Memory, Values]:
    return memory, slope


def _momentum(memory: Memory, slope: Values, count: int, momentum: float) -> tuple[Memory, Values]:
    velocity = momentum * memory[0] + slope
    return (velocity,), velocity


def _nesterov(memory: Memory, slope: Values, count: int, momentum: float) -> tuple[Memory, Values]:
    velocity = momentum * memory[0] + slope
    return (velocity,), slope + momentum * velocity


def _adagrad(memory: Memory, slope: Values, count: int, momentum: float) -> tuple[Memory, Values]:
    total = memory[0] + slope**2
    return (total,), slope / (np.sqrt(total) + EPSILON**1.25)


def _rmsprop(memory: Memory, slope: Values, count: int, momentum: float) -> tuple[Memory, Values]:
    average = RMS_AVERAGE * memory[0] + (1 - RMS_AVERAGE) * slope**2
    return (average,), slope / (np.sqrt(average) + EPSILON)


def _adam(memory: Memory, slope: Values, count: int, momentum: float) -> tuple[Memory, Values]:
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


@lru_cache(maxsize=64)
def run(
    f: Expr,
    start: tuple[float, ...],
    method: str,
    rate: float,
    shown: int,
    scale: float,
    more: int,
    momentum: float = AVERAGE,
) -> Run:
    """Return a run of `shown` steps and `more` beyond them."""
    field = Field(f, scale)
    slopes = field.newton if method == "Newton" else field.gradient
    point, points = np.array(start), [np.array(start)]
    memory, broke = (np.zeros_like(point), np.zeros_like(point)), False
    with np.errstate(all="ignore"):
        for count in range(1, shown + more + 1):
            memory, direction = METHODS[method](memory, slopes(point), count, momentum)
            point = point - rate * direction
            if not np.isfinite(point).all() or not np.isfinite(field.value(point)):
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


def _downhill(field: Field, point: Values, rate: float | None) -> tuple[Values, float | None]:
    """Return the point after steps against the gradient, each halved until it leads down, and the rate."""
    value = field.value(point)
    for _ in range(STEPS_OF_A_ROUND):
        here = field.gradient(point)
        size = float(np.linalg.norm(here))
        if size == 0 or not np.isfinite(size):
            break
        rate = 1e-2 * field.scale / size if rate is None else min(2 * rate, 0.25 * field.scale / size)
        while rate * size > 1e-13 * field.scale:
            there = point - rate * here
            lower = field.value(there)
            if lower <= value - 0.25 * rate * size**2:
                point, value = there, lower
                break
            rate /= 2
        else:
            break
    return point, rate


def _polished(field: Field, point: Values) -> Values:
    """Return the point after short steps of Newton's method, each downhill, while the ground is convex."""
    for _ in range(STEPS_OF_A_ROUND):
        bends = field.hessian(point)
        if not np.isfinite(bends).all() or np.linalg.eigvalsh(bends)[0] <= 0:
            break
        move = np.linalg.solve(bends, field.gradient(point))
        move *= min(1.0, SHORT * field.scale / max(float(np.linalg.norm(move)), 1e-300))
        value, shares = field.value(point), 0.5 ** np.arange(HALVINGS)
        lower = np.flatnonzero(field.values(point - shares[:, None] * move) < value)
        if not len(lower):
            break
        point = point - shares[lower[0]] * move
    return point


def flat_near(f: Expr, point: Sequence[float], scale: float) -> tuple[float, ...]:
    """Return the flat place close to a point, by steps of Newton's method; the point if there is none."""
    field, start = Field(f, scale), np.array(point, dtype=float)
    at = start
    for _ in range(STEPS_OF_A_ROUND):
        move = field.newton(at)
        if not np.isfinite(move).all() or np.linalg.norm(at - move - start) > SHORT * scale:
            break
        at = at - move
    closer = np.linalg.norm(field.gradient(at)) < np.linalg.norm(field.gradient(start))
    return tuple((at if closer else start).tolist())


@lru_cache(maxsize=64)
def bottom_below(f: Expr, start: tuple[float, ...], scale: float) -> tuple[float, ...] | None:
    """Return the bottom that water from the start would reach: short steps downhill, then longer ones.

    The steps of a gradient descent are halved until each goes down, and doubled where they do; None if they
    come to no rest.
    """
    field = Field(f, scale)
    with np.errstate(all="ignore"):
        point = _at_rest(field, np.array(start))
        if point is None or not _is_bottom(field, point) or _is_a_wall(field, np.array(start), point):
            return None
    return tuple(point.tolist())


def _at_rest(field: Field, start: Values) -> Values | None:
    """Return where steps downhill from a start come to rest, or None."""
    point, rate = start, None
    for _ in range(ROUNDS):
        before = point
        point, rate = _downhill(field, point, rate)
        if np.abs(point - start).max() > 1e4 * field.scale or not np.isfinite(field.gradient(point)).all():
            return None
        point = _polished(field, point)
        # The values of the function show no more than half of the digits of a place.
        if np.linalg.norm(point - before) <= max(1e-9 * field.scale, 4e-8 * _width(field, point)):
            return point
    return None


def _width(field: Field, point: Values) -> float:
    """Return about how wide a valley is: how far its slope grows to what the values there are."""
    bends = np.abs(field.hessian(point)).max()
    return (
        float(np.sqrt(max(abs(field.value(point)), 1e-300) / bends)) if np.isfinite(bends) and bends else 0.0
    )


def _is_a_wall(field: Field, start: Values, point: Values) -> bool:
    """Return whether the last tiny piece of the way down falls by half of the whole, as it does at a pole."""
    way = start - point
    before = point + WALL * field.scale * way / max(float(np.linalg.norm(way)), 1e-300)
    last, whole = (field.value(each) - field.value(point) for each in (before, start))
    return last > 0.5 * whole > 0


def _is_bottom(field: Field, point: Values) -> bool:
    """Return whether the ground around a point of rest is nowhere lower, as far as it can be told."""
    if len(point) == 1:
        around = point + 1e-3 * field.scale * np.array([[-1.0], [1.0]])
        return not field.values(around).min() < field.value(point)
    bends = np.linalg.eigvalsh(field.hessian(point))
    return bool(np.isfinite(bends).all()) and bool(bends[0] >= -1e-6 * np.abs(bends).max())


def signs_of_bends(f: Expr, point: Sequence[float], scale: float) -> tuple[int, ...]:
    """Return the signs of the eigenvalues of the second derivatives at a point, in increasing order."""
    bends = np.linalg.eigvalsh(Field(f, scale).hessian(np.array(point, dtype=float)))
    least = 1e-6 * float(np.abs(bends).max())
    return tuple(0 if abs(each) <= least else 1 if each > 0 else -1 for each in bends.tolist())
