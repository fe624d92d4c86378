"""What the sentences about walks, learning rates and races of optimizers claim, held against our own runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from math import isfinite
from types import MappingProxyType

import numpy as np

from hillside.check.hearing import own_derivatives, own_descents
from hillside.check.hearing.claim import Claim, all_of, names_the_function
from hillside.check.hearing.claims_of_graphs import equations
from hillside.check.hearing.claims_of_learning import training_error
from hillside.check.hearing.own_derivatives import EPSILON, Estimate, Values
from hillside.check.hearing.own_descents import LONG, Run
from hillside.check.hearing.sentences import read_back
from hillside.check.hearing.situation import (
    Fields,
    Situation,
    UntrueError,
    insist,
    require,
    slope_or_nothing,
    values_of,
)
from hillside.check.hearing.stated_values import UnreadableError, equation, number, pair, stripped

TRIALS = ("small", "right", "large")
"""The three panels of `learning-rate`, from left to right."""
NEAR, LOW, HOLD = 0.02, 0.01, 0.1
"""A run is at the bottom within `NEAR` of the first distance and `LOW` of the first height above it; after
that it stays within `HOLD` of the first distance, however long it is continued."""
AT_REST = 1e-3
"""A run has come to rest when its last step is shorter than this share of the first distance."""
INTRODUCED = "{label}, rate {rate}."
DIRECTION = "Direction to decrease error"


# The hiker.


def walk(here: Situation) -> Run:
    """Return the hiker's walk, by our own steps."""
    p = here.params
    return own_descents.run(
        here.f, (float(p.start),), "gradient descent", float(p.rate), p.steps, here.scale, 1
    )


def foot(here: Situation) -> float:
    """Return where the hiker stands at this moment: at a whole step, an iterate of our own walk."""
    if here.name == "header":
        return float(here.params.start)
    rows = walk(here).points[:, 0]
    return (
        float(here.params.start)
        if here.params.step == 0
        else float(rows[min(int(here.params.step), len(rows) - 1)])
    )


def ground(here: Situation) -> Estimate:
    """Return the slope of the ground underfoot."""
    hill = here.params.hill if here.name == "header" else here.f
    found = slope_or_nothing(values_of(hill), foot(here), here.hill_window)
    steps = 0 if here.name == "header" else int(here.params.step)
    # Each step of the walk adds the rounding of its slope.
    return replace(found, uncertainty=found.uncertainty + steps * 1e-9 * abs(found.value))


def stands(said: Fields) -> None:
    """Check where the hiker stands."""
    name, stated = equation(said.text("place"), said.here.language)
    insist(name in said.here.letters, f'names the letter "{name}"')
    require(stated, Estimate(foot(said.here), 1e-9 * said.here.scale, 1e-9 * said.here.scale))


def underfoot(said: Fields) -> None:
    """Check the slope underfoot."""
    said.holds("slope", ground(said.here))


def down(side: int) -> Claim:
    """Return the claim that the way down is to the right (1), to the left (-1), or nowhere (0)."""

    def claim(said: Fields) -> None:
        found = ground(said.here)
        insist(found.sign == -side, f"is said where the slope underfoot is {found.value:.4g}")

    return claim


def is_no_flat_ground(said: Fields) -> None:
    """Check that there is a way down."""
    insist(ground(said.here).sign != 0, "is said where the ground is flat")


def own_step(side: int) -> Claim:
    """Return the claim about the number, the length and the direction of the step just taken."""

    def claim(said: Fields) -> None:
        here, count = said.here, said.count("number")
        insist(count == int(here.params.step), f"is said when step {here.params.step:g} has been taken")
        x = walk(here).points[:, 0]
        move = float(x[count] - x[count - 1])
        insist(move * side > 0, "is said of a step the other way")
        said.holds("length", abs(move))

    return claim


def after_step(said: Fields) -> None:
    """Check the error after a number of steps, of the hiker or of a training."""
    if said.here.name != "hiker":
        training_error(said)
        return
    insist(said.count("number") == int(said.here.params.step), "is said at another step")
    said.holds("error", height(said.here))


