"""What a surface hides from the eye: places behind higher ground, found along lines of sight."""

from __future__ import annotations

import numpy as np

from scenes.landscape.ground import BASE, Ground
from scenes.landscape.outlook import TALL, Outlook
from scenes.shared.maps.scalar_field import Array, Flags

PACE = 0.035
"""A line of sight is followed from point to point in such steps, in units of the block."""
LIFT = 0.008
"""A point so little under the surface, as a share of the height, is on it."""


def seen(ground: Ground, outlook: Outlook, points: Array, shares: Array) -> Flags:
    """Return whether no ground hides points `(n, 2)` at shares `(n,)` of the height from the eye."""
    cos, sin = outlook.tilt
    steps = np.arange(PACE, (1 - BASE) * TALL * cos / sin + PACE, PACE)
    view = ground.map.plane.view
    unit = np.array([view.x.width, view.y.width]) / 2
    ahead = points[:, None] + steps[None, :, None] * outlook.toward * unit
    sight = shares[:, None] + steps[None] * sin / cos / TALL
    heights = ground.under(ahead.reshape(-1, 2)).reshape(sight.shape)
    return ~np.any(heights > sight + LIFT, axis=1, keepdims=True)[:, 0]


def stretches(flags: Flags) -> list[tuple[int, int]]:
    """Return where flags are set: first and one past the last of each stretch of two or more.

    >>> stretches(np.array([True, True, False, True, False, True, True]))
    [(0, 2), (5, 7)]
    """
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(int)))
    pairs = zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    return [(first, last) for first, last in pairs if last - first > 1]
