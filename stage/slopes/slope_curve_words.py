"""A curve and its slope in words: hilltops, valleys, and the stretches between them."""

from __future__ import annotations

import numpy as np

from mathcore import Expr, FeatureKind, derivative
from stage.lettering.language import Language

LOOKED_AT = 65


def flat_word(kind: str, language: Language) -> str:
    """What a level place of a curve is, in a word."""
    if kind == FeatureKind.MAXIMUM.value:
        return language.say("hilltop")
    if kind == FeatureKind.MINIMUM.value:
        return language.say("valley")
    return language.say("flat")


def told_flat(kind: str, x: float, language: Language) -> str:
    """What a level place of a curve is, in a sentence."""
    place = language.equation("x", x)
    if kind == FeatureKind.MAXIMUM.value:
        return language.say("On the hilltop, at {place}, the tangent is level: the slope is 0.", place=place)
    if kind == FeatureKind.MINIMUM.value:
        return language.say("In the valley, at {place}, the tangent is level: the slope is 0.", place=place)
    return language.say("At {place} the curve is level but does not turn: the slope is 0.", place=place)


def told_stretch(f: Expr, start: float, end: float, language: Language) -> str:
    """What the slope is between two places, in a sentence."""
    x = np.linspace(start, end, LOOKED_AT)[1:-1]
    slopes = np.asarray(derivative(f, x))
    if (slopes > 0).all():
        return language.say("Where the curve climbs, its slope is above 0.")
    if (slopes < 0).all():
        return language.say("Where the curve falls, its slope is below 0.")
    return language.say("Slide along: the slope at each x draws the curve below.")
