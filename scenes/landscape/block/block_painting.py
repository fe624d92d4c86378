"""A block of ground in pixels: shaded ground, two walls, and the shadow that the block casts on the paper.

All lines of sight in one vertical plane are followed together: from the eye outward, the ground that is
visible is that at which the slope of the line of sight from the eye reaches a new maximum.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from hillside.stage.drawing import Pixels
from hillside.stage.look.color import Color
from hillside.stage.look.oklab import to_oklab, to_signal
from hillside.stage.sheet import Box
from scenes.landscape.block.block_light import bilinear
from scenes.landscape.block.camera import BASE, COS, DISTANCE, EYE, SIN, TALL, Camera
from scenes.shared.maps.scalar_field import Array, Flags, Indices

Table: TypeAlias = NDArray[np.float32]
"""Colors in many directions of sight: the last axis is red, green, blue and alpha."""

FINER = 1.15
"""Number of bearings and slopes for each column and row of pixels."""
SAMPLES = 420
"""Number of samples of the ground along each bearing."""
SHADOW_REACH, SHADOW_SHIFT = 0.12, 0.03
"""How far the shadow on the paper reaches beyond the block, and how far it lies off away from the sun, in
halves of the block's width."""
BAND = 16
"""Number of bearings or rows that are computed together: few enough for the processor's cache."""
FOOT = 0.93
"""Lightness of a wall at its foot, relative to its top."""


@dataclass(frozen=True)
class Walls:
    """The colors of the walls and of the shadow.

    Attributes:
        left: the wall that faces the viewer on the left, at its top.
        right: the one on the right.
        shadow: the shadow on the paper.
        strength: its opacity beside the block, 0 to 1.
    """

    left: Color
    right: Color
    shadow: Color
    strength: float


ON_LIGHT = Walls("#c3d0cb", "#9db0aa", "#2b3b46", 0.26)
ON_DARK = Walls("#64777a", "#4a5a5e", "#04070a", 0.8)


def block_pixels(
    camera: Camera, heights: Array, colors: Array, walls: Walls, box: Box, scale: float
) -> Pixels:
    """Return a block with its shadow: shape `(height, width, 4)`, alpha premultiplied, the top row first.

    Args:
        camera: the camera.
        heights: relative heights on a grid over the block, shape `(n, n)`; `nan` where there is no ground.
        colors: the colors of its nodes, sRGB from 0 to 1, shape `(n, n, 3)`.
        walls: the colors of its walls.
        box: the box of the picture, in layout pixels.
        scale: pixels per layout pixel.
    """
    width, height = max(round(box.width * scale), 2), max(round(box.height * scale), 2)
    x = (box.left + (np.arange(width) + 0.5) * box.width / width - camera.center[0]) / camera.scale
    y = (box.top - (np.arange(height) + 0.5) * box.height / height - camera.center[1]) / camera.scale
    forward = DISTANCE * COS + y * SIN
    bearing: Array = x[None, :] / forward[:, None]
    slope: Array = (y * COS - DISTANCE * SIN)[:, None] / np.hypot(x[None, :], forward[:, None])
    bearings: Array = np.linspace(float(bearing.min()), float(bearing.max()), round(width * FINER))
    slopes: Array = np.linspace(float(slope.min()), float(slope.max()), round(height * FINER))
    table = np.vstack(
        [
            _table(camera, heights, colors, walls, bearings[first : first + BAND], slopes)
            for first in range(0, len(bearings), BAND)
        ]
    )
    across = (bearing - bearings[0]) / (bearings[1] - bearings[0])
    up = (slope - slopes[0]) / (slopes[1] - slopes[0])
    pixels = np.empty((height, width, 4), dtype=np.uint8)
    for first in range(0, height, BAND):
        rows = slice(first, first + BAND)
        colored = _resampled(table, across[rows], up[rows])
        pixels[rows] = np.rint(255 * np.clip(colored, 0.0, 1.0))
    return pixels


def _table(
    camera: Camera, heights: Array, colors: Array, walls: Walls, bearings: Array, slopes: Array
) -> Table:
    """Return the color in each direction of sight: shape `(bearings, slopes, 4)`, alpha premultiplied."""
    turns = np.arctan(bearings)
    directions = np.outer(np.sin(turns), camera.right) + np.outer(np.cos(turns), camera.away)
    first, last, side = _crossings(camera.eye, directions)
    table = np.zeros((len(bearings), len(slopes), 4), dtype=np.float32)
    bare = np.ones(table.shape[:2], dtype=bool)
    rays = np.flatnonzero(last > first)
    if len(rays):
        distances = first[rays, None] + (last - first)[rays, None] * np.linspace(0.0, 1.0, SAMPLES)
        grid = np.nan_to_num(heights, nan=BASE)
        places = _on_grid(camera.eye + distances[..., None] * directions[rays, None], len(grid))
        rise = (TALL * bilinear(grid, *places) - EYE) / distances
        highest = np.maximum.accumulate(rise, axis=1)
        index = np.array([np.searchsorted(each, slopes) for each in highest])
        foot = (TALL * BASE - EYE) / first[rays]
        on_wall = (index == 0) & (slopes >= foot[:, None])
        ray, place = np.nonzero(on_wall)
        up = (slopes[place] - foot[ray]) / np.maximum(rise[ray, 0] - foot[ray], 1e-9)
        table[rays[ray], place] = _wall_colors(camera, side[rays[ray]], up, walls)
        on_ground = (index > 0) & (index < SAMPLES)
        ray, place = np.nonzero(on_ground)
        after = index[ray, place]
        near, far = rise[ray, after - 1], rise[ray, after]
        share = np.clip((slopes[place] - near) / np.maximum(far - near, 1e-12), 0.0, 1.0)
        distance = distances[ray, after - 1] * (1 - share) + distances[ray, after] * share
        seen = _on_grid(camera.eye + distance[:, None] * directions[rays[ray]], len(grid))
        table[rays[ray], place] = _ground(heights, colors, *seen)
        bare[rays] = ~(on_wall | on_ground)
    _cast_shadow(table, bare, camera, directions, slopes, walls)
    return table


