"""The ground as a part of a picture: its line, a band of turf, and soil that fades downwards."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from hillside.stage.drawing import Part, fading, filled, stroke
from hillside.stage.look.theme import MEASURES
from hillside.stage.plane import Plane
from hillside.stage.sheet import Box, Points
from mathcore import Graph

TURF = 14.0
"""Thickness of the turf under the line of the ground, in layout pixels."""
TUFTS = (0.06, 0.16, 0.27, 0.73, 0.84, 0.94)
"""Places of the tufts of grass, as shares of the width."""
BLADES = ((-7.0, 10.0), (0.0, 15.0), (7.0, 10.0))
"""The tips of the blades of a tuft from its root, and the width of a blade, in layout pixels."""
BLADE = 3.0
APART = 110.0
"""Distance of a tuft from where the hiker walks, in layout pixels."""


def ground_parts(plane: Plane, ground: Graph, walked: Points) -> dict[str, Part]:
    """Draw the soil, the turf with its grass, and the surface.

    Args:
        plane: the plane of the drawing.
        ground: the graph.
        walked: x of the stops in layout pixels, near which no grass is drawn, shape `(n,)`.
    """
    branches, theme = plane.curve(ground), plane.theme
    bottom = plane.box.bottom
    soil = [np.vstack([branch, [[branch[-1, 0], bottom], [branch[0, 0], bottom]]]) for branch in branches]
    surface = list(_within(branches, plane.box.grown(-MEASURES.curve / 2)))
    turf = [filled(_band(branch, plane.box), theme.turf) for branch in branches]
    grass = [_tuft(root, theme.ground) for root in _roots(surface, plane.box, walked)]
    parts = {
        "solid": Part.of(*(fading(shape, theme.ground_fill) for shape in soil)),
        "turf": Part(*(shape for part in (*turf, *grass) for shape in part.shapes())),
        "ground": stroke(surface, theme.ground, MEASURES.curve),
    }
    parts["solid"].backdrop = parts["turf"].backdrop = True
    return parts


def _within(branches: list[Points], box: Box) -> Iterator[Points]:
    """Yield the parts of the branches inside a box, so that round caps stay within the ground."""
    for branch in branches:
        inner = branch[(branch[:, 0] > box.left) & (branch[:, 0] < box.right)]
        ends = np.clip(branch[[0, -1], 0], box.left, box.right)
        heights = np.interp(ends, branch[:, 0], branch[:, 1])
        line = np.vstack([[ends[0], heights[0]], inner, [ends[1], heights[1]]])
        yield np.column_stack([line[:, 0], np.clip(line[:, 1], box.bottom, box.top)])


def _band(branch: Points, box: Box) -> Points:
    """Return the outline of the turf: the surface, and the same surface deeper by its thickness."""
    along: Points = np.column_stack([np.gradient(branch[:, 0]), np.gradient(branch[:, 1])])
    length: Points = np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-9)
    down = np.column_stack([along[:, 1], -along[:, 0]]) / length[:, None]
    low = branch + TURF * down
    low = np.column_stack([np.clip(low[:, 0], box.left, box.right), np.maximum(low[:, 1], box.bottom)])
    return np.vstack([branch, low[::-1]])


def _roots(surface: list[Points], box: Box, walked: Points) -> Iterator[Points]:
    """Yield where grass grows: at some places of the ground, away from the walk and from the edges."""
    low, high = float(walked.min()) - APART, float(walked.max()) + APART
    for x in (box.left + share * box.width for share in TUFTS):
        for branch in surface:
            if branch[0, 0] + APART / 4 < x < branch[-1, 0] - APART / 4 and not low < x < high:
                y = float(np.interp(x, branch[:, 0], branch[:, 1]))
                if box.bottom + TURF < y < box.top - 2 * TURF:
                    yield np.array([x, y])


def _tuft(root: Points, color: str) -> Part:
    return stroke([np.array([root, root + np.array(tip)]) for tip in BLADES], color, BLADE)
