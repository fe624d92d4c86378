"""The key of a map's colors: its bands in a row, with the levels between them as numbers."""

from __future__ import annotations

import numpy as np

from hillside.stage.drawing import Part, filled, stroke
from hillside.stage.labels import Beside
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typesetting import Lettering
from hillside.stage.lettering.typst_markup import plain
from hillside.stage.look.theme import MEASURES
from hillside.stage.sheet import Box, Points
from scenes.shared.maps.contour_map import ContourMap

TICK = 10.0
"""Length of the tick between two bands,"""
LEAST_GAP = 34.0
"""and the least gap between two numerals, in layout pixels."""


def color_bar(drawn: ContourMap, box: Box) -> Part:
    """Return the bands from the lowest to the highest in a box, equally wide, with ticks below."""
    heights, theme = drawn.band_heights, drawn.plane.theme
    edges = np.linspace(box.left, box.right, len(heights) + 1).tolist()
    bands = [
        filled(_corners(left, box.bottom, right, box.top), drawn.ramp.tint(height))
        for left, right, height in zip(edges[:-1], edges[1:], heights, strict=True)
    ]
    frame = _corners(box.left, box.bottom, box.right, box.top)
    ticks = [np.array([[x, box.bottom], [x, box.bottom - TICK]]) for x in edges[1:-1]]
    lines = stroke([np.vstack([frame, frame[:1]]), *ticks], theme.faint, MEASURES.axis)
    part = Part(*(shape for band in bands for shape in band), *lines)
    part.blocks = (box.grown(MEASURES.axis),)
    return part


def level_numerals(drawn: ContourMap, box: Box, language: Language) -> dict[str, Beside]:
    """Return the numbers of the levels below their ticks, as many as have room, as `level-1` and so on."""
    width = box.width / len(drawn.band_heights)
    letterings = [
        Lettering(
            settings=(plain(language.isolated(language.numeral(level))),), size=MEASURES.small, role="faint"
        )
        for level in drawn.levels
    ]
    widest = max((each.sizes(drawn.plane.theme.typeface)[0][0] for each in letterings), default=0.0)
    every = max(int(np.ceil((widest + LEAST_GAP) / width)), 1)
    count = len(drawn.levels)
    first = (count - 1) % every // 2
    return {
        f"level-{number + 1}": Beside(
            lettering=letterings[number],
            by=np.array([[box.left + (number + 1) * width, box.bottom - TICK]]),
            sides=("below",),
            own=("key",),
            strict=True,
            reach=24,
            priority=-1,
            optional=True,
        )
        for number in range(first, count, every)
    }


def _corners(left: float, bottom: float, right: float, top: float) -> Points:
    return np.array([[left, bottom], [right, bottom], [right, top], [left, top]])
