"""Learning rates found by trial on a curve: one that crawls, one that arrives, and one that is too large."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import isfinite
from typing import TypeAlias, TypeVar

from hillside.stage.errors import ParamError, as_refusals
from mathcore import (
    Expr,
    GradientDescent,
    Interval,
    Kind,
    Path,
    Point,
    Verdict,
    classify,
    curvature,
    derivative_at,
    descend,
    judge,
    stability_limit,
    tangent,
)
from scenes.shared.descents import LARGEST_RATE, two_digits


@dataclass(frozen=True, kw_only=True)
class Bottom:
    """The minimum below the start, and the limit that it sets for learning rates.

    Attributes:
        x: its position.
        corner: whether the curve has a corner there.
        curvature: the second derivative L there; None if it is not positive, or at a corner.
        limit: 2/L, the largest rate that can converge there; None without a curvature.
    """

    x: float
    corner: bool
    curvature: float | None
    limit: float | None

    @property
    def over(self) -> float:
        """The product of limit and curvature: 2 for gradient descent; 0 if there is no limit."""
        return 0.0 if self.curvature is None or self.limit is None else self.curvature * self.limit


def bottom_at(f: Expr, x: float) -> Bottom:
    """Return the properties of the minimum at `x`.

    >>> from mathcore import parse
    >>> bottom_at(parse("x^2"), 0.0)
    Bottom(x=0.0, corner=False, curvature=2.0, limit=1.0)
    """
    smooth = classify(f, x).kind is Kind.SMOOTH
    largest = curvature(f, x) if smooth else 0.0
    if not (isfinite(largest) and largest > 0 and isfinite(2 / largest)):
        return Bottom(x=x, corner=not smooth, curvature=None, limit=None)
    return Bottom(x=x, corner=False, curvature=largest, limit=stability_limit(GradientDescent(), largest))


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


T = TypeVar("T")
Rule: TypeAlias = Callable[[T], bool]
"""A condition on a descent."""
TOO_LARGE = (Verdict.DIVERGES, Verdict.SWINGS, Verdict.LEAVES)
"""The verdicts on a rate that is too large to settle anywhere."""


@dataclass(frozen=True)
class Candidates:
    """The rates that are tried, in this order: each is a first step, as a share of the way to the minimum.

    On a parabola of curvature L the share is rate times L. The first of each row is taken where none of its
    row does what it should.

    Attributes:
        small: rates that should crawl.
        right: rates that should arrive. Without the further ones the second rate of
            `learning-rate --function "(x^2 - 1)^2" --start 3` does not.
        large: rates at which nothing should settle. Without the further ones the third rate of
            `learning-rate --function "x^4 - 2x^2" --start 1.8` arrives.
        seen: least share of the way that a descent which crawls should have covered, so that it is seen.
        steps: number of steps, as a share of those allowed, after which a good rate should have arrived.
        apart: least distance from the minimum, as a share of that of the start, at the last step of a rate
            that is too large. Without it the third rate of `learning-rate --function "1-cos(x)" --start 2`
            lands on the minimum by chance, and seems to stay.
    """

    small: tuple[float, ...] = (0.05, 0.03, 0.08, 0.02, 0.12, 0.01, 0.2, 0.005, 0.3, 0.002, 0.001)
    right: tuple[float, ...] = (0.6, 0.5, 0.7, 0.4, 0.8, 0.3, 0.9, 0.2, 1.0, 0.15, 0.1, 1.2, 1.5, 0.05)
    large: tuple[float, ...] = (2.2, 2.4, 2.1, 2.7, 3.0, 3.5, 4.0, 5.0, 6.0, 8.0, 10.0, 15.0, 20.0, 40.0)
    seen: float = 0.1
    steps: float = 0.7
    apart: float = 0.2


CANDIDATES = Candidates()


@lru_cache(maxsize=32)
def rates_by_trial(
    f: Expr, start: float, slope: float, distance: float, bottom: Bottom | None, steps: int
) -> tuple[float, float, float]:
    """Return a rate that crawls, one that arrives and one that never settles, rounded to two digits.

    Where there is no such rate, as without a minimum or at a corner, where no fixed rate settles but by
    chance, it is the usual share of the way that decides, and the verdict is what it is.

    Args:
        f: the error.
        start: x where each descent starts.
        slope: the slope there, not 0.
        distance: distance from the start to the minimum, in x.
        bottom: the minimum, or None; its curvature counts where it exceeds slope / distance.
        steps: number of steps of each descent.

    Raises:
        ParamError: if the usual rates would be huge: where the slope is nearly 0, as far out on a sigmoid,
            and no curvature determines a rate, they would hide that a descent cannot move there.
    """
    bend = abs(slope) / distance
    if bottom is not None and bottom.curvature is not None:
        bend = max(bend, bottom.curvature)
    shares = CANDIDATES.small, CANDIDATES.right, CANDIDATES.large
    small, right, large = (two_digits(_checked(row[0] / bend, slope)) for row in shares)
    if bottom is None or bottom.corner:
        return small, right, large

    def chosen(row: tuple[float, ...], may: Rule[Path], rules: tuple[Rule[Trial], ...]) -> float:
        rates = [two_digits(share / bend) for share in row if share / bend <= LARGEST_RATE]
        able = [rate for rate in rates if may(_drawn(f, start, rate, steps))]
        found = (rate for rule in rules for rate in able if rule(try_rate(f, start, rate, steps, bottom.x)))
        return next(found, two_digits(row[0] / bend))

    def may_crawl(path: Path) -> bool:
        return bool(((path.points - bottom.x) * (start - bottom.x) > 0).all())

    def may_arrive(path: Path) -> bool:
        return not _is_apart(float(path.points[-1, 0]), start, bottom.x) and path.beyond is None

    def may_leave(path: Path) -> bool:
        return path.beyond is not None or _is_apart(float(path.points[-1, 0]), start, bottom.x)

    def is_too_large(trial: Trial) -> bool:
        return (bottom.limit is None or trial.rate > bottom.limit) and trial.verdict in TOO_LARGE

    return (
        chosen(CANDIDATES.small, may_crawl, (_crawls_visibly, _crawls)),
        chosen(CANDIDATES.right, may_arrive, (lambda trial: _arrives_in(trial, steps), _arrives)),
        chosen(CANDIDATES.large, may_leave, (is_too_large,)),
    )


def _drawn(f: Expr, start: float, rate: float, steps: int) -> Path:
    """Return the steps that are drawn, before the run is continued for a verdict."""
    with as_refusals("start"):
        return descend(f, start, GradientDescent(rate=rate), steps)


def _checked(rate: float, slope: float) -> float:
    """Return a rate, or raise `ParamError` if it is huge."""
    if rate > LARGEST_RATE:
        raise ParamError(
            "start",
            f"the slope there is {slope:.2g}, so small that no sensible rate moves a descent; "
            "choose a start on steeper ground, or give the rates yourself",
        )
    return rate


def _crawls(trial: Trial) -> bool:
    return trial.verdict is Verdict.CRAWLS


def _crawls_visibly(trial: Trial) -> bool:
    return _crawls(trial) and trial.share >= CANDIDATES.seen


def _arrives(trial: Trial) -> bool:
    return trial.verdict is Verdict.ARRIVES


def _arrives_in(trial: Trial, steps: int) -> bool:
    """Return whether a descent arrives in good time, in more than one step, and without a detour."""
    x = [stop.x for stop in trial.stops]
    straight = all((after - before) * (x[1] - x[0]) >= 0 for before, after in pairwise(x))
    return _arrives(trial) and straight and 1 < trial.steps <= max(CANDIDATES.steps * steps, 2)


def _is_apart(x: float, start: float, bottom: float) -> bool:
    """Return whether x is visibly apart from the minimum."""
    return abs(x - bottom) >= CANDIDATES.apart * abs(start - bottom)
