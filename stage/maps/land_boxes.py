"""Where a landscape is drawn on the sheet: the surface, and its map beside or under it."""

from __future__ import annotations

from stage.geometry import Box
from stage.look.theme import MEASURES
from stage.sheet import LANDSCAPE, Sheet, inset, within_aspect


def map_box(sheet: Sheet) -> Box:
    """Where the map is drawn: to the right, or under the surface."""
    whole = _whole(sheet)
    if whole.width >= LANDSCAPE * whole.height:
        right = inset(whole, left=0.58 * whole.width, right=80, bottom=66)
        return within_aspect(right, 1.0, 1.0)
    return within_aspect(inset(whole, top=0.53 * whole.height, right=80, bottom=36, left=40), 1.0, 1.0)


def surface_box(sheet: Sheet) -> Box:
    """Where the surface is drawn: to the left, or over the map."""
    whole = _whole(sheet)
    if whole.width >= LANDSCAPE * whole.height:
        return inset(whole, right=0.46 * whole.width, bottom=60, left=40, top=40)
    return inset(whole, bottom=0.53 * whole.height, left=60, right=60, top=30)


def _whole(sheet: Sheet) -> Box:
    return inset(sheet.inside(MEASURES.margin), top=90)
