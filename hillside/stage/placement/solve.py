"""Places for all items of one picture at once."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

import numpy as np

from hillside.stage.box import Box
from hillside.stage.geometry import Flags
from hillside.stage.placement.choose import choose
from hillside.stage.placement.conflicts import conflicts
from hillside.stage.placement.ink import ink_of
from hillside.stage.placement.items import Item, Placed, Placement, Shortfall
from hillside.stage.placement.obstacles import Obstacle
from hillside.stage.placement.options import Options, Page, joined
from hillside.stage.placement.steps import LAST, STEP_COSTS, options_at, shortfalls_of

FEW = 24  # options of an item that are weighed against the others', at each step
LEFT_OUT = 1000.0  # above all that the steps can cost
STAY = 1.5  # what a place other than the one before costs, and as much again when it is 150 pixels off


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
        items: what is to be placed; names must differ.
        obstacles: all that is drawn.
        frame: what no text and no arrow leaves (the picture less its margin).
        clear: least distance between a text and anything else, in pixels.
        previous: the placement of the picture before, if this one follows it: places are kept if they can be.

    Returns:
        Where each item went.  An item that found no place is not in `placed`, but in `shortfalls`.

    Raises:
        ValueError: if two items have one name, or `clear` is negative.

    >>> from hillside.stage.placement import Label
    >>> dot = Label(name="P", sizes=((30.0, 40.0),), by=np.array([[100.0, 100.0]]), sides=("right",), gap=20)
    >>> place([dot], [], Box(0, 0, 400, 400)).placed["P"].box
    Box(left=120.0, bottom=80.0, right=150.0, top=120.0)
    """
    return place_on(items, Page(ink_of(obstacles), frame, clear), previous)


def place_on(items: Sequence[Item], page: Page, previous: Placement | None) -> Placement:
    """Like `place`, on a page.

    Raises:
        ValueError: if two items have one name, or the clear distance is negative.
    """
    _check(items, page.clear)
    pools = [_Pool(item, page, previous) for item in items]
    for pool in pools:
        pool.deepen()
    answer = _settle(pools, page.clear)
    while stuck := [pool for pool in pools if pool.item.name not in answer.placed and not pool.exhausted]:
        for pool in stuck:
            pool.deepen()
        answer = _settle(pools, page.clear)
    if any(pool.found and pool.item.name not in answer.placed for pool in pools):
        for pool in pools:
            pool.exhaust()
        answer = _settle(pools, page.clear)
    return answer


class _Pool:
    """The options of one item that have been looked at so far."""

    def __init__(self, item: Item, page: Page, previous: Placement | None) -> None:
        self.item = item
        self.found: list[Options] = []
        self._page = page
        self._before = previous.placed.get(item.name) if previous is not None else None
        self._step = 0

    @property
    def exhausted(self) -> bool:
        return self._step == len(STEP_COSTS)

    def deepen(self) -> None:
        """Go on to the next step of the order of giving way that has any options."""
        before = len(self.found)
        while not self.exhausted and len(self.found) == before:
            parts = options_at(self.item, self._step, self._page)
            self.found += [_with_memory(part, self._before).few(FEW) for part in parts if len(part)]
            self._step += 1

    def exhaust(self) -> None:
        """Go all the way."""
        while not self.exhausted:
            self.deepen()


def _check(items: Sequence[Item], clear: float) -> None:
    names = [item.name for item in items]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"two items are named {twice[0]!r}: each needs a name of its own")
    if not clear >= 0:
        raise ValueError(f"clear is {clear}: a distance is 0 or more pixels")


def _with_memory(options: Options, before: Placed | None) -> Options:
    """Return the same options, those other than the place before at a higher cost."""
    if before is None:
        return options
    same = (options.spots == np.array(before.spot)).all(axis=1)
    center = (options.boxes[:, :2] + options.boxes[:, 2:]) / 2
    moved = np.hypot(*(center - np.array(before.box.center)).T)
    return options.dearer(np.where(same, 0.0, STAY * (1 + np.minimum(moved / 150, 1))))


def _weights(items: Sequence[Item]) -> list[float]:
    """1 for the least important item, a quarter more for each rank above it."""
    ranks = sorted({item.priority for item in items})
    return [1 + ranks.index(item.priority) / 4 for item in items]


def _settle(pools: Sequence[_Pool], clear: float) -> Placement:
    """Return the best choice among what was found; the last option of each item is to be left out."""
    items = [pool.item for pool in pools]
    options = [joined(pool.found).cheapest_first() if pool.found else None for pool in pools]
    costs: list[list[float]] = []
    for part, weight in zip(options, _weights(items), strict=True):
        own: list[float] = [] if part is None else (part.cost * weight).tolist()
        costs.append([*own, LEFT_OUT * weight])
    rows = choose(costs, _clashes(options))
    placed: dict[str, Placed] = {}
    shortfalls: list[Shortfall] = []
    for item, part, row in zip(items, options, rows, strict=True):
        if part is None or row == len(part):
            shortfalls.append(Shortfall(item.name, "left out: no free place was found", LAST))
            continue
        placed[item.name] = part.placed(item.name, row)
        shortfalls += shortfalls_of(placed[item.name], item, float(part.clear[row]), clear)
    return Placement(MappingProxyType(placed), tuple(shortfalls))


def _clashes(options: Sequence[Options | None]) -> list[list[Flags | None]]:
    clash: list[list[Flags | None]] = [[None] * len(options) for _ in options]
    for i, a in enumerate(options):
        for j, b in enumerate(options[:i]):
            if a is None or b is None:
                continue
            flags = np.zeros((len(a) + 1, len(b) + 1), dtype=bool)
            flags[:-1, :-1] = conflicts(a, b)
            clash[i][j], clash[j][i] = flags, flags.T
    return clash
