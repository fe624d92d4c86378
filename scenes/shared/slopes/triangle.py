"""How large to draw the triangle of rise and run, on which side, and how much of the tangent."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import floor, log10

import numpy as np

from hillside.stage.geometry import Array
from hillside.stage.view import View
from mathcore import Expr, Interval
from scenes.shared.slopes.leg_room import Paper

TANGENT_REACH = 0.5
"""How far the tangent is drawn to each side, as a share of the paper's shorter side."""
IDEAL, LARGEST = 0.3, 0.43
"""How far along the tangent the triangle should reach, and may reach, as shares of that side."""
CRAMPED = 1.2
"""What it costs when a leg has no room for its name; a triangle of half the size costs 0.3."""
MOST_COVERED, BURIED = 0.7, 3.0
"""What it costs when more than this share of one side of the tangent is behind the triangle."""
LEFTWARD, UP_FIRST = 0.4, 0.3
CROSSED = 0.5
"""What it costs when the curve runs across a leg."""
SHORT, TINY = 90.0, 1.0
"""Legs both shorter than this, in layout pixels, look like a mark, not a triangle: what that costs."""
USUAL = 0.15
"""What a run of 1 saves: then the rise is the slope."""
SEEN = 241
"""The curve is looked at in so many places."""


@dataclass(frozen=True)
class Triangle:
    """Which triangle to draw under or over a tangent.

    Attributes:
        run: how far along x, negative to the left of the point.
        up_first: whether the rise stands at the touch point, and the run at the other end of the tangent.
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


@lru_cache(maxsize=8)
def paper_of(f: Expr, view: View, *, numbers: bool) -> Paper:
    """Return the paper with the curve on it, for names with their numbers or without."""
    width, height = view.width, view.width / view.aspect
    x = np.linspace(view.x.low, view.x.high, SEEN)
    up = (f.roughly(x) - view.y.low) / view.y.width
    up = np.where(np.abs(up) < 10, up, np.nan)
    curve = np.column_stack([np.linspace(0.0, width, SEEN), up * height])
    return Paper(width, height, curve, numbers)


def choose_triangle(
    view: View, at: float, height: float, slope: float, paper: Paper | None = None
) -> Triangle:
    """Return the triangle at the tangent: its run is a round number, and the names of its legs have room.

    Args:
        view: what is shown.
        at: the x of the touch point.
        height: the y of the touch point.
        slope: the slope of the tangent.
        paper: what else is drawn; nothing when not given.
    """
    ideal = view.reach(slope, IDEAL)
    decade = floor(log10(ideal))
    sizes = [mantissa * 10.0 ** (decade + k) for k in (-1, 0, 1) for mantissa in (1, 2, 5)]
    runs = [sign * float(f"{size:.6g}") for size in sizes for sign in (1, -1)]
    known = [Triangle(run, up_first) for run, up_first in product(runs, (False, True))]
    costs = {each: _cost(each, view, at, height, slope) for each in known}
    best, least = Triangle(ideal), float("inf")
    for each in sorted(known, key=lambda each: costs[each]):
        if costs[each] >= least:
            break
        touch, corner, end = (on_paper(view, *found) for found in each.corners(at, height, slope))
        if paper is None:
            return each
        cost = costs[each] + CROSSED * paper.crossed(touch, corner, end)
        cost += CRAMPED * paper.cramped(touch, corner, end, abs(each.run), slope * abs(each.run))
        best, least = (each, cost) if cost < least else (best, least)
    return best


def on_paper(view: View, x: float, y: float) -> Array:
    """Return a place in layout pixels from the lower left corner of the paper, shape `(2,)`."""
    across, up = (x - view.x.low) / view.x.width, (y - view.y.low) / view.y.width
    return np.array([across * view.width, up * view.width / view.aspect])


def _cost(triangle: Triangle, view: View, at: float, height: float, slope: float) -> float:
    """Return how far a triangle is from what a lecturer would draw with nothing else on the paper."""
    x, y = at + triangle.run, height + triangle.run * slope
    room_x, room_y = 0.04 * view.x.width, 0.04 * view.y.width
    outside = max(view.x.low + room_x - x, x - view.x.high + room_x, 0.0) / view.x.width
    outside += max(view.y.low + room_y - y, y - view.y.high + room_y, 0.0) / view.y.width
    size = abs(triangle.run) / view.reach(slope, IDEAL)
    too_large = max(log10(size * IDEAL / LARGEST), 0.0)
    span = tangent_span(view, at, height, slope, 0.0)
    covered = abs(triangle.run) / (span.high - at if triangle.run > 0 else at - span.low)
    cost = 20.0 * (outside + too_large) + abs(log10(size)) + BURIED * max(covered - MOST_COVERED, 0.0)
    cost += LEFTWARD * (triangle.run < 0) + UP_FIRST * triangle.up_first
    longest = abs(triangle.run) / view.x.width * view.width * max(1.0, abs(slope) * view.stretch)
    cost += TINY * max(1 - longest / SHORT, 0.0)
    return cost - USUAL * (abs(triangle.run) == 1)


def tangent_span(view: View, at: float, height: float, slope: float, run: float) -> Interval:
    """The x over which to draw the tangent: to both sides of the point, past the triangle, inside the view.

    >>> span = tangent_span(View(Interval(0, 16), Interval(0, 8), 2.0), at=8, height=4, slope=0, run=1)
    >>> round(span.low, 6), round(span.high, 6)
    (4.0, 12.0)
    """
    reach = max(view.reach(slope, TANGENT_REACH), 1.15 * abs(run))
    room_x, room_y = 0.02 * view.x.width, 0.02 * view.y.width
    low, high = max(at - reach, view.x.low + room_x), min(at + reach, view.x.high - room_x)
    if slope != 0:
        ends = ((view.y.low + room_y - height) / slope, (view.y.high - room_y - height) / slope)
        low, high = max(low, at + min(ends)), min(high, at + max(ends))
    return Interval(min(low, at - reach / 20), max(high, at + reach / 20))
