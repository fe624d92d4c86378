"""What the sentences about a race of optimizers claim: who runs, at what rate, and from where."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hillside.check.hearing import own_descents
from hillside.check.hearing.claim import Claim, all_of, names_the_function
from hillside.check.hearing.sentences import read_back
from hillside.check.hearing.situation import Fields, Situation, insist, require
from hillside.check.hearing.stated_values import UnreadableError, number, stripped

INTRODUCED = "{label}, rate {rate}."


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


def start_of_race(said: Fields) -> None:
    """Check the common start of the race."""
    for stated, name in zip(said.pair("place"), ("start", "start_y"), strict=True):
        require(stated, float(getattr(said.here.params, name)))


RACES: Mapping[str, Claim] = MappingProxyType(
    {
        "An error surface from above, and one start for all: {place}.": start_of_race,
        INTRODUCED: introduces,
        "Optimizers race over {function} from {place}.": all_of(
            names_the_function("function"), start_of_race
        ),
    }
)
