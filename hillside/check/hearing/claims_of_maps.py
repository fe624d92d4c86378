"""What the sentences about surfaces and contour maps claim: gradients, rates of change, heights on a path."""

from __future__ import annotations

from collections.abc import Mapping
from math import cos, radians
from types import MappingProxyType

import numpy as np

from hillside.check.hearing import own_derivatives, own_descents
from hillside.check.hearing.claim import Claim, all_of, names_the_function
from hillside.check.hearing.own_derivatives import Estimate, Values
from hillside.check.hearing.situation import Fields, Situation, insist, require, view_in
from hillside.check.hearing.stated_values import UnheardError, pair

LEAST_RATE = 1e-9
"""A rate of change counts as 0 below this share of the steepest."""


def gradient_here(here: Situation) -> tuple[Estimate, Estimate]:
    """Return both partial derivatives at the point of the figure, from values of the function."""
    at = (float(here.params.at), float(here.params.at_y))

    def along(axis: int) -> Estimate:
        def f(t: Values) -> Values:
            point = [np.full(len(t), each) for each in at]
            point[axis] = t
            with np.errstate(all="ignore"):
                return np.asarray(here.f(*point), dtype=float) * np.ones(len(t))

        return own_derivatives.slope(f, at[axis], here.scale)

    return along(0), along(1)


def steepness(here: Situation) -> Estimate:
    """Return the length of the gradient."""
    across, up = gradient_here(here)
    size = float(np.hypot(across.value, up.value))
    error = across.uncertainty + up.uncertainty + LEAST_RATE * size
    return Estimate(size, error, across.input_error + up.input_error)


def point_of(said: Fields) -> None:
    """Check the point of the map."""
    for stated, name in zip(said.pair("place"), ("at", "at_y"), strict=True):
        require(stated, float(getattr(said.here.params, name)))


def descent(said: Fields) -> None:
    """Check minus the gradient, an equation such as `−∇f = (−1, −2)`."""
    name, sign, value = said.text("descent").partition("=")
    insist(bool(sign) and "∇" in name, "names no gradient")
    factor = -1.0 if "−" in name or "-" in name else 1.0
    size = steepness(said.here).value
    for stated, true in zip(pair(value, said.here.language), gradient_here(said.here), strict=True):
        scaled = true.scaled(factor)
        require(stated, Estimate(scaled.value, scaled.uncertainty, scaled.input_error + LEAST_RATE * size))


def rate_along(here: Situation) -> Estimate:
    """Return the rate of change along the step: minus the steepness times the cosine of its turn."""
    size = steepness(here)
    share = -cos(radians(float(here.params.turn)))
    return Estimate(share * size.value, size.uncertainty, LEAST_RATE * size.value + size.input_error)


def rate(said: Fields) -> None:
    """Check the rate of change along the step."""
    said.holds("rate", rate_along(said.here))


def leads_up(said: Fields) -> None:
    """Check that the step leads up."""
    insist(rate_along(said.here).sign > 0, "is said of a step that does not lead up")


def steepest(sign: int) -> Claim:
    """Return the claim that a field is `sign` times the length of the gradient."""
    return lambda said: said.holds("rate", steepness(said.here).scaled(sign))


def flat(*, is_flat: bool) -> Claim:
    """Return the claim that the ground is flat at the point, or that it is not."""

    def claim(said: Fields) -> None:
        found = steepness(said.here)
        insist(found.may_be_zero == is_flat, f"is said where the steepest slope is {found.value:.4g}")

    return claim


def way(here: Situation) -> tuple[Values, bool]:
    """Return the heights along our own descent as far as it is on the map, and whether it leaves it.

    Raises:
        UnheardError: if the error is that of a network.
    """
    p = here.params
    if p.model != "none":
        raise UnheardError("the error is that of a trained network")
    run = own_descents.run(
        here.f, (float(p.start), float(p.start_y)), "gradient descent", float(p.rate), p.steps, here.scale, 0
    )
    view = view_in(here.figure.view)
    x, y = run.points.T
    outside = (x < view.x.low) | (x > view.x.high) | (y < view.y.low) | (y > view.y.high)
    count = int(np.argmax(outside)) if outside.any() else len(x)
    return run.values[:count], bool(outside.any())


