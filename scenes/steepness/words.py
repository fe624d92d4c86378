"""Wording of the steepness of a curve: alt text, captions, and readings of the meter."""

from hillside.stage.lettering.language import Language
from hillside.stage.lettering.tints import tinted, tinted_words
from hillside.stage.lettering.typesetting import Lettering, markup_of
from hillside.stage.lettering.typst_markup import display, plain, quoted, wrapped
from hillside.stage.look.theme import MEASURES
from scenes.shared.slopes.graph import derivative_markup
from scenes.shared.slopes.tangency import Tangency
from scenes.steepness.facts import SlopePair, paper_angle

UPRIGHT = 89.0
"""Angle in degrees above which it is given with one more digit."""


def kind_of_point(name: str, language: Language) -> str:
    """Return the word for the gentle or the steep point."""
    return {"gentle": language.say("gentle"), "steep": language.say("steep")}[name]


def point_lettering(name: str, facts: Tangency, language: Language) -> Lettering:
    """Return the kind of a point, and below it the derivative there."""
    bold = f'#text(weight: "semibold")[{plain(kind_of_point(name, language))}]'
    applied = f"{markup_of('f', language)}'({quoted(language.numeral(facts.touch.x))})"
    slope = tinted("slope", quoted(language.numeral(facts.slope)))
    value = display(f"{tinted('slope', applied)} = {slope}")
    return Lettering(settings=(f"{bold}\\\n{value}", f"{bold}#h(0.6em){value}"), least=MEASURES.least_label)


def reading_lettering(name: str, shown: str, language: Language) -> Lettering:
    """Return the slope that a needle shows and the kind of its point.

    Args:
        name: the name of the point.
        shown: the slope as it is written.
        language: the language.
    """
    number = tinted_words(
        "slope", f'#text(size: 1.1em, weight: "semibold")[{plain(language.isolated(shown))}]'
    )
    word = plain(kind_of_point(name, language))
    settings = (f"{number}#h(0.35em){word}", f"{number}\\\n{word}")
    return Lettering(settings=settings, size=MEASURES.name, least=MEASURES.small)


def headline_settings(facts: SlopePair, language: Language) -> tuple[str, ...]:
    """Return settings of the line above the picture as Typst markup; none if it says nothing."""
    function = derivative_markup(facts.derivative, language)
    lines = [] if function is None else [function]
    if facts.stretch != 1:
        lines.append(f"#text(size: 0.76em)[{plain(scaling_text(facts, language))}]")
    beside = "#h(1.2em)".join(lines)
    return tuple(dict.fromkeys(["\n\n".join(lines), beside])) if lines else ()


def question_settings(facts: SlopePair, language: Language) -> tuple[str, ...]:
    """Return settings of the question for the numbers as Typst markup, and of how the heights are scaled."""
    scaling = [] if facts.stretch == 1 else [f"#text(size: 0.76em)[{plain(scaling_text(facts, language))}]"]
    question = steepness_question(language)
    return tuple("\n\n".join([plain(wrapped(question, lines)), *scaling]) for lines in (1, 2))


def steepness_question(language: Language) -> str:
    """Return the question for the numbers."""
    return language.say("Which place is steeper, and how steep is each?")


def tangents_sentence(facts: SlopePair, language: Language) -> str:
    """Return the curve and where its tangents are, from left to right."""
    touches = sorted(each.touch.x for each in facts.tangencies.values())
    places = language.listed(language.equation("x", x) for x in touches)
    curve = language.equation("y", facts.curve.f)
    return language.say("The curve {curve} with tangents at {places}.", curve=curve, places=places)


def asked_alt(facts: SlopePair, language: Language) -> str:
    """Return the description without the numbers, and the question for them."""
    return language.joined(tangents_sentence(facts, language), steepness_question(language))


def scaling_text(facts: SlopePair, language: Language) -> str:
    """Return how heights are drawn where a unit of y is not as long as one of x."""
    up, across = facts.scaling
    if up > across:
        return language.say("height scaled {times} : 1", times=up)
    return language.say("height scaled 1 : {times}", times=across)


def angle_text(facts: Tangency, language: Language) -> str:
    """Return the angle in degrees at equal scales, with more digits close to 90: no slope is vertical."""
    angle = paper_angle(facts.slope, 1.0)
    return f"{language.numeral(angle, 3 if abs(angle) < UPRIGHT else 5)}°"


def steepness_alt(facts: SlopePair, language: Language) -> str:
    """Return the description: the curve, and its steepness at both points."""
    curve = language.equation("y", facts.curve.f)
    shown = language.say(
        "The curve {curve} with two tangents, and a slope meter with both slopes.", curve=curve
    )
    each = (
        steepness_sentence(tangency, name, facts.stretch, language)
        for name, tangency in facts.tangencies.items()
    )
    return language.joined(shown, *each)


def steepness_sentence(facts: Tangency, name: str, stretch: float, language: Language) -> str:
    """Return a sentence with the steepness of a curve at a point."""
    place = language.equation("x", facts.touch.x)
    angle = angle_text(facts, language)
    say, slope = language.say, facts.slope
    if stretch == 1:
        return {
            "gentle": say(
                "At {place} the slope is {slope}, an angle of {angle}: gentle.",
                place=place,
                slope=slope,
                angle=angle,
            ),
            "steep": say(
                "At {place} the slope is {slope}, an angle of {angle}: steep.",
                place=place,
                slope=slope,
                angle=angle,
            ),
        }[name]
    return {
        "gentle": say("At {place} the slope is {slope}: gentle.", place=place, slope=slope),
        "steep": say("At {place} the slope is {slope}: steep.", place=place, slope=slope),
    }[name]
