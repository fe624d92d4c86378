"""A loop of stages: boxes with arrows from each to the next, and one from the last back to the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from hillside.stage.box import Box
from hillside.stage.drawing import Part, arrow, stroke
from hillside.stage.geometry import Points
from hillside.stage.labels import Beside
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.lettering import Lettering
from hillside.stage.lettering.typeface import Typeface
from hillside.stage.look.theme import MEASURES, Theme
from hillside.stage.sheet import columns

GUTTER = 44.0
"""Layout pixels between two boxes, for the arrow from one to the next,"""
ROW_GUTTER = 30.0
"""and between two that stand one over the other."""
TURN = 40.0
"""Layout pixels that the arrow back to the first box keeps off the others."""
PADDING = 20.0
HEAD = 18.0
PRESENT = 6.0


@dataclass(frozen=True)
class Loop:
    """Where the boxes of a loop are.

    Attributes:
        cells: the boxes, in the order of the loop.
        across: whether it runs from left to right, rather than from the top down.
    """

    cells: tuple[Box, ...]
    across: bool


def loop_in(box: Box, shares: Sequence[float], *, across: bool) -> Loop:
    """Return a loop that fills a box, with room for the way back under it or on its right."""
    box = box.grown(-PRESENT / 2)
    if across:
        room = Box(box.left, box.bottom + TURN, box.right, box.top)
        return Loop(columns(room, shares, GUTTER), across)
    count = len(shares)
    side = (box.height - (count - 1) * ROW_GUTTER) / count
    tops = [box.top - number * (side + ROW_GUTTER) for number in range(count)]
    return Loop(tuple(Box(box.left, top - side, box.right - TURN, top) for top in tops), across)


def loop_part(loop: Loop, theme: Theme) -> Part:
    """Return the boxes and the arrows, in faint ink."""
    frames = stroke([_rim(cell) for cell in loop.cells], theme.faint, MEASURES.axis)
    ways = [_way(loop, number) for number in range(len(loop.cells) - 1)]
    arrows = [arrow(way, theme.faint, MEASURES.axis, HEAD) for way in [*ways, _back(loop)]]
    return Part.of(frames, *arrows)


def present_part(loop: Loop, number: int, theme: Theme) -> Part:
    """Return a thick frame around the box of the present stage."""
    part = stroke([_rim(loop.cells[number])], theme.ink, PRESENT)
    part.grows = False
    return part


def _rim(cell: Box) -> Points:
    left, bottom, right, top = cell.row().tolist()
    return np.array([[left, bottom], [left, top], [right, top], [right, bottom], [left, bottom]])


def _way(loop: Loop, number: int) -> Points:
    here, there = loop.cells[number], loop.cells[number + 1]
    gap = PRESENT
    if loop.across:
        return np.array([[here.right + gap, here.center[1]], [there.left - gap, there.center[1]]])
    return np.array([[here.center[0], here.bottom - gap], [there.center[0], there.top + gap]])


def _back(loop: Loop) -> Points:
    """From the last box around the others to the first."""
    first, last = loop.cells[0], loop.cells[-1]
    if loop.across:
        low = first.bottom - TURN
        (start, _), (end, _) = last.center, first.center
        return np.array(
            [[start, last.bottom - PRESENT], [start, low], [end, low], [end, first.bottom - PRESENT]]
        )
    right = first.right + TURN
    (_, start), (_, end) = last.center, first.center
    return np.array(
        [[last.right + PRESENT, start], [right, start], [right, end], [first.right + PRESENT, end]]
    )


def in_cell(cell: Box, words: Lettering, language: Language, *, down: float, along: float = 0.0) -> Beside:
    """Return words in a box, `down` from its upper edge and `along` from the side where reading begins."""
    rightward = language.direction == "ltr"
    x = cell.left + PADDING + along if rightward else cell.right - PADDING - along
    return Beside(
        lettering=words,
        by=np.array([[x, cell.top - down]]),
        sides=("below right",) if rightward else ("below left",),
        gap=0.0,
        reach=0.0,
        strict=True,
        priority=10,
    )


def fitted(words: Lettering, width: float, typeface: Typeface) -> Lettering:
    """Return words in the first of their ways that is no wider than `width`, or in the last one.

    The solver would find it too, but only by trying all ways of all labels with each other.

    >>> from hillside.stage.lettering.typeface import TYPEFACE
    >>> from hillside.stage.lettering.markup import plain
    >>> fitted(Lettering(settings=(plain("a long one"), plain("short"))), 120.0, TYPEFACE).settings
    ('#text("short")',)
    """
    sizes = [words.size] if words.least is None else [words.size, words.least]
    ways = [
        replace(words, settings=(way,), size=size, least=None) for way in words.settings for size in sizes
    ]
    return next((way for way in ways if way.outline(0, typeface).width <= width), ways[-1])
