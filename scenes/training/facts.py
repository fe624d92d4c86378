"""The facts of the training of a line: the data, scaled where that helps, and the rounds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import ceil, floor, log10, sqrt

from hillside.stage.errors import as_refusals
from hillside.stage.plane import View
from hillside.stage.sheet import Box
from mathcore import (
    DataSet,
    History,
    Interval,
    Linear,
    Point,
    Polyline,
    largest_rate,
    least_squares,
    training_loop,
)
from scenes.shared.samples.line_fit import LineFit, Views, error_at, fit_view, line_fit


@dataclass(frozen=True, kw_only=True)
class Scaling:
    """The means and standard deviations of x and y, by which data are scaled.

    Attributes:
        x_mean: the mean of x.
        x_spread: the standard deviation of x.
        y_mean: the mean of y.
        y_spread: that of y; 1 if all y are the same.
    """

    x_mean: float
    x_spread: float
    y_mean: float
    y_spread: float

    def scaled(self, data: DataSet) -> DataSet:
        """Return data in units of their standard deviations from their means."""
        return DataSet(
            (data.inputs - self.x_mean) / self.x_spread, (data.targets - self.y_mean) / self.y_spread
        )

    def line(self, weight: float, intercept: float) -> tuple[float, float]:
        """Return weight and intercept in the units of the data of a line on the scaled data.

        (y - m) / s = w (x - l) / r + b gives y = (s w / r) x + (m + s b - s w l / r).

        >>> Scaling(x_mean=10.0, x_spread=2.0, y_mean=1.0, y_spread=4.0).line(1.0, 0.5)
        (2.0, -17.0)
        """
        slope = self.y_spread * weight / self.x_spread
        return slope, self.y_mean + self.y_spread * intercept - slope * self.x_mean


UNSCALED = Scaling(x_mean=0.0, x_spread=1.0, y_mean=0.0, y_spread=1.0)
"""The scaling that leaves data as they are."""


def scaling_of(data: DataSet) -> Scaling:
    """Return the scaling of data to mean 0 and standard deviation 1.

    >>> import numpy as np
    >>> found = scaling_of(DataSet(np.array([[1.0], [3.0]]), np.array([5.0, 5.0])))
    >>> found.x_mean, found.x_spread, found.y_spread
    (2.0, 1.0, 1.0)
    """
    x, y = data.inputs[:, 0], data.targets
    return Scaling(
        x_mean=float(x.mean()),
        x_spread=float(x.std()),
        y_mean=float(y.mean()),
        y_spread=float(y.std()) or 1.0,
    )


RATE_SHARE = 0.15
"""Share of the largest convergent learning rate that is used, approximately, if no rate is given."""
MAX_GROWTH = 20.0
"""Factor on the initial error at which a run is cut off; beyond it the data would be too small to see."""
CONVERGED_EXCESS = 0.02
"""Relative excess over the lowest error below which a run has converged,"""
RESIDUE = 1e-6
"""or excess as a share of the initial error."""
HEADROOM = 1.05
"""Factor on the highest error that gives the upper end of the window."""


STAGE_NUMBERS = (1, 2, 3, 4, 5)
"""The numbers of the stages of the loop."""


class Outcome(StrEnum):
    """The outcome of a training run in its number of steps."""

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
        outcome: its outcome.
        scaling: that of the data on which it is trained.
    """

    rate: float
    history: History
    outcome: Outcome
    scaling: Scaling

    def diverges_by(self, step: float) -> bool:
        """Return whether `step` is the last step of a diverging run."""
        return step == self.last and self.outcome in (Outcome.GROWS, Outcome.LEAVES)

    @property
    def last(self) -> int:
        """The number of steps that are shown."""
        return len(self.history.losses) - 1


@dataclass(frozen=True, kw_only=True)
class Iteration:
    """The numbers of one iteration of the loop.

    Attributes:
        number: number of updates before it.
        weight: the weight of the line.
        intercept: its value at x = 0.
        error: the mean squared error.
        weight_derivative: the partial derivative of the error with respect to the weight.
        intercept_derivative: that with respect to the intercept.
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


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The line at a step, the numbers of its iteration, and the error so far.

    Attributes:
        fit: the line on the data.
        iteration: the numbers of this iteration of the loop.
        now: the point (step, error) of the line.
        trace: the error from the start to `now`; None before the first step.
        rate: the learning rate.
        stage: the present stage of the loop.
        diverging: whether this is the end of a run that diverges.
        miss: the typical miss, the root of the mean squared gap, in the unit of y.
        scaled: whether x and y were scaled for the training.
    """

    fit: LineFit
    iteration: Iteration
    now: Point
    trace: Polyline | None
    rate: float
    stage: str
    diverging: bool
    miss: float
    scaled: bool

    @property
    def stages(self) -> tuple[int, ...]:
        """The numbers of the stages of the loop."""
        return STAGE_NUMBERS


