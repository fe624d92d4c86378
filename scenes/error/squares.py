"""The squares on the gaps between data and a line: on which side each stands, and what their mean is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10

import numpy as np

from hillside.stage.drawing import Part, patch, rectangle, stroke
from hillside.stage.labels import Beside
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typeface import Typeface
from hillside.stage.lettering.typesetting import Lettering
from hillside.stage.lettering.typst_markup import plain
from hillside.stage.look.theme import MEASURES
from hillside.stage.plane import Plane
from hillside.stage.sheet import Box, Points
from mathcore import Segment

MOST_SQUARES = 12
"""Number of data up to which each gap has its square; of more, only the longest gaps have one."""
LONGEST = 5
"""Number of these."""
MOST_TERMS = 6
"""Number of squares up to which their sum is written out."""
EDGE = 3.0
"""Width of the sides of a square, in layout pixels."""
AROUND = 26.0
"""Space between the number in a square and its sides, in layout pixels, both taken together."""
MOST_OUTSIDE = 0.02
"""Share of a square that may be outside of the plot; one that is wider has no place."""
OUTSIDE, ACROSS = 8.0, 0.6
"""Costs of a side, in squares: for a part outside of the plot, and for one that the line crosses."""


@dataclass(frozen=True)
class Sides:
    """The side of its gap on which each square stands, the same for every weight.

    Attributes:
        of: for each datum -1 for left, 1 for right, and 0 if its gap has no square.
    """

    of: tuple[int, ...]


def square_box(ends: Points, side: int) -> Box:
    """Return the square on a gap in layout pixels.

    >>> square_box(np.array([[0.0, 0.0], [0.0, 4.0]]), -1)
    Box(left=-4.0, bottom=0.0, right=0.0, top=4.0)
    """
    low, high = sorted(ends[:, 1].tolist())
    across = sorted((float(ends[0, 0]), float(ends[0, 0]) + side * (high - low)))
    return Box(across[0], low, across[1], high)


def sides_of(plane: Plane, fits: Sequence[Sequence[Segment]]) -> Sides:
    """Return the sides on which the squares stand, so that they cover little of each other.

    Args:
        plane: the plane of the data.
        fits: the gaps of all data for some weights that are shown, those with the longest gaps first.
    """
    ends = [[plane.ends(gap) for gap in gaps] for gaps in fits]
    by_length = sorted(range(len(fits[0])), key=lambda each: -_length(ends[0][each]))
    wanted = by_length if len(by_length) <= MOST_SQUARES else by_length[:LONGEST]
    found = [0] * len(by_length)
    for each in wanted:
        costs = {side: _cost(each, side, found, ends, plane.box) for side in (-1, 1)}
        side = min(costs, key=lambda side: costs[side])
        found[each] = side if _outside(ends, each, side, plane.box) <= MOST_OUTSIDE else 0
    return Sides(tuple(found))


def _length(ends: Points) -> float:
    return abs(float(ends[1, 1] - ends[0, 1]))


def _outside(ends: list[list[Points]], each: int, side: int, box: Box) -> float:
    """Return the share of a square that is outside of the plot, at most over the weights."""
    room = box.right - ends[0][each][0, 0] if side > 0 else ends[0][each][0, 0] - box.left
    longest = max(_length(fit[each]) for fit in ends)
    return max(0.0, 1.0 - room / longest) if longest > 0 else 0.0


def _cost(each: int, side: int, found: list[int], ends: list[list[Points]], box: Box) -> float:
    """Return how unsuitable a side is, in areas of the square itself."""
    total = OUTSIDE * _outside(ends, each, side, box)
    for fit in ends:
        own = square_box(fit[each], side)
        area = own.width * own.height
        if area == 0:
            continue
        others = [square_box(fit[k], found[k]) for k in range(len(found)) if found[k]]
        covered = sum(_common(own, other) for other in others) / area
        rising = fit[-1][1, 1] > fit[0][1, 1]
        above = fit[each][0, 1] > fit[each][1, 1]
        crossed = (side > 0) == (rising == above)
        total += (covered + ACROSS * crossed) / len(ends)
    return total


def _common(one: Box, other: Box) -> float:
    """Return the area that two boxes have in common."""
    if not one.overlaps(other):
        return 0.0
    both = one.meet(other)
    return both.width * both.height


def square_parts(plane: Plane, gaps: Sequence[Segment], sides: Sides) -> dict[str, Part]:
    """Draw the squares: their fills, on which words may stand, and their sides."""
    boxes = [square_box(plane.ends(gap), side) for gap, side in zip(gaps, sides.of, strict=True) if side]
    rims = [np.vstack([rectangle(box), rectangle(box)[:1]]) for box in boxes]
    fills = Part.of(*(patch([rim[:4]], plane.theme.leg_fill) for rim in rims))
    fills.backdrop = True
    edges = Part.of(*(stroke([rim], plane.theme.legs, EDGE) for rim in rims))
    edges.grows = False
    return {"square-fills": fills, "squares": edges}


def square_labels(
    plane: Plane, gaps: Sequence[Segment], sides: Sides, decimals: int, face: Typeface, language: Language
) -> dict[str, Beside]:
    """Return the area of each square as a number in it, where it fits."""
    found: dict[str, Beside] = {}
    for number, (gap, side) in enumerate(zip(gaps, sides.of, strict=True), 1):
        if not side:
            continue
        box = square_box(plane.ends(gap), side)
        text = counted((gap.end.y - gap.start.y) ** 2, decimals, language)
        words = Lettering(
            settings=(plain(language.isolated(text)),),
            size=MEASURES.small,
            weight="semibold",
            role="legs",
            counting=True,
        )
        width, height = words.sizes(face)[0]
        if width + AROUND > box.width:
            continue
        found[f"square-{number}"] = Beside(
            lettering=words,
            by=np.array([[box.center[0], box.center[1] - height / 2]]),
            sides=("above",),
            gap=0.0,
            reach=0.0,
            strict=True,
            optional=True,
            priority=3,
        )
    return found


def decimals_of(largest: float) -> int:
    """Return with how many decimals squares are written, so that the largest has three digits.

    >>> decimals_of(3.2), decimals_of(0.14), decimals_of(1e5)
    (2, 3, 0)
    """
    return max(0, 2 - floor(log10(largest))) if largest > 0 else 0


def exact_decimals(squares: Sequence[float], decimals: int, mean: str) -> int:
    """Return with how many decimals, at least some, the squares have the mean that is written.

    >>> exact_decimals((0.1849, 0.1024, 0.0324), 2, "0.107"), exact_decimals((1.0, 3.0), 2, "2.00")
    (4, 2)
    """
    digits = len(mean.partition(".")[2])
    for more in range(decimals, max(decimals, digits) + 4):
        rounded = sum(round(square, more) for square in squares) / len(squares)
        if f"{rounded:.{digits}f}" == mean:
            return more
    return decimals


def counted(value: float, decimals: int, language: Language) -> str:
    """Return a number with as many decimals at every moment, in the format of the language.

    >>> counted(1.5, 2, Language("de"))
    '1,50'
    """
    point = "." if "." in language.numeral(0.5) else ","
    return f"{value:.{decimals}f}".replace(".", point)
