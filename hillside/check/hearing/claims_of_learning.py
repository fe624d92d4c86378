"""What the sentences about data and a line that is fitted to them claim."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil, floor
from types import MappingProxyType

import numpy as np

from hillside.check.hearing.claim import Claim, all_of
from hillside.check.hearing.claims_of_classes import class_grows_away, of_classes, steepest_weight
from hillside.check.hearing.own_derivatives import Estimate, Values
from hillside.check.hearing.situation import Fields, Situation, insist, require, scene_of
from hillside.check.hearing.stated_values import UnreadableError, number, stripped
from hillside.stage.params import replace as replace_params

SETTLED, RESIDUE = 0.02, 1e-6
"""A line has settled when its error is above the lowest by this share of it, or of the first error."""
ERROR = 1e-9
"""The relative error of the sums over the data, which cancel in part."""

POINTS, NOISE, STEPS = 12, 0.5, 12
"""The usual number of points, their noise and the number of steps, as the figures' parameters promise."""

_MEAN = re.compile(r"=\((?P<terms>[^()]+)\)/(?P<count>\d+)")
"""The mean of some squares, as in `= (1 + 4) / 2`, without spaces."""
_FACTOR = re.compile(r"[-−]\s*(\S+(?: [×·] 10\S+)?)\s*[×·]")
"""The rate in the update of a parameter, as in `− 0.1 · slope`."""


@dataclass(frozen=True, eq=False)
class Fitting:
    """Data and a line on them, with plain sums.

    Attributes:
        x: the inputs, shape `(n,)`.
        y: the targets, shape `(n,)`.
    """

    x: Values
    y: Values

    def error(self, weight: float, intercept: float) -> float:
        """Return the mean of the squared gaps, 0 if it is a rounding error."""
        found = float(np.mean((weight * self.x + intercept - self.y) ** 2))
        return 0.0 if found <= 1e-16 * float(np.mean(self.y**2)) else found

    def derivatives(self, weight: float, intercept: float) -> tuple[float, float]:
        """Return the derivatives of the error: means of twice the gaps, times x for the weight."""
        gaps = weight * self.x + intercept - self.y
        return float(np.mean(2 * gaps * self.x)), float(np.mean(2 * gaps))

    @property
    def spread(self) -> float:
        """The standard deviation of the targets; 1 if all are the same."""
        return float(self.y.std()) or 1.0

    @property
    def scaled(self) -> Fitting:
        """The data in units of their standard deviations from their means."""
        return Fitting((self.x - self.x.mean()) / self.x.std(), (self.y - self.y.mean()) / self.spread)

    def best(self) -> tuple[float, float]:
        """Return the weight and intercept of the lowest error, by the normal equations."""
        x, y = self.x - self.x.mean(), self.y - self.y.mean()
        weight = float(x @ y) / float(x @ x)
        return weight, float(self.y.mean()) - weight * float(self.x.mean())

    def best_weight(self, intercept: float) -> float:
        """Return the weight of the lowest error for a fixed intercept."""
        return float(self.x @ (self.y - intercept)) / float(self.x @ self.x)

    def steps(self, weight: float, intercept: float, rate: float, count: int) -> list[tuple[float, float]]:
        """Return the weights and intercepts of a gradient descent, the start first."""
        found = [(weight, intercept)]
        for _ in range(count):
            by_weight, by_intercept = self.derivatives(weight, intercept)
            weight, intercept = weight - rate * by_weight, intercept - rate * by_intercept
            found.append((weight, intercept))
        return found


def fitting_of(here: Situation) -> Fitting:
    """Return the data: the lecturer's, or those that are drawn."""
    given = here.params.data
    if given is not None:
        pairs = np.array(given.points, dtype=float)
        return Fitting(pairs[:, 0], pairs[:, 1])
    params = here.params
    points = POINTS if params.points is None else params.points
    return _generated(points, NOISE if params.noise is None else params.noise, params.seed)


@lru_cache(maxsize=8)
def _generated(count: int, noise: float, seed: int) -> Fitting:
    """Return points around y = 0.8 x + 0.5 with normal errors, as the parameters promise."""
    x = np.linspace(-2.0, 2.0, count)
    return Fitting(x, 0.8 * x + 0.5 + noise * np.random.default_rng(seed).standard_normal(count))


