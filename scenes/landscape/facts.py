"""An error over two weights and a descent on it: of a function, or of a real network in training."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from math import floor, log10

import numpy as np

from hillside.stage.errors import ParamError, as_refusals
from hillside.stage.plane import View
from hillside.stage.ticks import Tick, ticks_of
from mathcore import (
    Expr,
    GradientDescent,
    Interval,
    Path,
    Point,
    Polyline,
    descend,
)
from scenes.landscape.block.camera import BASE
from scenes.landscape.block.line_of_sight import best_azimuth
from scenes.landscape.ground.named_ground import Place, places_on
from scenes.landscape.ground.network_slice import network_slice
from scenes.shared.maps.height_scale import HeightScale
from scenes.shared.maps.levels import levels_for
from scenes.shared.maps.map_view import map_view
from scenes.shared.maps.scalar_field import Array, Field, field_of

TICKS = 5
"""Maximum number of ticks on an axis of the block, 0 not counted."""
CUT_SAMPLES = 41
"""Number of samples across and up of a window twice as wide as a view."""
LEVEL_SHARE, STEEP_SHARE = 0.15, 0.4
"""Share of the greatest slope below which ground is level, and above which it is steep."""
SCALE_SAMPLES = 45
"""Number of samples across and up from which the range of heights is taken."""
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
        share: share of the way of a training that its plane holds, 0 to 1.
        weights: all weights of a network after each step, shape `(k, p)`; None for a function of two weights.
        errors: the error after each step, where it is not quite that of the plane, shape `(k,)`; or None.
    """

    f: Field
    iterates: Array
    framed: int
    window: tuple[Interval, Interval] | None = None
    share: float = 1.0
    weights: Array | None = None
    errors: Array | None = None

    def view(self, window: Interval | None, aspect: float) -> View:
        """Return the view with equal scales: over a given window of x, or one for the iterates."""
        if self.window is not None:
            return View(*self.window, 1.0)
        cut_off = partial(cost_of_cutting, self.f)
        return map_view(self.f, self.iterates[: self.framed], window, aspect, further_cost=cut_off)


def cost_of_cutting(f: Field, view: View) -> float:
    """Return the cost of a view that ends on a slope although the ground levels off beyond.

    0 where the ground around is no flatter, as around a parabola, up to 3 where all of the edge is steep.
    Without it `landscape --function "1/(1 + e^(-(x^2 + y^2 - 4)))"` shows the floor of the bowl alone.
    """
    shares: Array = np.linspace(-1.0, 1.0, CUT_SAMPLES)
    across = view.x.center + view.x.width * shares
    values = f(*np.meshgrid(across, view.y.center + view.y.width * shares))
    with np.errstate(invalid="ignore", over="ignore"):
        along_y, along_x = np.gradient(values, 4 / (CUT_SAMPLES - 1))
        slope: Array = np.hypot(along_y, along_x)
    near = np.maximum(np.abs(shares)[:, None], np.abs(shares)[None, :])
    edge, rim = slope[np.abs(near - 0.5) < 0.03], slope[near > 0.93]
    steepest = float(np.nanquantile(slope, 0.98)) if np.isfinite(slope).any() else 0.0
    levels_off = steepest > 0 and float(np.nanmedian(np.append(rim, np.inf))) < LEVEL_SHARE * steepest
    return 3.0 * float(np.nanmean(edge > STEEP_SHARE * steepest)) if levels_off else 0.0


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