def height(here: Situation) -> Estimate:
    """Return the height of the ground underfoot."""
    value = float(here.curve(np.array([foot(here)]))[0])
    return Estimate(value, 1e-9 * abs(value), 64 * EPSILON * abs(value))


def walk_ends_flat(said: Fields) -> None:
    """Check that the slope at the last stop is 0, and the height there."""
    now = ground(said.here)
    insist(now.may_be_zero, f"is said where the slope is {now.value:.4g}")
    said.holds("error", height(said.here))


def at_the_bottom(said: Fields) -> None:
    """Check that the hiker is near the bottom below the start."""
    here = said.here
    start = (float(here.params.start),)
    bottom = own_descents.bottom_below(here.f, start, here.scale)
    if bottom is None:
        raise UntrueError("is said where there is no bottom")
    left = abs(foot(here) - bottom[0]) / abs(start[0] - bottom[0])
    insist(left <= 1.05 * NEAR, f"is said with {left:.2g} of the way left")


def is_no_valley(said: Fields) -> None:
    """Check that the ground is flatter than on the way, and not lower than all around at rest."""
    here, rest = said.here, walk(said.here).points[-1, 0]
    low, middle, high = here.curve(rest + 1e-3 * here.scale * np.array([-1.0, 0.0, 1.0]))
    insist(not (low > middle and high > middle), "is said of a valley")
    steepest = abs(here.slope(float(here.params.start)).value)
    insist(abs(ground(here).value) <= steepest, "is said of steep ground")


def height_underfoot(said: Fields) -> None:
    """Check the height of the ground underfoot."""
    said.holds("error", height(said.here))


def next_place(here: Situation) -> float:
    """Return where the next step would lead."""
    return foot(here) - float(here.params.rate) * here.slope(foot(here)).value


def next_step(said: Fields) -> None:
    """Check where the next step would lead."""
    there = next_place(said.here)
    require(equation(said.text("place"), said.here.language)[1], Estimate(there, 1e-9 * abs(there)))


def next_step_leads_off(said: Fields) -> None:
    """Check that the next step would lead to the edge of the window or beyond."""
    here, there = said.here, next_place(said.here)
    room = 0.03 * (here.window.high - here.window.low)
    inside = here.window.low + room <= there <= here.window.high - room
    insist(not inside, "is said of a step that stays on the ground")


def no_ground_there(said: Fields) -> None:
    """Check that the function has no value where the next step would lead."""
    value = float(said.here.curve(np.array([next_place(said.here)]))[0])
    insist(not isfinite(value), "is said of a place on the ground")


def gap_before_there(said: Fields) -> None:
    """Check that between the hiker and the end of the next step the function has no value, or a huge one."""
    here = said.here
    y = here.curve(np.linspace(foot(here), next_place(here), 4097))
    high = here.figure.view.y
    insist(bool((~(np.abs(y) <= 10 * max(abs(high.low), abs(high.high)))).any()), "is said of whole ground")


def next_step_is_short(said: Fields) -> None:
    """Check the length of the next step, and that it is a small part of the window."""
    here = said.here
    length = abs(next_place(here) - foot(here))
    said.holds("length", Estimate(length, 1e-6 * length))
    insist(length < 0.01 * (here.window.high - here.window.low), "is said of a step that can be seen")


def is_above_the_start(said: Fields) -> None:
    """Check that the hiker is higher than at the start."""
    start = float(said.here.curve(np.array([float(said.here.params.start)]))[0])
    insist(height(said.here).value > start, "is said of a walk that ends below the start")


def walk_never_settles(said: Fields) -> None:
    """Check that the walk comes to no rest if it is continued."""
    here, p = said.here, said.here.params
    start = (float(p.start),)
    found = own_descents.run(here.f, start, "gradient descent", float(p.rate), p.steps, here.scale, LONG)
    insist(not _rests(found), "is said of a walk that comes to rest")


def rate_of_walk(said: Fields) -> None:
    """Check the learning rate of the hiker."""
    said.holds("rate", float(said.here.params.rate))


