"""A training run in words."""

from hillside.stage.lettering.language import Language
from scenes.training.training_run import Fate, Iteration, Run


def told_fate(run: Run, step: float, language: Language) -> str:
    """Return what has become of a training run after so many steps, in a sentence."""
    say, error = language.say, float(run.history.losses[int(step)])
    if step < run.last:
        return say("After step {number} the error is {error}.", number=str(int(step)), error=error)
    match run.fate:
        case Fate.SETTLES:
            return say(
                "After step {number} the error is {error}: the line has settled.",
                number=str(run.last),
                error=error,
            )
        case Fate.FALLS:
            return say(
                "After step {number} the error is {error}, and it still falls.",
                number=str(run.last),
                error=error,
            )
        case Fate.GROWS:
            return say(
                "After step {number} the error is {error} and grows: the rate {rate} is too large.",
                number=str(run.last),
                error=error,
                rate=run.rate,
            )
        case Fate.LEAVES:
            return say(
                "After step {number} the error grows beyond what can be drawn: the rate {rate} is too large.",
                number=str(run.last),
                rate=run.rate,
            )


def told_derivative(iteration: Iteration, language: Language) -> str:
    """Return both derivatives, in a sentence."""
    return language.say(
        "Take the derivative of the error for every parameter: {weight} for w, {intercept} for b.",
        weight=iteration.weight_derivative,
        intercept=iteration.intercept_derivative,
    )


def told_update(iteration: Iteration, rate: float, language: Language) -> str:
    """Return the update of both parameters, in a sentence."""
    return language.say(
        "Update: from each take {rate} times its derivative. So w becomes {weight} and b {intercept}.",
        rate=rate,
        weight=iteration.next_weight,
        intercept=iteration.next_intercept,
    )


def told_loop(now: Iteration, count: int, language: Language) -> str:
    """Return what the picture shows, with the numbers of an iteration on so many data points."""
    say = language.say
    picture = say(
        "A line on {count} data points, its error over the steps, and the training loop: predict, error, "
        "derivative, update, repeat.",
        count=str(count),
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
