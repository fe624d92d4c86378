"""The solver: positions for all items of one picture at once, with constraints relaxed step by step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from types import MappingProxyType

import numpy as np

from hillside.stage.placement.callout_candidates import callout_candidates
from hillside.stage.placement.candidates import Candidates, Page, concatenated, conflicts
from hillside.stage.placement.ink import ink_of
from hillside.stage.placement.items import (
    COSTS,
    Callout,
    Item,
    Label,
    Obstacle,
    Placed,
    Placement,
    Shortfall,
    is_optional,
)
from hillside.stage.placement.label_candidates import leader_candidates, near_candidates
from hillside.stage.sheet import Box, Flags, Indices

STEPS = range(5)  # of relaxation, numbered as in `hillside.stage.placement`; 0 relaxes nothing
LEFT_OUT = len(STEPS)  # the step at which an item is left out
LEAST_CLEAR = 0.5  # share of the clear distance that is always kept


def candidates_at(item: Item, step: int, page: Page) -> list[Candidates]:
    """Return the candidates that a step adds: 0 as asked, 1 leader, 2 other size, 3 far off, 4 less clear."""
    if step == 4:
        page = replace(page, clear=LEAST_CLEAR * page.clear)
    found = (
        _label_candidates(item, step, page)
        if isinstance(item, Label)
        else _callout_candidates(item, step, page)
    )
    return [candidates.with_extra_cost(COSTS.relaxed[step]) for candidates in found]


def _label_candidates(label: Label, step: int, page: Page) -> list[Candidates]:
    near = {0: [0], 1: [], 3: []}.get(step, _sizes(label, step, page))
    far = {0: [], 1: [0], 3: []}.get(step, _sizes(label, step, page)) if label.leader else []
    found = [near_candidates(label, size, page).with_extra_cost(COSTS.next_size * size) for size in near]
    return found + [
        leader_candidates(label, size, page).with_extra_cost(COSTS.next_size * size + COSTS.leader)
        for size in far
    ]


def _callout_candidates(callout: Callout, step: int, page: Page) -> list[Candidates]:
    asked, far, elsewhere = (False, False), (False, True), (True, False)
    regions = {1: [], 3: [far, elsewhere], 4: [asked, far, elsewhere]}.get(step, [asked])
    return [
        callout_candidates(callout, size, page, elsewhere=other, far=far).with_extra_cost(
            COSTS.next_size * size + COSTS.other_region * other
        )
        for other, far in regions
        if callout.otherwise is not None or not other
        for size in ([0] if step == 0 else _sizes(callout, step, page))
    ]


def _sizes(item: Item, step: int, page: Page) -> list[int]:
    """Return the sizes that a step tries, of those in `page.only`: at step 2 all but the first, later all."""
    sizes = range(1 if step == 2 else 0, len(item.sizes))
    return [size for size in sizes if page.only is None or (page.only[:, 0] == size).any()]


def shortfalls_of(placed: Placed, item: Item, kept: float, clear: float) -> list[Shortfall]:
    """Return what was relaxed for an item that keeps `kept` of the `clear` pixels that were asked for."""
    name, gave = item.name, list[Shortfall]()
    if isinstance(item, Label) and placed.leader is not None:
        gave.append(Shortfall(name, "stands further out, with a leader line", 1))
    if placed.size_index > 0:
        gave.append(Shortfall(name, f"set another way: number {placed.size_index} of its sizes", 2))
    if isinstance(item, Callout) and placed.choice[-1] == 1:
        gave.append(Shortfall(name, "stands outside the region it was to stay in", 3))
    if kept < clear:
        gave.append(Shortfall(name, f"keeps {kept:g} pixels clear instead of {clear:g}", 4))
    return gave


CANDIDATES_PER_STEP = 24  # candidates of an item that enter the joint search, at each step
MAX_BRANCHES = 20_000  # then the best choice so far is taken; a lecture figure needs some dozens


def place(
    items: Sequence[Item],
    obstacles: Sequence[Obstacle],
    frame: Box,
    *,
    clear: float = 8.0,
    previous: Placement | None = None,
) -> Placement:
    """Place labels and callouts so that nothing overlaps and nothing is crossed.

    Args:
        items: the items; names must differ.
        obstacles: everything that is drawn.
        frame: the box that no text and no arrow leaves (the picture less its margin).
        clear: minimum distance between a text and anything else, in pixels.
        previous: the placement of the preceding picture, if any: positions are kept where possible.

    Returns:
        The position of each item. An item without one is not in `placed`, but in `shortfalls`.

    Raises:
        ValueError: if two items have one name, or `clear` is negative.

    >>> from hillside.stage.placement import Label
    >>> dot = Label(name="P", sizes=((30.0, 40.0),), by=np.array([[100.0, 100.0]]), sides=("right",), gap=20)
    >>> place([dot], [], Box(0, 0, 400, 400)).placed["P"].box
    Box(left=120.0, bottom=80.0, right=150.0, top=120.0)
    """
    return place_on(items, Page(ink_of(obstacles), frame, clear), previous)


def place_on(items: Sequence[Item], page: Page, previous: Placement | None) -> Placement:
    """Place items on a page, as `place` does.

    Raises:
        ValueError: if two items have one name, or the clear distance is negative.
    """
    _check(items, page.clear)
    pools = [_Pool(item, page, previous) for item in items]
    for pool in pools:
        pool.deepen()
    answer = _solve(pools, page.clear)
    while stuck := [pool for pool in pools if pool.item.name not in answer.placed and not pool.exhausted]:
        for pool in stuck:
            pool.deepen()
        answer = _solve(pools, page.clear)
    if any(
        pool.found and pool.item.name not in answer.placed and not is_optional(pool.item) for pool in pools
    ):
        for pool in pools:
            pool.exhaust()
        answer = _solve(pools, page.clear)
    return answer


class _Pool:
    """The candidates of one item found so far."""

    def __init__(self, item: Item, page: Page, previous: Placement | None) -> None:
        self.item = item
        self.found: list[Candidates] = []
        self._page = page
        self._before = previous.placed.get(item.name) if previous is not None else None
        self._step = 0
        self._steps = 1 if is_optional(item) else len(STEPS)

    @property
    def exhausted(self) -> bool:
        return self._step == self._steps

    def deepen(self) -> None:
        """Go on to the next step of relaxation that has any candidates."""
        before = len(self.found)
        while not self.exhausted and len(self.found) == before:
            parts = candidates_at(self.item, self._step, self._page)
            self.found += [
                _preferring_previous(part, self._before).pruned(CANDIDATES_PER_STEP)
                for part in parts
                if len(part)
            ]
            self._step += 1

    def exhaust(self) -> None:
        """Go through all remaining steps."""
        while not self.exhausted:
            self.deepen()


def _check(items: Sequence[Item], clear: float) -> None:
    names = [item.name for item in items]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"two items are named {twice[0]!r}: each needs a name of its own")
    if not clear >= 0:
        raise ValueError(f"clear is {clear}: a distance is 0 or more pixels")


def _preferring_previous(candidates: Candidates, before: Placed | None) -> Candidates:
    """Return the same candidates, those other than the previous position at a higher cost."""
    if before is None:
        return candidates
    same = (candidates.choices == np.array(before.choice)).all(axis=1)
    center = (candidates.boxes[:, :2] + candidates.boxes[:, 2:]) / 2
    moved = np.hypot(*(center - np.array(before.box.center)).T)
    return candidates.with_extra_cost(
        np.where(same, 0.0, COSTS.moved * (1 + np.minimum(moved / COSTS.moved_by, 1)))
    )


def _weights(items: Sequence[Item]) -> list[float]:
    """Return the weight of each item: 1 for the least important, more for each rank above it."""
    ranks = sorted({item.priority for item in items})
    return [1 + COSTS.rank * ranks.index(item.priority) for item in items]


def _solve(pools: Sequence[_Pool], clear: float) -> Placement:
    """Return the best choice among the candidates found; the last row of each item means to leave it out."""
    items = [pool.item for pool in pools]
    candidates = [_worth_their_cost(pool) for pool in pools]
    costs: list[list[float]] = []
    for item, part, weight in zip(items, candidates, _weights(items), strict=True):
        own: list[float] = [] if part is None else (part.cost * weight).tolist()
        costs.append([*own, out_cost(item) * weight])
    rows = choose(costs, _conflict_table(candidates), [is_optional(item) for item in items])
    placed: dict[str, Placed] = {}
    shortfalls: list[Shortfall] = []
    for item, part, row in zip(items, candidates, rows, strict=True):
        if part is None or row == len(part):
            shortfalls += omission(item)
            continue
        placed[item.name] = part.placed(item.name, row)
        shortfalls += shortfalls_of(placed[item.name], item, float(part.clear[row]), clear)
    return Placement(MappingProxyType(placed), tuple(shortfalls))


def _worth_their_cost(pool: _Pool) -> Candidates | None:
    """Return the candidates found that are better than to leave the item out, by rising cost."""
    if not pool.found:
        return None
    found = concatenated(pool.found).cheapest_first()
    return found.subset(np.flatnonzero(found.cost < out_cost(pool.item)))


def out_cost(item: Item) -> float:
    """Return the cost of leaving an item out."""
    return COSTS.omitted if is_optional(item) else COSTS.left_out


def omission(item: Item) -> list[Shortfall]:
    """Return what is missing when an item is left out; nothing for an optional one."""
    return [] if is_optional(item) else [Shortfall(item.name, "left out: no free place was found", LEFT_OUT)]


def _conflict_table(candidates: Sequence[Candidates | None]) -> Flags:
    """Return which candidates conflict, item after item; the last of each leaves it out."""
    counts = [1 if part is None else len(part) + 1 for part in candidates]
    starts = np.cumsum([0, *counts])
    clash = np.zeros((starts[-1], starts[-1]), dtype=bool)
    for (i, a), (j, b) in combinations(enumerate(candidates), 2):
        if a is not None and b is not None:
            rows, columns = slice(starts[i], starts[i + 1] - 1), slice(starts[j], starts[j + 1] - 1)
            clash[rows, columns] = conflicts(a, b)
            clash[columns, rows] = clash[rows, columns].T
    return clash


def choose(
    costs: Sequence[Sequence[float]], clash: Flags, last: Sequence[bool] | None = None
) -> tuple[int, ...]:
    """Return the candidate of each item, by index, with the least sum of costs and no two in conflict.

    A candidate is not tried if a cheaper one of its item conflicts with nothing. Then items conflict in small
    groups only, and each is searched alone by branch and bound (Land and Doig, 1960): items are assigned one
    after another, the cheapest candidate first. A branch is cut when its cost so far, plus the least cost of
    each unassigned item, is no better than the best choice found. The candidates still possible are the bits
    of one integer.

    Args:
        costs: costs of each item's candidates, rising. The last candidate must conflict with nothing.
        clash: which candidates conflict, those of all items one after another, shape `(n, n)`, symmetric.
        last: which items are assigned last, since they rarely decide; None for none of them.

    >>> both_left = np.array([[0, 0, 1, 0], [0, 0, 0, 0], [1, 0, 0, 0], [0, 0, 0, 0]], dtype=bool)
    >>> choose([[0.0, 5.0], [0.0, 1.0]], both_left)
    (0, 1)
    """
    later = last or [False] * len(costs)
    rows = [0] * len(costs)
    tried = _candidates_to_try([len(each) for each in costs], clash)
    for group in _groups_in_conflict(tried, clash):
        order = sorted(group, key=lambda item: (later[item], len(tried[item]), item))
        search = _Search(
            [list(map(float, costs[item][: len(tried[item])])) for item in order],
            _masks([tried[item] for item in order], clash),
        )
        search.assign(0, [(1 << len(tried[item])) - 1 for item in order], 0.0, [])
        for item, row in zip(order, search.best, strict=True):
            rows[item] = row
    return tuple(rows)


def _candidates_to_try(counts: Sequence[int], clash: Flags) -> list[Indices]:
    """Return the candidates of each item up to the first one that conflicts with none that is tried.

    >>> [each.tolist() for each in _candidates_to_try([3, 2], np.zeros((5, 5), dtype=bool))]
    [[0], [3]]
    """
    starts = np.cumsum([0, *counts])
    ends, tried = starts[1:].copy(), np.ones(len(clash), dtype=bool)
    before = np.zeros_like(ends)
    while (ends != before).any():
        before = ends.copy()
        free: Flags = ~np.any(clash[:, tried], axis=1)
        for item, (start, end) in enumerate(zip(starts[:-1].tolist(), before.tolist(), strict=True)):
            ends[item] = start + int(free[start:end].argmax()) + 1
            tried[ends[item] : end] = False
    return [np.arange(start, end) for start, end in zip(starts[:-1], ends, strict=True)]


def _groups_in_conflict(tried: Sequence[Indices], clash: Flags) -> list[list[int]]:
    """Return the items in groups, so that candidates of two groups never conflict."""
    groups: list[list[int]] = []
    for item, own in enumerate(tried):
        joined, apart = [item], list[list[int]]()
        for group in groups:
            if any(clash[np.ix_(own, tried[other])].any() for other in group):
                joined += group
            else:
                apart.append(group)
        groups = [*apart, joined]
    return groups


def _masks(tried: Sequence[Indices], clash: Flags) -> list[list[list[int]]]:
    """Return, for each item and candidate, the candidates it leaves to each later item, as bit masks."""
    masks: list[list[list[int]]] = []
    for place, own in enumerate(tried):
        columns = [_row_masks(~clash[np.ix_(own, other)]) for other in tried[place + 1 :]]
        masks.append([[column[candidate] for column in columns] for candidate in range(len(own))])
    return masks


def _row_masks(flags: Flags) -> list[int]:
    packed = np.packbits(flags, axis=1, bitorder="little")
    return [int.from_bytes(row.tobytes(), "little") for row in packed]


@dataclass
class _Search:
    costs: list[list[float]]
    masks: list[list[list[int]]]
    best: list[int] = field(default_factory=list[int])
    best_cost: float = float("inf")
    branches: int = 0

    def assign(self, place: int, left: list[int], spent: float, chosen: list[int]) -> None:
        """Try every remaining candidate of the item at `place`, cheapest first."""
        if place == len(self.costs):
            self.best, self.best_cost = chosen, spent
            return
        later = left[1:]
        for candidate in _bits(left[0]):
            self.branches += 1
            cost = spent + self.costs[place][candidate]
            narrowed = [mask & kept for mask, kept in zip(later, self.masks[place][candidate], strict=True)]
            floor = sum(self._least(place + 1 + index, mask) for index, mask in enumerate(narrowed))
            if cost + floor < self.best_cost - 1e-9:
                self.assign(place + 1, narrowed, cost, [*chosen, candidate])
            if self.best and (self.branches > MAX_BRANCHES or cost >= self.best_cost):
                return

    def _least(self, place: int, mask: int) -> float:
        return self.costs[place][(mask & -mask).bit_length() - 1]


def _bits(mask: int) -> list[int]:
    """Return the positions of the bits that are 1, lowest first.

    >>> _bits(0b1010)
    [1, 3]
    """
    return [place for place in range(mask.bit_length()) if mask >> place & 1]
