"""Wording of a landscape of error: captions and alt text."""

from __future__ import annotations

from hillside.stage.lettering.language import Language
from scenes.landscape.facts import Facts
from scenes.shared.maps.levels import are_even


def landscape_alt(facts: Facts, language: Language) -> str:
    """Return the description: the surface, and the descent with its numbers."""
    if facts.function is not None:
        shown = language.say(
            "The error over two weights as a shaded surface, and beside it as a contour map."
        )
    else:
        shown = language.say(
            "A slice through the error of a trained network as a shaded surface, and as a contour map."
        )
    return language.joined(shown, *_step_words(facts, language), descent_caption(facts, language))


def surface_caption(facts: Facts, language: Language) -> str:
    """Return a caption for the surface."""
    return language.joined(_height_words(facts, language), *_step_words(facts, language))


def _height_words(facts: Facts, language: Language) -> str:
    if facts.function is not None:
        return language.say(
            "Give each pair of weights its error as a height: a landscape of hills, valleys and plains."
        )
    if facts.percent == 0:
        return language.say(
            "This is the error of a real network over two random directions through its weights."
        )
    return language.say(
        "This is the error of a real network over the plane that holds {percent}% of its training.",
        percent=facts.percent,
    )


def _step_words(facts: Facts, language: Language) -> tuple[str, ...]:
    """Return a sentence that heights are not to scale, if they are not."""
    if are_even(facts.levels):
        return ()
    return (language.say("From line to line it climbs by equal steps, though the error grows ever faster."),)


def descent_caption(facts: Facts, language: Language) -> str:
    """Return a caption on where the descent leads."""
    say = language.say
    if facts.leaves:
        return say(
            "The way begins at error {first} and leads off the map at {last}.",
            first=facts.first,
            last=facts.last,
        )
    if facts.percent == 0:
        return say("The marked point is the trained network, with error {error}.", error=facts.error)
    if facts.last < facts.first:
        return say(
            "In {steps} steps the way leads down from error {first} to {last}.",
            steps=facts.steps,
            first=facts.first,
            last=facts.last,
        )
    return say(
        "At the marked point the error is {error}, and the way leads no further down.", error=facts.error
    )


def walking_caption(facts: Facts, language: Language) -> str:
    """Return a caption on the path; that of a network is the shadow of one through all weights."""
    if facts.function is not None:
        return language.say("Step by step it goes the steepest way down.")
    return language.say(
        "Training moves through {count} weights: this is the shadow of its path on the plane.",
        count=str(facts.weights),
    )
