"""Wording of the sign of the slope: the rule, slopes, captions and alt text."""

from hillside.stage.labels import Beside, headline
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typesetting import Lettering
from hillside.stage.lettering.typst_markup import plain, wrapped
from hillside.stage.look.theme import MEASURES
from hillside.stage.sheet import Sheet
from scenes.shared.slopes.graph import derivative_markup
from scenes.shared.slopes.sign_chart import SignChart, missing_sentences
from scenes.shared.slopes.tangency import Tangency, Trend

NOTE = 0.86
"""Type size of the line on what the curve never does, as a multiple of that of the line above it."""


def chart_alt(facts: SignChart, language: Language) -> str:
    """Return the description: the curve, and what it does where."""
    curve = language.equation("y", facts.curve.f)
    shown = language.say("The curve {curve}, and the sign of its slope.", curve=curve)
    each = [sign_caption(tangency, language) for tangency in facts.shown.values()]
    return language.joined(shown, *each, missing_sentences(facts, language))


def asked_alt(facts: SignChart, language: Language) -> str:
    """Return the description without the signs, and the question for them."""
    return language.joined(tangents_sentence(facts, language), sign_question(language))


def tangents_sentence(facts: SignChart, language: Language) -> str:
    """Return the curve and where its tangents are."""
    places = language.listed(language.equation("x", each.touch.x) for each in facts.shown.values())
    curve = language.equation("y", facts.curve.f)
    return language.say("The curve {curve} with tangents at {places}.", curve=curve, places=places)


def sign_question(language: Language) -> str:
    """Return the question for the signs."""
    return language.say("Where is the slope positive, where negative, where 0?")


def sign_caption(facts: Tangency, language: Language) -> str:
    """Return a sentence on what the curve does at a point, with its slope."""
    say, slope, place = language.say, facts.slope, language.equation("x", facts.touch.x)
    match facts.trend:
        case Trend.INCREASING:
            return say(
                "At {place} the curve climbs: its slope is {slope}, positive.", place=place, slope=slope
            )
        case Trend.DECREASING:
            return say(
                "At {place} the curve falls: its slope is {slope}, negative.", place=place, slope=slope
            )
        case Trend.FLAT:
            return say("At {place} the curve is flat: its slope is 0.", place=place)


def sign_rule(language: Language) -> str:
    """Return the rule about the sign of a slope."""
    return language.say("The sign of the slope says which way the curve goes")


def rule_headline(facts: SignChart, sheet: Sheet, language: Language) -> Beside:
    """Return the lines above the picture: the derivative, the rule, and what the curve never does."""
    rule, missing = sign_rule(language), missing_sentences(facts, language)
    function = derivative_markup(facts.derivative, language)
    said = [
        plain(wrapped(rule, lines)) + (_note(wrapped(missing, more)) if missing else "")
        for lines, more in ((1, 1), (1, 2), (2, 2))
    ]
    settings = [f"{function}\n\n{each}" for each in said] if function else []
    line = Lettering(
        settings=tuple(dict.fromkeys([*settings, *said])), size=MEASURES.least_label, least=MEASURES.small
    )
    return headline(line, sheet.inside(MEASURES.margin), language)


def _note(text: str) -> str:
    """Return the markup of a smaller line below another."""
    return f"\\\n#text(size: {NOTE}em)[{plain(text)}]"
