"""Filled ground with holes in it."""

from collections.abc import Sequence

import numpy as np

from stage.drawing import Part, Points, filled


def patch(rings: Sequence[Points], color: str) -> Part:
    """Ground within closed outlines, each of shape ``(n, 2)``; those around holes run the other way.

    It blocks nothing: labels that may lie on it have a plate.

    >>> square = np.array([[0.0, 0.0], [9.0, 0.0], [9.0, 9.0], [0.0, 9.0]])
    >>> len(patch([square, square[::-1] / 3], "#43906f").shapes())
    1
    """
    outlines = [filled(ring, color).shapes()[0] for ring in rings]
    shape = outlines[0]
    shape.set_points(np.vstack([outline.points for outline in outlines]))
    return Part(shape)
