"""The lanes of a race: a color and a sign for each optimizer, and the places of the maps and of the chart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil, sqrt
from types import MappingProxyType

import numpy as np

from hillside.stage.look.theme import MEASURES, Role
from hillside.stage.sheet import LANDSCAPE, Box, Points, Sheet, inset


@dataclass(frozen=True)
class Mark:
    """A regular polygon, or a star if every second corner is nearer to its center.

    Attributes:
        corners: its number of corners; a disk has many.
        turn: the angle of the first corner from the x-axis, in turns.
        waist: distance of every second corner from the center, as a share of that of the first.
        size: its size, so that all marks look equally large.
    """

    corners: int
    turn: float = 0.0
    waist: float = 1.0
    size: float = 1.0

    def around(self, center: Points, radius: float) -> Points:
        """Return the outline around a point, shape `(n, 2)`, in layout pixels.

        >>> Mark(4, 0.125).around(np.zeros(2), 2**0.5).round(9).tolist()
        [[1.0, 1.0], [-1.0, 1.0], [-1.0, -1.0], [1.0, -1.0]]
        """
        angles = 2 * np.pi * (np.arange(self.corners) / self.corners + self.turn)
        lengths = self.size * radius * np.where(np.arange(self.corners) % 2, self.waist, 1.0)
        return center + lengths[:, None] * np.column_stack([np.cos(angles), np.sin(angles)])


DISK, DIAMOND, SQUARE = Mark(24, size=0.95), Mark(4, size=1.15), Mark(4, 0.125, size=1.15)
UP, DOWN = Mark(3, 0.25, size=1.25), Mark(3, -0.25, size=1.25)
STAR, PLUS = Mark(10, 0.25, 0.42, 1.4), Mark(8, 0.0, 0.3, 1.4)
HEXAGON, PENTAGON = Mark(6), Mark(5, 0.25)
MARKS = (DISK, DIAMOND, UP, SQUARE, DOWN, STAR, PLUS, HEXAGON, PENTAGON)

RACERS: Mapping[str, tuple[Role, Mark]] = MappingProxyType(
    {
        "gradient descent": ("slope", DISK),
        "momentum": ("curve", DIAMOND),
        "Adam": ("legs", UP),
        "Newton": ("ink", SQUARE),
        "Nesterov": ("nesterov", DOWN),
        "AdaGrad": ("adagrad", STAR),
        "RMSProp": ("rmsprop", PLUS),
    }
)
"""The color and the mark of each optimizer by its name in `mathcore.OPTIMIZERS`."""

SPARE_ROLES: tuple[Role, ...] = ("pack", "ink_far", "faint")
"""The colors of further optimizers, with the marks that are free."""


def color_and_mark(name: str) -> tuple[Role, Mark]:
    """Return the color and the mark of an optimizer; one that is new has colors and marks of its own.

    >>> color_and_mark("Adam")[0], color_and_mark("sign descent")[0]
    ('legs', 'ink_far')
    """
    if name in RACERS:
        return RACERS[name]
    number = sum(map(ord, name))
    return SPARE_ROLES[number % len(SPARE_ROLES)], (HEXAGON, PENTAGON)[number % 2]


@dataclass(frozen=True)
class LaneMeasures:
    """Lengths in the layout of a race, in layout pixels.

    Attributes:
        numerals: space left of the first map for the axis with its numerals,
        under: and below the last.
        tip: space right of a map, for the tip of the axis and its name.
        column_gap: space between two maps side by side.
        bands: width of a map and height of the band above it, the widest first: the words of a narrow one
            need more lines.
        least: smallest width of a map beside another one,
        alone: of one that stands alone in its row,
        lowest: and its smallest height.
        row: height of the row below the numerals of the chart, for the name of its axis.
        chart_left: space left of the chart, for its axis with its numerals,
        chart_head: and above it, for the function and the name of the axis,
        flat_head: which stand side by side over a chart below the maps.
    """

    numerals: float = 100.0
    under: float = 74.0
    tip: float = 44.0
    column_gap: float = 64.0
    bands: tuple[tuple[float, float], ...] = (
        (880.0, 84.0),
        (640.0, 134.0),
        (440.0, 180.0),
        (0.0, 190.0),
    )
    least: float = 290.0
    alone: float = 0.0
    lowest: float = 44.0
    row: float = 56.0
    chart_left: float = 130.0
    chart_head: float = 150.0
    flat_head: float = 96.0


LANES = LaneMeasures()
CROWDED = LaneMeasures(bands=((0.0, 108.0),), least=480.0, alone=480.0, lowest=8.0)
"""Lengths for so many optimizers on so small a sheet that the others leave no place for their maps."""
BESIDE = (0.58, 0.66)
"""Shares of the width that the maps take where the chart stands beside them,"""
ABOVE = (0.62, 0.53)
"""and of the height where it stands below."""


@dataclass(frozen=True)
class Lane:
    """The place of one optimizer.

    Attributes:
        band: the box of its name, its settings and its outcome.
        map: the box of its map.
        first: whether it is in the first column, which has the numerals of y,
        last: and whether it is the last of its column, which has those of x,
        end: and whether it is the last of its row, where x is named.
    """

    band: Box
    map: Box
    first: bool
    last: bool
    end: bool


@dataclass(frozen=True)
class RaceLayout:
    """The places of all optimizers, of the chart of errors, and of the line above the chart."""

    lanes: tuple[Lane, ...]
    chart: Box
    head: Box


def race_layout(sheet: Sheet, count: int, span: tuple[float, float]) -> RaceLayout:
    """Return the layout in which the maps have the largest scale.

    Args:
        sheet: the sheet.
        count: the number of optimizers.
        span: width and height of what each map must show, in data coordinates.
    """
    tried = (tuple(_candidates(sheet, count, lengths)) for lengths in (LANES, CROWDED))
    return max(next(filter(None, tried)), key=lambda layout: _worth(layout, span))


def _worth(layout: RaceLayout, span: tuple[float, float]) -> float:
    """Return layout pixels per unit, less where the maps leave places empty."""
    box = layout.lanes[0].map
    columns = sum(lane.map.top == box.top for lane in layout.lanes)
    places = columns * ceil(len(layout.lanes) / columns)
    scale = min(box.width / span[0], box.height / span[1])
    return scale * sqrt(len(layout.lanes) / places)


def _candidates(sheet: Sheet, count: int, lengths: LaneMeasures) -> Iterator[RaceLayout]:
    room = sheet.inside(MEASURES.margin)
    for columns in range(1, count + 1):
        for share in BESIDE:
            split = room.left + share * room.width
            lanes = _lanes(Box(room.left, room.bottom, split, room.top), count, columns, lengths)
            if lanes:
                yield _layout(lanes, Box(split, room.bottom, room.right, room.top), LANES.chart_head)
        for share in ABOVE if room.width < LANDSCAPE * room.height or columns > 1 else ():
            split = room.top - share * room.height
            lanes = _lanes(Box(room.left, split, room.right, room.top), count, columns, lengths)
            if lanes:
                chart = Box(room.left - 24.0, room.bottom, room.right, split - 24.0)
                yield _layout(lanes, chart, LANES.flat_head)


def _layout(lanes: tuple[Lane, ...], room: Box, head: float) -> RaceLayout:
    below = LANES.under + LANES.row
    chart = inset(room, left=LANES.chart_left, right=LANES.tip, top=head, bottom=below)
    return RaceLayout(lanes, chart, Box(chart.left, chart.top + 60.0, room.right, room.top))


def _lanes(room: Box, count: int, columns: int, lengths: LaneMeasures) -> tuple[Lane, ...]:
    """Return the places in a box, row by row; none if they would be too narrow, or too low."""
    inner = inset(room, left=LANES.numerals, right=LANES.tip, bottom=LANES.under)
    rows = ceil(count / columns)
    width = (inner.width - (columns - 1) * LANES.column_gap) / columns
    band = next(each for least, each in lengths.bands if width >= least)
    high = inner.height / rows
    if high - band < lengths.lowest or width < (lengths.least if columns > 1 else lengths.alone):
        return ()
    lanes: list[Lane] = []
    for number in range(count):
        row, column = divmod(number, columns)
        left, top = inner.left + column * (width + LANES.column_gap), inner.top - row * high
        lanes.append(
            Lane(
                band=Box(left, top - band, left + width, top),
                map=Box(left, top - high, left + width, top - band),
                first=column == 0,
                last=number + columns >= count,
                end=column == columns - 1 or number == count - 1,
            )
        )
    return tuple(lanes)