def intercept_of(here: Situation) -> float:
    """Return the intercept of the figure `error`: the lecturer's, or that of least squares."""
    given = here.params.intercept
    return fitting_of(here).best()[1] if given is None else float(given)


def weight_here(here: Situation) -> float:
    """Return the weight at this moment; if none is given, that of the drawn point."""
    if here.params.weight is not None:
        return float(here.params.weight)
    return float(f"{here.drawn_x('point'):.10g}")


def count_of_data(said: Fields) -> None:
    """Check the number of data."""
    insist(said.count("count") == len(fitting_of(said.here).x), "tells another number of data")


def error_here(said: Fields) -> None:
    """Check the weight and the error of this moment."""
    here = said.here
    weight = weight_here(here)
    if "weight" in said.written:
        said.holds("weight", weight)
    said.holds("error", rounded_sum(fitting_of(here).error(weight, intercept_of(here))))


def rounded_sum(value: float) -> Estimate:
    """Return a sum over the data with the error of its rounding."""
    return Estimate(value, ERROR * abs(value), 0.0)


def falls_to(said: Fields) -> None:
    """Check the error of this moment, and that it is lower than at the beat before."""
    error_here(said)
    here = said.here
    if here.beat is None or here.beat == 0:
        return
    data, intercept = fitting_of(here), intercept_of(here)
    before = here.figure.film.end_of(here.beat - 1).params.weight
    insist(
        before is None or data.error(weight_here(here), intercept) <= data.error(float(before), intercept),
        "is said where the error does not fall",
    )


def lowest_error(said: Fields) -> None:
    """Check the best weight and the lowest error."""
    here = said.here
    data, intercept = fitting_of(here), intercept_of(here)
    best = data.best_weight(intercept)
    if "weight" in said.written:
        said.holds("weight", Estimate(best, 1e-12 * abs(best), 1e-15 * _size(data)))
        if here.beat is not None:
            said.holds("weight", weight_here(here))
    if "error" in said.written:
        said.holds("error", rounded_sum(data.error(best, intercept)))
    else:
        insist(data.error(best, intercept) == 0, "is said where the error is not zero")


def marked_error(name: str) -> Claim:
    """Return the claim about the error at a mark on the curve, which is above the lowest."""

    def claim(said: Fields) -> None:
        here = said.here
        data, intercept = fitting_of(here), intercept_of(here)
        error = data.error(float(f"{here.drawn_x(name):.10g}"), intercept)
        said.holds("error", Estimate(error, 1e-6 * error, 0.0))
        lowest = data.error(data.best_weight(intercept), intercept)
        insist(error > lowest, "is said of the lowest error")
        if name == "low" and "high" in here.drawn:
            high = data.error(here.drawn_x("high"), intercept)
            insist(error < high, "is said of an error that is not lower than the high one")

    return claim


def check_squares(plain: str, here: Situation) -> bool:
    """Check the square of a gap, the mean of all of them, and the present weight on its axis.

    Return whether a text is one of these.
    """
    if here.name != "error":
        return False
    data = fitting_of(here)
    squares = (weight_here(here) * data.x + intercept_of(here) - data.y) ** 2
    if here.part.startswith("square-"):
        require(here.number(plain), rounded_sum(float(squares[int(here.part.rpartition("-")[2]) - 1])))
    elif here.part == "point-name":
        require(here.number(plain), weight_here(here))
    elif here.part == "sum":
        found = _MEAN.fullmatch(stripped(plain))
        if found is None:
            return False
        terms = found["terms"].split("+")
        insist(len(terms) == int(found["count"]) == len(squares), "adds up another number of squares")
        for term, square in zip(terms, squares.tolist(), strict=True):
            require(here.number(term), rounded_sum(square))
    else:
        return False
    return True


def _size(data: Fitting) -> float:
    return float(np.abs(data.y).max() / np.abs(data.x).max())


def error_left(said: Fields) -> None:
    """Check the number of data and the weight of the line on the left."""
    count_of_data(said)
    said.holds("weight", weight_here(said.here))


def error_right(said: Fields) -> None:
    """Check the error of the weight, and the best weight with its error on the right."""
    here = said.here
    data, intercept = fitting_of(here), intercept_of(here)
    best = data.best_weight(intercept)
    said.holds("error", rounded_sum(data.error(weight_here(here), intercept)))
    said.holds("best", Estimate(best, 1e-12 * abs(best), 1e-15 * _size(data)))
    said.holds("lowest", rounded_sum(data.error(best, intercept)))


