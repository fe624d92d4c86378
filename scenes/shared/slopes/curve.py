"""A curve on its axes: its name, and the beat that most films begin with."""

from __future__ import annotations

from collections.abc import Mapping

from hillside.stage.film import NOTHING, Beat
from hillside.stage.labels import Beside
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.lettering import Lettering, symbol
from hillside.stage.look.theme import MEASURES
from hillside.stage.plane import Plane

BACKDROP = ("axes", "x-name", "y-name", "curve")


def curve_label(language: Language) -> Beside:
    """Return the name of the curve beside it."""
    return Beside(
        lettering=Lettering(settings=(symbol("y = f(x)", language),), size=MEASURES.name, role="curve"),
        by="curve",
        sides=("above left", "above", "below right", "right", "left", "below"),
        reach=60,
        priority=3,
    )


def curve_names(plane: Plane, language: Language) -> dict[str, Beside]:
    """Return the names of the axes and of the curve."""
    return {**plane.axis_names(language), "curve-name": curve_label(language)}


def curve_beat(
    language: Language, at: Mapping[str, float] = NOTHING, more: tuple[str, ...] = ("curve-name",)
) -> Beat:
    """Return the curve on its axes, while the parameters `at` are set; `more` parts come with it."""
    say = language.say("Here is a curve: each x has its height, f of x.")
    return Beat(say=say, show=(*BACKDROP, *more), at=at, seconds=2.5)
