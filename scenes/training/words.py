"""Wording of a training run: captions and alt text."""

from __future__ import annotations

from hillside.stage.lettering.language import Language
from scenes.training.facts import Facts, Iteration, Outcome, Run


def outcome_caption(run: Run, step: float, language: Language) -> str:
    """Return a sentence on the state of a training run after `step` steps."""
    say, error = language.say, float(run.history.losses[int(step)])
    if step < run.last:
        return say("After step {number} the error is {error}.", number=str(int(step)), error=error)
    match run.outcome:
        case Outcome.SETTLES:
            return say(
                "After step {number} the error is {error}: the line has settled.",
                number=str(run.last),
                error=error,
            )
        case Outcome.FALLS:
            return say(
                "After step {number} the error is {error}, and it still falls.",
                number=str(run.last),
                error=error,
            )
        case Outcome.GROWS:
            return say(
                "After step {number} the error is {error} and grows: the rate {rate} is too large.",
                number=str(run.last),
                error=error,
                rate=run.rate,
            )
        case Outcome.LEAVES:
            return say(
                "After step {number} the error grows beyond what can be drawn: the rate {rate} is too large.",
                number=str(run.last),
                rate=run.rate,
            )


def derivative_caption(iteration: Iteration, language: Language) -> str:
    """Return a sentence with both derivatives."""
    return language.say(
        "Take the derivative of the error for every parameter: {weight} for w, {intercept} for b.",
        weight=iteration.weight_derivative,
        intercept=iteration.intercept_derivative,
    )


def update_caption(iteration: Iteration, rate: float, language: Language) -> str:
    """Return a sentence with the update of both parameters."""
    return language.say(
        "Update: from each take {rate} times its derivative. So w becomes {weight} and b {intercept}.",
        rate=rate,
        weight=iteration.next_weight,
        intercept=iteration.next_intercept,
    )


def training_alt(facts: Facts, language: Language) -> str:
    """Return the description of the picture, with the numbers of its iteration."""
    say, now = language.say, facts.iteration
    picture = say(
        "A line on {count} data points, its error over the steps, and the training loop: predict, error, "
        "derivative, update, repeat.",
        count=str(len(facts.fit.samples)),
    )
    numbers = say(
        "At step {number} the error is {error}; its derivative is {weight} for the weight and "
        "{intercept} for the intercept.",
        number=str(now.number),
        error=now.error,
        weight=now.weight_derivative,
        intercept=now.intercept_derivative,
    )
    return language.joined(picture, numbers)
