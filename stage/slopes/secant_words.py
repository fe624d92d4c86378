"""Secants and their quotients in words."""

from __future__ import annotations

from mathcore import Expr
from stage.lettering.language import Language
from stage.slopes.secants import Secants

DIGITS = 4
"""A quotient and the next differ late; three digits as elsewhere would be too few."""


def told(value: float, language: Language) -> str:
    """A run or a quotient as the table has it, but without zeros at its end.

    >>> told(1.125, Language()), told(2.0, Language())
    ('1.125', '2')
    """
    return language.numeral(value, DIGITS)


def told_secants(facts: Secants, f: Expr, language: Language) -> str:
    """The curve, the secants, their quotients and the slope that they come to."""
    return language.say(
        "Secants of {curve} from the point at {place}, over runs from {first} to {last}: their slopes go "
        "from {start} to {end}, toward {slope}, the slope of the dashed tangent.",
        curve=language.equation("y", f),
        place=language.equation("x", facts.touch.x),
        first=told(facts.runs[0], language),
        last=told(facts.runs[-1], language),
        start=told(facts.quotients[0], language),
        end=told(facts.quotients[-1], language),
        slope=told(facts.slope, language),
    )


def told_first(facts: Secants, language: Language) -> str:
    """The first run and its quotient."""
    return language.say(
        "Over a run of {run} its slope, rise over run, is {quotient}.",
        run=told(facts.runs[0], language),
        quotient=told(facts.quotients[0], language),
    )


def told_halving(facts: Secants, number: int, language: Language) -> str:
    """A later run, counted from 1, and its quotient."""
    return language.say(
        "Halve the run: over {run} the slope is {quotient}.",
        run=told(facts.runs[number - 1], language),
        quotient=told(facts.quotients[number - 1], language),
    )
