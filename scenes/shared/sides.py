"""The sides on which a name stands, by the direction in which its thing points."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from hillside.stage.placement.items import SIDES
from hillside.stage.sheet import Points

SIDE_ANGLES: Mapping[str, float] = MappingProxyType(
    {name: float(np.arctan2(up, across)) for name, (across, up) in SIDES.items()}
)
"""The direction of each side of a thing, in radians."""


def sides_toward(direction: Points) -> tuple[str, ...]:
    """Return the three sides nearest to a direction on the sheet, the nearest first.

    >>> sides_toward(np.array([1.0, -0.2]))
    ('right', 'below right', 'above right')
    """
    turn = float(np.arctan2(direction[1], direction[0]))
    off = {side: abs(np.angle(np.exp(1j * (angle - turn)))) for side, angle in SIDE_ANGLES.items()}
    return tuple(sorted(off, key=lambda side: off[side])[:3])
