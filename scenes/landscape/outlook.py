"""A block of ground seen from above at an angle, in parallel projection: from its own units to the sheet."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from hillside.stage.box import Box
from mathcore import Interval
from scenes.shared.maps.scalar_field import Array

TALL = 0.62
"""The height of the block, in halves of its width."""
ELEVATION = 38.0
"""Degrees by which the eye looks down."""


@dataclass(frozen=True)
class Outlook:
    """The block over a window of x and y, drawn in a box.

    The block is `-1` to `1` across each window, and 0 to `TALL` high.

    Attributes:
        x: the window of x.
        y: the window of y.
        box: where it is drawn, in layout pixels; it fits at every azimuth, so that turning does not zoom.
        azimuth: degrees by which the block is turned, clockwise as seen from above.
    """

    x: Interval
    y: Interval
    box: Box
    azimuth: float

    @cached_property
    def turn(self) -> tuple[float, float]:
        """Cosine and sine of the azimuth."""
        turn = np.radians(self.azimuth)
        return float(np.cos(turn)), float(np.sin(turn))

    @property
    def tilt(self) -> tuple[float, float]:
        """Cosine and sine of the elevation."""
        angle = np.radians(ELEVATION)
        return float(np.cos(angle)), float(np.sin(angle))

    @property
    def scale(self) -> float:
        """Layout pixels of one unit of the block."""
        cos, sin = self.tilt
        return min(self.box.width / (2 * 2**0.5), self.box.height / (2 * 2**0.5 * sin + TALL * cos))

    def to_block(self, points: Array) -> Array:
        """Return data coordinates of shape `(n, 2)` in units of the block."""
        low = np.array([self.x.low, self.y.low])
        return 2 * (points - low) / np.array([self.x.width, self.y.width]) - 1

    def to_sheet(self, points: Array, shares: Array) -> Array:
        """Points `(n, 2)` in data coordinates at shares `(n,)` of the full height, in layout pixels."""
        return self.of_block(self.to_block(points), shares)

    def of_block(self, points: Array, shares: Array) -> Array:
        """Return points `(n, 2)` of the block at shares `(n,)` of the full height, in layout pixels."""
        across, away = self._turned(points)
        cos, sin = self.tilt
        center_x, center_y = self.box.center
        up = away * sin + (shares - 0.5) * TALL * cos
        return np.array([center_x, center_y]) + self.scale * np.column_stack([across, up])

    def distance(self, points: Array) -> Array:
        """Return how far away from the eye points `(n, 2)` are, in units of the block, but for a constant."""
        return self._turned(self.to_block(points))[1]

    def _turned(self, block: Array) -> tuple[Array, Array]:
        cos, sin = self.turn
        return block[:, 0] * cos + block[:, 1] * sin, block[:, 1] * cos - block[:, 0] * sin

    @property
    def toward(self) -> Array:
        """The direction to the eye over the ground, in units of the block, shape `(2,)`."""
        cos, sin = self.turn
        return np.array([sin, -cos])
