"""The verdict on a descent: what is true of its first steps, which are shown, and in the long run.

D is the distance from the start to the bottom of its valley, which is found independently of the descent.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

import numpy as np

from mathcore.calculus.gradients import values_at_points
from mathcore.descent.descent import Path
from mathcore.descent.grounds import Ground
from mathcore.descent.long_runs import Fate, LongRun, long_run
from mathcore.descent.optimizers import Optimizer
from mathcore.functions.kernels import Array
from mathcore.language.expr import Expr

NEAR = 0.02
"""A run is at the bottom within this share of D: in a picture of the whole way the marks overlap there."""
LOW = 0.01
"""And at most at this share of the height of the start above the bottom, so not on the wall of a gorge."""
HOLD = 0.1
"""A run that has arrived stays within this share of D: methods of constant step length swing a little."""
LEVEL = 1e-9
"""Two values differ if they do so by more than this share of the height of the start above the bottom."""


class Verdict(Enum):
    """The verdicts, in the order in which they are considered; the value is the definition in short.

    `LEAVES`, `NO_STEP`, `DIVERGES` and `SWINGS` are true in the long run (`mathcore.descent.long_runs`).
    `ARRIVES`, `SADDLE`, `HILLTOP`, `ELSEWHERE` and `PLATEAU` are true of the steps shown and stay so; a run
    is at a point of rest within `NEAR` of the distance of the start from it. The others are true of the steps
    shown.

    Example:
        >>> Verdict.ARRIVES.value
        'is at the bottom, and stays near it'
    """

    FLAT = "does not move, since the ground is flat at the start"
    LEAVES = "leaves the domain"
    NO_STEP = "has no next step"
    DIVERGES = "moves beyond every bound, uphill"
    ARRIVES = "is at the bottom, and stays near it"
    CRAWLS = "never moves away from the bottom, nor beyond it, and has more than half of the way before it"
    NEARS = "the same, with half of the way behind it, or more"
    SADDLE = "comes to rest at a saddle, or on a terrace"
    HILLTOP = "comes to rest on a hilltop"
    ELSEWHERE = "comes to rest at a minimum of another valley"
    SWINGS = "swings without end"
    ABOVE = "ends above the start, and does not diverge"
    PLATEAU = "comes to rest on a plateau"
    GOES_ON = "goes on downhill where no bottom is known"
    BELOW = "ends below the bottom of its valley"
    CLOSES_IN = "crosses the bottom at each step, each time by less"
    UNDER_WAY = "is still under way"


@dataclass(frozen=True, eq=False)
class Judgment:
    """The verdict on a descent.

    Attributes:
        verdict: The verdict.
        step: The step of arrival, or at which the run breaks off, otherwise the number of steps shown.
        path: The steps shown.
        rest: Where the run comes to rest in the long run, or its last iterate, shape (d,).
        done: Share of the way to the bottom that is covered at the end of the steps shown: 1 for all of it,
            negative farther away than the start; 0 without a bottom.
        left: Share of the height of the start above the bottom that is left there: 0 at the bottom, negative
            below it; 1 without a bottom.
        crosses: Whether the run crosses the bottom again and again in the last quarter of the long run.
    """

    verdict: Verdict
    step: int
    path: Path
    rest: Array
    done: float
    left: float
    crosses: bool


@dataclass(frozen=True, eq=False)
class _Run:
    """A descent towards a bottom, with everything that a verdict depends on.

    Attributes:
        f: The function.
        path: The steps shown.
        long: The same run, continued.
        bottom: The bottom of the valley, shape (d,), or `None`.
    """

    f: Expr
    path: Path
    long: LongRun
    bottom: Array | None

    @property
    def floor(self) -> float:
        """The value at the bottom, or minus infinity without one."""
        return -np.inf if self.bottom is None else float(values_at_points(self.f, self.bottom[None])[0])

    @property
    def tolerance(self) -> float:
        """The height within which two values are equal."""
        return LEVEL * abs(float(self.path.values[0]) - self.floor) if self.bottom is not None else 0.0


def judge(
    f: Expr,
    start: float | tuple[float, ...],
    optimizer: Optimizer,
    steps: int,
    bottom: float | tuple[float, ...] | None,
) -> Judgment:
    """Return the verdict on the first `steps` steps of a descent.

    Args:
        f: The function, of d variables.
        start: Its start, d numbers.
        optimizer: The method with its learning rate.
        steps: The number of steps that are shown.
        bottom: The bottom of the valley of the start, d numbers, or `None` if there is none.

    Raises:
        MathError: As `descend`.

    Example:
        >>> from mathcore import GradientDescent, parse
        >>> def verdict(rate):
        ...     return judge(parse("x^2"), 2.0, GradientDescent(rate), 12, 0.0).verdict.name
        >>> [verdict(rate) for rate in (0.01, 0.3, 0.95, 1.0, 1.1)]
        ['CRAWLS', 'ARRIVES', 'CLOSES_IN', 'SWINGS', 'DIVERGES']
    """
    long = long_run(f, start, optimizer, steps)
    shown = _shown(long.path, steps)
    target = None if bottom is None else np.atleast_1d(np.array(bottom, dtype=np.float64))
    run = _Run(f, shown, long, target)
    verdict = next(verdict for verdict, holds in _PREDICATES if holds(run))
    return Judgment(verdict, _step(run, verdict), shown, long.rest, *_shares(run), _keeps_crossing(run))


def _shown(path: Path, steps: int) -> Path:
    """Return the first steps of a path."""
    kept = slice(steps + 1)
    beyond = path.beyond if len(path.points) <= steps else None
    return Path(path.points[kept], path.values[kept], path.gradients[kept], path.outcome, beyond)


def _step(run: _Run, verdict: Verdict) -> int:
    if verdict is Verdict.ARRIVES:
        return arrival(run) or 0
    if verdict in (Verdict.LEAVES, Verdict.NO_STEP):
        return run.long.path.outcome.step
    ended = run.path.beyond is not None
    return run.path.outcome.step if ended else len(run.path.points) - 1


def _shares(run: _Run) -> tuple[float, float]:
    """Return the share of the way that is covered at the end, and the share of the height that is left."""
    if run.bottom is None:
        return 0.0, 1.0
    off, values = np.linalg.norm(_offsets(run), axis=1), run.path.values
    # A start at the bottom has no way to cover.
    done = 1 - float(off[len(values) - 1] / off[0]) if off[0] > 0 else 1.0
    rise = float(values[0]) - run.floor
    return done, float(values[-1] - run.floor) / rise if rise > 0 else 0.0


def _offsets(run: _Run) -> Array:
    """Return the vectors from the target to the iterates of the long run, shape (k, d).

    The target is the bottom, or another point of the same valley floor at which the run comes to rest.
    """
    bottom = run.bottom if run.bottom is not None else run.long.rest
    target = run.long.rest if _is_on_the_floor(run) else bottom
    return run.long.path.points - target


def _is_on_the_floor(run: _Run) -> bool:
    """Return whether the run comes to rest on the flat floor of the bottom: nothing between is higher."""
    if run.bottom is None or run.long.fate is not Fate.SETTLES:
        return False
    between = run.bottom + np.linspace(0.0, 1.0, 33)[:, None] * (run.long.rest - run.bottom)
    values = values_at_points(run.f, between)
    return bool((np.abs(values - run.floor) <= run.tolerance).all())


def arrival(run: _Run) -> int | None:
    """Return the step from which on a run is at the bottom as shown, or `None`.

    It is at the bottom within `NEAR` D, and within `LOW` of the height of the start above the bottom. In the
    long run it stays within `HOLD` D. Where the bottom is a flat floor, each of its points is a bottom.
    """
    if run.bottom is None or run.long.path.beyond is not None:
        return None
    off, shown = np.linalg.norm(_offsets(run), axis=1), len(run.path.points)
    heights = np.abs(run.path.values - run.floor)
    high = heights > max(LOW * float(heights[0]), run.tolerance)
    away = np.flatnonzero((off[:shown] > NEAR * off[0]) | high)
    step = int(away[-1]) + 1 if len(away) else 0
    return step if step < shown and (off[step:] <= HOLD * off[0]).all() else None


def _rests_on(ground: Ground) -> Callable[[_Run], bool]:
    """Return whether a run comes to rest on a kind of ground off the bottom, and is there as shown."""

    def holds(run: _Run) -> bool:
        if run.long.fate is not Fate.SETTLES or run.long.ground is not ground or _rests_at_the_bottom(run):
            return False
        first, last = (float(np.linalg.norm(run.path.points[at] - run.long.rest)) for at in (0, -1))
        return last <= NEAR * first

    return holds


def _rests_at_the_bottom(run: _Run) -> bool:
    if run.bottom is None:
        return False
    off = np.linalg.norm(_offsets(run)[0])
    return bool(np.linalg.norm(run.long.rest - run.bottom) <= NEAR * off) or _is_on_the_floor(run)


def _has(fate: Fate) -> Callable[[_Run], bool]:
    return lambda run: run.long.fate is fate


def _is_flat(run: _Run) -> bool:
    return bool((run.long.path.points == run.long.path.points[0]).all()) and run.long.fate is Fate.SETTLES


def _ends_above(run: _Run) -> bool:
    values = run.path.values
    return bool(values[-1] > values[0] + run.tolerance)


def _ends_below(run: _Run) -> bool:
    return run.bottom is not None and bool(run.path.values[-1] < run.floor - run.tolerance)


def _goes_on(run: _Run) -> bool:
    """Return whether no bottom is known, and the last step shown leads down, to below the start.

    In the long run it goes on so, or comes to rest later than shown.
    """
    values = run.path.values
    if run.bottom is not None or run.long.fate not in (Fate.FALLS, Fate.SETTLES, Fate.UNDECIDED):
        return False
    return len(values) == 1 or bool(values[-1] <= min(values[0], values[-2]))


def _closes_in(run: _Run) -> bool:
    """Return whether each step leads to the other side of the bottom, and is shorter than the one before."""
    off = _offsets(run)[: len(run.path.points)]
    moves = np.linalg.norm(np.diff(off, axis=0), axis=1)
    return len(moves) > 1 and _crosses(off) and bool((np.diff(moves) < 0).all())


def _crosses(off: Array) -> bool:
    """Return whether each step leads to the other side of the target."""
    return all(float(before @ after) < 0 for before, after in pairwise(off))


def _keeps_crossing(run: _Run) -> bool:
    """Return whether at least every fourth step of the last quarter of the long run crosses the bottom."""
    off = _offsets(run)
    later = off[3 * len(off) // 4 :]
    crossings = sum(float(before @ after) < 0 for before, after in pairwise(later))
    return run.bottom is not None and 4 * crossings >= max(len(later) - 1, 1)


def _nears(run: _Run) -> bool:
    """Return whether no step shown leads away from the bottom, or beyond it."""
    if run.bottom is None:
        return False
    off = _offsets(run)[: len(run.path.points)]
    distances = np.linalg.norm(off, axis=1)
    same_side = all(float(before @ after) > 0 for before, after in pairwise(off))
    return len(distances) > 1 and bool((np.diff(distances) <= 0).all()) and same_side


def _crawls(run: _Run) -> bool:
    return _nears(run) and _shares(run)[0] < 0.5


_PREDICATES: tuple[tuple[Verdict, Callable[[_Run], bool]], ...] = (
    (Verdict.FLAT, _is_flat),
    (Verdict.LEAVES, _has(Fate.LEAVES)),
    (Verdict.NO_STEP, _has(Fate.NO_STEP)),
    (Verdict.DIVERGES, _has(Fate.DIVERGES)),
    (Verdict.ARRIVES, lambda run: arrival(run) is not None),
    (Verdict.CRAWLS, _crawls),
    (Verdict.NEARS, _nears),
    (Verdict.SADDLE, _rests_on(Ground.SADDLE)),
    (Verdict.HILLTOP, _rests_on(Ground.HILLTOP)),
    (Verdict.ELSEWHERE, _rests_on(Ground.MINIMUM)),
    (Verdict.SWINGS, _has(Fate.SWINGS)),
    (Verdict.ABOVE, _ends_above),
    (Verdict.PLATEAU, _rests_on(Ground.PLATEAU)),
    (Verdict.GOES_ON, _goes_on),
    (Verdict.BELOW, _ends_below),
    (Verdict.CLOSES_IN, _closes_in),
    (Verdict.UNDER_WAY, lambda run: True),
)
