"""What the sentences about a training on two classes claim, held against a training of our own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import numpy as np

from hillside.check.hearing.claim import Claim
from hillside.check.hearing.own_derivatives import Estimate, Values
from hillside.check.hearing.situation import Fields, Situation, insist, require
from hillside.check.hearing.stated_values import UnreadableError, stripped

USUAL: Mapping[str, tuple[int, float, int]] = MappingProxyType(
    {"logistic": (60, 1.0, 60), "network": (120, 0.16, 600)}
)
"""The usual number of points, their noise and the number of steps, as the figure's parameters promise."""
ERROR = 1e-7
"""The relative error of sums over the data after hundreds of steps, which differ in their order."""


@dataclass(frozen=True, eq=False)
class OwnTraining:
    """A training by plain sums over the points.

    Attributes:
        x: the points, shape `(n, 2)`.
        labels: their classes, shape `(n,)`.
        rows: the parameters after each step, as the matrices of each layer with the bias in the last column.
        rate: the learning rate.
        step: the step of the moment.
        share: how far the next step has come, 0 to 1; what is drawn is between the two.
    """

    x: Values
    labels: Values
    rows: tuple[tuple[Values, ...], ...]
    rate: float
    step: int
    share: float = 0.0

    def chances(self, row: tuple[Values, ...]) -> Values:
        """Return the probability of class 1 at each point."""
        return _forward(self.x, row)[-1]

    def error(self, row: tuple[Values, ...]) -> Estimate:
        """Return the mean cross-entropy."""
        chances = np.clip(self.chances(row), 1e-300, 1 - 1e-16)
        terms = self.labels * np.log(chances) + (1 - self.labels) * np.log(1 - chances)
        value = -float(terms.mean())
        return Estimate(value, ERROR * abs(value), 0.0)

    @property
    def now(self) -> tuple[Values, ...]:
        """The parameters at the step."""
        return self.rows[self.step]

    @property
    def next(self) -> tuple[Values, ...]:
        """The parameters after the next step."""
        slopes = _slopes(self.x, self.labels, self.now)
        return tuple(part - self.rate * slope for part, slope in zip(self.now, slopes, strict=True))

    @property
    def right(self) -> int:
        """The number of points that are put into their own class."""
        there = self.rows[min(self.step + 1, len(self.rows) - 1)]
        drawn = tuple(one + self.share * (other - one) for one, other in zip(self.now, there, strict=True))
        return int(((self.chances(drawn) >= 0.5) == (self.labels == 1)).sum())

    @property
    def count(self) -> int:
        """The number of parameters."""
        return sum(part.size for part in self.now)

    @property
    def worst(self) -> int:
        """The index of the point whose prediction is furthest from its class."""
        return int(np.abs(self.chances(self.now) - self.labels).argmax())

    @property
    def steepest(self) -> tuple[float, float, float]:
        """The weight with the steepest slope, that slope, and the weight after the next step."""
        slopes = [part[:, :-1] for part in _slopes(self.x, self.labels, self.now)]
        layer = max(range(len(slopes)), key=lambda k: float(np.abs(slopes[k]).max()))
        place = np.unravel_index(int(np.abs(slopes[layer]).argmax()), slopes[layer].shape)
        after = self.next[layer][:, :-1]
        return (
            float(self.now[layer][:, :-1][place]),
            float(slopes[layer][place]),
            float(after[place]),
        )


def _forward(x: Values, row: tuple[Values, ...]) -> list[Values]:
    """Return the values of each layer, the points first, the probability of class 1 last."""
    values = [x]
    for layer, matrix in enumerate(row):
        sums = values[-1] @ matrix[:, :-1].T + matrix[:, -1]
        last = layer == len(row) - 1
        values.append(1 / (1 + np.exp(-sums[:, 0])) if last else np.tanh(sums))
    return values


def _slopes(x: Values, labels: Values, row: tuple[Values, ...]) -> list[Values]:
    """Return the derivatives of the mean cross-entropy by all parameters, layer by layer, by hand."""
    values = _forward(x, row)
    arriving = ((values[-1] - labels) / len(labels))[:, None]
    found: list[Values] = []
    for layer in range(len(row) - 1, -1, -1):
        inputs = np.column_stack([values[layer], np.ones(len(x))])
        found.insert(0, arriving.T @ inputs)
        arriving = (arriving @ row[layer][:, :-1]) * (1 - values[layer] ** 2 if layer else 1.0)
    return found


