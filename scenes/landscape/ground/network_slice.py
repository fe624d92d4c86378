"""A plane through the loss of a real network: that of its training path, or of two random directions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from mathcore import (
    BicubicInterpolant,
    GradientDescent,
    History,
    Interval,
    Network,
    filter_directions,
    fit,
    loss_slice,
    moons,
)
from scenes.shared.maps.scalar_field import Array, Field

NETWORK = Network((2, 8, 1))
SAMPLES, NOISE, STEPS, TRAINED_BY = 120, 0.16, 60, GradientDescent(rate=1.0)
RESOLUTION = 49
"""Number of samples across and up of a slice."""
PATH_SHARE = 0.62
"""Share of its window that the path of a training spans."""
FILTER_REACH = 1.0
"""Reach of a slice along filters: each weight goes from 0 to twice its size."""


@dataclass(frozen=True, eq=False)
class NetworkSlice:
    """The loss of a trained network on a plane through its last weights, which are its (0, 0).

    Attributes:
        f: the loss on the plane.
        path: the weights in training projected onto it, shape `(k, 2)`; for random directions the last alone.
        x: the window of the first direction.
        y: the window of the second one.
        weights: all weights at each point of the path, shape `(k, p)`.
        losses: the true losses there, shape `(k,)`.
        share: share of the squared way of the training that the plane holds, 0 to 1; 0 if it holds no way.
    """

    f: Field
    path: Array
    x: Interval
    y: Interval
    weights: Array
    losses: Array
    share: float


@lru_cache(maxsize=2)
def network_slice(plane: str) -> NetworkSlice:
    """Return the slice through the loss of a small network trained on two half circles.

    Args:
        plane: `path` for the plane through the first and the last weights and those furthest off the line
            between the two, so that these three heights are exact; `filters` for two random directions with
            filter normalization (Li, Xu, Taylor, Studer and Goldstein 2018).
    """
    data = moons(SAMPLES, noise=NOISE)
    history = fit(NETWORK, data, TRAINED_BY, STEPS)
    end = history.points[-1]
    if plane == "path":
        directions = plane_of(history)
        path = (history.points - end) @ directions.T
        reach = float(np.ptp(path, axis=0).max()) / PATH_SHARE / 2
        middle = (path.min(axis=0) + path.max(axis=0)) / 2
    else:
        directions, path = filter_directions(NETWORK, end), np.zeros((1, 2))
        reach, middle = FILTER_REACH, np.zeros(2)
    x, y = (Interval(at - reach, at + reach) for at in middle.tolist())
    cut = loss_slice(NETWORK, data, end, directions, x, y, RESOLUTION)
    f = BicubicInterpolant(cut.a, cut.b, cut.losses)
    kept = len(path)
    share = held_share(history, directions) if plane == "path" else 0.0
    return NetworkSlice(f, path, x, y, history.points[-kept:], history.losses[-kept:], share)


def plane_of(history: History) -> Array:
    """Return two orthonormal directions whose plane holds the first, the last and the furthest point.

    Returns:
        Shape `(2, p)`: from the first to the last point, and to that furthest off the line between them.
    """
    moves = history.points - history.points[0]
    along = moves[-1] / np.linalg.norm(moves[-1])
    off = moves - np.outer(moves @ along, along)
    lengths = np.linalg.norm(off, axis=1)
    furthest = int(np.argmax(lengths))
    return np.stack([along, -off[furthest] / lengths[furthest]])


def held_share(history: History, directions: Array) -> float:
    """Return the share of the squared way from the first point that a plane through it holds, 0 to 1."""
    moves = history.points - history.points[0]
    held = moves @ directions.T
    return float(np.sum(held**2) / np.sum(moves**2))
