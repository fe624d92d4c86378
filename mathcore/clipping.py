"""A polyline cut off at the visible heights."""

import numpy as np

from mathcore.interval import Interval
from mathcore.kernels import Array


def visible(points: Array, heights: Interval | None) -> list[Array]:
    """Cut a polyline off at the visible heights.

    >>> visible(np.array([[0.0, -1e300], [2.0, 1e300]]), Interval(-1.0, 1.0))[0].tolist()
    [[1.0, -1.0], [1.0, 1.0]]
    """
    if heights is None:
        return [points] if len(points) > 1 else []
    crossed = _with_crossings(points, heights)
    y = crossed[:, 1]
    outside = (y > heights.high) | (y < heights.low)
    between = 0.5 * y[:-1] + 0.5 * y[1:]
    joined = ~outside[:-1] & ~outside[1:] & (between <= heights.high) & (between >= heights.low)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], joined, [False]]).astype(int)))
    return [crossed[a : b + 1].copy() for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _with_crossings(points: Array, heights: Interval) -> Array:
    """Add the points at which a polyline crosses the borders, each where it comes along the line."""
    x, y = points.T
    added: list[Array] = [points]
    order: list[Array] = [np.arange(len(x), dtype=np.float64)]
    for border in heights:
        side = np.greater(y, border).astype(int) - np.less(y, border)
        at = np.flatnonzero(side[:-1] * side[1:] < 0)
        # Halves, since the difference of the largest numbers is none.
        share = (0.5 * border - 0.5 * y[at]) / (0.5 * y[at + 1] - 0.5 * y[at])
        added.append(np.column_stack([x[at] + share * (x[at + 1] - x[at]), np.full(len(at), border)]))
        order.append(at + share)
    return np.concatenate(added)[np.argsort(np.concatenate(order), kind="stable")]
