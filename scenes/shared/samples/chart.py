"""Names of axes that are words, such as weight and error, where a letter would say too little."""

from __future__ import annotations

from hillside.stage.geometry import Points
from hillside.stage.labels import Beside
from hillside.stage.lettering.lettering import Lettering
from hillside.stage.look.theme import MEASURES
from hillside.stage.plane import Plane


def word_axes(plane: Plane, across: str, up: str) -> tuple[Beside, Beside]:
    """Names for the axes of a plane: one under the tip of the first, one right of the tip of the other.

    Args:
        plane: the plane.
        across: Typst markup for the name of the axis that runs to the right.
        up: the same for the axis that runs up.
    """
    right, top = plane.axis_tips
    return (
        _name(across, right[None], ("below left", "below", "above left", "right")),
        _name(up, top[None], ("right", "above right", "below right", "above")),
    )


def _name(setting: str, tip: Points, sides: tuple[str, ...]) -> Beside:
    return Beside(
        lettering=Lettering(settings=(setting,), size=MEASURES.name, role="faint"),
        by=tip,
        sides=sides,
        own=("axes",),
        reach=40,
        priority=9,
    )
