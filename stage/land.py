"""A landscape of error with the way down over it: a function's, or that of a real network in training."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from mathcore import (
    Adam,
    Expr,
    GradientDescent,
    Interval,
    Network,
    descend,
    filter_directions,
    fit,
    loss_slice,
    moons,
    principal_directions,
)
from mathcore.bicubic import Grid
from stage.errors import as_refusals
from stage.framing import View
from stage.map_view import map_view
from stage.squares import Array, Field, field_of

NETWORK = Network((2, 8, 1))
SAMPLES, EPOCHS, TRAINED_AT = 80, 120, Adam(rate=0.05)
RESOLUTION = 49
AROUND = 1.35
"""The window over a network's weights is so many times as wide as the way through them."""
FILTERED = 1.0
"""Across a slice along filters, each weight goes from 0 to twice its size."""
STRAY = 1.15
"""A descent that climbs above its start by this factor of the whole fall has run away."""


@dataclass(frozen=True, eq=False)
class Land:
    """Ground and a way over it.

    Attributes:
        f: the error.
        stops: the steps of the way, the start first, shape ``(k, 2)``.
        window: the window that belongs to the ground, where it has one of its own.
        share: the share of the way's movement that the ground holds: 1 for a function of two variables.
    """

    f: Field
    stops: Array
    window: Interval | None = None
    share: float = 1.0

    def view(self, window: Interval | None, aspect: float) -> View:
        """What part of the ground to show, with equal scales, wide enough for the way."""
        if self.window is not None:
            return View(self.window, self.window, 1.0)
        return map_view(self.f, self.stops[: _tame(self.f(*self.stops.T))], window, aspect)


def _tame(values: Array) -> int:
    """How many first steps do not climb far above the start."""
    fall = max(float(values[0] - np.nanmin(values)), 1e-12 * abs(float(values[0])))
    away = np.flatnonzero(~(values <= values[0] + STRAY * fall))
    return int(away[0]) if len(away) else len(values)


def land_of(f: Expr, start: tuple[float, float], rate: float, steps: int) -> Land:
    """A function of two variables, and gradient descent on it.

    Raises:
        ParamError: if the function has no gradient at the start.
    """
    with as_refusals("start"):
        return Land(field_of(f), descend(f, start, GradientDescent(rate=rate), steps).points)


@lru_cache(maxsize=4)
def network_land(plane: str) -> Land:
    """The loss of a small network on two half circles, over a plane through its trained weights.

    Args:
        plane: ``path`` for the plane in which the training moves most, ``filters`` for two random directions
            in which each unit counts by its size (Li, Xu, Taylor, Studer and Goldstein 2018).
    """
    data = moons(SAMPLES, noise=0.12)
    history = fit(NETWORK, data, TRAINED_AT, EPOCHS)
    center = history.points[-1]
    moves = history.points - center
    if plane == "path":
        directions, shares, stops = principal_directions(history)
        reach, share = AROUND * float(np.abs(stops).max()), float(shares.sum())
    else:
        directions = filter_directions(NETWORK, center)
        stops = np.linalg.lstsq(directions.T, moves.T, rcond=None)[0].T
        reach = FILTERED
        share = float(np.sum((stops @ directions) ** 2) / np.sum(moves**2))
    over = Interval(-reach, reach)
    cut = loss_slice(NETWORK, data, center, directions, over, over, RESOLUTION)
    return Land(Grid.of(cut), stops, over, share)
