"""Where the curve and the hill of the header stand on the sheet."""

from hillside.stage.box import Box
from hillside.stage.look.theme import MEASURES
from hillside.stage.sheet import Sheet, inset, panels

LOW = 1.6
"""From this width over height on, a half is too low for words over its curve."""


def halves(sheet: Sheet) -> tuple[Box, ...]:
    """Return the two halves of the sheet."""
    return panels(sheet.inside(MEASURES.margin), 2, gutter=50.0)


def boxes(sheet: Sheet) -> tuple[Box, Box]:
    """Return the boxes of the curve and of the hill: they share a ground line and a cap line.

    On a square sheet the halves are low: the words stand right of the curve there, and not over it.
    """
    first, second = halves(sheet)
    if first.width > LOW * first.height:
        return inset(first, left=40, right=370, top=45, bottom=60), inset(second, top=-60)
    return inset(first, left=40, right=80, top=150, bottom=60), inset(second, bottom=60 - MEASURES.axis_off)
