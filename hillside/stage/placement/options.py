"""The places that one item could take, as arrays: row i of each is option i."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeAlias

import numpy as np

from hillside.stage.box import Box
from hillside.stage.geometry import Array, Indices
from hillside.stage.placement.ink import Ink
from hillside.stage.placement.items import SIDES, Placed
from hillside.stage.placement.spread import spread

Hull: TypeAlias = tuple[float, float, float, float]


@dataclass(frozen=True, eq=False)
class Notes:
    """Options that were found before.

    Attributes:
        places: by item and page, all that the options of the one on the other depend on.
        found: by that, the options.
    """

    places: dict[Hashable, Hashable] = field(default_factory=dict[Hashable, Hashable])
    found: dict[Hashable, Options] = field(default_factory=dict[Hashable, "Options"])


@dataclass(frozen=True, eq=False)
class Page:
    """What a place is sought on.

    Attributes:
        ink: all that is drawn.
        frame: what no text and no line leaves.
        clear: least distance to the ink, in pixels.
        only: the spots that are of interest, shape `(w, 6)`, or `None` for all.
        notes: what was found before, here or on other pages of a film, or `None` to keep none.
    """

    ink: Ink
    frame: Box
    clear: float
    only: Indices | None = None
    notes: Notes | None = None


@dataclass(frozen=True, eq=False)
class Options:
    """`m` ways to place one item.

    Attributes:
        cost: how unconventional each is, shape `(m,)`.
        boxes: text boxes, shape `(m, 4)`.
        lines: leader or arrow from the text outward, shape `(m, k, 2)`; nan where there is none.
        curves: control points of the arrows, shape `(m, 3, 2)`; nan where there is none.
        anchors: the point that each belongs to, shape `(m, 2)`.
        spots: the choice as numbers, shape `(m, 6)`; the first is the size, the last the step.
        clear: distance to other texts and lines, in pixels, shape `(m,)`.
    """

    cost: Array
    boxes: Array
    lines: Array
    curves: Array
    anchors: Array
    spots: Indices
    clear: Array

    def __len__(self) -> int:
        return len(self.cost)

    @cached_property
    def hull(self) -> Hull:
        """Left, bottom, right and top of all boxes, lines and anchors; of no options, one that meets none."""
        points = np.concatenate([self.boxes.reshape(-1, 2), self.lines.reshape(-1, 2), self.anchors])
        low, high = np.fmin.reduce(points, initial=np.inf), np.fmax.reduce(points, initial=-np.inf)
        return (*low.tolist(), *high.tolist())

    @cached_property
    def lined(self) -> bool:
        """Whether any of them has a line."""
        return not np.isnan(self.lines).all()

    @cached_property
    def edges(self) -> Array:
        """The point of each text's edge that is closest to its anchor, shape `(m, 2)`."""
        return np.clip(self.anchors, self.boxes[:, :2], self.boxes[:, 2:])

    def take(self, rows: Indices) -> Options:
        """Return the options in these rows, in this order."""
        return Options(
            self.cost[rows],
            self.boxes[rows],
            self.lines[rows],
            self.curves[rows],
            self.anchors[rows],
            self.spots[rows],
            self.clear[rows],
        )

    def among(self, spots: Indices | None) -> Options:
        """Return the options whose spots are among these, shape `(w, 6)`; all of them for `None`."""
        if spots is None:
            return self
        return self.take(np.flatnonzero((self.spots[:, None] == spots).all(axis=2).any(axis=1)))

    def dearer(self, extra: Array | float) -> Options:
        """Return the same options at a higher cost."""
        return replace(self, cost=self.cost + extra)

    def nearer(self, share: float) -> Options:
        """Return the same options content with that share of their clear distance."""
        return replace(self, clear=self.clear * share)

    def cheapest_first(self) -> Options:
        """Return the same options by rising cost; equals keep their order."""
        return self.take(np.argsort(self.cost, kind="stable"))

    def few(self, count: int) -> Options:
        """At most `count` options: the cheapest half of them, then the cheapest of each part of the page."""
        return self.take(spread(self.cost, self.boxes[:, :2], count))

    def placed(self, name: str, row: int) -> Placed:
        """Option `row` as an answer."""
        line, curve = self.lines[row], self.curves[row]
        left, bottom, right, top = (float(side) for side in self.boxes[row])
        box = Box(left, bottom, right, top)
        anchor = (float(self.anchors[row, 0]), float(self.anchors[row, 1]))
        return Placed(
            name=name,
            size_index=int(self.spots[row, 0]),
            box=box,
            anchor=anchor,
            side=side_of(anchor, box),
            leader=line if np.isfinite(line).all() else None,
            curve=curve if np.isfinite(curve).all() else None,
            spot=tuple(int(number) for number in self.spots[row]),
        )


NOTHING = Options(
    np.zeros(0),
    np.zeros((0, 4)),
    np.zeros((0, 1, 2)),
    np.zeros((0, 3, 2)),
    np.zeros((0, 2)),
    np.zeros((0, 6), dtype=np.intp),
    np.zeros(0),
)


def side_of(anchor: tuple[float, float], box: Box) -> str:
    """On which side of the anchor the box stands.

    >>> side_of((0, 0), Box(5, -3, 9, 3)), side_of((0, 0), Box(5, 2, 9, 8))
    ('right', 'above right')
    """
    x, y = anchor
    across = int(box.left > x) - int(box.right < x)
    up = int(box.bottom > y) - int(box.top < y)
    names = {direction: name for name, direction in SIDES.items()}
    return names.get((across, up), "over")


def joined(parts: Iterable[Options]) -> Options:
    """Return all the options of several lists, one after another."""
    lists = list(parts)
    return Options(
        np.concatenate([part.cost for part in lists]),
        np.concatenate([part.boxes for part in lists]),
        np.concatenate([part.lines for part in lists]),
        np.concatenate([part.curves for part in lists]),
        np.concatenate([part.anchors for part in lists]),
        np.concatenate([part.spots for part in lists]),
        np.concatenate([part.clear for part in lists]),
    )


def inside(boxes: Array, frame: Box, margin: float = 0.0) -> Indices:
    """Return the rows of the boxes, `(m, 4)`, that lie in the frame."""
    low = (boxes[:, :2] >= np.array([frame.left, frame.bottom]) + margin - 1e-9).all(axis=1)
    high = (boxes[:, 2:] <= np.array([frame.right, frame.top]) - margin + 1e-9).all(axis=1)
    return np.flatnonzero(low & high)
