"""Secants and their quotients in words."""

from __future__ import annotations

from hillside.stage.labels import Beside, headline
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.lettering import Lettering
from hillside.stage.lettering.markup import formula, quoted
from hillside.stage.look.theme import MEASURES
from hillside.stage.sheet import Sheet
from scenes.secant.secants import Secants
from scenes.shared.slopes.corner import Corner
from scenes.shared.slopes.corner_words import corner_line, told_corner

DIGITS = 4
"""A quotient and the next differ late; three digits as elsewhere would be too few."""


def told(value: float, language: Language) -> str:
    """Return a run or a quotient as the table has it, but without zeros at its end.

    >>> told(1.125, Language()), told(2.0, Language())
    ('1.125', '2')
    """
    return language.numeral(value, DIGITS)


def told_secants(facts: Secants, language: Language) -> str:
    """Return the curve, the secants, their quotients and the slope that they come to."""
    if facts.corner is not None:
        return language.joined(told_corner(facts.corner, language), _told_side(facts, language))
    return language.say(
        "Secants of {curve} from the point at {place}, over runs from {first} to {last}: their slopes go "
        "from {start} to {end}, toward {slope}, the slope of the dashed tangent.",
        curve=language.equation("y", facts.curve.f),
        place=language.equation("x", facts.touch.x),
        first=told(facts.runs[0], language),
        last=told(facts.runs[-1], language),
        start=told(facts.quotients[0], language),
        end=told(facts.quotients[-1], language),
        slope=told(facts.slope, language),
    )


def _told_side(facts: Secants, language: Language) -> str:
    return language.say(
        "The secants from there, over runs from {first} to {last}, have slopes from {start} to {end}, "
        "toward {slope}.",
        first=told(facts.runs[0], language),
        last=told(facts.runs[-1], language),
        start=told(facts.quotients[0], language),
        end=told(facts.quotients[-1], language),
        slope=told(facts.slope, language),
    )


def slope_line(facts: Secants, sheet: Sheet, language: Language) -> Beside:
    """Return the line over the picture: the derivative, or that there is none."""
    if facts.corner is not None:
        return corner_line(facts.corner, sheet, language)
    place, slope = quoted(language.numeral(facts.touch.x)), quoted(told(facts.slope, language))
    words = Lettering(settings=(formula(f"f'({place}) = {slope}"),), role="slope")
    return headline(words, sheet.inside(MEASURES.margin), language)


def told_first(facts: Secants, language: Language) -> str:
    """Return the first run and its quotient."""
    return language.say(
        "Over a run of {run} its slope, rise over run, is {quotient}.",
        run=told(facts.runs[0], language),
        quotient=told(facts.quotients[0], language),
    )


def told_halving(facts: Secants, number: int, language: Language) -> str:
    """Return a later run, counted from 1, and its quotient."""
    return language.say(
        "Halve the run: over {run} the slope is {quotient}.",
        run=told(facts.runs[number - 1], language),
        quotient=told(facts.quotients[number - 1], language),
    )


def told_limit(facts: Secants, language: Language) -> str:
    """Return what becomes of the quotients as the run goes to 0."""
    say, slope = language.say, told(facts.slope, language)
    if facts.corner is None:
        return say("As the run goes to 0, the slope goes to {slope}: that of the tangent.", slope=facts.slope)
    if facts.runs[0] > 0:
        return say("As the run goes to 0 from the right, the slope goes to {slope}.", slope=slope)
    return say("As the run goes to 0 from the left, the slope goes to {slope}.", slope=slope)


def told_other_side(facts: Secants, corner: Corner, language: Language) -> str:
    """Return what the quotients over runs to the other side of a corner go to."""
    say = language.say
    if facts.runs[0] > 0:
        return say("Secants from the left go to another slope: {slope}.", slope=told(corner.left, language))
    return say("Secants from the right go to another slope: {slope}.", slope=told(corner.right, language))
