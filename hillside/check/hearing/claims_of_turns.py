"""What the sentences about hilltops, valleys and level places claim, and about the curve between them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from hillside.check.hearing import own_derivatives
from hillside.check.hearing.claim import Claim, all_of, names_the_function, names_the_letters, names_the_place
from hillside.check.hearing.claims_of_slopes import has_sign, slope_of
from hillside.check.hearing.situation import Fields, Situation, insist, listed

TURN = 1e-3
"""The distance from a critical point at which the curve is compared with it, as a share of the view."""


def levels(said: Fields) -> None:
    """Check that the slope is 0 at each place of a list, which names none twice."""
    places = listed(said.text("places"))
    named = [Fields({"place": place}, said.here).place("place", "flats") for place in places]
    for x in named:
        has_sign(said.here, x, 0)
    apart = np.diff(np.sort(named)) > TURN * said.here.scale
    insist(bool(apart.all()), "names a place twice")


def turn(*, kind: int) -> Claim:
    """Return the claim that the point of this moment is flat: a hilltop (1), a valley (-1) or neither (0)."""

    def claim(said: Fields) -> None:
        here = said.here
        x = float(here.params.at)
        has_sign(here, x, 0)
        _turns(here, x, kind)

    return claim


def turn_by_part(kind: int) -> Claim:
    """Return the claim about the kind of the critical point beside which a word stands."""

    def claim(said: Fields) -> None:
        number_of_it = said.here.part.rpartition("-")[2]
        points = [dot.x for dot in said.here.dots(f"flats-{number_of_it}")]
        insist(len(points) == 1, "stands by no critical point")
        has_sign(said.here, points[0], 0)
        _turns(said.here, points[0], kind)

    return claim


def _turns(here: Situation, x: float, kind: int) -> None:
    """Insist that the curve turns at x as said, by its heights on both sides at some distances."""
    for share in (1.0, 0.1, 0.01):
        reach = TURN * here.scale * share
        left, middle, right = here.curve(np.array([x - reach, x, x + reach]))
        noise = 8 * own_derivatives.EPSILON * max(abs(left), abs(middle), abs(right))
        sides = [_sign(float(middle - side), noise) for side in (left, right)]
        if 0 in sides:
            continue
        found = sides[0] if sides[0] == sides[1] else 0
        insist(found == kind, "is said of a point of another kind")
        return


def _sign(value: float, noise: float) -> int:
    return 0 if abs(value) <= noise else 1 if value > 0 else -1


def climbs_until_here(sign: int) -> Claim:
    """Return the claim that the slope has had one sign since the last critical point, or the left edge."""

    def claim(said: Fields) -> None:
        here = said.here
        end = float(here.params.at)
        before = [dot.x for dot in here.dots("flats") if dot.x < end - TURN * here.scale]
        start = max(before, default=here.window.low)
        for x in np.linspace(start, end, 9)[1:-1]:
            has_sign(here, float(x), sign)

    return claim


def lowest(*, is_minimum: bool, among: str = "flat") -> Claim:
    """Return the claim that a flat point is, or is not, a minimum of the curve nearby."""

    def claim(said: Fields) -> None:
        here = said.here
        x = said.place("place", among) if "place" in said.written else next(iter(here.places(among)))
        has_sign(here, x, 0)
        reach = np.array([1e-3, 1e-2, 3e-2]) * here.scale
        around = here.curve(np.concatenate([x - reach, x + reach]))
        here_y = float(here.curve(np.array([x]))[0])
        noise = 8 * own_derivatives.EPSILON * np.nanmax(np.abs(around), initial=abs(here_y))
        nearest = here.curve(np.array([x - reach[0], x + reach[0]]))
        is_lowest = bool((nearest >= here_y - noise).all())
        insist(is_lowest == is_minimum, "is said of a point of another kind")

    return claim


TURNS: Mapping[str, Claim] = MappingProxyType(
    {
        (
            "Above, the curve {curve} with its tangent at {place}. Below, over the same {x}, its "
            "derivative: {slope} there."
        ): all_of(names_the_letters, names_the_function("curve"), slope_of("slope", "at")),
        (
            "Above, the curve {curve} with its tangent at {place}. Below, over the same {x}, the axes for "
            "its slope."
        ): all_of(names_the_letters, names_the_function("curve"), names_the_place("place", "at")),
        "Here is a curve: each {x} has its height, {f} of {x}.": names_the_letters,
        "Slide along: the slope at each {x} draws the curve below.": names_the_letters,
        "This second curve is the derivative of {f}: its slope at every {x}.": names_the_letters,
        "It is 0 where the curve is level: {places}.": levels,
        "hilltop": turn_by_part(1),
        "On the hilltop the slope is 0.": turn(kind=1),
        "In the valley the slope is 0.": turn(kind=-1),
        "Here the curve is level but does not turn: the slope is 0.": turn(kind=0),
        "Where the curve climbs, its slope is above 0.": climbs_until_here(1),
        "Where the curve falls, its slope is below 0.": climbs_until_here(-1),
        "At {place} the slope is 0: flat, perhaps the minimum.": lowest(is_minimum=True),
        "At {place} the slope is 0: flat, but no minimum.": lowest(is_minimum=False),
        "flat: perhaps the minimum": lowest(is_minimum=True),
        "flat, but no minimum": lowest(is_minimum=False),
    }
)
