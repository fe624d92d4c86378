"""What the sentences about a race of optimizers claim: who runs, at what rate, and from where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType

import numpy as np

from hillside.check.hearing import own_descents
from hillside.check.hearing.claim import Claim, all_of, names_the_function
from hillside.check.hearing.sentences import read_back
from hillside.check.hearing.situation import Fields, Situation, insist, require
from hillside.check.hearing.stated_values import UnreadableError, number, stripped
from hillside.stage.plane import plane_of
from mathcore import Point

SETTINGS = (
    *("rate {rate}", "rate {rate}, momentum {momentum}", "rate {rate}, β {momentum}"),
    *("{label}, rate {rate}.", "{label}, rate {rate}, momentum {momentum}."),
)
"""What stands above a map, and what the film says of it."""
WITH_VELOCITY = ("momentum", "Nesterov")
"""The methods that have a momentum."""


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


def settings_of_racer(here: Situation, method: str) -> tuple[float, float]:
    """Return the rate of a method and its momentum, as they stand above its map; usual is a momentum of 0.9.

    Raises:
        UntrueError: if another rate was given.
        UnreadableError: if no rate stands there.
    """
    told = [
        heard
        for words in (here.written(f"rate-{racers(here).index(method) + 1}"), *_introductions(here, method))
        for heard in read_back(words, here.language, label=True)
        if any(message in SETTINGS for message in heard.messages)
    ]
    if told:
        stated = number(told[0].fields["rate"], here.language)
        given = 1.0 if method == "Newton" else here.params.rate
        if given is not None:
            require(stated, float(given))
        momentum = told[0].fields.get("momentum")
        return (
            stated.value if given is None else float(given),
            own_descents.AVERAGE if momentum is None else number(momentum, here.language).value,
        )
    raise UnreadableError(f"no rate stands over the map of {method}")


def _introductions(here: Situation, method: str) -> Iterator[str]:
    """Yield what the film says when the name of a method appears."""
    for beat in here.figure.film.beats:
        if f"name-{racers(here).index(method) + 1}" in beat.appearing:
            yield beat.say


def racer_at(here: Situation) -> str:
    """Return the method by whose map a label stands: its name ends in a number."""
    return racers(here)[int(here.part.rpartition("-")[2]) - 1]


def run_of_racer(here: Situation, method: str, more: int = 0) -> own_descents.Run:
    """Return the run of a method, by our own steps."""
    p = here.params
    rate, momentum = settings_of_racer(here, method)
    start = (float(p.start), float(p.start_y))
    return own_descents.run(here.f, start, method, rate, p.steps, here.scale, more, momentum)


def settings_told(said: Fields) -> None:
    """Check the rate and the momentum above a map: only a method with a velocity has one."""
    method = racer_at(said.here)
    rate, momentum = settings_of_racer(said.here, method)
    said.holds("rate", rate)
    insist(("momentum" in said.written) == (method in WITH_VELOCITY), f"is said of {method}")
    if "momentum" in said.written:
        said.holds("momentum", momentum)


def _is_called(text: str, method: str, here: Situation) -> bool:
    return stripped(text) == stripped(name_of_racer(method, here))


def introduces(said: Fields) -> None:
    """Check that the methods are introduced in their order, each with its settings."""
    here = said.here
    shown = here.figure.film.beats[here.beat].appearing if here.beat is not None else ()
    places = [int(part.rpartition("-")[2]) for part in shown if part.startswith("name-")]
    for method in (racers(here)[place - 1] for place in places):
        insist(_is_called(said.text("label"), method, here), f"is said when {method} appears")
        rate, momentum = settings_of_racer(here, method)
        said.holds("rate", rate)
        if "momentum" in said.written:
            said.holds("momentum", momentum)


def own_manner(*methods: str) -> Claim:
    """Return the claim that words tell of one of some methods."""

    def claim(said: Fields) -> None:
        method = racer_at(said.here)
        insist(method in methods, f"is said of {method}")

    return claim


def zigzags(said: Fields) -> None:
    """Check that half of the first steps of a run, or more, turn back against the one before."""
    moves = np.diff(run_of_racer(said.here, racer_at(said.here)).points[:11], axis=0)
    back = sum(float(before @ after) < 0 for before, after in pairwise(moves))
    insist(back >= 5, f"is said of a run that turns back {back} times in its first ten steps")


def numbered_step(said: Fields) -> None:
    """Check the number of steps beside a ring, or while a run goes on."""
    here, count = said.here, said.count("number")
    run, step = run_of_racer(here, racer_at(here)), here.params.step
    if here.part.startswith("running-"):
        reached = run.last if step is None else min(int(step), run.last)
        insist(count <= reached, f"is said at step {reached}")
        if count < reached:  # it no longer runs, because it has arrived
            finish = here.part.replace("running", "finish")
            here.hear(here.language.say("Arrives at step {number}", number=said.text("number")), finish)
        return
    ring = here.drawn[f"ring-{here.part.rpartition('-')[2]}"]
    plane = plane_of(ring)
    if plane is None:
        raise UnreadableError("the ring is on no plane")
    painted = plane.read(ring, like=Point(0.0, 0.0))
    if isinstance(painted, Point):
        away = np.hypot(*(run.points[count] - (painted.x, painted.y)))
        insist(away <= 1e-3 * here.scale, "stands by the ring of another step")


def compared_at(said: Fields) -> None:
    """Check that the steps after which all are compared are those of the rings."""
    here, count = said.here, said.text("number")
    for name in here.drawn:
        if name.startswith("ring-"):
            here.hear(
                here.language.say("step {number}", number=count), f"at-step-{name.removeprefix('ring-')}"
            )


def start_of_race(said: Fields) -> None:
    """Check the common start of the race."""
    for stated, name in zip(said.pair("place"), ("start", "start_y"), strict=True):
        require(stated, float(getattr(said.here.params, name)))


RACES: Mapping[str, Claim] = MappingProxyType(
    {
        "An error surface from above, and one start for all: {place}.": start_of_race,
        "{label}, rate {rate}.": introduces,
        "{label}, rate {rate}, momentum {momentum}.": introduces,
        "rate {rate}, momentum {momentum}": settings_told,
        "rate {rate}, β {momentum}": settings_told,
        "Here they are after {number} steps.": compared_at,
        "zigzags": all_of(own_manner("gradient descent"), zigzags),
        "always the steepest way": own_manner("gradient descent"),
        "keeps its speed": own_manner("momentum"),
        "keeps its speed, looks ahead": own_manner("Nesterov"),
        "rates that only shrink": own_manner("AdaGrad"),
        "a rate for each parameter": own_manner("RMSProp"),
        "speed, and a rate for each parameter": own_manner("Adam"),
        "uses the curvature": own_manner("Newton"),
        "Gradient descent": own_manner("gradient descent"),
        "Momentum": own_manner("momentum"),
        "Optimizers race over {function} from {place}.": all_of(
            names_the_function("function"), start_of_race
        ),
    }
)
