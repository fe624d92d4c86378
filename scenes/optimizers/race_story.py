"""The film of a race: who enters it, the race, and what becomes of each."""

from collections.abc import Collection, Iterator

from hillside.stage.film import Beat
from hillside.stage.lettering.language import Language
from scenes.optimizers.race import Race
from scenes.optimizers.race_words import runner_name, told_runner

SECONDS = 6.0
"""How long the race takes in the film."""


def racing(facts: Race, there: Collection[str], steps: int, language: Language) -> Iterator[Beat]:
    """Yield who runs, with those parts that are `there`; the race; and what becomes of each."""
    yield from _entering(facts, there, language)
    told = language.say("All take their own steps; the chart has the error of each.")
    yield Beat(say=told, to={"step": float(steps)}, seconds=SECONDS)
    yield from _finishing(facts, language)


def _entering(facts: Race, there: Collection[str], language: Language) -> Iterator[Beat]:
    """Yield the runners one by one, each with its rate."""
    for number, runner in enumerate(facts.runners, 1):
        name = runner_name(runner, language)
        ready = [part for part in (f"path-{number}", f"error-{number}") if part in there]
        yield Beat(
            say=language.say("{label}, rate {rate}.", label=name, rate=runner.rate),
            show=(f"key-{number}", f"name-{number}", *ready),
            seconds=0.4 + 0.2 * len(ready),
            rest=0.8,
        )


def _finishing(facts: Race, language: Language) -> Iterator[Beat]:
    """Yield what becomes of each, with all steps taken."""
    for number, runner in enumerate(facts.runners, 1):
        yield Beat(
            say=told_runner(runner, language),
            at={"step": None},
            show=(f"finish-{number}",),
            rest=3.0 if number == len(facts.runners) else 1.2,
        )
