"""A training run of a line on data: its iterations, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import ceil, floor, log10

from hillside.stage.errors import as_refusals
from mathcore import DataSet, History, Linear, Point, Polyline, largest_rate, least_squares, training_loop
from scenes.shared.samples.line_fit import error_at

SHARE = 0.15
"""A rate that is chosen here is about this share of the largest that converges."""
GROWTH = 20.0
"""A run is shown until its error is so many times that of the start; beyond, the data would be a dash."""
SETTLED = 0.02
"""A run has settled when its error is above the lowest one by no more than this share of that,"""
RESIDUE = 1e-6
"""or by no more than this share of the error at the start."""


class Fate(StrEnum):
    """What becomes of a training run in the steps that it has."""

    SETTLES = "settles"
    FALLS = "still falls"
    GROWS = "grows"
    LEAVES = "grows beyond what can be drawn"


@dataclass(frozen=True, kw_only=True)
class Run:
    """A training run.

    Attributes:
        rate: the learning rate.
        history: the states from the start on, as far as they can be drawn.
        fate: what becomes of it.
    """

    rate: float
    history: History
    fate: Fate

    def diverges_by(self, step: float) -> bool:
        """Return whether this is the last step, and the error grows there."""
        return step == self.last and self.fate in (Fate.GROWS, Fate.LEAVES)

    @property
    def last(self) -> int:
        """The number of steps that are shown."""
        return len(self.history.losses) - 1


@dataclass(frozen=True, kw_only=True)
class Iteration:
    """The numbers of one time round the loop.

    Attributes:
        number: how many updates have been made before.
        weight: the weight of the line.
        intercept: its height at x = 0.
        error: the mean squared error.
        weight_derivative: the derivative of the error for the weight.
        intercept_derivative: that for the intercept.
        next_weight: the weight after the update.
        next_intercept: the intercept after the update.
    """

    number: int
    weight: float
    intercept: float
    error: float
    weight_derivative: float
    intercept_derivative: float
    next_weight: float
    next_intercept: float


def training_run(data: DataSet, weight: float, intercept: float, rate: float | None, steps: int) -> Run:
    """Train a line on data from a first weight and intercept; a rate that is not given is chosen."""
    chosen = _round(SHARE * largest_rate(data)) if rate is None else rate
    first = error_at(data, weight, intercept)
    with as_refusals("weight"):
        history = training_loop(Linear(1), data, [weight, intercept], chosen, steps, GROWTH * first)
    return Run(rate=chosen, history=history, fate=_fate(data, history, steps))


def _round(value: float) -> float:
    """Return a number of one digit.

    >>> _round(0.148)
    0.1
    """
    return round(value, -floor(log10(value)))


def _fate(data: DataSet, history: History, steps: int) -> Fate:
    losses = history.losses
    if len(losses) <= steps:
        return Fate.LEAVES
    lowest = error_at(data, *least_squares(data).tolist())
    if losses[-1] - lowest <= max(SETTLED * lowest, RESIDUE * losses[0]):
        return Fate.SETTLES
    return Fate.GROWS if losses[-1] > losses[-2] else Fate.FALLS


def iteration_of(run: Run, number: int) -> Iteration:
    """Return the numbers of one iteration of a run."""
    row, gradient = run.history.points[number], run.history.gradients[number]
    weight, intercept = row.tolist()
    following = (row - run.rate * gradient).tolist()
    return Iteration(
        number=number,
        weight=weight,
        intercept=intercept,
        error=float(run.history.losses[number]),
        weight_derivative=float(gradient[0]),
        intercept_derivative=float(gradient[1]),
        next_weight=following[0],
        next_intercept=following[1],
    )


def number_at(step: float, *, updating: bool) -> int:
    """Return the iteration whose numbers hold at `step`; an update belongs to the iteration that it ends.

    >>> number_at(2.0, updating=False), number_at(2.0, updating=True), number_at(0.0, updating=True)
    (2, 1, 0)
    """
    return ceil(step) - 1 if updating and step > 0 else floor(step)


def state_at(run: Run, step: float) -> tuple[float, float]:
    """Weight and intercept at `step`; between two steps, on the straight way from one to the next."""
    here = floor(step)
    there = min(here + 1, run.last)
    points = run.history.points
    weight, intercept = (points[here] + (step - here) * (points[there] - points[here])).tolist()
    return weight, intercept


def trace_of(run: Run, step: float) -> tuple[Point, Polyline | None]:
    """Return the error at `step`, and the way that it has come since the start, if any.

    The error belongs to whole steps; between two it is on the straight way from one to the next.
    """
    losses = run.history.losses.tolist()
    here = floor(step)
    there = min(here + 1, run.last)
    now = Point(step, losses[here] + (step - here) * (losses[there] - losses[here]))
    past = [Point(float(number), losses[number]) for number in range(ceil(step))]
    return now, Polyline((*past, now)) if past else None
