"""Where a level passes through a grid: marching squares (Lorensen and Cline 1987, in the plane)."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mathcore import Expr, Interval
from mathcore.calculus.gradients import values_of

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Indices = NDArray[np.intp]
Field = Callable[[Array, Array], Array]
"""A function of two variables on arrays, such as a parsed expression; `nan` where it is undefined."""

HALVINGS = 12
"""A crossing is looked for twice with so many bisections; if the values have come no closer the second time,
it is a jump or a pole."""
SIDEWAYS = 0.5
"""The middle of a piece of line is looked for so far to both sides of its chord, as a share of its length."""


@dataclass(frozen=True, eq=False)
class Lattice:
    """Values on a grid with a rim of ground below every level, so that every outline closes.

    Attributes:
        f: the function.
        x: columns, shape `(n + 2,)`; the first two are the same, and the last two.
        y: rows, shape `(m + 2,)`, likewise.
        values: shape `(m + 2, n + 2)`; minus infinity on the rim and where the function is undefined.
    """

    f: Field
    x: Array
    y: Array
    values: Array

    @classmethod
    def of(cls, f: Field, x: Interval, y: Interval, cells: tuple[int, int]) -> "Lattice":
        """Evaluate `f` on so many cells across and up."""
        columns = np.pad(np.linspace(x.low, x.high, cells[0] + 1), 1, mode="edge")
        rows = np.pad(np.linspace(y.low, y.high, cells[1] + 1), 1, mode="edge")
        values = heights(f, *np.meshgrid(columns, rows))
        values[[0, -1]] = values[:, [0, -1]] = -np.inf
        return cls(f, columns, rows, values)

    def points(self, nodes: Indices) -> Array:
        """Return the places of nodes, numbered row by row: shape `(k, 2)`."""
        row, column = np.divmod(nodes, len(self.x))
        return np.column_stack([self.x[column], self.y[row]])


def heights(f: Field, x: Array, y: Array) -> Array:
    """Return the values of `f`, minus infinity where it is undefined."""
    values = np.array(np.broadcast_to(f(x, y), np.shape(x)), dtype=float)
    return np.where(np.isnan(values), -np.inf, values)


def field_of(f: Expr) -> Field:
    """Return the plain values of an expression in two variables: quick, and right to far less than a pixel.

    >>> from mathcore import parse
    >>> field_of(parse("x - y", ("x", "y")))(np.array([[3.0]]), np.array([[1.0]]))
    array([[2.]])
    """
    return lambda x, y: values_of(f, np.stack([x.ravel(), y.ravel()], axis=-1)).reshape(x.shape)


def pieces(lattice: Lattice, above: Flags) -> tuple[Indices, Indices, Flags]:
    """Return the piece of outline in each cell, higher ground to its left.

    Going around a cell counterclockwise, a piece starts where the ground falls below the level and ends where
    it rises. Where it does both twice, the middle of the cell tells which ends belong together.

    Returns:
        The edges on which the pieces start and end, as pairs of nodes with the higher one first, shape
        `(k, 2)` each, and whether the piece is in the window rather than on its rim.
    """
    width = len(lattice.x)
    nodes = np.arange(above.size).reshape(above.shape)
    corners = np.stack([nodes[:-1, :-1], nodes[:-1, 1:], nodes[1:, 1:], nodes[1:, :-1]], axis=-1).reshape(
        -1, 4
    )
    up = above.ravel()[corners]
    falls, rises = up & ~np.roll(up, -1, axis=1), ~up & np.roll(up, -1, axis=1)
    double = falls.sum(axis=1) == 2
    high = np.zeros(len(corners), dtype=bool)
    high[double] = _middle_is_high(lattice, corners[double], up[double])
    cell, side = np.nonzero(falls)
    # To the next rise of the cell when the two high corners are joined, else to the one before.
    ahead = (side[:, None] + np.arange(1, 4)) % 4
    rising = rises[cell[:, None], ahead]
    first, last = np.argmax(rising, axis=1), 2 - np.argmax(rising[:, ::-1], axis=1)
    to = ahead[np.arange(len(cell)), np.where(high[cell], first, last)]
    start = np.column_stack([corners[cell, side], corners[cell, (side + 1) % 4]])
    end = np.column_stack([corners[cell, (to + 1) % 4], corners[cell, to]])
    row, column = np.divmod(corners[cell, 0], width)
    inner = (row > 0) & (row < len(lattice.y) - 2) & (column > 0) & (column < width - 2)
    return start, end, inner


def _middle_is_high(lattice: Lattice, corners: Indices, up: Flags) -> Flags:
    if len(corners) == 0:
        return np.zeros(0, dtype=bool)
    places = lattice.points(corners.ravel()).reshape(-1, 4, 2)
    middle = heights(lattice.f, *places.mean(axis=1).T)
    values = lattice.values.ravel()[corners]
    low, high = np.where(up, -np.inf, values).max(axis=1), np.where(up, values, np.inf).min(axis=1)
    return middle >= (np.nan_to_num(low) + np.nan_to_num(high)) / 2


def crossings(lattice: Lattice, edges: Indices, level: float) -> tuple[Array, Flags]:
    """Return where `f` passes `level` on each edge, and whether it jumps there instead."""
    high, low = lattice.points(edges[:, 0]), lattice.points(edges[:, 1])
    once = _closed_in(lattice.f, high, low, level)
    high, low = _closed_in(lattice.f, *once, level)
    return (high + low) / 2, ~(_apart(lattice.f, high, low) <= _apart(lattice.f, *once) / 2)


def _closed_in(f: Field, high: Array, low: Array, level: float) -> tuple[Array, Array]:
    """Return two places between `high` and `low`, close together, with `f` passing `level` between them."""
    for _ in range(HALVINGS):
        middle = (high + low) / 2
        up = (heights(f, *middle.T) >= level)[:, None]
        high, low = np.where(up, middle, high), np.where(up, low, middle)
    return high, low


def _apart(f: Field, high: Array, low: Array) -> Array:
    """Return how far apart the values at two places are; `nan` where one is no number."""
    above, below = heights(f, *high.T), heights(f, *low.T)
    return np.where(np.isfinite(above) & np.isfinite(below), above / 2 - below / 2, np.nan)


def middles(f: Field, start: Array, end: Array, level: float) -> Array:
    """A point of the level line over the middle of each chord; of the chord itself where there is none."""
    along = end - start
    left = SIDEWAYS * np.column_stack([-along[:, 1], along[:, 0]])
    middle = (start + end) / 2
    above, below = heights(f, *(middle + left).T), heights(f, *(middle - left).T)
    bracketed = (above >= level) & (below < level) & np.isfinite(below)
    high, low = _closed_in(f, (middle + left)[bracketed], (middle - left)[bracketed], level)
    middle[bracketed] = (high + low) / 2
    return middle
