"""What a curve does, and where, in words and signs."""

from hillside.stage.labels import Beside, headline
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.lettering import Lettering
from hillside.stage.lettering.markup import plain, quoted, wrapped
from hillside.stage.look.theme import MEASURES
from hillside.stage.sheet import Sheet
from scenes.shared.slopes.slope import Trend
from scenes.shared.slopes.slope_words import trend_word
from scenes.shared.slopes.survey import Course
from scenes.shared.slopes.touching import Touching

NOTE = 0.86
"""The size of the line on what the curve never does, in sizes of the line over it."""
LEAST_SIGN = 34.0
"""Layout pixels of type over narrow panels."""
SIGN_TEXT = {1: "+", -1: "−", 0: "0"}


def told_place(facts: Touching, language: Language) -> str:
    """Return what the curve does at a point and the number that says so, in a sentence."""
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


def told_course(facts: Course, language: Language) -> str:
    """Return the curve, and what it does where, for those who cannot see the picture."""
    curve = language.equation("y", facts.curve.f)
    shown = language.say("The curve {curve}, and the sign of its slope.", curve=curve)
    told = [told_place(place, language) for place in facts.shown.values()]
    return language.joined(shown, *told, told_missing(facts, language))


def told_missing(facts: Course, language: Language) -> str:
    """Return what the curve never does in the window, in as many sentences; empty when it does all."""
    return language.joined(*(_missing(name, language) for name in facts.missing))


def _missing(name: str, language: Language) -> str:
    return {
        "climbing": language.say("This curve climbs nowhere in the window."),
        "falling": language.say("This curve falls nowhere in the window."),
        "flat": language.say("This curve is nowhere flat in the window."),
    }[name]


def _large(sign: int) -> str:
    return f'#text(size: 1.7em, weight: "semibold", {quoted(SIGN_TEXT[sign])})'


def sign_words(sign: int, language: Language) -> Lettering:
    """Return the sign of a derivative and the words for it, over a picture."""
    text = {
        1: language.say("derivative positive"),
        -1: language.say("derivative negative"),
        0: language.say("derivative zero"),
    }[sign]
    line = f"{_large(sign)}#h(0.35em){plain(text)}"
    return Lettering(settings=(line,), least=LEAST_SIGN, role="slope")


def sign_label(facts: Touching, name: str, language: Language) -> Beside:
    """Return the sign of the derivative and the word for it, beside the tangent of the place of this name."""
    sign, word = _large(facts.sign), plain(trend_word(facts.trend, language))
    sides = {
        Trend.INCREASING: ("above left", "below right", "left", "right"),
        Trend.DECREASING: ("above right", "below left", "right", "left"),
        Trend.FLAT: ("above", "below"),
    }[facts.trend]
    return Beside(
        lettering=Lettering(settings=(f"{sign}#h(0.35em){word}", f"{sign}\\\n{word}"), role="slope"),
        by=f"{name}-touch" if facts.sign == 0 else f"{name}-tangent",
        sides=sides,
        gap=18.0,
        reach=90.0,
        leader=True,
        own=(f"{name}-touch", f"{name}-tangent", "curve"),
        priority=8,
    )


def sign_rule(language: Language) -> str:
    """Return what the signs of a slope teach."""
    return language.say("The sign of the slope says which way the curve goes")


def rule_line(facts: Course, sheet: Sheet, language: Language) -> Beside:
    """Return the line over the picture: what the signs teach, and smaller what the curve never does."""
    rule, missing = sign_rule(language), told_missing(facts, language)
    ways = [
        plain(wrapped(rule, lines)) + (_note(wrapped(missing, more)) if missing else "")
        for lines, more in ((1, 1), (1, 2), (2, 2))
    ]
    line = Lettering(settings=tuple(dict.fromkeys(ways)), least=MEASURES.least_label)
    return headline(line, sheet.inside(MEASURES.margin), language)


def _note(text: str) -> str:
    """Return a smaller line under another, as markup."""
    return f"\\\n#text(size: {NOTE}em)[{plain(text)}]"
