"""Whether the names of rise and run find room outside their triangle: a look before anything is placed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from stage.geometry import Array, Flags, segments_meet_boxes
from stage.theme import MEASURES

NUMBERED = ((240.0, 50.0), (150.0, 100.0))
"""Width and height in layout pixels of a name with its number, on one line and on two."""
BARE = ((110.0, 50.0),)
"""The same of a name alone."""
SHARES = np.array([0.5, 0.35, 0.65, 0.2, 0.8])
"""Where along a leg its name may stand."""
DISTANCES = np.array([14.0, 33.0, 52.0, 70.0])
BESIDE = 70.0
"""Names may stand so many layout pixels to the right of the paper."""
OFF_AXIS = 12.0


@dataclass(frozen=True, eq=False)
class Paper:
    """What names must not stand on, in layout pixels from the lower left corner of the paper.

    Attributes:
        width: of the paper.
        height: of the paper.
        curve: points along the curve, shape ``(n, 2)``; not a number where it breaks off.
        sizes: width and height of the ways to set a name.
    """

    width: float
    height: float
    curve: Array
    sizes: tuple[tuple[float, float], ...] = NUMBERED

    def cramped(self, touch: Array, end: Array) -> int:
        """How many of the two legs from the point ``touch`` to ``end`` have no room for their names, 0 to 2.

        >>> paper = Paper(900.0, 600.0, np.zeros((0, 2)))
        >>> paper.cramped(np.array([200.0, 200.0]), np.array([400.0, 350.0]))
        0
        >>> paper.cramped(np.array([600.0, 200.0]), np.array([880.0, 350.0]))
        1
        """
        corner = np.array([end[0], touch[1]])
        run_side = np.array([0.0, -1.0 if end[1] >= touch[1] else 1.0])
        rise_side = np.array([1.0 if end[0] >= touch[0] else -1.0, 0.0])
        tangent = np.array([touch - (end - touch), end + (end - touch)])
        legs = ((touch, corner, run_side), (corner, end, rise_side))
        return sum(not self._has_room(*leg, touch, tangent) for leg in legs)

    def _has_room(self, start: Array, stop: Array, side: Array, touch: Array, tangent: Array) -> bool:
        return any(
            self._free(_boxes(start, stop, side, np.array(size)), touch, tangent).any() for size in self.sizes
        )

    def _free(self, boxes: Array, touch: Array, tangent: Array) -> Flags:
        clear = MEASURES.clear + MEASURES.curve / 2
        low, high = boxes[:, :2], boxes[:, 2:]
        free = (low >= -OFF_AXIS).all(axis=1) & (high <= [self.width + BESIDE, self.height]).all(axis=1)
        dot = np.clip(touch, low, high) - touch
        free &= np.hypot(dot[:, 0], dot[:, 1]) > MEASURES.dot + clear
        for line in (self.curve, tangent):
            grown = boxes + clear * np.array([-1.0, -1.0, 1.0, 1.0])
            free &= ~segments_meet_boxes(line[None, :-1], line[None, 1:], grown[:, None]).any(axis=1)
        return free


def _boxes(start: Array, stop: Array, side: Array, size: Array) -> Array:
    """Where a name may stand on one side of a leg: boxes, shape ``(20, 4)``."""
    anchors = start + SHARES[:, None] * (stop - start)
    off = DISTANCES[:, None] * side + side * size / 2
    centers = (anchors[:, None] + off).reshape(-1, 2)
    return np.concatenate([centers - size / 2, centers + size / 2], axis=1)
