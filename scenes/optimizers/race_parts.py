"""A race of optimizers drawn: each with its color and the shape of its marks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from hillside.stage.box import Box
from hillside.stage.drawing import Part, patch, stroke
from hillside.stage.geometry import Points
from hillside.stage.look.theme import MEASURES, Role, Theme
from hillside.stage.plane import Plane
from mathcore import Polyline

ROLES: tuple[Role, ...] = ("slope", "curve", "legs", "ink", "pack", "ink_far", "faint")
CORNERS = (24, 4, 3, 4, 3, 6, 5)
"""The marks of the runners: disk, diamond, triangle, square, triangle on its tip, hexagon, pentagon;"""
TURNS = (0.0, 0.0, 0.25, 0.125, -0.25, 0.0, 0.25)
"""and how far their first corner is turned from the right, in turns."""
MARK, KEY_MARK = 8.0, 13.0
APART = 24.0
"""Layout pixels along a path from one mark to the next, at least."""
KEY = 70.0


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
    """Return the paths on the map and the errors on the chart, as far as there are any."""
    parts: dict[str, Part] = {}
    for number, (path, error) in enumerate(zip(paths, errors, strict=True)):
        if path is not None:
            parts[f"path-{number + 1}"] = track(plane, path, number)
        if error is not None:
            parts[f"error-{number + 1}"] = line_of(chart, error, number)
    return parts


def line_of(plane: Plane, way: Polyline, number: int) -> Part:
    """Return the errors of a runner as a line of its color, with a mark of its shape at the end of it."""
    color = plane.theme.color(ROLES[number])
    points = plane.points(way.points)
    part = stroke([points], color, MEASURES.callout)
    if _is_inside(points[-1], plane.box):
        part = Part.of(part, patch([_mark(points[-1], number, MARK)], color))
    part.blocks, part.grows, part.plane = (), False, plane
    return part


def key_of(row: Box, number: int, theme: Theme) -> Part:
    """Return a piece of path with a mark, at the head of a row of the standings."""
    color, y = theme.color(ROLES[number]), row.center[1]
    ends = np.array([[row.left + MEASURES.callout, y], [row.left + KEY, y]])
    return Part.of(
        stroke([ends], color, MEASURES.callout), patch([_mark(ends.mean(axis=0), number, KEY_MARK)], color)
    )


def _is_inside(at: Points, box: Box) -> bool:
    """Return whether a point is off the edge, where paths out of the picture are cut."""
    return bool(box.left + 1 < at[0] < box.right - 1 and box.bottom + 1 < at[1] < box.top - 1)


def _spread(points: Points) -> list[Points]:
    """Return points of a path that are far enough apart to be marked."""
    kept = [points[0]]
    for point in points[1:]:
        if float(np.hypot(*(point - kept[-1]))) >= APART:
            kept.append(point)
    return kept[1:]


def _mark(at: Points, number: int, radius: float) -> Points:
    angles = 2 * np.pi * (np.arange(CORNERS[number]) / CORNERS[number] + TURNS[number])
    return at + radius * np.column_stack([np.cos(angles), np.sin(angles)])
