"""A table of numbers with right-aligned columns; every cell is a label with one possible position."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import floor, log10

import numpy as np

from hillside.stage.drawing import Part, stroke
from hillside.stage.labels import Beside
from hillside.stage.lettering.equations import USUAL_DIGITS, Shown
from hillside.stage.lettering.language import MINUS, Language
from hillside.stage.lettering.typesetting import Lettering
from hillside.stage.look.theme import MEASURES, Theme
from hillside.stage.sheet import Box

ROW, LEAST_ROW = 66.0, 52.0
"""Line spacing of the numbers, and its minimum, in layout pixels."""
COLUMN_GAP, LEAST_GAP = 56.0, 28.0
"""Space between columns, and its minimum, in layout pixels."""
HEAD_GAP = 20.0
"""Space between the column heads and the rule, and between the rule and the numbers, in layout pixels."""
MIN_TYPE_SIZE = 30.0
"""Minimum type size that can be read from the last row, in layout pixels."""
MOST_DIGITS = 7
"""Maximum number of digits of a number that is aligned with the others at the decimal sign."""


def aligned(values: Sequence[float], language: Language) -> tuple[str, ...]:
    """Return the numbers of a column with equally many decimals, so that their decimal signs are aligned.

    There are enough decimals to write the largest number with four digits and each with three, and to tell
    the first from the last. If that takes too many, each is formatted by itself, and so are very large
    and very small numbers, as powers of ten.

    >>> aligned([2, 1.5, 1.25, 1.125, 1], Language())
    ('2.000', '1.500', '1.250', '1.125', '1.000')
    >>> aligned([-1000.0, -1000.02], Language("de"))
    ('−1000,00', '−1000,02')
    >>> aligned([0.586, -13.11], Language()), aligned([0.001234, -1300.0], Language())
    (('0.586', '−13.110'), ('0.00123', '−1300'))
    """
    decimals = common_decimals(values)
    if decimals is None:
        return tuple(language.numeral(float(value), USUAL_DIGITS) for value in values)
    texts = (f"{value:.{decimals}f}" for value in values)
    needed = max((len(text.rstrip("0").partition(".")[2]) for text in texts), default=0)
    point = language.numeral(0.5)[1]
    return tuple(_fixed(value, needed).replace("-", MINUS).replace(".", point) for value in values)


def common_decimals(values: Sequence[float]) -> int | None:
    """Return the number of decimals of a column, or None if each number is formatted by itself."""
    largest = max(abs(value) for value in values)
    if largest != 0 and not 1e-3 <= largest < 1e5:
        return None
    decimals = max(_decimals(largest, 4), _decimals(abs(values[0] - values[-1]), 1))
    decimals = min(decimals, _decimals(largest, MOST_DIGITS))
    finest = max(_decimals(abs(value), USUAL_DIGITS) for value in values)
    return None if finest > _decimals(largest, MOST_DIGITS) else max(decimals, finest)


def shown_alike(values: Sequence[float]) -> tuple[Shown, ...]:
    """Return the numbers of a column with the digits that they have in it, for wherever else they are told.

    >>> [each.digits for each in shown_alike([1.0, 0.8333, 0.06667, 0.0])]
    [5, 4, 3, 3]
    """
    decimals = common_decimals(values)
    return tuple(Shown(value, _digits(value, decimals)) for value in values)


def _digits(value: float, decimals: int | None) -> int:
    if decimals is None or value == 0:
        return USUAL_DIGITS
    return max(decimals + 1 + floor(log10(abs(value))), 1)


def _decimals(value: float, digits: int) -> int:
    return max(0, digits - 1 - floor(log10(value))) if value > 0 else 0


def _fixed(value: float, decimals: int) -> str:
    return f"{round(value, decimals) + 0.0:.{decimals}f}"


def table(columns: Mapping[str, Sequence[Lettering]], box: Box, theme: Theme) -> dict[str, Part | Beside]:
    """Return a table centered in `box`: for each column its head and its cells.

    A head is set in its first setting that is no wider than the numbers below it, or else in its last.

    Returns:
        The labels `name-head`, `name-1`, `name-2` and so on of each column, and `table-rule`, the line
        below the heads.
    """
    box = box.grown(-MEASURES.axis)
    headed = {name: [_head(*cells, theme=theme), *cells[1:]] for name, cells in columns.items()}
    columns = _fitted(headed, box.width, theme)
    widths = [_width(cells, theme) for cells in columns.values()]
    gap = max(LEAST_GAP, min(COLUMN_GAP, (box.width - sum(widths)) / max(len(widths) - 1, 1)))
    whole = sum(widths) + gap * (len(widths) - 1)
    left = box.center[0] - whole / 2
    heads = [cells[0].sizes(theme.typeface)[0][1] for cells in columns.values()]
    rows = max(len(cells) for cells in columns.values()) - 1
    last = max(cells[-1].sizes(theme.typeface)[0][1] for cells in columns.values())
    fixed = max(heads) + 2 * HEAD_GAP + last
    step = max(LEAST_ROW, min(ROW, (box.height - fixed) / max(rows - 1, 1)))
    height = fixed + (rows - 1) * step
    rule = box.center[1] + height / 2 - max(heads) - HEAD_GAP
    ends = np.array([[left, rule], [left + whole, rule]])
    placed: dict[str, Part | Beside] = {"table-rule": stroke([ends], theme.faint, MEASURES.axis)}
    edge, below = left, max(_descent(cells[0], theme) for cells in columns.values())
    for (name, (head, *cells)), width in zip(columns.items(), widths, strict=True):
        edge += width
        lift = below - _descent(head, theme)  # aligns the baselines of the heads
        placed[f"{name}-head"] = _cell(head, edge, rule + HEAD_GAP + lift, "above left")
        for row, cell in enumerate(cells):
            placed[f"{name}-{row + 1}"] = _cell(cell, edge, rule - HEAD_GAP - row * step, "below left")
        edge += gap
    return placed


def _head(head: Lettering, *cells: Lettering, theme: Theme) -> Lettering:
    column = _width(cells, theme)
    widths = [width for width, _ in head.sizes(theme.typeface)]
    settings = zip(head.settings, widths, strict=True)
    fitting = [setting for setting, width in settings if width <= column]
    return replace(head, settings=(fitting[0] if fitting else head.settings[-1],))


def _cell(lettering: Lettering, x: float, y: float, side: str) -> Beside:
    return Beside(
        lettering=lettering,
        by=np.array([[x, y]]),
        sides=(side,),
        gap=0.0,
        reach=0.0,
        strict=True,
        priority=10,
    )


def _descent(lettering: Lettering, theme: Theme) -> float:
    """Return the depth of the letters below their baseline, in layout pixels."""
    return max(0.0, -lettering.outline(0, theme.typeface).ink[1])


def _width(cells: Sequence[Lettering], theme: Theme) -> float:
    return max(cell.sizes(theme.typeface)[0][0] for cell in cells)


def _fitted(
    columns: Mapping[str, Sequence[Lettering]], room: float, theme: Theme
) -> Mapping[str, Sequence[Lettering]]:
    """Return the columns in a type size in which they fit side by side, but not below the minimum."""
    words = sum(_width(cells, theme) for cells in columns.values())
    share = (room - LEAST_GAP * (len(columns) - 1)) / words
    if share >= 1:
        return columns
    return {
        name: [replace(cell, size=max(MIN_TYPE_SIZE, cell.size * share)) for cell in cells]
        for name, cells in columns.items()
    }
