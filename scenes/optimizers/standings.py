"""The standings of a race: in each row a name and what became of it, all in one size of type."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from hillside.stage.box import Box
from hillside.stage.drawing import Part
from hillside.stage.labels import Beside
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.lettering import Lettering
from hillside.stage.lettering.markup import plain, wrapped
from hillside.stage.look.theme import Theme
from scenes.optimizers.race_parts import KEY, key_of
from scenes.optimizers.race_places import ROW
from scenes.optimizers.race_words import runner_name, told_finish
from scenes.optimizers.runner import Runner

SIZES = (36.0, 34.0, 32.0, 30.0)
"""Of these the largest is taken in which all rows have room, if need be with long verdicts on two lines."""
AFTER_KEY = 24.0
BETWEEN = 18.0
"""Layout pixels between two texts, if there are so many."""


def standings(
    rows: Sequence[Box], runners: Sequence[Runner], language: Language, theme: Theme
) -> dict[str, Part | Beside]:
    """For each row the key, the name, and under it or beside it what becomes of the runner."""
    names = [runner_name(runner, language) for runner in runners]
    texts = _fitted(rows[0], names, [told_finish(runner, language) for runner in runners], theme)
    parts: dict[str, Part | Beside] = {}
    for number, row in enumerate(rows):
        name, finish = texts.labels(number, row)
        parts[f"key-{number + 1}"] = key_of(row, number, theme)
        parts |= {f"name-{number + 1}": name, f"finish-{number + 1}": finish}
    return parts


def _fitted(row: Box, names: Sequence[str], verdicts: Sequence[str], theme: Theme) -> _Texts:
    """The first of all ways to set the rows that fits; if none does, the smallest that is not too wide."""
    sized = [
        _Texts(names, told, size, stacked, theme)
        for told in (verdicts, *_parted(verdicts))
        for stacked in ((True, False) if row.height >= ROW else (False,))
        for size in SIZES
    ]
    smallest = sized[len(SIZES) - 1 :: len(SIZES)]
    narrow = next((each for each in smallest if each.width <= _room(row)), smallest[-1])
    return next((each for each in sized if each.fit(row)), narrow)


def _room(row: Box) -> float:
    return row.width - KEY - AFTER_KEY


def _parted(verdicts: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the verdicts with the longest of them on two lines, then the next longest too, and so on."""
    for least in sorted({len(words) for words in verdicts}, reverse=True):
        yield tuple(wrapped(words, 2) if len(words) >= least else words for words in verdicts)


class _Texts:
    """Names and verdicts in one size of type, each verdict under its name or beside it."""

    def __init__(
        self, names: Sequence[str], verdicts: Sequence[str], size: float, stacked: bool, theme: Theme
    ) -> None:
        self.stacked = stacked
        self.names = [_set(words, size, "semibold") for words in names]
        self.verdicts = [_set(words, size, "medium") for words in verdicts]
        self.name, self.verdict = (_extent(each, theme) for each in (self.names, self.verdicts))
        self.between = BETWEEN / 2 if "\n" in "".join(verdicts) else BETWEEN

    @property
    def width(self) -> float:
        """The width of the widest row."""
        name, verdict = self.name[0], self.verdict[0]
        return max(name, verdict) if self.stacked else name + 2 * BETWEEN + verdict

    @property
    def height(self) -> float:
        """The height of the highest row, with some room between one and the next."""
        name, verdict = self.name[1], self.verdict[1]
        return name + verdict + 2 * self.between if self.stacked else max(name, verdict) + BETWEEN

    def fit(self, row: Box) -> bool:
        """Return whether the widest and the highest of them have room in a row."""
        return self.width <= _room(row) and self.height <= row.height

    def labels(self, number: int, row: Box) -> tuple[Beside, Beside]:
        """Return the name and the verdict of a row in their places."""
        x, y = row.left + KEY + AFTER_KEY, row.center[1]
        name, verdict = self.names[number], self.verdicts[number]
        if not self.stacked:
            return _label(name, (x, y), "right"), _label(
                verdict, (x + self.name[0] + 2 * BETWEEN, y), "right"
            )
        gap = min(self.between, (row.height - self.name[1] - self.verdict[1]) / 2)
        return _label(name, (x, y + gap / 2), "above right"), _label(verdict, (x, y - gap / 2), "below right")


def _set(words: str, size: float, weight: str) -> Lettering:
    return Lettering(settings=(plain(words),), size=size, weight=weight)


def _extent(letterings: Sequence[Lettering], theme: Theme) -> tuple[float, float]:
    """Return the width of the widest and the height of the highest."""
    widths, heights = zip(*(each.sizes(theme.typeface)[0] for each in letterings), strict=True)
    return max(widths), max(heights)


def _label(lettering: Lettering, at: tuple[float, float], side: str) -> Beside:
    return Beside(
        lettering=lettering, by=np.array([at]), sides=(side,), gap=0.0, reach=0.0, strict=True, priority=9
    )
