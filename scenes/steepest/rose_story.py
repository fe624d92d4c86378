"""The film of the rose: a step that turns all the way around, the fan of all steps, and the steepest one."""

from __future__ import annotations

from collections.abc import Iterator

from hillside.stage.film import Beat
from hillside.stage.lettering.language import Language
from scenes.steepest.rose import FIRST_TURN, Rose
from scenes.steepest.rose_words import told_descent, told_flat, told_pair


def rose_story(rose: Rose, language: Language) -> Iterator[Beat]:
    """Yield the map, the point on it, and what its steps tell; on flat ground that there are none."""
    say = language.say
    yield Beat(
        say=say(
            "Seen from above, a function of two variables is a map: each line joins points of one height."
        ),
        show=("relief", "contours", "axes", "x-name", "y-name"),
        at={} if rose.is_flat else {"turn": FIRST_TURN},
        seconds=2.4,
    )
    place = told_pair(rose.touch.x, rose.touch.y, language)
    yield Beat(say=say("Stand at {place}.", place=place), show=("touch",), seconds=0.8)
    if rose.is_flat:
        yield Beat(say=told_flat(language), show=("rate", "flat-name"), rest=2.5)
    else:
        yield from _turning(language)
        yield from _halves(language)
        yield from _steepest(rose, language)


def _turning(language: Language) -> Iterator[Beat]:
    """Yield one step, and then a step in every direction."""
    say = language.say
    yield Beat(
        say=say("Go one way, and the height changes at some rate: here the way leads up."),
        show=("step", "rate"),
        seconds=1.6,
    )
    yield Beat(
        say=say("Turn all the way around: the arrow is as long as the height changes along it."),
        show=("rose",),
        to={"turn": FIRST_TURN - 360},
        seconds=6.0,
    )


def _halves(language: Language) -> Iterator[Beat]:
    """Up on one side, down on the other, and the level line between."""
    say = language.say
    yield Beat(
        say=say("Half of all directions lead up, half lead down."),
        show=("uphill", "uphill-name", "downhill", "downhill-name"),
        seconds=2.4,
    )
    yield Beat(
        say=say("Between them runs the level line: along it the rate is 0."),
        show=("level-line", "level", "level-name"),
        seconds=1.6,
    )


def _steepest(rose: Rose, language: Language) -> Iterator[Beat]:
    """Yield the longest arrow down, which is minus the gradient."""
    say = language.say
    yield Beat(
        say=say("The longest arrow down is the steepest descent: {rate}.", rate=-rose.steepness),
        at={"turn": FIRST_TURN},
        to={"turn": 0.0},
        seconds=2.4,
    )
    yield Beat(
        say=say(
            "It is minus the gradient, {descent}, and it is square to the level line.",
            descent=told_descent(rose, language),
        ),
        show=("right-angle", "steepest-name"),
        seconds=1.2,
        rest=2.5,
    )
