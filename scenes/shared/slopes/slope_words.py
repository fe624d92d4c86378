"""The slope of a curve at a point in words."""

from hillside.stage.labels import Beside, headline
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.lettering import Lettering
from hillside.stage.lettering.markup import display, plain, quoted
from hillside.stage.look.theme import MEASURES
from hillside.stage.sheet import Sheet
from scenes.shared.slopes.slope import Slope, Trend


def trend_word(trend: Trend, language: Language) -> str:
    """Return what the function does, in a word."""
    match trend:
        case Trend.INCREASING:
            return language.say("increasing")
        case Trend.DECREASING:
            return language.say("decreasing")
        case Trend.FLAT:
            return language.say("flat")


def told_trend(trend: Trend, language: Language) -> str:
    """Return what the function does, in a sentence."""
    match trend:
        case Trend.INCREASING:
            return language.say("The function is increasing there.")
        case Trend.DECREASING:
            return language.say("The function is decreasing there.")
        case Trend.FLAT:
            return language.say("The function is flat there.")


def tangent_words(own: str | None, language: Language) -> str:
    """Return the words that point at the tangent: the lecturer's, or those that the figure brings."""
    return language.say("Derivative = Slope of the Tangent Line") if own is None else own


def told_slope(facts: Slope, language: Language) -> str:
    """Return the curve, the point, the slope and its sign, for those who cannot see the picture."""
    shown = language.say(
        "The curve {curve} with its tangent at {place}: a dashed line of slope {slope}.",
        curve=language.equation("y", facts.curve.f),
        place=language.equation("x", facts.touch.x),
        slope=facts.slope,
    )
    return language.joined(shown, told_trend(facts.trend, language))


def told_triangle(facts: Slope, language: Language) -> str:
    """Return the left half of a picture: the curve, its tangent and the triangle of rise and run."""
    return language.say(
        "Left: the curve {curve} with its dashed tangent at {place}, of slope {slope}, "
        "over a triangle of rise and run.",
        curve=language.equation("y", facts.curve.f),
        place=language.equation("x", facts.touch.x),
        slope=facts.slope,
    )


def slope_line(facts: Slope, sheet: Sheet, language: Language) -> Beside:
    """Return the line over the picture: the derivative as rise over run, and the word for it."""
    line = Lettering(settings=slope_lines(facts, language), least=MEASURES.least_label, role="slope")
    return headline(line, sheet.inside(MEASURES.margin), language)


def told_legs(facts: Slope, language: Language) -> str:
    """Return the run and the rise of the triangle, in a sentence."""
    say, across, up = language.say, facts.across, facts.up
    if up > 0:
        return say("Go {across} across, and the line climbs {up}: run and rise.", across=across, up=up)
    return say("Go {across} across, and the line falls {down}: run and rise.", across=across, down=-up)


def slope_lines(facts: Slope, language: Language) -> tuple[str, ...]:
    """Return the derivative as rise over run and the word for it, in Typst's markup: the ways to set them.

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
