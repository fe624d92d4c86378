"""What a place is sought on: the page, with a memo of what was found on it.

What was found on one page of a film need not be sought again on the next, where nothing within reach has
changed.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, fields
from typing import Any, cast

import numpy as np

from hillside.stage.box import Box
from hillside.stage.geometry import Array, Flags, Indices
from hillside.stage.placement.candidates import Candidates
from hillside.stage.placement.ink import Ink, ranges
from hillside.stage.placement.items import Callout, Item

TASTE = ("name", "priority")  # of an item: where it could stand does not depend on these


@dataclass(frozen=True, eq=False)
class Memo:
    """Candidates that were found before.

    Attributes:
        places: by item and page, all that the candidates of the one on the other depend on.
        found: by that, the candidates.
    """

    places: dict[Hashable, Hashable] = field(default_factory=dict[Hashable, Hashable])
    found: dict[Hashable, Candidates] = field(default_factory=dict[Hashable, "Candidates"])


@dataclass(frozen=True, eq=False)
class Page:
    """What a place is sought on.

    Attributes:
        ink: all that is drawn.
        frame: what no text and no line leaves.
        clear: least distance to the ink, in pixels.
        only: the choices that are of interest, shape `(w, 6)`, or `None` for all.
        memo: what was found before, here or on other pages of a film, or `None` to keep none.
    """

    ink: Ink
    frame: Box
    clear: float
    only: Indices | None = None
    memo: Memo | None = None


def remembered(
    kind: str, item: Item, size: int, page: Page, reach: float, find: Callable[[Page], Candidates]
) -> Candidates:
    """Return what `find` finds on the page, from the page's memo if it was found before.

    Args:
        kind: what is sought.
        item: for which item.
        size: in which of its sizes.
        page: where.
        reach: how far from the item's anchors ink can matter, in pixels.
        find: the search; it must depend on nothing but the item, the size, the frame, the clear distance
            and the ink within reach.
    """
    if page.memo is None:
        return find(page)
    here = item, size, reach, page.ink, page.frame, page.clear
    if here not in page.memo.places:
        around = _around(item, reach)
        page.memo.places[here] = size, page.frame, page.clear, _wish(item), _seen(page.ink, around, item.own)
    key = kind, page.memo.places[here]
    if key not in page.memo.found:
        if page.only is not None:
            return find(page)
        page.memo.found[key] = find(page)
    return page.memo.found[key].among(page.only)


def _around(item: Item, reach: float) -> Array:
    """Return the box outside of which no ink can matter, shape `(4,)`."""
    points = item.target if isinstance(item, Callout) else item.by
    low, high = np.fmin.reduce(points), np.fmax.reduce(points)
    return np.concatenate([low - reach, high + reach])


def _wish(item: Item) -> Hashable:
    """Return all that is asked for, as one key."""
    values: list[Any] = [getattr(item, field.name) for field in fields(item) if field.name not in TASTE]
    return type(item), *(_bytes(cast(Array, v)) if isinstance(v, np.ndarray) else v for v in values)


def _seen(ink: Ink, around: Array, own: tuple[str, ...]) -> Hashable:
    """Return the ink in a box, as one key."""
    _, piece = ink.near(around[None])
    fills = ink.fills
    low, high = fills.bounds[:, :2], fills.bounds[:, 2:]
    near = np.flatnonzero(~((low > around[2:]) | (high < around[:2])).any(axis=1))
    side = ranges(fills.first[near], fills.count[near])
    mine = tuple(fills.names[polygon] in own for polygon in near.tolist())
    parts = ink.start[piece], ink.end[piece], ink.half[piece], ink.owned_by(own)[piece]
    return *map(_bytes, (*parts, fills.count[near], fills.start[side])), mine


def _bytes(array: Array | Flags | Indices) -> Hashable:
    return array.shape, array.tobytes()
