"""A race of optimizers on one function of two variables: their own paths, and what becomes of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from mathcore import (
    AdaGrad,
    Adam,
    Ending,
    Expr,
    GradientDescent,
    LineSearch,
    MathError,
    Momentum,
    Nesterov,
    Newton,
    Optimizer,
    Path,
    Point,
    RMSProp,
    descend,
    hessian,
)
from stage.errors import ParamError, as_refusals, nearest

Points = NDArray[np.float64]

SEARCH, POLISH = 400, 100
"""Steps of the line search that looks for the bottom, and of Newton's method that settles it."""
NEAR = 0.01
"""Arrived is who keeps less than this share of the error that the start has over the bottom,"""
STILL = 1e-2
"""stopped who stands still elsewhere, on ground less steep than this share of that at the start."""
LEAST_MOVE = 1e-3
"""Who moves less than this share of the way from the start to the bottom stands still."""


@dataclass(frozen=True)
class Entrant:
    """A method that may run.

    Attributes:
        made: makes the optimizer from its rate.
        bend: its rate times the largest curvature, when the rate is not given, or None;
        way: otherwise its rate over the way from the start to the bottom.
    """

    made: Callable[[float], Optimizer]
    bend: float | None = None
    way: float = 0.0


ENTRANTS: Mapping[str, Entrant] = MappingProxyType(
    {
        "gradient descent": Entrant(lambda rate: GradientDescent(rate=rate), bend=1.7),
        "momentum": Entrant(lambda rate: Momentum(rate=rate), bend=0.2),
        "Nesterov": Entrant(lambda rate: Nesterov(rate=rate), bend=0.3),
        "AdaGrad": Entrant(lambda rate: AdaGrad(rate=rate), way=0.25),
        "RMSProp": Entrant(lambda rate: RMSProp(rate=rate, decay=0.9), way=0.03),
        "Adam": Entrant(lambda rate: Adam(rate=rate), way=0.08),
        "Newton": Entrant(lambda rate: Newton()),
    }
)
"""The methods by name; settings besides the rate are those of ``mathcore``, but RMSProp's decay of 0.9."""


class Finish(StrEnum):
    """What becomes of an optimizer in the race."""

    ARRIVES = "arrives"
    ON_THE_WAY = "still on its way"
    SADDLE = "stops at a saddle"
    HILLTOP = "stops on a hilltop"
    ABOVE = "ends above the start"
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


def entrants_of(text: str) -> tuple[str, ...]:
    """The names of the methods in a list such as ``momentum, adam``, in the order of the list.

    >>> entrants_of("Adam, gradient-descent")
    ('Adam', 'gradient descent')

    Raises:
        ParamError: if one is not known or given twice, or there is none.
    """
    known = {name.lower(): name for name in ENTRANTS}
    names: list[str] = []
    for word in text.split(","):
        plain = word.strip().lower().replace("-", " ").replace("_", " ")
        if plain not in known:
            way_out = nearest(plain, known) or f"; choose from {', '.join(ENTRANTS)}"
            raise ParamError("optimizer", f'there is no optimizer "{word.strip()}"{way_out}')
        names.append(known[plain])
    if len(set(names)) < len(names):
        raise ParamError("optimizer", f'"{text}" names one twice; name each once')
    return tuple(names)


@lru_cache(maxsize=64)
def bottom_of(f: Expr, start: tuple[float, float]) -> Point | None:
    """The minimum below the start, by a line search and then Newton's method; None where they find none.

    >>> from mathcore import parse
    >>> bottom_of(parse("(x - 1)^2 + 3y^2", ("x", "y")), (4.0, 2.0))
    Point(x=1.0, y=0.0)

    Raises:
        ParamError: if the function cannot be descended from the start, or is flat there.
    """
    with as_refusals("start"):
        path = descend(f, start, LineSearch(), SEARCH)
    if not path.gradients[0].any():
        raise ParamError("start", "the ground is flat there, so nobody moves; choose a start on a slope")
    way = float(np.hypot(*(path.points[-1] - path.points[0])))
    for candidate in _candidates(f, path.points[-1]):
        if _is_lowest_around(f, candidate, way):
            x, y = map(float, candidate + 0.0)
            return Point(x, y)
    return None


def _candidates(f: Expr, near: Points) -> Iterator[Points]:
    """Where a bottom near a point may be: Newton's method finds a smooth one, few decimals a corner."""
    try:
        settled = descend(f, near, Newton(), POLISH).points[-1]
    except MathError:
        settled = near
    for point in (settled, near):
        # Newton's method is right to the last digits but one; nobody means those.
        yield from (np.round(point, decimals) for decimals in range(10))
        yield point


def _is_lowest_around(f: Expr, point: Points, way: float) -> bool:
    """Whether no point on small rings around it is lower, and some are higher."""
    turns = np.linspace(0.0, 2 * np.pi, 16, endpoint=False)
    ring = np.column_stack([np.cos(turns), np.sin(turns)])
    here = float(f(float(point[0]), float(point[1])))
    for radius in (1e-2 * way, 1e-4 * way):
        around = np.asarray(f(*(point + radius * ring).T), dtype=float)
        if not ((around >= here).all() and (around > here).any()):
            return False
    return True


def raced(
    f: Expr, start: tuple[float, float], optimizers: str, rate: float | None, steps: int
) -> tuple[Point | None, tuple[Runner, ...]]:
    """The bottom below the start, and the run of everybody in a list such as ``momentum, adam``."""
    bottom = bottom_of(f, start)
    return bottom, tuple(run(f, start, bottom, name, rate, steps) for name in entrants_of(optimizers))


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
    """A rate that suits the curvature of the ground, or the way to its bottom, to two digits."""
    places = [start] if bottom is None else [start, (bottom.x, bottom.y)]
    bends = [float(np.abs(np.linalg.eigvalsh(hessian(f, place))).max()) for place in places]
    way = 1.0 if bottom is None else float(np.hypot(start[0] - bottom.x, start[1] - bottom.y))
    bend = max(bends) if np.isfinite(bends).all() and max(bends) > 0 else 1.0
    return float(f"{entrant.way * way if entrant.bend is None else entrant.bend / bend:.1e}")


def _finish(f: Expr, name: str, path: Path, floor: float | None, way: float) -> tuple[Finish, int]:
    last = len(path.points) - 1
    if path.outcome.kind is Ending.DIVERGED:
        return (
            Finish.NO_STEP if name == "Newton" and _is_singular(f, path) else Finish.DIVERGES
        ), path.outcome.step
    if path.outcome.kind is Ending.LEFT_THE_DOMAIN:
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
    return (Finish.GOES_ON if floor is None else Finish.ON_THE_WAY), last


def _is_singular(f: Expr, path: Path) -> bool:
    """Whether already at the start the matrix of curvatures has no inverse."""
    if len(path.points) > 1:
        return False
    curvatures = hessian(f, path.points[0])
    return not np.isfinite(curvatures).all() or int(np.linalg.matrix_rank(curvatures)) < 2
