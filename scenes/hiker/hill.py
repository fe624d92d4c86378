"""A function as the ground that a hiker descends: what is true of the way down."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np

from hillside.stage.errors import as_refusals
from hillside.stage.view import View
from mathcore import (
    Expr,
    GradientDescent,
    Graph,
    Interval,
    NoTangent,
    Path,
    Point,
    Segment,
    derivative,
    descend,
    domain,
    tangent,
)

NARROWEST_STEP = 0.004
"""Steps shorter than this share of the window are not drawn: they are less than a shoe."""
RIM = 0.03
"""Nearer to the edge than this share of the picture nobody walks: the hiker has to have room."""
BETWEEN = 65
"""Between two stops the ground is looked at in so many places, to see whether it stays in the picture."""
TANGENT_SHARE = 0.17
"""How far the tangent underfoot reaches to each side, as a share of the box's shorter side."""


class Ending(StrEnum):
    """What becomes of a descent."""

    STEPS_TAKEN = "all steps taken"
    FLAT = "arrived on flat ground"
    NO_WAY_DOWN = "flat from the start"
    OFF_THE_GROUND = "led off the ground shown"


@dataclass(frozen=True, kw_only=True)
class Hill:
    """What is true of a descent over a curve.

    Attributes:
        ground: the graph.
        stops: the iterates of the descent that are seen, the start first.
        foot: the point under the hiker.
        slope: the derivative there.
        underfoot: a piece of the tangent there, or None at a corner that the walk crosses.
        step: how many steps the hiker has taken.
        rate: the learning rate.
        ending: what becomes of the descent after the last stop.
        following: the x to which one more step would lead; that of the last stop when none is left.
    """

    ground: Graph
    stops: tuple[Point, ...]
    foot: Point
    slope: float
    underfoot: Segment | None
    step: float
    rate: float
    ending: Ending
    following: float

    @property
    def downhill(self) -> int:
        """+1 where the ground falls towards greater x, -1 towards smaller x, 0 where it is flat."""
        return (self.slope < 0) - (self.slope > 0)

    @property
    def moves(self) -> tuple[float, ...]:
        """How far each step leads, in x: to the right if it is positive."""
        return tuple(after.x - before.x for before, after in pairwise(self.stops))


def descent(f: Expr, start: float, rate: float, steps: int) -> Path:
    """Gradient descent on `f`: x ← x - rate · f′(x).

    Raises:
        ParamError: if the function has no slope at the start.
    """
    with as_refusals("start"):
        tangent(f, start, Interval(start - 1, start + 1))
        return descend(f, start, GradientDescent(rate=rate), steps)


def hill_at(f: Expr, path: Path, step: float, rate: float, view: View) -> Hill:
    """Return the facts of a descent when the hiker has taken `step` steps.

    Args:
        f: the ground.
        path: the descent on it.
        step: steps taken so far; between two whole numbers the hiker is on the way.
        rate: the learning rate of the descent.
        view: what is shown.
    """
    stops = seen_stops(f, path, view)
    step = min(step, len(stops) - 1.0)
    number = min(int(step), len(stops) - 2) if len(stops) > 1 else 0
    here = stops[number].x
    if len(stops) > 1:
        here += (stops[number + 1].x - here) * (step - number)
    with as_refusals("start"):
        slope = float(derivative(f, here))
    line = _tangent(f, here, view.reach(slope, TANGENT_SHARE))
    return Hill(
        ground=Graph(f, view.x),
        stops=stops,
        foot=Point(here, float(f(here))),
        slope=slope,
        underfoot=line,
        step=step,
        rate=rate,
        ending=_ending(path, stops),
        following=_following(path, stops),
    )


def _tangent(f: Expr, x: float, reach: float) -> Segment | None:
    try:
        return tangent(f, x, Interval(x - reach, x + reach))
    except NoTangent:
        return None


def seen_stops(f: Expr, path: Path, view: View) -> tuple[Point, ...]:
    """The iterates, up to one that moves by less than a shoe or to which no ground in the picture leads."""
    start = float(path.points[0, 0])
    pieces = domain(f, view.x)
    piece = next((piece for piece in pieces if start in piece), view.x)
    stops = [Point(start, float(path.values[0]))]
    room = Interval(view.x.low + RIM * view.x.width, view.x.high - RIM * view.x.width)
    for x, y in zip(path.points[1:, 0].tolist(), path.values[1:].tolist(), strict=True):
        if abs(x - stops[-1].x) < NARROWEST_STEP * view.x.width or x not in piece or x not in room:
            break
        between = f.roughly(np.linspace(stops[-1].x, float(x), BETWEEN, dtype=float))
        if not ((between >= view.y.low) & (between <= view.y.high)).all():
            break
        stops.append(Point(x, y))
    return tuple(stops)


def _following(path: Path, stops: tuple[Point, ...]) -> float:
    return stops[-1].x if len(stops) == len(path.points) else float(path.points[len(stops), 0])


def _ending(path: Path, stops: tuple[Point, ...]) -> Ending:
    following = _following(path, stops)
    if len(stops) == 1 and following == stops[0].x:
        return Ending.NO_WAY_DOWN
    if len(stops) == len(path.points):
        return Ending.STEPS_TAKEN
    if abs(following - stops[-1].x) < abs(stops[0].x - stops[-1].x) + 1e-12 and len(stops) > 1:
        return Ending.FLAT
    return Ending.OFF_THE_GROUND
