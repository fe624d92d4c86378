"""The choice of the triangle of rise and run under a tangent, so that its legs can be labeled.

Candidates differ in size, in the side of the point, and in lying under or over the tangent. Each has a cost;
for the cheapest it is tested whether there is room for the names of rise and run, before any label is placed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import floor, log10
from typing import cast

import numpy as np

from hillside.stage.lettering.language import numeral
from hillside.stage.look.theme import MEASURES
from hillside.stage.plane import View
from hillside.stage.sheet import Array, Flags, segments_meet_boxes
from mathcore import Expr, Interval, Point
from scenes.shared.slopes.tangency import tangent_span

Sizes = tuple[tuple[float, float], ...]
"""Widths and heights of the settings of a name, in layout pixels."""

SAMPLES = 241
"""Number of samples of the curve against which the names of the legs are tested."""
MAX_DISTANCE = 10
"""Distance from the view, in its heights, beyond which values are ignored."""


@dataclass(frozen=True, kw_only=True)
class TriangleCosts:
    """The costs of a triangle relative to the one that a lecturer would draw; half the ideal run costs 0.3.

    Attributes:
        ideal: ideal length of its hypotenuse, as a share of the paper's shorter side.
        largest: maximum length; a longer one crowds the picture.
        outside: per share of the view that its far corner lies outside, or per power of ten that it is too
            large. Without it that of `tangent --function x^4 --at -2 --shape 9:16` ends below the picture.
        margin: margin at the edges of the view, as a share of it, that counts as outside.
        covered: share of one side of the tangent that may lie along the triangle,
        buried: and the cost per share beyond. Without it the triangle of
            `tangent --function x^2 --at -1.5 --shape 9:16` is twice as large and leaves little of the tangent
            visible on its side.
        leftward: that the run goes left, against the reading direction of a graph. Without it that of
            `tangent --function x^2 --at -1` does.
        up_first: that the rise comes first, which is not how rise over run is taught. Without it that of
            `tangent --function x^3 --at 1.5` does, to the left of the point.
        short: length in layout pixels; two shorter legs look like a mark and not like a triangle,
        tiny: and the cost at length 0. Without it `tangent --function x^3 --at -1 --shape 1:1` has legs
            half as long that are hardly seen.
        usual: what a run of 1 saves, since the rise is then the slope. Without it the run of
            `tangent --function x^3 --at 1.5` is 0.5.
        crossed: that the curve crosses a leg. Without it it crosses the rise of
            `tangent --function x^2 --at -1.5`.
        cramped: per leg that has no room for its name. Without it the triangle of
            `tangent --function x^2 --at 1.5 --shape 1:1` is on the right, where the names of its legs have no
            room.
    """

    ideal: float = 0.42
    largest: float = 0.62
    outside: float = 20.0
    margin: float = 0.04
    covered: float = 0.7
    buried: float = 3.0
    leftward: float = 0.4
    up_first: float = 0.3
    short: float = 200.0
    tiny: float = 1.0
    usual: float = 0.5
    crossed: float = 0.5
    cramped: float = 1.2


COSTS = TriangleCosts()


@dataclass(frozen=True, kw_only=True)
class NameRoom:
    """Estimates of the space that the name of a leg takes, before it is set, in layout pixels if not stated.

    Attributes:
        least: type size of the names where there is little room.
        letter: width of a letter or a digit, as a multiple of the type size.
        line: height of a line.
        words: width that few names of legs exceed in any language, when they are wrapped;
        word: and width that few words in them exceed.
        least_words: width of the shortest name, without
        least_equation: and with its number.
        touching: distance from the end of a leg within which the curve only touches it.
        shares: positions of the name along a leg, as shares of it, the best first.
        distances: and distances from it.
        beside: how far to the right of the paper names may extend,
        off_axis: and how far beyond its axes.
    """

    least: float = 34.0
    letter: float = 0.5
    line: float = 48.0
    words: float = 200.0
    word: float = 160.0
    least_words: float = 110.0
    least_equation: float = 150.0
    touching: float = 6.0
    shares: tuple[float, ...] = (0.5, 0.35, 0.65, 0.2, 0.8)
    distances: tuple[float, ...] = (14.0, 33.0, 52.0, 70.0)
    beside: float = 70.0
    off_axis: float = 12.0


ROOM = NameRoom()


@dataclass(frozen=True)
class Triangle:
    """The triangle to draw under or over a tangent.

    Attributes:
        run: signed run, negative to the left of the point.
        up_first: whether the rise starts at the touch point, and the run ends at the tangent.
    """

    run: float
    up_first: bool = False

    def corners(self, x: float, y: float, slope: float) -> tuple[tuple[float, float], ...]:
        """Return the touch point `(x, y)`, the right angle, and the other end of the hypotenuse.

        >>> Triangle(2.0).corners(1.0, 1.0, 0.5), Triangle(2.0, up_first=True).corners(1.0, 1.0, 0.5)[1]
        (((1.0, 1.0), (3.0, 1.0), (3.0, 2.0)), (1.0, 2.0))
        """
        far, high = x + self.run, y + slope * self.run
        return (x, y), (x, high) if self.up_first else (far, y), (far, high)


@dataclass(frozen=True, eq=False)
class Paper:
    """What the names of the legs must not overlap, in layout pixels from the lower left corner of the paper.

    Attributes:
        width: width of the paper.
        height: height of the paper.
        curve: points along the curve, shape `(n, 2)`; nan where it is interrupted.
        numbers: whether the names include their numbers.
    """

    width: float
    height: float
    curve: Array
    numbers: bool = True

    def cramped(self, touch: Array, corner: Array, end: Array, run: float = 1.0, rise: float = 1.0) -> float:
        """Return the number of legs that have no room for their names, one half for each that is tight.

        Args:
            touch: the touch point, shape `(2,)`.
            corner: the corner with the right angle.
            end: the other end of the hypotenuse.
            run: the number at the leg along x.
            rise: the number at the leg along y.

        >>> paper = Paper(900.0, 600.0, np.zeros((0, 2)))
        >>> paper.cramped(*np.array([[200.0, 200.0], [400.0, 200.0], [400.0, 350.0]]))
        0.0
        >>> paper.cramped(*np.array([[600.0, 200.0], [880.0, 200.0], [880.0, 350.0]]))
        1.0
        """
        tangent = np.array([2 * touch - end, 2 * end - touch])
        first, second = (run, rise) if touch[1] == corner[1] else (rise, run)
        pairs = ((touch, end, first), (end, touch, second))
        return sum(
            self._lacks_room(leg, corner, across, tangent, self._sizes(number))
            for leg, across, number in pairs
        )

    def crossed(self, touch: Array, corner: Array, end: Array) -> bool:
        """Return whether the curve crosses a leg of a triangle.

        >>> across = Paper(900.0, 600.0, np.array([[0.0, 0.0], [900.0, 600.0]]))
        >>> across.crossed(*np.array([[300.0, 100.0], [600.0, 100.0], [600.0, 300.0]]))
        False
        >>> across.crossed(*np.array([[300.0, 100.0], [600.0, 100.0], [600.0, 500.0]]))
        True
        """
        if len(self.curve) == 0:
            return False
        x, y = self.curve.T
        upright = touch if touch[0] == corner[0] else end
        level = end if touch[0] == corner[0] else touch
        low, high = sorted((float(upright[1]), float(corner[1])))
        with np.errstate(invalid="ignore"):
            over = cast(Array, np.interp(corner[:1], x, y, left=np.nan, right=np.nan))
            if low + ROOM.touching < float(over[0]) < high - ROOM.touching:
                return True
            left, right = sorted((float(level[0]), float(corner[0])))
            along = y[(x > left + ROOM.touching) & (x < right - ROOM.touching)] - corner[1]
            return bool((np.sign(along[1:]) * np.sign(along[:-1]) < 0).any())

    def _sizes(self, number: float) -> tuple[Sizes, Sizes]:
        """Return widths and heights of a name on one line or on three; then the minimum ones."""
        if not self.numbers:
            long = ((ROOM.words, ROOM.line), (ROOM.word, 2 * ROOM.line))
            return long, ((ROOM.least_words, ROOM.line),)
        letters = len(numeral(number))
        line = ROOM.letter * MEASURES.name * (letters + 9)
        least = ROOM.letter * ROOM.least * (letters + 2)
        wrapped = max(least, ROOM.words), 3 * ROOM.line
        return ((line, ROOM.line), wrapped), ((max(least, ROOM.least_equation), 2 * ROOM.line),)

    def _lacks_room(
        self, start: Array, stop: Array, across: Array, tangent: Array, settings: tuple[Sizes, Sizes]
    ) -> float:
        touch = (2 * tangent[0] + tangent[1]) / 3
        side = np.sign(np.where(np.abs(start - stop) > 1e-9, 0.0, stop - across))
        for lack, sizes in enumerate(settings):
            boxes = np.concatenate([_name_boxes(start, stop, side, np.array(size)) for size in sizes])
            if self._free(boxes, touch, tangent).any():
                return lack / 2
        return 1.0

    def _free(self, boxes: Array, touch: Array, tangent: Array) -> Flags:
        """Return which boxes, shape `(n, 4)`, are on the paper and clear of dot, curve and tangent."""
        clear = MEASURES.clear + MEASURES.curve / 2
        low, high = boxes[:, :2], boxes[:, 2:]
        free = (low >= -ROOM.off_axis).all(axis=1)
        free &= (high <= [self.width + ROOM.beside, self.height]).all(axis=1)
        dot = np.clip(touch, low, high) - touch
        free &= np.hypot(dot[:, 0], dot[:, 1]) > MEASURES.dot + clear
        grown = boxes + clear * np.array([-1.0, -1.0, 1.0, 1.0])
        for line in (self.curve, tangent):
            free &= ~segments_meet_boxes(line[None, :-1], line[None, 1:], grown[:, None]).any(axis=1)
        return free


def _name_boxes(start: Array, stop: Array, side: Array, size: Array) -> Array:
    """Return the possible positions of a name on one side of a leg: boxes, shape `(20, 4)`."""
    anchors = start + np.array(ROOM.shares)[:, None] * (stop - start)
    off = np.array(ROOM.distances)[:, None] * side + side * size / 2
    centers = (anchors[:, None] + off).reshape(-1, 2)
    return np.concatenate([centers - size / 2, centers + size / 2], axis=1)


@lru_cache(maxsize=8)
def paper_of(f: Expr, view: View, *, numbers: bool) -> Paper:
    """Return the paper with the curve on it, for names with or without their numbers."""
    width, height = view.width, view.width / view.aspect
    x = np.linspace(view.x.low, view.x.high, SAMPLES)
    up = (f.roughly(x) - view.y.low) / view.y.width
    up = np.where(np.abs(up) < MAX_DISTANCE, up, np.nan)
    curve = np.column_stack([np.linspace(0.0, width, SAMPLES), up * height])
    return Paper(width, height, curve, numbers)


def on_paper(view: View, x: float, y: float) -> Array:
    """Return a point in layout pixels from the lower left corner of the paper, shape `(2,)`."""
    across, up = (x - view.x.low) / view.x.width, (y - view.y.low) / view.y.width
    return np.array([across * view.width, up * view.width / view.aspect])


def choose_triangle(view: View, touch: Point, slope: float, paper: Paper | None = None) -> Triangle:
    """Return the best triangle at the tangent: its run is a round number, and its legs have room for names.

    Args:
        view: the view.
        touch: the touch point.
        slope: the slope of the tangent.
        paper: what else is drawn; None for nothing.
    """
    ideal = view.reach(slope, COSTS.ideal)
    candidates = _candidates(ideal)
    costs = {each: _cost(each, view, touch, slope) for each in candidates}
    best, least = Triangle(ideal), float("inf")
    for each in sorted(candidates, key=lambda each: costs[each]):
        if costs[each] >= least:
            break
        if paper is None:
            return each
        start, corner, end = (on_paper(view, *found) for found in each.corners(touch.x, touch.y, slope))
        cost = costs[each] + COSTS.crossed * paper.crossed(start, corner, end)
        cost += COSTS.cramped * paper.cramped(start, corner, end, abs(each.run), slope * abs(each.run))
        best, least = (each, cost) if cost < least else (best, least)
    return best


def _candidates(ideal: float) -> list[Triangle]:
    """Return triangles whose run is 1, 2 or 5 times a power of ten, about as long as the ideal."""
    decade = floor(log10(ideal))
    sizes = [mantissa * 10.0 ** (decade + k) for k in (-1, 0, 1) for mantissa in (1, 2, 5)]
    runs = [sign * float(f"{size:.6g}") for size in sizes for sign in (1, -1)]
    return [Triangle(run, up_first) for run, up_first in product(runs, (False, True))]


def _cost(triangle: Triangle, view: View, touch: Point, slope: float) -> float:
    """Return the cost of a triangle with nothing else on the paper."""
    x, y = touch.x + triangle.run, touch.y + triangle.run * slope
    outside = _outside(x, view.x) + _outside(y, view.y)
    size = abs(triangle.run) / view.reach(slope, COSTS.ideal)
    too_large = max(log10(size * COSTS.ideal / COSTS.largest), 0.0)
    span = tangent_span(view, touch, slope)
    covered = abs(triangle.run) / (span.high - touch.x if triangle.run > 0 else touch.x - span.low)
    cost = COSTS.outside * (outside + too_large) + abs(log10(size))
    cost += COSTS.buried * max(covered - COSTS.covered, 0.0)
    cost += COSTS.leftward * (triangle.run < 0) + COSTS.up_first * triangle.up_first
    longest = abs(triangle.run) / view.x.width * view.width * max(1.0, abs(slope) * view.stretch)
    cost += COSTS.tiny * max(1 - longest / COSTS.short, 0.0)
    return cost - COSTS.usual * (abs(triangle.run) == 1)


def _outside(value: float, over: Interval) -> float:
    """Return how far a coordinate is outside the view less its margin, as a share of the view."""
    room = COSTS.margin * over.width
    return max(over.low + room - value, value - over.high + room, 0.0) / over.width
