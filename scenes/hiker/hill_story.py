"""The film of a walk downhill, step by step."""

from collections.abc import Iterator, Sequence

from hillside.stage.film import Beat
from hillside.stage.lettering.language import Language
from scenes.hiker.body import Walk
from scenes.hiker.hill import Hill
from scenes.hiker.hill_words import told_ending, told_step

SINGLE_STEPS = 2
"""So many steps of the descent are told one by one, the others together."""
SECONDS_PER_STRIDE = 0.42
"""A calm walk: a little over two strides a second."""
SHORTEST_STEP = 0.5
LONGEST_WALK = 9.0


def walking(facts: Hill, walk: Walk, language: Language, hide: Sequence[str]) -> Iterator[Beat]:
    """Yield one beat for each of the first steps, one for all the others; the parts `hide` go before them."""
    last, say = len(facts.stops) - 1, language.say
    yield Beat(
        say=say("Each step is the learning rate, {rate}, times the slope.", rate=facts.rate),
        hide=hide,
        show=("stops",),
        seconds=1.2,
    )
    seconds = [max(SHORTEST_STEP, SECONDS_PER_STRIDE * strides) for strides in walk.steps[:last]]
    single = min(last, SINGLE_STEPS)
    for number in range(single):
        told = told_step(facts, number, language)
        yield Beat(say=told, to={"step": number + 1.0}, seconds=seconds[number], rest=0.4)
    if last > single:
        yield Beat(
            say=say("Step by step, and each one is smaller where the ground is flatter."),
            to={"step": float(last)},
            seconds=min(max(seconds[single:]) * (last - single), LONGEST_WALK),
            rest=0.6,
        )
    yield Beat(say=told_ending(facts, language), show=("slope",), seconds=0.6, rest=2.0)
