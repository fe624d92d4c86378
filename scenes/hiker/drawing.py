"""Drawing of the hiker: the layout of the sheet, the walk over the drawn ground, and a ghost at the start."""

from __future__ import annotations

import numpy as np

from hillside.stage.drawing import Part
from hillside.stage.labels import Beside
from hillside.stage.lettering.typesetting import lettering
from hillside.stage.look.theme import MEASURES
from hillside.stage.plane import Plane
from hillside.stage.sheet import Box, Points, Sheet, inset, within_aspect
from mathcore import derivative
from scenes.hiker.body import Walk
from scenes.hiker.facts import Hill
from scenes.hiker.person import ghost
from scenes.hiker.walk_lines import lines_height

UNDER_AXIS = 56.0
"""Space under the axis of the parameter, for its numerals, in layout pixels."""
FLOOR = 168.0
"""Space between that axis and the lowest ground, for numbers, dotted lines and hops, in layout pixels."""
GHOST_APART = 0.75
"""Distance between the hiker and the start from which there is a ghost, in heights of the hiker."""


def ground_box(sheet: Sheet) -> Box:
    """Return the box of the ground, from the axis of the parameter up to the lines over the picture."""
    room = inset(sheet.inside(MEASURES.margin), top=lines_height(sheet), bottom=UNDER_AXIS)
    return within_aspect(room, 0.72, 2.6)


def walk_of(plane: Plane, facts: Hill, height: float) -> Walk:
    """Return the whole walk over the drawn ground of a hiker who is `height` layout pixels tall."""
    at = plane.points(facts.stops)[:, 0]
    branches = [_increasing(branch) for branch in plane.curve(facts.ground)]
    branch = next(branch for branch in branches if branch[0, 0] - 1 <= at[0] <= branch[-1, 0] + 1)
    inside = np.clip(at, branch[0, 0], branch[-1, 0])
    first = derivative(facts.ground.f, facts.stops[0].x)
    return Walk(branch, tuple(inside.tolist()), height, -1 if first > 0 else 1)


def _increasing(branch: Points) -> Points:
    """Return the points with strictly increasing x: a steep edge has several points with the same x."""
    keep = np.concatenate([[True], np.diff(branch[:, 0]) > 1e-6])
    return branch[keep]


def verdict_label(text: str) -> Beside:
    """Return the words on what becomes of the walk, beside the hiker at its end."""
    return Beside(
        lettering=lettering(text, lines=(1, 2, 3), least=MEASURES.least_label, weight="semibold"),
        by="hiker",
        sides=("right", "left", "above right", "above left", "above"),
        gap=30,
        reach=130,
        priority=7,
    )


def ghost_part(plane: Plane, facts: Hill, walk: Walk) -> Part | None:
    """Return the hiker as he stood at the start, faintly; None while he is still there."""
    start, foot = plane.points([facts.stops[0], facts.foot])
    if abs(float(foot[0] - start[0])) < GHOST_APART * walk.height:
        return None
    return ghost(walk.at(0.0), plane.theme)
