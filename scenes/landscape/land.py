"""A landscape of error with the way down over it: a function's, or that of a real network in training."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from hillside.stage.errors import as_refusals
from hillside.stage.view import View
from mathcore import (
    Adam,
    BicubicInterpolant,
    Expr,
    GradientDescent,
    Interval,
    Network,
    Path,
    descend,
    filter_directions,
    fit,
    loss_slice,
    moons,
    principal_directions,
)
from scenes.shared.maps.map_view import map_view
from scenes.shared.maps.scalar_field import Array, Field, field_of

NETWORK = Network((2, 8, 1))
SAMPLES, EPOCHS, TRAINED_AT = 80, 120, Adam(rate=0.05)
RESOLUTION = 49
SPANNED = 0.66
"""The way of a training takes so much of its window."""
FILTERED = 1.0
"""Across a slice along filters, each weight goes from 0 to twice its size."""
STRAY = 1.15
"""A descent that climbs above its start by this factor of the whole fall has run away."""
STEEPER = 5.0
"""On a descent without an end, so much steeper ground than at the start is no longer shown."""


@dataclass(frozen=True, eq=False)
class Land:
    """Ground and a way over it.

    Attributes:
        f: the error.
        stops: the steps of the way, the start first, shape `(k, 2)`.
        windows: those of x and y that belong to the ground, where it has its own.
        tame: how many of the first stops are to be in the window.
        share: how much of the movement of a training its plane holds, 0 to 1.
    """

    f: Field
    stops: Array
    tame: int
    windows: tuple[Interval, Interval] | None = None
    share: float = 1.0

    def view(self, window: Interval | None, aspect: float) -> View:
        """Return what part of the ground to show, with equal scales, wide enough for the way."""
        if self.windows is not None:
            return View(*self.windows, 1.0)
        return map_view(self.f, self.stops[: self.tame], window, aspect)


def _tame(path: Path) -> int:
    """How many first steps neither climb far above the start nor run off to where it is ever steeper."""
    fall = max(float(path.values[0] - path.values.min()), 1e-12 * abs(float(path.values[0])))
    steepness = np.linalg.norm(path.gradients, axis=1)
    runs_off = bool(steepness[-1] >= steepness.max())
    away = path.values > path.values[0] + STRAY * fall
    away |= runs_off & (steepness > STEEPER * steepness[0])
    return int(np.argmax(away)) if away.any() else len(away)


def land_of(f: Expr, start: tuple[float, float], rate: float, steps: int) -> Land:
    """Return a function of two variables, and gradient descent on it.

    Raises:
        ParamError: if the function has no gradient at the start.
    """
    with as_refusals("start"):
        path = descend(f, start, GradientDescent(rate=rate), steps)
    return Land(field_of(f), path.points, _tame(path))


@lru_cache(maxsize=4)
def network_land(plane: str) -> Land:
    """Return the loss of a small network on two half circles, over a plane through its trained weights.

    Args:
        plane: `path` for the plane in which the training moves most, `filters` for two random directions
            in which each unit counts by its size (Li, Xu, Taylor, Studer and Goldstein 2018).
    """
    data = moons(SAMPLES, noise=0.12)
    history = fit(NETWORK, data, TRAINED_AT, EPOCHS)
    center, share = history.points[-1], 0.0
    if plane == "path":
        directions, shares, stops = principal_directions(history)
        share, middle = float(shares.sum()), (stops.min(axis=0) + stops.max(axis=0)) / 2
        reach = float(np.ptp(stops, axis=0).max()) / SPANNED / 2
    else:
        directions, stops = filter_directions(NETWORK, center), np.zeros((1, 2))
        middle, reach = np.zeros(2), FILTERED
    x, y = (Interval(at - reach, at + reach) for at in middle.tolist())
    cut = loss_slice(NETWORK, data, center, directions, x, y, RESOLUTION)
    return Land(BicubicInterpolant.of(cut), stops, len(stops), (x, y), share)
