"""Equal panels: a head, a plot and a foot, side by side on a wide sheet and stacked on a tall one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from hillside.stage.labels import Beside
from hillside.stage.lettering.typeface import Typeface
from hillside.stage.lettering.typesetting import Lettering
from hillside.stage.look.theme import MEASURES
from hillside.stage.sheet import Box, inset, panels, within_aspect

GUTTER = 60.0
"""Space between panels, in layout pixels."""
PLOT_SHARE = 0.46
"""Share of the width for the plot of a stacked panel; its words stand beside it."""
LOW_ASPECT = 1.3
"""Ratio of width to height above which stacked panels have their words beside the plot, not above."""
STACKED_GAP = 14.0
"""Further space between the words above and those below, where they stand beside the plot."""
SPLIT = 0.38
"""Share of the height for the words above, where both stand beside the plot."""
BESIDE = 40.0
"""Space between the plot's half and the words beside it, in layout pixels."""
AXES, RIGHT = 92.0, 76.0
"""Space for the axes and their names, above the plot and right of it, in layout pixels."""
LEFT, NUMERALS = 78.0, 58.0
"""Space for the numerals left of the axes and below them, in layout pixels."""
STACKED_AXES = 72.0
"""Space for the name of the axis above the plot of a stacked panel, in layout pixels."""
WORD_GAP = 16.0
"""Minimum space between words side by side, besides the gutter, in layout pixels; else they shrink."""
POSITION_TOLERANCE = 24.0
"""Tolerance of the position of words, in layout pixels: a minus is this far below capital height."""
MAX_ASPECT, MIN_ASPECT, FLATTEST = 2.0, 0.6, 3.4
"""Maximum and minimum aspect of a plot, width over height; and the maximum where words stand beside it."""


@dataclass(frozen=True)
class Panel:
    """The boxes of one panel.

    Attributes:
        head: the box of the words over the plot, or of those beside its upper half.
        plot: the box of the curve; its axes are offset to the left and below.
        foot: the box of the words under the plot, or of those beside its lower half.
        stacked: whether the words stand beside the plot.
    """

    head: Box
    plot: Box
    foot: Box
    stacked: bool


def panels_of(room: Box, count: int, head: float, foot: float) -> tuple[Panel, ...]:
    """Return `count` panels in a box, with `head` and `foot` pixels for words over and under each plot."""
    boxes = panels(room, count, GUTTER)
    stacked = count > 1 and boxes[0].left == boxes[1].left and boxes[0].width > LOW_ASPECT * boxes[0].height
    return tuple(_stacked(box) if stacked else _upright(box, head, foot) for box in boxes)


def _upright(box: Box, head: float, foot: float) -> Panel:
    off = MEASURES.axis_off
    plot = inset(box, left=off + LEFT, right=RIGHT, top=head + AXES, bottom=foot + off + NUMERALS)
    plot = within_aspect(plot, MIN_ASPECT, MAX_ASPECT)
    under = plot.bottom - off - NUMERALS
    return Panel(
        head=Box(box.left, plot.top + AXES, box.right, plot.top + AXES + head),
        plot=plot,
        foot=Box(box.left, under - foot, box.right, under),
        stacked=False,
    )


def _stacked(box: Box) -> Panel:
    off, middle = MEASURES.axis_off, box.top - SPLIT * box.height
    left = inset(box, right=box.width * (1 - PLOT_SHARE))
    plot = within_aspect(
        inset(left, left=off + LEFT, right=RIGHT, top=STACKED_AXES, bottom=off + NUMERALS),
        MIN_ASPECT,
        FLATTEST,
    )
    words = inset(box, left=box.width * PLOT_SHARE + BESIDE)
    return Panel(inset(words, bottom=middle - box.bottom), plot, inset(words, top=box.top - middle), True)


def head_label(panel: Panel, lettering: Lettering, lift: float = 0.0) -> Beside:
    """Return words centered above the plot, or beside it, `lift` pixels above its middle."""
    box = panel.head
    if panel.stacked:
        return _fixed(lettering, (box.left, box.bottom + lift), "above right", 16.0)
    return _fixed(replace(lettering, align="center"), (box.center[0], box.top), "below", 0.0)


def foot_label(panel: Panel, lettering: Lettering) -> Beside:
    """Return words centered below the plot, or beside its lower half."""
    box = panel.foot
    if panel.stacked:
        return _fixed(lettering, (box.left, box.top - STACKED_GAP), "below right", 16.0)
    return _fixed(replace(lettering, align="center"), (box.center[0], box.top), "below", 20.0)


def _fixed(lettering: Lettering, at: tuple[float, float], side: str, gap: float) -> Beside:
    by = np.array([at, at, at])  # with fewer anchors, the label would be shifted along its side
    return Beside(
        lettering=lettering,
        by=by,
        sides=(side,),
        gap=gap,
        reach=gap + POSITION_TOLERANCE,
        strict=True,
        priority=9,
    )


def in_one_setting(words: Sequence[Lettering], room: Box, typeface: Typeface) -> list[Lettering]:
    """Return words for panels side by side, all in the first setting and size in which each fits `room`."""
    fits = [
        index
        for index in range(min(len(each.sizes(typeface)) for each in words))
        if all(_fits(each.sizes(typeface)[index], room) for each in words)
    ]
    return [each if not fits else _single_setting(each, fits[0]) for each in words]


def _fits(size: tuple[float, float], room: Box) -> bool:
    return size[0] <= room.width - WORD_GAP and size[1] <= room.height


def _single_setting(words: Lettering, index: int) -> Lettering:
    again, setting = divmod(index, len(words.settings))
    size = words.least if again and words.least is not None else words.size
    return replace(words, settings=(words.settings[setting],), size=size, least=None)
