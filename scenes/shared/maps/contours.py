"""Level lines of a function of two variables, true to a fraction of a pixel, and the ground that they bound.

Marching squares finds which edges of a grid a level passes through; on each of them the crossing is then
found on the function itself by bisection, and so is the middle of each piece between two crossings.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mathcore import Interval
from scenes.shared.maps.squares import Array, Field, Flags, Indices, Lattice, crossings, middles, pieces


@dataclass(frozen=True, eq=False)
class LevelSet:
    """Where a function is as high as a level, in data coordinates.

    Attributes:
        level: the value.
        lines: the level lines in the window, higher ground to their left, each of shape `(k, 2)`.
        rings: closed outlines of all ground at least so high, each of shape `(k, 2)`: around the ground
            counterclockwise, around holes in it clockwise; they run along the edges of the window.
    """

    level: float
    lines: tuple[Array, ...]
    rings: tuple[Array, ...]


def level_sets(
    f: Field, x: Interval, y: Interval, levels: Sequence[float], cells: tuple[int, int] = (100, 100)
) -> tuple[LevelSet, ...]:
    """Return where `f` is at each of `levels`, and where it is higher, within a window.

    What is smaller than a cell may be missed. At a jump and at a pole the ground ends without a level line.

    Args:
        f: the function; `nan` counts as lower than any level.
        x: the window of x.
        y: the window of y.
        levels: the values; minus infinity stands for all ground where the function is defined.
        cells: how many cells the grid has across and up.

    >>> from mathcore import parse
    >>> from scenes.shared.maps.squares import field_of
    >>> bowl, window = parse("x^2 + y^2", ("x", "y")), Interval(-2, 2)
    >>> (circle,) = level_sets(field_of(bowl), window, window, [1.0], cells=(8, 8))
    >>> len(circle.lines), bool(abs(np.hypot(*circle.lines[0].T) - 1).max() < 1e-3)
    (1, True)
    """
    lattice = Lattice.of(f, x, y, cells)
    least = np.nextafter(-np.inf, 0.0)
    return tuple(_level_set(lattice, float(max(level, least)), level) for level in levels)


def _level_set(lattice: Lattice, level: float, name: float) -> LevelSet:
    start, end, seen = pieces(lattice, lattice.values >= level)
    edges, where = np.unique(np.concatenate([start, end]), axis=0, return_inverse=True)
    vertices, broken = crossings(lattice, edges, level)
    follower = np.empty(len(edges), dtype=np.intp)
    follower[where[: len(start)]] = where[len(start) :]
    visible = np.zeros(len(edges), dtype=bool)
    visible[where[: len(start)]] = seen
    visible &= ~broken & ~broken[follower]
    centers = middles(lattice.f, vertices, vertices[follower], level)
    cycles = _cycles(follower)
    rings = (_woven(vertices[cycle], centers[cycle], visible[cycle]) for cycle in cycles)
    lines = (line for cycle in cycles for line in _lines(cycle, visible, vertices, centers))
    return LevelSet(name, tuple(lines), tuple(ring for ring in rings if len(ring) > 3))


def _cycles(follower: Indices) -> list[Indices]:
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


def _woven(vertices: Array, middles: Array, curved: Flags) -> Array:
    """Vertices, each followed by its middle where the line bends there: shape `(k, 2)`."""
    woven = np.stack([vertices, middles], axis=1).reshape(-1, 2)
    return woven[np.column_stack([np.ones_like(curved), curved]).ravel()]


def _lines(cycle: Indices, visible: Flags, vertices: Array, centers: Array) -> list[Array]:
    """Return the visible stretches of an outline; a whole one ends where it began."""
    seen = visible[cycle]
    if seen.all():
        ring = _woven(vertices[cycle], centers[cycle], seen)
        return [np.vstack([ring, ring[:1]])]
    first = int(np.argmin(seen))
    cycle, seen = np.roll(cycle, -first), np.roll(seen, -first)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], seen, [False]]).astype(int)))
    lines: list[Array] = []
    for begin, stop in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        ends = np.append(cycle[begin:stop], cycle[stop % len(cycle)])
        bends = np.append(np.ones(stop - begin, dtype=bool), False)
        lines.append(_woven(vertices[ends], centers[ends], bends))
    return lines
