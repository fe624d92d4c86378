"""Light and shade on a block of ground: the sun, the shadows that hills cast, and the open sky.

The light is fixed to the viewer, behind and to the left, so that what is lit does not depend on the azimuth.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hillside.stage.look.oklab import to_signal
from scenes.landscape.block.camera import TALL, Camera
from scenes.shared.maps.scalar_field import Array
from scenes.shared.maps.shades import ramp_oklab

SUN = np.array([-0.62, 0.30, 0.72])
"""Direction to the sun: to the right, away from the viewer, up."""
DIRECTIONS, SKY_REACH = 16, 0.75
"""Number of directions in which the sky is looked for, and how far, in halves of the block's width."""
SUN_REACH = 1.3
"""How far a hill that hides the sun is looked for, in the same unit."""
STEPS = 22
"""Number of steps to that distance, closer together at its beginning."""
PENUMBRA = 0.15
"""Half the width of the edge of a shadow, as a share of the height of the sun."""


@dataclass(frozen=True, kw_only=True)
class Light:
    """How much light falls on ground; the sketch of `landscape` was looked at until these were right.

    Attributes:
        ambient: light on ground that the sun does not reach; the sun adds the rest. Lower, valleys are black.
        shadow: share of the sun's light that is left in the shadow of a hill.
        brightest: maximum light relative to level ground, or slopes to the sun lose their color.
        open: light of a place that sees none of the sky; the sky adds the rest. At 1 valleys look flat.
        chroma: exponent of light in the strength of a color: shade is greyer.
    """

    ambient: float = 0.72
    shadow: float = 0.35
    brightest: float = 1.07
    open: float = 0.76
    chroma: float = 1.2


LIGHT = Light()


def ground_colors(heights: Array, sky: Array, camera: Camera) -> Array:
    """Return the color of the ground on a grid over the block: sRGB from 0 to 1, shape `(n, n, 3)`.

    Args:
        heights: relative heights at the nodes, row by row from the lowest y, shape `(n, n)`.
        sky: the open sky over each node: see `open_sky`.
        camera: the camera, to which the sun is fixed.
    """
    lightness = sunlight(heights, camera) * (LIGHT.open + (1 - LIGHT.open) * sky)
    color = ramp_oklab(heights)
    color[..., 0] *= lightness
    color[..., 1:] *= lightness[..., None] ** LIGHT.chroma
    return to_signal(color)


def sunlight(heights: Array, camera: Camera) -> Array:
    """Return the light of the sun on each node relative to that on level ground, shape `(n, n)`."""
    spacing = 2 / (len(heights) - 1)
    along_y, along_x = np.gradient(TALL * heights, spacing)
    sun = SUN / np.linalg.norm(SUN)
    to_sun = sun[0] * camera.right + sun[1] * camera.away
    facing = (sun[2] - along_x * to_sun[0] - along_y * to_sun[1]) / np.sqrt(1 + along_x**2 + along_y**2)
    height_of_sun = sun[2] / float(np.hypot(*to_sun))
    hidden = _horizon(TALL * heights, to_sun / np.hypot(*to_sun), SUN_REACH)
    edge = (height_of_sun * (1 + PENUMBRA) - hidden) / (2 * PENUMBRA * height_of_sun)
    share = _smooth(np.clip(edge, 0.0, 1.0))
    direct = np.maximum(facing, 0.0) * (LIGHT.shadow + (1 - LIGHT.shadow) * share)
    level = LIGHT.ambient + (1 - LIGHT.ambient) * sun[2]
    return np.minimum((LIGHT.ambient + (1 - LIGHT.ambient) * direct) / level, LIGHT.brightest)


def open_sky(heights: Array) -> Array:
    """Return the share of the sky that each node sees, 0 to 1, shape `(n, n)`; at every azimuth the same.

    The mean over directions of the squared cosine of the horizon's angle (Dozier and Frew 1990).
    """
    turns = np.linspace(0, 2 * np.pi, DIRECTIONS, endpoint=False)
    horizons = (_horizon(TALL * heights, np.array([np.cos(turn), np.sin(turn)]), SKY_REACH) for turn in turns)
    return np.mean([1 / (1 + each**2) for each in horizons], axis=0)


def _horizon(ground: Array, toward: Array, reach: float) -> Array:
    """Return the tangent of the angle up to the horizon in a direction, at least 0, shape `(n, n)`."""
    n = len(ground)
    rows, columns = np.indices((n, n), dtype=float)
    highest = np.zeros((n, n))
    for distance in reach * (np.arange(1, STEPS + 1) / STEPS) ** 1.6:
        shift = toward * distance * (n - 1) / 2
        column, row = columns + shift[0], rows + shift[1]
        inside = (column >= 0) & (column <= n - 1) & (row >= 0) & (row <= n - 1)
        there = bilinear(ground, np.clip(column, 0, n - 1), np.clip(row, 0, n - 1))
        highest = np.maximum(highest, np.where(inside, (there - ground) / distance, 0.0))
    return highest


def bilinear(grid: Array, columns: Array, rows: Array) -> Array:
    """Return a grid, shape `(n, n)` or `(n, n, k)`, at fractional columns and rows that lie in it.

    >>> bilinear(np.array([[0.0, 1.0], [2.0, 3.0]]), np.array([0.5]), np.array([1.0])).tolist()
    [2.5]
    """
    n = len(grid)
    column, row = (np.minimum(each.astype(np.int32), n - 2) for each in (columns, rows))
    s, t = columns - column, rows - row
    first = (row * n + column).astype(np.intp)

    def mixed(flat: Array) -> Array:
        low = flat[first] * (1 - s) + flat[first + 1] * s
        high = flat[first + n] * (1 - s) + flat[first + n + 1] * s
        return low * (1 - t) + high * t

    if grid.ndim == 2:
        return mixed(grid.ravel())
    return np.stack([mixed(channel) for channel in grid.reshape(n * n, -1).T], axis=-1)


def _smooth(share: Array) -> Array:
    return share**2 * (3 - 2 * share)
