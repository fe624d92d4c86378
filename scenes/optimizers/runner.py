"""One optimizer in a race: its own path, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import numpy as np

from hillside.stage.errors import as_refusals
from mathcore import Expr, Path, Point, Termination, descend, hessian
from scenes.optimizers.entrants import ENTRANTS, Entrant
from scenes.shared.descents import LARGEST_RATE

NEAR = 0.01
"""Arrived is who keeps less than this share of the error that the start has over the bottom,"""
STILL = 1e-2
"""stopped who stands still elsewhere, on ground less steep than this share of that at the start."""
LEAST_MOVE = 1e-3
"""Who moves less than this share of the way from the start to the bottom stands still."""


class Finish(StrEnum):
    """What becomes of an optimizer in the race."""

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
        name: which one.
        rate: its learning rate; 1 for Newton's method, which takes whole steps.
        stops: its own steps in the plane, the start first.
        errors: the function at each.
        finish: what becomes of it.
        steps: the step of arrival or of leaving the domain; otherwise all the steps taken.
        left: how much of the error of the start over the bottom is left at the end, 1 for all of it.
    """

    name: str
    rate: float
    stops: tuple[Point, ...]
    errors: tuple[float, ...]
    finish: Finish
    steps: int
    left: float

    @property
    def percent(self) -> float:
        """The error that is left, in percent."""
        return 100 * self.left


@lru_cache(maxsize=256)
def run(
    f: Expr, start: tuple[float, float], bottom: Point | None, name: str, rate: float | None, steps: int
) -> Runner:
    """Let one optimizer run from the start, with this rate or with one that suits the ground."""
    entrant = ENTRANTS[name]
    used = 1.0 if name == "Newton" else usual_rate(f, start, bottom, entrant) if rate is None else rate
    with as_refusals("start"):
        path = descend(f, start, entrant.made(used), steps)
    floor = None if bottom is None else float(f(bottom.x, bottom.y))
    way = 1.0 if bottom is None else float(np.hypot(start[0] - bottom.x, start[1] - bottom.y))
    finish, number = _finish(f, name, path, floor, way)
    rise = 1.0 if floor is None else float(path.values[0]) - floor
    return Runner(
        name=name,
        rate=used,
        stops=tuple(Point(*row) for row in path.points.tolist()),
        errors=tuple(path.values.tolist()),
        finish=finish,
        steps=number,
        left=0.0 if floor is None else (float(path.values[-1]) - floor) / rise,
    )


def usual_rate(f: Expr, start: tuple[float, float], bottom: Point | None, entrant: Entrant) -> float:
    """Return a rate that suits the curvature of the ground, or the way to its bottom, to two digits.

    Where there is next to no curvature, as far out on a sigmoid, it is that of ground with a curvature of 1.
    """
    places = [start] if bottom is None else [start, (bottom.x, bottom.y)]
    bends = [float(np.abs(np.linalg.eigvalsh(hessian(f, place))).max()) for place in places]
    way = 1.0 if bottom is None else float(np.hypot(start[0] - bottom.x, start[1] - bottom.y))
    bend = max(bends) if np.isfinite(bends).all() and max(bends) > 1 / LARGEST_RATE else 1.0
    return float(f"{entrant.way * way if entrant.bend is None else entrant.bend / bend:.1e}")


def _finish(f: Expr, name: str, path: Path, floor: float | None, way: float) -> tuple[Finish, int]:
    last = len(path.points) - 1
    if path.outcome.kind is Termination.DIVERGED:
        return (
            Finish.NO_STEP if name == "Newton" and _is_singular(f, path) else Finish.DIVERGES
        ), path.outcome.step
    if path.outcome.kind is Termination.LEFT_THE_DOMAIN:
        return Finish.LEAVES, path.outcome.step
    if floor is not None:
        above = np.flatnonzero(path.values - floor > NEAR * (path.values[0] - floor))
        near = len(above) and above[-1] < last
        if near and path.values[-1] >= floor - NEAR * (path.values[0] - floor):
            return Finish.ARRIVES, int(above[-1]) + 1
    steep = np.linalg.norm(path.gradients, axis=1)
    moved = float(np.linalg.norm(path.points[-1] - path.points[max(last - 1, 0)]))
    if moved <= LEAST_MOVE * way and steep[-1] <= STILL * steep[0]:
        bends = np.linalg.eigvalsh(hessian(f, path.points[-1]))
        if bends[0] >= 0:
            return Finish.ELSEWHERE, last
        return (Finish.SADDLE if bends[-1] > 0 else Finish.HILLTOP), last
    if path.values[-1] > path.values[0]:
        return Finish.ABOVE, last
    if floor is None:
        return Finish.GOES_ON, last
    return (Finish.LOWER if path.values[-1] < floor else Finish.ON_THE_WAY), last


def _is_singular(f: Expr, path: Path) -> bool:
    """Return whether already at the start the matrix of curvatures has no inverse."""
    if len(path.points) > 1:
        return False
    curvatures = hessian(f, path.points[0])
    return not np.isfinite(curvatures).all() or int(np.linalg.matrix_rank(curvatures)) < 2
