"""One optimizer in a race: its learning rate, its path, and its verdict."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from hillside.stage.errors import ParamError, as_refusals, suggestion
from mathcore import OPTIMIZERS, Expr, Judgment, Point, Verdict, bottom_of_valley, gradient_at, judge
from scenes.optimizers.runs.best_rates import Settings, given_settings, settings_by_trial

TRIED = 3
"""Number of settings, the best first, that are tried until the run arrives and stays."""
EARLY, REVERSALS = 10, 5
"""A run zigzags if, of its first ten steps, at least five turn back against the one before."""


@dataclass(frozen=True, kw_only=True)
class Runner:
    """One optimizer in the race.

    Attributes:
        name: its row in `mathcore.OPTIMIZERS`.
        rate: its learning rate; 1 for a method with whole steps, such as Newton's.
        momentum: its momentum, or None if it has none.
        stops: its iterates in the plane, the start first.
        errors: the value of the function at each.
        verdict: what becomes of it; `mathcore.Verdict` has the definitions.
        steps: the step of arrival or of leaving the domain; otherwise the number of steps taken.
        left: share of the initial error above the minimum that remains at the end, 1 for all of it.
        rest: where it comes to rest in the long run, if it does.
    """

    name: str
    rate: float
    momentum: float | None
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

    @property
    def arrives(self) -> bool:
        """Whether it arrives at the minimum."""
        return self.verdict is Verdict.ARRIVES

    @property
    def last(self) -> int:
        """The last step shown: that of arrival, or the last one taken."""
        return self.steps if self.arrives else len(self.stops) - 1

    @property
    def zigzags(self) -> bool:
        """Whether most of its first steps turn back against the one before."""
        moves = np.diff(np.array([(stop.x, stop.y) for stop in self.stops[: EARLY + 1]]), axis=0)
        return sum(float(before @ after) < 0 for before, after in pairwise(moves)) >= REVERSALS


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
    """Return the run of one optimizer from the start, with the given rate or one found by trial.

    Args:
        f: the error.
        start: its starting point.
        bottom: the minimum below it, or None.
        name: its row in `mathcore.OPTIMIZERS`.
        rate: the learning rate, unless the method takes whole steps; None to try some.
        steps: maximum number of steps.
    """
    with as_refusals("start"):
        tried = (
            settings_by_trial(f, start, bottom, name, steps)[:TRIED]
            if rate is None
            else (given_settings(name, rate),)
        )
        settings, judged = _first_to_arrive(f, start, bottom, name, tried, steps)
    further = (Point(*row) for row in judged.path.points[1:].tolist())
    return Runner(
        name=name,
        rate=settings.rate,
        momentum=settings.momentum,
        stops=(Point(*start), *further),
        errors=tuple(judged.path.values.tolist()),
        verdict=judged.verdict,
        steps=judged.step,
        left=judged.left,
        rest=Point(*judged.rest.tolist()),
    )


def _first_to_arrive(
    f: Expr,
    start: tuple[float, float],
    bottom: Point | None,
    name: str,
    tried: tuple[Settings, ...],
    steps: int,
) -> tuple[Settings, Judgment]:
    """Return the first settings with which a run arrives and stays in the long run, else the first of all."""
    target = None if bottom is None else (bottom.x, bottom.y)
    first: tuple[Settings, Judgment] | None = None
    for settings in tried:
        judged = judge(f, start, settings.optimizer(name), steps, target)
        first = (settings, judged) if first is None else first
        if judged.verdict is Verdict.ARRIVES:
            return settings, judged
        if not settings.arrives:
            break
    assert first is not None
    return first
