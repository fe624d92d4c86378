"""Wording of the rule for a parameter: captions and alt text."""

from hillside.stage.lettering.language import Language
from scenes.shared.slopes.sign_chart import SignChart, missing_sentences
from scenes.shared.slopes.tangency import Tangency, Trend


def guide_alt(facts: SignChart, language: Language) -> str:
    """Return the description: the error over one parameter, and what its slopes tell us to do."""
    curve = language.equation("y", facts.curve.f)
    shown = language.say("The error {curve} over one parameter, in three panels.", curve=curve)
    rules = [rule_caption(tangency, language, valley=facts.valley) for tangency in facts.shown.values()]
    return language.joined(shown, *rules, missing_sentences(facts, language))


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


def rule_text(name: str, facts: SignChart, language: Language) -> str:
    """Return what to do with a parameter where the error has this slope, or that it never has it."""
    rule = {
        "climbing": language.say("decrease the parameter"),
        "falling": language.say("increase the parameter"),
        "flat": language.say("flat: perhaps the minimum")
        if facts.valley
        else language.say("flat, but no minimum"),
    }[name]
    never = language.say("nowhere in this window")
    return never if name in facts.missing else rule


def derivative_sign(sign: int, language: Language) -> str:
    """Return the sign of a derivative, 1, -1 or 0, in words."""
    return {
        1: language.say("derivative positive"),
        -1: language.say("derivative negative"),
        0: language.say("derivative zero"),
    }[sign]
