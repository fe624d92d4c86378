"""A polyline cut off at the visible heights."""

import numpy as np

from .interval import Interval
from .kernels import Array


def visible(points: Array, heights: Interval | None) -> list[Array]:
    """Cut a polyline off at the visible heights."""
    if heights is None:
        return [points] if len(points) > 1 else []
    crossed = _with_crossings(points, heights)
    y = crossed[:, 1]
    outside = (y > heights.high) | (y < heights.low)
    between = 0.5 * (y[:-1] + y[1:])
    joined = ~outside[:-1] & ~outside[1:] & (between <= heights.high) & (between >= heights.low)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], joined, [False]]).astype(int)))
    return [crossed[a : b + 1].copy() for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _with_crossings(points: Array, heights: Interval) -> Array:
    """Add the points at which a polyline crosses the borders, each where it comes along the line."""
    x, y = points.T
    added: list[Array] = [points]
    order: list[Array] = [np.arange(len(x), dtype=np.float64)]
    for border in heights:
        at = np.flatnonzero((y[:-1] - border) * (y[1:] - border) < 0)
        share = (border - y[at]) / (y[at + 1] - y[at])
        added.append(np.column_stack([x[at] + share * (x[at + 1] - x[at]), np.full(len(at), border)]))
        order.append(at + share)
    return np.concatenate(added)[np.argsort(np.concatenate(order), kind="stable")]
