"""How large to draw the triangle of rise and run, and how much of the tangent."""

from math import floor, log10

from mathcore import Interval
from stage.framing import View

NAME_ROOM = 0.2
"""Beyond the rise this share of the shorter side should stay free for its name."""


def choose_run(view: View, at: float, height: float, slope: float) -> float:
    """The run of the triangle under the tangent: a round number, to the left when there is no room right.

    Args:
        view: what is shown.
        at: the x of the touch point.
        height: the y of the touch point.
        slope: the slope of the tangent.

    Returns:
        The run, negative when the triangle stands to the left of the point.
    """
    ideal = view.reach(slope, 0.34)
    decade = floor(log10(ideal))
    sizes = [mantissa * 10.0 ** (decade + k) for k in (-1, 0, 1) for mantissa in (1, 2, 5)]
    sizes = [float(f"{size:.6g}") for size in sizes]
    candidates = [sign * size for size in sizes for sign in (1, -1)]
    return min(candidates, key=lambda run: _run_cost(run, view, at, height, slope, ideal))


def _run_cost(run: float, view: View, at: float, height: float, slope: float, ideal: float) -> float:
    x, y = at + run, height + run * slope
    room_x, room_y = 0.04 * view.x.width, 0.04 * view.y.width
    outside = max(view.x.low + room_x - x, x - view.x.high + room_x, 0.0) / view.x.width
    outside += max(view.y.low + room_y - y, y - view.y.high + room_y, 0.0) / view.y.width
    beyond = (view.x.high - x if run > 0 else x - view.x.low) / view.x.width
    cramped = max(NAME_ROOM / max(view.aspect, 1.0) - beyond, 0.0)
    cost = 20.0 * outside + abs(log10(abs(run) / ideal)) + 3.0 * cramped
    cost += 0.4 if run < 0 else 0.0
    return cost - (0.15 if abs(run) == 1 else 0.0)


def tangent_span(view: View, at: float, height: float, slope: float, run: float) -> Interval:
    """The x over which to draw the tangent: to both sides of the point, past the triangle, inside the view.

    >>> span = tangent_span(View(Interval(0, 16), Interval(0, 8), 2.0), at=8, height=4, slope=0, run=1)
    >>> round(span.low, 6), round(span.high, 6)
    (4.16, 11.84)
    """
    reach = max(view.reach(slope, 0.48), 1.15 * abs(run))
    room_x, room_y = 0.02 * view.x.width, 0.02 * view.y.width
    low, high = max(at - reach, view.x.low + room_x), min(at + reach, view.x.high - room_x)
    if slope != 0:
        ends = ((view.y.low + room_y - height) / slope, (view.y.high - room_y - height) / slope)
        low, high = max(low, at + min(ends)), min(high, at + max(ends))
    return Interval(min(low, at - reach / 20), max(high, at + reach / 20))
