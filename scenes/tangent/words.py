"""Wording of the slope of a curve at a point: alt text, captions, and the formula above the picture."""

from hillside.stage.lettering.equations import EQUAL
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typesetting import markup_of
from hillside.stage.lettering.typst_markup import display, plain, quoted
from scenes.shared.slopes.tangency import trend_sentence, trend_word
from scenes.tangent.facts import Slope


def tangent_words(own: str | None, language: Language) -> str:
    """Return the words of the tangent's callout: the lecturer's, or the default."""
    return language.say("Derivative = Slope of the Tangent Line") if own is None else own


def slope_alt(facts: Slope, language: Language) -> str:
    """Return the description: the curve, the point, the slope and its sign."""
    shown = language.say(
        "The curve {curve} with its tangent at {place}: a dashed line of slope {slope}.",
        curve=language.equation("y", facts.curve.f),
        place=language.equation("x", facts.touch.x),
        slope=facts.slope,
    )
    return language.joined(shown, trend_sentence(facts.trend, language))


def legs_caption(facts: Slope, language: Language) -> str:
    """Return a sentence with the run and the rise of the triangle."""
    say, across, up = language.say, facts.across, facts.up
    if up > 0:
        return say("Go {across} across, and the line climbs {up}: run and rise.", across=across, up=up)
    return say("Go {across} across, and the line falls {down}: run and rise.", across=across, down=-up)


def slope_caption(facts: Slope, language: Language) -> str:
    """Return the slope at the point, and the trend of the function there."""
    place = language.equation("x", facts.touch.x)
    slope = language.say("The slope at {place} is {slope}.", place=place, slope=facts.slope)
    return language.joined(slope, trend_sentence(facts.trend, language))


def slope_settings(facts: Slope, language: Language) -> tuple[str, ...]:
    """Return settings, as Typst markup, of the derivative as rise over run and the word for its trend.

    Where the names of rise and run are too long for one line, they are left out: they are by the triangle.
    """
    word = plain(trend_word(facts.trend, language))
    whole = _formula(facts, language, named=True)
    short = _formula(facts, language, named=False)
    settings = (f"{formula}{gap}{word}" for formula in (whole, short) for gap in ("#h(0.8em)", "\n\n"))
    return tuple(dict.fromkeys(settings))


def _formula(facts: Slope, language: Language, *, named: bool) -> str:
    numeral = language.numeral
    equal = [f"{markup_of('f', language)}'({quoted(numeral(facts.touch.x))})"]
    if facts.measurable:
        legs = f"{quoted(language.say('rise'))} / {quoted(language.say('run'))}"
        equal += [legs] if named else []
        equal.append(f"{quoted(numeral(facts.up))} / {quoted(numeral(facts.across))}")
    sign = facts.quotient.sign if facts.measurable else EQUAL
    return display(f"{' = '.join(equal)} {sign} {quoted(numeral(facts.slope))}")
