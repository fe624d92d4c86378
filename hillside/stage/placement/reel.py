"""One item along a film: the places it could have at each key time, and the cheapest way through them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from hillside.stage.geometry import Array, Flags, Indices
from hillside.stage.placement.items import Item, Placed, Placement
from hillside.stage.placement.obstacles import Obstacle
from hillside.stage.placement.options import NOTHING, Options, Page, joined
from hillside.stage.placement.solve import LEFT_OUT
from hillside.stage.placement.steps import STEP_COSTS, options_at
from hillside.stage.placement.ways import change_costs, ways_free

ELSEWHERE = 1e6  # more than a whole film of items left out

Picture = tuple[Sequence[Item], Sequence[Obstacle]]


@dataclass(frozen=True, eq=False)
class Reel:
    """One item along a film.  Its row at a key time is an option's index, or their number: left out.

    Attributes:
        name: of the item.
        items: the item at each key time, `None` where it is not there.
        options: the places it could have at each key time.
        costs: of each row at each key time.
        free: whether the way from each option to each of the next key time is free.
        changes: what it costs to go from each row to each of the next key time.
    """

    name: str
    items: list[Item | None]
    options: list[Options]
    costs: list[Array]
    free: list[Flags]
    changes: list[Array]


def reels_of(
    frames: Sequence[Picture],
    pages: Sequence[Page],
    partways: Sequence[Sequence[Page]],
    walks: Sequence[Sequence[Placement]],
) -> list[Reel]:
    """Return the reels of all items, each of the places that it had in any of the walks through the film.

    The last walk must have begun at the end: where it has an item there, the film ends.
    """
    names = dict.fromkeys(item.name for items, _ in frames for item in items)
    items = [[_named(name, picture[0]) for picture in frames] for name in names]
    options = [_along(name, row, pages, walks) for name, row in zip(names, items, strict=True)]
    owns = [next(item.own for item in row if item is not None) for row in items]
    free = [
        ways_free([(part[now], part[now + 1]) for part in options], between, owns)
        for now, between in enumerate(partways)
    ]
    return [
        _reel(name, row, parts, [flags[k] for flags in free], walks[-1][-1].placed.get(name))
        for k, (name, row, parts) in enumerate(zip(names, items, options, strict=True))
    ]


def _named(name: str, items: Sequence[Item]) -> Item | None:
    return next((item for item in items if item.name == name), None)


def _along(
    name: str, items: Sequence[Item | None], pages: Sequence[Page], walks: Sequence[Sequence[Placement]]
) -> list[Options]:
    """Return the places that an item could have at each key time."""
    seen = [walked.placed[name].spot for walk in walks for walked in walk if name in walked.placed]
    spots = np.array(sorted(set(seen)), dtype=np.intp).reshape(-1, 6)
    gaps = [gap for walk in walks for walked in walk for gap in walked.shortfalls]
    deep = any(gap.name == name and gap.step >= 4 for gap in gaps)
    return [_options(item, page, spots, deep) for item, page in zip(items, pages, strict=True)]


def _reel(
    name: str, items: list[Item | None], options: list[Options], free: list[Flags], ending: Placed | None
) -> Reel:
    out = [0.0 if item is None else LEFT_OUT for item in items]
    costs = [np.append(part.cost, last) / len(items) for part, last in zip(options, out, strict=True)]
    costs[-1] = costs[-1] + _elsewhere(options[-1], ending)
    changes = [change_costs(*pair, ways) for pair, ways in zip(pairwise(options), free, strict=True)]
    for now, (here, there) in enumerate(pairwise(items)):
        changes[now] *= here is not None and there is not None
    return Reel(name, items, options, costs, free, changes)


def _elsewhere(options: Options, ending: Placed | None) -> Array:
    """What each row costs at the last key time for not being where the picture alone would have the item."""
    there = [ending is not None and spot == ending.spot for spot in map(tuple, options.spots.tolist())]
    return np.where([*there, ending is None], 0.0, ELSEWHERE)


def _options(item: Item | None, page: Page, spots: Indices, deep: bool) -> Options:
    page = replace(page, only=spots)
    if item is None or len(spots) == 0:
        return NOTHING
    steps = range(len(STEP_COSTS) if deep else len(STEP_COSTS) - 1)
    found = [part for step in steps for part in options_at(item, step, page) if len(part)]
    return joined(found).cheapest_first() if found else NOTHING


def total(reel: Reel, path: Sequence[int]) -> float:
    """Return what the places on a path and the changes between them cost."""
    stands = sum(float(cost[row]) for cost, row in zip(reel.costs, path, strict=True))
    steps = zip(reel.changes, path, path[1:], strict=False)
    return stands + sum(float(change[here, there]) for change, here, there in steps)


def cheapest_path(costs: Sequence[Array], changes: Sequence[Array]) -> list[int]:
    """Return the row to take at each time, by the least sum of costs and of changes.

    Args:
        costs: of each row at each time, shapes `(m_t,)`.
        changes: from each row to each row of the next time, shapes `(m_t, m_t+1)`.

    >>> stay_or_pay_two = np.array([[0.0, 2.0], [2.0, 0.0]])
    >>> best_first, best_last = np.array([0.0, 1.0]), np.array([1.0, 0.0])
    >>> cheapest_path([best_first, best_last, best_first], [stay_or_pay_two] * 2)
    [0, 0, 0]
    """
    spent, came = costs[0], list[Array]()
    for cost, change in zip(costs[1:], changes, strict=True):
        sums = spent[:, None] + change
        came.append(sums.argmin(axis=0))
        spent = sums.min(axis=0) + cost
    path = [int(spent.argmin())]
    for back in reversed(came):
        path.append(int(back[path[-1]]))
    return path[::-1]