def slope_and_direction(said: Fields) -> None:
    """Check the slope of the header's hill, and that the words are those of its arrow."""
    underfoot(said)
    own = said.here.params.direction
    words = said.here.language.say(DIRECTION) if own is None else own
    insist(stripped(said.text("label")) == stripped(words), "ends with other words than the arrow has")


# The three learning rates.


def rate_of_trial(here: Situation, name: str) -> float:
    """Return the rate of a panel: as given, or as it is written above."""
    given = getattr(here.params, name)
    if given is not None:
        return float(given)
    for heard in read_back(here.written(f"{name}-rate"), here.language, label=True):
        if "rate {rate}" in heard.messages:
            return number(heard.fields["rate"].split(">")[0].split("<")[0].split("=")[0], here.language).value
    raise UnreadableError(f"no rate stands over the {name} panel")


def runner(here: Situation, more: int = 0) -> tuple[Run, Values | None]:
    """Return the run that a verdict speaks of, and the bottom below its start, or None."""
    p = here.params
    if here.name == "learning_rate":
        name = here.part.partition("-")[0]
        start, method, rate = (float(p.start),), "gradient descent", rate_of_trial(here, name)
    else:
        start = (float(p.start), float(p.start_y))
        method = racers(here)[int(here.part.rpartition("-")[2]) - 1]
        rate = rate_of_racer(here, method)
    found = own_descents.run(here.f, start, method, rate, p.steps, here.scale, more)
    bottom = own_descents.bottom_below(here.f, start, here.scale)
    return found, None if bottom is None else np.array(bottom)


def towards_bottom(here: Situation, more: int = 0) -> tuple[Run, Values]:
    """Return the run that a verdict speaks of, and the bottom below its start.

    Raises:
        UntrueError: if there is none.
    """
    found, bottom = runner(here, more)
    if bottom is None:
        raise UntrueError("is said where there is no bottom")
    return found, bottom


def racers(here: Situation) -> tuple[str, ...]:
    """Return the methods of a race in the order of the parameter."""
    known: dict[str, str] = {name.lower(): name for name in own_descents.METHODS}
    words: list[str] = here.params.optimizer.split(",")
    plain = (word.strip().lower().replace("-", " ").replace("_", " ") for word in words)
    return tuple(known.get(word, word) for word in plain)


def name_of_racer(method: str, here: Situation) -> str:
    """Return the name of a method in the language of the figure; names of people are the same in all."""
    shown = {"gradient descent": "Gradient descent", "momentum": "Momentum"}.get(method, method)
    return here.language.say(shown)


def rate_of_racer(here: Situation, method: str) -> float:
    """Return the rate of a method: as given, or as the film introduces it."""
    if method == "Newton":
        return 1.0
    if here.params.rate is not None:
        return float(here.params.rate)
    for beat in here.figure.film.beats:
        for heard in read_back(beat.say, here.language):
            if INTRODUCED in heard.messages and _is_called(heard.fields["label"], method, here):
                return number(heard.fields["rate"], here.language).value
    raise UnreadableError(f"no rate is told of {method}")


def _is_called(text: str, method: str, here: Situation) -> bool:
    return stripped(text) == stripped(name_of_racer(method, here))


def introduces(said: Fields) -> None:
    """Check that the methods are introduced in their order, each with its rate."""
    here = said.here
    shown = here.figure.film.beats[here.beat].appearing if here.beat is not None else ()
    places = [int(part.rpartition("-")[2]) for part in shown if part.startswith("name-")]
    for method in (racers(here)[place - 1] for place in places):
        insist(_is_called(said.text("label"), method, here), f"is said when {method} appears")
        said.holds("rate", rate_of_racer(here, method))


def trial_with_rate(said: Fields) -> None:
    """Check the rate of a trial and the verdict on it."""
    here = said.here
    stated = said.number("rate")
    shown = here.figure.film.beats[here.beat].appearing if here.beat is not None else ()
    now = [name for name in TRIALS if name in shown or f"{name}-fate" in shown]
    found = [name for name in now or TRIALS if stated.agrees(rate_of_trial(here, name))]
    insist(bool(found), "names a rate that is not tried here")
    here.hear(said.text("label"), f"{found[0]}-fate")


