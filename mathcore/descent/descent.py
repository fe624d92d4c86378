"""Descent: run an optimizer, keep every iterate, and state why the run ended."""

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike

from mathcore.calculus.gradients import hessian_in_doubles, values_and_gradients, values_at_points
from mathcore.descent.optimizers import Local, Optimizer
from mathcore.functions.kernels import Array
from mathcore.language.expr import Expr
from mathcore.math_errors import MathError


class Termination(Enum):
    """The reasons for the end of a descent; the value is the message.

    Example:
        >>> Termination.CONVERGED.value
        'converged'
    """

    CONVERGED = "converged"
    STEP_LIMIT = "step limit"
    DIVERGED = "diverged"
    LEFT_THE_DOMAIN = "left the domain"


@dataclass(frozen=True)
class Outcome:
    """The reason for the end of a descent, and the step.

    Example:
        >>> str(Outcome(Termination.DIVERGED, 7))
        'diverged at step 7'
    """

    kind: Termination
    step: int

    def __str__(self) -> str:
        if self.kind in (Termination.DIVERGED, Termination.LEFT_THE_DOMAIN):
            return f"{self.kind.value} at step {self.step}"
        return self.kind.value


@dataclass(frozen=True, eq=False)
class Path:
    """The iterates of one descent; only finite ones are kept.

    Attributes:
        points: The iterates, the start first, shape (k + 1, d).
        values: The values of the function, shape (k + 1,).
        gradients: The gradients of the function, shape (k + 1, d).
        outcome: How the run ended; `str(outcome)` is the message.
        beyond: The next iterate of a run that ended early, shape (d,): too far away, outside the domain, or
            not finite; `None` for a run that took all its steps.

    Example:
        >>> from mathcore import GradientDescent, descend, parse
        >>> path = descend(parse("x^2"), 1.0, GradientDescent(rate=0.25), 1)
        >>> path.values, path.gradients.ravel()
        (array([1.  , 0.25]), array([2., 1.]))
    """

    points: Array
    values: Array
    gradients: Array
    outcome: Outcome
    beyond: Array | None = None

    def at(self, step: float) -> Array:
        """Return the position at a possibly fractional step by linear interpolation, shape (d,).

        Raises:
            MathError: If the step is outside the path.

        Example:
            >>> from mathcore import GradientDescent, descend, parse
            >>> descend(parse("x^2"), 1.0, GradientDescent(rate=0.25), 2).at(0.5)
            array([0.75])
        """
        last = len(self.points) - 1
        if not 0 <= step <= last:
            raise MathError(f"step {step:g} is outside the path; choose 0 to {last}")
        before = min(int(step), max(last - 1, 0))
        share = step - before
        return (1 - share) * self.points[before] + share * self.points[min(before + 1, last)]


CONVERGENCE_TOLERANCE = 1e-8
"""Largest component of the last gradient, and of the last step relative to 1 + |p|, of a converged run."""
DIVERGENCE_FACTOR = 1e8
"""A run has diverged where a coordinate exceeds this times 1 + the largest coordinate of its start."""


def descend(f: Expr, start: ArrayLike, optimizer: Optimizer, steps: int) -> Path:
    """Minimize f from `start` and return every iterate.

    The run takes all its steps, also after it has converged, so that runs can be compared. It ends early if
    the next point is too far away or not finite (diverged), or f is undefined there (left the domain). A run
    whose value, slope and step length have all grown has diverged too, at the first step from which on f
    exceeds its initial value.

    Args:
        f: The function, of d variables.
        start: A number if d = 1, or shape (d,).
        optimizer: Such as `GradientDescent(rate=0.1)`.
        steps: The number of steps, 0 to 100,000.

    Raises:
        MathError: If the start has the wrong shape, f is undefined there, or `steps` is out of range.

    Example:
        >>> from mathcore import GradientDescent, parse
        >>> path = descend(parse("x^2"), 2.0, GradientDescent(rate=0.25), 3)
        >>> path.points.ravel()
        array([2.  , 1.  , 0.5 , 0.25])
        >>> str(path.outcome)
        'step limit'
    """
    first = np.atleast_1d(np.asarray(start, dtype=np.float64))
    if first.shape != (len(f.names),):
        raise MathError(
            f"the start has shape {first.shape}; a function of {', '.join(f.names)} starts at "
            f"{len(f.names)} numbers"
        )
    return _descend(f, tuple(first.tolist()), optimizer, steps)


@lru_cache(maxsize=128)
def _descend(f: Expr, start: tuple[float, ...], optimizer: Optimizer, steps: int) -> Path:
    return descend_all(f, [start], optimizer, steps)[0]


