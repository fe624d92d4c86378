"""The film of the training on two classes: a round stage by stage, some whole rounds, then all others."""

from __future__ import annotations

from collections.abc import Iterator

from hillside.stage.film import Beat
from hillside.stage.lettering.language import Language
from scenes.training.classes.class_facts import ClassRun, class_facts
from scenes.training.classes.class_words import (
    opening_caption,
    prediction_caption,
    slope_caption,
    update_caption,
)

SLOW_ROUNDS = 2
"""Number of rounds in which the present stage is seen to go round."""
SECONDS_PER_ROUND, LONGEST = 1.4, 4.6
"""Time of a slow round, and maximum time of all the others, in seconds."""

Turns = tuple[tuple[str, ...], ...]


def class_story(
    model: str,
    run: ClassRun,
    last: float,
    parts: tuple[str, ...],
    scales: tuple[tuple[str, ...], tuple[str, ...]],
    language: Language,
) -> Iterator[Beat]:
    """Yield the beats up to step `last`.

    Args:
        model: `logistic` or `network`.
        run: the run.
        last: the step of the still.
        parts: the names of all parts of the still.
        scales: names of ticks and numerals of the field, and of the error.
        language: the language.
    """
    say, first = language.say, class_facts(run, 0.0, "predict").iteration

    def turns(*names: tuple[str, ...]) -> Turns:
        kept = (tuple(name for name in turn if name in parts) for turn in names)
        return tuple(turn for turn in kept if turn)

    neurons = ("neurons", "neuron-x1", "neuron-x2", "neuron-p")
    keys = ("plus-key", "plus-name", "minus-key", "minus-name")
    yield Beat(
        say=opening_caption(run, language, network=model == "network"),
        show=turns(
            ("axes", "x-name", "y-name", *scales[0]),
            ("samples",),
            ("parameters", *neurons),
            ("weights", *keys),
        ),
        at={"step": 0.0, "stage": "predict"},
        seconds=2.4,
        rest=1.2,
    )
    yield Beat(
        say=prediction_caption(first, language),
        show=turns(
            ("field",),
            ("boundary", "right", "wrong-key", "wrong-count"),
            ("loop-boxes", "loop", *_titles()),
            ("present", "p", "truth"),
        ),
        seconds=2.4,
        rest=1.6,
    )
    yield Beat(
        say=say(
            "Error: over all {count} points it is {error}.",
            count=str(len(run.data.targets)),
            error=first.error,
        ),
        show=turns(
            ("error-axes", "error-x-name", "error-y-name", *scales[1]),
            ("future-guide", "now", "step-name", "error-now"),
            ("E", "mean"),
        ),
        at={"stage": "error"},
        seconds=1.8,
    )
    yield Beat(
        say=slope_caption(first, language),
        show=turns(("steepest",), ("slope", "among")),
        at={"stage": "derivative"},
        seconds=1.2,
        rest=1.6,
    )
    yield Beat(
        say=update_caption(first, run.rate, language),
        show=turns(("new", "rate")),
        at={"stage": "update"},
        seconds=1.2,
        rest=1.6,
    )
    yield Beat(
        say=say("Repeat: predict again, with the new parameters."),
        show=turns(("next", "next-error"), ("trace",)),
        at={"stage": "round"},
        to={"step": min(last, float(SLOW_ROUNDS))},
        seconds=SECONDS_PER_ROUND * min(last, SLOW_ROUNDS) + 0.1,
    )
    if last > SLOW_ROUNDS:
        yield Beat(
            say=say("Round and round: at each step every parameter goes against its derivative."),
            at={"stage": "repeat"},
            to={"step": last},
            seconds=LONGEST,
        )


def _titles() -> tuple[str, ...]:
    return ("predict", "error", "derivative", "update", "repeat")