def labeled(said: Fields) -> None:
    """Check a sentence that is another one's words, or a name with a verdict, or equations."""
    here, text = said.here, said.text("label")
    if here.name == "backprop":
        equations(text, here)
        return
    if here.name == "optimizers":
        for count, method in enumerate(racers(here), 1):
            name = stripped(name_of_racer(method, here))
            if stripped(text).startswith(name):
                rest = stripped(text).removeprefix(name)
                here.hear(stripped(rest).lstrip(":：\N{NO-BREAK SPACE} "), f"finish-{count}")
                return
        raise UntrueError("speaks of none of the runners")
    here.hear(text, here.part)


# Verdicts.


def arrives(said: Fields) -> None:
    """Check that a run is at the bottom from this step on, as shown and later, and not a step before."""
    run, bottom = towards_bottom(said.here, LONG)
    off, heights = run.distances(bottom), np.abs(run.values - _floor(said.here, bottom))
    away = np.flatnonzero(((off > NEAR * off[0]) | (heights > LOW * heights[0]))[: run.last + 1])
    first = int(away[-1]) + 1 if len(away) else 0
    insist(first <= run.last, "is said of a run that is not at the bottom")
    insist(not run.broke and bool((off[first:] <= HOLD * off[0]).all()), "is said of a run that leaves again")
    insist(said.count("number") == first, f"is said of a run that arrives at step {first}")


def _floor(here: Situation, bottom: Values) -> float:
    return own_descents.value_of(here.f, bottom)


def share_of_way(*, more_than_half: bool) -> Claim:
    """Return the claim about the share of the way to the bottom that is covered after the steps shown."""

    def claim(said: Fields) -> None:
        run, bottom = towards_bottom(said.here)
        off = run.distances(bottom)
        share = 1 - float(off[run.last] / off[0])
        insist(said.count("steps") == run.last, f"is said of a run of {run.last} steps")
        said.holds("share", Estimate(100 * share, 1e-6 * 100 * abs(share)))
        insist(more_than_half == (share >= 0.5), "is said of another share of the way")

    return claim


def share_of_error(said: Fields) -> None:
    """Check the share of the error that is left at the end."""
    run, bottom = towards_bottom(said.here)
    floor = _floor(said.here, bottom)
    left = 100 * float((run.values[run.last] - floor) / (run.values[0] - floor))
    said.holds("share", Estimate(left, 1e-6 * abs(left) + 1e-6))


