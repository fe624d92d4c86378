"""Where a landscape is drawn on the sheet: the surface, and its map beside or under it."""

from __future__ import annotations

from hillside.stage.box import Box
from hillside.stage.look.theme import MEASURES
from hillside.stage.sheet import LANDSCAPE, Sheet, inset, within_aspect

HEADLINE = 90.0
"""Layout pixels for the line with the error."""
LEFT_NAME = 84.0
"""Those left of a surface, for the name of the axis that rises there,"""
RIGHT_NAME = 80.0
"""and right of a map, for the name of the axis that ends there."""
UNDER_MAP = 36.0
BESIDE = 0.04
"""The share of the width between a surface and the map beside it."""
SURFACE_SHARE = 0.56
"""The share of the width that the surface has beside its map."""
OVER_SURFACE, BETWEEN = 30.0, 36.0
"""Layout pixels over a surface that stands over its map, and between the two; the headline has room in the
corner, where no ground is at any azimuth."""
MAP_SHARE = 0.49
"""The share of the height that the map has under its surface."""


def map_box(sheet: Sheet) -> Box:
    """Return where the map is drawn: to the right, or under the surface."""
    room = sheet.inside(MEASURES.margin)
    if _side_by_side(room):
        left = (SURFACE_SHARE + BESIDE) * room.width
        return within_aspect(inset(room, left=left, right=RIGHT_NAME, bottom=66, top=HEADLINE), 1.0, 1.0)
    return within_aspect(
        inset(room, left=40, right=RIGHT_NAME, bottom=UNDER_MAP, top=room.height - _stacked(room)), 1.0, 1.0
    )


def surface_box(sheet: Sheet) -> Box:
    """Return where the surface is drawn: to the left, or over the map."""
    room = sheet.inside(MEASURES.margin)
    if _side_by_side(room):
        right = (1 - SURFACE_SHARE) * room.width
        return inset(room, left=LEFT_NAME, right=right, bottom=60, top=HEADLINE + 40)
    return inset(room, left=60, right=60, bottom=_stacked(room) + BETWEEN, top=OVER_SURFACE)


def _side_by_side(room: Box) -> bool:
    return room.width >= LANDSCAPE * (room.height - HEADLINE)


def _stacked(room: Box) -> float:
    """Return the height of a map under its surface, with the room under it."""
    return UNDER_MAP + MAP_SHARE * (room.height - OVER_SURFACE - BETWEEN - UNDER_MAP)
