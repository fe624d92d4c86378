"""One optimizer in a race: its learning rate, its path, and its verdict."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import numpy as np

from hillside.stage.errors import ParamError, as_refusals, suggestion
from mathcore import OPTIMIZERS, Expr, Path, Point, Termination, descend, hessian
from scenes.shared.descents import LARGEST_RATE, two_digits


@dataclass(frozen=True)
class Thresholds:
    """Dimensionless thresholds for having arrived and for standing still.

    Attributes:
        near: remaining error at arrival, as a share of that of the start above the minimum.
        still: maximum length of the last step at rest, as a share of the distance from start to minimum,
        flat: and the maximum slope there, as a share of that at the start.
    """

    near: float = 0.01
    still: float = 1e-3
    flat: float = 1e-2


THRESHOLDS = Thresholds()


class Verdict(StrEnum):
    """The outcome of an optimizer in the race."""

    ARRIVES = "arrives"
    ON_THE_WAY = "still on its way"
    SADDLE = "stops at a saddle"
    HILLTOP = "stops on a hilltop"
    ABOVE = "ends above the start"
    LOWER = "ends on lower ground than the bottom below the start"
    ELSEWHERE = "stops elsewhere on flat ground"
    DIVERGES = "diverges"
    LEAVES = "leaves the domain"
    NO_STEP = "finds no step, since its matrix of curvatures has no inverse"
    GOES_ON = "goes on downhill where there is no bottom"


@dataclass(frozen=True, kw_only=True)
class Runner:
    """One optimizer in the race.

    Attributes:
        name: its row in `mathcore.OPTIMIZERS`.
        rate: its learning rate; 1 for a method with whole steps, such as Newton's.
        stops: its iterates in the plane, the start first.
        errors: the value of the function at each.
        verdict: its outcome.
        steps: the step of arrival or of leaving the domain; otherwise the number of steps taken.
        left: share of the initial error above the minimum that remains at the end, 1 for all of it.
    """

    name: str
    rate: float
    stops: tuple[Point, ...]
    errors: tuple[float, ...]
    verdict: Verdict
    steps: int
    left: float

    @property
    def percent(self) -> float:
        """The remaining error, in percent."""
        return 100 * self.left


def optimizer_names(text: str) -> tuple[str, ...]:
    """Return the names of the optimizers in a list such as `momentum, adam`, in the given order.

    >>> optimizer_names("Adam, gradient-descent")
    ('Adam', 'gradient descent')

    Raises:
        ParamError: if a name is unknown or given twice, or there is none.
    """
    known = {name.lower(): name for name in OPTIMIZERS}
    names: list[str] = []
    for word in text.split(","):
        plain = word.strip().lower().replace("-", " ").replace("_", " ")
        if plain not in known:
            way_out = suggestion(plain, known) or f"; choose from {', '.join(OPTIMIZERS)}"
            raise ParamError("optimizer", f'there is no optimizer "{word.strip()}"{way_out}')
        names.append(known[plain])
    if len(set(names)) < len(names):
        raise ParamError("optimizer", f'"{text}" names one twice; name each once')
    return tuple(names)


@lru_cache(maxsize=256)
def run(
    f: Expr, start: tuple[float, float], bottom: Point | None, name: str, rate: float | None, steps: int
) -> Runner:
    """Return the run of one optimizer from the start, with the given rate or a chosen one.

    Args:
        f: the error.
        start: its starting point.
        bottom: the minimum below it, or None.
        name: its row in `mathcore.OPTIMIZERS`.
        rate: the learning rate, unless the method takes whole steps; None to choose one.
        steps: maximum number of steps.
    """
    method = OPTIMIZERS[name]
    used = 1.0 if method.takes_full_steps else usual_rate(f, start, bottom, name) if rate is None else rate
    with as_refusals("start"):
        path = descend(f, start, method.optimizer(used), steps)
    floor = None if bottom is None else float(f(bottom.x, bottom.y))
    verdict, number = _verdict(f, path, floor, _distance(start, bottom), method.takes_full_steps)
    rise = 1.0 if floor is None else float(path.values[0]) - floor
    return Runner(
        name=name,
        rate=used,
        stops=tuple(Point(*row) for row in path.points.tolist()),
        errors=tuple(path.values.tolist()),
        verdict=verdict,
        steps=number,
        left=0.0 if floor is None else (float(path.values[-1]) - floor) / rise,
    )


def usual_rate(f: Expr, start: tuple[float, float], bottom: Point | None, name: str) -> float:
    """Return a rate that suits the curvature, or the distance to the minimum, rounded to two digits.

    Where there is almost no curvature, as far out on a sigmoid, it is the rate for a curvature of 1.

    >>> from mathcore import parse
    >>> usual_rate(parse("x^2 + y^2", ("x", "y")), (3.0, 4.0), Point(0.0, 0.0), "Adam")
    0.4
    """
    points = [start] if bottom is None else [start, (bottom.x, bottom.y)]
    bends = [float(np.abs(np.linalg.eigvalsh(hessian(f, point))).max()) for point in points]
    bend = max(bends) if np.isfinite(bends).all() and max(bends) > 1 / LARGEST_RATE else 1.0
    return two_digits(OPTIMIZERS[name].default_rate(bend, _distance(start, bottom)))


def _distance(start: tuple[float, float], bottom: Point | None) -> float:
    """Return the distance from the start to the minimum, or 1 if there is none."""
    return 1.0 if bottom is None else float(np.hypot(start[0] - bottom.x, start[1] - bottom.y))


def _verdict(
    f: Expr, path: Path, floor: float | None, distance: float, whole_steps: bool
) -> tuple[Verdict, int]:
    """Return the outcome of a path, and its step.

    Args:
        f: the error.
        path: the path on it.
        floor: the error at the minimum below the start, or None.
        distance: the distance from the start to the minimum.
        whole_steps: whether the method solves a linear system with the Hessian for its step.
    """
    last = len(path.points) - 1
    if path.outcome.kind is Termination.DIVERGED:
        stuck = whole_steps and _is_singular(f, path)
        return (Verdict.NO_STEP if stuck else Verdict.DIVERGES), path.outcome.step
    if path.outcome.kind is Termination.LEFT_THE_DOMAIN:
        return Verdict.LEAVES, path.outcome.step
    if floor is not None:
        near = THRESHOLDS.near * (path.values[0] - floor)
        above = np.flatnonzero(path.values - floor > near)
        if len(above) and above[-1] < last and path.values[-1] >= floor - near:
            return Verdict.ARRIVES, int(above[-1]) + 1
    if _stands_still(path, distance):
        return _flat_ground(f, path), last
    if path.values[-1] > path.values[0]:
        return Verdict.ABOVE, last
    if floor is None:
        return Verdict.GOES_ON, last
    return (Verdict.LOWER if path.values[-1] < floor else Verdict.ON_THE_WAY), last


def _stands_still(path: Path, distance: float) -> bool:
    """Return whether the last step is short, on ground that is nearly flat."""
    steep = np.linalg.norm(path.gradients, axis=1)
    moved = float(np.linalg.norm(path.points[-1] - path.points[max(len(path.points) - 2, 0)]))
    return bool(moved <= THRESHOLDS.still * distance and steep[-1] <= THRESHOLDS.flat * steep[0])


def _flat_ground(f: Expr, path: Path) -> Verdict:
    """Return the kind of flat ground on which a path has come to rest, by the signs of the curvatures."""
    bends = np.linalg.eigvalsh(hessian(f, path.points[-1]))
    if bends[0] >= 0:
        return Verdict.ELSEWHERE
    return Verdict.SADDLE if bends[-1] > 0 else Verdict.HILLTOP


def _is_singular(f: Expr, path: Path) -> bool:
    """Return whether the Hessian is singular already at the start."""
    if len(path.points) > 1:
        return False
    curvatures = hessian(f, path.points[0])
    return not np.isfinite(curvatures).all() or int(np.linalg.matrix_rank(curvatures)) < 2
