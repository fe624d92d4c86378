"""The ground under a walker: heights, clearances and the length of a step.

Lengths are *statures*: pixels divided by the hiker's height, and x increases in the direction that the hiker
faces. Points are complex numbers x + iy.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from scenes.hiker.body.body import Array

STEPS = ((0.0, 0.44), (20.0, 0.36), (60.0, 0.26), (80.0, 0.17))
"""The length of one step along the ground in statures, by its steepness in degrees; a stride is two steps."""
APRON = 3.0  # length of the straight extensions beyond both ends, statures
GRAIN = 1 / 160  # spacing of the tabulated clearances, statures


@dataclass(frozen=True)
class Raised:
    """A height function tabulated at equal spacing and interpolated linearly.

    >>> Raised(start=0.0, step=0.5, heights=(0.0, 1.0, 4.0))(0.75)
    2.5
    """

    start: float
    step: float
    heights: tuple[float, ...]

    def __call__(self, x: float) -> float:
        """Return the height at x; beyond the table, the height at its end."""
        cell = min(max((x - self.start) / self.step, 0.0), len(self.heights) - 1.000001)
        i = int(cell)
        low = self.heights[i]
        return low + (cell - i) * (self.heights[i + 1] - low)


@dataclass(frozen=True, eq=False)
class Terrain:
    """The graph of a piecewise linear function, with straight extensions at both ends.

    Attributes:
        x: strictly increasing, shape `(n,)`, statures.
        y: heights, shape `(n,)`, statures.
    """

    x: Array
    y: Array

    @classmethod
    def of(cls, ground: Array, height: float, facing: int = 1) -> Terrain:
        """Return the ground for a hiker of this height: in statures, x forward.

        Args:
            ground: vertices in pixels, shape `(n, 2)`, n >= 2, x strictly increasing.
            height: the hiker's height in pixels.
            facing: +1 towards greater x, -1 towards smaller x.

        >>> Terrain.of(np.array([[0.0, 0.0], [100.0, 50.0]]), height=50.0).height(1.0)
        0.5
        """
        x, y = facing * ground[::facing, 0] / height, ground[::facing, 1] / height
        head, tail = (y[1] - y[0]) / (x[1] - x[0]), (y[-1] - y[-2]) / (x[-1] - x[-2])
        return cls(
            np.concatenate([[x[0] - APRON], x, [x[-1] + APRON]]),
            np.concatenate([[y[0] - APRON * head], y, [y[-1] + APRON * tail]]),
        )

    def near(self, x: float, reach: float = 2.5) -> Terrain:
        """Return only the ground within `reach` of x, which is all that a standing hiker touches."""
        first = max(int(np.searchsorted(self.x, x - reach)) - 1, 0)
        last = int(np.searchsorted(self.x, x + reach)) + 1
        return Terrain(self.x[first:last], self.y[first:last])

    def height(self, x: float) -> float:
        """Return the height of the ground at x."""
        return float(np.interp(x, self.x, self.y))

    def slope(self, x: float) -> float:
        """Return the slope angle of the ground around x in radians: of the chord over one step."""
        at = self.paces(x)
        back, ahead = self.x_after(at - 0.5), self.x_after(at + 0.5)
        return math.atan2(self.height(ahead) - self.height(back), ahead - back)

    @cached_property
    def _paces(self) -> Array:
        dx, dy = np.diff(self.x), np.diff(self.y)
        length = np.hypot(dx, dy)
        angles, steps = zip(*STEPS, strict=True)
        steepness: Array = np.degrees(np.arctan2(np.abs(dy), dx))
        step: Array = np.asarray(np.interp(steepness, angles, steps), dtype=float)
        return np.concatenate([[0.0], np.cumsum(length / step)])

    def paces(self, x: float) -> float:
        """Return the number of steps from the left end to x; steps are shorter where it is steep."""
        return float(np.interp(x, self.x, self._paces))

    def x_after(self, paces: float) -> float:
        """Return the x that is this many steps from the left end: the inverse of `paces`."""
        return float(np.interp(paces, self._paces, self.x))

    def rest(self, x: Array, radius: float) -> tuple[Array, NDArray[np.complex128]]:
        """Return the lowest heights of the centers of discs on the ground, and their contact points.

        A disc at x clears the ground when its center is at least max over |u - x| <= r of
        g(u) + sqrt(r^2 - (u - x)^2): the dilation of g by a disc (Serra, Image Analysis and Mathematical
        Morphology, 1982). On a segment of slope tan(a) the maximum is at u = x + r sin(a), or at an end.

        Args:
            x: x of the centers, shape `(k,)`.
            radius: radius of the discs, > 0.

        Returns:
            Heights `(k,)` and contact points `(k,)`, which lie on the ground.

        >>> flat = Terrain(np.array([-9.0, 9.0]), np.array([0.0, 0.0]))
        >>> heights, touched = flat.rest(np.array([1.0]), radius=0.25)
        >>> float(heights[0]), complex(touched[0])
        (0.25, (1+0j))
        """
        first = np.searchsorted(self.x, x - radius, side="right") - 1
        last = np.searchsorted(self.x, x + radius, side="left")
        span = np.arange(int(np.max(last - first)))
        i = np.clip(first[:, None] + span, 0, self.x.size - 2)
        left, right = self.x[i], self.x[i + 1]
        slope = (self.y[i + 1] - self.y[i]) / (right - left)
        center = x[:, None]
        low, high = np.maximum(left, center - radius), np.minimum(right, center + radius)
        u = np.maximum(np.minimum(center + radius * slope / np.hypot(1.0, slope), high), low)
        ground = self.y[i] + slope * (u - left)
        rise = np.where(
            low <= high, ground + np.sqrt(np.maximum(radius**2 - (u - center) ** 2, 0.0)), -np.inf
        )
        best = np.argmax(rise, axis=1)
        rows = np.arange(x.size)
        touched = np.empty(x.size, np.complex128)
        touched.real, touched.imag = u[rows, best], ground[rows, best]
        return rise[rows, best], touched

    def raised(self, radius: float) -> Raised:
        """Return `rest` tabulated over the whole ground; the error is below 1e-4 on smooth ground."""
        x = np.arange(self.x[0] + radius, self.x[-1] - radius, GRAIN)
        heights, _ = self.rest(x, radius)
        return Raised(float(x[0]), GRAIN, tuple(heights.tolist()))
