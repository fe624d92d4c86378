"""What the sentences about the sign of a slope claim: at a point, over a panel, all over the window."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from hillside.check.hearing.claim import Claim, all_of, names_the_function
from hillside.check.hearing.claims_of_slopes import has_sign, slope_of
from hillside.check.hearing.situation import Fields, insist
from hillside.check.hearing.stated_values import UnheardError

SAMPLES = 257
"""The number of points of the window at which the sign of a slope is looked for."""
PANELS: Mapping[str, int] = MappingProxyType({"climbing": 1, "falling": -1, "flat": 0})
"""The panels of a chart of signs by name, with the sign of the slope in each."""


def sign_at(sign: int, *among: str) -> Claim:
    """Return the claim that the slope has a sign at the place of the sentence."""

    def claim(said: Fields) -> None:
        has_sign(said.here, said.place("place", *among), sign)

    return claim


def sign_by_part(sign: int) -> Claim:
    """Return the claim that the slope has a sign at the point beside which a word stands.

    The word belongs to the point of the same name where there are several, and else to the only one; over a
    panel whose sign occurs nowhere it is that of the panel.
    """

    def claim(said: Fields) -> None:
        point = said.here.part.rpartition("-")[0]
        points = [dot.x for dot in said.here.dots(point)] if point else [float(said.here.params.at)]
        if not points and point in PANELS:
            insist(PANELS[point] == sign, "stands over the panel of another sign")
        else:
            insist(bool(points), f"stands by no point named {point}")
        for x in points:
            has_sign(said.here, x, sign)

    return claim


def nowhere(sign: int) -> Claim:
    """Return the claim that the slope has a sign nowhere in the window."""

    def claim(said: Fields) -> None:
        window = said.here.window
        x = np.linspace(window.low, window.high, SAMPLES)[1:-1]
        for at, found in zip(x, said.here.slopes(x), strict=True):
            if found.is_hidden and sign == 0:
                raise UnheardError("the values of the function do not show whether it is flat")
            here = np.isfinite(found.value) and found.sign == sign
            insist(not here, f"is said, though the slope at x = {at:.4g} has that sign")

    return claim


def rule(sign: int) -> Claim:
    """Return the claim that the rule below a panel belongs to the sign of its slope."""

    def claim(said: Fields) -> None:
        here, name = said.here, said.here.part.partition("-")[0]
        if not here.part:
            return
        points = [dot.x for dot in here.dots(name)]
        insist(bool(points), "is the rule of a panel without a point")
        has_sign(here, points[0], sign)

    return claim


def not_here(said: Fields) -> None:
    """Check that a panel whose sign occurs nowhere has no point."""
    name = said.here.part.partition("-")[0]
    insist(not list(said.here.dots(name)), "is said of a panel that has a point")
    nowhere(PANELS[name])(said)


SIGNS: Mapping[str, Claim] = MappingProxyType(
    {
        "increasing": sign_by_part(1),
        "decreasing": sign_by_part(-1),
        "The curve {curve}, and the sign of its slope.": names_the_function("curve"),
        "At {place} the curve climbs: its slope is {slope}, positive.": all_of(
            slope_of("slope", "climbing"), sign_at(1, "climbing")
        ),
        "At {place} the curve falls: its slope is {slope}, negative.": all_of(
            slope_of("slope", "falling"), sign_at(-1, "falling")
        ),
        "At {place} the curve is flat: its slope is 0.": sign_at(0, "flat"),
        "This curve climbs nowhere in the window.": nowhere(1),
        "This curve falls nowhere in the window.": nowhere(-1),
        "This curve is nowhere flat in the window.": nowhere(0),
        "The error {curve} over one parameter, in three panels.": names_the_function("curve"),
        "At {place} the slope is {slope}: decrease the parameter.": all_of(
            slope_of("slope", "climbing"), sign_at(1, "climbing")
        ),
        "At {place} the slope is {slope}: increase the parameter.": all_of(
            slope_of("slope", "falling"), sign_at(-1, "falling")
        ),
        "decrease the parameter": rule(1),
        "increase the parameter": rule(-1),
        "nowhere in this window": not_here,
        "derivative positive": sign_by_part(1),
        "derivative negative": sign_by_part(-1),
        "derivative zero": sign_by_part(0),
    }
)
