"""The learning rate of each optimizer, and its momentum, found by trial: those that let it arrive first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import floor, log10

import numpy as np

from mathcore import OPTIMIZERS, AtRates, Expr, Optimizer, Path, Point, descend_all, hessian
from mathcore.descent.judgment import LOW, NEAR
from scenes.shared.descents import LARGEST_RATE, two_digits


@dataclass(frozen=True)
class Candidates:
    """The rates that are tried.

    Attributes:
        over_curvature: rate times the largest curvature; gradient descent needs less than 2.
        with_momentum: the largest of these for a method with momentum, whose velocity adds up to more.
        of_default: least share of the default rate, for methods whose steps are about as long as their rate,
            which are tried at round rates. With more than the default one might arrive in a few steps,
            since it was told the distance.
    """

    over_curvature: tuple[float, ...] = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 1.4, 1.7, 1.9)
    with_momentum: float = 1.0
    of_default: float = 0.04


CANDIDATES = Candidates()


@dataclass(frozen=True)
class Settings:
    """The settings of an optimizer.

    Attributes:
        rate: its learning rate; 1 for a method with whole steps, such as Newton's.
        momentum: its momentum, or None if it has none.
        arrives: whether it arrived with them in the trial.
    """

    rate: float
    momentum: float | None = None
    arrives: bool = False

    def optimizer(self, name: str) -> Optimizer:
        """Return the optimizer of a name with these settings."""
        more = {} if self.momentum is None else {"momentum": self.momentum}
        return OPTIMIZERS[name].optimizer(self.rate, **more)


def given_settings(name: str, rate: float) -> Settings:
    """Return the settings of an optimizer for a given rate, with its most usual momentum."""
    method = OPTIMIZERS[name]
    return Settings(1.0 if method.takes_full_steps else rate, next(iter(method.momenta), None))


@lru_cache(maxsize=256)
def settings_by_trial(
    f: Expr, start: tuple[float, float], bottom: Point | None, name: str, steps: int
) -> tuple[Settings, ...]:
    """Return the settings of an optimizer, those with which it arrives first at the head.

    Of those with which it does not arrive, the ones that end lowest come first. Without a minimum nothing
    arrives, and the rate is that which suits the curvature.

    >>> from mathcore import parse
    >>> settings_by_trial(parse("x^2/100 + y^2", ("x", "y")), (-9.0, 1.45), Point(0.0, 0.0), "Adam", 250)[0]
    Settings(rate=0.2, momentum=None, arrives=True)
    """
    method = OPTIMIZERS[name]
    if method.takes_full_steps or bottom is None:
        return (given_settings(name, usual_rate(f, start, bottom, name)),)
    target, floor = np.array([bottom.x, bottom.y]), float(f(bottom.x, bottom.y))
    found: list[tuple[float, float, Settings]] = []
    for momentum in method.momenta or (None,):
        rates = _rates(f, start, bottom, name)
        every = AtRates(Settings(1.0, momentum).optimizer(name), np.array(rates))
        for rate, path in zip(rates, descend_all(f, [start] * len(rates), every, steps), strict=True):
            step, height = _rank(path, target, floor)
            found.append((step, height, Settings(rate, momentum, arrives=bool(np.isfinite(step)))))
    return tuple(settings for _, _, settings in sorted(found, key=lambda each: each[:2]))


def _rates(f: Expr, start: tuple[float, float], bottom: Point, name: str) -> list[float]:
    """Return the rates that are tried, rounded as one tells them."""
    method = OPTIMIZERS[name]
    if method.rate_over_distance is not None:
        most = method.rate_over_distance * _distance(start, bottom)
        return _round_rates(CANDIDATES.of_default * most, most)
    bend, most = largest_curvature(f, start, bottom), CANDIDATES.with_momentum if method.momenta else np.inf
    return [two_digits(share / bend) for share in CANDIDATES.over_curvature if share <= most]


def _round_rates(low: float, high: float) -> list[float]:
    """Return the numbers 1, 2 and 5 times a power of ten in a range.

    >>> _round_rates(0.03, 0.7)
    [0.05, 0.1, 0.2, 0.5]
    """
    powers = range(floor(log10(low)), floor(log10(high)) + 1)
    rates = [float(f"{factor}e{power}") for power in powers for factor in (1, 2, 5)]
    return [rate for rate in rates if low <= rate <= high]


def _rank(path: Path, bottom: np.ndarray, floor: float) -> tuple[float, float]:
    """Return the step of arrival, infinite without one, and the height at the end of a run."""
    if path.beyond is not None:
        return np.inf, np.inf
    off, heights = np.linalg.norm(path.points - bottom, axis=1), np.abs(path.values - floor)
    away = np.flatnonzero((off > NEAR * off[0]) | (heights > LOW * heights[0]))
    step = int(away[-1]) + 1 if len(away) else 0
    return (float(step) if step < len(off) else np.inf), float(path.values[-1])


def usual_rate(f: Expr, start: tuple[float, float], bottom: Point | None, name: str) -> float:
    """Return a rate that suits the curvature, or the distance to the minimum, rounded to two digits.

    >>> from mathcore import parse
    >>> usual_rate(parse("x^2 + y^2", ("x", "y")), (3.0, 4.0), Point(0.0, 0.0), "Adam")
    0.4
    """
    bend = largest_curvature(f, start, bottom)
    return two_digits(OPTIMIZERS[name].default_rate(bend, _distance(start, bottom)))


def largest_curvature(f: Expr, start: tuple[float, float], bottom: Point | None) -> float:
    """Return the largest curvature at the start and at the minimum.

    Where there is almost none, as far out on a sigmoid, it is 1.
    """
    points = [start] if bottom is None else [start, (bottom.x, bottom.y)]
    bends = [float(np.abs(np.linalg.eigvalsh(hessian(f, point))).max()) for point in points]
    return max(bends) if np.isfinite(bends).all() and max(bends) > 1 / LARGEST_RATE else 1.0


def _distance(start: tuple[float, float], bottom: Point | None) -> float:
    """Return the distance from the start to the minimum, or 1 if there is none."""
    return 1.0 if bottom is None else float(np.hypot(start[0] - bottom.x, start[1] - bottom.y))
