"""What the sentences about secants claim: their runs, their quotients, and the slope that these go to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from types import MappingProxyType

import numpy as np

from hillside.check.hearing import own_derivatives
from hillside.check.hearing.claim import Claim, all_of, names_the_function, names_the_place
from hillside.check.hearing.claims_of_slopes import side_slope
from hillside.check.hearing.own_derivatives import Estimate
from hillside.check.hearing.situation import Fields, Situation, insist, require, values_of
from hillside.check.hearing.stated_values import number, stripped


def first_run(here: Situation) -> float:
    """Return the first run of the secants: as given, or as drawn."""
    if here.params.run is not None:
        return float(here.params.run)
    return float(f"{here.drawn_x('partners-1') - float(here.params.at):.10g}")


def quotient(here: Situation, run: float) -> Estimate:
    """Return the difference quotient over a run."""
    at = float(here.params.at)
    low, high = values_of(here.f)(np.array([at, at + run]))
    error = 4 * own_derivatives.EPSILON * max(abs(low), abs(high)) / abs(run)
    return Estimate(float((high - low) / ((at + run) - at)), error, error)


def present_run(here: Situation) -> float:
    """Return the run of the secant of this moment; after the last halving it goes to 0 evenly."""
    step, last = float(here.params.step), here.params.runs - 1
    return first_run(here) / 2 ** min(step, last) * max(0.0, min(1.0, last + 1 - step))


def present_quotient(said: Fields) -> None:
    """Check the run and the quotient of the secant of this moment."""
    here = said.here
    run = present_run(here)
    said.holds("run", run)
    said.holds("quotient", quotient(here, run))


def present_slope(said: Fields) -> None:
    """Check the quotient of the secant of this moment."""
    said.holds("quotient", quotient(said.here, present_run(said.here)))


def check_quotient(text: str, here: Situation) -> bool:
    """Check a quotient or its limit, such as `(f(1 + h) - f(1)) / h = 1.5`; return whether a text is one.

    Raises:
        UntrueError: if it is false.
    """
    name = re.escape(here.f.applied.partition("(")[0])
    found = re.fullmatch(
        rf"(?:{name}['′]\((?P<of>.+?)\)=(?P<limit>lim)_\(h→0\))?"
        rf"\({name}\((?P<at>.+?)\+h\)[-−]{name}\((?P<from>.+?)\)\)/h(?P<sign>[=→])(?P<value>.+)",
        "".join(stripped(text).split()),
    )
    if found is None:
        return False
    insist(found["from"] == found["at"] == (found["of"] or found["at"]), "mixes two points")
    _names_the_point(found["at"], here)
    is_limit = bool(found["limit"]) or found["sign"] == "→"
    insist(is_limit or present_run(here) != 0, "divides by a run of 0")
    if asks_for_limit(found["value"], here):
        insist(is_limit, "asks for a quotient that is shown")
        return True
    true = limit_of_quotients(here) if is_limit else quotient(here, present_run(here))
    require(here.number(found["value"]), true)
    return True


def asks_for_limit(text: str, here: Situation) -> bool:
    """Return whether a text asks for the limit, in a picture that leaves it out."""
    return stripped(text) == "?" and here.params.hide == "limit"


def check_far_point(text: str, here: Situation) -> bool:
    """Check the x of the second point, such as `1 + h = 3`; return whether a text is one.

    Raises:
        UntrueError: if it is false.
    """
    found = re.fullmatch(r"(?P<at>.+?)\+h=(?P<x>.+)", "".join(stripped(text).split()))
    if found is None or here.part != "far-name":
        return False
    _names_the_point(found["at"], here)
    x = float(here.params.at) + (present_run(here) or first_run(here))
    require(number(found["x"], here.language), Estimate(x, 1e-9 * here.scale, 1e-9 * here.scale))
    return True


def _names_the_point(text: str, here: Situation) -> None:
    Fields({"place": f"{here.letters[0]} = {text}"}, here).place("place", "at")


def closer_and_closer(said: Fields) -> None:
    """Check that each quotient is closer to the limit than the one before."""
    here, limit = said.here, limit_of_quotients(said.here)
    found = [quotient(here, first_run(here) / 2**number) for number in range(here.params.runs)]
    off = [abs(each.value - limit.value) for each in found]
    slack = [each.uncertainty + limit.uncertainty for each in found]
    closer = all(b < a + c + d for (a, c), (b, d) in pairwise(zip(off, slack, strict=True)))
    insist(closer, "is said of slopes that do not approach their limit")


def all_quotients(said: Fields) -> None:
    """Check the first and the last run, their quotients, and the slope that these go to."""
    first_and_last(said)
    limit_by_run(said)


def first_and_last(said: Fields) -> None:
    """Check the first and the last run, and their quotients."""
    first = first_run(said.here)
    last = first / 2 ** (said.here.params.runs - 1)
    said.holds("first", first)
    said.holds("last", last)
    said.holds("start", quotient(said.here, first))
    said.holds("end", quotient(said.here, last))


def limit_by_run(said: Fields) -> None:
    """Check the limit of the quotients: the slope from the side of the runs."""
    said.holds("slope", limit_of_quotients(said.here))


def limit_of_quotients(here: Situation) -> Estimate:
    """Return the slope from the side of the runs; that from both sides where there is no corner."""
    left, right = side_slope(here, -1), side_slope(here, 1)
    both = here.slope(float(here.params.at))
    if abs(left.value - right.value) <= 1e-6 * max(abs(left.value), abs(right.value)) + 1e-9 * abs(
        both.value
    ):
        return both
    if abs(left.value - right.value) <= left.uncertainty + right.uncertainty:
        return both
    return right if first_run(here) > 0 else left


def far_side(side: int) -> Claim:
    """Return the claim about the slope from the side away from the runs."""

    def claim(said: Fields) -> None:
        insist((first_run(said.here) > 0) == (side < 0), "is said of the side on which the secants are")
        said.holds("slope", side_slope(said.here, side))

    return claim


def near_side(side: int) -> Claim:
    """Return the claim about the slope from the side of the runs."""

    def claim(said: Fields) -> None:
        insist((first_run(said.here) > 0) == (side > 0), "is said of the side on which there are no secants")
        said.holds("slope", side_slope(said.here, side))

    return claim


SECANTS: Mapping[str, Claim] = MappingProxyType(
    {
        "The shorter the run, the closer to the tangent": closer_and_closer,
        "Over a run of {run} its slope, rise over run, is {quotient}.": present_quotient,
        "Half as far: the slope is {quotient}.": present_slope,
        "As the run goes to 0, the slope goes to {slope}: that of the tangent.": limit_by_run,
        "As the run goes to 0 from the right, the slope goes to {slope}.": near_side(1),
        "As the run goes to 0 from the left, the slope goes to {slope}.": near_side(-1),
        "Secants from the left go to another slope: {slope}.": far_side(-1),
        "Secants from the right go to another slope: {slope}.": far_side(1),
        (
            "Secants of {curve} from the point at {place}, over runs from {first} to {last}: their slopes go "
            "from {start} to {end}, toward {slope}, the slope of the dashed tangent."
        ): all_of(names_the_function("curve"), names_the_place("place", "at"), all_quotients),
        (
            "Secants of {curve} from the point at {place}, over runs from {first} to {last}: their slopes go "
            "from {start} to {end}."
        ): all_of(names_the_function("curve"), names_the_place("place", "at"), first_and_last),
        (
            "The secants from there, over runs from {first} to {last}, have slopes from {start} to {end}, "
            "toward {slope}."
        ): all_quotients,
    }
)
