"""What a viewer sees of a block of ground, and the side from which a path on it is seen best."""

from __future__ import annotations

import numpy as np

from hillside.stage.sheet import Box
from mathcore import Interval
from scenes.landscape.block.block_light import bilinear
from scenes.landscape.block.camera import BASE, COS, EYE, SIN, TALL, Camera
from scenes.shared.maps.scalar_field import Array, Flags

SIGHT_STEP = 0.02
"""Step along a line of sight, in units of the block."""
LIFT = 0.008
"""Depth under the ground, as a share of its height, up to which a point counts as on it."""
AZIMUTHS = (-30.0, 30.0, -60.0, 60.0, 120.0, -120.0, 150.0, -150.0)
"""The sides from which a landscape is looked at, the usual one first."""
LATER_SIDE, HIGH_FRONT = 0.012, 0.25
"""Cost of each further side in this order, and of a front that is higher than the back by all of the height;
the share of the path that is hidden costs itself. Without the cost of a high front
`landscape --function "(sigmoid(2w1 + w2) - 1)^2" --start -1 --start-y -1` shows a wall."""


def is_visible(camera: Camera, ground: Array, block: Array, heights: Array) -> Flags:
    """Return whether points of a block are seen: no ground is above the line from each to the eye.

    Args:
        camera: the camera.
        ground: relative heights on a grid over the block, row by row from the lowest y, shape `(n, n)`.
        block: the points, shape `(k, 2)`, in units of the block.
        heights: their relative heights, shape `(k,)`.
    """
    to_eye = camera.eye - block
    far = np.hypot(*to_eye.T)
    toward = to_eye / far[:, None]
    climb = (EYE - TALL * heights) / far
    steps = np.arange(SIGHT_STEP, TALL * (1 - BASE) * COS / SIN + SIGHT_STEP, SIGHT_STEP)
    with np.errstate(divide="ignore"):
        leaves = ((np.copysign(1.0, toward) - block) / toward).min(axis=1)
    # The last step in the block is on its rim, which may be the highest ground on the way.
    along = np.minimum(steps[None], np.maximum(leaves, 0.0)[:, None])
    ahead = (block[:, None] + along[..., None] * toward[:, None]).reshape(-1, 2)
    column, row = np.clip((ahead + 1) / 2 * (len(ground) - 1), 0, len(ground) - 1).T
    above = bilinear(ground, column, row).reshape(along.shape)
    return ~np.any(above > heights[:, None] + along * climb[:, None] / TALL + LIFT, axis=1)


def best_azimuth(ground: Array, path: Array, heights: Array) -> float:
    """Return the azimuth, in degrees, from which a path is seen best and the front is not too high.

    Args:
        ground: relative heights on a grid over the block, shape `(n, n)`.
        path: points of the path in units of the block, shape `(k, 2)`.
        heights: their relative heights, shape `(k,)`.

    >>> best_azimuth(np.full((5, 5), 0.5), np.zeros((1, 2)), np.array([0.5]))
    -30.0
    """
    unit = Interval(-1, 1)
    nodes = np.linspace(-1, 1, len(ground))

    def cost(azimuth: float) -> float:
        camera = Camera(unit, unit, Box(0, 0, 1, 1), azimuth)
        hidden = 1 - float(np.mean(is_visible(camera, ground, path, heights)))
        away = np.add.outer(nodes * camera.away[1], nodes * camera.away[0])
        front = float(ground[away < -0.7].mean() - ground[away > 0.7].mean())
        return hidden + HIGH_FRONT * max(front, 0.0) + LATER_SIDE * AZIMUTHS.index(azimuth)

    return min(AZIMUTHS, key=cost)
