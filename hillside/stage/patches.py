"""Filled ground with holes in it, and plates of bare paper for words on it."""

from collections.abc import Sequence

import numpy as np
from manim import VMobject

from hillside.stage.box import Box
from hillside.stage.drawing import Part, filled
from hillside.stage.polylines import Points

PLATE = 8.0
"""A plate reaches so many layout pixels beyond its words."""


class Plate(VMobject):
    """The ground of a label."""


def patch(rings: Sequence[Points], color: str) -> Part:
    """Ground within closed outlines, each of shape `(n, 2)`; those around holes run the other way.

    It blocks nothing: labels that may lie on it have a plate.

    >>> square = np.array([[0.0, 0.0], [9.0, 0.0], [9.0, 9.0], [0.0, 9.0]])
    >>> len(patch([square, square[::-1] / 3], "#43906f").shapes())
    1
    """
    outlines = [filled(ring, color).shapes()[0] for ring in rings]
    shape = outlines[0]
    shape.set_points(np.vstack([outline.points for outline in outlines]))
    return Part(shape)


def plate(words: Box, paper: str) -> Part:
    """Bare paper around some words, so that they stand clear of the map that they lie on.

    >>> part = plate(Box(0.0, 0.0, 100.0, 30.0), "#ffffff")
    >>> isinstance(part.shapes()[0], Plate)
    True
    """
    left, bottom, right, top = words.grown(PLATE).row().tolist()
    corners = np.array([[left, bottom], [right, bottom], [right, top], [left, top]])
    shape = Plate(fill_color=paper, fill_opacity=1, stroke_width=0, stroke_opacity=0)
    shape.set_points(filled(corners, paper).shapes()[0].points)
    return Part(shape)
