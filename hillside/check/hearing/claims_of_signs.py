"""What the sentences about the sign of a slope claim: at a point, over a panel, all over the window."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

import numpy as np

from hillside.check.hearing.claim import Claim, all_of, names_the_function, names_the_letters
from hillside.check.hearing.claims_of_slopes import has_sign, slope_of
from hillside.check.hearing.situation import Fields, Situation, insist, listed, require
from hillside.check.hearing.stated_values import SQUEEZED, UnheardError, stripped

SAMPLES = 257
"""The number of points of the window at which the sign of a slope is looked for."""
_ABOVE = re.compile(r"(?:sign|trend)-\d+")
TIP = 1.0
"""The largest distance of the tip of an arrow from the new value of the parameter, in layout pixels."""
_STEP = re.compile(
    rf"(?P<old>{SQUEEZED})[−-](?P<rate>{SQUEEZED})[×·]\(?(?P<slope>{SQUEEZED})\)?[=≈](?P<new>{SQUEEZED})"
)
PANELS: Mapping[str, int] = MappingProxyType({"climbing": 1, "falling": -1, "flat": 0})
"""The panels of a chart of signs by name, with the sign of the slope in each."""


def sign_at(sign: int, *among: str) -> Claim:
    """Return the claim that the slope has a sign at the place of the sentence."""

    def claim(said: Fields) -> None:
        has_sign(said.here, said.place("place", *among), sign)

    return claim


def is_above_a_stretch(here: Situation) -> bool:
    """Return whether a label is a sign or a word above a stretch of a curve."""
    return _ABOVE.fullmatch(here.part) is not None


def sign_by_part(sign: int) -> Claim:
    """Return the claim that the slope has a sign at the point beside which a word stands.

    The word belongs to the point of the same name where there are several, and else to the only one; over a
    panel whose sign occurs nowhere it is that of the panel; over a stretch of the curve, to the x below it.
    """

    def claim(said: Fields) -> None:
        if is_above_a_stretch(said.here):
            has_sign(said.here, said.here.label_x, sign)
            return
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


def tangents_at(said: Fields) -> None:
    """Check that each place of a list is one of the points of the figure."""
    for place in listed(said.text("places")):
        Fields({"place": place}, said.here).place("place")


def slope_by_part(said: Fields) -> None:
    """Check the slope of the tangent beside which it stands."""
    said.holds("slope", said.here.slope(next(iter(said.here.places(said.here.part.partition("-")[0])))))


def check_step(text: str, here: Situation) -> bool:
    """Check a step in numbers, old − rate × slope = new, below the panel of its point.

    It is compared with the slope there, with its own arithmetic, and with the arrow that is drawn. Return
    whether the text is one.

    Raises:
        UntrueError: if it is not the step of the panel.
    """
    found = _STEP.fullmatch("".join(stripped(text).split()))
    name = here.part.removesuffix("-rule")
    if found is None or name not in PANELS:
        return False
    old, rate, slope = (here.number(found[field]) for field in ("old", "rate", "slope"))
    (at,) = here.places(name)
    require(old, at)
    require(slope, here.slope(at))
    if here.params.rate is not None:
        require(rate, float(here.params.rate))
    rates = {known["rate"] for known in _rules_written(here)} | {found["rate"]}
    insist(len(rates) == 1, "has another rate than the panel beside it")
    if found["new"] == "?" and here.params.hide == "step":
        return True
    new = here.number(found["new"])
    insist(new.agrees(old.value - rate.value * slope.value), f'says "{text}", which is no true sum')
    if f"{name}-arrow" in here.drawn:
        insist(_points_to(new.value, here, name), "tells another new value than the arrow points at")
    return True


def _rules_written(here: Situation) -> Iterator[re.Match[str]]:
    """Yield the steps in numbers of all panels that have one."""
    for panel in PANELS:
        part = f"{panel}-rule"
        if part in here.figure.layout.placed:
            _, _, numbers = here.written(part).rpartition("\n\n")
            written = _STEP.fullmatch("".join(stripped(numbers).split()))
            if written is not None:
                yield written


def _points_to(new: float, here: Situation, name: str) -> bool:
    """Return whether the arrow of a panel points at a value of the parameter."""
    plane, (shaft, head) = here.plane_of(f"{name}-arrow"), here.drawn[f"{name}-arrow"].shapes()
    tip = float(plane.to_sheet(np.array([[new, 0.0]]))[0, 0])
    return abs(float(head.points[0][0]) - tip) <= TIP and shaft is not head


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
        "At {place} the slope is {slope}.": slope_of("slope"),
        "What is the new {x}?": names_the_letters,
        "The curve {curve} with tangents at {places}.": all_of(names_the_function("curve"), tangents_at),
        "At {place} the slope is {slope}: decrease the parameter.": all_of(
            slope_of("slope", "climbing"), sign_at(1, "climbing")
        ),
        "At {place} the slope is {slope}: increase the parameter.": all_of(
            slope_of("slope", "falling"), sign_at(-1, "falling")
        ),
        "new {x} = {parameter} − rate × slope": names_the_letters,
        "decrease {x}": all_of(names_the_letters, rule(1)),
        "increase {x}": all_of(names_the_letters, rule(-1)),
        "nowhere in this window": not_here,
        "derivative positive": sign_by_part(1),
        "derivative negative": sign_by_part(-1),
        "derivative zero": sign_by_part(0),
    }
)
