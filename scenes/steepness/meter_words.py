"""How steep a curve is, in words and numbers."""

import numpy as np

from hillside.stage.labels import Beside
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.lettering import Lettering
from hillside.stage.lettering.markup import plain, wrapped
from hillside.stage.look.theme import MEASURES
from scenes.shared.slopes.panel import Panel, head_words
from scenes.shared.slopes.touching import Touching
from scenes.steepness.dial import Dial
from scenes.steepness.measured import Measured
from scenes.steepness.steep_pair import paper_angle

UPRIGHT = 89.0
BESIDE = (116.0, 140.0)
"""Layout pixels between the rim of a dial, with its numbers, and what it reads; more where these are long."""


def place_words(name: str, facts: Touching, language: Language) -> Lettering:
    """Return what kind of place it is and where, over its panel; on two lines where one is too long."""
    kind = {"gentle": language.say("gentle"), "steep": language.say("steep")}[name]
    place = plain(language.isolated(language.equation("x", facts.touch.x)))
    bold = f'#text(weight: "semibold")[{plain(kind)}]'
    return Lettering(settings=(f"{bold}#h(0.6em){place}", f"{bold}\\\n{place}"), least=MEASURES.small)


def reading(panel: Panel, dial: Dial, words: Lettering) -> Beside:
    """Return what the meter reads, right of the dial, or over it where the dial stands beside the plot."""
    if panel.stacked:
        return head_words(panel, words)
    middle = (dial.at(dial.low, dial.radius)[1] + dial.at(dial.high, dial.radius)[1]) / 2
    at = np.array([[dial.center[0] + dial.radius + off, middle] for off in BESIDE])
    return Beside(
        lettering=words, by=at, ranked=True, sides=("right",), gap=0.0, reach=0.0, strict=True, priority=9
    )


def reading_words(facts: Touching, stretch: float, language: Language) -> Lettering:
    """Return the slope, and its angle where the scales are equal; else how y is drawn."""
    slope = language.say("slope {slope}", slope=facts.slope)
    below = (
        language.say("angle {angle}", angle=_angle(facts, stretch, language))
        if stretch == 1
        else language.say("y drawn {times} times as tall", times=stretch)
    )
    under = plain(wrapped(below, 1 if stretch == 1 else 2))
    ways = ((1.25, slope), (1, slope), (1, wrapped(slope, 2)))
    settings = tuple(
        f'#text(size: {size}em, weight: "semibold")[{plain(over)}]\\\n{under}' for size, over in ways
    )
    return Lettering(settings=settings, size=MEASURES.name, least=MEASURES.small, role="slope")


def _angle(facts: Touching, stretch: float, language: Language) -> str:
    """Return the angle in degrees; near a right angle with one more digit, as no slope stands upright."""
    angle = paper_angle(facts.slope, stretch)
    return f"{language.numeral(angle, 3 if abs(angle) < UPRIGHT else 5)}°"


def told_pair(facts: Measured, language: Language) -> str:
    """Return the curve, and how steep it is in both places, for those who cannot see the picture."""
    curve = language.equation("y", facts.gentle_curve.f)
    shown = language.say("Two places of the curve {curve}, each with a slope meter.", curve=curve)
    told = (told_steepness(place, name, facts.stretch, language) for name, place in facts.places.items())
    return language.joined(shown, *told)


def told_steepness(facts: Touching, name: str, stretch: float, language: Language) -> str:
    """Return how steep a curve is at a place, in a sentence."""
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
