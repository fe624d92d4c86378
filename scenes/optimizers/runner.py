"""One optimizer in a race: its learning rate, its path, and its verdict."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from hillside.stage.errors import ParamError, as_refusals, suggestion
from mathcore import OPTIMIZERS, Expr, Point, Verdict, bottom_of_valley, gradient_at, hessian, judge
from scenes.shared.descents import LARGEST_RATE, two_digits


@dataclass(frozen=True, kw_only=True)
class Runner:
    """One optimizer in the race.

    Attributes:
        name: its row in `mathcore.OPTIMIZERS`.
        rate: its learning rate; 1 for a method with whole steps, such as Newton's.
        stops: its iterates in the plane, the start first.
        errors: the value of the function at each.
        verdict: what becomes of it; `mathcore.Verdict` has the definitions.
        steps: the step of arrival or of leaving the domain; otherwise the number of steps taken.
        left: share of the initial error above the minimum that remains at the end, 1 for all of it.
        rest: where it comes to rest in the long run, if it does.
    """

    name: str
    rate: float
    stops: tuple[Point, ...]
    errors: tuple[float, ...]
    verdict: Verdict
    steps: int
    left: float
    rest: Point

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


def bottom_of(f: Expr, start: tuple[float, float]) -> Point | None:
    """Return the minimum below the start, or None if there is none.

    >>> from mathcore import parse
    >>> bottom_of(parse("(x - 1)^2 + 3y^2", ("x", "y")), (4.0, 2.0))
    Point(x=1.0, y=0.0)

    Raises:
        ParamError: if the function cannot be descended from the start, or is flat there.
    """
    with as_refusals("start"):
        bottom = bottom_of_valley(f, start)
    if not any(gradient_at(f, *start)):
        raise ParamError("start", "the ground is flat there, so nobody moves; choose a start on a slope")
    return None if bottom is None else Point(*bottom)


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
    target = None if bottom is None else (bottom.x, bottom.y)
    with as_refusals("start"):
        judged = judge(f, start, method.optimizer(used), steps, target)
    further = (Point(*row) for row in judged.path.points[1:].tolist())
    return Runner(
        name=name,
        rate=used,
        stops=(Point(*start), *further),
        errors=tuple(judged.path.values.tolist()),
        verdict=judged.verdict,
        steps=judged.step,
        left=judged.left,
        rest=Point(*judged.rest.tolist()),
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
