"""The values of level lines, written on the lines of a map, and the key of the colors between them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from hillside.stage.drawing import Part, filled, stroke
from hillside.stage.labels import Beside
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typesetting import Lettering
from hillside.stage.lettering.typst_markup import plain
from hillside.stage.look.color import Color
from hillside.stage.look.theme import MEASURES
from hillside.stage.sheet import Box, Points, resampled
from scenes.shared.maps.contour_map import ContourMap

PLACES = 12
"""Number of places on each line that are tried."""
LEAST_LENGTH = 3.2
"""Minimum length of a line, in widths of its number."""
BREAK = 9.0
"""Width of the rim around a number, in layout pixels, so that its line breaks there."""
STRAIGHT = 0.35
"""Greatest bend of a line over the width of its number, as a share of that width."""


def level_values(drawn: ContourMap, language: Language, most: int) -> dict[str, Beside]:
    """Return numbers on at most `most` lines, spread over the levels, as `value-2` and so on."""
    found = dict(_labels(drawn, language))
    if len(found) <= most:
        return found
    kept = np.unique(np.linspace(0, len(found) - 1, most).round().astype(int)).tolist()
    names = list(found)
    return {names[number]: found[names[number]] for number in kept}


def own_value(drawn: ContourMap, lines: list[Points], level: float, language: Language) -> Beside | None:
    """Return the number of an emphasized level, on its lines in layout pixels; None if it has no room."""
    height = float(drawn.scale.of_values(np.array(level)))
    text = language.isolated(language.numeral(level))
    lettering = Lettering(settings=(plain(text),), size=MEASURES.small, weight="semibold")
    return _value(drawn, lettering, lines, drawn.ramp.tint(height))


def _labels(drawn: ContourMap, language: Language) -> Iterator[tuple[str, Beside]]:
    for number, each in enumerate(drawn.sets):
        height = float(np.mean(drawn.band_heights[number : number + 2]))
        role, rim = drawn.ramp.legible(height)
        if drawn.paper:
            role = "ink"
            rim = drawn.ramp.tint(height)
        lettering = Lettering(
            settings=(plain(language.isolated(language.numeral(each.level))),), size=MEASURES.small, role=role
        )
        value = _value(drawn, lettering, [drawn.plane.to_sheet(line) for line in each.lines], rim)
        if value is not None:
            yield f"value-{number + 1}", value


def _value(drawn: ContourMap, lettering: Lettering, lines: list[Points], rim: Color) -> Beside | None:
    (size,) = lettering.sizes(drawn.plane.theme.typeface)
    places = [place for line in lines for place in _places(line, size[0])]
    if not places:
        return None
    return Beside(
        lettering=lettering,
        # The words stand above their anchor, so that they are centered on the line.
        by=np.array(places) - (0.0, size[1] / 2),
        sides=("above",),
        strict=True,
        gap=0.0,
        reach=0.0,
        halo=rim,
        halo_width=BREAK,
        within=drawn.plane.box.grown(-BREAK),
        priority=-2,
        optional=True,
    )


def _places(line: Points, width: float) -> Iterator[Points]:
    """Yield places on a line where it is long and straight enough for a number of this width."""
    length = float(np.hypot(*np.diff(line, axis=0).T).sum())
    if length < LEAST_LENGTH * width:
        return
    count = max(int(length / (width / 8)), PLACES)
    points = resampled(line, count)
    reach = max(round(width / 2 / (length / (count - 1))), 1)
    for at in np.linspace(reach, count - 1 - reach, PLACES).round().astype(int).tolist():
        chord = points[at + reach] - points[at - reach]
        middle = (points[at + reach] + points[at - reach]) / 2
        if float(np.hypot(*(points[at] - middle))) < STRAIGHT * width and np.any(chord):
            yield points[at]


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
