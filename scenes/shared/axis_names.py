"""Names of axes that are words, such as weight and error, and the sides on which a name stands."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from hillside.stage.labels import Beside
from hillside.stage.lettering.typesetting import Lettering
from hillside.stage.look.theme import MEASURES
from hillside.stage.placement.items import SIDES
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


SIDE_ANGLES: Mapping[str, float] = MappingProxyType(
    {name: float(np.arctan2(up, across)) for name, (across, up) in SIDES.items()}
)
"""The direction of each side of a thing, in radians."""


def sides_toward(direction: Points) -> tuple[str, ...]:
    """Return the three sides nearest to a direction on the sheet, the nearest first.

    >>> sides_toward(np.array([1.0, -0.2]))
    ('right', 'below right', 'above right')
    """
    turn = float(np.arctan2(direction[1], direction[0]))
    off = {side: abs(np.angle(np.exp(1j * (angle - turn)))) for side, angle in SIDE_ANGLES.items()}
    return tuple(sorted(off, key=lambda side: off[side])[:3])
