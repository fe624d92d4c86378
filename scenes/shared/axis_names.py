"""Names of axes that are words and not letters, such as weight and error."""

from __future__ import annotations

from hillside.stage.labels import Beside
from hillside.stage.lettering.typesetting import Lettering
from hillside.stage.look.theme import MEASURES
from hillside.stage.plane import Plane
from hillside.stage.sheet import Points


def axis_name(
    setting: str,
    by: Points,
    sides: tuple[str, ...],
    *,
    own: tuple[str, ...] = ("axes",),
    reach: float = 40,
    ranked: bool = False,
) -> Beside:
    """Return the name of an axis as a label in faint ink.

    Args:
        setting: Typst markup.
        by: anchor points, in layout pixels, shape `(n, 2)`.
        sides: preferred sides of these points, the best first.
        own: names of the parts that it may touch.
        reach: maximum distance from its anchor, in layout pixels.
        ranked: whether earlier points are better than later ones.
    """
    return Beside(
        lettering=Lettering(settings=(setting,), size=MEASURES.name, role="faint"),
        by=by,
        sides=sides,
        own=own,
        reach=reach,
        ranked=ranked,
        priority=9,
    )


def names_at_tips(plane: Plane, across: str, up: str) -> tuple[Beside, Beside]:
    """Return names for the axes of a plane: one below the tip of the first, one right of that of the second.

    Args:
        plane: the plane.
        across: Typst markup for the name of the horizontal axis.
        up: the same for the vertical axis.
    """
    right, top = plane.axis_tips
    return (
        axis_name(across, right[None], ("below left", "below", "above left", "right")),
        axis_name(up, top[None], ("right", "above right", "below right", "above")),
    )
