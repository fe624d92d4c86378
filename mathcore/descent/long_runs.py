"""What becomes of a descent in the long run: the run is continued until it is decided, or for a bounded time.

The predicates below are the definitions. A run is divided into quarters by its number of steps; D is its
extent, the greatest distance of an iterate from the start.
"""

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

import numpy as np

from mathcore.calculus.gradients import hessian, values_at_points
from mathcore.descent.descent import Path, Termination, descend
from mathcore.descent.grounds import Ground, ground_at, stationary_point
from mathcore.descent.optimizers import Optimizer
from mathcore.functions.kernels import Array
from mathcore.language.expr import Expr

LENGTHS = (128, 512, 2048)
"""Numbers of steps to which a run is continued, one after the other, until it is decided."""
REST = 1e-3
"""A run at rest stays within this share of D of its last iterate in its last quarter."""
CYCLE = 1e-9
"""Relative difference of the lengths of two quarters below which they are equal."""
STEADY = 0.9
"""Minimum ratio of two successive growth rates of a geometric sequence, which are equal but for rounding."""


class Fate(Enum):
    """What becomes of a descent in the long run.

    Example:
        >>> from mathcore import GradientDescent, parse
        >>> long_run(parse("x^2"), 1.0, GradientDescent(rate=1.001)).fate
        <Fate.DIVERGES: 'diverges'>
    """

    LEAVES = "leaves the domain"
    NO_STEP = "has no next step"
    DIVERGES = "diverges"
    SETTLES = "comes to rest"
    SWINGS = "swings without end"
    FALLS = "goes on downhill"
    UNDECIDED = "is still on its way after the longest run"


@dataclass(frozen=True, eq=False)
class LongRun:
    """A descent, continued until it is decided.

    Attributes:
        path: The iterates, from the start on.
        fate: What becomes of it.
        rest: The stationary point at which it comes to rest, or its last iterate if there is none, shape
            (d,).
        ground: The ground there; `Ground.SLOPE` unless the run comes to rest.
    """

    path: Path
    fate: Fate
    rest: Array
    ground: Ground


def long_run(f: Expr, start: float | tuple[float, ...], optimizer: Optimizer, steps: int = 0) -> LongRun:
    """Return a descent continued until it is decided: `steps` steps at least, max(2048, 2 steps) at most.

    A run that has settled on a saddle or a hilltop is continued to the end unless it stands still, since it
    may yet leave it.

    Raises:
        MathError: As `descend`.

    Example:
        >>> from mathcore import GradientDescent, parse
        >>> run = long_run(parse("(x - 3)^2"), 5.0, GradientDescent(rate=0.2))
        >>> run.fate.value, run.rest.round(9).tolist(), run.ground.value
        ('comes to rest', [3.0], 'minimum')
    """
    return _long_run(f, start if isinstance(start, tuple) else (float(start),), optimizer, steps)


@lru_cache(maxsize=256)
def _long_run(f: Expr, start: tuple[float, ...], optimizer: Optimizer, steps: int) -> LongRun:
    lengths = [max(length, steps) for length in LENGTHS[:-1]] + [max(LENGTHS[-1], 2 * steps)]
    path, rest, ground = descend(f, start, optimizer, 0), None, Ground.SLOPE
    for length in lengths:
        path = descend(f, start, optimizer, length)
        ended = path.beyond is not None
        rest = stationary_point(f, path.points[-1], REST * _extent(path)) if settles(f, path) else None
        ground = Ground.SLOPE if rest is None else ground_at(f, rest, REST * (_extent(path) or 1.0))
        safe = ground in (Ground.MINIMUM, Ground.PLATEAU)
        if ended or safe or stands(path) or cycles(path):
            break
    return LongRun(path, _fate(f, path, ground), path.points[-1] if rest is None else rest, ground)


def _fate(f: Expr, path: Path, ground: Ground) -> Fate:
    if leaves(path):
        return Fate.LEAVES
    if has_no_step(f, path):
        return Fate.NO_STEP
    if diverges(f, path):
        return Fate.DIVERGES
    if ground is not Ground.SLOPE:
        return Fate.SETTLES
    if falls(path):
        return Fate.FALLS
    return Fate.SWINGS if swings(path) else Fate.UNDECIDED


def leaves(path: Path) -> bool:
    """Return whether a run ends since its next iterate is a point where the function has no value or slope.

    Example:
        >>> from mathcore import GradientDescent, parse
        >>> leaves(descend(parse("ln x"), 1.0, GradientDescent(rate=0.3), 9))  # 1, 0.7, 0.27, -0.84
        True
    """
    return path.outcome.kind is Termination.LEFT_THE_DOMAIN


def has_no_step(f: Expr, path: Path) -> bool:
    """Return whether a run ends since its next iterate is not finite and the Hessian at its last is singular.

    Such a run of Newton's method has a linear system without a solution.

    Example:
        >>> from mathcore import Newton, parse
        >>> f = parse("x + 2y", ("x", "y"))
        >>> has_no_step(f, descend(f, (0.0, 0.0), Newton(), 5))
        True
    """
    if path.beyond is None or np.isfinite(path.beyond).all():
        return False
    curvatures = hessian(f, path.points[-1])
    return not np.isfinite(curvatures).all() or int(np.linalg.matrix_rank(curvatures)) < len(f.names)


