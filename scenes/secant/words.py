"""Wording of secants and their quotients: captions and alt text."""

from __future__ import annotations

from hillside.stage.lettering.language import Language
from scenes.secant.facts import Secants
from scenes.shared.slopes.corner import Corner, corner_alt

DIGITS = 4
"""Significant digits of runs and quotients: with three, successive quotients would soon look equal."""


def four_digits(value: float, language: Language) -> str:
    """Return a run, or a quotient in its own digits, as in the table but without trailing zeros.

    >>> four_digits(1.125, Language()), four_digits(2.0, Language())
    ('1.125', '2')
    """
    return language.numeral(value, DIGITS)


def secants_alt(facts: Secants, language: Language) -> str:
    """Return the description: the curve, the secants, their quotients and the limit of these."""
    if facts.corner is not None:
        return language.joined(corner_alt(facts.corner, language), _side_alt(facts, language))
    return language.say(
        "Secants of {curve} from the point at {place}, over runs from {first} to {last}: their slopes go "
        "from {start} to {end}, toward {slope}, the slope of the dashed tangent.",
        curve=language.equation("y", facts.curve.f),
        place=language.equation("x", facts.touch.x),
        first=four_digits(facts.runs[0], language),
        last=four_digits(facts.runs[-1], language),
        start=four_digits(facts.quotients[0], language),
        end=four_digits(facts.quotients[-1], language),
        slope=four_digits(facts.slope, language),
    )


def _side_alt(facts: Secants, language: Language) -> str:
    return language.say(
        "The secants from there, over runs from {first} to {last}, have slopes from {start} to {end}, "
        "toward {slope}.",
        first=four_digits(facts.runs[0], language),
        last=four_digits(facts.runs[-1], language),
        start=four_digits(facts.quotients[0], language),
        end=four_digits(facts.quotients[-1], language),
        slope=four_digits(facts.slope, language),
    )


def first_caption(facts: Secants, language: Language) -> str:
    """Return the first run and its quotient."""
    return language.say(
        "Over a run of {run} its slope, rise over run, is {quotient}.",
        run=four_digits(facts.runs[0], language),
        quotient=four_digits(facts.quotients[0], language),
    )


def halving_caption(facts: Secants, number: int, language: Language) -> str:
    """Return the run after `number` halvings and its quotient."""
    return language.say(
        "Halve the run: over {run} the slope is {quotient}.",
        run=four_digits(facts.runs[number - 1], language),
        quotient=four_digits(facts.quotients[number - 1], language),
    )


def limit_caption(facts: Secants, language: Language) -> str:
    """Return the limit of the quotients as the run goes to 0."""
    say, slope = language.say, four_digits(facts.slope, language)
    if facts.corner is None:
        return say("As the run goes to 0, the slope goes to {slope}: that of the tangent.", slope=facts.slope)
    if facts.runs[0] > 0:
        return say("As the run goes to 0 from the right, the slope goes to {slope}.", slope=slope)
    return say("As the run goes to 0 from the left, the slope goes to {slope}.", slope=slope)


def other_side_caption(facts: Secants, corner: Corner, language: Language) -> str:
    """Return the limit of the quotients for runs to the other side of a corner."""
    say = language.say
    if facts.runs[0] > 0:
        return say("Secants from the left go to another slope: {slope}.", slope=corner.left)
    return say(
        "Secants from the right go to another slope: {slope}.", slope=four_digits(corner.right, language)
    )


def last_caption(facts: Secants, language: Language) -> str:
    """Return the conclusion: the limit is the derivative, or at a corner there is none."""
    say, place = language.say, language.equation("x", facts.touch.x)
    if facts.corner is not None:
        return say(
            "The two slopes differ: the curve has no tangent and no derivative at {place}.", place=place
        )
    return say(
        "So the derivative at {place} is {slope}.", place=place, slope=four_digits(facts.slope, language)
    )
