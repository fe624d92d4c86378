"""What the sentences about a gentle and a steep place claim: slope, angle, and which is the steeper."""

from __future__ import annotations

from collections.abc import Mapping
from math import atan, degrees
from types import MappingProxyType

from hillside.check.hearing.claim import Claim, names_the_function
from hillside.check.hearing.own_derivatives import Estimate
from hillside.check.hearing.situation import Fields, Situation, insist, require

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
