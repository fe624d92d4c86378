"""Plans of the layout of a computation graph, from the best to the last resort, and their spaces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from hillside.stage.sheet import LANDSCAPE, Box

CHIP = 50.0
"""Height of the plate of a local slope, in layout pixels; and in the same unit:"""
GAP = 10.0
"""distance of a number from lanes, plates and boxes,"""
LONGEST_EDGE = 300.0
"""maximum length of an edge between two neighboring layers,"""
DOCKS = 256.0, 200.0, 170.0, 144.0, 124.0
"""lengths of an edge to a variable beside its box, the best first,"""
FAN = 24.0
"""what is added to the length of edges where two meet or part,"""
CORRIDOR = 116.0
"""height of the space between two rows, where an edge goes back to the left,"""
TURN = 40.0
"""and distance from a row to the vertical piece of that edge."""


WIDE = 2.0
"""Width over height of a room above which no graph runs upwards in it."""


@dataclass(frozen=True, kw_only=True)
class Spacing:
    """Sizes of type and spaces in layout pixels.

    Attributes:
        name: type size of the words in a box.
        number: type size of a value or a derivative.
        slope: type size of a local slope.
        box: height of a box, and its minimum width.
        padding: distance from the words in a box to its side.
        chip_padding: the same on the plate of a local slope.
        stub: minimum length of a lane on either side of that plate.
        bare: minimum length of an edge without such a plate.
        lane: distance of each of the two lanes from the middle of a horizontal edge.
        plates: whether there are local slopes on their plates.
    """

    name: float
    number: float
    slope: float
    box: float
    padding: float
    chip_padding: float
    stub: float
    bare: float
    lane: float = 17.0
    plates: bool = True

    @property
    def port(self) -> float:
        """The distance between two edges that enter or leave one side of a box."""
        return 2 * self.lane + 16.0


LOOSE = Spacing(name=38, number=36, slope=32, box=76, padding=18, chip_padding=13, stub=24, bare=62)
TIGHT = Spacing(name=32, number=30, slope=30, box=70, padding=13, chip_padding=9, stub=17, bare=50)
BARE = replace(TIGHT, plates=False, bare=46, lane=7.0)
"""The spacing of the last resort, in a small shape: without the local slopes."""


@dataclass(frozen=True)
class Plan:
    """A way to lay out a graph.

    Attributes:
        docked: how many variables may stand beside the box that uses them, rather than before it.
        rows: the number of rows that the layers are divided into.
        dock: the least length of an edge to a variable beside its box.
        spacing: the sizes of type and spaces.
        rightward: whether edges run from left to right, rather than from bottom to top.
    """

    docked: Literal[0, 1, 2]
    rows: int
    dock: float
    spacing: Spacing
    rightward: bool


@dataclass(frozen=True)
class WordSizes:
    """Widths of the words of a diagram, and the height of its numbers, in layout pixels.

    Attributes:
        names: of the words in each box.
        values: of each value.
        derivatives: of each derivative.
        slopes: of each local slope.
        height: of a numeral.
    """

    names: tuple[float, ...]
    values: tuple[float, ...]
    derivatives: tuple[float, ...]
    slopes: tuple[float, ...]
    height: float


def plans_for(room: Box, *, plates: bool) -> Iterator[Plan]:
    """Yield the plans, the best first, with the local slopes on their plates or without them."""
    wide = room.width >= WIDE * room.height
    upright = room.height >= LANDSCAPE * room.width
    for rows in (1, 2, 3):
        for spacing in (LOOSE, TIGHT) if plates else (BARE,):
            for rightward in (True, False) if not upright else (False, True):
                if rightward or (rows == 1 and not wide):
                    for docked in (1, 2, 0):
                        yield Plan(docked, rows, 0.0, spacing, rightward)