def training_run(
    given: DataSet,
    weight: float,
    intercept: float,
    rate: float | None,
    steps: int,
    scaling: Scaling = UNSCALED,
) -> Run:
    """Return a training run of a line by gradient descent from an initial weight and intercept.

    Args:
        given: the data.
        weight: the initial weight.
        intercept: the initial intercept.
        rate: the learning rate; None to choose one that converges.
        steps: maximum number of steps.
        scaling: that of the data; weight, intercept and rate are those of the scaled ones.

    Raises:
        ParamError: if the error at the start is not finite.
    """
    data = scaling.scaled(given)
    chosen = _one_digit(RATE_SHARE * largest_rate(data)) if rate is None else rate
    first = error_at(data, weight, intercept)
    with as_refusals("weight"):
        history = training_loop(Linear(1), data, [weight, intercept], chosen, steps, MAX_GROWTH * first)
    return Run(rate=chosen, history=history, outcome=_outcome(data, history, steps), scaling=scaling)


def _one_digit(value: float) -> float:
    """Return a positive number rounded to one significant digit.

    >>> _one_digit(0.148)
    0.1
    """
    return round(value, -floor(log10(value)))


def _outcome(data: DataSet, history: History, steps: int) -> Outcome:
    losses = history.losses
    if len(losses) <= steps:
        return Outcome.LEAVES
    lowest = error_at(data, *least_squares(data).tolist())
    if losses[-1] - lowest <= max(CONVERGED_EXCESS * lowest, RESIDUE * losses[0]):
        return Outcome.SETTLES
    return Outcome.GROWS if losses[-1] > losses[-2] else Outcome.FALLS


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


def _iteration_number(step: float, *, updating: bool) -> int:
    """Return the iteration whose numbers are shown at `step`; an update belongs to the one that it ends.

    >>> _iteration_number(2.0, updating=False), _iteration_number(2.0, updating=True)
    (2, 1)
    >>> _iteration_number(0.0, updating=True)
    0
    """
    return ceil(step) - 1 if updating and step > 0 else floor(step)


def _state(run: Run, step: float) -> tuple[float, float]:
    """Return weight and intercept at `step`, interpolated linearly between two iterations."""
    here = floor(step)
    there = min(here + 1, run.last)
    points = run.history.points
    weight, intercept = (points[here] + (step - here) * (points[there] - points[here])).tolist()
    return weight, intercept


def _trace(run: Run, step: float) -> tuple[Point, Polyline | None]:
    """Return the error at `step`, and its curve since the start, if any.

    The error is known at whole steps; between two it is interpolated linearly.
    """
    losses = run.history.losses.tolist()
    here = floor(step)
    there = min(here + 1, run.last)
    now = Point(step, losses[here] + (step - here) * (losses[there] - losses[here]))
    past = [Point(float(number), losses[number]) for number in range(ceil(step))]
    return now, Polyline((*past, now)) if past else None


def facts_at(data: DataSet, run: Run, step: float, stage: str, over: Interval) -> Facts:
    """Return the state of a run after `step` steps.

    Args:
        data: the data.
        run: the run on them.
        step: number of steps taken; at a fraction the line is interpolated.
        stage: the present stage of the loop.
        over: the window of x over which the line is drawn.
    """
    now, trace = _trace(run, step)
    iteration = iteration_of(run, _iteration_number(step, updating=stage == "update"))
    return Facts(
        fit=line_fit(data, *run.scaling.line(*_state(run, step)), over),
        iteration=iteration,
        now=now,
        trace=trace,
        rate=run.rate,
        stage=stage,
        diverging=run.diverges_by(step),
        miss=sqrt(iteration.error) * run.scaling.y_spread,
        scaled=run.scaling != UNSCALED,
    )


def training_views(data: DataSet, run: Run, data_box: Box, error_box: Box) -> Views:
    """Return the views of both graphs: the data with all lines of the run, and the error at all its steps.

    Args:
        data: the data.
        run: the run.
        data_box: the box of the data, in layout pixels.
        error_box: the box of the error, likewise.
    """
    lines = [run.scaling.line(weight, intercept) for weight, intercept in run.history.points.tolist()]
    highest = float(run.history.losses.max()) or 1.0
    return Views(
        data=fit_view(data, lines, data_box.width / data_box.height),
        error=View(
            Interval(0.0, max(run.last, 1)),
            Interval(0.0, HEADROOM * highest),
            error_box.width / error_box.height,
        ),
    )
