"""Where a curve and the table of its quotients stand on the sheet."""

from stage.geometry import Box
from stage.look.theme import MEASURES
from stage.sheet import Sheet, inset, within_aspect

TABLE_WIDTH = 440.0
TABLE_HEIGHT = 620.0


def boxes(sheet: Sheet) -> tuple[Box, Box]:
    """The boxes of the curve and of the table: side by side, on a tall sheet one over the other."""
    room = inset(sheet.inside(MEASURES.margin), top=100)
    if sheet.height > sheet.width:
        plot = Box(room.left + 40, room.bottom + TABLE_HEIGHT, room.right - 80, room.top - 60)
        return within_aspect(plot, 0.8, 1.6), Box(
            room.left, room.bottom, room.right, room.bottom + TABLE_HEIGHT - 80
        )
    plot = Box(room.left + 40, room.bottom + 36, room.right - TABLE_WIDTH - 90, room.top - 60)
    return within_aspect(plot, 0.75, 1.6), Box(room.right - TABLE_WIDTH, room.bottom, room.right, room.top)
