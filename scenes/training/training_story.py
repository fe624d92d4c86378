"""The film of the training loop: once round it stage by stage, then round and round."""

from collections.abc import Iterator, Mapping
from typing import Any

from hillside.stage.film import Beat
from hillside.stage.lettering.language import Language
from scenes.training.training_run import Run, iteration_of
from scenes.training.training_words import told_derivative, told_fate, told_update

SECONDS_PER_STEP = 0.6
LONGEST = 8.0


def training_story(run: Run, last: float, still: Mapping[str, Any], language: Language) -> Iterator[Beat]:
    """Yield the beats of a run.

    Args:
        run: the run.
        last: the step of the still.
        still: the parameters `step` and `stage` of the still.
        language: the language of the captions.
    """
    yield from _first_round(run, language)
    yield from _repeating(run, last, language)
    yield Beat(
        say=told_fate(run, last, language),
        show=("verdict",) if run.diverges_by(last) else (),
        at=still,
        seconds=0.4,
        rest=3.0,
    )


def _first_round(run: Run, language: Language) -> Iterator[Beat]:
    """Yield the stages of the first iteration."""
    say, first = language.say, iteration_of(run, 0)
    yield Beat(
        say=say("A line with two parameters, weight w and intercept b, is to learn from these data."),
        show=("axes", "x-name", "y-name", "samples", "line", "line-name"),
        at={"step": 0.0, "stage": "predict"},
        seconds=2.4,
        rest=1.6,
    )
    yield Beat(
        say=say(
            "Predict: with w = {weight} and b = {intercept} the line has a y for each x.",
            weight=first.weight,
            intercept=first.intercept,
        ),
        show=("loop", "predict", "error", "derivative", "update", "repeat", "present", "w", "b"),
        seconds=2.4,
        rest=1.2,
    )
    yield Beat(
        say=say("Error: the mean of the squared gaps is {error}.", error=first.error),
        show=("gaps", "E", "error-axes", "step-name", "error-name", "now"),
        at={"stage": "error"},
        seconds=2.4,
    )
    yield Beat(
        say=told_derivative(first, language),
        show=("dw", "db"),
        at={"stage": "derivative"},
        seconds=1.2,
        rest=2.4,
    )
    yield Beat(
        say=told_update(first, run.rate, language),
        show=("new-w", "new-b"),
        at={"stage": "update"},
        seconds=1.2,
        rest=2.4,
    )


def _repeating(run: Run, last: float, language: Language) -> Iterator[Beat]:
    """Yield the line moves for the first time, then round and round."""
    say = language.say
    if last > 0:
        yield Beat(
            say=say("The new parameters move the line."),
            show=("trace",),
            to={"step": min(last, 1.0)},
            seconds=2.0,
        )
    yield Beat(
        say=say("Repeat: predict again, with the new parameters."),
        show=("step",),
        at={"stage": "repeat"},
        seconds=1.0,
        rest=1.6,
    )
    if last > 1:
        yield Beat(
            say=say("Round and round: at each step every parameter goes against its derivative."),
            to={"step": last},
            seconds=min(SECONDS_PER_STEP * last, LONGEST),
        )
