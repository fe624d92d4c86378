"""Level lines of a function of two variables, accurate to a fraction of a pixel, and the regions they bound.

Marching squares (Lorensen and Cline 1987, in the plane) finds the edges of a grid that a level crosses. On
each of them the crossing is then located on the function itself by bisection, and so is the midpoint of each
piece between two crossings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mathcore import Interval
from scenes.shared.maps.scalar_field import Array, Field, Flags, Indices, SampledField, heights

HALVINGS = 12
"""Number of halvings in a bisection, which is done twice; if the second has not brought the values at the two
ends closer together, the function has a jump or a pole there."""
MIDPOINT_REACH = 0.5
"""Distance to both sides of a chord at which the midpoint of a piece is sought, as a share of its length."""


@dataclass(frozen=True, eq=False)
class LevelSet:
    """The level set and the superlevel region of a function, in data coordinates.

    Attributes:
        level: the level.
        lines: the level lines in the window, shape `(k, 2)` each, with higher values to their left.
        rings: closed outlines of the region where the function is at least `level`, shape `(k, 2)` each:
            counterclockwise around the region, clockwise around its holes; they run along the edges of the
            window.
    """

    level: float
    lines: tuple[Array, ...]
    rings: tuple[Array, ...]


def level_sets(
    f: Field, x: Interval, y: Interval, levels: Sequence[float], cells: tuple[int, int] = (100, 100)
) -> tuple[LevelSet, ...]:
    """Return the level sets of `f` at each of `levels`, and the regions above, within a window.

    Features smaller than a cell may be missed. At a jump or a pole a region ends without a level line.

    Args:
        f: the function; `nan` counts as lower than any level.
        x: the window of x.
        y: the window of y.
        levels: the levels; minus infinity gives the whole domain of the function.
        cells: number of cells of the grid, across and up.

    >>> from mathcore import parse
    >>> from scenes.shared.maps.scalar_field import field_of
    >>> bowl, window = parse("x^2 + y^2", ("x", "y")), Interval(-2, 2)
    >>> (circle,) = level_sets(field_of(bowl), window, window, [1.0], cells=(8, 8))
    >>> len(circle.lines), bool(abs(np.hypot(*circle.lines[0].T) - 1).max() < 1e-3)
    (1, True)
    """
    samples = SampledField.of(f, x, y, cells)
    least = np.nextafter(-np.inf, 0.0)
    return tuple(_level_set(samples, float(max(level, least)), level) for level in levels)


def _level_set(samples: SampledField, level: float, name: float) -> LevelSet:
    start, end, inner = _pieces(samples, samples.values >= level)
    edges, where = np.unique(np.concatenate([start, end]), axis=0, return_inverse=True)
    vertices, broken = _crossings(samples, edges, level)
    follower = np.empty(len(edges), dtype=np.intp)
    follower[where[: len(start)]] = where[len(start) :]
    visible = np.zeros(len(edges), dtype=bool)
    visible[where[: len(start)]] = inner
    visible &= ~broken & ~broken[follower]
    centers = _middles(samples.f, vertices, vertices[follower], level)
    cycles = _cycles(follower)
    rings = (_with_midpoints(vertices[cycle], centers[cycle], visible[cycle]) for cycle in cycles)
    lines = (line for cycle in cycles for line in _lines(cycle, visible, vertices, centers))
    return LevelSet(name, tuple(lines), tuple(ring for ring in rings if len(ring) > 3))


def _pieces(samples: SampledField, above: Flags) -> tuple[Indices, Indices, Flags]:
    """Return the pieces of outline in all cells, with higher values to their left.

    Going around a cell counterclockwise, a piece starts where the values fall below the level and ends where
    they rise above it. In the ambiguous case of two pieces, the value at the center decides the connection.

    Returns:
        The edges on which the pieces start and end, as pairs of nodes with the higher one first, shape
            `(k, 2)` each, and whether each piece is in the window rather than on its border.
    """
    width = len(samples.x)
    nodes = np.arange(above.size).reshape(above.shape)
    corners = np.stack([nodes[:-1, :-1], nodes[:-1, 1:], nodes[1:, 1:], nodes[1:, :-1]], axis=-1).reshape(
        -1, 4
    )
    up = above.ravel()[corners]
    falls, rises = up & ~np.roll(up, -1, axis=1), ~up & np.roll(up, -1, axis=1)
    double = falls.sum(axis=1) == 2
    high = np.zeros(len(corners), dtype=bool)
    high[double] = _middle_is_high(samples, corners[double], up[double])
    cell, side = np.nonzero(falls)
    # Connect to the next rise if the two high corners are joined, else to the previous one.
    ahead = (side[:, None] + np.arange(1, 4)) % 4
    rising = rises[cell[:, None], ahead]
    first, last = np.argmax(rising, axis=1), 2 - np.argmax(rising[:, ::-1], axis=1)
    to = ahead[np.arange(len(cell)), np.where(high[cell], first, last)]
    start = np.column_stack([corners[cell, side], corners[cell, (side + 1) % 4]])
    end = np.column_stack([corners[cell, (to + 1) % 4], corners[cell, to]])
    row, column = np.divmod(corners[cell, 0], width)
    inner = (row > 0) & (row < len(samples.y) - 2) & (column > 0) & (column < width - 2)
    return start, end, inner


def _middle_is_high(samples: SampledField, corners: Indices, up: Flags) -> Flags:
    if len(corners) == 0:
        return np.zeros(0, dtype=bool)
    points = samples.points(corners.ravel()).reshape(-1, 4, 2)
    middle = heights(samples.f, *points.mean(axis=1).T)
    values = samples.values.ravel()[corners]
    low, high = np.where(up, -np.inf, values).max(axis=1), np.where(up, values, np.inf).min(axis=1)
    return middle >= (np.nan_to_num(low) + np.nan_to_num(high)) / 2


def _crossings(samples: SampledField, edges: Indices, level: float) -> tuple[Array, Flags]:
    """Return where `f` crosses `level` on each edge, and whether it jumps there instead."""
    high, low = samples.points(edges[:, 0]), samples.points(edges[:, 1])
    once = _bisected(samples.f, high, low, level)
    high, low = _bisected(samples.f, *once, level)
    return (high + low) / 2, ~(_gap(samples.f, high, low) <= _gap(samples.f, *once) / 2)


def _bisected(f: Field, high: Array, low: Array, level: float) -> tuple[Array, Array]:
    """Return two points between `high` and `low`, close together, with a crossing of `level` between them."""
    for _ in range(HALVINGS):
        middle = (high + low) / 2
        up = (heights(f, *middle.T) >= level)[:, None]
        high, low = np.where(up, middle, high), np.where(up, low, middle)
    return high, low


def _gap(f: Field, high: Array, low: Array) -> Array:
    """Return half the difference of the values at two points; `nan` if one of them is infinite."""
    above, below = heights(f, *high.T), heights(f, *low.T)
    return np.where(np.isfinite(above) & np.isfinite(below), above / 2 - below / 2, np.nan)


def _middles(f: Field, start: Array, end: Array, level: float) -> Array:
    """Return the point of the level line over the midpoint of each chord, or the midpoint if none."""
    along = end - start
    left = MIDPOINT_REACH * np.column_stack([-along[:, 1], along[:, 0]])
    middle = (start + end) / 2
    above, below = heights(f, *(middle + left).T), heights(f, *(middle - left).T)
    bracketed = (above >= level) & (below < level) & np.isfinite(below)
    high, low = _bisected(f, (middle + left)[bracketed], (middle - left)[bracketed], level)
    middle[bracketed] = (high + low) / 2
    return middle


def _cycles(follower: Indices) -> list[Indices]:
    """Return the closed chains of edges, given the successor of each."""
    left = np.ones(len(follower), dtype=bool)
    following: list[int] = follower.tolist()
    cycles: list[Indices] = []
    for first in range(len(following)):
        cycle: list[int] = []
        here = first
        while left[here]:
            left[here] = False
            cycle.append(here)
            here = following[here]
        if cycle:
            cycles.append(np.array(cycle))
    return cycles


def _with_midpoints(vertices: Array, middles: Array, curved: Flags) -> Array:
    """Return vertices, each followed by its midpoint where the line is curved: shape `(k, 2)`."""
    woven = np.stack([vertices, middles], axis=1).reshape(-1, 2)
    return woven[np.column_stack([np.ones_like(curved), curved]).ravel()]


def _lines(cycle: Indices, visible: Flags, vertices: Array, centers: Array) -> list[Array]:
    """Return the visible stretches of an outline; a closed one ends where it began."""
    seen = visible[cycle]
    if seen.all():
        ring = _with_midpoints(vertices[cycle], centers[cycle], seen)
        return [np.vstack([ring, ring[:1]])]
    first = int(np.argmin(seen))
    cycle, seen = np.roll(cycle, -first), np.roll(seen, -first)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], seen, [False]]).astype(int)))
    lines: list[Array] = []
    for begin, stop in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        ends = np.append(cycle[begin:stop], cycle[stop % len(cycle)])
        bends = np.append(np.ones(stop - begin, dtype=bool), False)
        lines.append(_with_midpoints(vertices[ends], centers[ends], bends))
    return lines
