"""Wording of the rule for a parameter: the rule, the words and the sum of each panel, captions, alt text."""

from hillside.stage.lettering.equations import Equation
from hillside.stage.lettering.language import MINUS, Language, number_signs
from hillside.stage.lettering.tints import tinted, tinted_words
from hillside.stage.lettering.typesetting import symbol
from hillside.stage.lettering.typst_markup import display, plain, quoted
from scenes.guide.facts import Guide
from scenes.shared.slopes.sign_chart import missing_sentences
from scenes.shared.slopes.tangency import Tangency, Trend

LETTER = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for the letter of the parameter in a text that is about to be typeset."""
ISOLATES = "\N{FIRST STRONG ISOLATE}\N{POP DIRECTIONAL ISOLATE}"


def guide_alt(facts: Guide, language: Language) -> str:
    """Return the description: the error over one parameter, and what its slopes tell us to do."""
    chart = facts.chart
    curve = language.equation("y", chart.curve.f)
    shown = language.say("The error {curve} over one parameter, in three panels.", curve=curve)
    rules = [rule_caption(tangency, language, valley=chart.valley) for tangency in chart.shown.values()]
    return language.joined(shown, *rules, missing_sentences(chart, language))


def asked_alt(facts: Guide, language: Language) -> str:
    """Return the description without the steps, and the question for them."""
    chart, say = facts.chart, language.say
    curve = language.equation("y", chart.curve.f)
    shown = say("The error {curve} over one parameter, in three panels.", curve=curve)
    slopes = [slope_sentence(each, language) for each in chart.shown.values()]
    rate = say("Each step is the learning rate, {rate}, times the slope.", rate=facts.rate)
    return language.joined(shown, *slopes, missing_sentences(chart, language), rate, step_question(language))


def slope_sentence(facts: Tangency, language: Language) -> str:
    """Return the slope of the error at a point."""
    place = language.equation("x", facts.touch.x)
    return language.say("At {place} the slope is {slope}.", place=place, slope=facts.slope)


def step_question(language: Language) -> str:
    """Return the question for the steps."""
    return language.say("What is the new {x}?", x=language.letter_text("x"))


def rule_caption(facts: Tangency, language: Language, *, valley: bool) -> str:
    """Return a sentence on what to do with the parameter at a given slope of the error.

    Args:
        facts: the tangent of the error at a point.
        language: the language of the sentence.
        valley: whether the point may be the minimum, where the slope is 0.
    """
    say, slope, place = language.say, facts.slope, language.equation("x", facts.touch.x)
    match facts.trend:
        case Trend.INCREASING:
            return say("At {place} the slope is {slope}: decrease the parameter.", place=place, slope=slope)
        case Trend.DECREASING:
            return say("At {place} the slope is {slope}: increase the parameter.", place=place, slope=slope)
        case Trend.FLAT if valley:
            return say("At {place} the slope is 0: flat, perhaps the minimum.", place=place)
        case Trend.FLAT:
            return say("At {place} the slope is 0: flat, but no minimum.", place=place)


def update_rule(language: Language) -> str:
    """Return the rule for all slopes as Typst markup, with its last word in the color of the slope."""
    text = language.say("new {x} = {parameter} − rate × slope", x=LETTER, parameter=LETTER)
    slope = language.say("slope")
    before, found, after = text.rpartition(slope)
    if not found:
        return with_letter(text, language)
    return (
        f"{with_letter(before, language)}{tinted_words('slope', plain(slope))}{with_letter(after, language)}"
    )


def with_letter(text: str, language: Language) -> str:
    """Return a text as Typst markup, with the letter of the parameter in it."""
    bare = text.translate(dict.fromkeys(map(ord, ISOLATES)))
    pieces = [plain(piece) if piece else "" for piece in bare.split(LETTER)]
    return symbol("x", language).join(pieces)


def rule_words(name: str, facts: Guide, language: Language) -> str:
    """Return what to do with the parameter where the error has this slope, or that it never has it."""
    if name in facts.chart.missing:
        return language.say("nowhere in this window")
    return {
        "climbing": language.say("decrease {x}", x=LETTER),
        "falling": language.say("increase {x}", x=LETTER),
        "flat": language.say("flat: perhaps the minimum")
        if facts.chart.valley
        else language.say("flat, but no minimum"),
    }[name]


def step_sums(step: Equation, language: Language, *, asks: bool = False) -> tuple[str, str]:
    """Return the step as Typst markup, such as 1.2 − 0.25 × 2.4 = 0.6, on one line and on two.

    The slope has its color. If the step is asked for, its result is a question mark.
    """
    old, rate, slope = (language.numeral(each) for each in step.terms)
    new, times = language.numeral(step.result), number_signs(language.code)[1]
    factor = f"({slope})" if slope.startswith(MINUS) else slope
    product = f"{quoted(rate)} {times} {tinted('slope', quoted(factor))}"
    result = f"= {quoted('?')}" if asks else f"{step.sign} {quoted(new)}"
    from_old = f"{quoted(old)} {MINUS} {product}"
    return display(f"{from_old} {result}"), f"{display(from_old)}\\\n{display(result)}"


def derivative_sign(sign: int, language: Language) -> str:
    """Return the sign of a derivative, 1, -1 or 0, in words."""
    return {
        1: language.say("derivative positive"),
        -1: language.say("derivative negative"),
        0: language.say("derivative zero"),
    }[sign]
