"""The slope of a curve at a point, told in beats."""

from collections.abc import Iterator

from hillside.stage.film import Beat
from hillside.stage.lettering.language import Language
from scenes.shared.slopes.curve import BACKDROP, curve_beat
from scenes.shared.slopes.legs import LEGS_IN_TURN
from scenes.shared.slopes.slope import Slope
from scenes.shared.slopes.slope_words import tangent_words, told_legs, told_trend


def slope_story(facts: Slope, language: Language, start: float, own: str | None) -> Iterator[Beat]:
    """Yield a point slides from `start` along the curve; then the triangle measures the slope."""
    say, place = language.say, language.equation("x", facts.touch.x)
    yield curve_beat(language, {"at": start})
    yield Beat(say=say("Pick a point on it."), show=("touch",), seconds=0.6)
    yield Beat(
        say=say("One straight line touches the curve there and runs along with it: the tangent."),
        show=("tangent",),
        seconds=1.2,
    )
    yield Beat(
        say=say("Slide the point to {place}: the tangent turns as the curve does.", place=place),
        to={"at": facts.touch.x},
        seconds=3.0,
    )
    if facts.measurable:
        yield Beat(say=told_legs(facts, language), show=LEGS_IN_TURN, seconds=2.4)
    slope = say("The slope at {place} is {slope}.", place=place, slope=facts.slope)
    told = language.joined(slope, told_trend(facts.trend, language))
    yield Beat(say=told, show=("slope",), seconds=0.8, rest=1.5)
    yield Beat(
        say=say("{label}.", label=tangent_words(own, language)), show=("callout",), seconds=0.8, rest=2.5
    )


def standing_story(language: Language, own: str | None) -> Iterator[Beat]:
    """The same in short, while nothing moves: the point, its tangent, the triangle, and what they mean."""
    say = language.say
    yield Beat(
        say=say("A curve, {formula}, and a point on it.", formula="y = f(x)"),
        show=(*BACKDROP, "curve-name", "touch"),
        seconds=2.4,
    )
    yield Beat(say=say("The straight line that touches it there is the tangent."), show=("tangent",))
    yield Beat(say=say("Its rise over its run is the slope."), show=LEGS_IN_TURN, seconds=2.0)
    yield Beat(say=say("{label}.", label=tangent_words(own, language)), show=("callout",), rest=2.0)
