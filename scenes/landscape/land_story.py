"""The film of a landscape: the surface, turning; its map; the start; the way down on both."""

from __future__ import annotations

from collections.abc import Iterator

from hillside.stage.film import Beat
from hillside.stage.lettering.language import Language
from scenes.landscape.land_words import Scenery, told_ground, told_way

SWING = 38.0
"""Degrees that the camera turns."""


def land_story(scenery: Scenery, progress: float, language: Language) -> Iterator[Beat]:
    """Yield the beats of a landscape.

    Args:
        scenery: the landscape of the still.
        progress: the share of its way that has been walked there.
        language: the language of the captions.
    """
    yield from _views(scenery, language)
    # Before the first step there is nothing of it to see, so that it grows as the point goes.
    ways = ("surface-path", "path") if scenery.path is not None else ()
    yield Beat(
        say=language.say("Training starts somewhere: here the error is {first}.", first=scenery.first),
        show=("surface-start", "surface-place", "start", "place", "error", *ways),
        seconds=1.6,
    )
    if ways:
        say = language.say("Step by step it goes the steepest way down.")
        yield Beat(say=say, to={"progress": progress}, seconds=5.0)
    yield Beat(say=told_way(scenery, language), seconds=0.4, rest=2.5)


def _views(scenery: Scenery, language: Language) -> Iterator[Beat]:
    """Yield the surface from two sides, and from above."""
    say, azimuth = language.say, scenery.azimuth
    yield Beat(
        say=told_ground(scenery, language),
        show=(
            "surface-axes",
            "surface",
            "surface-contours",
            "surface-w_1",
            "surface-w_2",
            "surface-error",
        ),
        at={"azimuth": azimuth + SWING if azimuth % 90 < 45 else azimuth - SWING, "progress": 0.0},
        seconds=2.4,
    )
    yield Beat(say=say("Look at it from another side."), to={"azimuth": azimuth}, seconds=4.0)
    yield Beat(
        say=say("Seen from above it is a map: each line joins points of one error, deep ground is darker."),
        show=("relief", "contours", "axes", "map-w_1", "map-w_2"),
        seconds=2.0,
    )
