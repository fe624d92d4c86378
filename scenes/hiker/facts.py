"""The facts of a descent on a function as ground to walk on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from math import ceil, hypot

import numpy as np

from hillside.stage.errors import as_refusals
from hillside.stage.lettering.equations import Equation, argument, equation
from hillside.stage.look.theme import MEASURES
from hillside.stage.plane import View
from mathcore import (
    Expr,
    GradientDescent,
    Graph,
    Interval,
    NoTangent,
    Path,
    Point,
    Segment,
    Termination,
    Verdict,
    bottom_below,
    derivative,
    derivative_at,
    descend,
    domain,
    judge,
    tangent,
    value_at,
)
from scenes.hiker.body import share_walked

TANGENT, LEAST_TANGENT = 290.0, 70.0
"""Length of the tangent underfoot to each side, and its minimum, in layout pixels; it is shorter"""
TANGENT_DEPTH = 14.0
"""where it would go deeper than this below the ground, to the numbers of the stops."""
DISTANCES = 41
"""Number of points of the tangent at which its depth is taken."""


@dataclass(frozen=True)
class WalkLimits:
    """Limits on the steps of a descent that are walked; lengths are shares of the window's width.

    Attributes:
        shortest_step: a shorter step is less than a shoe, and is not walked. Without it the numbers
            of `hiker --function x^2 --start 2 --rate 0.3 --steps 60 --step 60` have an exponent of -24.
        headroom: room above a stop, in heights of the hiker. Without it the head is out of the picture in
            `hiker --function x^2 --start 1 --rate 1.1`.
        margin: free space at the left and the right edge. Without it the hiker is cut off in
            `hiker --function x/10 --start 6.2 --rate 20 --window=-8:8`.
        samples: number of samples of the ground between two stops, all of which must be in the view.
    """

    shortest_step: float = 0.004
    headroom: float = 1.1
    margin: float = 0.03
    samples: int = 65


LIMITS = WalkLimits()
PLAIN = (0.5, 2.0)
"""Length of a unit of y over that of a unit of x between which heights are drawn about as they are."""


class End(Enum):
    """The reasons why a walk ends at its last visible stop."""

    STEPS_TAKEN = "all steps are taken"
    FLAT = "the slope is 0"
    TOO_SHORT = "the next step is too short to be seen"
    OFF_THE_GROUND = "the next step leads off the ground shown"
    TOO_HIGH = "the next step leads higher up than is shown"
    GAP = "the next step leads across a gap in the ground"
    NO_GROUND = "the next step leads to where there is no ground"


@dataclass(frozen=True, kw_only=True)
class Hill:
    """The facts of a descent on a curve.

    Attributes:
        ground: the graph.
        stops: the visible iterates of the descent, the start first.
        foot: the point under the hiker; at a stop in digits in which f(x) and f′(x) are as shown.
        slope: the derivative there.
        underfoot: a segment of the tangent there, or None at a corner that the walk crosses.
        step: number of steps that the hiker has taken.
        rate: the learning rate.
        end: why the walk ends at the last stop.
        last_slope: the derivative there.
        following: x after one more step.
        steepest: the largest magnitude of the slope at a stop, or underfoot.
        stretch: length of a unit of y on the paper over that of a unit of x.
    """

    ground: Graph
    stops: tuple[Point, ...]
    foot: Point
    slope: float
    underfoot: Segment | None
    step: float
    rate: float
    end: End
    last_slope: float
    following: float
    steepest: float
    stretch: float

    @property
    def scaling(self) -> tuple[int, int] | None:
        """The scale of the heights, as drawn and in truth; None where they are drawn about as they are."""
        low, high = PLAIN
        if low <= self.stretch <= high:
            return None
        factor = max(self.stretch, 1 / self.stretch)
        whole = int(float(f"{factor:.{0 if factor < 10 else 1}e}"))
        return (1, whole) if self.stretch < 1 else (whole, 1)

    @property
    def number(self) -> int:
        """The number of the step that is being taken, or has just been taken; 0 at the start."""
        return ceil(self.step)

    @property
    def count(self) -> int:
        """The number of steps that are walked."""
        return len(self.stops) - 1

    @property
    def reached(self) -> int:
        """The number of the last stop that has been reached."""
        return int(self.step)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the stops."""
        return tuple(range(len(self.stops)))

    @property
    def is_over(self) -> bool:
        """Whether all steps have been walked."""
        return self.step == self.count

    @property
    def hop(self) -> Equation | None:
        """The length of that step: rate times slope, in digits in which it holds; None at the start."""
        if self.number == 0:
            return None
        slope = abs(derivative_at(self.ground.f, self.stops[self.number - 1].x))
        return equation((self.rate, slope), abs(self.moves[self.number - 1]), _product)

    @property
    def downhill(self) -> int:
        """+1 where the ground falls towards greater x, -1 towards smaller x, 0 where it is flat."""
        return (self.slope < 0) - (self.slope > 0)

    @property
    def moves(self) -> tuple[float, ...]:
        """The signed length of each step, in x."""
        return tuple(after.x - before.x for before, after in pairwise(self.stops))

    @property
    def next_length(self) -> float:
        """The length in x of one more step than is shown."""
        return abs(self.following - self.stops[-1].x)

    @property
    def verdict(self) -> Verdict:
        """What becomes of the walk; `mathcore.Verdict` has the definitions."""
        return _verdict(self.ground.f, self.stops[0].x, self.rate, len(self.stops) - 1)


