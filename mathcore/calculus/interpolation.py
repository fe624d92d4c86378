"""A smooth function through values on a grid, for what is too slow to compute at every point."""

from dataclasses import dataclass

import numpy as np

from mathcore.functions.kernels import Array


@dataclass(frozen=True, eq=False)
class BicubicInterpolant:
    """A smooth function through values on a grid: cubic convolution (Keys 1981), undefined outside.

    It goes through the given values, and where they are those of a smooth function, its error falls with the
    third power of the distance between them.

    Attributes:
        x: Columns at even distances, shape (m,).
        y: Rows at even distances, shape (n,).
        values: Shape (n, m).

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
        """Return the values at points given by arrays of one shape; `nan` outside of the grid."""
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
    """Return the number of the cell, and the share of it that lies before each point."""
    place = (np.asarray(at, dtype=np.float64) - nodes[0]) / (nodes[1] - nodes[0])
    cell = np.clip(np.floor(place), 0, len(nodes) - 2).astype(np.intp)
    return cell, place - cell


def _weights(s: Array) -> tuple[Array, Array, Array, Array]:
    """Return the weights of the two values before a point and the two after it, with a = -1/2."""
    return (
        ((2 - s) * s - 1) * s / 2,
        ((3 * s - 5) * s * s + 2) / 2,
        ((4 - 3 * s) * s + 1) * s / 2,
        (s - 1) * s * s / 2,
    )


def _padded(rows: Array) -> Array:
    """Add a row at each end, extrapolated by the parabola through the three next to it."""
    before = 3 * rows[0] - 3 * rows[1] + rows[2]
    after = 3 * rows[-1] - 3 * rows[-2] + rows[-3]
    return np.vstack([before, rows, after])