def _ground(heights: Array, colors: Array, column: Array, row: Array) -> Array:
    """Return the colors of the ground at fractional columns and rows; transparent where there is none."""
    known = np.isfinite(heights)
    opaque = np.ones(len(column)) if known.all() else bilinear(known.astype(float), column, row).round()
    return np.column_stack([bilinear(colors, column, row) * opaque[:, None], opaque])


def _crossings(eye: Array, directions: Array) -> tuple[Array, Array, Indices]:
    """Return the distances at which lines of sight enter and leave the block, and the axis of the wall."""
    with np.errstate(divide="ignore"):
        one, other = (-1 - eye) / directions, (1 - eye) / directions
    nearer, further = np.minimum(one, other), np.maximum(one, other)
    side = np.argmax(nearer, axis=1)
    return nearer.max(axis=1), further.min(axis=1) - 1e-9, side


def _on_grid(points: Array, n: int) -> tuple[Array, Array]:
    places = np.clip((points + 1) / 2 * (n - 1), 0, n - 1)
    return places[..., 0], places[..., 1]


def _wall_colors(camera: Camera, side: Indices, up: Array, walls: Walls) -> Array:
    """Return the colors of walls, darker towards their foot.

    Args:
        camera: the camera.
        side: 0 for a wall along y, 1 for one along x, shape `(n,)`.
        up: height on the wall, from 0 at its foot to 1, shape `(n,)`.
        walls: the colors of walls that face left and right.
    """
    outward = np.where(camera.toward > 0, 1.0, -1.0) * camera.right
    share = np.clip(0.5 + 0.6 * outward, 0.0, 1.0)[:, None]
    tones = (1 - share) * to_oklab(walls.left) + share * to_oklab(walls.right)
    lightness = FOOT + (1 - FOOT) * up
    steps = np.linspace(FOOT, 1.0, 64)
    table = to_signal(tones[:, None] * steps[None, :, None])
    step = np.rint((lightness - FOOT) / (1 - FOOT) * 63).astype(int)
    return np.column_stack([table[side, step], np.ones(len(up))])


def _cast_shadow(
    table: Table, bare: Flags, camera: Camera, directions: Array, slopes: Array, walls: Walls
) -> None:
    """Paint the shadow on the bare paper, which lies at the foot of the block."""
    below = slopes < -0.05
    distance = (TALL * BASE - EYE) / np.where(below, slopes, -1.0)
    shift = SHADOW_SHIFT * (camera.right - camera.away) / 2**0.5
    points = (camera.eye[axis] + np.outer(directions[:, axis], distance) - shift[axis] for axis in (0, 1))
    beyond = np.hypot(*(np.maximum(np.abs(each) - 1, 0.0) for each in points))
    share = np.clip(1 - beyond / SHADOW_REACH, 0.0, 1.0)
    alpha = walls.strength * share**2 * (3 - 2 * share)
    tint = [int(walls.shadow[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    shaded = bare & below & (alpha > 0)
    table[shaded] = alpha[shaded, None] * np.array([*tint, 1.0])


def _resampled(table: Table, across: Array, up: Array) -> Table:
    """Return a table at fractional indices, shape `(h, w, 4)`."""
    rows = table.shape[1]
    flat = table.view(np.complex128).ravel()  # the 16 bytes of a color, fetched as one number
    column = np.clip(across.astype(np.int32), 0, table.shape[0] - 2)
    row = np.clip(up.astype(np.int32), 0, rows - 2)
    s, t = (np.repeat(each.astype(np.float32)[..., None], 4, axis=-1) for each in (across - column, up - row))
    first = column * rows + row

    def at(index: NDArray[np.int32]) -> Table:
        return flat[index].view(np.float32).reshape(*index.shape, 4)

    low = at(first) * (1 - t) + at(first + 1) * t
    high = at(first + rows) * (1 - t) + at(first + rows + 1) * t
    return np.asarray(low * (1 - s) + high * s, dtype=np.float32)
