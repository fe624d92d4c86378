"""Transitions between the key times of a film: the cost of a change, and the positions of moving items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from hillside.stage.placement.candidates import Candidates, Page
from hillside.stage.placement.ink import blocked_boxes, blocked_lines, ink_from_outlines
from hillside.stage.placement.items import COSTS, Obstacle, Placed, Placement, interpolated_outlines
from hillside.stage.sheet import Array, Box, Flags, Indices

FADE_SHARE = 0.35  # share of the interval for the fade-out, and the same for the fade-in
SHARES = np.arange(1, 8) / 8.0  # times within a key interval at which a moving item is tested


def between(first: Placement, second: Placement, share: float) -> Placement:
    """Return the placement at a `share`, 0 to 1, of the time from `first` to `second`.

    An item that stays follows its thing linearly; one that glides eases in and out; one that fades vanishes
    from its old position before it appears at the new one, and is not in the placement while it is
    invisible. A fading item does not move, so moving ink may pass under it.

    Raises:
        ValueError: if the share is not in [0, 1].

    >>> old = Placed("P", 0, Box(0, 0, 10, 10), (0.0, 0.0), "right")
    >>> new = Placed("P", 0, Box(8, 0, 18, 10), (8.0, 0.0), "right", arrival="glides")
    >>> between(Placement({"P": old}), Placement({"P": new}), 0.25).placed["P"].box.left
    1.25
    """
    if not 0 <= share <= 1:
        raise ValueError(f"share is {share}: a moment between two lies from 0 to 1")
    placed: dict[str, Placed] = {}
    for name in dict.fromkeys([*first.placed, *second.placed]):
        now = _interpolated_item(first.placed.get(name), second.placed.get(name), share)
        if now is not None:
            placed[name] = now
    return Placement(MappingProxyType(placed), second.shortfalls if share == 1 else first.shortfalls)


def motion_progress(arrival: str, share: float) -> float:
    """Return the share of its move that an item has completed: `s` if it stays, `3s^2 - 2s^3` if it glides.

    >>> motion_progress("stays", 0.25), motion_progress("glides", 0.25), motion_progress("glides", 0.5)
    (0.25, 0.15625, 0.5)
    """
    return share * share * (3 - 2 * share) if arrival == "glides" else share


def _interpolated_item(old: Placed | None, new: Placed | None, share: float) -> Placed | None:
    if old is not None and new is not None and new.arrival != "fades":
        return _blended(old, new, motion_progress(new.arrival, share))
    shown = max(1 - share / FADE_SHARE, 1 - (1 - share) / FADE_SHARE)
    one = old if share < 0.5 else new
    return None if one is None or shown <= 0 else replace(one, opacity=one.opacity * shown)


def _blended(old: Placed, new: Placed, share: float) -> Placed:
    def mix(a: float, b: float) -> float:
        return a + (b - a) * share

    def path(a: Array | None, b: Array | None) -> Array | None:
        return None if a is None or b is None else a + (b - a) * share

    a, b = old.box, new.box
    return replace(
        new,
        box=Box(mix(a.left, b.left), mix(a.bottom, b.bottom), mix(a.right, b.right), mix(a.top, b.top)),
        anchor=(mix(old.anchor[0], new.anchor[0]), mix(old.anchor[1], new.anchor[1])),
        leader=path(old.leader, new.leader),
        curve=path(old.curve, new.curve),
        passed=old.passed or new.passed,
    )


def change_costs(old: Candidates, new: Candidates, free: Flags) -> Array:
    """Return the cost to change from each old candidate, or none (last row), to each new one, or none.

    It is 0 for the same choice, and highest where the path is not free, so that the item must fade.
    """
    same = (old.choices[:, None] == new.choices).all(axis=2)
    off = (old.boxes[:, None, :2] + old.boxes[:, None, 2:] - new.boxes[:, :2] - new.boxes[:, 2:]) / 2
    moved = np.hypot(off[..., 0], off[..., 1])
    cost = np.full((len(old) + 1, len(new) + 1), COSTS.change + COSTS.fade)
    changed = COSTS.change * (1 + np.minimum(moved / COSTS.change_by, 1))
    cost[:-1, :-1] = np.where(same, 0, changed) + COSTS.fade * ~free
    cost[-1, -1] = 0
    return cost


def pages_between(
    before: Sequence[Obstacle], after: Sequence[Obstacle], frame: Box, clear: float
) -> list[Page]:
    """Return the page at each of the `SHARES` between two key times, with half the clear distance."""
    return [
        Page(ink_from_outlines(outlines), frame, clear / 2)
        for outlines in interpolated_outlines(before, after, SHARES)
    ]


def free_moves(
    pairs: Sequence[tuple[Candidates, Candidates]], pages: Sequence[Page], owns: Sequence[tuple[str, ...]]
) -> list[Flags]:
    """Return, for each item, whether the path from each old to each new candidate is over blank paper.

    A move with another setting of the text, or on which a leader would appear or vanish, is not free.

    Args:
        pairs: the old and the new candidates of each item.
        pages: the page at each of the `SHARES`.
        owns: names of the obstacles that each item's leader or arrow may touch.
    """
    free = [_same_setting(old, new) for old, new in pairs]
    moves = [_Moves(old, new, *np.nonzero(alike)) for (old, new), alike in zip(pairs, free, strict=True)]
    ends = np.cumsum([len(move.i) for move in moves])[:-1]
    for alike, move, own, barred in zip(
        free, moves, owns, np.split(_texts_blocked(moves, pages), ends), strict=True
    ):
        alike[move.i, move.j] = ~(barred | _lines_blocked(move, pages, own))
    return free


@dataclass(frozen=True, eq=False)
class _Moves:
    """The moves from some old candidates `i` of an item to some new ones `j`."""

    old: Candidates
    new: Candidates
    i: Indices
    j: Indices

    def progress(self, share: float) -> Array:
        """Return the share of each move that is completed."""
        same = (self.old.choices[self.i] == self.new.choices[self.j]).all(axis=1)
        return np.where(same, share, motion_progress("glides", share))


def _same_setting(old: Candidates, new: Candidates) -> Flags:
    lined = np.isfinite(old.lines[:, 0, 0])[:, None] == np.isfinite(new.lines[:, 0, 0])
    return lined & (old.choices[:, None, 0] == new.choices[:, 0])


def _texts_blocked(moves: Sequence[_Moves], pages: Sequence[Page]) -> Flags:
    """Return whether the text comes too close to ink on each of the moves, concatenated over the items."""
    first = np.concatenate([move.old.boxes[move.i] for move in moves])
    whole = np.concatenate([move.new.boxes[move.j] for move in moves]) - first
    barred = np.zeros(len(first), dtype=bool)
    for share, page in zip(SHARES.tolist(), pages, strict=True):
        gone = np.concatenate([move.progress(share) for move in moves])
        barred |= blocked_boxes(page.ink, first + whole * gone[:, None], page.clear)
    return barred


def _lines_blocked(move: _Moves, pages: Sequence[Page], own: tuple[str, ...]) -> Flags:
    barred = np.zeros(len(move.i), dtype=bool)
    lined = np.flatnonzero(np.isfinite(move.old.lines[move.i, 0, 0]))
    for share, page in zip(SHARES.tolist(), pages, strict=True) if len(lined) else ():
        there = interpolated(move.old, move.new, move.i[lined], move.j[lined], move.progress(share)[lined])
        keep = np.full(there.lines.shape[1] - 1, page.clear)
        barred[lined] |= blocked_lines(page.ink, there.lines, keep, own)
    return barred


def interpolated(old: Candidates, new: Candidates, i: Indices, j: Indices, share: Array) -> Candidates:
    """Return the interpolation, by a share each, from candidates `i` of the old to `j` of the new."""
    a, b = old.subset(i), new.subset(j)
    boxes = a.boxes + (b.boxes - a.boxes) * share[:, None]
    return replace(b, boxes=boxes, lines=a.lines + (b.lines - a.lines) * share[:, None, None])
