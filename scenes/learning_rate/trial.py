"""A descent on a curve with one learning rate, and the verdict on it."""

from __future__ import annotations

from dataclasses import dataclass

from hillside.stage.errors import ParamError, as_refusals
from mathcore import Expr, GradientDescent, Interval, Point, Verdict, derivative_at, judge, tangent


@dataclass(frozen=True, kw_only=True)
class Trial:
    """A descent and the verdict on it.

    Attributes:
        rate: the learning rate.
        stops: its iterates on the curve, the start first.
        verdict: what becomes of it; `mathcore.Verdict` has the definitions.
        steps: the step of arrival, or of leaving the domain; otherwise the number of steps taken.
        share: share of the distance from start to minimum that is covered at the end, 1 for all of it.
        crosses: whether it crosses the minimum again and again in the long run.
        rest: x where it comes to rest in the long run, if it does.
    """

    rate: float
    stops: tuple[Point, ...]
    verdict: Verdict
    steps: int
    share: float
    crosses: bool
    rest: float

    @property
    def percent(self) -> float:
        """The covered share of the distance, in percent."""
        return 100 * self.share


def starting_slope(f: Expr, start: float) -> float:
    """Return the slope at the start.

    Raises:
        ParamError: if the function has no slope there, or a slope of 0.
    """
    with as_refusals("start"):
        tangent(f, start, Interval(start - max(1.0, abs(start)), start + max(1.0, abs(start))))
        slope = derivative_at(f, start)
    if slope == 0:
        raise ParamError(
            "start", f"the slope at {start:g} is 0, so no rate moves it; choose a start on a slope"
        )
    return slope


def try_rate(f: Expr, start: float, rate: float, steps: int, bottom: float | None) -> Trial:
    """Return a descent with one rate and the verdict on it, relative to the minimum at `bottom`, if any."""
    with as_refusals("start"):
        judged = judge(f, start, GradientDescent(rate=rate), steps, bottom)
    path = judged.path
    return Trial(
        rate=rate,
        stops=tuple(map(Point, path.points[:, 0].tolist(), path.values.tolist())),
        verdict=judged.verdict,
        steps=judged.step,
        share=judged.done,
        crosses=judged.crosses,
        rest=float(judged.rest[0]),
    )
