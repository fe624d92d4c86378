"""Wording of a training run on two classes: captions and alt text."""

from __future__ import annotations

from hillside.stage.lettering.language import Language
from scenes.training.classes.class_facts import ClassFacts, ClassIteration, ClassRun


def opening_caption(run: ClassRun, language: Language, *, network: bool) -> str:
    """Return a sentence on the model and its task."""
    if network:
        return language.say(
            "A network with {count} parameters is to learn which of two classes a point belongs to.",
            count=str(run.count),
        )
    return language.say(
        "A model with {count} parameters is to learn which of two classes a point belongs to.",
        count=str(run.count),
    )


def prediction_caption(iteration: ClassIteration, language: Language) -> str:
    """Return a sentence on the prediction that is furthest from the truth."""
    return language.say(
        "Predict a chance of being a triangle. At the worst point it is {chance}; the truth is {truth}.",
        chance=iteration.prediction,
        truth=str(iteration.truth),
    )


def slope_caption(iteration: ClassIteration, language: Language) -> str:
    """Return a sentence on the steepest slope."""
    return language.say(
        "Take the derivative by every parameter. The red weight has the steepest slope, {slope}.",
        slope=iteration.slope,
    )


def update_caption(iteration: ClassIteration, rate: float, language: Language) -> str:
    """Return a sentence on the update of the weight with the steepest slope."""
    return language.say(
        "Update: each takes {rate} times its slope off. The red weight goes from {old} to {new}.",
        rate=rate,
        old=iteration.weight,
        new=iteration.next_weight,
    )


def outcome_caption(run: ClassRun, facts: ClassFacts, language: Language) -> str:
    """Return a sentence on the state at the end of the film."""
    if facts.growing:
        return language.say(
            "After step {number} the error grows beyond what can be drawn: the rate {rate} is too large.",
            number=str(facts.iteration.number),
            rate=run.rate,
        )
    return language.say(
        "After step {number} the error is {error}, and {right} of {count} points are right.",
        number=str(facts.iteration.number),
        error=facts.iteration.error,
        right=str(facts.right),
        count=str(facts.count),
    )


def class_alt(run: ClassRun, facts: ClassFacts, language: Language) -> str:
    """Return the description of the picture, with the numbers of its iteration."""
    say = language.say
    return language.joined(
        say(
            "Points of two classes on the chances that a model gives them, its {count} weights, its error "
            "over the steps, and the training loop.",
            count=str(len(facts.connections)),
        ),
        say(
            "At step {number} the error is {error}; {right} of {count} points are right.",
            number=str(facts.iteration.number),
            error=facts.iteration.error,
            right=str(facts.right),
            count=str(facts.count),
        ),
    )
