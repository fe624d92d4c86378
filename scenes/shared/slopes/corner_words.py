"""A corner of a curve in words: that there is no derivative, and why."""

from __future__ import annotations

from collections.abc import Iterator

from hillside.stage.film import Beat
from hillside.stage.labels import Beside, headline
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.lettering import lettering
from hillside.stage.look.theme import MEASURES
from hillside.stage.sheet import Sheet
from scenes.shared.slopes.corner import Corner
from scenes.shared.slopes.curve import curve_beat


def corner_line(facts: Corner, sheet: Sheet, language: Language) -> Beside:
    """Return the line over the picture: there is no derivative here."""
    place = language.equation("x", facts.touch.x)
    line = lettering(
        language.say("No derivative at {place}: the slopes differ", place=place),
        lines=(1, 2, 3),
        least=MEASURES.least_label,
        role="slope",
    )
    return headline(line, sheet.inside(MEASURES.margin), language)


def told_corner(facts: Corner, language: Language) -> str:
    """Return the corner and its two slopes, for those who cannot see the picture."""
    say, equation = language.say, language.equation
    shown = say(
        "The curve {curve} with a corner at {place}. Two dashed lines touch it there: one of slope {left} "
        "from the left, one of slope {right} from the right.",
        curve=equation("y", facts.curve.f),
        place=equation("x", facts.touch.x),
        left=facts.left,
        right=facts.right,
    )
    return language.joined(shown, say("It has no derivative there."))


def corner_story(facts: Corner, language: Language, own: str | None) -> Iterator[Beat]:
    """The curve, its corner, the tangent from each side; then that they differ, with the lecturer's words."""
    say = language.say
    place = language.equation("x", facts.touch.x)
    yield curve_beat(language)
    yield Beat(say=say("At {place} it has a corner.", place=place), show=("touch",), seconds=0.6)
    yield Beat(
        say=say("Come from the left: the line that runs along with it has slope {slope}.", slope=facts.left),
        show=("before", "before-name"),
        seconds=1.8,
    )
    yield Beat(
        say=say("Come from the right: there it has slope {slope}.", slope=facts.right),
        show=("after", "after-name"),
        seconds=1.8,
    )
    yield Beat(
        say=say("The two slopes differ: the curve has no tangent and no derivative at {place}.", place=place),
        show=("no-slope",) if own is None else ("no-slope", "callout"),
        seconds=0.8,
        rest=2.5,
    )
