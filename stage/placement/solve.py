"""Places for all items of one picture at once."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

import numpy as np

from stage.geometry import Box, Flags, Obstacle
from stage.placement.callouts import callout_options
from stage.placement.choose import choose
from stage.placement.conflicts import conflicts
from stage.placement.ink import Ink, ink_of
from stage.placement.items import Callout, Label, Placed, Placement, Shortfall
from stage.placement.labels import leader_options, near_options
from stage.placement.options import Options, joined

FEW = 24  # options of an item that are weighed against the others', at each step
LEAST_CLEAR = 0.5  # share of the clear distance that is always kept
STEP_COSTS = (0.0, 10.0, 20.0, 40.0)  # well above any taste, so that a step is a last resort
LEFT_OUT = 1000.0
STAY = 1.5  # what a place other than the one before costs, and as much again when it is 150 pixels off

Item = Label | Callout


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

    >>> dot = Label(name="P", sizes=((30.0, 40.0),), by=np.array([[100.0, 100.0]]), sides=("right",), gap=20)
    >>> place([dot], [], Box(0, 0, 400, 400)).placed["P"].box
    Box(left=120.0, bottom=80.0, right=150.0, top=120.0)
    """
    _check(items, clear)
    ink = ink_of(obstacles)
    weights = _weights(items)
    found: list[list[Options]] = [[] for _ in items]
    answer = Placement(MappingProxyType({}))
    for step in range(len(STEP_COSTS)):
        for index, item in enumerate(items):
            new = _options(item, step, ink, frame, clear)
            new = [_with_memory(part, item.name, previous) for part in new if len(part)]
            found[index] += [part.few(FEW).dearer(STEP_COSTS[step]) for part in new]
        answer = _settle(items, found, weights, clear)
        if len(answer.placed) == len(items):
            break
    return answer


def _check(items: Sequence[Item], clear: float) -> None:
    names = [item.name for item in items]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"two items are named {twice[0]!r}: each needs a name of its own")
    if not clear >= 0:
        raise ValueError(f"clear is {clear}: a distance is 0 or more pixels")


def _weights(items: Sequence[Item]) -> list[float]:
    """1 for the least important item, a quarter more for each rank above it."""
    ranks = sorted({item.priority for item in items})
    return [1 + ranks.index(item.priority) / 4 for item in items]


def _options(item: Item, step: int, ink: Ink, frame: Box, clear: float) -> list[Options]:
    """The places that this step of the order of giving way opens up."""
    others = range(1, len(item.sizes))
    if isinstance(item, Callout):
        less = max(LEAST_CLEAR * clear, 0.0)
        if step == 0:
            return [callout_options(item, 0, ink, frame, clear)]
        if step == 2:
            return [callout_options(item, size, ink, frame, clear).dearer(2.0 * size) for size in others]
        return (
            [
                callout_options(item, size, ink, frame, less).dearer(2.0 * size)
                for size in range(len(item.sizes))
            ]
            if step == 3
            else []
        )
    if step == 0:
        return [near_options(item, 0, ink, frame, clear)]
    if step == 1:
        return [leader_options(item, 0, ink, frame, clear)] if item.leader else []
    sizes = others if step == 2 else range(len(item.sizes))
    keep = clear if step == 2 else LEAST_CLEAR * clear
    parts = [near_options(item, size, ink, frame, keep).dearer(2.0 * size) for size in sizes]
    if item.leader:
        parts += [leader_options(item, size, ink, frame, keep).dearer(2.0 * size + 5.0) for size in sizes]
    return parts


def _with_memory(options: Options, name: str, previous: Placement | None) -> Options:
    before = previous.placed.get(name) if previous is not None else None
    if before is None:
        return options
    same = (options.spots == np.array(before.spot)).all(axis=1)
    center = (options.boxes[:, :2] + options.boxes[:, 2:]) / 2
    moved = np.hypot(*(center - np.array(before.box.center)).T)
    return options.dearer(np.where(same, 0.0, STAY * (1 + np.minimum(moved / 150, 1))))


def _settle(
    items: Sequence[Item], found: list[list[Options]], weights: list[float], clear: float
) -> Placement:
    """The best choice among what was found; the last option of each item is to be left out."""
    options = [joined(parts).cheapest_first() if parts else None for parts in found]
    costs: list[list[float]] = []
    for part, weight in zip(options, weights, strict=True):
        own: list[float] = [] if part is None else (part.cost * weight).tolist()
        costs.append([*own, LEFT_OUT * weight])
    rows = choose(costs, _clashes(options))
    placed: dict[str, Placed] = {}
    shortfalls: list[Shortfall] = []
    for item, part, row in zip(items, options, rows, strict=True):
        if part is None or row == len(part):
            shortfalls.append(Shortfall(item.name, "left out: no free place was found", 4))
            continue
        placed[item.name] = part.placed(item.name, row)
        shortfalls += _shortfalls(placed[item.name], item, float(part.clear[row]), clear)
    return Placement(MappingProxyType(placed), tuple(shortfalls))


def _shortfalls(placed: Placed, item: Item, kept: float, clear: float) -> list[Shortfall]:
    gave = []
    if isinstance(item, Label) and placed.leader is not None:
        gave.append(Shortfall(item.name, "stands further out, with a leader line", 1))
    if placed.size_index > 0:
        gave.append(
            Shortfall(item.name, f"set the other way: size {placed.size_index} of {len(item.sizes)}", 2)
        )
    if kept < clear:
        gave.append(Shortfall(item.name, f"keeps {kept:g} pixels clear instead of {clear:g}", 3))
    return gave


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
