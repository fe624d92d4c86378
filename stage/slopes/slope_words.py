"""The slope of a curve at a point in words."""

from collections.abc import Iterator

from stage.lettering.language import Language
from stage.lettering.words import display, plain, quoted
from stage.slopes.slope import Slope, Trend
from stage.story import Beat


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


def slope_story(facts: Slope, language: Language, start: float, label: str) -> Iterator[Beat]:
    """A point slides from ``start`` along the curve; then the triangle measures the slope."""
    say, place = language.say, language.equation("x", facts.touch.x)
    yield Beat(
        say=say("Here is a curve: each x has its height, f of x."),
        show=("axes", "x-name", "y-name", "curve", "curve-name"),
        at={"at": start},
        seconds=2.5,
    )
    yield Beat(say=say("Pick a point on it."), show=("touch",), seconds=0.6)
    yield Beat(
        say=say("One straight line touches the curve there and runs along with it: the tangent."),
        show=("tangent",),
        seconds=1.2,
    )
    yield Beat(
        say=say("Slide the point to {place}: the tangent turns as the curve does.", place=place),
        to={"at": facts.touch.x},
        seconds=3.0,
    )
    if facts.measurable:
        yield Beat(
            say=told_legs(facts, language),
            show=("triangle", "run", "run-name", "right-angle", "rise", "rise-name"),
            seconds=2.4,
        )
    slope = say("The slope at {place} is {slope}.", place=place, slope=facts.slope)
    told = language.joined(slope, told_trend(facts.trend, language))
    yield Beat(say=told, show=("slope",), seconds=0.8, rest=1.5)
    yield Beat(say=say("{label}.", label=label), show=("callout",), seconds=0.8, rest=2.5)
