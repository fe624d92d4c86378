"""What the sentences about the hiker's walk claim, held against a walk of our own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from math import isfinite
from types import MappingProxyType

import numpy as np

from hillside.check.hearing import own_descents
from hillside.check.hearing.claim import Claim, all_of, names_the_function
from hillside.check.hearing.claims_of_verdicts import COUNT, NEAR, steps_taken
from hillside.check.hearing.own_derivatives import EPSILON, Estimate
from hillside.check.hearing.own_descents import LONG, Run
from hillside.check.hearing.situation import (
    PLACE_TOLERANCE,
    Fields,
    Situation,
    UntrueError,
    insist,
    insist_sign,
    require,
    scene_of,
    slopes_of,
    values_of,
)
from hillside.check.hearing.stated_values import SQUEEZED, UnheardError, equation, stripped

DIRECTION = "Direction to decrease error"


_NEXT = re.compile(rf"(?P<old>{SQUEEZED})[−-](?P<rate>{SQUEEZED})[×·]\(?(?P<slope>{SQUEEZED})\)?=\?")


def walk(here: Situation) -> Run:
    """Return the hiker's walk, by our own steps."""
    p = here.params
    return own_descents.run(
        here.f, (float(p.start),), "gradient descent", float(p.rate), p.steps, here.scale, 1
    )


def foot(here: Situation) -> float:
    """Return where the hiker stands: at a whole step, an iterate of our own walk, else the place drawn."""
    if here.name == "header":
        return float(here.params.start)
    step, rows = steps_taken(here), walk(here).points[:, 0]
    if step == int(step):
        return float(here.params.start) if step == 0 else float(rows[min(int(step), len(rows) - 1)])
    low, high = sorted(rows[int(step) : int(step) + 2].tolist())
    x = _place_drawn(here)
    slack = PLACE_TOLERANCE * here.scale
    insist(low - slack <= x <= high + slack, f"is said at {x:.6g}, which is not on the way of this step")
    return x


def _place_drawn(here: Situation) -> float:
    """Return x of the dot under the hiker."""
    points = np.asarray(here.drawn["place"].shapes()[-1].points)[:, :2]
    middle = (points.min(axis=0) + points.max(axis=0)) / 2
    return float(here.plane_of("place").to_data(middle[None])[0, 0])


def ground(here: Situation) -> Estimate:
    """Return the slope of the ground underfoot."""
    hill = here.params.hill if here.name == "header" else here.f
    found = slopes_of(values_of(hill), np.array([foot(here)]), here.hill_window)[0]
    steps = 0 if here.name == "header" else int(steps_taken(here))
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
        insist_sign(ground(said.here), -side)

    return claim


def is_no_flat_ground(said: Fields) -> None:
    """Check that there is a way down."""
    found = ground(said.here)
    if found.is_hidden:
        raise UnheardError("the values of the function do not show whether the ground is flat")
    insist(found.sign != 0, "is said where the ground is flat")


def counts_the_steps(said: Fields) -> None:
    """Check that the hiker is drawn at the end of this step, or on the way there, or that all took it."""
    here, count = said.here, said.count("number")
    if here.name == "learning_rate":
        taken = here.params.steps if here.params.step is None else here.params.step
        insist(count == int(taken), "is said of another step")
        insist(said.count("total") == here.params.steps, "counts other steps than there are")
        return
    if here.name != "hiker":  # of the pages around a figure
        return
    rows, slack = walk(here).points[:, 0], 1e-6 * here.scale
    insist(0 < count < len(rows), "counts a step that is none of the walk")
    low, high = sorted(rows[count - 1 : count + 1].tolist())
    insist(low - slack <= _place_drawn(here) <= high + slack, "is said of another step")
    whole = here.params.step is None or here.params.step == int(here.params.step)
    insist(not whole or abs(_place_drawn(here) - rows[count]) <= slack, "is said before the step is taken")
    total = said.count("total")
    insist(count <= total <= min(here.params.steps, len(rows) - 1), "counts other steps than there are")
    if here.figure.params.step is None:
        end = _place_drawn(Situation(scene_of(here.figure, here.figure.params), here.judge))
        insist(abs(end - rows[total]) <= slack, "counts other steps than are walked")


def own_step(side: int) -> Claim:
    """Return the claim about the number, the length and the direction of the step just taken."""

    def claim(said: Fields) -> None:
        here, count = said.here, said.count("number")
        insist(count == steps_taken(here), f"is said when step {steps_taken(here):g} has been taken")
        x = walk(here).points[:, 0]
        move = float(x[count] - x[count - 1])
        insist(move * side > 0, "is said of a step the other way")
        said.holds("length", abs(move))

    return claim


def after_own_step(said: Fields) -> None:
    """Check the number of steps that have been taken, and the height reached."""
    _is_after_own_step(said)
    said.holds("error", height(said.here))


def _is_after_own_step(said: Fields) -> None:
    insist(said.count("number") == steps_taken(said.here), "is said at another step")


