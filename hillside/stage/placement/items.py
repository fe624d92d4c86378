"""What is asked of the placement solver, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

import numpy as np

from hillside.stage.box import Box
from hillside.stage.geometry import Array

SIDES: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "right": (1, 0),
        "left": (-1, 0),
        "above": (0, 1),
        "below": (0, -1),
        "above right": (1, 1),
        "above left": (-1, 1),
        "below right": (1, -1),
        "below left": (-1, -1),
    }
)


@dataclass(frozen=True, eq=False, kw_only=True)
class Label:
    """A text that belongs by a thing.

    Attributes:
        name: unique among the items.
        sizes: `(width, height)` in pixels of each way to set the text, best first.
        by: candidate anchors on the thing, shape `(k, 2)`; give the same `k` along a film.
        ranked: whether the anchors come best first (else they are equally good).
        sides: preferred sides, best first; any other side costs more, or is out if `strict`.
        gap: clear distance from anchor to text box, in pixels.
        reach: how far from its anchor the box may stand without a leader, in pixels.
        leader: whether it may stand further off, joined by a leader line.
        own: names of the obstacles that are the thing: being near them is no crowding.
        within: box that the text does not leave, or `None` for anywhere in the frame.
        priority: which item keeps its place when room is short (larger is more important).
    """

    name: str
    sizes: tuple[tuple[float, float], ...]
    by: Array
    sides: tuple[str, ...] = ()
    strict: bool = False
    ranked: bool = False
    gap: float = 12.0
    reach: float = 60.0
    leader: bool = True
    own: tuple[str, ...] = ()
    within: Box | None = None
    priority: int = 0

    def __post_init__(self) -> None:
        _check_sizes(self.name, self.sizes)
        _check_points(self.name, "by", self.by)
        unknown = [side for side in self.sides if side not in SIDES]
        if unknown:
            raise ValueError(f"label {self.name!r}: no side {unknown[0]!r}; use one of {', '.join(SIDES)}")
        if self.strict and not self.sides:
            raise ValueError(f"label {self.name!r} is strict but names no side: give `sides`")
        if not 0 <= self.gap <= self.reach:
            raise ValueError(
                f"label {self.name!r}: gap {self.gap} and reach {self.reach} need 0 <= gap <= reach"
            )


@dataclass(frozen=True, eq=False, kw_only=True)
class Callout:
    """A text with an arrow whose tip touches a target stroke.

    Attributes:
        name: unique among the items.
        sizes: `(width, height)` in pixels of each way to set the text, best first.
        target: polyline on which the tip lies, shape `(n, 2)`; nan rows break it.
        within: box that the text stays in, or `None` for anywhere in the frame.
        otherwise: a wider box that the text may use when there is no way in `within`.
        clear: distance from the text to the tail of its arrow, in pixels.
        head: length of the arrowhead, in pixels.
        avoid: points that the tip keeps away from, shape `(m, 2)`.
        own: names of the obstacles that the tip may touch (its target).
        priority: which item keeps its place when room is short (larger is more important).
    """

    name: str
    sizes: tuple[tuple[float, float], ...]
    target: Array
    within: Box | None = None
    otherwise: Box | None = None
    clear: float = 14.0
    head: float = 24.0
    avoid: Array | None = None
    own: tuple[str, ...] = ()
    priority: int = 0

    def __post_init__(self) -> None:
        _check_sizes(self.name, self.sizes)
        _check_points(self.name, "target", self.target)
        if not np.any(np.isfinite(np.diff(self.target, axis=0)).all(axis=1)):
            raise ValueError(
                f"callout {self.name!r}: its target has no piece that an arrow could touch: give a line"
            )


Item: TypeAlias = Label | Callout


@dataclass(frozen=True, eq=False)
class Placed:
    """Where one item went.

    Attributes:
        name: the item's name.
        size_index: which of its sizes was taken.
        box: the text's box.
        anchor: the point of `by` or of the target that it belongs to.
        side: on which side of the anchor the text stands.
        leader: leader line (from text to thing) or arrow (from tail to tip), shape `(n, 2)`, or `None`.
        curve: for an arrow, the control points of its quadratic Bezier curve, shape `(3, 2)`.
        choice: the choice as numbers that keep their meaning while the thing moves.
        arrival: how it comes here from the placement before: `stays`, `glides` or `fades`.
        opacity: 1 but while it fades.
    """

    name: str
    size_index: int
    box: Box
    anchor: tuple[float, float]
    side: str
    leader: Array | None = None
    curve: Array | None = None
    choice: tuple[int, ...] = ()
    arrival: str = "stays"
    opacity: float = 1.0


@dataclass(frozen=True)
class Shortfall:
    """What gave way for an item.

    Attributes:
        name: the item's name.
        what: what gave way, in words.
        step: its place in the order of giving way: 1 leader, 2 other size, 3 far off or other region,
            4 less clear, 5 left out.
    """

    name: str
    what: str
    step: int


@dataclass(frozen=True, eq=False)
class Placement:
    """The items that were placed, by name, and what had to give way."""

    placed: Mapping[str, Placed]
    shortfalls: tuple[Shortfall, ...] = ()

    @property
    def left_out(self) -> tuple[str, ...]:
        """The names of the items that found no place."""
        return tuple(short.name for short in self.shortfalls if short.name not in self.placed)


def _check_sizes(name: str, sizes: tuple[tuple[float, float], ...]) -> None:
    if not sizes or any(not (width > 0 and height > 0) for width, height in sizes):
        raise ValueError(f"item {name!r}: sizes {sizes} must be one or more positive (width, height)")


def _check_points(name: str, what: str, points: Array) -> None:
    if points.ndim != 2 or points.shape[1:] != (2,) or not np.isfinite(points).all(axis=1).any():
        raise ValueError(f"item {name!r}: {what} of shape {points.shape} must be (n, 2) with a finite row")
