"""A few of many places: the cheapest, and different ones."""

import numpy as np

from hillside.stage.geometry import Array, Indices

CELL = 90.0  # pixels: options whose boxes are this close together are much the same


def spread(cost: Array, corners: Array, count: int) -> Indices:
    """At most `count` rows: the cheapest half of them, then the cheapest of each part of the page.

    >>> spread(np.array([3.0, 1.0, 2.0]), np.array([[900.0, 0.0], [0.0, 0.0], [1.0, 1.0]]), 2).tolist()
    [1, 0]
    """
    rows = np.argsort(cost, kind="stable")
    if len(rows) <= count:
        return rows
    left, bottom = np.floor(corners[rows] / CELL).T
    _, first = np.unique(left + 1j * bottom, return_index=True)
    head = np.arange(count // 2)
    others = np.setdiff1d(np.sort(first), head)[: count - len(head)]
    return rows[np.sort(np.concatenate([head, others]))]
