"""A descent on a curve with one learning rate, and its outcome."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import numpy as np

from hillside.stage.errors import ParamError, as_refusals
from mathcore import (
    Expr,
    FeatureKind,
    GradientDescent,
    Interval,
    Path,
    Point,
    Termination,
    critical_points,
    derivative,
    descend,
    tangent,
)

DISTANCES = np.geomspace(1e-6, 1e6, 481)
"""Distances downhill from the start at which the sign of the slope is sampled, in x, increasing."""
MOST_SIGN_CHANGES = 6
"""Maximum number of sign changes of the slope that are examined: the first may be a pole, not a minimum."""


@dataclass(frozen=True)
class Thresholds:
    """Dimensionless thresholds for having arrived, being at rest and converging.

    Attributes:
        near: distance from the minimum at arrival, as a share of that of the start.
        still: maximum length of the last step at rest, as a share of the same distance,
        flatter: and the minimum factor by which the slope there is smaller than at the start.
        closing: ratio of the last hop to the hop halfway below which a descent converges.
    """

    near: float = 0.02
    still: float = 1e-3
    flatter: float = 100.0
    closing: float = 0.9


THRESHOLDS = Thresholds()


class Verdict(StrEnum):
    """The outcome of a descent in its number of steps."""

    ARRIVES = "arrives"
    CRAWLS = "has less than half of the way behind it"
    ON_THE_WAY = "has half of the way behind it, or more"
    CLOSES_IN = "hops across the bottom, each time less"
    NEVER_SETTLES = "hops across the bottom without end"
    SETTLES_ELSEWHERE = "comes to rest elsewhere"
    DIVERGES = "diverges"
    LEAVES = "leaves the domain"
    GOES_ON = "goes on downhill where there is no bottom"


@dataclass(frozen=True, kw_only=True)
class Trial:
    """A descent and its outcome.

    Attributes:
        rate: the learning rate.
        stops: its iterates on the curve, the start first.
        verdict: its outcome.
        steps: the step of arrival, or of leaving the domain; otherwise the number of steps taken.
        share: share of the distance from start to minimum that is covered at the end, 1 for all of it.
    """

    rate: float
    stops: tuple[Point, ...]
    verdict: Verdict
    steps: int
    share: float

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
        slope = float(derivative(f, start))
    if slope == 0:
        raise ParamError(
            "start", f"the slope at {start:g} is 0, so no rate moves it; choose a start on a slope"
        )
    return slope


@lru_cache(maxsize=8)
def bottom_below(f: Expr, start: float, slope: float) -> float | None:
    """Return the nearest x downhill of the start where `f` has a minimum or a flat floor, or None.

    >>> from mathcore import parse
    >>> bottom_below(parse("x^2"), 2.0, slope=4.0), bottom_below(parse("1/x"), 1.0, slope=-1.0)
    (0.0, None)
    >>> bottom_below(parse("x^2"), 1.0, slope=2.0)  # where a sample is
    0.0
    """
    for end in _sign_changes(f, start, slope):
        found = [
            feature.x if feature.over is None else (feature.over.high if slope > 0 else feature.over.low)
            for feature in critical_points(f, (min(start, end), max(start, end)))
            if feature.kind in (FeatureKind.MINIMUM, FeatureKind.PLATEAU)
        ]
        if found:
            return min(found, key=lambda x: abs(x - start))
    return None


def _sign_changes(f: Expr, start: float, slope: float) -> list[float]:
    """Return samples downhill of the start just past each sign change of the slope, the nearest first.

    Each is one sample further than necessary, since the slope may be 0 at the first.
    """
    x = start - np.sign(slope) * DISTANCES
    same = np.sign(np.asarray(derivative(f, x), dtype=float)) == np.sign(slope)
    before = np.concatenate([[True], same[:-1]])
    beyond = np.append(x[1:], x[-1])
    return beyond[before & ~same][:MOST_SIGN_CHANGES].tolist()


def try_rate(f: Expr, start: float, rate: float, steps: int, bottom: float | None) -> Trial:
    """Return a descent with one rate and its outcome, relative to the minimum at x = `bottom`, if any."""
    with as_refusals("start"):
        path = descend(f, start, GradientDescent(rate=rate), steps)
    verdict, number = (
        _outcome_without_bottom(path) if bottom is None else _outcome_towards(path, bottom, float(f(bottom)))
    )
    stops = tuple(map(Point, path.points[:, 0].tolist(), path.values.tolist()))
    share = 0.0 if bottom is None else (start - stops[-1].x) / (start - bottom)
    return Trial(rate=rate, stops=stops, verdict=verdict, steps=number, share=share)


def _outcome_towards(path: Path, bottom: float, floor: float) -> tuple[Verdict, int]:
    """Return the outcome of a descent towards a minimum of value `floor`, and its step."""
    last = len(path.points) - 1
    lost = _divergence(path)
    if lost is not None:
        return lost
    # On a flat floor, every point is a minimum.
    off = np.where((path.gradients[:, 0] == 0) & (path.values <= floor), 0.0, path.points[:, 0] - bottom)
    distance = abs(float(off[0]))
    far = np.flatnonzero(np.abs(off) > THRESHOLDS.near * distance)
    if far[-1] < last:
        return Verdict.ARRIVES, int(far[-1]) + 1
    moves, slopes = np.abs(np.diff(path.points[:, 0])), np.abs(path.gradients[:, 0])
    if moves[-1] <= THRESHOLDS.still * distance and slopes[-1] <= slopes[0] / THRESHOLDS.flatter:
        return Verdict.SETTLES_ELSEWHERE, last
    if (off * off[0] > 0).all():
        return (Verdict.CRAWLS if abs(off[-1]) > distance / 2 else Verdict.ON_THE_WAY), last
    closing = moves[-1] < THRESHOLDS.closing * moves[len(moves) // 2]
    return (Verdict.CLOSES_IN if closing else Verdict.NEVER_SETTLES), last


def _outcome_without_bottom(path: Path) -> tuple[Verdict, int]:
    lost = _divergence(path)
    return (Verdict.GOES_ON, len(path.points) - 1) if lost is None else lost


def _divergence(path: Path) -> tuple[Verdict, int] | None:
    """Return the outcome and its step if a descent diverges or leaves the domain, else None.

    A descent whose hops grow, but by less each time, tends to a cycle and does not diverge.
    """
    if path.outcome.kind is Termination.LEFT_THE_DOMAIN:
        return Verdict.LEAVES, path.outcome.step
    growth = np.diff(np.abs(np.diff(path.points[:, 0])))
    cut_short = len(path.points) <= path.outcome.step
    if path.outcome.kind is Termination.DIVERGED and (
        cut_short or len(growth) < 2 or growth[-1] >= growth[0]
    ):
        return Verdict.DIVERGES, path.outcome.step
    return None
