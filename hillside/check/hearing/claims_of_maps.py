"""What is said of a point on a contour map: its gradient, and the rate of change in every direction."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import cos, radians
from types import MappingProxyType

import numpy as np

from hillside.check.hearing import own_derivatives
from hillside.check.hearing.claim import Claim, all_of, names_the_function
from hillside.check.hearing.own_derivatives import Estimate, Values
from hillside.check.hearing.situation import Fields, Situation, insist, require
from hillside.check.hearing.stated_values import number, pair, stripped

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


def check_gradient_name(text: str, here: Situation) -> None:
    """Check the name of minus the gradient, such as `−∇f`."""
    found = re.fullmatch(r"[-−]∇(\S+)", "".join(stripped(text).split()))
    insist(found is not None and found[1] in here.names, f'names a gradient "{text.strip()}"')


def direction(said: Fields) -> None:
    """Check the direction from which angles are told, and that there is one."""
    check_gradient_name(said.text("direction"), said.here)
    flat(is_flat=False)(said)


def descent(said: Fields) -> None:
    """Check minus the gradient, an equation such as `−∇f = (−1, −2)`."""
    name, sign, value = said.text("descent").partition("=")
    insist(bool(sign), "tells no components")
    check_gradient_name(name, said.here)
    factor = -1.0
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


def climbs(said: Fields) -> None:
    """Check the greatest rate of change uphill."""
    require(said.number("rate"), steepness(said.here))


def is_level(said: Fields) -> None:
    """Check that the rate along the level line is told as 0, of ground that is not flat."""
    insist(said.number("rate").value == 0, "is no rate along a level line")
    flat(is_flat=False)(said)


def turned(said: Fields) -> None:
    """Check the angle from the steepest descent to the step."""
    said.holds("turn", abs(float(said.here.params.turn)))


ANGLES = (0.0, 30.0, 60.0, 90.0, 120.0, 180.0)
"""The angles of the table of rates, from its first row on, in degrees."""


def check_cell(text: str, here: Situation) -> bool:
    """Check a number of the table of rates, or minus the gradient in components; return whether it is one."""
    if here.name != "steepest":
        return False
    if here.part == "rate":
        require(number(text, here.language), rate_along(here))
        return True
    if here.part == "components":
        descent(Fields({"descent": text}, here))
        return True
    column, _, row = here.part.rpartition("-")
    if column not in ("angles", "rates") or not row.isdigit():
        return False
    angle = ANGLES[int(row) - 1]
    if column == "angles":
        insist(number(stripped(text).removesuffix("°"), here.language).value == angle, "is another angle")
        return True
    size, share = steepness(here), -cos(radians(angle))
    slack = LEAST_RATE * size.value + size.input_error
    require(number(text, here.language), Estimate(share * size.value, size.uncertainty, slack))
    return True


MAPS: Mapping[str, Claim] = MappingProxyType(
    {
        "A contour map of {function} with the point {place}.": all_of(
            names_the_function("function"), point_of
        ),
        "Stand at {place}.": point_of,
        "rate of change: {rate}": rate,
        "Go one way: here it leads up.": leads_up,
        "The longest arrow down is minus the gradient: it is square to the level line.": flat(is_flat=False),
        (
            "Of the arrows in all directions the longest downhill is {descent}, square to the level line: "
            "the height falls by {rate} for each unit of way."
        ): all_of(descent, steepest(1)),
        "Half of all directions lead up, half lead down, and along the level line the rate is 0.": flat(
            is_flat=False
        ),
        "steepest descent": flat(is_flat=False),
        "uphill: {rate}": climbs,
        "level: {rate}": is_level,
        "angle to {direction}": direction,
        "rate": flat(is_flat=False),
        "Steepest descent is square to the contour line": flat(is_flat=False),
        "Turn away from it, and the rate is multiplied by the cosine of the angle.": flat(is_flat=False),
        "turned {turn}°: {rate}": all_of(turned, rate),
        "The ground is flat there: no direction leads down.": flat(is_flat=True),
        "Turn {turn}° away from it, and the rate of change is {rate}.": all_of(turned, rate),
    }
)
