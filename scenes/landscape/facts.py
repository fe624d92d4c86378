"""An error over two weights and a descent on it: of a function, or of a real network in training."""

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
"""Number of samples, across and up, of a slice through the loss of a network."""
PATH_SHARE = 0.66
"""Share of its window that the path of a training spans."""
FILTER_REACH = 1.0
"""Reach of a slice along filters: each weight goes from 0 to twice its size."""
CLIMB_FACTOR = 1.15
"""Factor on the total decrease by which a descent that diverges has climbed above its start."""
STEEPNESS_FACTOR = 5.0
"""Factor on the slope at the start above which ground is not shown, if a descent has no end."""


@dataclass(frozen=True, eq=False)
class Descent:
    """A descent, and the error that it decreases.

    Attributes:
        f: the error.
        iterates: the start and the weights after each step, shape `(k, 2)`.
        framed: number of first iterates that the window must contain.
        window: the windows of x and y that belong to the error; None to choose them.
        explained: share of the movement of a training that its plane captures, 0 to 1.
        weights: number of weights of which the error is a function.
    """

    f: Field
    iterates: Array
    framed: int
    window: tuple[Interval, Interval] | None = None
    explained: float = 1.0
    weights: int = 2

    def view(self, window: Interval | None, aspect: float) -> View:
        """Return the view with equal scales: over a given window of x, or one for the iterates."""
        if self.window is not None:
            return View(*self.window, 1.0)
        return map_view(self.f, self.iterates[: self.framed], window, aspect)


def descent_on(f: Expr, start: tuple[float, float], rate: float, steps: int) -> Descent:
    """Return the gradient descent on a function of two variables.

    Raises:
        ParamError: if the function has no gradient at the start.
    """
    with as_refusals("start"):
        path = descend(f, start, GradientDescent(rate=rate), steps)
    return Descent(field_of(f), path.points, _framed(path))


def _framed(path: Path) -> int:
    """Return how many first iterates neither climb far above the start nor reach far steeper ground."""
    fall = max(float(path.values[0] - path.values.min()), 1e-12 * abs(float(path.values[0])))
    steepness = np.linalg.norm(path.gradients, axis=1)
    runs_off = bool(steepness[-1] >= steepness.max())
    away = path.values > path.values[0] + CLIMB_FACTOR * fall
    away |= runs_off & (steepness > STEEPNESS_FACTOR * steepness[0])
    return int(np.argmax(away)) if away.any() else len(away)


@lru_cache(maxsize=4)
def network_training(plane: str) -> Descent:
    """Return the training of a small network on two half circles, on a plane through its trained weights.

    Args:
        plane: `path` for the plane in which the training moves most, `filters` for two random directions
            with filter normalization (Li, Xu, Taylor, Studer and Goldstein 2018).
    """
    data = moons(SAMPLES, noise=0.12)
    history = fit(NETWORK, data, TRAINED_BY, EPOCHS)
    center, explained = history.points[-1], 0.0
    if plane == "path":
        directions, shares, iterates = principal_directions(history)
        explained, middle = float(shares.sum()), (iterates.min(axis=0) + iterates.max(axis=0)) / 2
        reach = float(np.ptp(iterates, axis=0).max()) / PATH_SHARE / 2
    else:
        directions, iterates = filter_directions(NETWORK, center), np.zeros((1, 2))
        middle, reach = np.zeros(2), FILTER_REACH
    x, y = (Interval(at - reach, at + reach) for at in middle.tolist())
    cut = loss_slice(NETWORK, data, center, directions, x, y, RESOLUTION)
    return Descent(
        f=BicubicInterpolant(cut.a, cut.b, cut.losses),
        iterates=iterates,
        framed=len(iterates),
        window=(x, y),
        explained=explained,
        weights=len(center),
    )


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The part of a descent so far, and the error that it decreases.

    Attributes:
        start: the starting point.
        place: the present point.
        path: the path from the start to the present point; None before the first step.
        stops: the visible iterates, the start first.
        first: the error at the start.
        error: the error at the present point.
        last: the error at the last stop.
        steps: the number of steps in the window.
        leaves: whether the descent leaves the window.
        function: the error over two weights; None if it is that of a network.
        levels: the levels of the level lines.
        azimuth: the rotation of the surface, in degrees.
        percent: share of a network's training that its slice captures, in percent; 0 if it shows none of it.
        weights: number of weights of which the error is a function.
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
    weights: int


def facts_at(descent: Descent, progress: float, view: View, function: Expr | None, azimuth: float) -> Facts:
    """Return a descent up to a share of its length.

    Args:
        descent: the descent.
        progress: the share, 0 to 1.
        view: the view.
        function: the error over two weights; None if it is that of a network.
        azimuth: the rotation of the surface, in degrees.

    Raises:
        ParamError: if it starts outside the window, or where the error is undefined.
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
        weights=descent.weights,
    )


def _within(iterates: Array, view: View) -> tuple[Array, bool]:
    """Return the iterates before the first outside the window, and whether there is one."""
    x, y = iterates.T
    outside = (x < view.x.low) | (x > view.x.high) | (y < view.y.low) | (y > view.y.high)
    count = int(np.argmax(outside)) if outside.any() else len(iterates)
    if count == 0:
        raise ParamError(
            "start",
            f"({x[0]:g}, {y[0]:g}) lies outside the window; choose a start inside it, or a wider window",
        )
    return iterates[:count], bool(outside.any())
