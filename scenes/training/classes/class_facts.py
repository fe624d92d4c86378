"""A training run on two classes: a logistic model or a small network, its probabilities and numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import ceil, floor, log10

import numpy as np
from numpy.typing import NDArray

from hillside.stage.errors import as_refusals
from hillside.stage.plane import View
from hillside.stage.sheet import Box
from mathcore import (
    DataSet,
    History,
    Interval,
    Logistic,
    Model,
    Network,
    Point,
    Polyline,
    blobs,
    loss_at,
    moons,
    training_loop,
)
from mathcore.learning.models import count, split
from mathcore.learning.tape import Var
from scenes.shared.samples.line_fit import Views
from scenes.training.facts import STAGE_NUMBERS

Array = NDArray[np.float64]

MOST_GROWTH = 20.0
"""Factor on the initial error at which a run is cut off."""
MARGIN = 0.1
"""Margin of the field beyond the outermost points, as a share of their spread."""
RATE_SHARE = 0.15
"""Share of 2/L, with L the greatest curvature of the error of a logistic model, that is its usual rate."""
NETWORK_RATE = 1.0
"""The usual rate of a network."""


@dataclass(frozen=True, eq=False)
class ClassRun:
    """A training run on two classes.

    Attributes:
        data: the data.
        model: the model.
        rate: the learning rate.
        history: the states from the start on, as far as they can be drawn.
        steps: the number of steps that were asked for.
    """

    data: DataSet
    model: Model
    rate: float
    history: History
    steps: int

    @property
    def last(self) -> int:
        """The number of steps that are shown."""
        return len(self.history.losses) - 1

    @property
    def count(self) -> int:
        """The number of parameters."""
        return count(self.model)

    def grows_by(self, step: float) -> bool:
        """Return whether `step` is the last step of a run whose error grows beyond what can be drawn."""
        return step == self.last and self.last < self.steps

    def row(self, step: float) -> Array:
        """Return the parameters at `step`, interpolated linearly between two iterations, shape `(p,)`."""
        here = floor(step)
        there = min(here + 1, self.last)
        points = self.history.points
        return points[here] + (step - here) * (points[there] - points[here])

    def probability(self, row: Array, inputs: Array) -> Array:
        """Return the probability of class 1 at points of shape `(n, 2)`, shape `(n,)`."""
        scores = self.model.predict([Var(part) for part in split(self.model, row)], inputs).value
        return 1.0 / (1.0 + np.exp(-np.clip(scores, -60.0, 60.0)))


@dataclass(frozen=True, kw_only=True)
class Connection:
    """A weight of the model, as an edge between two neurons.

    Attributes:
        layer: the layer of the neuron that it leaves, 0 for the inputs.
        source: the number of that neuron in its layer.
        target: the number of the neuron that it enters, in the next layer.
        weight: its value.
    """

    layer: int
    source: int
    target: int
    weight: float


@dataclass(frozen=True, kw_only=True)
class ClassIteration:
    """The numbers of one iteration of the loop.

    Attributes:
        number: number of updates before it.
        error: the mean cross-entropy.
        example: the point whose prediction is told: the one that is furthest from its class.
        prediction: the probability of class 1 there.
        truth: its class.
        steepest: the index of the connection with the steepest slope.
        weight: its weight.
        slope: the derivative of the error with respect to it.
        next_weight: the weight after the update.
        next_error: the error after the update.
    """

    number: int
    error: float
    example: Point
    prediction: float
    truth: int
    steepest: int
    weight: float
    slope: float
    next_weight: float
    next_error: float


@dataclass(frozen=True, kw_only=True)
class ClassFacts:
    """The state of a run on two classes at a step.

    Attributes:
        zeros: the points of class 0.
        ones: the points of class 1.
        wrong: the points that are put into the other class.
        right: number of points that are put into their own.
        connections: the weights.
        sizes: number of neurons in each layer.
        parameters: all parameters, weights and biases.
        iteration: the numbers of this iteration.
        now: the point (step, error).
        trace: the error since the start; None before the first step.
        future: the error of the steps to come; None at the end.
        rate: the learning rate.
        stage: the present stage of the loop.
        growing: whether this is the end of a run whose error grows beyond what can be drawn.
    """

    zeros: tuple[Point, ...]
    ones: tuple[Point, ...]
    wrong: tuple[Point, ...]
    right: int
    connections: tuple[Connection, ...]
    sizes: tuple[int, ...]
    parameters: tuple[float, ...]
    iteration: ClassIteration
    now: Point
    trace: Polyline | None
    future: Polyline | None
    rate: float
    stage: str
    growing: bool

    @property
    def stages(self) -> tuple[int, ...]:
        """The numbers of the stages of the loop."""
        return STAGE_NUMBERS

    @property
    def count(self) -> int:
        """The number of points."""
        return len(self.zeros) + len(self.ones)


def class_data(model: str, points: int, noise: float, seed: int) -> DataSet:
    """Return two clusters for a logistic model, two moons for a network."""
    return (moons if model == "network" else blobs)(n=points, noise=noise, seed=seed)


@lru_cache(maxsize=8)
def class_run(
    model: str, hidden: int, points: int, noise: float, seed: int, rate: float | None, steps: int
) -> ClassRun:
    """Return a training run on two classes.

    Args:
        model: `logistic` or `network`.
        hidden: number of hidden neurons of the network.
        points: number of points.
        noise: their standard deviation around centers or moons.
        seed: of the data and of the initial weights.
        rate: the learning rate; None for the usual one.
        steps: maximum number of steps.

    Raises:
        ParamError: if the error at the start is not finite.
    """
    data = class_data(model, points, noise, seed)
    kind: Model = Network((2, hidden, 1)) if model == "network" else Logistic(2)
    chosen = rate if rate is not None else NETWORK_RATE if model == "network" else logistic_rate(data)
    start = kind.start(seed)
    with as_refusals("rate"):
        history = training_loop(kind, data, start, chosen, steps, MOST_GROWTH * loss_at(kind, data, start))
    return ClassRun(data, kind, chosen, history, steps)


def logistic_rate(data: DataSet) -> float:
    """Return a share of 2/L in one digit, L an upper bound of the curvature of the mean cross-entropy.

    The Hessian is the mean of p (1 - p) (x, 1)(x, 1)^T, and p (1 - p) is at most 1/4.
    """
    inputs = np.column_stack([data.inputs, np.ones(len(data.inputs))])
    bound = float(np.linalg.eigvalsh(inputs.T @ inputs / (4 * len(inputs)))[-1])
    rate = RATE_SHARE * 2 / bound
    return round(rate, -floor(log10(rate)))


def class_facts(run: ClassRun, step: float, stage: str) -> ClassFacts:
    """Return the state of a run after `step` steps, at a fraction with interpolated parameters.

    Args:
        run: the run.
        step: number of steps taken.
        stage: the present stage of the loop.
    """
    row = run.row(step)
    labels = run.data.targets
    chances = run.probability(row, run.data.inputs)
    wrong = (chances >= 0.5) != (labels == 1)
    points = [Point(*pair) for pair in run.data.inputs.tolist()]
    now, trace, future = _errors(run, step)
    return ClassFacts(
        zeros=tuple(point for point, label in zip(points, labels, strict=True) if label == 0),
        ones=tuple(point for point, label in zip(points, labels, strict=True) if label == 1),
        wrong=tuple(point for point, off in zip(points, wrong, strict=True) if off),
        right=int((~wrong).sum()),
        connections=tuple(_connections(run.model, row)),
        sizes=_sizes(run.model),
        parameters=tuple(row.tolist()),
        iteration=_iteration(run, floor(step)),
        now=now,
        trace=trace,
        future=future,
        rate=run.rate,
        stage=stage,
        growing=run.grows_by(step),
    )


def _iteration(run: ClassRun, number: int) -> ClassIteration:
    row, gradient = run.history.points[number], run.history.gradients[number]
    chances = run.probability(row, run.data.inputs)
    worst = int(np.abs(chances - run.data.targets).argmax())
    slopes = _connections(run.model, gradient)
    steepest = max(range(len(slopes)), key=lambda k: abs(slopes[k].weight))
    after = row - run.rate * gradient
    return ClassIteration(
        number=number,
        error=float(run.history.losses[number]),
        example=Point(*run.data.inputs[worst].tolist()),
        prediction=float(chances[worst]),
        truth=int(run.data.targets[worst]),
        steepest=steepest,
        weight=_connections(run.model, row)[steepest].weight,
        slope=slopes[steepest].weight,
        next_weight=_connections(run.model, after)[steepest].weight,
        next_error=loss_at(run.model, run.data, after),
    )


def _sizes(model: Model) -> tuple[int, ...]:
    return model.sizes if isinstance(model, Network) else (2, 1)


def _connections(model: Model, row: Array) -> list[Connection]:
    """Return the weights of a model, without the biases, from all parameters, shape `(p,)`."""
    found: list[Connection] = []
    named = zip(model.shapes, split(model, row), strict=True)
    weights = [part for name, part in named if name.startswith("weight")]
    for layer, matrix in enumerate(weights):
        for target, incoming in enumerate(np.atleast_2d(matrix)):
            found += [
                Connection(layer=layer, source=source, target=target, weight=float(weight))
                for source, weight in enumerate(incoming)
            ]
    return found


def _errors(run: ClassRun, step: float) -> tuple[Point, Polyline | None, Polyline | None]:
    """Return the error at `step`, its curve since the start, and that of the steps to come."""
    losses = run.history.losses.tolist()
    here = floor(step)
    there = min(here + 1, run.last)
    now = Point(step, losses[here] + (step - here) * (losses[there] - losses[here]))
    past = [Point(float(number), losses[number]) for number in range(ceil(step))]
    ahead = [Point(float(number), losses[number]) for number in range(floor(step) + 1, run.last + 1)]
    trace = Polyline((*past, now)) if past else None
    return now, trace, Polyline((now, *ahead)) if ahead else None


def class_views(run: ClassRun, field_box: Box, error_box: Box) -> Views:
    """Return the views of the field around the points, at equal scales, and of the error at all steps."""
    (left, low), (right, high) = run.data.inputs.min(axis=0), run.data.inputs.max(axis=0)
    aspect = field_box.width / field_box.height
    tall = max((high - low) * (1 + 2 * MARGIN), (right - left) * (1 + 2 * MARGIN) / aspect)
    x, y = float(left + right) / 2, float(low + high) / 2
    highest = float(run.history.losses.max())
    return Views(
        data=View(
            Interval(x - aspect * tall / 2, x + aspect * tall / 2),
            Interval(y - tall / 2, y + tall / 2),
            aspect,
        ),
        error=View(
            Interval(0.0, max(run.last, 1)), Interval(0.0, 1.05 * highest), error_box.width / error_box.height
        ),
    )