def class_training(here: Situation) -> OwnTraining:
    """Return the training at this moment."""
    params = here.params
    points, noise, steps = USUAL[params.model]
    rate = params.rate if params.rate is not None else 1.0 if params.model == "network" else _told_rate(here)
    x, labels, rows = _trained(
        params.model,
        params.hidden,
        points if params.points is None else params.points,
        noise if params.noise is None else params.noise,
        params.seed,
        float(rate),
        steps if params.steps is None else params.steps,
    )
    last = len(rows) - 1
    reached = float(last) if params.step is None else min(float(params.step), float(last))
    return OwnTraining(x, labels, rows, float(rate), int(reached), reached % 1.0)


def _told_rate(here: Situation) -> float:
    """Return the rate that the picture shows in the update, where the figure has chosen it."""
    found = re.search(r"[-−]\s*(\S+(?: [×·] 10\S+)?)\s*[×·]", stripped(here.written("rate")))
    if found is None:
        raise UnreadableError("the update shows no rate")
    return here.number(found[1]).value


@lru_cache(maxsize=8)
def _trained(
    model: str, hidden: int, points: int, noise: float, seed: int, rate: float, steps: int
) -> tuple[Values, Values, tuple[tuple[Values, ...], ...]]:
    """Return points, classes, and the parameters after each step, up to twenty times the first error."""
    x, labels = _moons(points, noise, seed) if model == "network" else _clusters(points, noise, seed)
    random = np.random.default_rng(seed)
    shapes = [(hidden, 2), (1, hidden)] if model == "network" else [(1, 2)]
    spread = [1 / np.sqrt(shape[1]) if model == "network" else 1.0 for shape in shapes]
    row = tuple(
        np.column_stack([random.standard_normal(shape) * scale, np.zeros(shape[0])])
        for shape, scale in zip(shapes, spread, strict=True)
    )
    rows = [row]
    first = OwnTraining(x, labels, (row,), rate, 0).error(row).value
    for _ in range(steps):
        row = tuple(part - rate * slope for part, slope in zip(row, _slopes(x, labels, row), strict=True))
        if not OwnTraining(x, labels, (row,), rate, 0).error(row).value <= 20 * first:
            break
        rows.append(row)
    return x, labels, tuple(rows)


