"""What the verdicts on a descent claim, held against a run of our own that goes on beyond the picture."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from math import isfinite
from types import MappingProxyType

import numpy as np

from hillside.check.hearing import own_descents
from hillside.check.hearing.claim import Claim
from hillside.check.hearing.claims_of_races import racer_at, run_of_racer
from hillside.check.hearing.claims_of_rates import rate_of_trial
from hillside.check.hearing.own_derivatives import Estimate, Values
from hillside.check.hearing.own_descents import LONG, Run
from hillside.check.hearing.sentences import read_back
from hillside.check.hearing.situation import Fields, Situation, UntrueError, insist, require
from hillside.check.hearing.stated_values import equation, pair

COUNT = "Step {number} of {total}"
NEAR, LOW, HOLD = 0.02, 0.01, 0.1
"""A run is at the bottom within `NEAR` of the first distance and `LOW` of the first height above it; after
that it stays within `HOLD` of the first distance, however long it is continued."""


def runner(here: Situation, more: int = 0) -> tuple[Run, Values | None]:
    """Return the run that a verdict speaks of, and the bottom below its start, or None."""
    p = here.params
    if here.name in ("hiker", "learning_rate"):
        trial = here.part.partition("-")[0]
        start, rate = (float(p.start),), float(p.rate) if here.name == "hiker" else rate_of_trial(here, trial)
        found = own_descents.run(here.f, start, "gradient descent", rate, p.steps, here.scale, more)
    else:
        start = (float(p.start), float(p.start_y))
        found = run_of_racer(here, racer_at(here), more)
    bottom = own_descents.bottom_below(here.f, start, here.scale)
    return found, None if bottom is None else np.array(bottom)


def steps_taken(here: Situation) -> float:
    """Return how many steps the hiker has taken: as asked for, but no more than the picture counts."""
    told = 0
    for heard in read_back(here.written("step-number"), here.language, label=True):
        if COUNT in heard.messages:
            told = int(here.number(heard.fields["number"]).value)
    asked = here.params.step
    if here.params.hide == "step":
        return float(int(asked or 0))
    return float(told if asked is None or asked > told else asked)


def towards_bottom(here: Situation, more: int = 0) -> tuple[Run, Values]:
    """Return the run that a verdict speaks of, and the bottom below its start.

    Raises:
        UntrueError: if there is none.
    """
    found, bottom = runner(here, more)
    if bottom is None:
        raise UntrueError("is said where there is no bottom")
    return found, bottom


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
    return own_descents.Field(here.f, here.scale).value(bottom)


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
            insist(not run.rests, "is said of a run that comes to rest")

    return claim


def never_settles(said: Fields) -> None:
    """Check that a run comes to no rest."""
    insist(not runner(said.here, LONG)[0].rests, "is said of a run that comes to rest")


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
    """Check that a run is not at the bottom after the steps shown, a walk after those that can be seen."""
    here = said.here
    run, bottom = runner(here)
    steps = int(steps_taken(here)) if here.name == "hiker" else run.last
    insist(said.count("steps") == steps, f"is said of a run of {steps} steps")
    if bottom is not None:
        off = run.distances(bottom)
        insist(off[min(steps, run.last)] > 0.5 * NEAR * off[0], "is said of a run that is there")


def rests_on(*signs: tuple[int, ...]) -> Claim:
    """Return the claim that a run ends on flat ground with curvatures of these signs, in increasing order."""

    def claim(said: Fields) -> None:
        here = said.here
        run, _ = runner(here, LONG)
        end = run.points[-1]
        gradient = own_descents.Field(here.f, here.scale).gradient
        first, last = (float(np.linalg.norm(gradient(row))) for row in (run.points[0], end))
        insist(last <= 0.02 * first, "is said of a run that is not on flat ground")
        flat = own_descents.flat_near(here.f, end.tolist(), here.scale)
        bends = own_descents.signs_of_bends(here.f, flat, here.scale)
        insist(bends in signs, "is said of other ground")

    return claim


def no_step(said: Fields) -> None:
    """Check that the matrix of curvatures has no inverse where the run stands."""
    run, _ = runner(said.here)
    bends = own_descents.signs_of_bends(said.here.f, run.points[-1].tolist(), said.here.scale)
    insist(0 in bends, "is said where there is a curvature in every direction")


VERDICTS: Mapping[str, Claim] = MappingProxyType(
    {
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
    }
)
