"""What a derivative asks of a parameter, in words."""

from collections.abc import Mapping

from hillside.stage.labels import Beside
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.lettering import Lettering, lettering
from hillside.stage.lettering.typeface import Typeface
from hillside.stage.look.theme import MEASURES
from scenes.shared.slopes.course_words import sign_words, told_missing
from scenes.shared.slopes.panel import Panel, alike, foot_words, head_words
from scenes.shared.slopes.slope import Trend
from scenes.shared.slopes.survey import SIGNS, Course
from scenes.shared.slopes.touching import Touching


def instruction_labels(
    facts: Course, panels: Mapping[str, Panel], language: Language, face: Typeface
) -> dict[str, Beside]:
    """Return the sign over each panel and the rule under it, those of all panels set alike."""
    first = next(iter(panels.values()))
    signs = alike([sign_words(SIGNS[name], language) for name in panels], first.head, face)
    rules = alike([_rule_words(name, facts, language) for name in panels], first.foot, face)
    heads = zip(panels.items(), signs, strict=True)
    feet = zip(panels.items(), rules, strict=True)
    return {
        **{f"{name}-sign": head_words(panel, words) for (name, panel), words in heads},
        **{f"{name}-rule": foot_words(panel, words) for (name, panel), words in feet},
    }


def _rule_words(name: str, facts: Course, language: Language) -> Lettering:
    """Return what to do with a parameter where the error has this slope, or that it never has it."""
    rule = {
        "climbing": language.say("decrease the parameter"),
        "falling": language.say("increase the parameter"),
        "flat": language.say("flat: perhaps the minimum")
        if facts.valley
        else language.say("flat, but no minimum"),
    }[name]
    never = language.say("nowhere in this window")
    text = never if name in facts.missing else rule
    return lettering(text, lines=(1, 2), least=MEASURES.least_label)


def told_guide(facts: Course, language: Language) -> str:
    """The error over one parameter, and what its slopes ask for, for those who cannot see the picture."""
    curve = language.equation("y", facts.curve.f)
    shown = language.say("The error {curve} over one parameter, in three panels.", curve=curve)
    told = [told_rule(place, language, valley=facts.valley) for place in facts.shown.values()]
    return language.joined(shown, *told, told_missing(facts, language))


def told_rule(facts: Touching, language: Language, *, valley: bool) -> str:
    """Return what a slope of the error asks of the parameter, in a sentence."""
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
