"""Polylines as arrays of points, in layout pixels: bent, cut into dashes, resampled, cut to a length."""

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]


def bent(control: Points, pieces: int = 32) -> Points:
    """Return a quadratic Bézier curve with control points of shape `(3, 2)` as a polyline.

    >>> bent(np.array([[0.0, 0.0], [1.0, 2.0], [2.0, 0.0]]), pieces=2).tolist()
    [[0.0, 0.0], [1.0, 1.0], [2.0, 0.0]]
    """
    share = np.linspace(0, 1, pieces + 1)[:, None]
    return (1 - share) ** 2 * control[0] + 2 * share * (1 - share) * control[1] + share**2 * control[2]


def dashes(points: Points, dash: float, gap: float) -> list[Points]:
    """Cut a polyline into dashes, starting and ending on a whole dash.

    >>> [piece[:, 0].tolist() for piece in dashes(np.array([[0.0, 0.0], [10.0, 0.0]]), 4, 2)]
    [[0.0, 4.0], [6.0, 10.0]]
    """
    lengths = _lengths_to(points)
    whole = float(lengths[-1])
    count = max(round((whole + gap) / (dash + gap)), 1)
    if count == 1 or whole <= 2 * dash:
        return [points]
    period = (whole - dash) / (count - 1)
    return [_between(points, lengths, k * period, k * period + dash) for k in range(count)]


def resampled(points: Points, count: int) -> Points:
    """`count` points evenly along a polyline, its ends among them.

    >>> resampled(np.array([[0.0, 0.0], [2.0, 0.0]]), 3)[:, 0].tolist()
    [0.0, 1.0, 2.0]
    """
    lengths = _lengths_to(points)
    stations = np.linspace(0.0, float(lengths[-1]), count)
    return np.column_stack([np.interp(stations, lengths, points[:, axis]) for axis in (0, 1)])


def first_length(points: Points, length: float) -> Points:
    """Return a polyline from its first point on, as far as `length` reaches.

    >>> first_length(np.array([[0.0, 0.0], [2.0, 0.0], [2.0, 9.0]]), 5.0).tolist()
    [[0.0, 0.0], [2.0, 0.0], [2.0, 3.0]]
    """
    lengths = _lengths_to(points)
    return _between(points, lengths, 0.0, min(max(length, 0.0), float(lengths[-1])))


def _lengths_to(points: Points) -> Points:
    """Return how far each point is from the first along the polyline, shape `(n,)`."""
    return np.concatenate([[0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])


def _between(points: Points, lengths: Points, start: float, end: float) -> Points:
    inner = lengths[(lengths > start) & (lengths < end)]
    stations = np.concatenate([[start], inner, [end]])
    return np.column_stack([np.interp(stations, lengths, points[:, axis]) for axis in (0, 1)])
