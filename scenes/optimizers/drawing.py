"""Drawing of a race of optimizers: map, chart and standings, and each runner's color and marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from hillside.stage.drawing import Part, patch, stroke
from hillside.stage.labels import Beside
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typesetting import Lettering
from hillside.stage.lettering.typst_markup import plain, wrapped
from hillside.stage.look.theme import MEASURES, Role, Theme
from hillside.stage.plane import Plane
from hillside.stage.sheet import LANDSCAPE, Box, Points, Sheet, inset
from mathcore import Polyline
from scenes.optimizers.facts import Race, Views
from scenes.optimizers.runner import Runner
from scenes.optimizers.words import runner_name, verdict
from scenes.shared.axis_names import names_at_tips
from scenes.shared.maps.contour_map import ContourMap
from scenes.shared.maps.scalar_field import field_of

ROLES: tuple[Role, ...] = ("slope", "curve", "legs", "ink", "pack", "ink_far", "faint")
"""The colors of the first seven runners; then they repeat, each with another mark."""
MARKS = ((24, 0.0), (4, 0.0), (3, 0.25), (4, 0.125), (3, -0.25), (6, 0.0), (5, 0.25))
"""Disk, diamond, triangle, square, inverted triangle, hexagon, pentagon.

Each is its number of corners, and the angle of the first one from the x-axis, in turns.
"""
TYPE_SIZES = (36.0, 34.0, 32.0, 30.0)
"""Type sizes in layout pixels; the largest at which all rows fit is used, with wrapped verdicts if needed."""


@dataclass(frozen=True)
class RaceMeasures:
    """Lengths in the drawing of a race, in layout pixels unless they are shares.

    Attributes:
        chart: height of the chart beside the map, as a share of the sheet's, where the rows leave that,
        low_chart: and the least of it.
        under_chart: space below the chart for the name of its axis.
        two_lines: height of a row of the standings with room for two lines.
        three_lines: height of a row with room for three lines, the maximum.
        key: length of a row's key, a short path with a mark.
        after_key: space between key and name.
        between: space between two texts of a row, if available.
        mark: radius of the marks along a path and at the end of an error curve.
        last_mark: radius of the mark at the end of a path, and in a key.
        apart: minimum distance between marks, along a path.
    """

    chart: float = 0.35
    low_chart: float = 0.2
    under_chart: float = 56.0
    two_lines: float = 84.0
    three_lines: float = 130.0
    key: float = 70.0
    after_key: float = 24.0
    between: float = 18.0
    mark: float = 8.0
    last_mark: float = 13.0
    apart: float = 24.0


LENGTHS = RaceMeasures()


@dataclass(frozen=True)
class RaceLayout:
    """The boxes of the parts of a race.

    Attributes:
        map: the box of the map.
        chart: the box of the chart of errors.
        rows: the box of each row of the standings.
    """

    map: Box
    chart: Box
    rows: tuple[Box, ...]


def race_layout(sheet: Sheet, count: int) -> RaceLayout:
    """Return the map left of the rest, or above it on a tall sheet, or on a square one a mixture of both."""
    room = sheet.inside(MEASURES.margin)
    off = MEASURES.axis_off + MEASURES.axis_head / 2
    if room.width >= LANDSCAPE * room.height:
        split = room.left + 0.56 * room.width
        needed = count * LENGTHS.two_lines + LENGTHS.under_chart
        high = min(LENGTHS.chart * room.height, max(room.height - needed, LENGTHS.low_chart * room.height))
        upper = room.top - high
        whole = Box(room.left, room.bottom, split, room.top)
        chart = inset(Box(split, upper, room.right, room.top), left=70)
        table = inset(Box(split, room.bottom, room.right, upper - LENGTHS.under_chart), left=70)
    elif room.height <= LANDSCAPE * room.width:
        split, upper = room.left + 0.62 * room.width, room.bottom + 0.43 * room.height
        whole, chart = Box(room.left, upper, split, room.top), Box(split + 30, upper, room.right, room.top)
        table = Box(room.left, room.bottom, room.right, upper - 30)
    else:
        upper, middle = room.top - 0.5 * room.height, room.top - 0.71 * room.height
        whole = Box(room.left, upper, room.right, room.top)
        chart = Box(room.left, middle, room.right, upper - 40)
        table = Box(room.left, room.bottom, room.right, middle - 40)
    return RaceLayout(
        inset(whole, left=off, bottom=off, right=off + 30, top=off + 30),
        inset(chart, left=off, bottom=off, right=off + 30, top=off + 30),
        _rows(table, count),
    )


def _rows(box: Box, count: int) -> tuple[Box, ...]:
    high = min(box.height / count, LENGTHS.three_lines)
    return tuple(Box(box.left, box.top - (k + 1) * high, box.right, box.top - k * high) for k in range(count))


@dataclass(frozen=True, kw_only=True)
class Backdrop:
    """The planes of a race, and the parts that are the same at every moment of it.

    Attributes:
        map: the plane of the paths.
        chart: the plane of the errors.
        ground: the map with the minimum, if there is one, and the axes of both planes.
        standings: the rows with the key, the name and the verdict of each runner.
    """

    map: Plane
    chart: Plane
    ground: Mapping[str, Part | Beside]
    standings: Mapping[str, Part | Beside]


def backdrop(facts: Race, views: Views, sheet: Sheet, language: Language, theme: Theme) -> Backdrop:
    """Return the backdrop of a race on a sheet."""
    layout = race_layout(sheet, len(facts.runners))
    plane, chart = Plane(views.map, layout.map, theme), Plane(views.chart, layout.chart, theme)
    return Backdrop(
        map=plane,
        chart=chart,
        ground=_ground(plane, chart, facts, language),
        standings=standings(layout.rows, facts.runners, language, theme),
    )


def _ground(plane: Plane, chart: Plane, facts: Race, language: Language) -> dict[str, Part | Beside]:
    drawn = ContourMap.of(field_of(facts.function), plane, facts.levels)
    step, error = names_at_tips(chart, plain(language.say("step")), plain(language.say("error")))
    return {
        "relief": drawn.relief,
        "contours": drawn.lines,
        "axes": plane.axes(),
        **plane.axis_names(language),
        "chart-axes": chart.axes(),
        "step-name": step,
        "error-name": error,
        **({} if facts.bottom is None else {"bottom": plane.draw(facts.bottom, "ground")}),
    }


def paths_and_errors(plane: Plane, chart: Plane, facts: Race) -> dict[str, Part]:
    """Return the paths on the map and the errors on the chart, as far as they exist."""
    parts: dict[str, Part] = {}
    for number, (path, error) in enumerate(zip(facts.path, facts.error, strict=True)):
        if path is not None:
            parts[f"path-{number + 1}"] = _path(plane, path, number)
        if error is not None:
            parts[f"error-{number + 1}"] = _error_line(chart, error, number)
    return parts


def color_and_mark(number: int) -> tuple[Role, tuple[int, float]]:
    """Return the color role and the mark of a runner; no two of the first 49 share both.

    >>> color_and_mark(1), color_and_mark(8)
    (('curve', (4, 0.0)), ('curve', (3, 0.25)))
    """
    turn, index = divmod(number, len(ROLES))
    return ROLES[index], MARKS[(index + turn) % len(MARKS)]


def _path(plane: Plane, path: Polyline, number: int) -> Part:
    """Draw the path of a runner with its marks, the last the largest; it is no obstacle to labels."""
    points = plane.points(path.points)
    marks = [_mark(at, number, LENGTHS.mark) for at in _spaced(points[:-1])]
    if _is_inside(points[-1], plane.box):
        marks.append(_mark(points[-1], number, LENGTHS.last_mark))
    return _marked_line(plane, points, marks, number)


def _error_line(plane: Plane, error: Polyline, number: int) -> Part:
    """Draw the errors of a runner as a line in its color, with its mark at the end."""
    points = plane.points(error.points)
    inside = _is_inside(points[-1], plane.box)
    marks = [_mark(points[-1], number, LENGTHS.mark)] if inside else []
    return _marked_line(plane, points, marks, number)


def _marked_line(plane: Plane, points: Points, marks: list[Points], number: int) -> Part:
    color = plane.theme.color(color_and_mark(number)[0])
    line = stroke([points], color, MEASURES.callout)
    part = Part.of(line, patch(marks, color)) if marks else line
    part.blocks, part.grows, part.plane = (), False, plane
    return part


def _key(row: Box, number: int, theme: Theme) -> Part:
    """Draw a short path with a mark, at the head of a row of the standings."""
    color, y = theme.color(color_and_mark(number)[0]), row.center[1]
    ends = np.array([[row.left + MEASURES.callout, y], [row.left + LENGTHS.key, y]])
    mark = _mark(ends.mean(axis=0), number, LENGTHS.last_mark)
    return Part.of(stroke([ends], color, MEASURES.callout), patch([mark], color))


def _is_inside(at: Points, box: Box) -> bool:
    """Return whether a point is not at the edge of the box, where paths are clipped."""
    return bool(box.left + 1 < at[0] < box.right - 1 and box.bottom + 1 < at[1] < box.top - 1)


def _spaced(points: Points) -> list[Points]:
    """Return points of a path that are far enough apart to be marked."""
    kept = [points[0]]
    for point in points[1:]:
        if float(np.hypot(*(point - kept[-1]))) >= LENGTHS.apart:
            kept.append(point)
    return kept[1:]


def _mark(at: Points, number: int, radius: float) -> Points:
    corners, turn = color_and_mark(number)[1]
    angles = 2 * np.pi * (np.arange(corners) / corners + turn)
    return at + radius * np.column_stack([np.cos(angles), np.sin(angles)])


def standings(
    rows: Sequence[Box], runners: Sequence[Runner], language: Language, theme: Theme
) -> dict[str, Part | Beside]:
    """Return for each row the key, the name, and below it or beside it the runner's verdict."""
    names = [runner_name(runner, language) for runner in runners]
    texts = _fitted(rows[0], names, [verdict(runner, language) for runner in runners], theme)
    parts: dict[str, Part | Beside] = {}
    for number, row in enumerate(rows):
        name, finish = texts.labels(number, row)
        parts[f"key-{number + 1}"] = _key(row, number, theme)
        parts |= {f"name-{number + 1}": name, f"finish-{number + 1}": finish}
    return parts


