"""What sentences about slopes claim: of a tangent, its legs, its corner, and of steep and gentle places."""

from __future__ import annotations

from collections.abc import Mapping
from math import atan, degrees
from types import MappingProxyType

import numpy as np

from hillside.check.hearing import own_derivatives
from hillside.check.hearing.claim import Claim, all_of, any_of, names_the_function, names_the_place
from hillside.check.hearing.own_derivatives import Estimate
from hillside.check.hearing.situation import Fields, Situation, insist, insist_sign, require
from hillside.check.hearing.stated_values import stripped


def slope_of(name: str, *among: str) -> Claim:
    """Return the claim that a field is the slope at the place of the sentence."""

    def claim(said: Fields) -> None:
        said.holds(name, said.here.slope(said.place("place", *among)))

    return claim


def trend(sign: int) -> Claim:
    """Return the claim that the slope at the point of the figure has a sign."""

    def claim(said: Fields) -> None:
        has_sign(said.here, float(said.here.params.at), sign)

    return claim


def has_sign(here: Situation, x: float, sign: int) -> None:
    """Check that the slope at x has a sign; it is 0 where the slope cannot be told from 0."""
    insist_sign(here.slope(x), sign)


def curve_names(here: Situation) -> frozenset[str]:
    """Return how the curve may be called, without spaces: `y=f(x)`, `h(t)`, or the lecturer's own words."""
    f = here.f
    applied = "".join(f.applied.split())
    own = here.language.replacement("y = f(x)") or ""
    return frozenset({f"y={applied}", applied, f"{f.value_name}={applied}", "".join(own.split())} - {""})


def calls_the_curve(said: Fields) -> None:
    """Check how the curve is called."""
    called = "".join(stripped(said.text("formula")).split())
    insist(called in curve_names(said.here), f'names a curve "{called}"')


def legs(up: str, sign: int) -> Claim:
    """Return the claim that the rise over the drawn run is `sign` times a field."""

    def claim(said: Fields) -> None:
        run = drawn_run(said.here)
        said.holds("across", run)
        said.holds(up, said.here.slope(float(said.here.params.at)).scaled(sign * run))

    return claim


def drawn_run(here: Situation) -> float:
    """Return the length of the drawn leg along x, in data coordinates."""
    low, high = here.drawn_span("run")
    # The figures show lengths that are round; the drawing keeps some twelve digits of them.
    return float(f"{high - low:.10g}")


def through(*names: str) -> Claim:
    """Return the claim that fields are points of the tangent at the point of the figure."""

    def claim(said: Fields) -> None:
        at = float(said.here.params.at)
        slope = said.here.slope(at)
        for name in names:
            x, y = said.pair(name)
            height = said.here.value(at) + slope.value * (x.value - at)
            # The first coordinate is rounded too, and the line is that steep.
            slack = abs(slope.value) * x.half_unit + slope.uncertainty * abs(x.value - at)
            require(y, Estimate(height, slack))

    return claim


def from_side(side: int) -> Claim:
    """Return the claim about the slope from the right (1) or from the left (-1)."""

    def claim(said: Fields) -> None:
        said.holds("slope", side_slope(said.here, side))

    return claim


def side_slope(here: Situation, side: int) -> Estimate:
    """Return the slope at the point of the figure from the right (1) or the left (-1)."""
    return own_derivatives.one_sided(here.curve, float(here.params.at), side, here.scale)


def is_vertical(said: Fields) -> None:
    """Check that difference quotients grow without bound towards the point of the figure, from both sides."""
    here, at = said.here, float(said.here.params.at)
    for side in (-1.0, 1.0):
        steps = side * here.scale * np.array([1e-3, 1e-5, 1e-7])
        quotients = np.abs((here.curve(at + steps) - here.curve(np.array([at]))) / steps)
        more = np.diff(quotients)
        # They settle where there is a slope: each difference is then much smaller than the one before.
        insist(bool(more[0] > 0 and more[1] > 0.5 * more[0]), "is said where the curve has a slope")


def has_corner(said: Fields) -> None:
    """Check that the slopes from both sides differ at the point of the figure."""
    left, right = side_slope(said.here, -1), side_slope(said.here, 1)
    apart = abs(left.value - right.value)
    insist(apart > left.uncertainty + right.uncertainty, "is said where the slopes from both sides are one")


def both_sides(said: Fields) -> None:
    """Check the slopes from both sides."""
    said.holds("left", side_slope(said.here, -1))
    said.holds("right", side_slope(said.here, 1))


