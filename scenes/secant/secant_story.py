"""Secants that close in on a tangent, told in beats."""

from collections.abc import Iterator

from hillside.stage.film import Beat
from hillside.stage.lettering.language import Language
from scenes.secant.secant_words import told, told_first, told_halving, told_limit, told_other_side
from scenes.secant.secants import Secants
from scenes.shared.slopes.curve import curve_beat
from scenes.shared.slopes.legs import LEG_NAMES, LEGS

HEAD = ("runs-head", "quotients-head", "table-rule")


def secant_story(facts: Secants, language: Language, step: float) -> Iterator[Beat]:
    """One secant and its quotient; then shorter and shorter runs; then the tangent, or at a corner both.

    Args:
        facts: the secants.
        language: of the captions.
        step: how often the run of the measured secant is halved in the final picture.
    """
    yield from _first(facts, language)
    for number in range(2, len(facts.runs) + 1):
        yield Beat(
            say=told_halving(facts, number, language),
            hide=_seen(facts, LEG_NAMES) if number == 2 else (),
            show=(*_left(number - 1), *_row(number)),
            to={"step": number - 1.0},
            seconds=2.0,
        )
    yield from _limit(facts, language)
    yield Beat(
        say=_told_last(facts, language),
        at={"step": step},
        show=("secant", "partner", *_seen(facts, (*LEGS, *LEG_NAMES)), "slope"),
        seconds=1.6,
        rest=2.5,
    )


def _first(facts: Secants, language: Language) -> Iterator[Beat]:
    say = language.say
    place = language.equation("x", facts.touch.x)
    yield curve_beat(language, {"step": 0.0})
    yield Beat(say=say("How steep is it at {place}?", place=place), show=("touch",), seconds=0.6)
    yield Beat(
        say=say("A slope takes two points: join it to a second one by a straight line, a secant."),
        show=("partner", "secant"),
        seconds=1.6,
    )
    yield Beat(
        say=told_first(facts, language),
        show=(*_seen(facts, (*LEGS, *LEG_NAMES)), *HEAD, *_row(1)),
        seconds=2.4,
    )


def _limit(facts: Secants, language: Language) -> Iterator[Beat]:
    """The secants give way to the tangent; at a corner to that of their side, and then comes the other."""
    last, corner = len(facts.runs), facts.corner
    sides = [("before", "before-name"), ("after", "after-name")]
    near, far = sides[:: -1 if facts.runs[0] > 0 else 1]
    yield Beat(
        say=told_limit(facts, language),
        hide=("secant", "partner", *_seen(facts, LEGS)),
        show=(*_left(last), *(("tangent",) if corner is None else near), *_row(last + 1)),
        seconds=2.4,
    )
    if corner is not None:
        yield Beat(say=told_other_side(facts, corner, language), show=far, seconds=1.6)


def _told_last(facts: Secants, language: Language) -> str:
    say, place = language.say, language.equation("x", facts.touch.x)
    if facts.corner is not None:
        return say(
            "The two slopes differ: the curve has no tangent and no derivative at {place}.", place=place
        )
    return say("So the derivative at {place} is {slope}.", place=place, slope=told(facts.slope, language))


def _seen(facts: Secants, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of the names that are drawn at the end: the triangle may be too flat to be seen."""
    return names if facts.measurable else ()


def _left(number: int) -> tuple[str, str]:
    """Return what the measured secant leaves behind where it has been."""
    return f"secants-{number}", f"partners-{number}"


def _row(number: int) -> tuple[str, str]:
    return f"runs-{number}", f"quotients-{number}"
