"""The order of giving way: what each step opens up to an item, and what it costs."""

from __future__ import annotations

from dataclasses import replace

from hillside.stage.placement.callout_candidates import callout_candidates
from hillside.stage.placement.candidates import Candidates
from hillside.stage.placement.items import Callout, Item, Label, Placed, Shortfall
from hillside.stage.placement.label_candidates import leader_candidates, near_candidates
from hillside.stage.placement.page_memo import Page
from hillside.stage.placement.place_costs import COSTS

STEPS = range(5)  # of giving way, one row of the docstring of `hillside.stage.placement` each
LAST = len(STEPS)  # to be left out
LEAST_CLEAR = 0.5  # share of the clear distance that is always kept


def candidates_at(item: Item, step: int, page: Page) -> list[Candidates]:
    """Return the places that a step opens up: 0 as asked, 1 leader, 2 other size, 3 far off, 4 less clear."""
    if step == 4:
        page = replace(page, clear=LEAST_CLEAR * page.clear)
    found = (
        _label_candidates(item, step, page)
        if isinstance(item, Label)
        else _callout_candidates(item, step, page)
    )
    return [candidates.dearer(COSTS.relaxed[step]) for candidates in found]


def _label_candidates(label: Label, step: int, page: Page) -> list[Candidates]:
    near = {0: [0], 1: [], 3: []}.get(step, _sizes(label, step, page))
    far = {0: [], 1: [0], 3: []}.get(step, _sizes(label, step, page)) if label.leader else []
    found = [near_candidates(label, size, page).dearer(COSTS.next_size * size) for size in near]
    return found + [
        leader_candidates(label, size, page).dearer(COSTS.next_size * size + COSTS.leader) for size in far
    ]


def _callout_candidates(callout: Callout, step: int, page: Page) -> list[Candidates]:
    asked, far, elsewhere = (False, False), (False, True), (True, False)
    regions = {1: [], 3: [far, elsewhere], 4: [asked, far, elsewhere]}.get(step, [asked])
    return [
        callout_candidates(callout, size, page, elsewhere=other, far=far).dearer(
            COSTS.next_size * size + COSTS.other_region * other
        )
        for other, far in regions
        if callout.otherwise is not None or not other
        for size in ([0] if step == 0 else _sizes(callout, step, page))
    ]


def _sizes(item: Item, step: int, page: Page) -> list[int]:
    """Return the sizes that a step tries: from the second on at step 2, later all; those of interest only."""
    sizes = range(1 if step == 2 else 0, len(item.sizes))
    return [size for size in sizes if page.only is None or (page.only[:, 0] == size).any()]


def shortfalls_of(placed: Placed, item: Item, kept: float, clear: float) -> list[Shortfall]:
    """Return what gave way for an item that keeps `kept` of the `clear` pixels that were asked for."""
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