def network_training(plane: str) -> Descent:
    """Return the training of a small network on two half circles, on a plane through its trained weights."""
    cut = network_slice(plane)
    return Descent(
        f=cut.f,
        iterates=cut.path,
        framed=len(cut.path),
        window=(cut.x, cut.y),
        share=cut.share,
        weights=cut.weights,
        errors=cut.losses,
    )


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The part of a descent so far, and the error that it decreases.

    Attributes:
        start: the starting point.
        place: the present point.
        path: the path from the start to the present point; None before the first step.
        stops: the visible iterates, the start first.
        taken: the number of steps taken so far.
        first: the error at the start.
        error: the error at the present point.
        last: the error at the last stop.
        steps: the number of steps in the window.
        leaves: whether the descent leaves the window.
        function: the error over two weights; None if it is that of a network.
        levels: the levels of the level lines.
        places: the hill, the valley, the lowest point and the plain, as far as there is one.
        azimuth: the rotation of the surface, in degrees.
        percent: share of a network's training that its slice holds, in percent; 0 if it shows none of it.
        weights: all weights of a network at the present point; empty if the error is a function of two.
        first_weights: the same at the start.
        largest_weight: the size of the largest one in training.
        block_ticks: the ticks at the two axes of the block.
    """

    start: Point
    place: Point
    path: Polyline | None
    stops: tuple[Point, ...]
    taken: int
    first: float
    error: float
    last: float
    steps: int
    leaves: bool
    function: Expr | None
    levels: tuple[float, ...]
    places: tuple[Place, ...]
    azimuth: float
    percent: float
    weights: tuple[float, ...] = ()
    first_weights: tuple[float, ...] = ()
    largest_weight: float = 0.0
    block_ticks: tuple[tuple[Tick, ...], tuple[Tick, ...]] = ((), ())

    @property
    def error_scale(self) -> float:
        """The size of the errors that determines their decimals: two digits of the last if possible.

        An error below a hundredth of the first is told to be about 0.
        """
        return max(10 * abs(self.last), abs(self.first) / 2)

    @property
    def rounded_errors(self) -> tuple[float, ...]:
        """The errors with as many decimals as are shown of each."""
        decimals = max(0, 2 - floor(log10(self.error_scale))) if self.error_scale > 0 else 2
        return tuple(round(error, decimals) for error in (self.first, self.error, self.last))

    @property
    def whole_percent(self) -> float:
        """The share that the slice of a network holds, in whole percent."""
        return float(round(self.percent))


@dataclass(frozen=True, eq=False)
class Ground:
    """What does not change while a descent goes on: the levels, and the names of places.

    Attributes:
        levels: the levels of the level lines.
        places: the named places.
        azimuth: the azimuth from which the path is seen best, in degrees.
        largest_weight: the size of the largest weight of a network in its training; 0 without one.
    """

    levels: tuple[float, ...]
    places: tuple[Place, ...]
    azimuth: float
    largest_weight: float

    @classmethod
    def of(cls, descent: Descent, view: View) -> Ground:
        """Return the ground of a descent in a view; that of a network, a mere slice, has no named places."""
        levels = levels_for(descent.f, view)
        over = (np.linspace(side.low, side.high, SCALE_SAMPLES) for side in (view.x, view.y))
        values = descent.f(*np.meshgrid(*over))
        scale = HeightScale.of(levels, values)
        inside, _ = _within(descent.iterates, view)
        low, width = np.array([view.x.low, view.y.low]), np.array([view.x.width, view.y.width])
        azimuth = best_azimuth(
            np.nan_to_num(scale.of_values(values), nan=BASE),
            2 * (inside - low) / width - 1,
            scale.of_values(descent.f(*inside.T)),
        )
        if descent.weights is not None:
            return cls(levels, (), azimuth, float(np.abs(descent.weights).max()))
        return cls(levels, places_on(descent.f, scale, view, inside), azimuth, 0.0)


def facts_at(
    descent: Descent, progress: float, view: View, ground: Ground, function: Expr | None, azimuth: float
) -> Facts:
    """Return a descent up to a share of its length.

    Args:
        descent: the descent.
        progress: the share, 0 to 1.
        view: the view.
        ground: the ground, which does not depend on the progress.
        function: the error over two weights; None if it is that of a network.
        azimuth: the rotation of the surface, in degrees.

    Raises:
        ParamError: if it starts outside the window, or where the error is undefined.
    """
    iterates, leaves = _within(descent.iterates, view)
    errors = descent.f(*iterates.T) if descent.errors is None else descent.errors[: len(iterates)]
    lengths = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(iterates, axis=0).T))])
    gone = min(max(progress, 0.0), 1.0) * float(lengths[-1])
    here = np.array([np.interp(gone, lengths, iterates[:, axis]) for axis in (0, 1)])
    so_far = np.vstack([iterates[lengths < gone], here]) if gone > 0 else iterates[:1]
    stops = tuple(Point(*row) for row in iterates.tolist())
    taken = len(stops) - 1 if progress >= 1 else int(np.sum(lengths <= gone)) - 1
    on_the_way = float(descent.f(*here[:, None])[0])
    return Facts(
        start=stops[0],
        place=Point(*here.tolist()),
        path=Polyline(tuple(Point(*row) for row in so_far.tolist())) if gone > 0 else None,
        stops=stops,
        taken=max(taken, 0),
        first=float(errors[0]),
        error=float(errors[0] if progress <= 0 else errors[-1] if progress >= 1 else on_the_way),
        last=float(errors[-1]),
        steps=len(stops) - 1,
        leaves=leaves,
        function=function,
        levels=ground.levels,
        places=ground.places,
        azimuth=azimuth,
        percent=100 * descent.share,
        weights=_weights_at(descent, lengths, gone),
        first_weights=() if descent.weights is None else tuple(descent.weights[0].tolist()),
        largest_weight=ground.largest_weight,
        block_ticks=(ticks_of(view.x, most=TICKS, zero=True), ticks_of(view.y, most=TICKS, zero=True)),
    )


def _weights_at(descent: Descent, lengths: Array, gone: float) -> tuple[float, ...]:
    """Return all weights at a length of the path, in proportion between two steps."""
    if descent.weights is None:
        return ()
    columns: list[Array] = list(descent.weights[: len(lengths)].T)
    return tuple(float(np.interp(gone, lengths, column)) for column in columns)


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
