"""What it takes an item to go from one place to another between two key times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from stage.geometry import Array, Box, Flags, Indices, Obstacle
from stage.placement.between import pace
from stage.placement.ink import blocked_boxes, blocked_lines, inked
from stage.placement.options import Options, Page
from stage.placement.outlines import moving

CHANGE = 3.0  # what a change of place costs, and up to as much again for its length
FAR = 300.0  # pixels: a change over this distance costs twice
FADE = 3.0  # what it costs more where the way is barred
SHARES = np.arange(1, 8) / 8.0  # of a key interval, where an item on its way is looked at


def change_costs(old: Options, new: Options, free: Flags) -> Array:
    """What it costs to change from each old option, or none (last row), to each new one, or none.

    Nothing for the same spot; most where the way is not free, so that the item must fade.
    """
    same = (old.spots[:, None] == new.spots).all(axis=2)
    off = (old.boxes[:, None, :2] + old.boxes[:, None, 2:] - new.boxes[:, :2] - new.boxes[:, 2:]) / 2
    moved = np.hypot(off[..., 0], off[..., 1])
    cost = np.full((len(old) + 1, len(new) + 1), CHANGE + FADE)
    cost[:-1, :-1] = np.where(same, 0, CHANGE * (1 + np.minimum(moved / FAR, 1))) + FADE * ~free
    cost[-1, -1] = 0
    return cost


def pages_between(
    before: Sequence[Obstacle], after: Sequence[Obstacle], frame: Box, clear: float
) -> list[Page]:
    """What is drawn at each of the `SHARES` between two key times; half of the clear distance must do."""
    return [Page(inked(outlines), frame, clear / 2) for outlines in moving(before, after, SHARES)]


def ways_free(old: Options, new: Options, pages: Sequence[Page], own: tuple[str, ...]) -> Flags:
    """Whether the way from each old option to each new one is over blank paper all along.

    A way with another setting of the text, or on which a leader would come or go, is not free.
    """
    i, j = np.indices((len(old), len(new))).reshape(2, -1)
    lined = np.isfinite(old.lines[:, 0, 0])[i] == np.isfinite(new.lines[:, 0, 0])[j]
    kept = np.flatnonzero(lined & (old.spots[i, 0] == new.spots[j, 0]))
    free = np.zeros(len(i), dtype=bool)
    free[kept] = True
    same = (old.spots[i[kept]] == new.spots[j[kept]]).all(axis=1)
    for share, page in zip(SHARES, pages, strict=True) if len(kept) else ():
        gone = np.where(same, share, pace("glides", float(share)))
        free[kept] &= ~_barred(mixed(old, new, i[kept], j[kept], gone), page, own)
    return free.reshape(len(old), len(new))


def mixed(old: Options, new: Options, i: Indices, j: Indices, share: Array) -> Options:
    """What lies that share of the way from each option `i` of the old to its option `j` of the new."""
    a, b = old.take(i), new.take(j)
    boxes = a.boxes + (b.boxes - a.boxes) * share[:, None]
    return replace(b, boxes=boxes, lines=a.lines + (b.lines - a.lines) * share[:, None, None])


def _barred(way: Options, page: Page, own: tuple[str, ...]) -> Flags:
    barred = blocked_boxes(page.ink, way.boxes, page.clear)
    lined = np.flatnonzero(np.isfinite(way.lines[:, 0, 0]))
    if len(lined):
        keep = np.full(way.lines.shape[1] - 1, page.clear)
        barred[lined] |= blocked_lines(page.ink, way.lines[lined], keep, own)
    return barred
