"""A race of optimizers drawn: each with its color and the shape of its marks, and the standings beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mathcore import Polyline
from stage.drawing import Part, Points, stroke
from stage.geometry import Box
from stage.look.theme import MEASURES, Role, Theme
from stage.maps.patches import patch
from stage.plane import Plane
from stage.sheet import LANDSCAPE, Sheet, inset

ROLES: tuple[Role, ...] = ("slope", "curve", "legs", "ink", "pack", "ink_far", "faint")
CORNERS = (24, 4, 3, 4, 3, 6, 5)
"""The marks of the runners: disk, diamond, triangle, square, triangle on its tip, hexagon, pentagon;"""
TURNS = (0.0, 0.0, 0.25, 0.125, -0.25, 0.0, 0.25)
"""and how far their first corner is turned from the right, in turns."""
MARK, KEY_MARK = 8.0, 13.0
APART = 24.0
"""Layout pixels along a path from one mark to the next, at least."""
BELOW = 56.0
"""Under the chart there is so much room for the name of its axis."""
ROW = 76.0
"""A row of the standings so high has room for two lines."""
KEY = 70.0


@dataclass(frozen=True)
class Places:
    """Where the pieces of a race are on the sheet.

    Attributes:
        map: the box of the map.
        chart: the box of the chart of errors.
        rows: the box of each row of the standings.
    """

    map: Box
    chart: Box
    rows: tuple[Box, ...]


def race_places(sheet: Sheet, count: int) -> Places:
    """The map on the left and the rest beside it, or over it in a tall sheet; in a square both."""
    room = sheet.inside(MEASURES.margin)
    off = MEASURES.axis_off + MEASURES.axis_head / 2
    if room.width >= LANDSCAPE * room.height:
        split = room.left + 0.56 * room.width
        upper = room.top - 0.35 * room.height
        whole = Box(room.left, room.bottom, split, room.top)
        chart, standings = (
            Box(split, upper, room.right, room.top),
            Box(split, room.bottom, room.right, upper - BELOW),
        )
        chart, standings = inset(chart, left=70), inset(standings, left=70)
    elif room.height <= LANDSCAPE * room.width:
        split, upper = room.left + 0.62 * room.width, room.bottom + 0.43 * room.height
        whole, chart = Box(room.left, upper, split, room.top), Box(split + 30, upper, room.right, room.top)
        standings = Box(room.left, room.bottom, room.right, upper - 30)
    else:
        upper, middle = room.top - 0.5 * room.height, room.top - 0.71 * room.height
        whole = Box(room.left, upper, room.right, room.top)
        chart = Box(room.left, middle, room.right, upper - 40)
        standings = Box(room.left, room.bottom, room.right, middle - 40)
    return Places(
        inset(whole, left=off, bottom=off, right=off + 30, top=off + 30),
        inset(chart, left=off, bottom=off, right=off + 30, top=off + 30),
        _rows(standings, count),
    )


def _rows(box: Box, count: int) -> tuple[Box, ...]:
    high = min(box.height / count, ROW + 42)
    return tuple(Box(box.left, box.top - (k + 1) * high, box.right, box.top - k * high) for k in range(count))


def track(plane: Plane, way: Polyline, number: int) -> Part:
    """The path of a runner with marks of its shape, the last the largest; it is in the way of no label."""
    color = plane.theme.color(ROLES[number])
    points = plane.points(way.points)
    marks = [_mark(at, number, MARK) for at in _spread(points[:-1])]
    if _is_inside(points[-1], plane.box):
        marks.append(_mark(points[-1], number, KEY_MARK))
    part = stroke([points], color, MEASURES.callout)
    part = Part.of(part, patch(marks, color)) if marks else part
    part.blocks, part.grows, part.plane = (), False, plane
    return part


def courses(
    plane: Plane,
    chart: Plane,
    paths: Sequence[Polyline | None],
    errors: Sequence[Polyline | None],
) -> dict[str, Part]:
    """The paths on the map and the errors on the chart, as far as there are any."""
    parts: dict[str, Part] = {}
    for number, (path, error) in enumerate(zip(paths, errors, strict=True)):
        if path is not None:
            parts[f"path-{number + 1}"] = track(plane, path, number)
        if error is not None:
            parts[f"error-{number + 1}"] = line_of(chart, error, number)
    return parts


def line_of(plane: Plane, way: Polyline, number: int) -> Part:
    """The errors of a runner as a line of its color, with a mark of its shape at the end of it."""
    color = plane.theme.color(ROLES[number])
    points = plane.points(way.points)
    part = stroke([points], color, MEASURES.callout)
    if _is_inside(points[-1], plane.box):
        part = Part.of(part, patch([_mark(points[-1], number, MARK)], color))
    part.blocks, part.grows, part.plane = (), False, plane
    return part


def key_of(row: Box, number: int, theme: Theme) -> Part:
    """A piece of path with a mark, at the head of a row of the standings."""
    color, y = theme.color(ROLES[number]), row.center[1]
    ends = np.array([[row.left + MEASURES.callout, y], [row.left + KEY, y]])
    return Part.of(
        stroke([ends], color, MEASURES.callout), patch([_mark(ends.mean(axis=0), number, KEY_MARK)], color)
    )


def _is_inside(at: Points, box: Box) -> bool:
    """Whether a point is off the edge, where paths out of the picture are cut."""
    return bool(box.left + 1 < at[0] < box.right - 1 and box.bottom + 1 < at[1] < box.top - 1)


def _spread(points: Points) -> list[Points]:
    """Points of a path that are far enough apart to be marked."""
    kept = [points[0]]
    for point in points[1:]:
        if float(np.hypot(*(point - kept[-1]))) >= APART:
            kept.append(point)
    return kept[1:]


def _mark(at: Points, number: int, radius: float) -> Points:
    angles = 2 * np.pi * (np.arange(CORNERS[number]) / CORNERS[number] + TURNS[number])
    return at + radius * np.column_stack([np.cos(angles), np.sin(angles)])
