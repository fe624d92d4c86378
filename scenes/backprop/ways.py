"""The ways between the boxes of a computation: each leaves and arrives along the direction of the graph."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from hillside.stage.box import Box
from hillside.stage.geometry import Points


def way_between(
    source: Box,
    user: Box,
    port: float,
    passed: Sequence[tuple[float, float]],
    straight: tuple[float, float] = (0.0, 0.0),
    *,
    rightward: bool,
) -> Points:
    """Return the way from one box into another as a polyline, shape `(n, 2)`.

    Args:
        source: the box that it leaves.
        user: the box that it enters.
        port: how far off the middle of that box's side it enters, in layout pixels.
        passed: its places in the layers that it passes.
        straight: how far it runs straight on from the one box and up to the other, by their numbers.
        rightward: whether the graph runs from left to right, or from the bottom up.

    >>> way = way_between(Box(0, 0, 2, 2), Box(6, 4, 8, 6), 0.0, [], rightward=True)
    >>> way[[0, -1]].tolist()
    [[2.0, 1.0], [6.0, 5.0]]
    """
    onward = np.array([1.0, 0.0]) if rightward else np.array([0.0, 1.0])
    # Past a layer a way runs straight, clear of the numbers there.
    bends = [np.array(place) + side * source.height / 2 * onward for place in passed for side in (-1, 1)]
    start, end = _ports(source, user, port, rightward)
    between = [start + straight[0] * onward, *bends, end - straight[1] * onward]
    bows = [_bow(*ends, onward) for ends in pairwise(between)]
    return np.vstack([start[None], *bows, end[None]])


def _ports(source: Box, user: Box, port: float, rightward: bool) -> tuple[Points, Points]:
    """Return where a way leaves one box and enters the next."""
    if rightward:
        return np.array([source.right, source.center[1]]), np.array([user.left, user.center[1] - port])
    return np.array([source.center[0], source.top]), np.array([user.center[0] + port, user.bottom])


def _bow(start: Points, end: Points, onward: Points) -> Points:
    """Return a curve that leaves and arrives along a direction, shape `(17, 2)`."""
    reach = float((end - start) @ onward) / 2
    share = np.linspace(0.0, 1.0, 17)[:, None]
    control = (start, start + reach * onward, end - reach * onward, end)
    weights = ((1 - share) ** 3, 3 * (1 - share) ** 2 * share, 3 * (1 - share) * share**2, share**3)
    return sum((weight * point for weight, point in zip(weights, control, strict=True)), np.zeros((17, 2)))
