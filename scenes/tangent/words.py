"""Wording of the slope of a curve at a point: alt text, captions, and the formula above the picture."""

from hillside.stage.lettering.equations import EQUAL
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.tints import tinted, tinted_words
from hillside.stage.lettering.typesetting import markup_of
from hillside.stage.lettering.typst_markup import display, plain, quoted
from hillside.stage.plane import View
from mathcore import Point
from scenes.shared.slopes.graph import derivative_markup
from scenes.shared.slopes.tangency import TREND_ARROWS, Trend, trend_sentence, trend_word
from scenes.tangent.facts import Facts, Slope


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


def asked_alt(facts: Facts, language: Language) -> str:
    """Return the description that leaves out the slope, and tells enough to find it; then the question."""
    curve, place = language.equation("y", facts.curve.f), language.equation("x", facts.touch.x)
    if not isinstance(facts, Slope):
        shown = language.say("The curve {curve} and a point on it, at {place}.", curve=curve, place=place)
    else:
        first, x = facts.touch, facts.touch.x + facts.across
        second = Point(x, first.y + facts.slope * (x - first.x))
        shown = language.say(
            "The curve {curve} with its tangent at {place}: a dashed line through {first} and {second}.",
            curve=curve,
            place=place,
            first=coordinates(first, language),
            second=coordinates(second, language),
        )
    return language.joined(shown, question(facts, language))


def coordinates(point: Point, language: Language) -> str:
    """Return the coordinates of a point as text."""
    return f"({language.numeral(point.x)} | {language.numeral(point.y)})"


def question(facts: Facts, language: Language) -> str:
    """Return the question for the slope."""
    return language.say("How steep is it at {place}?", place=language.equation("x", facts.touch.x))


def question_markup(facts: Facts, language: Language) -> str:
    """Return the question for the derivative as a formula, as Typst markup."""
    applied = f"{markup_of('f', language)}'({quoted(language.numeral(facts.touch.x))})"
    return display(f"{tinted('slope', applied)} = {tinted('slope', quoted('?'))}")


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

    Above it stands the derivative as a function, where it has a short formula. Where the names of rise and
    run are too long for one line, they are left out: they are by the triangle.
    """
    word = trend_markup(facts.trend, language)
    function = derivative_markup(facts.derivative, language)
    values = [_formula(facts, language, named=named) for named in (True, False)]
    settings = [[function, value, word] for value in values] if function else []
    settings += [[value, word] for value in values]
    lines = ["\n\n".join(lines) for lines in settings]
    beside = [[*lines[:-2], f"{lines[-2]}#h(0.8em){lines[-1]}"] for lines in settings]
    return tuple(dict.fromkeys([*lines, *("\n\n".join(each) for each in beside)]))


def running_settings(facts: Slope, view: View, language: Language) -> tuple[str, ...]:
    """Return settings, as Typst markup, of the slope while the point slides: f′(0.62) = −0.31.

    The number of decimals stays, so that the digits do not dance.
    """
    at = language.counting(facts.touch.x, view.x.width / 2)
    slope = language.counting(facts.slope, view.y.width / view.x.width)
    applied = tinted("slope", f"{markup_of('f', language)}'({quoted(at)})")
    value = display(f"{applied} = {tinted('slope', quoted(slope))}")
    function = derivative_markup(facts.derivative, language)
    return (f"{function}\n\n{value}", value) if function else (value,)


def trend_markup(trend: Trend, language: Language) -> str:
    """Return the word for a trend with an arrow that goes the same way, in the color of the slope."""
    return tinted_words("slope", f"{plain(trend_word(trend, language))}#h(0.4em)${TREND_ARROWS[trend]}$")


def _formula(facts: Slope, language: Language, *, named: bool) -> str:
    numeral = language.numeral
    equal = [tinted("slope", f"{markup_of('f', language)}'({quoted(numeral(facts.touch.x))})")]
    if facts.measurable:
        legs = f"{quoted(language.say('rise'))} / {quoted(language.say('run'))}"
        equal += [tinted("legs", legs)] if named else []
        equal.append(tinted("legs", f"{quoted(numeral(facts.up))} / {quoted(numeral(facts.across))}"))
    sign = facts.quotient.sign if facts.measurable else EQUAL
    return display(f"{' = '.join(equal)} {sign} {tinted('slope', quoted(numeral(facts.slope)))}")
