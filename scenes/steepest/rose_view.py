"""Where the map around a point goes on the sheet, and what it shows."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from hillside.stage.box import Box
from hillside.stage.look.theme import MEASURES
from hillside.stage.sheet import Sheet, inset, within_aspect
from hillside.stage.view import View
from mathcore import Expr, Interval, gradient
from scenes.shared.maps.map_view import map_view
from scenes.shared.maps.scalar_field import field_of
from scenes.steepest.rose import REACH, SPREAD

ROOM = 0.45
"""The point stands within so much of the map, if the function looks straight enough there."""
BENT, WISH = 0.55, 3.0
"""Where the function strays from its tangent plane by more than this share over the reach, it is too bent;
and what that costs a view."""


def map_box(sheet: Sheet) -> Box:
    """Return where the map is drawn: under the line with the rate, with room for the names of the axes."""
    return within_aspect(
        inset(sheet.inside(MEASURES.margin), top=140, right=80, bottom=36, left=40), 0.55, 1.9
    )


def rose_view(f: Expr, at: tuple[float, float], window: Interval | None, aspect: float) -> View:
    """A map around a point on which the function looks nearly straight within the reach of the arrows."""
    wish = _straightness(f, at)
    return map_view(field_of(f), np.array([at]), window, aspect, filled=ROOM, further_cost=wish)


def _straightness(f: Expr, at: tuple[float, float]) -> Callable[[View], float]:
    slope, here = gradient(f, np.array(at)), float(f(*at))
    turns = np.radians(np.arange(0, 360, SPREAD))
    circle = np.column_stack([np.cos(turns), np.sin(turns)])

    def cost(view: View) -> float:
        reach = REACH * min(view.x.width, view.y.width)
        around = reach * circle
        gap = np.abs(field_of(f)(*(np.array(at) + around).T) - here - around @ slope)
        most = float(np.linalg.norm(slope)) * reach
        if not most > 0.0:
            return 0.0
        bent = np.minimum(np.nan_to_num(gap / most, nan=1.0), 2.0)
        return WISH * max(float(np.sqrt(np.mean(bent**2))) - BENT, 0.0)

    return cost