def _height(value: float) -> Estimate:
    return Estimate(value, 1e-6 * abs(value), 1e-12)


def first_error(said: Fields) -> None:
    """Check the error at the start."""
    said.holds("first", _height(float(way(said.here)[0][0])))


def leads_down(said: Fields) -> None:
    """Check the steps on the map, and the errors at both ends."""
    heights, _ = way(said.here)
    insist(said.count("steps") == len(heights) - 1, f"is said of a way of {len(heights) - 1} steps")
    said.holds("first", _height(float(heights[0])))
    said.holds("last", _height(float(heights[-1])))
    insist(heights[-1] < heights[0], "is said of a way that does not lead down")


def leads_off(said: Fields) -> None:
    """Check that the way leaves the map, and the errors at both ends."""
    heights, leaves = way(said.here)
    insist(leaves, "is said of a way that stays on the map")
    said.holds("first", _height(float(heights[0])))
    said.holds("last", _height(float(heights[-1])))


def no_further(said: Fields) -> None:
    """Check the error at the marked point, and that the way ends no lower than it began."""
    heights, _ = way(said.here)
    said.holds("error", _height(float(heights[-1])))
    insist(heights[-1] >= heights[0], "is said of a way that leads down")


def error_shown(said: Fields) -> None:
    """Check the error at the end of the way, or at its start."""
    progress = float(said.here.params.progress)
    if progress in (0.0, 1.0):
        heights, _ = way(said.here)
        said.holds("error", _height(float(heights[-1 if progress else 0])))


def model(*names: str) -> Claim:
    """Return the claim that the error is of one of these kinds."""
    return lambda said: insist(said.here.params.model in names, "is said of another kind of error")


def turned(said: Fields) -> None:
    """Check the angle from the steepest descent to the step."""
    said.holds("turn", abs(float(said.here.params.turn)))


def weights(said: Fields) -> None:
    """Check the number of weights: two inputs and a bias for each of 8 neurons, and their 8 and 1 more."""
    insist(said.count("count") == 8 * (2 + 1) + 8 + 1, "counts other weights than the network has")


MAPS: Mapping[str, Claim] = MappingProxyType(
    {
        "A contour map of {function} with the point {place}.": all_of(
            names_the_function("function"), point_of
        ),
        "Stand at {place}.": point_of,
        "rate of change: {rate}": rate,
        "Go one way, and the height changes at some rate: here the way leads up.": leads_up,
        "The longest arrow down is the steepest descent: {rate}.": steepest(-1),
        "It is minus the gradient, {descent}, and it is square to the level line.": descent,
        (
            "Of the arrows in all directions the longest downhill is {descent}, square to the level line: "
            "the height falls by {rate} for each unit of way."
        ): all_of(descent, steepest(1)),
        "Half of all directions lead up, half lead down.": flat(is_flat=False),
        "Between them runs the level line: along it the rate is 0.": flat(is_flat=False),
        "steepest descent": flat(is_flat=False),
        "uphill": flat(is_flat=False),
        "downhill": flat(is_flat=False),
        "level": flat(is_flat=False),
        "The ground is flat there: no direction leads down.": flat(is_flat=True),
        "error: {error}": error_shown,
        "Training starts somewhere: here the error is {first}.": first_error,
        "In {steps} steps the way leads down from error {first} to {last}.": leads_down,
        "The way begins at error {first} and leads off the map at {last}.": leads_off,
        "At the marked point the error is {error}, and the way leads no further down.": no_further,
        "The error over two weights as a shaded surface, and beside it as a contour map.": model("none"),
        "A slice through the error of a trained network as a shaded surface, and as a contour map.": model(
            "path", "filters"
        ),
        "Give each pair of weights its error as a height: a landscape of hills, valleys and plains.": model(
            "none"
        ),
        "This is the error of a real network over two random directions through its weights.": model(
            "filters"
        ),
        "This is the error of a real network over the plane that holds {percent}% of its training.": model(
            "path"
        ),
        "The marked point is the trained network, with error {error}.": model("filters"),
        "Step by step it goes the steepest way down.": model("none"),
        "Training moves through {count} weights: this is the shadow of its path on the plane.": all_of(
            model("path"), weights
        ),
        "Turn {turn}° away from it, and the rate of change is {rate}.": all_of(turned, rate),
    }
)
