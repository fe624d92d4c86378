"""The slope of a curve at a point in words."""

from stage.language import Language
from stage.slope import Slope, Trend


def trend_word(trend: Trend, language: Language) -> str:
    """What the function does, in a word."""
    match trend:
        case Trend.INCREASING:
            return language.say("increasing")
        case Trend.DECREASING:
            return language.say("decreasing")
        case Trend.FLAT:
            return language.say("flat")


def told_trend(trend: Trend, language: Language) -> str:
    """What the function does, in a sentence."""
    match trend:
        case Trend.INCREASING:
            return language.say("The function is increasing there.")
        case Trend.DECREASING:
            return language.say("The function is decreasing there.")
        case Trend.FLAT:
            return language.say("The function is flat there.")


def told_legs(facts: Slope, language: Language) -> str:
    """The run and the rise of the triangle, in a sentence."""
    say, across, up = language.say, facts.across, facts.up
    if up > 0:
        return say("Go {across} across, and the line climbs {up}: run and rise.", across=across, up=up)
    return say("Go {across} across, and the line falls {down}: run and rise.", across=across, down=-up)
