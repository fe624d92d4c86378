"""Places along a film: items stay where they are; where one must move, it glides, or else it fades.

For every item a trajectory over the key times is chosen among the places that came up when the film was
walked through forward and backward, by dynamic programming (Viterbi, 1967): the least sum of what the
places cost, on average over the film, and of what each change of place costs.  The items take turns, the
others held fixed, until none gains; so no picture ever has two of them in conflict.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from types import MappingProxyType

import numpy as np

from hillside.stage.box import Box
from hillside.stage.geometry import Flags
from hillside.stage.placement.between import pace
from hillside.stage.placement.conflicts import conflicts
from hillside.stage.placement.ink import ink_of
from hillside.stage.placement.items import Placed, Placement, Shortfall
from hillside.stage.placement.options import NOTHING, Notes, Options, Page
from hillside.stage.placement.reel import Picture, Reel, cheapest_path, reels_of, total
from hillside.stage.placement.solve import place_on
from hillside.stage.placement.steps import LAST, shortfalls_of
from hillside.stage.placement.ways import SHARES, mixed, pages_between

ROUNDS = 4  # in which every item has its turn


def place_along(frames: Sequence[Picture], frame: Box, *, clear: float = 8.0) -> list[Placement]:
    """Place the items of a film at its key times, with as few and as short moves as can be.

    `Placed.arrival` says how an item comes to its place from the key time before: it `stays` (and follows
    its thing), `glides` there over blank paper, or, where that way is barred or its text is set another
    way, `fades`.  `between` gives the moments in between.  Key times should be so close together that
    things move evenly from one to the next, yet some tenths of a second apart: a glide takes one interval.
    At the last key time every item is where `place` alone would have it: a film ends on its still.

    Args:
        frames: items and obstacles at each key time; an item keeps its name, and may come and go.
        frame: what no text and no arrow leaves.
        clear: least distance between a text and anything else, in pixels.

    Returns:
        A placement for each key time.
    """
    notes = Notes()
    pages = [Page(ink_of(obstacles), frame, clear, notes=notes) for _, obstacles in frames]
    forward = _walk(frames, pages)
    backward = _walk(frames[::-1], pages[::-1])[::-1]
    partways = [pages_between(old[1], new[1], frame, clear) for old, new in pairwise(frames)]
    reels = reels_of(frames, pages, partways, (forward, backward))
    clashes = _clashes(reels, len(frames))
    paths = [_settled(reels, clashes, _start(reels, clashes, walk)) for walk in (forward, backward)]
    best = min(paths, key=lambda rows: sum(map(total, reels, rows)))
    return [_picture(reels, best, now, clear) for now in range(len(frames))]


def _walk(frames: Sequence[Picture], pages: Sequence[Page]) -> list[Placement]:
    answers: list[Placement] = []
    for (items, _), page in zip(frames, pages, strict=True):
        answers.append(place_on(items, page, answers[-1] if answers else None))
    return answers


def _clashes(reels: Sequence[Reel], count: int) -> list[list[list[Flags]]]:
    """For each key time and two items, which of their options conflict; none with being left out."""
    return [_clashes_at([reel.options[now] for reel in reels]) for now in range(count)]


def _clashes_at(options: Sequence[Options]) -> list[list[Flags]]:
    clash = [[np.zeros((len(a) + 1, len(b) + 1), dtype=bool) for b in options] for a in options]
    for (i, a), (j, b) in combinations(enumerate(options), 2):
        clash[i][j][:-1, :-1] = conflicts(a, b)
        clash[j][i] = clash[i][j].T
    return clash


def _start(
    reels: Sequence[Reel], clashes: list[list[list[Flags]]], walk: Sequence[Placement]
) -> list[list[int]]:
    """Return the rows that a walk through the film took."""
    rows: list[list[int]] = [[] for _ in reels]
    for now, walked in enumerate(walk):
        for index, reel in enumerate(reels):
            barred = _barred(clashes, rows, index, now, range(index))
            spot = walked.placed[reel.name].spot if reel.name in walked.placed else ()
            same = [row for row, other in enumerate(reel.options[now].spots.tolist()) if tuple(other) == spot]
            rows[index].append(next((row for row in same if not barred[row]), len(reel.options[now])))
    return rows


def _barred(
    clashes: list[list[list[Flags]]], rows: list[list[int]], index: int, now: int, others: Iterable[int]
) -> Flags:
    """Return which options of an item conflict with what the others have at this key time."""
    barred = np.zeros(len(clashes[now][index][index]), dtype=bool)
    for other in others:
        if other != index:
            barred |= clashes[now][index][other][:, rows[other][now]]
    return barred


def _settled(
    reels: Sequence[Reel], clashes: list[list[list[Flags]]], rows: list[list[int]]
) -> list[list[int]]:
    """Return the rows after every item has had its turns to better its own trajectory."""
    rows = [list(path) for path in rows]
    for _ in range(ROUNDS):
        before = [list(path) for path in rows]
        for index, reel in enumerate(reels):
            barred = [_barred(clashes, rows, index, now, range(len(reels))) for now in range(len(clashes))]
            costs = [np.where(shut, np.inf, cost) for shut, cost in zip(barred, reel.costs, strict=True)]
            path = cheapest_path(costs, reel.changes)
            if total(reel, path) < total(reel, rows[index]) - 1e-9:
                rows[index] = path
        if rows == before:
            break
    return rows


def _picture(reels: Sequence[Reel], rows: list[list[int]], now: int, clear: float) -> Placement:
    arrivals = _arrivals(reels, rows, now)
    placed: dict[str, Placed] = {}
    gaps: list[Shortfall] = []
    for reel, path, arrival in zip(reels, rows, arrivals, strict=True):
        item, options = reel.items[now], reel.options[now]
        if item is not None and path[now] == len(options):
            gaps.append(Shortfall(reel.name, "left out: no free place was found", LAST))
        elif item is not None:
            placed[reel.name] = replace(options.placed(reel.name, path[now]), arrival=arrival)
            gaps += shortfalls_of(placed[reel.name], item, float(options.clear[path[now]]), clear)
    return Placement(MappingProxyType(placed), tuple(gaps))


def _arrivals(reels: Sequence[Reel], rows: list[list[int]], now: int) -> list[str]:
    """How each item comes to its place; of two that would meet on the way the less important one fades."""
    arrivals = [_arrival(reel, path, now) for reel, path in zip(reels, rows, strict=True)]
    if now == 0:
        return arrivals
    ways = [
        _on_its_way(reel, path, arrival, now) if arrival != "fades" else NOTHING
        for reel, path, arrival in zip(reels, rows, arrivals, strict=True)
    ]
    for index in sorted(range(len(reels)), key=lambda k: _importance(reels[k], now)):
        if any(_meet(ways[index], other) for k, other in enumerate(ways) if k != index):
            arrivals[index], ways[index] = "fades", NOTHING
    return arrivals


def _importance(reel: Reel, now: int) -> int:
    item = reel.items[now]
    return 0 if item is None else item.priority


def _arrival(reel: Reel, path: list[int], now: int) -> str:
    if now == 0:
        return "stays"
    old, new, here, there = reel.options[now - 1], reel.options[now], path[now - 1], path[now]
    if here == len(old) or there == len(new) or not reel.free[now - 1][here, there]:
        return "fades"
    return "stays" if (old.spots[here] == new.spots[there]).all() else "glides"


def _meet(a: Options, b: Options) -> bool:
    """Return whether two items on their ways come too close at one time."""
    return len(a) > 0 and len(b) > 0 and bool(conflicts(a, b).diagonal().any())


def _on_its_way(reel: Reel, path: list[int], arrival: str, now: int) -> Options:
    """Return one item at each of the `SHARES` of the time since the last key time."""
    here, there = (np.full(len(SHARES), path[k]) for k in (now - 1, now))
    gone = np.array([pace(arrival, float(share)) for share in SHARES])
    return mixed(reel.options[now - 1], reel.options[now], here, there, gone).nearer(0.5)
