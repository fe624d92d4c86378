"""The cheapest choice of one option for each item, no two in conflict.

Branch and bound (Land and Doig, 1960): items are settled one after another, the cheapest option first; a
branch is left as soon as what it has cost, plus the cheapest that each open item could still have, is no
better than the best choice found. The options of an item that are still possible are the bits of one integer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from hillside.stage.geometry import Flags

BRANCHES = 20_000  # after so many the best choice so far is the answer; a lecture figure needs some dozens


def choose(costs: Sequence[Sequence[float]], clash: Sequence[Sequence[Flags | None]]) -> tuple[int, ...]:
    """Return the option of each item, by index, with the least sum of costs.

    Args:
        costs: of each item's options, rising.  The last option of each must conflict with nothing.
        clash: `clash[i][j][a, b]` tells whether option `a` of item `i` and option `b` of item `j` conflict;
            `None` for no conflicts at all.

    >>> both_left = np.array([[True, False], [False, False]])
    >>> choose([[0.0, 5.0], [0.0, 1.0]], [[None, both_left], [both_left.T, None]])
    (0, 1)
    """
    count = len(costs)
    order = sorted(range(count), key=lambda item: (len(costs[item]), item))
    search = _Search([list(map(float, costs[item])) for item in order], _masks(order, costs, clash))
    search.settle(0, [(1 << len(costs[item])) - 1 for item in order], 0.0, [])
    answer = dict(zip(order, search.best, strict=True))
    return tuple(answer[item] for item in range(count))


def _masks(
    order: Sequence[int], costs: Sequence[Sequence[float]], clash: Sequence[Sequence[Flags | None]]
) -> list[list[list[int]]]:
    """For each item and option, the options it leaves to each later item, as bits."""
    masks: list[list[list[int]]] = []
    for place, item in enumerate(order):
        columns = [
            _left(clash[item][later], len(costs[item]), len(costs[later])) for later in order[place + 1 :]
        ]
        masks.append([[column[option] for column in columns] for option in range(len(costs[item]))])
    return masks


def _left(clash: Flags | None, rows: int, count: int) -> list[int]:
    if clash is None:
        return [(1 << count) - 1] * rows
    packed = np.packbits(~clash, axis=1, bitorder="little")
    return [int.from_bytes(row.tobytes(), "little") for row in packed]


@dataclass
class _Search:
    costs: list[list[float]]
    masks: list[list[list[int]]]
    best: list[int] = field(default_factory=list[int])
    best_cost: float = float("inf")
    branches: int = 0

    def settle(self, place: int, left: list[int], spent: float, chosen: list[int]) -> None:
        """Try every option that is left to the item at `place`, cheapest first."""
        if place == len(self.costs):
            self.best, self.best_cost = chosen, spent
            return
        later = left[1:]
        for option in _bits(left[0]):
            self.branches += 1
            cost = spent + self.costs[place][option]
            narrowed = [mask & kept for mask, kept in zip(later, self.masks[place][option], strict=True)]
            floor = sum(self._least(place + 1 + index, mask) for index, mask in enumerate(narrowed))
            if cost + floor < self.best_cost - 1e-9:
                self.settle(place + 1, narrowed, cost, [*chosen, option])
            if self.best and (self.branches > BRANCHES or cost >= self.best_cost):
                return

    def _least(self, place: int, mask: int) -> float:
        return self.costs[place][(mask & -mask).bit_length() - 1]


def _bits(mask: int) -> list[int]:
    """Positions of the ones, lowest first.

    >>> _bits(0b1010)
    [1, 3]
    """
    return [place for place in range(mask.bit_length()) if mask >> place & 1]
