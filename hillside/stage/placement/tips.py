"""Where on its target an arrow may end."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from hillside.stage.geometry import Array, Indices
from hillside.stage.placement.ink import box_clearances
from hillside.stage.placement.items import Callout
from hillside.stage.placement.options import Page, inside

TIPS = 23  # points of the target that are tried, every other one at first
ROOM = 60.0  # pixels: foreign ink nearer to the tip than this makes it doubtful what is meant


class Tips(NamedTuple):
    """Free points of the target: `points` and unit `along`, `(p, 2)`, costs and lasting numbers `(p,)`."""

    points: Array
    along: Array
    cost: Array
    spots: Indices


def tips_of(callout: Callout, page: Page, fine: bool) -> Tips:
    """Points of the target that are clear of what is not its own, those with room around them cheapest."""
    points, along = _spread(np.asarray(callout.target, dtype=float))
    rows = np.concatenate([points, points], axis=1)
    room = box_clearances(page.ink, rows, callout.own, ROOM)
    ends = np.abs(np.linspace(-1, 1, TIPS)) > 0.9
    cost = 2.5 * (1 - room / ROOM) ** 2 + 0.4 * ends
    free = (room >= page.clear) & (fine | (np.arange(TIPS) % 2 == 0))
    if callout.avoid is not None and len(callout.avoid):
        off = points[:, None] - callout.avoid[None]
        gap = np.hypot(off[..., 0], off[..., 1]).min(axis=1)
        free &= gap >= callout.head + page.clear
        cost += np.maximum(0, 1 - gap / 90)
    kept = np.intersect1d(np.flatnonzero(free), inside(rows, page.frame))
    return Tips(points[kept], along[kept], cost[kept], kept)


def _spread(target: Array) -> tuple[Array, Array]:
    """Return points spread evenly over the drawn length of the target, and its direction there."""
    lengths: Array = np.hypot(*(target[1:] - target[:-1]).T)
    drawn = np.flatnonzero(lengths > 0)
    first: Array = target[drawn]
    step: Array = (target[1:] - target[:-1])[drawn]
    if len(drawn) == 0:
        return np.full((TIPS, 2), np.nan), np.zeros((TIPS, 2))
    length: Array = lengths[drawn]
    ends: Array = np.cumsum(length)
    at = (np.arange(TIPS) + 0.5) / TIPS * float(ends[-1])
    piece = np.minimum(np.searchsorted(ends, at), len(drawn) - 1)
    along = step[piece] / length[piece, None]
    return first[piece] + along * (at - ends[piece] + length[piece])[:, None], along
