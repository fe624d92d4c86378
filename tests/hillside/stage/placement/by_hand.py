"""Which points lie in which shapes, the slow and plain way."""

import numpy as np


def inside_by_hand(point, corners):
    """The even-odd rule, one side after another."""
    inside = False
    for (x, y), (u, v) in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        if (y > point[1]) != (v > point[1]) and point[0] < x + (point[1] - y) * (u - x) / (v - y):
            inside = not inside
    return inside


def contain_by_hand(fills, points, own=()):
    """Every point in every polygon."""
    shapes = [fills.start[low : low + n] for low, n in zip(fills.first, fills.count, strict=True)]
    foreign = [s for name, s in zip(fills.names, shapes, strict=True) if not (name and name in own)]
    return np.array([any(inside_by_hand(p, shape) for shape in foreign) for p in points], dtype=bool)
