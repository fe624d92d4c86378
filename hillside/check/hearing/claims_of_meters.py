"""What the sentences about a gentle and a steep place claim: slope, angle, and which is the steeper."""

from __future__ import annotations

from collections.abc import Mapping
from math import atan, degrees
from types import MappingProxyType

from hillside.check.hearing.claim import Claim, names_the_function
from hillside.check.hearing.situation import Fields, insist, require
from hillside.check.hearing.stated_values import number


def steepness(word: str, angled: bool) -> Claim:
    """Return the claim about the slope, its angle, and which of the two points is the steeper."""

    def claim(said: Fields) -> None:
        here = said.here
        x = said.place("place", word)
        found = here.slope(x)
        said.holds("slope", found)
        if angled:
            require(number(said.text("angle").rstrip("°\u2069"), here.language), degrees(atan(found.value)))
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


def reading(said: Fields) -> None:
    """Check the slope that a meter reads, at the point of its panel."""
    here = said.here
    word = here.part.partition("-")[0]
    said.holds("slope", here.slope(next(iter(here.places(word)))))


def reading_angle(said: Fields) -> None:
    """Check the angle that a meter reads, at the point of its panel."""
    here = said.here
    found = here.slope(next(iter(here.places(here.part.partition("-")[0]))))
    require(number(said.text("angle").rstrip("°\u2069"), here.language), degrees(atan(found.value)))


def scales(said: Fields) -> None:
    """Check how many times as tall a unit of y is drawn as one of x."""
    plane = said.here.plane_of("gentle-tangent")
    said.holds("times", float(f"{plane.scale[1] / plane.scale[0]:.6g}"))


METERS: Mapping[str, Claim] = MappingProxyType(
    {
        "Two places of the curve {curve}, each with a slope meter.": names_the_function("curve"),
        "At {place} the slope is {slope}, an angle of {angle}: gentle.": steepness("gentle", angled=True),
        "At {place} the slope is {slope}, an angle of {angle}: steep.": steepness("steep", angled=True),
        "At {place} the slope is {slope}: gentle.": steepness("gentle", angled=False),
        "At {place} the slope is {slope}: steep.": steepness("steep", angled=False),
        "gentle": is_the("gentle"),
        "steep": is_the("steep"),
        "slope {slope}": reading,
        "angle {angle}": reading_angle,
        "heights drawn {times} times as tall": scales,
    }
)
