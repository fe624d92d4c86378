"""The slope of a curve at a point in words."""

from stage.language import Language
from stage.slope import Slope, Trend
from stage.words import display, plain, quoted


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


def slope_lines(facts: Slope, language: Language) -> tuple[str, ...]:
    """The derivative as rise over run and the word for it, in Typst's markup: the ways to set them.

    Where the names of rise and run are too long for one line, it does without them: they are by the triangle.
    """
    word = plain(trend_word(facts.trend, language))
    whole = _formula(facts, language, named=True)
    short = _formula(facts, language, named=False)
    ways = (f"{formula}{gap}{word}" for formula in (whole, short) for gap in ("#h(0.8em)", "\n\n"))
    return tuple(dict.fromkeys(ways))


def _formula(facts: Slope, language: Language, *, named: bool) -> str:
    numeral = language.numeral
    equal = [f"f'({quoted(numeral(facts.touch.x))})"]
    if facts.measurable:
        legs = f"{quoted(language.say('rise'))} / {quoted(language.say('run'))}"
        equal += [legs] if named else []
        equal.append(f"{quoted(numeral(facts.up))} / {quoted(numeral(facts.across))}")
    equal.append(quoted(numeral(facts.slope)))
    return display(" = ".join(equal))
