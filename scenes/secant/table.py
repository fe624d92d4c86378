"""A table of numbers aligned at the decimal sign; every cell is a label with one possible position.

Each column has a head, or each row of a low and wide table; a mark stands for the point that the numbers
belong to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import floor, log10

import numpy as np

from hillside.stage.drawing import Part, stroke
from hillside.stage.labels import Beside
from hillside.stage.lettering.equations import USUAL_DIGITS, Shown
from hillside.stage.lettering.language import MINUS, Language
from hillside.stage.lettering.typesetting import Lettering
from hillside.stage.lettering.typst_markup import plain
from hillside.stage.look.theme import MEASURES, Theme
from hillside.stage.sheet import Box, Points, inset

ROW, LEAST_ROW = 74.0, 52.0
"""Distance of the lines of numbers, and its minimum, in layout pixels."""
COLUMN_GAP, LEAST_GAP = 120.0, 16.0
"""Space between columns, and its minimum, in layout pixels."""
HEAD_GAP = 20.0
"""Space between the heads and the rule, in layout pixels."""
MARK_SPACE = 64.0
"""Space for the mark of a line, in layout pixels."""
ASIDE = 14.0
"""Margin of the frame around numbers, to the left and right of them, in layout pixels."""
MIN_TYPE_SIZE = 30.0
"""Minimum type size that can be read from the last row, in layout pixels."""
SMALLER_SIZES = (MIN_TYPE_SIZE, 27.0, 24.0)
"""Type sizes for long numbers in a narrow picture, whose heads are symbols, in layout pixels: a limit that is
hard to read is better than none."""
WIDEST_HEAD = 150.0
"""Width of a head in layout pixels up to which it is not wrapped, though the numbers are narrower."""
MOST_DIGITS = 7
"""Maximum number of digits of a number that is aligned with the others at the decimal sign."""


def aligned(values: Sequence[float], language: Language) -> tuple[str, ...]:
    """Return the numbers of a column with equally many decimals, except zeros after which nothing would come.

    There are enough decimals to write the largest number with four digits and each with three, and to tell
    the first from the last. If that takes too many, each is formatted by itself, and so are very large
    and very small numbers, as powers of ten.

    >>> aligned([2, 1.5, 1.25, 1.125, 1], Language())
    ('2', '1.5', '1.25', '1.125', '1')
    >>> aligned([-1000.0, -1000.02], Language("de"))
    ('−1000', '−1000,02')
    >>> aligned([0.311996, 0.5403], Language()), aligned([0.001234, -1300.0], Language())
    (('0.3120', '0.5403'), ('0.00123', '−1300'))
    """
    decimals = common_decimals(values)
    if decimals is None:
        return tuple(language.numeral(float(value), USUAL_DIGITS) for value in values)
    point = language.numeral(0.5)[1]
    texts = (_fixed(value, decimals) for value in values)
    whole = (
        text.rstrip("0").rstrip(".") if "." in text and float(text) == value else text
        for text, value in zip(texts, values, strict=True)
    )
    return tuple(text.replace("-", MINUS).replace(".", point) for text in whole)


def common_decimals(values: Sequence[float]) -> int | None:
    """Return the number of decimals of a column, or None if each number is formatted by itself."""
    largest = max(abs(value) for value in values)
    if largest != 0 and not 1e-3 <= largest < 1e6:
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


@dataclass(frozen=True)
class Line:
    """The numbers of one kind: a column, or a row of a low table.

    Attributes:
        name: the name of its labels.
        head: the words over it.
        texts: the numbers as they are written.
        symbol: Typst markup in place of the head where there is little room; empty for none.
    """

    name: str
    head: Lettering
    texts: tuple[str, ...]
    symbol: str = ""


@dataclass(frozen=True)
class Table:
    """A drawn table.

    Attributes:
        labels: `name-head` and `name-1`, `name-2` and so on of each line.
        rules: `table-rule` after the heads, and `limit-table-rule` before the last numbers.
        marks: the centers of the marks before the numbers in layout pixels, one for each row; shape `(n, 2)`.
        frames: the boxes around the numbers of each row.
    """

    labels: Mapping[str, Beside]
    rules: Mapping[str, Part]
    marks: Points
    frames: tuple[Box, ...]


@dataclass(frozen=True)
class _Sized:
    """A line with the widths of its numbers, in layout pixels."""

    line: Line
    cells: tuple[Lettering, ...]
    before: tuple[float, ...]
    after: tuple[float, ...]
    head: Lettering
    head_width: float

    @property
    def widths(self) -> tuple[float, ...]:
        """Width of each number."""
        return tuple(before + after for before, after in zip(self.before, self.after, strict=True))

    @property
    def width(self) -> float:
        """Width of the column."""
        return max(max(self.before) + max(self.after), self.head_width)


def table(lines: Sequence[Line], box: Box, theme: Theme, language: Language, *, low: bool = False) -> Table:
    """Return a table at the upper left of `box`; the last number of each line is a limit, in another color.

    Args:
        lines: the lines of numbers, all of one length.
        box: the box.
        theme: the theme.
        language: the language, whose decimal sign the numbers are aligned at.
        low: whether the numbers of a line stand side by side.
    """
    box = inset(box.grown(-MEASURES.axis), left=0.0 if low else ASIDE)
    sizes = (MEASURES.label, MEASURES.name, MEASURES.small, MIN_TYPE_SIZE)
    fitting = ([_sized(line, size, theme, language) for line in lines] for size in sizes)
    needs = _low_width if low else _width
    sized = next((found for found in fitting if needs(found, LEAST_GAP) <= box.width), None)
    if sized is None:
        short = [_shortly_headed(line) for line in lines]
        fitting = ([_sized(line, size, theme, language) for line in short] for size in SMALLER_SIZES)
        sized = next((found for found in fitting if needs(found, LEAST_GAP) <= box.width), None)
    if sized is None:
        sized = [_sized(_shortly_headed(line), SMALLER_SIZES[-1], theme, language) for line in lines]
    return (_low_table if low else _tall_table)(sized, box, theme)


def _shortly_headed(line: Line) -> Line:
    """Return a line with its symbol for a head, if it has one."""
    return replace(line, head=replace(line.head, settings=(line.symbol,))) if line.symbol else line


def _tall_table(lines: Sequence[_Sized], box: Box, theme: Theme) -> Table:
    gap = max(LEAST_GAP, min(COLUMN_GAP, (box.width - _width(lines, 0.0)) / len(lines)))
    heads = max(line.head.sizes(theme.typeface)[0][1] for line in lines)
    rows = len(lines[0].cells)
    rule = box.top - heads - HEAD_GAP
    step = max(LEAST_ROW, min(ROW, (rule - box.bottom) / (rows + 0.3)))
    middles = [rule - step * (row + 0.6) - (0.3 * step if row == rows - 1 else 0.0) for row in range(rows)]
    left, right = box.left, box.left + _width(lines, gap)
    labels: dict[str, Beside] = {}
    edge = left + MARK_SPACE
    for line in lines:
        units = edge + max(line.width - max(line.after), max(line.before))
        labels[f"{line.line.name}-head"] = _cell(
            line.head, units + max(line.after), rule + HEAD_GAP, "above left"
        )
        for row, (cell, after) in enumerate(zip(line.cells, line.after, strict=True)):
            labels[f"{line.line.name}-{row + 1}"] = _cell(cell, units + after, middles[row], "left")
        edge += line.width + gap
    last = (middles[-2] + middles[-1]) / 2
    ends = [np.array([[left, at], [right, at]]) for at in (rule, last)]
    return Table(
        labels=labels,
        rules=_rules(ends, theme),
        marks=np.array([[left + MARK_SPACE / 3, middle] for middle in middles]),
        frames=tuple(
            Box(left - ASIDE, middle - 0.45 * step, right + ASIDE, middle + 0.45 * step) for middle in middles
        ),
    )


def _rules(ends: Sequence[Points], theme: Theme) -> dict[str, Part]:
    names = ("table-rule", "limit-table-rule")
    return {name: stroke([line], theme.faint, MEASURES.axis) for name, line in zip(names, ends, strict=True)}


def _low_table(lines: Sequence[_Sized], box: Box, theme: Theme) -> Table:
    heads = max(line.head_width for line in lines)
    widths = _column_widths(lines)
    room = box.width - heads - HEAD_GAP - sum(widths)
    gap = max(LEAST_GAP, min(COLUMN_GAP, room / len(widths)))
    step = max(LEAST_ROW, min(ROW, (box.height - MARK_SPACE) / len(lines)))
    top = box.top - MARK_SPACE
    rule = box.left + heads + HEAD_GAP
    edges = rule + np.cumsum([0.0, *(width + gap for width in widths)])
    middles = (edges[:-1] + edges[1:]) / 2
    labels: dict[str, Beside] = {}
    bottom = top - step * len(lines)
    for row, line in enumerate(lines):
        height = top - step * (row + 0.5)
        labels[f"{line.line.name}-head"] = _cell(line.head, box.left + heads, height, "left")
        for column, (cell, width) in enumerate(zip(line.cells, line.widths, strict=True)):
            end = float(middles[column]) + width / 2
            labels[f"{line.line.name}-{column + 1}"] = _cell(cell, end, height, "left")
    ends = [np.array([[at, bottom], [at, box.top]]) for at in (rule, float(edges[-2]))]
    return Table(
        labels=labels,
        rules=_rules(ends, theme),
        marks=np.column_stack([middles, np.full(len(middles), top + MARK_SPACE / 2)]),
        frames=tuple(Box(left + 4, bottom, right - 4, top) for left, right in pairwise(edges.tolist())),
    )


def _column_widths(lines: Sequence[_Sized]) -> list[float]:
    """Return the widths of the numbers that stand one below the other in a low table."""
    return [max(column) for column in zip(*(line.widths for line in lines), strict=True)]


def _sized(line: Line, size: float, theme: Theme, language: Language) -> _Sized:
    """Return a line set in a type size, aligned at the decimal sign unless there are powers of ten."""
    last = len(line.texts) - 1
    cells = tuple(
        Lettering(
            settings=(plain(language.isolated(text)),),
            size=size,
            role="slope" if number == last else "ink",
            weight="semibold" if number == last else "medium",
            align="right",
        )
        for number, text in enumerate(line.texts)
    )
    point = language.numeral(0.5)[1]
    written_out = not any("10" in text and ("×" in text or "·" in text) for text in line.texts)
    widths = [_set_width(cell, theme) for cell in cells]
    units = [
        _set_width(replace(cell, settings=(plain(language.isolated(text.partition(point)[0])),)), theme)
        if written_out
        else width
        for cell, text, width in zip(cells, line.texts, widths, strict=True)
    ]
    after = tuple(width - unit for width, unit in zip(widths, units, strict=True))
    head = _head(replace(line.head, size=min(line.head.size, size)), max(units) + max(after), theme)
    return _Sized(line, cells, tuple(units), after, head, _set_width(head, theme))


def _head(head: Lettering, column: float, theme: Theme) -> Lettering:
    """Return a head in its first setting that is little wider than the numbers, or else in its last."""
    widths = [width for width, _ in head.sizes(theme.typeface)]
    fitting = [
        setting
        for setting, width in zip(head.settings, widths, strict=True)
        if width <= max(1.3 * column, WIDEST_HEAD)
    ]
    return replace(head, settings=(fitting[0] if fitting else head.settings[-1],))


def _width(lines: Sequence[_Sized], gap: float) -> float:
    return MARK_SPACE + sum(line.width for line in lines) + gap * (len(lines) - 1)


def _low_width(lines: Sequence[_Sized], gap: float) -> float:
    widths = _column_widths(lines)
    return max(line.head_width for line in lines) + HEAD_GAP + sum(widths) + gap * len(widths)


def _set_width(lettering: Lettering, theme: Theme) -> float:
    return lettering.sizes(theme.typeface)[0][0]


def _cell(lettering: Lettering, x: float, y: float, side: str) -> Beside:
    return Beside(
        lettering=lettering,
        by=np.array([[x, y]]),
        sides=(side,),
        own=("table-rule", "limit-table-rule", "lit-row"),
        gap=0.0,
        reach=0.0,
        strict=True,
        priority=10,
    )
