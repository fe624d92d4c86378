"""The layout of descents side by side: a head, a plot and an outcome for each, and the line of rates."""

from __future__ import annotations

from dataclasses import dataclass

from hillside.stage.look.theme import MEASURES
from hillside.stage.sheet import Box, Sheet, columns, inset, within_aspect

UPRIGHT = 0.9
"""Ratio of width to height of the sheet above which the panels stand side by side."""
WIDE = 1500.0
"""Width of the sheet from which the sentence below the line of rates is one line, in layout pixels."""
NARROW = 340.0
"""Width of a panel from which its outcome takes fewer lines, in layout pixels."""
ONE_LINE = 500.0
"""Width of a panel from which its head is one line, in layout pixels."""
MAX_ASPECT, MIN_ASPECT = 1.6, 0.5
"""Maximum and minimum aspect of a plot, width over height."""


@dataclass(frozen=True)
class PanelLayout:
    """Space around the plot of a panel, in layout pixels.

    Attributes:
        gutter: between two panels side by side; half of it between two stacked ones.
        narrow_gutter: between two narrow panels side by side.
        head: for each line of the head.
        name: above the plot, for the name of its axis.
        left: left of the plot, for numerals of four digits.
        narrow_left: the same in a narrow panel, for three digits.
        below: below the plot, for numerals.
        right: right of the plot, for the name of the axis.
        outcome: below that, for the outcome of the descent.
        narrow_outcome: the same in a narrow panel, where it takes more lines.
        column: left of the plot on a tall sheet, for all words in one column.
        line: below all panels, for the line of rates.
        narrow_line: the same on a narrow sheet, where the sentence below it takes two lines.
        apart: between that and the panels.
    """

    gutter: float = 50.0
    narrow_gutter: float = 26.0
    head: float = 68.0
    name: float = 68.0
    left: float = 96.0
    narrow_left: float = 74.0
    below: float = 80.0
    right: float = 42.0
    outcome: float = 84.0
    narrow_outcome: float = 152.0
    column: float = 350.0
    line: float = 242.0
    narrow_line: float = 286.0
    apart: float = 16.0


LAYOUT = PanelLayout()


@dataclass(frozen=True)
class TrialPanel:
    """The boxes of one panel.

    Attributes:
        head: the box of what the rate is, and of its number.
        plot: the box of the curve; its axes are offset to the left and below.
        outcome: the box of what becomes of the descent.
        beside: whether the words stand beside the plot.
    """

    head: Box
    plot: Box
    outcome: Box
    beside: bool


def trial_panels(sheet: Sheet, count: int) -> tuple[TrialPanel, ...]:
    """Return the panels: side by side unless the sheet is tall."""
    line = line_box(sheet)
    room = inset(sheet.inside(MEASURES.margin), bottom=line.height + LAYOUT.apart)
    if room.width >= UPRIGHT * (room.height + line.height):
        gutter = LAYOUT.gutter if room.width > count * ONE_LINE else LAYOUT.narrow_gutter
        return tuple(_upright(box) for box in columns(room, (1,) * count, gutter))
    height = (room.height - (count - 1) * LAYOUT.gutter / 2) / count
    tops = [room.top - number * (height + LAYOUT.gutter / 2) for number in range(count)]
    return tuple(_level(Box(room.left, top - height, room.right, top)) for top in tops)


def _upright(box: Box) -> TrialPanel:
    off, wide = MEASURES.axis_off, box.width >= ONE_LINE
    head = LAYOUT.head * (1 if wide else 2)
    outcome = LAYOUT.outcome if wide else LAYOUT.narrow_outcome * min(1.0, NARROW / box.width)
    plot = inset(
        box,
        left=off + (LAYOUT.left if wide else LAYOUT.narrow_left),
        right=off + LAYOUT.right,
        top=head + LAYOUT.name,
        bottom=off + LAYOUT.below + outcome,
    )
    return TrialPanel(
        head=Box(box.left, box.top - head, box.right, box.top),
        plot=plot,
        outcome=Box(box.left, box.bottom, box.right, box.bottom + outcome),
        beside=False,
    )


def _level(box: Box) -> TrialPanel:
    off, words = MEASURES.axis_off, inset(box, right=box.width - LAYOUT.column)
    plot = inset(
        box,
        left=LAYOUT.column + off + LAYOUT.left,
        right=off + LAYOUT.right,
        top=LAYOUT.name,
        bottom=off + LAYOUT.below,
    )
    under = box.top - 2 * LAYOUT.head
    return TrialPanel(
        head=Box(words.left, under, words.right, box.top),
        plot=within_aspect(plot, MIN_ASPECT, MAX_ASPECT),
        outcome=Box(words.left, box.bottom, words.right, under),
        beside=True,
    )


def line_box(sheet: Sheet) -> Box:
    """Return the box of the line of rates, below all panels."""
    room = sheet.inside(MEASURES.margin)
    height = LAYOUT.line if sheet.width >= WIDE else LAYOUT.narrow_line
    return Box(room.left, room.bottom, room.right, room.bottom + height)
