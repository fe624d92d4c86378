"""Names of axes that say more than a letter, such as weight and error."""

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
    """Return the name of an axis, in faint ink.

    Args:
        setting: Typst markup.
        by: where it may stand, in layout pixels, shape `(n, 2)`.
        sides: on which sides of these points, the best first.
        own: the parts that it may touch.
        reach: how far off it may stand, in layout pixels.
        ranked: whether an earlier point is better than a later one.
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
    """Return names for the axes of a plane: one under the tip of the first, one right of that of the other.

    Args:
        plane: the plane.
        across: Typst markup for the name of the axis that runs to the right.
        up: the same for the axis that runs up.
    """
    right, top = plane.axis_tips
    return (
        axis_name(across, right[None], ("below left", "below", "above left", "right")),
        axis_name(up, top[None], ("right", "above right", "below right", "above")),
    )
