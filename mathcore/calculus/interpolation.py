"""Interpolation on a grid, for functions too expensive to evaluate at every point."""

from dataclasses import dataclass

import numpy as np

from mathcore.functions.kernels import Array


@dataclass(frozen=True, eq=False)
class BicubicInterpolant:
    """Bicubic interpolation on a regular grid by cubic convolution (Keys 1981), `nan` outside the grid.

    The interpolant is continuously differentiable and of third order: for a smooth function its error is
    O(h^3) in the grid spacing h.

    Attributes:
        x: Equally spaced coordinates of the columns, shape (m,).
        y: Equally spaced coordinates of the rows, shape (n,).
        values: The values at the nodes, shape (n, m).

    Example:
        >>> x = np.linspace(-1, 1, 5)
        >>> f = BicubicInterpolant(x, x, x[None, :] ** 2 + x[:, None])
        >>> f(np.array([0.25]), np.array([-0.5]))
        array([-0.4375])
    """

    x: Array
    y: Array
    values: Array

    def __call__(self, x: Array, y: Array) -> Array:
        """Return the values at points given by two arrays of one shape; `nan` outside the grid."""
        padded = _padded(_padded(self.values).T).T
        column, across = _cell(x, self.x)
        row, along = _cell(y, self.y)
        found = np.zeros(np.broadcast_shapes(np.shape(x), np.shape(y)))
        for i, weight in enumerate(_weights(along)):
            for j, other in enumerate(_weights(across)):
                found = found + weight * other * padded[row + i, column + j]
        inside = (x >= self.x[0]) & (x <= self.x[-1]) & (y >= self.y[0]) & (y <= self.y[-1])
        return np.where(inside, found, np.nan)


def _cell(at: Array, nodes: Array) -> tuple["np.ndarray[tuple[int, ...], np.dtype[np.intp]]", Array]:
    """Return the index of each point's cell, and its position in the cell from 0 to 1."""
    place = (np.asarray(at, dtype=np.float64) - nodes[0]) / (nodes[1] - nodes[0])
    cell = np.clip(np.floor(place), 0, len(nodes) - 2).astype(np.intp)
    return cell, place - cell


def _weights(s: Array) -> tuple[Array, Array, Array, Array]:
    """Return the weights of the two nodes before and the two after a point: Keys' kernel with a = -1/2."""
    return (
        ((2 - s) * s - 1) * s / 2,
        ((3 * s - 5) * s * s + 2) / 2,
        ((4 - 3 * s) * s + 1) * s / 2,
        (s - 1) * s * s / 2,
    )


def _padded(rows: Array) -> Array:
    """Add a row at each end, extrapolated by the parabola through the nearest three (Keys 1981)."""
    before = 3 * rows[0] - 3 * rows[1] + rows[2]
    after = 3 * rows[-1] - 3 * rows[-2] + rows[-3]
    return np.vstack([before, rows, after])
