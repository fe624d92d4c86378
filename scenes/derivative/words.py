"""Wording of a curve and its slope: alt text, captions of critical points and of what lies between them."""

from __future__ import annotations

import numpy as np

from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typst_markup import plain
from mathcore import Expr, FeatureKind, as_typed, derivative, derivative_at
from scenes.derivative.facts import SlopeCurve
from scenes.shared.slopes.tangency import TREND_ARROWS, trend_of, trend_word

SAMPLES = 65
"""Number of samples of the slope between two points, ends included."""


def curves_alt(facts: SlopeCurve, at: float, language: Language) -> str:
    """Return the description: both curves, the tangent at `at`, its slope, and where the slope is 0."""
    say, equation = language.say, language.equation
    shown = say(
        "Above, the curve {curve} with its tangent at {place}. Below, over the same {x}, its derivative: "
        "{slope} there.",
        curve=equation("y", facts.curve.f),
        place=equation("x", as_typed(at)),
        slope=facts.slope,
        x=language.letter_text("x"),
    )
    if not facts.zeros:
        return shown
    places = language.listed(equation("x", zero.x) for zero in facts.zeros)
    return language.joined(shown, say("It is 0 where the curve is level: {places}.", places=places))


def asked_alt(facts: SlopeCurve, at: float, language: Language) -> str:
    """Return the description without the derivative, and the question for it."""
    shown = language.say(
        "Above, the curve {curve} with its tangent at {place}. Below, over the same {x}, the axes for its "
        "slope.",
        curve=language.equation("y", facts.curve.f),
        place=language.equation("x", as_typed(at)),
        x=language.letter_text("x"),
    )
    return language.joined(shown, curve_question(language))


def curve_question(language: Language) -> str:
    """Return the question for the derivative."""
    return language.say("What does the curve of its slopes look like?")


def slope_caption(facts: SlopeCurve, at: float, language: Language) -> str:
    """Return the slope at a point."""
    place = language.equation("x", as_typed(at))
    return language.say(
        "The slope at {place} is {slope}.", place=place, slope=derivative_at(facts.curve.f, at)
    )


def stretch_markup(sign: int, language: Language) -> tuple[str, ...]:
    """Return what stands over a stretch on which the slope has a sign, as Typst markup: a word, or an arrow.

    >>> stretch_markup(1, Language()), stretch_markup(0, Language())
    (('#text("increasing")', '$arrow.tr$'), ())
    """
    if sign == 0:
        return ()
    trend = trend_of(sign)
    return plain(trend_word(trend, language)), f"${TREND_ARROWS[trend]}$"


def level_word(kind: str, language: Language) -> str:
    """Return a word for the kind of a critical point."""
    if kind == FeatureKind.MAXIMUM.value:
        return language.say("hilltop")
    if kind == FeatureKind.MINIMUM.value:
        return language.say("valley")
    return language.say("flat")


def level_caption(kind: str, language: Language) -> str:
    """Return a sentence with the kind of a critical point."""
    if kind == FeatureKind.MAXIMUM.value:
        return language.say("On the hilltop the slope is 0.")
    if kind == FeatureKind.MINIMUM.value:
        return language.say("In the valley the slope is 0.")
    return language.say("Here the curve is level but does not turn: the slope is 0.")


def slide_caption(f: Expr, start: float, end: float, language: Language) -> str:
    """Return a sentence about the slope between two x."""
    x = np.linspace(start, end, SAMPLES)[1:-1]
    slopes = np.asarray(derivative(f, x))
    if (slopes > 0).all():
        return language.say("Where the curve climbs, its slope is above 0.")
    if (slopes < 0).all():
        return language.say("Where the curve falls, its slope is below 0.")
    return language.say(
        "Slide along: the slope at each {x} draws the curve below.", x=language.letter_text("x")
    )
