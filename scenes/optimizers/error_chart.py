"""The chart of a race: the error of each optimizer over the steps, in decades where there is a minimum."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from hillside.stage.axes import DOT, DOT_GAP, axes_of
from hillside.stage.drawing import Part, arrow, dashed, patch, stroke
from hillside.stage.labels import Beside
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typesetting import Lettering, markup_of, typeset
from hillside.stage.lettering.typst_markup import formula, plain
from hillside.stage.look.theme import MEASURES
from hillside.stage.placement.items import Stroke
from hillside.stage.plane import Plane
from hillside.stage.sheet import Box, Points
from mathcore import Point, Polyline
from scenes.optimizers.facts import Race
from scenes.optimizers.lanes.race_layout import color_and_mark
from scenes.optimizers.lanes.race_views import excess
from scenes.optimizers.runs.runner import Runner
from scenes.optimizers.words import chart_name, runner_name

LINE, MARK, LAST_MARK = 4.5, 8.0, 14.0
"""Width of a line, radius of the marks along it and of the one at its end, in layout pixels."""
BETWEEN = 90.0
"""Distance of two marks along a line in layout pixels, which tell the lines apart without color."""
ROW = 60.0
"""Height of the row of numerals, below which the name of the axis stands, in layout pixels."""


def chart_ground(chart: Plane, head: Box, facts: Race, language: Language) -> dict[str, Part | Beside]:
    """Return the axes of the chart with their names, and the formula of the function above it."""
    axes = axes_of(chart, beside=True)
    names = axes.names(language, plain(language.say("step")), plain(chart_name(facts, language)))
    sides = {"x-name": ("below left",), "y-name": ("right", "above right", "above")}
    labels = {
        name: replace(
            label, sides=sides.get(name, label.sides), own=tuple(f"chart-{each}" for each in label.own)
        )
        for name, label in names.items()
    }
    under: Points = np.array([[chart.box.right + MEASURES.axis_off, axes.origin[1] - ROW]])
    labels["x-name"] = replace(labels["x-name"], by=under, gap=0.0, reach=0.0, strict=True)
    parts: dict[str, Part | Beside] = {**axes.drawn(), **labels}
    named = {f"chart-{name}": part for name, part in parts.items()}
    return {**named, **_formula(head, facts, language)}


def _formula(head: Box, facts: Race, language: Language) -> dict[str, Beside]:
    """Return the formula of the function above the chart; nothing where it is too long to be read there."""
    rule = formula(f"{markup_of('f', language)} = {language.formula_of(facts.function.typst())}")
    for size in (MEASURES.formula, MEASURES.label, MEASURES.name, 34.0):
        if typeset(rule, size).width <= head.width:
            at: Points = np.array([[head.right, head.top]])
            line = Lettering(settings=(rule,), size=size, role="ink")
            return {
                "formula": Beside(
                    lettering=line,
                    by=at,
                    sides=("below left",),
                    gap=0.0,
                    reach=0.0,
                    strict=True,
                    priority=9,
                )
            }
    return {}


def error_parts(chart: Plane, facts: Race, language: Language) -> dict[str, Part | Beside]:
    """Return the line of each error, the mark where it ends, and the step of each arrival at the axis."""
    parts: dict[str, Part | Beside] = {}
    for number, (line, runner) in enumerate(zip(facts.error, facts.runners, strict=True), 1):
        if line is None:
            parts[f"error-{number}"] = _first_mark(chart, facts, runner)
            continue
        arrived = runner.arrives and facts.count >= runner.last
        if arrived:
            parts |= _arrival(chart, line, number, runner, language)
        parts[f"error-{number}"] = _error_line(chart, line, runner, arrived=arrived)
        parts[f"line-{number}"] = _line_name(chart.points(line.points), runner, number, language)
    return parts


def _error_line(chart: Plane, line: Polyline, runner: Runner, *, arrived: bool) -> Part:
    """Draw an error, with its sign along the line and at its end, or an arrow out of the chart."""
    points, theme = chart.points(line.points), chart.theme
    role, mark = color_and_mark(runner.name)
    color, paper = theme.color(role), theme.paper
    low = chart.box.bottom + 1.0 if not chart.view.decades else -np.inf
    leaves = not low < points[-1][1] < chart.box.top - 1.0
    stops = _along(points, BETWEEN)
    sizes = [MARK] * len(stops)
    if not leaves:
        stops, sizes = [*stops, points[-1]], [*sizes, LAST_MARK if arrived else MARK + 2.0]
    part = Part.of(
        stroke([points], paper, LINE + 5.0),
        stroke([points], color, LINE),
        *(
            Part.of(patch([mark.around(at, size + 3.0)], paper), patch([mark.around(at, size)], color))
            for at, size in zip(stops, sizes, strict=True)
        ),
    )
    if leaves:
        part = Part.of(part, arrow(points[-2:], color, LINE, MEASURES.callout_head))
    part.blocks, part.grows, part.plane = (Stroke(points, LINE),), False, chart
    return part


def _first_mark(chart: Plane, facts: Race, runner: Runner) -> Part:
    """Draw the sign of an optimizer at the error of the start, before its first step."""
    role, mark = color_and_mark(runner.name)
    first = excess(runner.errors[:1], facts.function, facts.bottom)[0]
    at = chart.points([Point(0.0, min(max(first, chart.view.y.low), chart.view.y.high))])[0]
    part = patch([mark.around(at, MARK + 2.0)], chart.theme.color(role))
    part.plane = chart
    return part


def _along(points: Points, apart: float) -> list[Points]:
    """Return points along a polyline, each at least `apart` from the one before, none near its ends."""
    lengths = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    stations = np.arange(0.0, float(lengths[-1]), apart / 16)
    kept: list[Points] = [points[0]]
    for at in np.column_stack([np.interp(stations, lengths, points[:, axis]) for axis in (0, 1)]):
        if all(np.hypot(*(at - other)) >= apart for other in (*kept, points[-1])):
            kept.append(at)
    return kept[1:]


def _arrival(
    chart: Plane, line: Polyline, number: int, runner: Runner, language: Language
) -> dict[str, Part | Beside]:
    """Return a dotted line from the end of an error to the axis, and there the step of arrival."""
    end = chart.points(line.points)[-1]
    foot = np.array([end[0], chart.box.bottom - MEASURES.axis_off])
    role, _ = color_and_mark(runner.name)
    label = Beside(
        lettering=Lettering(
            settings=(plain(language.numeral(runner.steps)),), size=34.0, weight="semibold", role=role
        ),
        by=foot[None],
        sides=("below",),
        own=("chart-axes", "chart-ticks", f"drop-{number}"),
        gap=20.0,
        reach=34.0,
        strict=True,
        optional=True,
        priority=2,
    )
    start = end - np.array([0.0, LAST_MARK + DOT_GAP])
    if start[1] - foot[1] < DOT_GAP:
        return {f"arrival-{number}": label}
    drop = dashed(np.array([foot, start]), chart.theme.color(role), DOT, 0.1, DOT_GAP)
    return {f"drop-{number}": drop, f"arrival-{number}": label}


def _line_name(points: Points, runner: Runner, number: int, language: Language) -> Beside:
    """Return the name of an optimizer beside its line, if there is room."""
    role, _ = color_and_mark(runner.name)
    return Beside(
        lettering=Lettering(
            settings=(plain(runner_name(runner, language)),), size=36.0, weight="semibold", role=role
        ),
        by=_anchors(points),
        ranked=True,
        sides=("above right", "right", "below left", "left", "above", "below"),
        own=(f"error-{number}",),
        gap=16.0,
        reach=60.0,
        optional=True,
        priority=1,
    )


def _anchors(points: Points) -> Points:
    """Return points of a line, those first where the lines are likely to have parted; shape `(5, 2)`."""
    shares = np.array([0.6, 0.75, 0.45, 0.9, 0.3])
    places = points[0, 0] + shares * (points[-1, 0] - points[0, 0])
    heights: Points = np.asarray(np.interp(places, points[:, 0], points[:, 1]), dtype=float)
    return np.column_stack([places, heights])
