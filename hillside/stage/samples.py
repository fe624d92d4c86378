"""The lecturer's own data: pairs of numbers, typed in or from a CSV file."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from hillside.stage.errors import Refusal, printable, shortened
from hillside.stage.foreign_file import Unreadable, read_text
from hillside.stage.plain_name import inside

MAX_POINTS = 200
"""Maximum number of points: with more, no single residual can be seen."""
LARGEST = 1e9
MAX_NAME = 60
"""Maximum length in characters of the name of a column."""
MIN_SPREAD = 1e-6
"""Minimum spread of x, as a share of the largest |x|: points closer than this look like one column."""
EXAMPLE = '"0,1; 1,3; 2,4"'


@dataclass(frozen=True)
class Samples:
    """Measured pairs (x, y).

    Attributes:
        points: the pairs.
        names: names of x and y, or None.

    Raises:
        Refusal: There are too few or too many, a number is too large, or all x are the same.
    """

    points: tuple[tuple[float, float], ...]
    names: tuple[str, str] | None = None

    def __post_init__(self) -> None:
        if not 2 <= len(self.points) <= MAX_POINTS:
            raise Refusal(
                f"{len(self.points)} data points cannot be drawn as a line's; give 2 to {MAX_POINTS}"
            )
        for value in (value for pair in self.points for value in pair):
            if not abs(value) <= LARGEST:
                raise Refusal(f"{value:g} is too large; give numbers up to {LARGEST:g}, in another unit")
        across = [x for x, _ in self.points]
        if max(across) - min(across) <= MIN_SPREAD * max(map(abs, across)):
            raise Refusal(f"all x are near {across[0]:g}; a line needs points at different x")


def read_samples(text: str) -> Samples:
    """Read the points in the CSV file of this name, or the points themselves where the text has a `;`.

    A first row without numbers names the two columns. Columns of a file are separated by commas, semicolons
    or tabs; with the latter two, a number may have a decimal comma.

    >>> read_samples("hours,marks; 1,52; 2.5,61")
    Samples(points=((1.0, 52.0), (2.5, 61.0)), names=('hours', 'marks'))

    Raises:
        Refusal: There is no such file, or a row is not two numbers; the message names the file and the line.
    """
    if ";" in text:
        rows = [row.split(",") for row in text.split(";")]
        return _samples((f"row {number}", row) for number, row in enumerate(rows, 1))
    lines = _lines(text)
    mark = next((mark for mark in ";\t" if any(mark in line for line in lines)), ",")
    reader = csv.reader(lines, delimiter=mark, skipinitialspace=True)
    try:
        whole = [
            (f"{text}:{reader.line_num}", [_with_decimal_point(cell, mark) for cell in row]) for row in reader
        ]
    except csv.Error as error:
        raise Refusal(f"{text}:{reader.line_num}: {error}; save the table as CSV UTF-8") from error
    return _samples(whole)


def points_in(text: str, folder: Path) -> str:
    """Return the points of the CSV file of this name in `folder` as text; points are returned unchanged.

    >>> points_in("0,1; 1,3", Path("anywhere"))
    '0,1; 1,3'

    Raises:
        Refusal: There is no such file in the folder, or a row is not two numbers.
    """
    return text if ";" in text else show_samples(read_samples(str(inside(folder, text))))


def show_samples(samples: Samples) -> str:
    """Return the points as one line of text, which `read_samples` reads back.

    >>> show_samples(Samples(((1.0, 52.0), (2.5, 61.0)), ("hours", "marks")))
    'hours,marks; 1.0,52.0; 2.5,61.0'
    """
    rows = [samples.names] if samples.names else []
    return "; ".join(",".join(row) for row in [*rows, *([repr(x), repr(y)] for x, y in samples.points)])


def accept_samples(value: object) -> Samples:
    """Return samples unchanged, or raise `TypeError`."""
    if not isinstance(value, Samples):
        raise TypeError
    return value


def _lines(name: str) -> list[str]:
    try:
        return read_text(Path(name)).splitlines()
    except Unreadable as error:
        if isinstance(error.__cause__, UnicodeDecodeError):
            raise Refusal(f"{name} is not text in UTF-8; save the table as CSV UTF-8") from error
        raise Refusal(
            f'"{shortened(name)}" cannot be read ({error.why.lower()}); give a CSV file of two columns, '
            f"or the points themselves, such as {EXAMPLE}"
        ) from error


def _with_decimal_point(cell: str, mark: str) -> str:
    """Return a cell with a decimal point for its decimal comma, where the comma does not separate columns."""
    return cell.replace(",", ".") if mark != "," and _number(cell.replace(",", ".")) is not None else cell


def _number(cell: str) -> float | None:
    # Python reads 1_5 as 15, which no table means.
    try:
        return None if "_" in cell else float(cell)
    except ValueError:
        return None


def _samples(rows: Iterable[tuple[str, Sequence[str]]]) -> Samples:
    names: tuple[str, str] | None = None
    points: list[tuple[float, float]] = []
    for where, row in rows:
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        if len(cells) != 2:
            raise Refusal(f"{where}: two columns are needed, x and y, but here are {len(cells)}")
        if not points and names is None and all(_number(cell) is None for cell in cells):
            names = _heading(where, cells)
        else:
            points.append((_measured(where, cells[0]), _measured(where, cells[1])))
    return Samples(tuple(points), names)


def _heading(where: str, cells: Sequence[str]) -> tuple[str, str]:
    for cell in cells:
        if not cell or set(cell) & set(",;") or len(cell) > MAX_NAME or printable(cell) != cell:
            raise Refusal(
                f'{where}: "{shortened(cell)}" cannot name a column; write a word without comma or semicolon'
            )
    return cells[0], cells[1]


def _measured(where: str, cell: str) -> float:
    value = _number(cell)
    if value is None or not math.isfinite(value):
        raise Refusal(f'{where}: "{shortened(cell)}" is not a number; write one such as 1.5')
    return value + 0.0
