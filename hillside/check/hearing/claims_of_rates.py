"""What the sentences about learning rates that are tried claim: each rate, and the bottom of their valley."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hillside.check.hearing import own_derivatives, own_descents
from hillside.check.hearing.claim import Claim, all_of, names_the_function
from hillside.check.hearing.own_derivatives import Estimate
from hillside.check.hearing.sentences import read_back
from hillside.check.hearing.situation import Fields, Situation, UntrueError, insist, require
from hillside.check.hearing.stated_values import UnreadableError

TRIALS = ("small", "right", "large")
"""The three panels of `learning-rate`, from left to right."""


def rate_of_trial(here: Situation, name: str) -> float:
    """Return the rate of a panel: as given, or as it is written above."""
    given = getattr(here.params, name)
    if given is not None:
        return float(given)
    for heard in read_back(here.written(f"{name}-rate"), here.language, label=True):
        if "rate {rate}" in heard.messages:
            return here.number(heard.fields["rate"].split(">")[0].split("<")[0].split("=")[0]).value
    raise UnreadableError(f"no rate stands over the {name} panel")


def trial_with_rate(said: Fields) -> None:
    """Check the rate of a trial and the verdict on it."""
    here = said.here
    stated = said.number("rate")
    shown = here.figure.film.beats[here.beat].appearing if here.beat is not None else ()
    now = [name for name in TRIALS if name in shown or f"{name}-fate" in shown]
    found = [name for name in now or TRIALS if stated.agrees(rate_of_trial(here, name))]
    insist(bool(found), "names a rate that is not tried here")
    here.hear(said.text("label"), f"{found[0]}-fate")


def bottom_of_trials(said: Fields) -> tuple[float, bool] | None:
    """Return the bottom below the start of the trials, and whether it is a corner; None if there is none."""
    here = said.here
    found = own_descents.bottom_below(here.f, (float(here.params.start),), here.scale)
    if found is None:
        return None
    left, right = (own_derivatives.one_sided(here.curve, found[0], side, here.scale) for side in (-1, 1))
    bend = abs(own_derivatives.curvature(here.curve, found[0], here.scale).value)
    apart = abs(left.value - right.value)
    return found[0], apart > left.uncertainty + right.uncertainty + 1e-4 * bend * here.scale


def limit_of_rates(said: Fields) -> None:
    """Check the curvature at the bottom, and 2 over it."""
    found = bottom_of_trials(said)
    if found is None:
        raise UntrueError("is said where there is no bottom")
    bend = own_derivatives.curvature(said.here.curve, found[0], said.here.scale)
    slack = 1e-5 * abs(bend.value) + bend.uncertainty
    said.holds("curvature", Estimate(bend.value, slack))
    limit = 2 / bend.value
    said.holds("limit", Estimate(limit, abs(limit) * slack / abs(bend.value)))


def bottom_is(kind: str) -> Claim:
    """Return the claim that there is no bottom, that it is a corner, or that it has no curvature."""

    def claim(said: Fields) -> None:
        found = bottom_of_trials(said)
        if kind == "none":
            insist(found is None, "is said where there is a bottom")
        elif found is None:
            raise UntrueError("is said where there is no bottom")
        elif kind == "corner":
            insist(found[1], "is said of a smooth bottom")

    return claim


def is_rate(said: Fields) -> None:
    """Check the rate over a panel, which may be compared with the limit."""
    here = said.here
    rate = rate_of_trial(here, here.part.partition("-")[0])
    text = said.text("rate")
    for sign in "<>=":
        if sign in text:
            left, _, right = text.partition(sign)
            bound = here.number(right.rpartition("=")[2])
            require(here.number(left), rate)
            holds = {"<": rate < bound.value, ">": rate > bound.value, "=": bound.agrees(rate)}[sign]
            insist(holds, f"compares {rate:g} wrongly with {bound.value:g}")
            _is_limit(said, right)
            return
    said.holds("rate", rate)


def _is_limit(said: Fields, text: str) -> None:
    """Check a limit such as `2 / L = 1`."""
    found = bottom_of_trials(said)
    if found is None:
        raise UntrueError("compares with the limit of a bottom that is not there")
    bend = own_derivatives.curvature(said.here.curve, found[0], said.here.scale)
    over, _, value = text.partition("=")
    factor = said.here.number(over.partition("/")[0])
    require(factor, 2.0)
    limit = 2 / bend.value
    require(said.here.number(value), Estimate(limit, 1e-5 * abs(limit)))


def start_of_trials(said: Fields) -> None:
    """Check the common start of the trials."""
    said.place("place", "start")


RATES: Mapping[str, Claim] = MappingProxyType(
    {
        "One error curve, three times, and one start: {place}.": start_of_trials,
        "Three descents on {curve} from {place}.": all_of(names_the_function("curve"), start_of_trials),
        "Rate {rate}: {label}.": trial_with_rate,
        "Downhill of the start there is no bottom at which a descent could settle.": bottom_is("none"),
        "The bottom is a corner: the slope does not shrink on the way there, and so nor do the steps.": (
            bottom_is("corner")
        ),
        "The ground is ever flatter towards the bottom, and so the steps are ever shorter.": bottom_is(
            "some"
        ),
        "The curvature at the bottom is L = {curvature}: no rate above 2/L = {limit} can settle there.": (
            limit_of_rates
        ),
    }
)
