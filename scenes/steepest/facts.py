"""The directional derivatives of a function of two variables at a point, and the map around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from hillside.stage.errors import ParamError
from hillside.stage.plane import View
from mathcore import Expr, Interval, Point, Polyline, Segment, directional, gradient, is_differentiable
from scenes.shared.maps.levels import levels_for
from scenes.shared.maps.map_view import map_view
from scenes.shared.maps.scalar_field import Array, field_of

REACH = 0.3
"""Length of the arrow of the steepest descent, as a share of the map's shorter side,"""
LEAST_REACH = 0.1
"""and its minimum where the edge of the map leaves little room."""
EDGE = 0.03
"""Margin between the longest arrow and the edge, as a share of the map's shorter side."""
LEVEL_REACH = 1.05
"""Length of the tangent to the level line to each side, in lengths of the steepest step."""
ANGLES = (0.0, 30.0, 60.0, 90.0, 120.0, 180.0)
"""The angles of the table of rates, in degrees."""
SPREAD = 30
"""Angle between two arrows of the fan, in degrees."""
FIRST_TURN = 140.0
"""Angle from the steepest descent at which the turn through all directions begins, in degrees: uphill."""
LEAST_RATE = 0.02
"""Minimum rate of a step that is drawn, as a share of the steepest: a shorter arrow would be all head."""
RESIDUE = 1e-9
"""A slope is a rounding error below this share of the slopes around it, or of the steepest."""
FILLED = 0.5
"""The point is within this central share of the map, if the function looks straight enough there."""


@dataclass(frozen=True, kw_only=True)
class BendCost:
    """The cost of a view in which the function is far from its tangent plane within reach of the arrows.

    The distance is the root mean square over the directions of the fan, as a share of the maximum rise within
    reach.

    Attributes:
        free: the distance that costs nothing. Without it the map of the plain bowl of `steepest` is 1 high in
            place of 6.
        weight: the cost of each unit of distance beyond. Without it the steepest descent of
            `steepest --function "(1 - x)^2 + 100(y - x^2)^2" --at -1 --at-y 1.5` ends higher than it begins.
        most: maximum distance that counts in one direction, or a pole in it would decide alone.
    """

    free: float = 0.65
    weight: float = 3.0
    most: float = 2.0