@dataclass(frozen=True)
class Training:
    """A training by our own loop, up to the step of a moment.

    Attributes:
        data: the data.
        rate: the learning rate.
        rows: weight and intercept after each step.
        step: the step of the moment.
    """

    data: Fitting
    rate: float
    rows: tuple[tuple[float, float], ...]
    step: int

    @property
    def error(self) -> Estimate:
        """The error at the step."""
        return rounded_sum(self.data.error(*self.rows[self.step]))


def training_at(here: Situation) -> Training:
    """Return the training at this moment; a rate that is not given is read from the words of the update."""
    params, data = here.params, fitting_of(here)
    if is_scaled(here):
        data = data.scaled
    rate = float(params.rate) if params.rate is not None else written_rate(here)
    steps = STEPS if params.steps is None else params.steps
    rows = data.steps(float(params.weight), float(params.intercept), rate, steps)
    first = data.error(*rows[0])
    growing = [k for k, row in enumerate(rows) if data.error(*row) > 20.0 * first]
    last = min(growing[:1], default=len(rows)) - 1 if growing else len(rows) - 1
    reached = float(last) if params.step is None else min(float(params.step), float(last))
    # At the update, the numbers are those of the step that the line is taking, or has just taken.
    updating = reached > 0 and params.stage == "update"
    return Training(data, rate, tuple(rows), ceil(reached) - 1 if updating else floor(reached))


def is_scaled(here: Situation) -> bool:
    """Return whether x and y are scaled, as the lecturer's own data are if nothing is said."""
    params = here.params
    return params.data is not None if params.scale is None else bool(params.scale)


def scaled(said: Fields) -> None:
    """Check that the data are scaled."""
    insist(is_scaled(said.here), "is said of data that are not scaled")


def typical_miss(said: Fields) -> None:
    """Check the root of the mean squared gap in the unit of y."""
    here, run = said.here, training_at(said.here)
    spread = fitting_of(here).spread if is_scaled(here) else 1.0
    miss = spread * run.error.value**0.5
    said.holds("miss", Estimate(miss, ERROR * miss, 0.0))


def arrived(claim: Claim) -> Claim:
    """Return a claim about the step that has been reached, whatever the stage of the loop."""

    def of_the_step(said: Fields) -> None:
        here = said.here
        if here.params.stage == "update":
            there = scene_of(here.figure, replace_params(here.params, stage="repeat"))
            here = replace(here, scene=there)
        claim(replace(said, here=here))

    return of_the_step


def written_rate(here: Situation) -> float:
    """Return the rate that the picture shows in the update, where the figure has chosen it."""
    found = _FACTOR.search(stripped(here.written("rate")))
    if found is None:
        raise UnreadableError("the update shows no rate")
    return number(found[1], here.language).value


def training_rate(said: Fields) -> None:
    """Check the learning rate: that of the run, whose steps show whether it is true."""
    said.holds("rate", training_at(said.here).rate)


def prediction(said: Fields) -> None:
    """Check the weight and the intercept of a step."""
    run = training_at(said.here)
    said.holds("weight", run.rows[run.step][0])
    said.holds("intercept", run.rows[run.step][1])


def training_error(said: Fields) -> None:
    """Check the step, if it is named, and its error."""
    run = training_at(said.here)
    if "number" in said.written:
        insist(said.count("number") == run.step, f"is said at step {run.step}")
    if "error" in said.written:
        said.holds("error", run.error)
    if "rate" in said.written:
        said.holds("rate", run.rate)


def training_derivatives(said: Fields) -> None:
    """Check both derivatives of a step."""
    run = training_at(said.here)
    by_weight, by_intercept = run.data.derivatives(*run.rows[run.step])
    size = 1e-12 * float(np.abs(run.data.y).max()) * max(1.0, float(np.abs(run.data.x).max()))
    said.holds("weight", Estimate(by_weight, size, 0.0))
    said.holds("intercept", Estimate(by_intercept, size, 0.0))


def training_update(said: Fields) -> None:
    """Check the rate, and weight and intercept after the next step."""
    run = training_at(said.here)
    said.holds("rate", run.rate)
    following = run.data.steps(*run.rows[run.step], run.rate, 1)[-1]
    said.holds("weight", following[0])
    said.holds("intercept", following[1])


