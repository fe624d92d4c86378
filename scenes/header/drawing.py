"""Drawing of the header: the layout of its halves, and the hill on the right."""

from __future__ import annotations

import numpy as np

from hillside.stage.labels import Parts
from hillside.stage.look.theme import MEASURES
from hillside.stage.plane import Plane
from hillside.stage.sheet import Box, Sheet, inset, panels
from scenes.hiker.body.person import body_part
from scenes.hiker.drawing import ground_parts, walk_of
from scenes.hiker.facts import Hill
from scenes.hiker.marks.downhill_arrow import arrow_part, direction_label

LOW_ASPECT = 1.6
"""Ratio of width to height of a half above which it is too low for words above its curve."""
ARROW_SHARE = 0.26
"""Length of the arrow downhill, as a share of the shorter side of the box."""
SHORTER = (1.0, 0.85, 0.7, 0.55)
"""Shares of that length that are tried where the ground bends up."""
HIKER = 254.0
"""Height of the hiker, in layout pixels, and"""
MAX_HIKER_SHARE = 0.3
"""Maximum height of the hiker, as a share of the height of the box."""


def halves(sheet: Sheet) -> tuple[Box, ...]:
    """Return the two halves of the sheet."""
    return panels(sheet.inside(MEASURES.margin), 2, gutter=50.0)


def boxes(sheet: Sheet) -> tuple[Box, Box]:
    """Return the boxes of the curve and of the hill, with a common lower and upper edge.

    On a square sheet the halves are low: there the words stand right of the curve, and not above it.
    """
    first, second = halves(sheet)
    if first.width > LOW_ASPECT * first.height:
        return inset(first, left=40, right=370, top=45, bottom=60), inset(second, top=-60)
    return inset(first, left=40, right=80, top=150, bottom=60), inset(second, bottom=60 - MEASURES.axis_off)


def hiker_height(box: Box) -> float:
    """Return the height of the hiker in layout pixels: smaller in a low box, to leave height for the hill.

    >>> hiker_height(Box(0, 0, 900, 900)), hiker_height(Box(0, 0, 900, 500))
    (254.0, 150.0)
    """
    return min(HIKER, MAX_HIKER_SHARE * box.height)


def hill_parts(plane: Plane, facts: Hill, direction: str, within: Box) -> Parts:
    """Return the hill, the hiker and, unless it is flat there, the arrow with `direction` beside it."""
    height = hiker_height(plane.box)
    walk = walk_of(plane, facts, height)
    arrow = arrow_part(
        plane, facts, height, longest=ARROW_SHARE * min(plane.box.width, plane.box.height), shares=SHORTER
    )
    parts = {
        **ground_parts(plane, facts.ground, np.array(walk.stops)),
        "hiker": body_part(walk.at(0.0), plane.theme),
    }
    if arrow is None:
        return parts
    return {**parts, "arrow": arrow, "direction-name": direction_label(direction, within, leader=True)}
