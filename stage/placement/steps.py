"""The order of giving way: what each step opens up to an item, and what it costs."""

from __future__ import annotations

from stage.geometry import Box
from stage.placement.callouts import callout_options
from stage.placement.ink import Ink
from stage.placement.items import Callout, Item, Label, Placed, Shortfall
from stage.placement.labels import leader_options, near_options
from stage.placement.options import Options

STEP_COSTS = (0.0, 10.0, 20.0, 30.0, 40.0)  # above any taste, so that a step is a last resort
LAST = len(STEP_COSTS)  # to be left out
LEAST_CLEAR = 0.5  # share of the clear distance that is always kept


def options_at(item: Item, step: int, ink: Ink, frame: Box, clear: float) -> list[Options]:
    """The places that a step opens up: 0 the asked, 1 leader, 2 other size, 3 other region, 4 less clear."""
    if isinstance(item, Label):
        found = _label_options(item, step, ink, frame, clear)
    else:
        found = _callout_options(item, step, ink, frame, clear)
    return [options.dearer(STEP_COSTS[step]) for options in found]


def _label_options(label: Label, step: int, ink: Ink, frame: Box, clear: float) -> list[Options]:
    if step == 0:
        return [near_options(label, 0, ink, frame, clear)]
    if step == 1:
        return [leader_options(label, 0, ink, frame, clear)] if label.leader else []
    if step == 3:
        return []
    sizes = range(1 if step == 2 else 0, len(label.sizes))
    kept = clear if step == 2 else LEAST_CLEAR * clear
    found = [near_options(label, size, ink, frame, kept).dearer(2.0 * size) for size in sizes]
    if label.leader:
        found += [leader_options(label, size, ink, frame, kept).dearer(2.0 * size + 5) for size in sizes]
    return found


def _callout_options(callout: Callout, step: int, ink: Ink, frame: Box, clear: float) -> list[Options]:
    if step == 1 or (step == 3 and callout.otherwise is None):
        return []
    sizes = {0: [0], 2: range(1, len(callout.sizes))}.get(step, range(len(callout.sizes)))
    kept = clear if step < 4 else LEAST_CLEAR * clear
    places = [step == 3] if step < 4 or callout.otherwise is None else [False, True]
    return [
        callout_options(callout, size, ink, frame, kept, elsewhere=elsewhere).dearer(
            2.0 * size + 5 * elsewhere
        )
        for elsewhere in places
        for size in sizes
    ]


def shortfalls_of(placed: Placed, item: Item, kept: float, clear: float) -> list[Shortfall]:
    """What gave way for an item that keeps `kept` of the `clear` pixels that were asked for."""
    name, gave = item.name, list[Shortfall]()
    if isinstance(item, Label) and placed.leader is not None:
        gave.append(Shortfall(name, "stands further out, with a leader line", 1))
    if placed.size_index > 0:
        gave.append(Shortfall(name, f"set another way: number {placed.size_index} of its sizes", 2))
    if isinstance(item, Callout) and placed.spot[-1] == 1:
        gave.append(Shortfall(name, "stands outside the region it was to stay in", 3))
    if kept < clear:
        gave.append(Shortfall(name, f"keeps {kept:g} pixels clear instead of {clear:g}", 4))
    return gave