def check_line_update(text: str, here: Situation) -> bool:
    """Check a label such as `w → 0.87`, a parameter after the next step; return whether a text is one.

    Raises:
        UntrueError: if it is false.
    """
    name, arrow, value = stripped(text).partition("→")
    if here.name != "training" or here.part not in ("new-w", "new-b") or not arrow:
        return False
    insist(name.strip() == here.part.removeprefix("new-"), f'names a parameter "{name.strip()}"')
    run = training_at(here)
    following = run.data.steps(*run.rows[run.step], run.rate, 1)[-1]
    require(here.number(value.strip()), following[0 if here.part == "new-w" else 1])
    return True


def has_settled(said: Fields) -> None:
    """Check that the error is close to the lowest, and will not grow."""
    run = training_at(said.here)
    lowest = run.data.error(*run.data.best())
    excess = run.error.value - lowest
    first = run.data.error(*run.rows[0])
    insist(excess <= max(SETTLED * lowest, RESIDUE * first) * 1.001, "is said of a line that still moves")


def error_goes(sign: int) -> Claim:
    """Return the claim that the error falls (-1) or grows (1) at the step."""

    def claim(said: Fields) -> None:
        run = training_at(said.here)
        if run.step == 0:
            return
        before, now = (run.data.error(*run.rows[k]) for k in (run.step - 1, run.step))
        insist((now - before) * sign > 0, "is said where the error goes the other way")

    return claim


def grows_away(said: Fields) -> None:
    """Check that the error grows without bound under this rate."""
    run = training_at(said.here)
    rows = run.data.steps(*run.rows[run.step], run.rate, 3)
    errors = [run.data.error(*row) for row in rows]
    insist(errors[-1] > errors[0], "is said where the error does not grow")


LEARNING: Mapping[str, Claim] = MappingProxyType(
    {
        "Here are {count} data points.": count_of_data,
        "Square the gaps and take their mean: the error. Here it is high, {error}.": error_here,
        "Slide the weight to {weight}: the error falls to {error}.": falls_to,
        "At weight {weight} the error is {error}.": error_here,
        "At weight {weight} the error is zero: every point lies on the line, which is rare.": lowest_error,
        "At weight {weight} the error is lowest: {error}.": lowest_error,
        "lowest error: {error}": lowest_error,
        "high error: {error}": marked_error("high"),
        "low error: {error}": marked_error("low"),
        "the mean of {count} squares": count_of_data,
        "Left: {count} data points, a line of weight {weight}, and squares on the gaps between the two.": (
            error_left
        ),
        (
            "Right: the mean squared error over the weight, a valley; here it is {error}, and at its lowest, "
            "at weight {best}, it is {lowest}."
        ): error_right,
        "Predict: with w = {weight} and b = {intercept} the line has a y for each x.": prediction,
        "Error: the mean of the squared gaps is {error}.": training_error,
        "Take the derivative of the error for every parameter: {weight} for w, {intercept} for b.": (
            training_derivatives
        ),
        "Update: from each take {rate} times its derivative. So w becomes {weight} and b {intercept}.": (
            training_update
        ),
        "After step {number} the error is {error}: the line has settled.": arrived(
            all_of(training_error, has_settled)
        ),
        "After step {number} the error is {error}, and it still falls.": arrived(
            all_of(training_error, error_goes(-1))
        ),
        "After step {number} the error is {error} and grows: the rate {rate} is too large.": arrived(
            all_of(training_error, error_goes(1))
        ),
        (
            "After step {number} the error grows beyond what can be drawn: the rate {rate} is too large."
        ): of_classes(class_grows_away, arrived(all_of(training_error, grows_away))),
        (
            "A line on {count} data points, its error over the steps, and the training loop: predict, error, "
            "derivative, update, repeat."
        ): count_of_data,
        (
            "At step {number} the error is {error}; its derivative is {weight} for the weight and "
            "{intercept} for the intercept."
        ): all_of(training_error, training_derivatives),
        "typical miss {miss}": typical_miss,
        "x and y scaled to mean 0 and spread 1": scaled,
        "Both columns are scaled to mean 0 and spread 1, so that one rate suits both parameters.": scaled,
        "− {rate} · slope": of_classes(steepest_weight, training_rate),
        "the rate is too large": grows_away,
    }
)
