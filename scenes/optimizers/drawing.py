"""Drawing of a race of optimizers: a map for each with its path, and a chart of all errors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from hillside.stage.axes import Axes, axes_of
from hillside.stage.drawing import Part, arrow, dot, patch, stroke
from hillside.stage.labels import Beside, Instead, Parts
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typesetting import Lettering
from hillside.stage.lettering.typst_markup import plain
from hillside.stage.look.theme import MEASURES, Role, Theme
from hillside.stage.placement.items import Stroke
from hillside.stage.plane import Plane
from hillside.stage.sheet import Box, Points, Sheet
from mathcore import Point
from scenes.optimizers.error_chart import chart_ground, error_parts
from scenes.optimizers.facts import Race
from scenes.optimizers.lanes.lane_bands import lane_bands
from scenes.optimizers.lanes.race_layout import Lane, Mark, color_and_mark
from scenes.optimizers.lanes.race_views import Views
from scenes.optimizers.words import manner
from scenes.shared.maps.contour_map import ContourMap
from scenes.shared.maps.scalar_field import field_of

PATH, PATH_HALO = 4.0, 3.0
"""Width of a path, and of its rim in the color of the paper, in layout pixels."""
STOP, LAST_STOP = 7.0, 13.0
"""Radius of the mark at a step, and of that at the last one, in layout pixels."""
APART = 17.0
"""Least distance of two marks along a path, in layout pixels."""
LOW = 70.0
"""Height of a map in layout pixels up to which there is room for small marks only."""
RING, RING_LINE = 22.0, 4.0
"""Radius of the ring around the step at which all are compared, and width of its line, in layout pixels."""


@dataclass(frozen=True, kw_only=True)
class Backdrop:
    """The planes of a race, and the parts that are the same at every moment of it.

    Attributes:
        maps: the planes of the paths.
        chart: the plane of the errors.
        ground: the maps with the minimum, if there is one, and the axes of all planes.
        bands: sign, name, settings and outcome of each optimizer.
    """

    maps: tuple[Plane, ...]
    chart: Plane
    ground: Mapping[str, Part | Beside]
    bands: Mapping[str, Part | Beside]


def backdrop(facts: Race, views: Views, sheet: Sheet, language: Language, theme: Theme) -> Backdrop:
    """Return the backdrop of a race on a sheet."""
    layout = views.layout(sheet, len(facts.runners))
    maps = tuple(Plane(views.map, lane.map, theme) for lane in layout.lanes)
    chart = Plane(views.chart, layout.chart, theme)
    ground: dict[str, Part | Beside] = {}
    drawn = ContourMap.of(field_of(facts.function), maps[0], facts.levels)
    for number, (plane, lane) in enumerate(zip(maps, layout.lanes, strict=True), 1):
        ground |= _map_ground(drawn, plane, lane, number, facts, language)
    return Backdrop(
        maps=maps,
        chart=chart,
        ground={**ground, **chart_ground(chart, layout.head, facts, language)},
        bands=lane_bands(layout.lanes, facts.runners, language, theme),
    )


def _map_ground(
    drawn: ContourMap, plane: Plane, lane: Lane, number: int, facts: Race, language: Language
) -> dict[str, Part | Beside]:
    """Return a map, its axes where no other map has them, and the start."""
    away = np.array([plane.box.left, plane.box.bottom]) - (drawn.plane.box.left, drawn.plane.box.bottom)
    lines = _moved(drawn.lines, away)
    lines.plane = plane
    return {
        f"relief-{number}": _moved(drawn.relief, away),
        f"contours-{number}": lines,
        **_axes_of_lane(plane, lane, number, language),
        **({} if facts.bottom is None else {f"bottom-{number}": _dot(plane, facts.bottom, "ground")}),
    }


def _moved(part: Part, away: Points) -> Part:
    """Return a copy of a part elsewhere on the sheet; it is no obstacle."""
    return Part(*(shape.copy().shift(np.array([*away, 0.0])) for shape in part.shapes()))


def _axes_of_lane(plane: Plane, lane: Lane, number: int, language: Language) -> dict[str, Part | Beside]:
    full = axes_of(plane, beside=True)
    axes = Axes(plane, full.across if lane.last else (), full.up if lane.first else (), beside=True)
    sides = {"x-name": ("right", "below"), "y-name": ("left", "above left")}
    names = {
        name: replace(label, sides=sides.get(name, label.sides), own=_in_lane(label.own, number))
        for name, label in axes.names(language).items()
        if (lane.last if name.startswith("x") else lane.first) and (lane.end or name != "x-name")
    }
    parts: dict[str, Part | Beside] = {**axes.drawn(across=lane.last, up=lane.first), **names}
    return {f"lane-{number}-{name}": part for name, part in parts.items()}


def _in_lane(own: tuple[str, ...], number: int) -> tuple[str, ...]:
    return tuple(f"lane-{number}-{name}" for name in own)


def race_parts(still: Backdrop, facts: Race, language: Language) -> Parts:
    """Return the paths on the maps, the errors on the chart, and what is said beside them."""
    parts: dict[str, Part | Beside] = {}
    for number, (plane, runner) in enumerate(zip(still.maps, facts.runners, strict=True), 1):
        path, leaving, place = facts.path[number - 1], facts.exit[number - 1], facts.ring[number - 1]
        role, mark = color_and_mark(runner.name)
        stops = (facts.touch,) if path is None else path.points
        parts[f"path-{number}"] = _path(plane, stops, role, mark)
        if leaving is not None:
            color = plane.theme.color(role)
            parts[f"exit-{number}"] = arrow(plane.ends(leaving), color, PATH, MEASURES.callout_head)
        parts[f"start-{number}"] = _dot(plane, facts.touch, "ink")
        if place is not None and plane.box.height > LOW:
            parts |= _ring(plane, place, number, facts, language)
        words = manner(runner, language)
        if path is not None and words is not None:
            parts[f"manner-{number}"] = _manner(words, number, plane.box)
    return {**parts, **error_parts(still.chart, facts, language)}


def _dot(plane: Plane, point: Point, role: Role) -> Part:
    """Draw a point as a dot, a small one on a low map."""
    if plane.box.height > LOW:
        return plane.draw(point, role)
    part = dot(plane.points([point])[0], STOP, plane.theme.color(role), plane.theme.paper, 2.0)
    part.plane = plane
    return part


def _path(plane: Plane, path: tuple[Point, ...], role: Role, mark: Mark) -> Part:
    """Draw a path with a mark at its steps, as far as there is room, and a large one where it is now."""
    points, color, paper = plane.points(path), plane.theme.color(role), plane.theme.paper
    stops = [*(_spaced(points[:-1]) if len(points) > 1 else ()), points[-1]]
    sizes = [*[STOP] * (len(stops) - 1), LAST_STOP if plane.box.height > LOW else STOP]
    marks = [mark.around(at, size) for at, size in zip(stops, sizes, strict=True)]
    rims = [mark.around(at, size + PATH_HALO) for at, size in zip(stops, sizes, strict=True)]
    line = () if len(points) < 2 else ((paper, PATH + 2 * PATH_HALO), (color, PATH))
    part = Part.of(
        *(stroke([points], each, width) for each, width in line),
        *(Part.of(patch([rim], paper), patch([each], color)) for rim, each in zip(rims, marks, strict=True)),
    )
    part.blocks = (Stroke(points, 2 * STOP),) if len(points) > 1 else ()
    part.grows, part.plane = False, plane
    return part


def _spaced(points: Points) -> list[Points]:
    """Return points of a path that are far enough from the one marked before."""
    kept = [points[0]]
    for point in points[1:]:
        if float(np.hypot(*(point - kept[-1]))) >= APART:
            kept.append(point)
    return kept[1:]


def _ring(
    plane: Plane, place: Point, number: int, facts: Race, language: Language
) -> dict[str, Part | Beside]:
    """Return a ring around the step at which all are compared, and its number."""
    center = plane.points([place])[0]
    rim = Mark(48).around(center, RING)
    part = stroke([np.vstack([rim, rim[:1]])], plane.theme.ink, RING_LINE)
    part.plane, part.grows = plane, False
    words = plain(language.say("step {number}", number=str(facts.common)))
    label = Beside(
        lettering=Lettering(settings=(words,), size=34.0, weight="semibold", role="ink"),
        by=f"ring-{number}",
        sides=("above", "below", "above right", "below right"),
        own=(f"path-{number}",),
        within=plane.box,
        gap=8.0,
        plate=True,
        optional=True,
    )
    return {f"ring-{number}": part, f"at-step-{number}": label}


def _manner(words: str, number: int, box: Box) -> Beside:
    """Return what a path is like, in words beside it."""
    return Beside(
        lettering=Lettering(settings=(plain(words),), size=34.0, role="ink"),
        by=f"path-{number}",
        sides=("below right", "above right", "above", "below"),
        own=(f"ring-{number}",),
        within=box,
        gap=16.0,
        plate=True,
        optional=True,
        priority=-2,
    )


def running_steps(facts: Race, language: Language) -> dict[str, Instead]:
    """Return the number of steps of each while they run, where its outcome will stand."""
    return {
        f"running-{number}": Instead(
            lettering=Lettering(
                settings=(plain(language.say("step {number}", number=str(min(facts.count, runner.last)))),),
                size=36.0,
                role="ink",
            ),
            of=f"finish-{number}",
        )
        for number, runner in enumerate(facts.runners, 1)
    }
