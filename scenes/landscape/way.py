"""What is true of a way down over a landscape of error."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hillside.stage.errors import ParamError
from hillside.stage.view import View
from mathcore import Point, Polyline
from scenes.landscape.land import Land
from scenes.shared.maps.scalar_field import Array

DRAPED = 0.01
"""The way over the surface is followed in steps of this share of the window."""


@dataclass(frozen=True, kw_only=True)
class Way:
    """A way over ground, as far as it has been walked.

    Attributes:
        start: where it begins.
        place: where the walker is.
        path: from the start to the place; None before the first step.
        stops: the places after each whole step that is seen, the start first.
        first: the error at the start.
        error: the error at the place.
        last: the error at the last stop.
        steps: how many steps there are in the window.
        leaves: whether the way runs out of the window.
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


def way_over(land: Land, progress: float, view: View) -> Way:
    """Return the way as far as a share of 0 to 1 of its length.

    Raises:
        ParamError: if it starts outside of the window, or where there is no error.
    """
    stops, leaves = _within(land.stops, view)
    errors = land.f(*stops.T)
    lengths = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(stops, axis=0).T))])
    walked = min(max(progress, 0.0), 1.0) * float(lengths[-1])
    place = np.array([np.interp(walked, lengths, stops[:, axis]) for axis in (0, 1)])
    so_far = np.vstack([stops[lengths < walked], place]) if walked > 0 else stops[:1]
    points = tuple(Point(*row) for row in stops.tolist())
    return Way(
        start=points[0],
        place=Point(*place.tolist()),
        path=Polyline(tuple(Point(*row) for row in so_far.tolist())) if walked > 0 else None,
        stops=points,
        first=float(errors[0]),
        error=float(land.f(*place[:, None])[0]),
        last=float(errors[-1]),
        steps=len(stops) - 1,
        leaves=leaves,
    )


def _within(stops: Array, view: View) -> tuple[Array, bool]:
    """Return the stops up to the first outside of the window, and whether there is one."""
    x, y = stops.T
    outside = (x < view.x.low) | (x > view.x.high) | (y < view.y.low) | (y > view.y.high)
    count = int(np.argmax(outside)) if outside.any() else len(stops)
    if count == 0:
        raise ParamError(
            "start",
            f"({x[0]:g}, {y[0]:g}) lies outside the window; choose a start inside it, or a wider window",
        )
    return stops[:count], bool(outside.any())


def draped(path: Polyline, view: View) -> Array:
    """Return places along a way, close enough together to lie on the ground: shape `(n, 2)`."""
    corners = np.array([[point.x, point.y] for point in path.points])
    lengths: Array = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(corners, axis=0).T))])
    count = max(int(lengths[-1] / (DRAPED * min(view.x.width, view.y.width))), 1) + 2
    stations = np.sort(np.concatenate([np.linspace(0.0, float(lengths[-1]), count), lengths]))
    return np.column_stack([np.interp(stations, lengths, corners[:, axis]) for axis in (0, 1)])
