"""The camera that looks down on a block of ground: a mild perspective, with upright edges upright.

The block is -1 to 1 across each window, and its heights are 0 to `TALL`. The camera turns around its vertical
axis. Every line of sight through one column of the picture lies in one vertical plane, its bearing, so that
what is hidden is found bearing by bearing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from hillside.stage.sheet import Box, Points
from mathcore import Interval
from scenes.shared.maps.scalar_field import Array

TALL = 0.84
"""Height of the ground, in halves of the block's width."""
BASE = -0.06
"""Lower end of the block, as a share of that height; negative is below the lowest point of its top."""
ELEVATION = 36.0
"""Angle of the view below the horizontal, in degrees."""
DISTANCE = 8.0
"""Distance of the eye from the middle of the block, in halves of its width."""
TURN_STEP = 5
"""Step of the azimuths at which the block must fit into its box, in degrees."""

_ANGLE = np.radians(ELEVATION)
COS, SIN = float(np.cos(_ANGLE)), float(np.sin(_ANGLE))
EYE = TALL / 2 + DISTANCE * SIN
"""Height of the eye in the block."""


@dataclass(frozen=True)
class Camera:
    """The projection of a block over a window of x and y into a box on the sheet.

    Attributes:
        x: the window of x.
        y: the window of y.
        box: the box on the sheet, in layout pixels, in which the block fits at every azimuth.
        azimuth: the rotation of the block in degrees, clockwise as seen from above.
        highest: greatest relative height on the rim of the block, and anywhere on it, 0 to 1.
    """

    x: Interval
    y: Interval
    box: Box
    azimuth: float
    highest: tuple[float, float] = (1.0, 1.0)

    @cached_property
    def right(self) -> Array:
        """The horizontal direction to the right of the picture in the block, shape `(2,)`."""
        turn = np.radians(self.azimuth)
        return np.array([np.cos(turn), np.sin(turn)])

    @property
    def away(self) -> Array:
        """The horizontal direction away from the viewer in the block, shape `(2,)`."""
        return np.array([-self.right[1], self.right[0]])

    @property
    def toward(self) -> Array:
        """The horizontal direction to the viewer in the block, shape `(2,)`."""
        return -self.away

    @property
    def eye(self) -> Array:
        """The place of the eye over the block, shape `(2,)`."""
        return -DISTANCE * COS * self.away

    @property
    def scale(self) -> float:
        """Layout pixels per unit of the block in its middle."""
        left, bottom, right, top = reach(self.highest)
        return min(self.box.width / (right - left), self.box.height / (top - bottom))

    @cached_property
    def center(self) -> Points:
        """The point on the sheet that the camera looks at, in layout pixels, shape `(2,)`."""
        left, bottom, right, top = reach(self.highest)
        middle = np.array([left + right, bottom + top]) / 2
        return np.array(self.box.center) - self.scale * middle

    def to_block(self, points: Array) -> Array:
        """Return data coordinates of shape `(n, 2)` in units of the block."""
        low = np.array([self.x.low, self.y.low])
        return 2 * (points - low) / np.array([self.x.width, self.y.width]) - 1

    def to_sheet(self, points: Array, heights: Array) -> Points:
        """Return points `(n, 2)` in data coordinates at relative heights `(n,)`, in layout pixels."""
        return self.of_block(self.to_block(points), heights)

    def of_block(self, points: Array, heights: Array) -> Points:
        """Return points `(n, 2)` of the block at relative heights `(n,)`, in layout pixels."""
        across, away = points @ self.right, points @ self.away
        return self.center + self.scale * seen(across, away, heights)


def seen(across: Array, away: Array, heights: Array) -> Array:
    """Return points as seen: `across` and `away` from the viewer, at relative heights; shape `(n, 2)`.

    >>> seen(np.array([0.0, 1.0]), np.array([0.0, 0.0]), np.array([0.5, 0.5])).tolist()
    [[0.0, 0.0], [1.0, 0.0]]
    """
    up = (heights - 0.5) * TALL
    nearness = DISTANCE / (DISTANCE + away * COS - up * SIN)
    return np.column_stack([across * nearness, (away * SIN + up * COS) * nearness])


@lru_cache(maxsize=64)
def reach(highest: tuple[float, float]) -> tuple[float, float, float, float]:
    """Return how far a block reaches in the picture at any azimuth: left, bottom, right, top.

    Args:
        highest: greatest relative height on its rim, and within.
    """
    turns = np.radians(np.arange(0, 360, TURN_STEP))
    rim, within = highest
    corners, middle = np.full(len(turns), 2**0.5), np.zeros(len(turns))
    rings = [(corners, BASE), (corners, rim), (middle, within), (corners / 2, within)]
    points = [
        seen(radius * np.cos(turns), radius * np.sin(turns), np.full(len(turns), height))
        for radius, height in rings
    ]
    low, high = np.vstack(points).min(axis=0), np.vstack(points).max(axis=0)
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])
