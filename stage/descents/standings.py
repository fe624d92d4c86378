"""The standings of a race: in each row a name and what became of it, all in one size of type."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from stage.descents.race_parts import KEY, ROW
from stage.geometry import Box
from stage.labels import Beside, Lettering
from stage.lettering.words import plain
from stage.lettering.wrapping import wrapped
from stage.look.theme import Theme

SIZES = (36.0, 34.0, 32.0, 30.0)
"""Of these the largest is taken in which all rows have room, each verdict on one line, or else the long ones on two."""
AFTER_KEY = 24.0
BETWEEN = 18.0
"""Layout pixels between two texts, if there are so many."""


def standings(
    rows: Sequence[Box], names: Sequence[str], verdicts: Sequence[str], theme: Theme
) -> tuple[tuple[Beside, Beside], ...]:
    """For each row the name, and under it (in low rows, beside it) the verdict."""
    row = rows[0]
    sized = [_Texts(names, told, size, theme) for told in (verdicts, *_parted(verdicts)) for size in SIZES]
    texts = next((each for each in sized if each.fit(row)), sized[-1])
    return tuple(texts.labels(number, row) for number, row in enumerate(rows))


def _parted(verdicts: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The verdicts with the longest of them on two lines, then the next longest too, and so on."""
    for least in sorted({len(words) for words in verdicts}, reverse=True):
        yield tuple(wrapped(words, 2) if len(words) >= least else words for words in verdicts)


class _Texts:
    """Names and verdicts in one size of type."""

    def __init__(self, names: Sequence[str], verdicts: Sequence[str], size: float, theme: Theme) -> None:
        self.names = [_set(words, size, "semibold") for words in names]
        self.verdicts = [_set(words, size, "medium") for words in verdicts]
        self.name, self.verdict = (_extent(each, theme) for each in (self.names, self.verdicts))
        self.between = BETWEEN / 2 if "\n" in "".join(verdicts) else BETWEEN

    def fit(self, row: Box) -> bool:
        """Whether the widest and the highest of them have room in a row."""
        (name, name_high), (verdict, verdict_high) = self.name, self.verdict
        if row.height >= ROW:
            wide, high = max(name, verdict), name_high + verdict_high + 2 * self.between
        else:
            wide, high = name + 2 * BETWEEN + verdict, max(name_high, verdict_high) + BETWEEN
        return wide <= row.width - KEY - AFTER_KEY and high <= row.height

    def labels(self, number: int, row: Box) -> tuple[Beside, Beside]:
        """The name and the verdict of a row in their places."""
        x, y = row.left + KEY + AFTER_KEY, row.center[1]
        name, verdict = self.names[number], self.verdicts[number]
        if row.height < ROW:
            return _label(name, (x, y), "right"), _label(
                verdict, (x + self.name[0] + 2 * BETWEEN, y), "right"
            )
        gap = min(self.between, (row.height - self.name[1] - self.verdict[1]) / 2)
        return _label(name, (x, y + gap / 2), "above right"), _label(verdict, (x, y - gap / 2), "below right")


def _set(words: str, size: float, weight: str) -> Lettering:
    return Lettering(settings=(plain(words),), size=size, weight=weight)


def _extent(letterings: Sequence[Lettering], theme: Theme) -> tuple[float, float]:
    """The width of the widest and the height of the highest."""
    widths, heights = zip(*(each.sizes(theme.typeface)[0] for each in letterings), strict=True)
    return max(widths), max(heights)


def _label(lettering: Lettering, at: tuple[float, float], side: str) -> Beside:
    return Beside(
        lettering=lettering, by=np.array([at]), sides=(side,), gap=0.0, reach=0.0, strict=True, priority=9
    )
