"""The band above each map of a race: sign, name, settings and outcome of its optimizer, all set alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from hillside.stage.drawing import Part, patch
from hillside.stage.labels import Beside
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typesetting import Lettering, box_of
from hillside.stage.lettering.typst_markup import plain, wrapped
from hillside.stage.look.theme import Theme
from hillside.stage.sheet import Box, Points
from scenes.optimizers.lanes.race_layout import Lane, color_and_mark
from scenes.optimizers.runs.runner import Runner
from scenes.optimizers.words import runner_name, settings_markup, verdict

SIZES = (42.0, 38.0, 36.0, 34.0, 32.0, 30.0)
"""Type sizes of the names in layout pixels: all are set in the largest in which each of them fits."""
LESS = 0.85
"""Size of the other words, as a share of that of the names,"""
LEAST = 30.0
"""and at least this, in layout pixels."""
KEY, AFTER_KEY, BETWEEN = 15.0, 16.0, 24.0
"""Radius of the sign before a name, space after it, and space between words, in layout pixels."""
APART = 30.0
"""Space between words that begin at the left and words that end at the right, in layout pixels."""
OVER_MAP, UNDER_MAP = 12.0, 8.0
"""Space between the words and the map below them, and the one above, in layout pixels."""
ROW_GAP = 22.0
"""Space between two rows, in layout pixels."""

Row: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]
"""The words of a row: those at its beginning and those at its end."""
ARRANGEMENTS: tuple[tuple[Row, ...], ...] = (
    ((("name", "rate"), ("finish",)),),
    ((("name", "rate"), ()), (("finish",), ())),
    ((("name",), ("finish",)), (("rate",), ())),
    ((("name",), ()), (("rate",), ()), (("finish",), ())),
)
"""The ways to set the words of a band, the best first."""
WITHOUT_SETTINGS: tuple[tuple[Row, ...], ...] = (((("name",), ()), (("finish",), ())),)
"""The way where there is no room for all of them: the outcome is more important than the settings."""
FORMS = ((1, False), (1, True), (2, False), (2, True), (3, True))
"""The number of lines of the outcome and whether the settings are abbreviated, the best first."""
LARGEST_WRAPPED = 36.0
"""Largest type size at which an outcome is set in several lines, in layout pixels."""


@dataclass(frozen=True)
class _Setting:
    """All words in one size and arrangement.

    Attributes:
        rows: the arrangement.
        words: the words of each optimizer by kind.
        sizes: their widths and heights in layout pixels, in the same order.
    """

    rows: tuple[Row, ...]
    words: tuple[Mapping[str, Lettering], ...]
    sizes: tuple[Mapping[str, tuple[float, float]], ...]

    @property
    def near(self) -> tuple[str, ...]:
        """The names of the strokes on the maps, which may come close to the edge."""
        kinds = ("path", "exit", "start", "bottom", "ring")
        return tuple(f"{kind}-{number}" for kind in kinds for number in range(1, len(self.words) + 1))

    @property
    def heights(self) -> list[float]:
        """The height of each row: that of its highest words."""
        return [
            max(size[kind][1] for size in self.sizes for kind in (*begin, *end)) for begin, end in self.rows
        ]

    @property
    def width(self) -> float:
        """The width of the widest row."""
        return max(_width(row, size) for row in self.rows for size in self.sizes)

    def fits(self, band: Box) -> bool:
        """Return whether all words fit into a band."""
        high = sum(self.heights) + (len(self.rows) - 1) * ROW_GAP + OVER_MAP + UNDER_MAP
        return self.width <= band.width and high <= band.height


def _width(row: Row, size: Mapping[str, tuple[float, float]]) -> float:
    begin, end = (sum(size[kind][0] for kind in kinds) + BETWEEN * (len(kinds) - 1) for kinds in row)
    key = 2 * KEY + AFTER_KEY if "name" in row[0] else 0.0
    return key + begin + (APART + end if row[1] else 0.0)


def lane_bands(
    lanes: Sequence[Lane], runners: Sequence[Runner], language: Language, theme: Theme
) -> dict[str, Part | Beside]:
    """Return for each map the sign of its optimizer, its name, its settings and its outcome."""
    tried = [
        setting
        for arrangements in (ARRANGEMENTS, WITHOUT_SETTINGS)
        for setting in _settings(arrangements, runners, language, theme)
    ]
    setting = next((each for each in tried if each.fits(lanes[0].band)), tried[-1])
    parts: dict[str, Part | Beside] = {}
    for number, (lane, runner) in enumerate(zip(lanes, runners, strict=True), 1):
        parts |= _band(lane.band, number, runner, setting, language, theme)
    return parts


def _settings(
    arrangements: tuple[tuple[Row, ...], ...], runners: Sequence[Runner], language: Language, theme: Theme
) -> Iterator[_Setting]:
    """Yield the words in each size, arrangement and form, the best first."""
    for size in SIZES:
        for rows in arrangements:
            for lines, short in FORMS:
                if lines > 1 and size > LARGEST_WRAPPED:
                    continue
                words = tuple(_words(each, size, lines, language, short=short) for each in runners)
                sizes = tuple(
                    {kind: text.sizes(theme.typeface)[0] for kind, text in each.items()} for each in words
                )
                yield _Setting(rows, words, sizes)


def _words(
    runner: Runner, size: float, lines: int, language: Language, *, short: bool
) -> dict[str, Lettering]:
    less = max(LESS * size, LEAST)
    role, _ = color_and_mark(runner.name)
    name, settings = plain(runner_name(runner, language)), settings_markup(runner, language, short=short)
    return {
        "name": Lettering(settings=(name,), size=size, weight="semibold", role=role),
        "rate": Lettering(settings=(settings,), size=less, role="faint"),
        "finish": Lettering(
            settings=(plain(wrapped(verdict(runner, language), lines)),), size=less, role="ink"
        ),
    }


def _band(
    band: Box, number: int, runner: Runner, setting: _Setting, language: Language, theme: Theme
) -> dict[str, Part | Beside]:
    """Return the parts of one band; in a language written to the left, they begin at the right."""
    ltr = language.direction == "ltr"
    start, end, way = (band.left, band.right, 1.0) if ltr else (band.right, band.left, -1.0)
    words, sizes = setting.words[number - 1], setting.sizes[number - 1]
    role, mark = color_and_mark(runner.name)
    parts: dict[str, Part | Beside] = {}
    low = band.bottom + OVER_MAP + sum(setting.heights) + (len(setting.rows) - 1) * ROW_GAP
    for row, high in zip(setting.rows, setting.heights, strict=True):
        middle, pen = low - high / 2, start
        for kind in row[0]:
            if kind == "name":
                around = mark.around(np.array([pen + way * KEY, middle]), KEY)
                parts[f"key-{number}"] = patch([around], theme.color(role))
                pen += way * (2 * KEY + AFTER_KEY)
            side = "right" if ltr else "left"
            parts[f"{kind}-{number}"] = _label(words[kind], (pen, middle), side, theme, setting.near)
            pen += way * (sizes[kind][0] + BETWEEN)
        for kind in row[1]:
            side = "left" if ltr else "right"
            parts[f"{kind}-{number}"] = _label(words[kind], (end, middle), side, theme, setting.near)
        low -= high + ROW_GAP
    return parts


def _label(
    lettering: Lettering, at: tuple[float, float], side: str, theme: Theme, near: tuple[str, ...]
) -> Beside:
    """Return words whose capitals are centered at a height, so that all in a row have one baseline."""
    box = box_of(lettering.outline(0, theme.typeface))
    base = -0.36 * lettering.size
    middle = (box.bottom + box.top) / 2 + base if "\\n" not in lettering.settings[0] else 0.0
    by: Points = np.array([[at[0], at[1] + middle]])
    return Beside(
        lettering=lettering,
        by=by,
        sides=(side,),
        own=near,
        gap=0.0,
        reach=0.0,
        strict=True,
        priority=9,
    )
