"""Turning around on the spot, seen from the side: the figure narrows, and widens the other way."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from scenes.hiker.body.body import Body, Limb

Array = NDArray[np.float64]

STICK_LIFT = 0.3  # of the stick's length: it is swung over the feet


def turned(before: Body, after: Body, share: float) -> Body:
    """Return the hiker in the middle of a turn on the spot.

    A figure that turns about its own vertical axis keeps its heights, while its widths shrink with the
    cosine of the angle and come back reversed; so each joint goes straight across. The feet stay where they
    stand: the one that was behind is then ahead, and the side that was near is then far.

    Args:
        before: standing, facing one way.
        after: standing on the same two spots, facing the other way.
        share: of the turn, 0 to 1.
    """
    if share == 0.0:
        return before
    across = (1 - math.cos(math.pi * share)) / 2
    first = share < 0.5
    limbs = tuple(_limb(limb, before, after, across, first) for limb in (before if first else after).limbs)
    lift = np.array([0.0, STICK_LIFT * math.sin(math.pi * share)])
    stick = _mixed(before.stick.points, after.stick.points, across)
    return replace(
        before if first else after,
        limbs=limbs,
        head_center=_mixed(before.head_center, after.head_center, across),
        pack=_mixed(before.pack, after.pack, across),
        stick=replace(before.stick, points=stick + lift * abs(stick[1, 1] - stick[0, 1])),
        hip=_mixed(before.hip, after.hip, across),
    )


def _limb(limb: Limb, before: Body, after: Body, across: float, first: bool) -> Limb:
    """Return a limb of the body that lends its names: a leg changes sides in the middle of the turn."""
    other = {"far leg": "near leg", "near leg": "far leg"}.get(limb.name, limb.name)
    start, end = (limb, after.limb(other)) if first else (before.limb(other), limb)
    return replace(limb, points=_mixed(start.points, end.points, across))


def _mixed(start: Array, end: Array, share: float) -> Array:
    return start + share * (end - start)