def _product(rate: Fraction, slope: Fraction) -> Fraction:
    return rate * slope


def descent(f: Expr, start: float, rate: float, steps: int) -> Path:
    """Return the gradient descent on `f`: x ← x - rate · f′(x).

    Raises:
        ParamError: if the function has no slope at the start.
    """
    with as_refusals("start"):
        tangent(f, start, Interval(start - 1, start + 1))
        return descend(f, start, GradientDescent(rate=rate), steps)


def hill_at(f: Expr, start: float, path: Path, step: float | None, rate: float, view: View) -> Hill:
    """Return the facts of a descent after `step` steps of the hiker.

    Args:
        f: the ground.
        start: x of the start, as it was typed.
        path: the descent on it.
        step: number of steps taken, or None for all; at a fraction the hiker is walking to the next stop.
        rate: the learning rate of the descent.
        view: the view.
    """
    stops = visible_stops(f, start, path, view)
    # Where a film halts, a step is whole but for the rounding of its glide.
    step = len(stops) - 1.0 if step is None else min(round(step, 9), len(stops) - 1.0)
    with as_refusals("start"):
        here = _position(stops, step)
        slope, last_slope = derivative_at(f, here), derivative_at(f, stops[-1].x)
    height = value_at(f, here)
    # Between two stops the digits would come and go.
    rests = step == int(step)
    told = argument(here, [(f, height), (lambda x: derivative(f, x), slope)]) if rests else here
    following = _following(path, stops, rate)
    return Hill(
        ground=Graph(f, view.x),
        stops=stops,
        foot=Point(told, height),
        slope=slope,
        underfoot=_tangent(f, here, _tangent_reach(f, here, slope, view)),
        step=step,
        rate=rate,
        end=End.FLAT if last_slope == 0 else _end(f, path, stops, following, view),
        last_slope=last_slope,
        following=following,
        stretch=view.stretch,
        steepest=max([abs(slope), *(abs(float(derivative(f, stop.x))) for stop in stops)]),
    )


def before_step(facts: Hill) -> Hill:
    """Return the facts of a walk as far as it has come, without the stops that follow."""
    return replace(facts, stops=facts.stops[: facts.reached + 1], step=float(facts.reached))


def _position(stops: tuple[Point, ...], step: float) -> float:
    """Return x after a number of steps, interpolated between two stops; who returns first turns around."""
    number = int(step)
    here = stops[number].x
    if step == number:
        return here
    move = stops[number + 1].x - here
    is_return = number > 0 and move * (here - stops[number - 1].x) < 0
    return here + move * share_walked(step - number, is_return=is_return)


