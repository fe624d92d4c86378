"""How large to draw the triangle of rise and run, and how much of the tangent."""

from math import floor, log10

import numpy as np

from mathcore import Expr, Interval
from stage.framing import View
from stage.geometry import Array
from stage.leg_room import BARE, NUMBERED, Paper

TANGENT_REACH = 0.5
"""How far the tangent is drawn to each side, as a share of the paper's shorter side."""
IDEAL, LARGEST = 0.3, 0.43
"""How far along the tangent the triangle should reach, and may reach, as shares of that side."""
CRAMPED = 1.2
"""What it costs when a leg has no room for its name; a triangle of half the size costs 0.3."""
LEFTWARD = 0.4
SEEN = 241
"""The curve is looked at in so many places."""


def paper_of(f: Expr, view: View, *, numbers: bool) -> Paper:
    """The paper with the curve on it, for names with their numbers or without."""
    width, height = view.width, view.width / view.aspect
    x = np.linspace(view.x.low, view.x.high, SEEN)
    y = np.asarray(f(x), dtype=float)
    across, up = (x - view.x.low) / view.x.width, (y - view.y.low) / view.y.width
    up = np.where(np.abs(up) < 10, up, np.nan)
    return Paper(width, height, np.column_stack([across * width, up * height]), NUMBERED if numbers else BARE)


def choose_run(view: View, at: float, height: float, slope: float, paper: Paper | None = None) -> float:
    """The run of the triangle under the tangent: a round number, with room for the names of the legs.

    Args:
        view: what is shown.
        at: the x of the touch point.
        height: the y of the touch point.
        slope: the slope of the tangent.
        paper: what else is drawn; nothing when not given.

    Returns:
        The run, negative when the triangle stands to the left of the point.
    """
    ideal = view.reach(slope, IDEAL)
    decade = floor(log10(ideal))
    sizes = [mantissa * 10.0 ** (decade + k) for k in (-1, 0, 1) for mantissa in (1, 2, 5)]
    runs = [sign * float(f"{size:.6g}") for size in sizes for sign in (1, -1)]
    costs = {run: _run_cost(run, view, at, height, slope, ideal) for run in runs}
    best, least = runs[0], float("inf")
    for run in sorted(runs, key=lambda run: costs[run]):
        if costs[run] >= least:
            break
        touch, end = (_on_paper(view, at + far, height + far * slope) for far in (0.0, run))
        cost = costs[run] + (0.0 if paper is None else CRAMPED * paper.cramped(touch, end))
        best, least = (run, cost) if cost < least else (best, least)
    return best


def _on_paper(view: View, x: float, y: float) -> Array:
    across, up = (x - view.x.low) / view.x.width, (y - view.y.low) / view.y.width
    return np.array([across * view.width, up * view.width / view.aspect])


def _run_cost(run: float, view: View, at: float, height: float, slope: float, ideal: float) -> float:
    x, y = at + run, height + run * slope
    room_x, room_y = 0.04 * view.x.width, 0.04 * view.y.width
    outside = max(view.x.low + room_x - x, x - view.x.high + room_x, 0.0) / view.x.width
    outside += max(view.y.low + room_y - y, y - view.y.high + room_y, 0.0) / view.y.width
    too_large = max(log10(abs(run) / ideal * IDEAL / LARGEST), 0.0)
    cost = 20.0 * (outside + too_large) + abs(log10(abs(run) / ideal))
    cost += LEFTWARD if run < 0 else 0.0
    return cost - (0.15 if abs(run) == 1 else 0.0)


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
