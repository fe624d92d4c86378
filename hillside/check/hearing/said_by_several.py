"""Messages that figures of several kinds say, each of its own subject."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hillside.check.hearing.claim import Claim
from hillside.check.hearing.claims_of_classes import (
    class_error,
    class_step,
    of_classes,
    steepest_weight,
)
from hillside.check.hearing.claims_of_landscapes import error_shown, place_is
from hillside.check.hearing.claims_of_learning import arrived, training_error
from hillside.check.hearing.claims_of_maps import flat as flat_map
from hillside.check.hearing.claims_of_races import name_of_racer, numbered_step, racers, settings_told
from hillside.check.hearing.claims_of_rates import is_rate
from hillside.check.hearing.claims_of_signs import sign_by_part, slope_by_part
from hillside.check.hearing.claims_of_turns import turn_by_part
from hillside.check.hearing.claims_of_walks import after_own_step
from hillside.check.hearing.situation import Fields, UntrueError
from hillside.check.hearing.stated_values import stripped


def after_step(said: Fields) -> None:
    """Check the error after a number of steps, of a walk or of a training."""
    if said.here.name == "hiker":
        after_own_step(said)
    else:
        arrived(training_error)(said)


def error(said: Fields) -> None:
    """Check an error above a map, or of a model in training."""
    if said.here.name == "landscape":
        error_shown(said)
    else:
        class_error(said)


def labeled(said: Fields) -> None:
    """Check a sentence that is another one's words, or a name with a verdict."""
    here, text = said.here, said.text("label")
    if here.name == "optimizers":
        for count, method in enumerate(racers(here), 1):
            name = stripped(name_of_racer(method, here))
            if stripped(text).startswith(name):
                rest = stripped(text).removeprefix(name)
                here.hear(stripped(rest).lstrip(":：\N{NO-BREAK SPACE} "), f"finish-{count}")
                return
        raise UntrueError("speaks of none of the runners")
    here.hear(text, here.part)


def flat(said: Fields) -> None:
    """Check that the ground is flat at the point by which the word stands, on a curve or on a map."""
    if said.here.name == "steepest":
        flat_map(is_flat=True)(said)
    elif said.here.part.startswith("flat-name"):
        turn_by_part(0)(said)
    else:
        sign_by_part(0)(said)


def rate_by_part(said: Fields) -> None:
    """Check the rate over a panel of trials, or above the map of an optimizer."""
    if said.here.name == "optimizers":
        settings_told(said)
    else:
        is_rate(said)


def step_by_part(said: Fields) -> None:
    """Check the number of a step of a training, or of an optimizer on its map."""
    if said.here.name == "optimizers":
        numbered_step(said)
    else:
        of_classes(class_step, training_error)(said)


def valley(said: Fields) -> None:
    """Check that there is a minimum at the point by which the word stands, of a curve or of a surface."""
    if said.here.name == "landscape":
        place_is("valley")(said)
    else:
        turn_by_part(-1)(said)


def slope_of_part(said: Fields) -> None:
    """Check a slope: of the steepest weight of a training, or of the curve at the point of a label."""
    (steepest_weight if said.here.name == "training" else slope_by_part)(said)


SEVERAL: Mapping[str, Claim] = MappingProxyType(
    {
        "{label}.": labeled,
        "error {error}": error,
        "After step {number} the error is {error}.": after_step,
        "flat": flat,
        "rate {rate}": rate_by_part,
        "step {number}": step_by_part,
        "valley": valley,
        "slope {slope}": slope_of_part,
    }
)
