"""The standing hiker, and what anyone must be given to stand or walk."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from scenes.hiker.body.body import Body
from scenes.hiker.body.dress import dressed
from scenes.hiker.body.stance import Place, standing
from scenes.hiker.body.terrain import Terrain

Array = NDArray[np.float64]


def stand(ground: Array, x: float, height: float, facing: int = 1) -> Body:
    """Let a hiker stand at x, both feet on the ground.

    Args:
        ground: vertices of the ground in pixels, y up, shape `(n, 2)`, n >= 2, x strictly increasing.
            Between them it is straight; beyond its ends it goes on straight.
        x: where the weight is, pixels, within the ground.
        height: of the hiker standing upright, pixels, > 0.
        facing: +1 towards greater x, -1 towards smaller x.

    Raises:
        ValueError: the ground, x, height or facing breaks one of these rules.

    >>> level = np.array([[0.0, 20.0], [400.0, 20.0]])
    >>> body = stand(level, x=200.0, height=100.0)
    >>> body.feet[:, 1].tolist(), body.planted
    ([20.0, 20.0], (True, True))
    """
    checked(ground, (x,), height, facing)
    at = facing * x / height
    place = Place.on(Terrain.of(ground, height, facing).near(at))
    return dressed(standing(place, at), height, facing)


def checked(ground: Array, stops: tuple[float, ...], height: float, facing: int) -> None:
    """Refuse a ground, stops, a height or a facing that nobody can walk on.

    Raises:
        ValueError: with what was given, the rule and the way out.
    """
    if ground.ndim != 2 or ground.shape[1] != 2 or len(ground) < 2:
        raise ValueError(f"the ground has shape {ground.shape}; give at least two vertices as rows (x, y)")
    if not np.all(np.isfinite(ground)):
        raise ValueError("the ground has a vertex that is not finite; cut it at the pole or the gap")
    if not np.all(np.diff(ground[:, 0]) > 0):
        raise ValueError("the ground turns back; sort its vertices by x and give each x once")
    if not (math.isfinite(height) and height > 0):
        raise ValueError(f"the hiker's height is {height!r}; it must be a positive number of pixels")
    if facing not in (1, -1):
        raise ValueError(f"facing is {facing!r}; it is +1 (towards greater x) or -1 (towards smaller x)")
    low, high = float(ground[0, 0]), float(ground[-1, 0])
    for stop in stops:
        if not low <= stop <= high:
            raise ValueError(f"the hiker cannot be at x = {stop!r}: the ground goes from {low:g} to {high:g}")