SLOPES: Mapping[str, Claim] = MappingProxyType(
    {
        "The curve {curve} with its tangent at {place}: a dashed line of slope {slope}.": all_of(
            names_the_function("curve"), slope_of("slope", "at")
        ),
        "The curve {curve} with its tangent at {place}: a dashed line through {first} and {second}.": all_of(
            names_the_function("curve"), names_the_place("place", "at"), through("first", "second")
        ),
        "The curve {curve} and a point on it, at {place}.": all_of(
            names_the_function("curve"), names_the_place("place", "at")
        ),
        "The slope at {place} is {slope}.": slope_of("slope", "at"),
        "So the derivative at {place} is {slope}.": slope_of("slope", "at"),
        "Slide the point to {place}: the tangent turns as the curve does.": names_the_place("place"),
        "How steep is it at {place}?": names_the_place("place", "at"),
        "The function is increasing there.": trend(1),
        "The function is decreasing there.": trend(-1),
        "The function is flat there.": trend(0),
        "A curve, {formula}, and a point on it.": calls_the_curve,
        "Go {across} across, and the line climbs {up}: run and rise.": legs("up", 1),
        "Go {across} across, and the line falls {down}: run and rise.": legs("down", -1),
        "At {place} it has a corner.": all_of(names_the_place("place", "at"), has_corner),
        "Come from the left: the line that runs along with it has slope {slope}.": from_side(-1),
        "Come from the right: there it has slope {slope}.": from_side(1),
        "slope {slope} from the left": from_side(-1),
        "slope {slope} from the right": from_side(1),
        "The two slopes differ: the curve has no tangent and no derivative at {place}.": all_of(
            names_the_place("place", "at"), has_corner
        ),
        "No derivative at {place}: the slopes differ": all_of(names_the_place("place", "at"), has_corner),
        "The curve {curve} with its tangent at {place}: a vertical dashed line.": all_of(
            names_the_function("curve"), names_the_place("place", "at"), is_vertical
        ),
        "The closer to the point, the steeper the curve: its tangent is vertical.": is_vertical,
        "A vertical line has no slope: there is no derivative at {place}.": all_of(
            names_the_place("place", "at"), is_vertical
        ),
        "No derivative at {place}: the tangent is vertical": all_of(
            names_the_place("place", "at"), is_vertical
        ),
        "It has no derivative there.": any_of(has_corner, is_vertical),
        (
            "The curve {curve} with a corner at {place}. Two dashed lines touch it there: one of slope "
            "{left} from the left, one of slope {right} from the right."
        ): all_of(names_the_function("curve"), names_the_place("place", "at"), both_sides, has_corner),
        (
            "Left: the curve {curve} with its dashed tangent at {place}, of slope {slope}, over a triangle "
            "of rise and run."
        ): all_of(names_the_function("curve"), slope_of("slope", "at")),
        "Left: the curve {curve} with its dashed tangent at {place}.": all_of(
            names_the_function("curve"), names_the_place("place", "at")
        ),
        "Left: the curve {curve} with its dashed tangent at {place}, of slope {slope}.": all_of(
            names_the_function("curve"), slope_of("slope", "at")
        ),
    }
)


RIM = (0.5, 1.0, 3.0)
"""The slopes at the rim of the meter, where the scales are equal."""


def steepness(word: str, angled: bool) -> Claim:
    """Return the claim about the slope, its angle, and which of the two points is the steeper."""

    def claim(said: Fields) -> None:
        here = said.here
        x = said.place("place", word)
        found = here.slope(x)
        said.holds("slope", found)
        if angled:
            require(here.number(said.text("angle").rstrip("°\u2069")), degrees(atan(found.value)))
        is_the(word)(said)

    return claim


def is_the(word: str) -> Claim:
    """Return the claim that the point of this name is the gentler or the steeper of the two."""

    def claim(said: Fields) -> None:
        here = said.here
        insist(
            here.part == "" or here.part.startswith(word), f"stands over the other point than the {word} one"
        )
        sizes = {
            name: abs(here.slope(next(iter(here.final_places(name)))).value) for name in ("gentle", "steep")
        }
        insist(sizes["gentle"] < sizes["steep"], "is said of the other one")

    return claim


def angle_at(here: Situation, word: str) -> float:
    """Return the angle of the slope at a point, in degrees."""
    return degrees(atan(here.slope(next(iter(here.places(word)))).value))


def rim_slope(here: Situation, half: str, count: int) -> Estimate:
    """Return the slope that stands at the rim of the meter, from the scales of the plot.

    Args:
        here: the situation.
        half: the half of the rim: `up`, `down`, or `level` for 0.
        count: which one of that half.
    """
    if half == "level":
        return Estimate(0.0)
    scale = here.plane_of("gentle-tangent").scale
    true = RIM[count - 1] * float(scale[0] / scale[1]) * (1 if half == "up" else -1)
    return Estimate(true, 1e-6 * abs(true))


def scaled(*, down: bool) -> Claim:
    """Return the claim about how many times as long a unit of y is as one of x, or one of x as one of y."""

    def claim(said: Fields) -> None:
        scale = said.here.plane_of("gentle-tangent").scale
        true = float(scale[0] / scale[1]) if down else float(scale[1] / scale[0])
        insist(true > 1, "is said of heights that are scaled the other way")
        said.holds("times", float(f"{true:.6g}"))

    return claim


METERS: Mapping[str, Claim] = MappingProxyType(
    {
        "The curve {curve} with two tangents, and a slope meter with both slopes.": names_the_function(
            "curve"
        ),
        "At {place} the slope is {slope}, an angle of {angle}: gentle.": steepness("gentle", angled=True),
        "At {place} the slope is {slope}, an angle of {angle}: steep.": steepness("steep", angled=True),
        "At {place} the slope is {slope}: gentle.": steepness("gentle", angled=False),
        "At {place} the slope is {slope}: steep.": steepness("steep", angled=False),
        "gentle": is_the("gentle"),
        "steep": is_the("steep"),
        "height scaled {times} : 1": scaled(down=False),
        "height scaled 1 : {times}": scaled(down=True),
    }
)
