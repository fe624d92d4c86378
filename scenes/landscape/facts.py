"""An error over two weights and a descent on it: a function's, or that of a real network in training."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from hillside.stage.errors import ParamError, as_refusals
from hillside.stage.plane import View
from mathcore import (
    Adam,
    BicubicInterpolant,
    Expr,
    GradientDescent,
    Interval,
    Network,
    Path,
    Point,
    Polyline,
    descend,
    filter_directions,
    fit,
    loss_slice,
    moons,
    principal_directions,
)
from scenes.shared.maps.levels import levels_for
from scenes.shared.maps.map_view import map_view
from scenes.shared.maps.scalar_field import Array, Field, field_of

NETWORK = Network((2, 8, 1))
SAMPLES, EPOCHS, TRAINED_BY = 80, 120, Adam(rate=0.05)
RESOLUTION = 49
"""Samples across and up of a slice through the loss of a network."""
SPANNED = 0.66
"""The path of a training takes this share of its window."""
FILTERED = 1.0
"""Across a slice along filters, each weight goes from 0 to twice its size."""
STRAY = 1.15
"""A descent that climbs above its start by this factor of the whole fall diverges."""
STEEPER = 5.0
"""Where a descent has no end, ground steeper than at the start by this factor is no longer shown."""


@dataclass(frozen=True, eq=False)
class Descent:
    """A descent, and the error on which it goes down.

    Attributes:
        f: the error.
        iterates: the start and the weights after each step, shape `(k, 2)`.
        framed: how many of the first iterates the window is to hold.
        window: the windows of x and y, where they go with the error; None where they are to be chosen.
        explained: how much of the movement of a training its plane holds, 0 to 1.
    """

    f: Field
    iterates: Array
    framed: int
    window: tuple[Interval, Interval] | None = None
    explained: float = 1.0

    def view(self, window: Interval | None, aspect: float) -> View:
        """Return the view to show, with equal scales: over a chosen window of x, or one for the iterates."""
        if self.window is not None:
            return View(*self.window, 1.0)
        return map_view(self.f, self.iterates[: self.framed], window, aspect)


def descent_on(f: Expr, start: tuple[float, float], rate: float, steps: int) -> Descent:
    """Return gradient descent on a function of two variables.

    Raises:
        ParamError: if the function has no gradient at the start.
    """
    with as_refusals("start"):
        path = descend(f, start, GradientDescent(rate=rate), steps)
    return Descent(field_of(f), path.points, _framed(path))


def _framed(path: Path) -> int:
    """Return how many first iterates neither climb far above the start nor run off to ever steeper ground."""
    fall = max(float(path.values[0] - path.values.min()), 1e-12 * abs(float(path.values[0])))
    steepness = np.linalg.norm(path.gradients, axis=1)
    runs_off = bool(steepness[-1] >= steepness.max())
    away = path.values > path.values[0] + STRAY * fall
    away |= runs_off & (steepness > STEEPER * steepness[0])
    return int(np.argmax(away)) if away.any() else len(away)


@lru_cache(maxsize=4)
def network_training(plane: str) -> Descent:
    """Return the training of a small network on two half circles, on a plane through its trained weights.

    Args:
        plane: `path` for the plane in which the training moves most, `filters` for two random directions
            in which each unit counts by its size (Li, Xu, Taylor, Studer and Goldstein 2018).
    """
    data = moons(SAMPLES, noise=0.12)
    history = fit(NETWORK, data, TRAINED_BY, EPOCHS)
    center, explained = history.points[-1], 0.0
    if plane == "path":
        directions, shares, iterates = principal_directions(history)
        explained, middle = float(shares.sum()), (iterates.min(axis=0) + iterates.max(axis=0)) / 2
        reach = float(np.ptp(iterates, axis=0).max()) / SPANNED / 2
    else:
        directions, iterates = filter_directions(NETWORK, center), np.zeros((1, 2))
        middle, reach = np.zeros(2), FILTERED
    x, y = (Interval(at - reach, at + reach) for at in middle.tolist())
    cut = loss_slice(NETWORK, data, center, directions, x, y, RESOLUTION)
    return Descent(BicubicInterpolant(cut.a, cut.b, cut.losses), iterates, len(iterates), (x, y), explained)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """A descent as far as it has gone, and the error on which it goes down.

    Attributes:
        start: where it begins.
        place: where it has come to.
        path: from the start to there; None before the first step.
        stops: the iterates that are seen, the start first.
        first: the error at the start.
        error: the error at the place.
        last: the error at the last stop.
        steps: how many steps there are in the window.
        leaves: whether the descent runs out of the window.
        function: the error over two weights; None where it is that of a network.
        levels: the heights of the level lines.
        azimuth: degrees by which the surface is turned.
        percent: how much of the training of a network its slice holds; 0 where it shows none of it.
    """

    start: Point
    place: Point
    path: Polyline | None
    stops: tuple[Point, ...]
    first: float
    error: float
    last: float
    steps: int
    leaves: bool
    function: Expr | None
    levels: tuple[float, ...]
    azimuth: float
    percent: float


def facts_at(descent: Descent, progress: float, view: View, function: Expr | None, azimuth: float) -> Facts:
    """Return a descent as far as a share of 0 to 1 of its length.

    Args:
        descent: the descent.
        progress: the share.
        view: what is shown.
        function: the error over two weights; None where it is that of a network.
        azimuth: degrees by which the surface is turned.

    Raises:
        ParamError: if it starts outside of the window, or where there is no error.
    """
    iterates, leaves = _within(descent.iterates, view)
    errors = descent.f(*iterates.T)
    lengths = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(iterates, axis=0).T))])
    gone = min(max(progress, 0.0), 1.0) * float(lengths[-1])
    here = np.array([np.interp(gone, lengths, iterates[:, axis]) for axis in (0, 1)])
    so_far = np.vstack([iterates[lengths < gone], here]) if gone > 0 else iterates[:1]
    stops = tuple(Point(*row) for row in iterates.tolist())
    return Facts(
        start=stops[0],
        place=Point(*here.tolist()),
        path=Polyline(tuple(Point(*row) for row in so_far.tolist())) if gone > 0 else None,
        stops=stops,
        first=float(errors[0]),
        error=float(descent.f(*here[:, None])[0]),
        last=float(errors[-1]),
        steps=len(stops) - 1,
        leaves=leaves,
        function=function,
        levels=levels_for(descent.f, view),
        azimuth=azimuth,
        percent=100 * descent.explained,
    )


def _within(iterates: Array, view: View) -> tuple[Array, bool]:
    """Return the iterates before the first outside of the window, and whether there is one."""
    x, y = iterates.T
    outside = (x < view.x.low) | (x > view.x.high) | (y < view.y.low) | (y > view.y.high)
    count = int(np.argmax(outside)) if outside.any() else len(iterates)
    if count == 0:
        raise ParamError(
            "start",
            f"({x[0]:g}, {y[0]:g}) lies outside the window; choose a start inside it, or a wider window",
        )
    return iterates[:count], bool(outside.any())