def height(here: Situation) -> Estimate:
    """Return the height of the ground underfoot."""
    value = float(here.curve(np.array([foot(here)]))[0])
    return Estimate(value, 1e-9 * abs(value), 64 * EPSILON * abs(value))


def walk_ends_flat(said: Fields) -> None:
    """Check that the slope at the last stop is 0."""
    now = ground(said.here)
    insist(now.may_be_zero, f"is said where the slope is {now.value:.4g}")


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


def next_step_leads_up(said: Fields) -> None:
    """Check that the next step would lead above the start."""
    here = said.here
    y = here.curve(np.array([next_place(here), float(here.params.start)]))
    insist(bool(y[0] > y[1]), "is said of a step that stays low")


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
    """Check that the next step is a small part of the window."""
    here = said.here
    length = abs(next_place(here) - foot(here))
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
    insist(not found.rests, "is said of a walk that comes to rest")


def scale_of_heights(said: Fields) -> None:
    """Check how much lower or higher the heights are drawn than they are."""
    across, up = said.here.plane_of("place").scale.tolist()
    drawn, true = (said.here.number(each).value for each in said.text("ratio").split(":"))
    insist(min(drawn, true) == 1.0, "is no scale")
    insist(abs(drawn / true / (up / across) - 1) <= 0.25, "tells another scale than is drawn")


def names_the_parameter(said: Fields) -> None:
    """Check the letter of the parameter."""
    insist(stripped(said.text("x")) in said.here.letters, "names another letter")


def rate_of_walk(said: Fields) -> None:
    """Check the learning rate: that which is given, or chosen for the picture."""
    given = said.here.params.rate
    said.holds("rate", float(said.here.figure.view.rate if given is None else given))


def slope_and_direction(said: Fields) -> None:
    """Check the slope of the header's hill, and that the words are those of its arrow."""
    underfoot(said)
    own = said.here.params.direction
    words = said.here.language.say(DIRECTION) if own is None else own
    insist(stripped(said.text("label")) == stripped(words), "ends with other words than the arrow has")


def check_next_step(text: str, here: Situation) -> bool:
    """Check the next step of a walk without its result, old − rate · slope = ?; return whether a text is one.

    Raises:
        UntrueError: if it is not the step from where the hiker stands.
    """
    if here.name != "hiker" or here.part != "question":
        return False
    found = _NEXT.fullmatch("".join(stripped(text).split()))
    insist(found is not None and here.params.hide == "step", f'asks "{text}"')
    if found is not None:
        slack = 1e-9 * here.scale
        require(here.number(found["old"]), Estimate(foot(here), slack, slack))
        require(here.number(found["rate"]), float(here.params.rate))
        require(here.number(found["slope"]), ground(here))
    return True


WALKS: Mapping[str, Claim] = MappingProxyType(
    {
        "A hiker stands at {place}.": stands,
        "A hiker stands at {place} on a hill shaped like {curve}.": all_of(
            stands, names_the_function("curve")
        ),
        "The slope underfoot is {slope}.": underfoot,
        "The slope underfoot is {slope}, so the way down is to the right.": all_of(underfoot, down(1)),
        "The slope underfoot is {slope}, so the way down is to the left.": all_of(underfoot, down(-1)),
        "The slope underfoot is {slope}: the ground is flat.": all_of(underfoot, down(0)),
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
        "Here the ground is flat: the slope is 0, and the walk ends.": walk_ends_flat,
        "The ground is flat here: the slope is 0, and there is no way down to be felt.": down(0),
        "The next step would lead to {place}, off the ground shown: the rate is too large.": all_of(
            next_step, next_step_leads_off, walk_never_settles
        ),
        "The next step would lead to {place}, off the ground shown.": all_of(next_step, next_step_leads_off),
        "The next step would lead to {place}, where there is no ground.": all_of(next_step, no_ground_there),
        "The next step would lead to {place}, across a gap in the ground.": all_of(
            next_step, gap_before_there
        ),
        "The next step would lead to {place}, higher up than is shown: the rate is too large.": all_of(
            next_step, next_step_leads_up, walk_never_settles
        ),
        "The next step is too short to be seen here.": next_step_is_short,
        "The bottom of the valley is all but reached: the ground is almost flat.": at_the_bottom,
        "in the valley": at_the_bottom,
        "The ground is almost flat here, but this is no valley.": is_no_valley,
        "After step {number} the error is higher than at the start: the rate is too large.": all_of(
            _is_after_own_step, is_above_the_start
        ),
        "After step {number} the walk swings on without end.": all_of(_is_after_own_step, walk_never_settles),
        "After step {number} the ground still falls.": all_of(_is_after_own_step, is_no_flat_ground),
        "The arrow points downhill.": is_no_flat_ground,
        COUNT: counts_the_steps,
        "heights {ratio}": scale_of_heights,
        "parameter {x}": names_the_parameter,
    }
)