def descend_all(f: Expr, starts: ArrayLike, optimizer: Optimizer, steps: int) -> tuple[Path, ...]:
    """Minimize f from n starts at once, shape (n, d), and return one `Path` for each; see `descend`.

    Raises:
        MathError: If the shape is wrong, f is undefined at a start, or `steps` is out of range.

    Example:
        >>> from mathcore import GradientDescent, parse
        >>> paths = descend_all(parse("x^2"), [[1.0], [-2.0]], GradientDescent(rate=0.25), 1)
        >>> [path.points[-1, 0].item() for path in paths]
        [0.5, -1.0]
    """
    points = np.array(starts, dtype=np.float64)
    d = len(f.names)
    if points.ndim != 2 or points.shape[1] != d or len(points) == 0:
        raise MathError(f"the starts have shape {points.shape}; they must be (n, {d})")
    if steps not in range(100_001):
        raise MathError(f"steps = {steps} must be a whole number from 0 to 100000")
    here = local(f, points)
    for point, value, slope in zip(points, here.values, here.gradients, strict=True):
        if not (np.isfinite(value) and np.isfinite(slope).all()):
            place = ", ".join(f"{x:g}" for x in point)
            raise MathError(
                f"the function cannot be descended from {place}; it is undefined or too large there"
            )
    return _iterated(f, here, optimizer, steps)


def _iterated(f: Expr, here: Local, optimizer: Optimizer, steps: int) -> tuple[Path, ...]:
    state = optimizer.start(here.points)
    visited = [here]
    ended: list[Outcome | None] = [None] * len(here.points)
    reach = DIVERGENCE_FACTOR * (1 + np.abs(here.points).max(axis=1))
    for step in range(1, steps + 1):
        with np.errstate(all="ignore"):
            move, state = optimizer.step(here, state)
            points = here.points + move
        here = local(f, points)
        _record_ended(here, step, reach, ended)
        visited.append(here)
        if None not in ended:
            break
    points = np.stack([here.points for here in visited])
    values = np.stack([here.values for here in visited])
    gradients = np.stack([here.gradients for here in visited])
    return tuple(
        _path(points[:, row], values[:, row], gradients[:, row], outcome) for row, outcome in enumerate(ended)
    )


def _record_ended(here: Local, step: int, reach: Array, ended: list[Outcome | None]) -> None:
    """Record the outcome of the runs that end with this step."""
    far = ~(np.abs(here.points).max(axis=1) <= reach) | np.isinf(here.values)
    undefined = np.isnan(here.values) | ~np.isfinite(here.gradients).all(axis=1)
    for row in np.flatnonzero(far | undefined):
        if ended[row] is None:
            ended[row] = Outcome(Termination.DIVERGED if far[row] else Termination.LEFT_THE_DOMAIN, step)


def _path(points: Array, values: Array, gradients: Array, outcome: Outcome | None) -> Path:
    kept = slice(None if outcome is None else outcome.step)
    beyond = None if outcome is None else _frozen(points[outcome.step])
    points, values, gradients = map(_frozen, (points[kept], values[kept], gradients[kept]))
    return Path(points, values, gradients, outcome or _outcome(points, values, gradients), beyond)


def _frozen(array: Array) -> Array:
    """Return a copy of an array that cannot be written to."""
    copy = array.copy()
    copy.setflags(write=False)
    return copy


def _outcome(points: Array, values: Array, gradients: Array) -> Outcome:
    """Return the outcome of a run that took all its steps."""
    last = len(points) - 1
    slopes = np.abs(gradients).max(axis=1)
    moves = np.abs(np.diff(points, axis=0)).max(axis=1)
    if slopes[-1] <= CONVERGENCE_TOLERANCE and (
        last == 0 or moves[-1] <= CONVERGENCE_TOLERANCE * (1 + np.abs(points[-1]).max())
    ):
        return Outcome(Termination.CONVERGED, last)
    if last > 1 and values[-1] > values[0] and slopes[-1] > slopes[0] and moves[-1] > moves[0]:
        below = np.flatnonzero(values <= values[0])
        return Outcome(Termination.DIVERGED, int(below[-1]) + 1)
    return Outcome(Termination.STEP_LIMIT, last)


def local(f: Expr, points: Array) -> Local:
    """Return the values and derivatives of f at points of shape (n, d)."""
    values, slopes = values_and_gradients(f, points)
    return Local(
        points=points,
        values=values,
        gradients=slopes,
        hessians=lambda: hessian_in_doubles(f, points),
        values_at=lambda others: values_at_points(f, others),
    )
