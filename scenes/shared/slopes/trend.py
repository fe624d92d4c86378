"""Whether a function increases, decreases or is flat at a point, by the sign of its slope there."""

from enum import StrEnum

from hillside.stage.lettering.language import Language


class Trend(StrEnum):
    """What a function does at a point."""

    INCREASING = "increasing"
    DECREASING = "decreasing"
    FLAT = "flat"


def trend_of(slope: float) -> Trend:
    """Return what a function does where it has this slope.

    >>> trend_of(-0.5).value
    'decreasing'
    """
    if slope == 0:
        return Trend.FLAT
    return Trend.INCREASING if slope > 0 else Trend.DECREASING


def trend_word(trend: Trend, language: Language) -> str:
    """Return what the function does, in a word.

    >>> trend_word(Trend.FLAT, Language())
    'flat'
    """
    match trend:
        case Trend.INCREASING:
            return language.say("increasing")
        case Trend.DECREASING:
            return language.say("decreasing")
        case Trend.FLAT:
            return language.say("flat")


def trend_sentence(trend: Trend, language: Language) -> str:
    """Return what the function does, in a sentence.

    >>> trend_sentence(Trend.FLAT, Language())
    'The function is flat there.'
    """
    match trend:
        case Trend.INCREASING:
            return language.say("The function is increasing there.")
        case Trend.DECREASING:
            return language.say("The function is decreasing there.")
        case Trend.FLAT:
            return language.say("The function is flat there.")
