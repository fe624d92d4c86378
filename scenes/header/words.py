"""Wording of the header's two halves: captions and alt text."""

from hillside.stage.lettering.language import Language
from scenes.hiker.facts import Hill
from scenes.tangent.facts import Slope
from scenes.tangent.words import question


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


def asked_alts(facts: Slope, language: Language) -> tuple[str, str]:
    """Return the description of the left half without the slope, and the question for it."""
    curve, place = language.equation("y", facts.curve.f), language.equation("x", facts.touch.x)
    shown = language.say(
        "Left: the curve {curve} with its dashed tangent at {place}.", curve=curve, place=place
    )
    return shown, question(facts, language)


def hill_alt(facts: Hill, language: Language) -> str:
    """Return the description of the right half."""
    say = language.say
    return {
        1: say("Right: a hiker on a hill, and an arrow downhill to the right."),
        -1: say("Right: a hiker on a hill, and an arrow downhill to the left."),
        0: say("Right: a hiker on a hill, where the ground is flat."),
    }[facts.downhill]


def underfoot_caption(facts: Hill, direction: str, language: Language, *, asks: bool = False) -> str:
    """Return what the slope underfoot means, with the words of the arrow; on flat ground there is none.

    If slopes are asked for, it is not told.
    """
    if asks and facts.downhill != 0:
        arrow = language.say("The arrow points downhill.")
        return language.joined(arrow, language.say("{label}.", label=direction))
    if facts.downhill == 0:
        return language.say("The slope underfoot is {slope}: the ground is flat.", slope=facts.slope)
    return language.say(
        "The slope underfoot, {slope} here, says which way is down: {label}.",
        slope=facts.slope,
        label=direction,
    )