def diverges(f: Expr, path: Path) -> bool:
    """Return whether a run moves beyond every bound, and upward: f ends above its initial value.

    That is so where an iterate is too far away (`DIVERGENCE_FACTOR`), or where in the second half of the run
    every step is longer than the one before, and their lengths grow as a geometric sequence or faster. Steps
    that grow by less and less tend to a cycle and do not diverge. A run that moves beyond every bound
    downward has not diverged: it falls.

    On the parabola L/2 x^2 gradient descent multiplies x by 1 - rate L, and so it diverges if and only if
    rate > 2/L.
    """
    if path.outcome.kind is Termination.DIVERGED and path.beyond is not None:
        return not _ends_below(f, path)
    lengths = _lengths(path)
    later = lengths[len(lengths) // 2 :]
    if len(later) < 4 or not (np.diff(later) > 0).all() or path.values[-1] <= path.values[0]:
        return False
    first, second = _growth(lengths)
    return second > CYCLE and second >= STEADY * first


def _ends_below(f: Expr, path: Path) -> bool:
    """Return whether the iterate that is too far away is below the start."""
    there = np.nan if path.beyond is None else float(values_at_points(f, path.beyond[None])[0])
    return bool((path.values[-1] if np.isnan(there) else there) < path.values[0])


def settles(f: Expr, path: Path) -> bool:
    """Return whether a run comes to rest at a stationary point.

    In its last quarter the run stays within a thousandth of D of its last iterate, and a stationary point is
    as near. A run that crawls, however slowly, through ground without a stationary point does not settle.

    Example:
        >>> from mathcore import GradientDescent, parse
        >>> bowl = parse("x^2")
        >>> [settles(bowl, descend(bowl, 1.0, GradientDescent(rate), 99)) for rate in (0.3, 1e-9, 1.0)]
        [True, False, False]
    """
    if path.beyond is not None:
        return False
    tail = path.points[3 * len(path.points) // 4 :]
    near = REST * _extent(path)
    if float(np.linalg.norm(tail - path.points[-1], axis=1).max()) > near:
        return False
    return stationary_point(f, path.points[-1], near) is not None


def stands(path: Path) -> bool:
    """Return whether the last three iterates of a run are the same, to the last digit.

    Example:
        >>> from mathcore import GradientDescent, parse
        >>> stands(descend(parse("x^2"), 1.0, GradientDescent(rate=0.5), 3))  # 1, 0, 0, 0
        True
    """
    return len(path.points) > 2 and bool((path.points[-3:] == path.points[-1]).all())


def cycles(path: Path) -> bool:
    """Return whether a run repeats its last iterates: after two steps it is where it was, but for rounding.

    Example:
        >>> from mathcore import GradientDescent, parse
        >>> cycles(descend(parse("|x|"), 0.4, GradientDescent(rate=1.0), 9))  # 0.4, -0.6, 0.4, -0.6, ...
        True
    """
    if path.beyond is not None or len(path.points) < 3:
        return False
    size = CYCLE * np.linalg.norm(path.points[-1] - path.points[-2])
    return bool(size > 0 and np.linalg.norm(path.points[-1] - path.points[-3]) <= size * 1e-3)


def falls(path: Path) -> bool:
    """Return whether a run goes on downhill.

    Either it moved beyond every bound without having diverged, or in each quarter after the first it reached
    lower values than in all quarters before, and its last step led down. Steps so short that they are lost to
    rounding count as downhill while the slope is not 0.

    Example:
        >>> from mathcore import GradientDescent, parse
        >>> falls(descend(parse("exp(-x)"), 0.0, GradientDescent(rate=1.0), 99))
        True
    """
    if path.outcome.kind is Termination.DIVERGED and path.beyond is not None:
        return True
    if (path.values == path.values[0]).all() and path.gradients.any(axis=1).all():
        return not swings(path)
    if len(path.values) < 5:
        return bool((np.diff(path.values) < 0).all()) and len(path.values) > 1
    lowest = [float(quarter.min()) for quarter in np.array_split(path.values, 4)]
    return bool((np.diff(lowest) < 0).all() and path.values[-1] < path.values[-2])


def swings(path: Path) -> bool:
    """Return whether a run moves on without end in a bounded region.

    It neither left, diverged, settled nor falls, it comes back: in the second half it ends within half of the
    distance that it covered; and the distances covered in its quarters do not shrink as a geometric sequence
    does, whose steps tend to 0.

    At rate = 2/L gradient descent on the parabola L/2 x^2 swings; below it, however little, it settles.
    """
    lengths = _lengths(path)
    if path.beyond is not None or len(lengths) < 8 or lengths[-1] == 0:
        return False
    half = len(path.points) // 2
    if np.linalg.norm(path.points[-1] - path.points[half]) > lengths[half:].sum() / 2:
        return False
    first, second = _growth(lengths)
    shrinks = bool((np.diff(lengths[len(lengths) // 2 :]) < 0).all())
    return abs(second) <= CYCLE or not (shrinks and second < -CYCLE and second <= STEADY * first)


def _lengths(path: Path) -> Array:
    """Return the length of each step, shape (k,)."""
    return np.linalg.norm(np.diff(path.points, axis=0), axis=1)


def _growth(lengths: Array) -> tuple[float, float]:
    """Return the logarithms by which the distance covered grows from quarter 2 to 3, and from 3 to 4."""
    covered = [float(quarter.sum()) for quarter in np.split(lengths[len(lengths) % 4 :], 4)]
    with np.errstate(divide="ignore"):
        logs = np.log(np.array(covered[1:]))
    first, second = np.diff(np.nan_to_num(logs, neginf=-700.0)).tolist()
    return first, second


def _extent(path: Path) -> float:
    """Return the greatest distance of an iterate from the start."""
    return float(np.linalg.norm(path.points - path.points[0], axis=1).max())
