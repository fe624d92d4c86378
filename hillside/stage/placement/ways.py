"""What it takes an item to go from one place to another between two key times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from hillside.stage.box import Box
from hillside.stage.geometry import Array, Flags, Indices
from hillside.stage.placement.between import pace
from hillside.stage.placement.ink import blocked_boxes, blocked_lines, inked
from hillside.stage.placement.obstacles import Obstacle, moving
from hillside.stage.placement.options import Options, Page

CHANGE = 3.0  # what a change of place costs, and up to as much again for its length
FAR = 300.0  # pixels: a change over this distance costs twice
FADE = 3.0  # what it costs more where the way is barred
SHARES = np.arange(1, 8) / 8.0  # of a key interval, where an item on its way is looked at


def change_costs(old: Options, new: Options, free: Flags) -> Array:
    """Return what it costs to change from each old option, or none (last row), to each new one, or none.

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


def ways_free(
    pairs: Sequence[tuple[Options, Options]], pages: Sequence[Page], owns: Sequence[tuple[str, ...]]
) -> list[Flags]:
    """Whether the way from each old option to each new one is over blank paper all along, for each item.

    A way with another setting of the text, or on which a leader would come or go, is not free.

    Args:
        pairs: the old and the new options of each item.
        pages: what is drawn at each of the `SHARES`.
        owns: names of the obstacles that each item's leader or arrow may touch.
    """
    free = [_alike(old, new) for old, new in pairs]
    ways = [_Ways(old, new, *np.nonzero(alike)) for (old, new), alike in zip(pairs, free, strict=True)]
    ends = np.cumsum([len(way.i) for way in ways])[:-1]
    for alike, way, own, barred in zip(
        free, ways, owns, np.split(_texts_barred(ways, pages), ends), strict=True
    ):
        alike[way.i, way.j] = ~(barred | _lines_barred(way, pages, own))
    return free


@dataclass(frozen=True, eq=False)
class _Ways:
    """The ways from some old options `i` of an item to some new ones `j`."""

    old: Options
    new: Options
    i: Indices
    j: Indices

    def gone(self, share: float) -> Array:
        """Return how much of each way is done."""
        same = (self.old.spots[self.i] == self.new.spots[self.j]).all(axis=1)
        return np.where(same, share, pace("glides", share))


def _alike(old: Options, new: Options) -> Flags:
    lined = np.isfinite(old.lines[:, 0, 0])[:, None] == np.isfinite(new.lines[:, 0, 0])
    return lined & (old.spots[:, None, 0] == new.spots[:, 0])


def _texts_barred(ways: Sequence[_Ways], pages: Sequence[Page]) -> Flags:
    """Return whether the text comes too close to ink on each of all the ways, one item's after another's."""
    first = np.concatenate([way.old.boxes[way.i] for way in ways])
    whole = np.concatenate([way.new.boxes[way.j] for way in ways]) - first
    barred = np.zeros(len(first), dtype=bool)
    for share, page in zip(SHARES.tolist(), pages, strict=True):
        gone = np.concatenate([way.gone(share) for way in ways])
        barred |= blocked_boxes(page.ink, first + whole * gone[:, None], page.clear)
    return barred


def _lines_barred(way: _Ways, pages: Sequence[Page], own: tuple[str, ...]) -> Flags:
    barred = np.zeros(len(way.i), dtype=bool)
    lined = np.flatnonzero(np.isfinite(way.old.lines[way.i, 0, 0]))
    for share, page in zip(SHARES.tolist(), pages, strict=True) if len(lined) else ():
        there = mixed(way.old, way.new, way.i[lined], way.j[lined], way.gone(share)[lined])
        keep = np.full(there.lines.shape[1] - 1, page.clear)
        barred[lined] |= blocked_lines(page.ink, there.lines, keep, own)
    return barred


def mixed(old: Options, new: Options, i: Indices, j: Indices, share: Array) -> Options:
    """Return what lies that share of the way from each option `i` of the old to its option `j` of the new."""
    a, b = old.take(i), new.take(j)
    boxes = a.boxes + (b.boxes - a.boxes) * share[:, None]
    return replace(b, boxes=boxes, lines=a.lines + (b.lines - a.lines) * share[:, None, None])
