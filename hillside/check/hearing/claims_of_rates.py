"""What the sentences about learning rates that are tried claim: each rate, and the bottom of their valley."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from hillside.check.hearing import own_derivatives, own_descents
from hillside.check.hearing.claim import Claim, all_of, names_the_function
from hillside.check.hearing.own_derivatives import Estimate
from hillside.check.hearing.sentences import read_back
from hillside.check.hearing.situation import Fields, Situation, UntrueError, insist, require
from hillside.check.hearing.stated_values import UnreadableError

NEAR = 0.02
"""A descent has arrived within this share of the first distance."""
TRIALS = ("small", "right", "large")
"""The three panels of `learning-rate`, from left to right."""


def rate_of_trial(here: Situation, name: str) -> float:
    """Return the rate of a panel: as given, or as it is written above."""
    given = getattr(here.params, name)
    if given is not None:
        return float(given)
    for heard in read_back(here.written(f"{name}-rate"), here.language, label=True):
        if "rate {rate}" in heard.messages:
            return here.number(heard.fields["rate"]).value
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
    """Check the rate over a panel."""
    said.holds("rate", rate_of_trial(said.here, said.here.part.partition("-")[0]))


def is_limit(said: Fields) -> None:
    """Check the limit that is marked on the line of rates, such as `2 / L = 1`, and where its mark is."""
    here = said.here
    _is_limit(said, said.text("formula"))
    if here.part:
        require(
            here.number(said.text("formula").rpartition("=")[2]),
            Estimate(on_line(here, "limit-mark"), 0.0, 0.0),
        )


def on_line(here: Situation, name: str) -> float:
    """Return the rate at which a mark is drawn on the line of rates."""
    x = here.drawn_x(name)
    return 10.0**x if here.figure.final_facts.line.decades else x


def is_curvature(said: Fields) -> None:
    """Check what L is: the second derivative at the bottom, such as `L = f''(0) = 2`."""
    here, found = said.here, bottom_of_trials(said)
    if found is None:
        raise UntrueError("is said where there is no bottom")
    letter, applied, value = (each.strip() for each in said.text("formula").split("="))
    called = re.fullmatch(r"(?P<f>.+?)(?:''|″)\((?P<at>.+)\)", applied)
    if letter != "L" or called is None:
        raise UnreadableError(f'"{said.text("formula")}" does not say what L is')
    insist(called["f"] in (here.f.called, "f"), f'differentiates "{called["f"]}"')
    slack = 1e-5 * here.scale
    require(here.number(called["at"]), Estimate(found[0], slack, slack))
    bend = own_derivatives.curvature(here.curve, found[0], here.scale)
    require(here.number(value), Estimate(bend.value, 1e-5 * abs(bend.value) + bend.uncertainty))


def rate_is(kind: str) -> Claim:
    """Return the claim over a panel that its rate is too small, right, or too large."""

    def claim(said: Fields) -> None:
        here = said.here
        trial = here.part.partition("-")[0]
        start = (float(here.params.start),)
        run = own_descents.run(
            here.f, start, "gradient descent", rate_of_trial(here, trial), here.params.steps, here.scale, 0
        )
        bottom = own_descents.bottom_below(here.f, start, here.scale)
        if bottom is None:
            insist(kind == "large" and run.broke, "is said where there is no bottom to arrive at")
            return
        off = run.points[: run.last + 1, 0] - bottom[0]
        over = run.broke or bool((off * off[0] < 0).any()) or abs(off[-1]) > abs(off[0])
        heights = run.values - float(here.curve(np.array([bottom[0]]))[0])
        on_the_floor = abs(heights[run.last]) <= 1e-9 * abs(heights[0])
        there = not run.broke and (abs(off[-1]) <= NEAR * abs(off[0]) or bool(on_the_floor))
        if kind == "right":
            insist(there, "is said of a rate that does not arrive")
        elif kind == "small":
            insist(not over and not there, "is said of a rate that oversteps the bottom, or arrives")
        else:
            insist(over and not there, "is said of a rate that does not overstep the bottom, or arrives")

    return claim


def _is_limit(said: Fields, text: str) -> None:
    """Check a limit such as `2 / L = 1`."""
    found = bottom_of_trials(said)
    if found is None:
        raise UntrueError("compares with the limit of a bottom that is not there")
    bend = own_derivatives.curvature(said.here.curve, found[0], said.here.scale)
    over, _, value = text.partition("=")
    factor, _, letter = over.partition("/")
    require(said.here.number(factor), 2.0)
    insist(letter.strip() == "L", f'calls the curvature "{letter.strip()}"')
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
        "Too small": rate_is("small"),
        "Right": rate_is("right"),
        "Too large": rate_is("large"),
        "limit {formula}": is_limit,
        "{formula} is the curvature at the bottom: above the limit no descent settles there.": is_curvature,
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