def _fitted(row: Box, names: Sequence[str], verdicts: Sequence[str], theme: Theme) -> _Texts:
    """Return the first setting in which all rows fit; if none, the smallest that is not too wide."""
    sized = [
        _Texts(names, each, size, stacked, theme)
        for each in (verdicts, *_wrapped(verdicts))
        for stacked in ((True, False) if row.height >= LENGTHS.two_lines else (False,))
        for size in TYPE_SIZES
    ]
    smallest = sized[len(TYPE_SIZES) - 1 :: len(TYPE_SIZES)]
    narrow = next((each for each in smallest if each.width <= _room(row)), smallest[-1])
    return next((each for each in sized if each.fits(row)), narrow)


def _room(row: Box) -> float:
    return row.width - LENGTHS.key - LENGTHS.after_key


def _wrapped(verdicts: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the verdicts with the longest wrapped to two lines, then the next longest too, and so on."""
    for least in sorted({len(words) for words in verdicts}, reverse=True):
        yield tuple(wrapped(words, 2) if len(words) >= least else words for words in verdicts)


class _Texts:
    """Names and verdicts in one type size, each verdict below its name or beside it."""

    def __init__(
        self, names: Sequence[str], verdicts: Sequence[str], size: float, stacked: bool, theme: Theme
    ) -> None:
        self.stacked = stacked
        self.names = [_set(words, size, "semibold") for words in names]
        self.verdicts = [_set(words, size, "medium") for words in verdicts]
        self.name, self.verdict = (_extent(each, theme) for each in (self.names, self.verdicts))
        self.between = LENGTHS.between / 2 if "\n" in "".join(verdicts) else LENGTHS.between

    @property
    def width(self) -> float:
        """The width of the widest row."""
        name, verdict = self.name[0], self.verdict[0]
        return max(name, verdict) if self.stacked else name + 2 * LENGTHS.between + verdict

    @property
    def height(self) -> float:
        """The height of the highest row, with some space between rows."""
        name, verdict = self.name[1], self.verdict[1]
        return name + verdict + 2 * self.between if self.stacked else max(name, verdict) + LENGTHS.between

    def fits(self, row: Box) -> bool:
        """Return whether the widest and the highest of them fit in a row."""
        return self.width <= _room(row) and self.height <= row.height

    def labels(self, number: int, row: Box) -> tuple[Beside, Beside]:
        """Return the name and the verdict of a row as labels."""
        x, y = row.left + LENGTHS.key + LENGTHS.after_key, row.center[1]
        name, verdict = self.names[number], self.verdicts[number]
        if not self.stacked:
            beside = x + self.name[0] + 2 * LENGTHS.between
            return _label(name, (x, y), "right"), _label(verdict, (beside, y), "right")
        gap = min(self.between, (row.height - self.name[1] - self.verdict[1]) / 2)
        return _label(name, (x, y + gap / 2), "above right"), _label(verdict, (x, y - gap / 2), "below right")


def _set(words: str, size: float, weight: str) -> Lettering:
    return Lettering(settings=(plain(words),), size=size, weight=weight)


def _extent(letterings: Sequence[Lettering], theme: Theme) -> tuple[float, float]:
    """Return the maximum width and the maximum height of some letterings."""
    widths, heights = zip(*(each.sizes(theme.typeface)[0] for each in letterings), strict=True)
    return max(widths), max(heights)


def _label(lettering: Lettering, at: tuple[float, float], side: str) -> Beside:
    return Beside(
        lettering=lettering, by=np.array([at]), sides=(side,), gap=0.0, reach=0.0, strict=True, priority=9
    )
