"""Where a curve and its slope stand on a sheet: one over the other on every sheet, for their x is one."""

from hillside.stage.box import Box
from hillside.stage.look.theme import MEASURES, Theme
from hillside.stage.plane import Plane
from hillside.stage.sheet import Sheet, inset, within_aspect
from scenes.derivative.slope_curve import Views

BETWEEN = 130.0
"""Layout pixels between the two planes, for the axes and the name of the lower one."""
FLATTEST, SLIMMEST = 3.2, 0.8


def planes(views: Views, sheet: Sheet, theme: Theme) -> tuple[Plane, Plane]:
    """Return the planes of f and, under it, of f′."""
    above = curve_box(sheet)
    middle = _room(sheet).center[1]
    below = Box(above.left, 2 * middle - above.top, above.right, 2 * middle - above.bottom)
    return Plane(views.curve, above, theme), Plane(views.slope, below, theme)


def curve_box(sheet: Sheet) -> Box:
    """Return the box of f; that of f′ is as large."""
    room = _room(sheet)
    half = inset(room, bottom=(room.height + BETWEEN) / 2)
    return within_aspect(half, SLIMMEST, FLATTEST)


def _room(sheet: Sheet) -> Box:
    return inset(sheet.inside(MEASURES.margin), top=130, right=80, bottom=10, left=90)