def crosses(*, settling: bool) -> Claim:
    """Return the claim that each step crosses the bottom, and whether the steps become shorter."""

    def claim(said: Fields) -> None:
        run, bottom = towards_bottom(said.here, LONG)
        off = run.points[: run.last + 1] - bottom
        sides = [float(one @ other) < 0 for one, other in pairwise(off)]
        insist(sum(sides) >= max(1, len(sides) // 4), "is said of a run that does not cross the bottom")
        moves = np.linalg.norm(np.diff(run.points, axis=0), axis=1)
        shrinks = bool(moves[run.last - 1] < moves[0])
        if settling:
            insist(shrinks and all(sides), "is said of a run whose steps do not shrink")
        else:
            insist(not _rests(run), "is said of a run that comes to rest")

    return claim


def _rests(run: Run) -> bool:
    """Return whether the continued run comes to rest."""
    if run.broke or len(run.points) < 3:
        return False
    moves = np.linalg.norm(np.diff(run.points, axis=0), axis=1)
    reach = float(np.linalg.norm(run.points - run.points[0], axis=1).max())
    return bool(moves[-1] <= AT_REST * 1e-1 * reach)


def never_settles(said: Fields) -> None:
    """Check that a run comes to no rest."""
    insist(not _rests(runner(said.here, LONG)[0]), "is said of a run that comes to rest")


def settles_at(said: Fields) -> None:
    """Check the place other than the bottom at which a run comes to rest."""
    here = said.here
    run, bottom = runner(here, LONG)
    end = run.points[-1]
    slack = 1e-3 * here.scale
    text = said.text("place")
    stated = [equation(text, here.language)[1]] if len(end) == 1 else list(pair(text, here.language))
    for each, value in zip(stated, end.tolist(), strict=True):
        require(each, Estimate(value, slack, slack))
    if bottom is not None:
        off = run.distances(bottom)
        insist(off[-1] > NEAR * off[0], "is said of a run that comes to the bottom")


def diverges(said: Fields) -> None:
    """Check that a run goes beyond every bound, and ends higher than it began."""
    run, bottom = runner(said.here, LONG)
    off = np.linalg.norm(run.points - (run.points[0] if bottom is None else bottom), axis=1)
    size = max(float(off[0]), said.here.scale)
    gone = run.broke or off[-1] > 50 * size or not isfinite(float(run.values[-1]))
    insist(gone, "is said of a run that stays within bounds")
    insist(run.broke or run.values[-1] > run.values[0], "is said of a run that goes downhill")


def leaves(said: Fields) -> None:
    """Check the step at which a run leaves the domain."""
    run, _ = runner(said.here)
    insist(
        run.broke and said.count("number") == len(run.points), "is said of a run that does not leave there"
    )


def goes_downhill(said: Fields) -> None:
    """Check that a run ends lower than it began, and is not at a bottom."""
    run, bottom = runner(said.here)
    insist(run.values[run.last] < run.values[0], "is said of a run that does not go down")
    if "steps" in said.written:
        insist(said.count("steps") == run.last, f"is said of a run of {run.last} steps")
    if bottom is not None:
        off = run.distances(bottom)
        insist(off[run.last] > NEAR * off[0], "is said of a run that is at the bottom")


def ends(sign: int) -> Claim:
    """Return the claim that a run ends above its start (1), or below the bottom of its valley (-1)."""

    def claim(said: Fields) -> None:
        run, bottom = runner(said.here)
        level = run.values[0] if sign > 0 or bottom is None else _floor(said.here, bottom)
        insist((run.values[run.last] - level) * sign > 0, "is said of a run that ends elsewhere")

    return claim


def under_way(said: Fields) -> None:
    """Check that a run is not at the bottom after the steps shown."""
    run, bottom = runner(said.here)
    insist(said.count("steps") == run.last, f"is said of a run of {run.last} steps")
    if bottom is not None:
        off = run.distances(bottom)
        insist(off[run.last] > 0.5 * NEAR * off[0], "is said of a run that is there")


def rests_on(*signs: tuple[int, ...]) -> Claim:
    """Return the claim that a run ends on flat ground with curvatures of these signs, in increasing order."""

    def claim(said: Fields) -> None:
        here = said.here
        run, _ = runner(here, LONG)
        end = run.points[-1]
        gradient = own_descents.gradient_of(here.f, here.scale)
        first, last = (float(np.linalg.norm(gradient(row))) for row in (run.points[0], end))
        insist(last <= 0.02 * first, "is said of a run that is not on flat ground")
        insist(
            own_descents.signs_of_bends(here.f, end.tolist(), here.scale) in signs, "is said of other ground"
        )

    return claim


def no_step(said: Fields) -> None:
    """Check that the matrix of curvatures has no inverse where the run stands."""
    run, _ = runner(said.here)
    bends = own_descents.signs_of_bends(said.here.f, run.points[-1].tolist(), said.here.scale)
    insist(0 in bends, "is said where there is a curvature in every direction")


# The bottom of the learning rate's valley.


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
            bound = number(right.rpartition("=")[2], here.language)
            require(number(left, here.language), rate)
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
    factor = number(over.partition("/")[0], said.here.language)
    require(factor, 2.0)
    limit = 2 / bend.value
    require(number(value, said.here.language), Estimate(limit, 1e-5 * abs(limit)))


def start_of_trials(said: Fields) -> None:
    """Check the common start of the trials."""
    said.place("place", "start")


def start_of_race(said: Fields) -> None:
    """Check the common start of the race."""
    for stated, name in zip(said.pair("place"), ("start", "start_y"), strict=True):
        require(stated, float(getattr(said.here.params, name)))


DESCENTS: Mapping[str, Claim] = MappingProxyType(
    {
        "{label}.": labeled,
        "A hiker stands at {place}.": stands,
        "A hiker stands at {place} on a hill shaped like {curve}.": all_of(
            stands, names_the_function("curve")
        ),
        "The slope underfoot is {slope}.": underfoot,
        "The slope underfoot is {slope}, so the way down is to the right.": all_of(underfoot, down(1)),
        "The slope underfoot is {slope}, so the way down is to the left.": all_of(underfoot, down(-1)),
        "The slope underfoot is {slope}: the ground is flat.": all_of(underfoot, down(0)),
        "{label}: downhill.": is_no_flat_ground,
        DIRECTION: is_no_flat_ground,
        "Right: a hiker on a hill, and an arrow downhill to the right.": down(1),
        "Right: a hiker on a hill, and an arrow downhill to the left.": down(-1),
        "Right: a hiker on a hill, where the ground is flat.": down(0),
        "The slope underfoot, {slope} here, says which way is down: {label}.": all_of(
            slope_and_direction, is_no_flat_ground
        ),
        "Each step is the learning rate, {rate}, times the slope.": rate_of_walk,
        "Step {number}: {length} to the right.": own_step(1),
        "Step {number}: {length} to the left.": own_step(-1),
        "After step {number} the error is {error}.": after_step,
        "Here the ground is flat: the slope is 0 and the walk ends, at error {error}.": walk_ends_flat,
        "The ground is flat here: the slope is 0, and there is no way down to be felt.": down(0),
        "The next step would lead to {place}, off the ground shown: the rate is too large.": all_of(
            next_step, next_step_leads_off, walk_never_settles
        ),
        "The next step would lead to {place}, off the ground shown.": all_of(next_step, next_step_leads_off),
        "The next step would lead to {place}, where there is no ground.": all_of(next_step, no_ground_there),
        "The next step would lead to {place}, across a gap in the ground.": all_of(
            next_step, gap_before_there
        ),
        "The next step is only {length}, too short to be seen here.": next_step_is_short,
        "The bottom of the valley is all but reached: the slope is {slope} and the error {error}.": all_of(
            underfoot, height_underfoot, at_the_bottom
        ),
        "The ground is almost flat here, but this is no valley: the slope is {slope}.": all_of(
            underfoot, is_no_valley
        ),
        "After step {number} the error is {error}, higher than at the start: the rate is too large.": all_of(
            after_step, is_above_the_start
        ),
        "After step {number} the error is {error}, and the walk swings on without end.": all_of(
            after_step, walk_never_settles
        ),
        "After step {number} the error is {error}, and the ground still falls.": all_of(
            after_step, is_no_flat_ground
        ),
        "One error curve, three times, and one start: {place}.": start_of_trials,
        "rate {rate}": is_rate,
        "Three descents on {curve} from {place}.": all_of(names_the_function("curve"), start_of_trials),
        "Rate {rate}: {label}.": trial_with_rate,
        "Arrives at step {number}": arrives,
        "Crawls {share}% of the way in {steps} steps": share_of_way(more_than_half=False),
        "Comes {share}% of the way in {steps} steps": share_of_way(more_than_half=True),
        "Hops across the valley, a little less each time": crosses(settling=True),
        "Hops across the valley and never settles": crosses(settling=False),
        "Never settles": never_settles,
        "Settles in another place, at {place}": settles_at,
        "Stops at {place}": settles_at,
        "Diverges": diverges,
        "Leaves the domain at step {number}": leaves,
        "Goes on downhill with no bottom in {steps} steps": goes_downhill,
        "Goes on downhill": goes_downhill,
        "Ends above the start": ends(1),
        "Finds lower ground": ends(-1),
        "Is not there yet after {steps} steps": under_way,
        "{share}% of the error left": share_of_error,
        "Stops at a saddle": rests_on((-1, 1), (-1, 0), (0, 1)),
        "Stops on a hilltop": rests_on((-1, -1), (-1, 0)),
        "Finds no step without curvature": no_step,
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
        "An error surface from above, and one start for all: {place}.": start_of_race,
        INTRODUCED: introduces,
        "Optimizers race over {function} from {place}.": all_of(
            names_the_function("function"), start_of_race
        ),
    }
)
