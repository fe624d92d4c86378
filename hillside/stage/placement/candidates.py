"""Candidate positions of one item, as arrays, and the page they are sought on."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import Any, TypeAlias, cast

import numpy as np

from hillside.stage.placement.ink import Ink, index_ranges
from hillside.stage.placement.items import SIDES, Callout, Item, Placed
from hillside.stage.sheet import (
    Array,
    Box,
    Flags,
    Indices,
    segment_distances,
    segments_cross,
    segments_meet_boxes,
)

IGNORED_FIELDS = ("name", "priority")  # fields of an item that its candidates do not depend on


@dataclass(frozen=True, eq=False)
class Memo:
    """Candidates that were found before.

    Attributes:
        places: by item and page, everything that the candidates depend on, as a key.
        found: by that key, the candidates.
    """

    places: dict[Hashable, Hashable] = field(default_factory=dict[Hashable, Hashable])
    found: dict[Hashable, Candidates] = field(default_factory=dict[Hashable, "Candidates"])


@dataclass(frozen=True, eq=False)
class Page:
    """What the candidates of an item are sought on.

    Attributes:
        ink: everything that is drawn.
        frame: the box that no text and no line leaves.
        clear: minimum distance to the ink, in pixels.
        only: the choices to consider, shape `(w, 6)`, or `None` for all.
        memo: candidates found before, on this or other pages of a film, or `None` to keep none.
    """

    ink: Ink
    frame: Box
    clear: float
    only: Indices | None = None
    memo: Memo | None = None


def memoized(
    kind: str, item: Item, size: int, page: Page, reach: float, find: Callable[[Page], Candidates]
) -> Candidates:
    """Return the result of `find` on the page, from the page's memo if it is there.

    Args:
        kind: the kind of candidates.
        item: the item to place.
        size: the index of the size of its text.
        page: the page.
        reach: distance from the item's anchors within which ink matters, in pixels.
        find: the search; it must depend on nothing but the item, the size, the frame, the clear distance
            and the ink within reach.
    """
    if page.memo is None:
        return find(page)
    here = item, size, reach, page.ink, page.frame, page.clear
    if here not in page.memo.places:
        around = _around(item, reach)
        page.memo.places[here] = (
            size,
            page.frame,
            page.clear,
            _request_key(item),
            _ink_key(page.ink, around, (*item.own, *item.over)),
        )
    key = kind, page.memo.places[here]
    if key not in page.memo.found:
        if page.only is not None:
            return find(page)
        page.memo.found[key] = find(page)
    return page.memo.found[key].among(page.only)


def _around(item: Item, reach: float) -> Array:
    """Return the box outside of which ink does not matter, shape `(4,)`."""
    points = item.target if isinstance(item, Callout) else item.by
    low, high = np.fmin.reduce(points), np.fmax.reduce(points)
    return np.concatenate([low - reach, high + reach])


def _request_key(item: Item) -> Hashable:
    """Return the fields of the item that its candidates depend on, as one hashable key."""
    values: list[Any] = [
        getattr(item, field.name) for field in fields(item) if field.name not in IGNORED_FIELDS
    ]
    return type(item), *(_array_key(cast(Array, v)) if isinstance(v, np.ndarray) else v for v in values)


def _ink_key(ink: Ink, around: Array, own: tuple[str, ...]) -> Hashable:
    """Return the ink in a box, as one hashable key."""
    _, piece = ink.near(around[None])
    fills = ink.fills
    low, high = fills.bounds[:, :2], fills.bounds[:, 2:]
    near = np.flatnonzero(~((low > around[2:]) | (high < around[:2])).any(axis=1))
    side = index_ranges(fills.first[near], fills.count[near])
    mine = tuple(fills.names[polygon] in own for polygon in near.tolist())
    parts = ink.start[piece], ink.end[piece], ink.half[piece], ink.owned_by(own)[piece]
    return *map(_array_key, (*parts, fills.count[near], fills.start[side])), mine


def _array_key(array: Array | Flags | Indices) -> Hashable:
    return array.shape, array.tobytes()


Hull: TypeAlias = tuple[float, float, float, float]
CELL = 90.0  # pixels: candidates are grouped in cells of this size, since near ones are much alike
ITEM_SPACING = 1.75  # factor on the clear distance between two items: at less they read as one
OUTWARD = np.array([-1.0, -1.0, 1.0, 1.0])
ROUNDING = 1e-6  # pixels


@dataclass(frozen=True, eq=False)
class Candidates:
    """`m` candidate positions of one item.

    Attributes:
        cost: departure from the conventional position, shape `(m,)`.
        boxes: text boxes, shape `(m, 4)`.
        lines: leader or arrow from the text outward, shape `(m, k, 2)`; nan where there is none.
        curves: control points of the arrows, shape `(m, 3, 2)`; nan where there is none.
        anchors: the anchor of each candidate, shape `(m, 2)`.
        choices: indices that identify it, shape `(m, 6)`; the first is the size, the last the step.
        clear: minimum distance to other texts and lines, in pixels, shape `(m,)`.
    """

    cost: Array
    boxes: Array
    lines: Array
    curves: Array
    anchors: Array
    choices: Indices
    clear: Array

    def __len__(self) -> int:
        return len(self.cost)

    @cached_property
    def hull(self) -> Hull:
        """The common bounding box of boxes, lines and anchors; an empty one when there are no candidates."""
        points = np.concatenate([self.boxes.reshape(-1, 2), self.lines.reshape(-1, 2), self.anchors])
        low, high = np.fmin.reduce(points, initial=np.inf), np.fmax.reduce(points, initial=-np.inf)
        return (*low.tolist(), *high.tolist())

    @cached_property
    def clearest(self) -> float:
        """The largest clear distance of any candidate, in pixels; 0 when there are none."""
        return float(self.clear.max(initial=0.0))

    @cached_property
    def lined(self) -> bool:
        """Whether any candidate has a line."""
        return not np.isnan(self.lines).all()

    @cached_property
    def edges(self) -> Array:
        """The point of each text box that is closest to its anchor, shape `(m, 2)`."""
        return np.clip(self.anchors, self.boxes[:, :2], self.boxes[:, 2:])

    def subset(self, rows: Indices) -> Candidates:
        """Return the candidates in these rows, in this order."""
        return Candidates(
            self.cost[rows],
            self.boxes[rows],
            self.lines[rows],
            self.curves[rows],
            self.anchors[rows],
            self.choices[rows],
            self.clear[rows],
        )

    def among(self, choices: Indices | None) -> Candidates:
        """Return the candidates whose choices are among these, shape `(w, 6)`; all of them for `None`."""
        if choices is None:
            return self
        return self.subset(np.flatnonzero((self.choices[:, None] == choices).all(axis=2).any(axis=1)))

    def with_extra_cost(self, extra: Array | float) -> Candidates:
        """Return the same candidates with an extra cost."""
        return replace(self, cost=self.cost + extra)

    def with_clearance_share(self, share: float) -> Candidates:
        """Return the same candidates with their clear distance reduced to a share of it."""
        return replace(self, clear=self.clear * share)

    def cheapest_first(self) -> Candidates:
        """Return the same candidates by rising cost, in a stable sort."""
        return self.subset(np.argsort(self.cost, kind="stable"))

    def pruned(self, count: int) -> Candidates:
        """Return at most `count`: the cheapest half of them, then the cheapest of each cell of the page."""
        return self.subset(diverse_rows(self.cost, self.boxes[:, :2], count))

    def placed(self, name: str, row: int) -> Placed:
        """Return candidate `row` as the placement of the item `name`."""
        line, curve = self.lines[row], self.curves[row]
        left, bottom, right, top = (float(side) for side in self.boxes[row])
        box = Box(left, bottom, right, top)
        anchor = (float(self.anchors[row, 0]), float(self.anchors[row, 1]))
        return Placed(
            name=name,
            size_index=int(self.choices[row, 0]),
            box=box,
            anchor=anchor,
            side=side_of(anchor, box),
            leader=line if np.isfinite(line).all() else None,
            curve=curve if np.isfinite(curve).all() else None,
            choice=tuple(int(number) for number in self.choices[row]),
        )


NOTHING = Candidates(
    np.zeros(0),
    np.zeros((0, 4)),
    np.zeros((0, 1, 2)),
    np.zeros((0, 3, 2)),
    np.zeros((0, 2)),
    np.zeros((0, 6), dtype=np.intp),
    np.zeros(0),
)


def side_of(anchor: tuple[float, float], box: Box) -> str:
    """Return the side of the anchor on which the box stands.

    >>> side_of((0, 0), Box(5, -3, 9, 3)), side_of((0, 0), Box(5, 2, 9, 8))
    ('right', 'above right')
    """
    x, y = anchor
    across = int(box.left > x) - int(box.right < x)
    up = int(box.bottom > y) - int(box.top < y)
    names = {direction: name for name, direction in SIDES.items()}
    return names.get((across, up), "over")


def concatenated(parts: Iterable[Candidates]) -> Candidates:
    """Return the concatenation of several sets of candidates."""
    lists = list(parts)
    return Candidates(
        np.concatenate([part.cost for part in lists]),
        np.concatenate([part.boxes for part in lists]),
        np.concatenate([part.lines for part in lists]),
        np.concatenate([part.curves for part in lists]),
        np.concatenate([part.anchors for part in lists]),
        np.concatenate([part.choices for part in lists]),
        np.concatenate([part.clear for part in lists]),
    )


def rows_inside(boxes: Array, frame: Box, margin: float = 0.0) -> Indices:
    """Return the rows of the boxes, `(m, 4)`, that lie in the frame less a margin."""
    low = (boxes[:, :2] >= np.array([frame.left, frame.bottom]) + margin - 1e-9).all(axis=1)
    high = (boxes[:, 2:] <= np.array([frame.right, frame.top]) - margin + 1e-9).all(axis=1)
    return np.flatnonzero(low & high)


def diverse_rows(cost: Array, corners: Array, count: int) -> Indices:
    """Return at most `count` rows: the cheapest half of them, then the cheapest of each cell of the page.

    >>> diverse_rows(np.array([3.0, 1.0, 2.0]), np.array([[900.0, 0.0], [0.0, 0.0], [1.0, 1.0]]), 2).tolist()
    [1, 0]
    """
    rows = np.argsort(cost, kind="stable")
    if len(rows) <= count:
        return rows
    left, bottom = np.floor(corners[rows] / CELL).T
    _, first = np.unique(left + 1j * bottom, return_index=True)
    head = np.arange(count // 2)
    others = np.setdiff1d(np.sort(first), head)[: count - len(head)]
    return rows[np.sort(np.concatenate([head, others]))]


def conflicts(a: Candidates, b: Candidates) -> Flags:
    """Return whether candidate i of `a` and candidate j of `b` are in conflict, shape `(len(a), len(b))`.

    The smaller of the two clear distances applies.
    """
    if _far_apart(a, b):
        return np.zeros((len(a), len(b)), dtype=bool)
    clear = ITEM_SPACING * np.minimum(a.clear[:, None], b.clear)
    return (
        _texts_meet(a.boxes, b.boxes, clear)
        | (a.lined and _lines_meet_texts(a.lines, b.boxes, clear))
        | (b.lined and _lines_meet_texts(b.lines, a.boxes, clear.T).T)
        | (a.lined and b.lined and _lines_meet(a.lines, b.lines, clear))
        | _crossed_over(a, b)
    )


def _far_apart(a: Candidates, b: Candidates) -> bool:
    """Return whether no candidate of one can be in conflict with any of the other."""
    clear = ITEM_SPACING * min(a.clearest, b.clearest) + ROUNDING
    across = max(b.hull[0] - a.hull[2], a.hull[0] - b.hull[2])
    up = max(b.hull[1] - a.hull[3], a.hull[1] - b.hull[3])
    return across > clear or up > clear


def _texts_meet(a: Array, b: Array, clear: Array) -> Flags:
    low = np.maximum(a[:, None, :2], b[None, :, :2])
    high = np.minimum(a[:, None, 2:], b[None, :, 2:])
    gap = low - high
    return (gap[..., 0] < clear) & (gap[..., 1] < clear)


def _lines_meet_texts(lines: Array, boxes: Array, clear: Array) -> Flags:
    grown = boxes[None, :] + clear[..., None] * OUTWARD
    start, end = lines[:, None, :-1], lines[:, None, 1:]
    meet = segments_meet_boxes(start, end, grown[:, :, None])
    return np.asarray(meet.any(axis=2), dtype=bool)


def _lines_meet(a: Array, b: Array, clear: Array) -> Flags:
    """Return whether lines come too close; exact distances only where their bounding boxes meet."""
    meet = np.zeros(clear.shape, dtype=bool)
    boxes_a = np.concatenate([a.min(axis=1), a.max(axis=1)], axis=1)
    boxes_b = np.concatenate([b.min(axis=1), b.max(axis=1)], axis=1)
    i, j = np.nonzero(_texts_meet(boxes_a, boxes_b, clear))
    if len(i):
        gaps = segment_distances(a[i, :-1, None], a[i, 1:, None], b[j, None, :-1], b[j, None, 1:])
        meet[i, j] = gaps.min(axis=(1, 2)) < clear[i, j]
    return meet


def _crossed_over(a: Candidates, b: Candidates) -> Flags:
    """Return whether the lines from anchor to text cross, so that each text seems to name the other thing."""
    return segments_cross(a.anchors[:, None], a.edges[:, None], b.anchors[None], b.edges[None])
