"""Where the pieces of a race are on the sheet: the map, the chart of errors and the standings."""

from __future__ import annotations

from dataclasses import dataclass

from hillside.stage.box import Box
from hillside.stage.look.theme import MEASURES
from hillside.stage.sheet import LANDSCAPE, Sheet, inset

BELOW = 56.0
"""Under the chart there is so much room for the name of its axis."""
ROW = 76.0
"""A row of the standings so high has room for two lines."""
ROOMY = 130.0
"""One so high has room for three, which is as high as a row may be."""


@dataclass(frozen=True)
class Places:
    """Where the pieces of a race are on the sheet.

    Attributes:
        map: the box of the map.
        chart: the box of the chart of errors.
        rows: the box of each row of the standings.
    """

    map: Box
    chart: Box
    rows: tuple[Box, ...]


def race_places(sheet: Sheet, count: int) -> Places:
    """Return the map on the left and the rest beside it, or over it in a tall sheet; in a square both."""
    room = sheet.inside(MEASURES.margin)
    off = MEASURES.axis_off + MEASURES.axis_head / 2
    if room.width >= LANDSCAPE * room.height:
        split = room.left + 0.56 * room.width
        upper = room.top - 0.35 * room.height
        whole = Box(room.left, room.bottom, split, room.top)
        chart, standings = (
            Box(split, upper, room.right, room.top),
            Box(split, room.bottom, room.right, upper - BELOW),
        )
        chart, standings = inset(chart, left=70), inset(standings, left=70)
    elif room.height <= LANDSCAPE * room.width:
        split, upper = room.left + 0.62 * room.width, room.bottom + 0.43 * room.height
        whole, chart = Box(room.left, upper, split, room.top), Box(split + 30, upper, room.right, room.top)
        standings = Box(room.left, room.bottom, room.right, upper - 30)
    else:
        upper, middle = room.top - 0.5 * room.height, room.top - 0.71 * room.height
        whole = Box(room.left, upper, room.right, room.top)
        chart = Box(room.left, middle, room.right, upper - 40)
        standings = Box(room.left, room.bottom, room.right, middle - 40)
    return Places(
        inset(whole, left=off, bottom=off, right=off + 30, top=off + 30),
        inset(chart, left=off, bottom=off, right=off + 30, top=off + 30),
        _rows(standings, count),
    )


def _rows(box: Box, count: int) -> tuple[Box, ...]:
    high = min(box.height / count, ROOMY)
    return tuple(Box(box.left, box.top - (k + 1) * high, box.right, box.top - k * high) for k in range(count))