def _tangent_reach(f: Expr, x: float, slope: float, view: View) -> float:
    """Return how far the drawn tangent reaches to each side, in x."""
    scale = view.width / view.x.width
    far = TANGENT / scale / hypot(1.0, slope * view.stretch)
    room = view.y.high - value_at(f, x)
    far = min(far, room / abs(slope)) if slope != 0 and room > 0 else far
    away = np.linspace(0.0, far, DISTANCES)
    here = float(f.roughly(np.array([x]))[0])
    sides = [f.roughly(x + side * away) - here - side * slope * away for side in (-1.0, 1.0)]
    depths = np.nanmax(np.nan_to_num(np.array(sides), nan=-np.inf), axis=0) * scale * view.stretch
    deep = np.maximum.accumulate(depths / hypot(1.0, slope * view.stretch))
    share = float(np.interp(TANGENT_DEPTH, deep, np.linspace(0.0, 1.0, DISTANCES)))
    return far * max(share, LEAST_TANGENT / TANGENT)


def _tangent(f: Expr, x: float, reach: float) -> Segment | None:
    """Return the tangent at `x` to a distance `reach` on both sides, or None if there is none."""
    try:
        return tangent(f, x, Interval(x - reach, x + reach))
    except NoTangent:
        return None


def visible_stops(f: Expr, start: float, path: Path, view: View) -> tuple[Point, ...]:
    """Return the iterates before the first that is less than a shoe away, or off the visible ground."""
    whole = unbroken(f, view.x, start)
    stops = [Point(start, value_at(f, start))]
    inner = _inner(view)
    for x, y in zip(path.points[1:, 0].tolist(), path.values[1:].tolist(), strict=True):
        moved = abs(x - stops[-1].x)
        if (
            moved < LIMITS.shortest_step * view.x.width
            or x not in whole
            or x not in inner
            or y > _ceiling(view)
        ):
            break
        between = f.roughly(np.linspace(stops[-1].x, float(x), LIMITS.samples, dtype=float))
        if not ((between >= view.y.low) & (between <= view.y.high)).all():
            break
        stops.append(Point(x, y))
    return tuple(stops)


def _inner(view: View) -> Interval:
    """Return the window without its edges, at which the hiker would be cut off."""
    margin = LIMITS.margin * view.x.width
    return Interval(view.x.low + margin, view.x.high - margin)


def _ceiling(view: View) -> float:
    """Return the height above which the hiker would be cut off."""
    return view.y.high - LIMITS.headroom * MEASURES.hiker * view.x.width / view.width / view.stretch


def unbroken(f: Expr, window: Interval, x: float) -> Interval:
    """Return the interval of the domain that contains `x` within a window, or the window if there is none."""
    return next((interval for interval in domain(f, window) if x in interval), window)


def _following(path: Path, stops: tuple[Point, ...], rate: float) -> float:
    """Return x after one more step than is shown."""
    if len(stops) < len(path.points):
        return float(path.points[len(stops), 0])
    return float(path.points[-1, 0] - rate * path.gradients[-1, 0])


def _end(f: Expr, path: Path, stops: tuple[Point, ...], following: float, view: View) -> End:
    """Return why a walk ends at its last visible stop, where the slope is not 0."""
    if len(stops) == len(path.points) and path.beyond is None:
        return End.STEPS_TAKEN
    if len(stops) == len(path.points) and path.outcome.kind is Termination.LEFT_THE_DOMAIN:
        return End.NO_GROUND
    if abs(following - stops[-1].x) < LIMITS.shortest_step * view.x.width:
        return End.TOO_SHORT
    if following in view.x and following not in unbroken(f, view.x, stops[0].x):
        return End.GAP
    too_high = float(f.roughly(np.array([following]))[0]) > _ceiling(view)
    return End.TOO_HIGH if following in _inner(view) and too_high else End.OFF_THE_GROUND


@lru_cache(maxsize=32)
def _verdict(f: Expr, start: float, rate: float, steps: int) -> Verdict:
    """Return the verdict on the first steps of a descent."""
    bottom = bottom_below(f, start) if derivative_at(f, start) else None
    return judge(f, start, GradientDescent(rate=rate), steps, bottom).verdict
