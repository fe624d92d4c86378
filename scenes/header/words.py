"""Wording of the header's two halves: captions and alt text."""

from hillside.stage.lettering.language import Language
from scenes.hiker.facts import Hill
from scenes.tangent.facts import Slope


def curve_alt(facts: Slope, language: Language) -> str:
    """Return the description of the left half."""
    curve, place = language.equation("y", facts.curve.f), language.equation("x", facts.touch.x)
    if not facts.measurable:
        return language.say(
            "Left: the curve {curve} with its dashed tangent at {place}, of slope {slope}.",
            curve=curve,
            place=place,
            slope=facts.slope,
        )
    return language.say(
        "Left: the curve {curve} with its dashed tangent at {place}, of slope {slope}, "
        "over a triangle of rise and run.",
        curve=curve,
        place=place,
        slope=facts.slope,
    )


def hill_alt(facts: Hill, language: Language) -> str:
    """Return the description of the right half."""
    say = language.say
    return {
        1: say("Right: a hiker on a hill, and an arrow downhill to the right."),
        -1: say("Right: a hiker on a hill, and an arrow downhill to the left."),
        0: say("Right: a hiker on a hill, where the ground is flat."),
    }[facts.downhill]


def underfoot_caption(facts: Hill, direction: str, language: Language) -> str:
    """Return what the slope underfoot means, with the words of the arrow; on flat ground there is none."""
    if facts.downhill == 0:
        return language.say("The slope underfoot is {slope}: the ground is flat.", slope=facts.slope)
    return language.say(
        "The slope underfoot, {slope} here, says which way is down: {label}.",
        slope=facts.slope,
        label=direction,
    )