BEND_COST = BendCost()


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The rates of change at a point, and the map around it.

    Attributes:
        function: the function.
        touch: the point.
        height: the value of the function there.
        across: the x-component of minus the gradient.
        up: its y-component.
        steepness: the length of the gradient, the maximum rate.
        turn: the angle from the steepest descent to the step, in degrees.
        rate: the directional derivative along the step.
        step: the step from the point, with a length proportional to the rate; None where the rate is about 0.
        descent: the step of the steepest descent; None on flat ground.
        level: a segment of the tangent to the level line; None on flat ground.
        rose: the tips of the steps in all directions, in one turn; None on flat ground.
        downhill: steps of the fan that lead down; the steepest only where the step is turned away from it.
        uphill: steps of the fan that lead up.
        rates: pairs of an angle to the steepest descent, in degrees, and the rate of change there.
        levels: the levels of the level lines of the map.
    """

    function: Expr
    touch: Point
    height: float
    across: float
    up: float
    steepness: float
    turn: float
    rate: float
    step: Segment | None
    descent: Segment | None
    level: Segment | None
    rose: Polyline | None
    downhill: tuple[Segment, ...]
    uphill: tuple[Segment, ...]
    rates: tuple[tuple[float, float], ...]
    levels: tuple[float, ...]

    @property
    def is_flat(self) -> bool:
        """Whether no direction leads up or down."""
        return self.steepness == 0.0


def facts_at(f: Expr, at: tuple[float, float], turn: float, view: View) -> Facts:
    """Return the rates of change at a point.

    Args:
        f: the function.
        at: the point.
        turn: angle from the steepest descent to the step, counterclockwise, in degrees.
        view: the view.

    Raises:
        ParamError: if the function has no gradient there, or different one-sided slopes.
    """
    side = min(view.x.width, view.y.width)
    slope = _slope(f, at, side)
    steepness = float(np.linalg.norm(slope))
    touch, levels = Point(*at), levels_for(field_of(f), view)
    if steepness == 0.0:
        return Facts(
            function=f, touch=touch, height=float(f(*at)), across=0.0, up=0.0, steepness=0.0, turn=turn,
            rate=0.0, step=None, descent=None, level=None, rose=None, downhill=(), uphill=(), rates=(),
            levels=levels,
        )  # fmt: skip
    down = -slope / steepness
    scale = _reach(at, view) / steepness

    def steps(turns: Sequence[float]) -> tuple[Segment, ...]:
        directions = _turned(down, np.array(turns, dtype=np.float64)).T
        rates: Array = np.asarray(directional(f, at, directions), dtype=np.float64)
        tips: Array = np.array(at) + scale * np.abs(rates)[:, np.newaxis] * directions
        return tuple(Segment(touch, Point(*tip)) for tip in tips.tolist())

    def rate_at(degrees: float) -> float:
        rate = float(directional(f, at, _turned(down, degrees)))
        return rate if abs(rate) > RESIDUE * steepness else 0.0

    rate = rate_at(turn)
    along = LEVEL_REACH * scale * steepness * _turned(down, 90)
    fan = [sign * degrees for degrees in range(SPREAD, 90, SPREAD) for sign in (1, -1)]
    rose = steps([FIRST_TURN - degrees for degrees in range(0, 361, 2)])
    return Facts(
        function=f,
        touch=touch,
        height=float(f(*at)),
        across=-float(slope[0]),
        up=-float(slope[1]),
        steepness=steepness,
        turn=turn,
        rate=rate,
        step=steps([turn])[0] if abs(rate) > LEAST_RATE * steepness else None,
        descent=steps([0])[0],
        level=Segment(Point(*(np.array(at) - along).tolist()), Point(*(np.array(at) + along).tolist())),
        rose=Polyline(tuple(step.end for step in rose)),
        downhill=steps([0, *fan] if turn else fan),
        uphill=steps([180, *(180 + degrees for degrees in fan)]),
        rates=tuple((angle, rate_at(angle)) for angle in ANGLES),
        levels=levels,
    )


def _slope(f: Expr, at: tuple[float, float], side: float) -> Array:
    """Return the gradient, with rounding errors of zero set to zero."""
    point = f"({at[0]:g}, {at[1]:g})"
    if not np.isfinite(float(f(*at))):
        raise ParamError("at", f"the function is undefined at {point}; choose a point where it has a value")
    if not is_differentiable(f, at, side):
        raise ParamError(
            "at",
            f"the function has a corner, a jump or a vertical slope at {point}, so that no one slope holds "
            "for all directions; choose a point beside it",
        )
    slope = gradient(f, np.array(at))
    turns = np.linspace(0, 2 * np.pi, 16, endpoint=False)
    around = np.array(at) + 0.1 * side * np.column_stack([np.cos(turns), np.sin(turns)])
    nearby = np.nanmax(np.append(np.hypot(*gradient(f, around).T), 0.0))
    return np.zeros(2) if float(np.hypot(*slope)) <= RESIDUE * float(nearby) else slope


def _turned(direction: Array, degrees: float | Array) -> Array:
    """Return a direction rotated counterclockwise, shape (2,), or by n angles, shape (2, n)."""
    turn = np.radians(degrees)
    x, y = direction
    return np.array([x * np.cos(turn) - y * np.sin(turn), x * np.sin(turn) + y * np.cos(turn)])


def _reach(at: tuple[float, float], view: View) -> float:
    """Return the length of the steepest step, in data coordinates."""
    side = min(view.x.width, view.y.width)
    room = min(at[0] - view.x.low, view.x.high - at[0], at[1] - view.y.low, view.y.high - at[1]) - EDGE * side
    return max(min(REACH * side, room), LEAST_REACH * side)


def steepest_view(f: Expr, at: tuple[float, float], window: Interval | None, aspect: float) -> View:
    """Return a map around a point on which the function looks nearly straight within reach of the arrows."""
    cost = _bend_cost(f, at)
    return map_view(field_of(f), np.array([at]), window, aspect, filled=FILLED, further_cost=cost)


def _bend_cost(f: Expr, at: tuple[float, float]) -> Callable[[View], float]:
    slope, here = gradient(f, np.array(at)), float(f(*at))
    turns = np.radians(np.arange(0, 360, SPREAD))
    circle = np.column_stack([np.cos(turns), np.sin(turns)])

    def cost(view: View) -> float:
        reach = REACH * min(view.x.width, view.y.width)
        around = reach * circle
        gap = np.abs(field_of(f)(*(np.array(at) + around).T) - here - around @ slope)
        rise = float(np.linalg.norm(slope)) * reach
        if not rise > 0.0:
            return 0.0
        bent = np.minimum(np.nan_to_num(gap / rise, nan=1.0), BEND_COST.most)
        return BEND_COST.weight * max(float(np.sqrt(np.mean(bent**2))) - BEND_COST.free, 0.0)

    return cost
