"""Where a curve and the table of its quotients stand on the sheet."""

from hillside.stage.box import Box
from hillside.stage.look.theme import MEASURES
from hillside.stage.sheet import Sheet, inset, within_aspect

TABLE_WIDTH = 440.0
TABLE_HEIGHT, TABLE_SHARE = 540.0, 0.48
"""Layout pixels for a table under the plot, but no more than this share of the room."""
UNDER = 72.0
"""Layout pixels between the two, for the axis."""


def boxes(sheet: Sheet) -> tuple[Box, Box]:
    """The boxes of the curve and of the table: side by side, on a square or tall sheet one over the other."""
    room = inset(sheet.inside(MEASURES.margin), top=100)
    if sheet.height >= sheet.width:
        split = room.bottom + min(TABLE_HEIGHT, TABLE_SHARE * room.height)
        plot = Box(room.left + 40, split + UNDER, room.right - 80, room.top - 60)
        return within_aspect(plot, 0.8, 2.4), Box(room.left, room.bottom, room.right, split)
    plot = Box(room.left + 40, room.bottom + 36, room.right - TABLE_WIDTH - 90, room.top - 60)
    return within_aspect(plot, 0.75, 1.6), Box(room.right - TABLE_WIDTH, room.bottom, room.right, room.top)