def _clusters(count: int, noise: float, seed: int) -> tuple[Values, Values]:
    """Return normal points around (-1, -1), class 0, and around (1, 1), class 1."""
    labels = np.where(np.arange(count) < count // 2, 0.0, 1.0)
    scatter = noise * np.random.default_rng(seed).standard_normal((count, 2))
    return np.where(labels[:, None] == 1, 1.0, -1.0) + scatter, labels


def _moons(count: int, noise: float, seed: int) -> tuple[Values, Values]:
    """Return points around the upper half of a circle, class 0, and around the lower half of another."""
    first = count // 2
    up, down = np.linspace(0, np.pi, first), np.linspace(0, np.pi, count - first)
    upper = np.column_stack([np.cos(up), np.sin(up)])
    x = np.vstack([upper, np.column_stack([1 - np.cos(down), 0.5 - np.sin(down)])])
    labels = np.where(np.arange(count) < first, 0.0, 1.0)
    return x + noise * np.random.default_rng(seed).standard_normal((count, 2)), labels


def of_classes(claim: Claim, otherwise: Claim) -> Claim:
    """Return the claim of a figure that trains on two classes, and another one for all others."""

    def chosen(said: Fields) -> None:
        (claim if getattr(said.here.params, "model", "line") in USUAL else otherwise)(said)

    return chosen


def points_right(said: Fields) -> None:
    """Check numbers of points, right and all; and the error and the step, if they are told."""
    run = class_training(said.here)
    for field, true in (("right", run.right), ("number", run.step)):
        if field in said.written:
            insist(said.count(field) == true, f"tells {field} {said.text(field)}, but it is {true}")
    if "count" in said.written:
        insist(said.count("count") == len(run.labels), "tells another number of points")
    if "error" in said.written:
        said.holds("error", run.error(run.now))


def points_wrong(said: Fields) -> None:
    """Check the number of points in the wrong class."""
    run = class_training(said.here)
    insist(said.count("count") == len(run.labels) - run.right, "tells another number of wrong points")


def parameters(said: Fields) -> None:
    """Check the number of parameters."""
    insist(said.count("count") == class_training(said.here).count, "tells another number of parameters")


def weights(said: Fields) -> None:
    """Check the number of weights, which are the parameters without the biases."""
    run = class_training(said.here)
    count = sum(part[:, :-1].size for part in run.now)
    insist(said.count("count") == count, "tells another number of weights")


def class_error(said: Fields) -> None:
    """Check an error: that of the next step in the stage that repeats, else that of this one."""
    run = class_training(said.here)
    said.holds("error", run.error(run.next if said.here.part == "next-error" else run.now))


def class_step(said: Fields) -> None:
    """Check the number of a step: the next one in the stage that repeats, else this one."""
    run = class_training(said.here)
    expected = run.step + 1 if said.here.part == "next" else run.step
    insist(said.count("number") == expected, f"is said at step {run.step}")


def prediction_of_worst(said: Fields) -> None:
    """Check the prediction that is furthest from the truth, and that truth, as far as they are told."""
    run = class_training(said.here)
    if "chance" in said.written:
        chance = float(run.chances(run.now)[run.worst])
        said.holds("chance", Estimate(chance, ERROR, 0.0))
    truth = "truth" if "truth" in said.written else "label"
    insist(said.count(truth) == int(run.labels[run.worst]), "tells another class")


def steepest_weight(said: Fields) -> None:
    """Check the weight with the steepest slope, its slope and its update, as far as they are told."""
    run = class_training(said.here)
    old, slope, new = run.steepest
    for field, true in (("old", old), ("slope", slope), ("new", new), ("rate", run.rate)):
        if field in said.written:
            said.holds(field, Estimate(true, ERROR * max(abs(true), 1e-3), 0.0))


def class_grows_away(said: Fields) -> None:
    """Check that the run ends because its error has grown."""
    run, params = class_training(said.here), said.here.params
    steps = USUAL[params.model][2] if params.steps is None else params.steps
    insist(len(run.rows) - 1 < steps, "is said where the error does not grow")
    class_step(said)


def check_class_symbol(text: str, here: Situation) -> bool:
    """Check a label of a training on two classes that is no sentence; return whether it is one.

    Raises:
        UntrueError: if it is false.
    """
    if getattr(here.params, "model", "line") not in USUAL:
        return False
    plain, run = "".join(stripped(text).split()), class_training(here)
    if here.part == "p":
        insist(plain.startswith("p="), f'names a prediction "{text}"')
        chance = float(run.chances(run.now)[run.worst])
        require(here.number(plain.removeprefix("p=")), Estimate(chance, ERROR, 0.0))
    elif here.part == "E":
        require(here.number(text), run.error(run.now))
    elif here.part == "new":
        old, _, new = stripped(text).replace("->", "→").partition("→")
        for told, true in ((old, run.steepest[0]), (new, run.steepest[2])):
            require(here.number(told.strip()), Estimate(true, ERROR * max(abs(true), 1e-3), 0.0))
    elif here.part in ("x-name", "y-name", "neuron-x1", "neuron-x2", "neuron-p"):
        expected = {"x-name": "x_1", "y-name": "x_2"}.get(here.part, here.part.removeprefix("neuron-"))
        insist(plain.replace("_", "") == expected.replace("_", ""), f'names "{text}"')
    elif here.part in ("plus-name", "minus-name"):
        insist(plain.endswith("+" if here.part == "plus-name" else "−"), f'names a sign "{text}"')
    else:
        return False
    return True


CLASSES: Mapping[str, Claim] = MappingProxyType(
    {
        "{right} of {count} right": points_right,
        "{count} wrong": points_wrong,
        "{count} parameters": parameters,
        "truth {label}": prediction_of_worst,
        "mean of {count}": points_right,
        "1 of {count}": parameters,
        "A network with {count} parameters is to learn which of two classes a point belongs to.": parameters,
        "A model with {count} parameters is to learn which of two classes a point belongs to.": parameters,
        (
            "Predict a chance of being a triangle. At the worst point it is {chance}; the truth is {truth}."
        ): prediction_of_worst,
        "Error: over all {count} points it is {error}.": points_right,
        "Take the derivative by every parameter. The red weight has the steepest slope, {slope}.": (
            steepest_weight
        ),
        "Update: each takes {rate} times its slope off. The red weight goes from {old} to {new}.": (
            steepest_weight
        ),
        "After step {number} the error is {error}, and {right} of {count} points are right.": points_right,
        "At step {number} the error is {error}; {right} of {count} points are right.": points_right,
        (
            "Points of two classes on the chances that a model gives them, its {count} weights, its error "
            "over the steps, and the training loop."
        ): weights,
    }
)
