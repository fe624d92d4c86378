"""Wording of the steepness of a curve: alt text, captions, and readings of the meters."""

from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typesetting import Lettering
from hillside.stage.lettering.typst_markup import plain, wrapped
from hillside.stage.look.theme import MEASURES
from scenes.shared.slopes.tangency import Tangency
from scenes.steepness.facts import SlopePair, paper_angle

UPRIGHT = 89.0
"""Angle in degrees above which it is given with one more digit."""


def point_lettering(name: str, facts: Tangency, language: Language) -> Lettering:
    """Return the kind of a point and its x, to stand above its panel; on two lines where one is too long."""
    kind = {"gentle": language.say("gentle"), "steep": language.say("steep")}[name]
    place = plain(language.isolated(language.equation("x", facts.touch.x)))
    bold = f'#text(weight: "semibold")[{plain(kind)}]'
    return Lettering(settings=(f"{bold}#h(0.6em){place}", f"{bold}\\\n{place}"), least=MEASURES.small)


def reading_lettering(facts: Tangency, stretch: float, language: Language) -> Lettering:
    """Return the slope, and its angle if the scales are equal; else the stretch of y."""
    slope = language.say("slope {slope}", slope=facts.slope)
    below = (
        language.say("angle {angle}", angle=_angle(facts, stretch, language))
        if stretch == 1
        else language.say("heights drawn {times} times as tall", times=stretch)
    )
    under = plain(wrapped(below, 1 if stretch == 1 else 2))
    lines = ((1.25, slope), (1, slope), (1, wrapped(slope, 2)))
    settings = tuple(
        f'#text(size: {size}em, weight: "semibold")[{plain(over)}]\\\n{under}' for size, over in lines
    )
    return Lettering(settings=settings, size=MEASURES.name, least=MEASURES.small, role="slope")


def _angle(facts: Tangency, stretch: float, language: Language) -> str:
    """Return the angle in degrees; close to 90 with one more digit, since no slope is vertical."""
    angle = paper_angle(facts.slope, stretch)
    return f"{language.numeral(angle, 3 if abs(angle) < UPRIGHT else 5)}°"


def steepness_alt(facts: SlopePair, language: Language) -> str:
    """Return the description: the curve, and its steepness at both points."""
    curve = language.equation("y", facts.gentle_curve.f)
    shown = language.say("Two places of the curve {curve}, each with a slope meter.", curve=curve)
    each = (
        steepness_sentence(tangency, name, facts.stretch, language)
        for name, tangency in facts.tangencies.items()
    )
    return language.joined(shown, *each)


def steepness_sentence(facts: Tangency, name: str, stretch: float, language: Language) -> str:
    """Return a sentence with the steepness of a curve at a point."""
    place = language.equation("x", facts.touch.x)
    angle = _angle(facts, stretch, language)
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
