"""The facts of a descent on a function as ground to walk on, and the choice of the ground that is shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import pairwise
from math import radians, tan

import numpy as np

from hillside.stage.errors import as_refusals
from hillside.stage.framing import view_of
from hillside.stage.lettering.equations import argument
from hillside.stage.plane import SAMPLES, View, check_inside
from hillside.stage.sheet import Box, Points
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

TANGENT_SHARE = 0.17
"""Length of the tangent underfoot to each side, as a share of the box's shorter side."""


@dataclass(frozen=True)
class WalkLimits:
    """Limits on the steps of a descent that are walked; lengths are shares of the window's width.

    Attributes:
        shortest_step: a shorter step is less than a shoe, and is not walked. Without it the numbers
            of `hiker --function x^2 --start 2 --rate 0.3 --steps 60 --step 60` have an exponent of -24.
        margin: free space at the left and the right edge. Without it the hiker is cut off in
            `hiker --function x^2 --start 2 --rate 1.2 --window=-8:8 --step 4`.
        samples: number of samples of the ground between two stops, all of which must be in the view.
    """

    shortest_step: float = 0.004
    margin: float = 0.03
    samples: int = 65


LIMITS = WalkLimits()


@dataclass(frozen=True)
class GroundFraming:
    """How the part of the ground that is shown is chosen.

    Attributes:
        steepest: maximum angle at which walked ground is drawn, in radians, or the hiker would climb a wall.
        ground_share: solid ground below the lowest point, as a share of the height of the box. Without
            it the valley of `hiker --function x^2 --start 1` has no floor.
        headroom: room above the highest ground, in heights of the hiker. Without it the head is out
            of the picture in `hiker --function=-x^2 --start 0.5`.
        widening: width of the window over that of the walk. At 1 the hiker stands at the edge of the picture
            in `hiker --function x^2 --start 2 --rate 0.1`, and the valley is half a valley.
        least_width: minimum width of the window, as a share of the one that suits the curve alone.
        short_walk: a walk shorter than this share of that window does not change the window.
            Without it `hiker --function x^2 --start 2 --rate 0.001` shows a slope without a valley.
        room_downhill: minimum distance from the start to the edge on the downhill side, as a share of that
            window. Without it the arrow stands at the edge in
            `hiker --function "x^3/3 - x" --start=-1.5 --rate 0.001`.
        cuts: shares of the heights that may be cut off at the bottom and at the top, in the order in which
            they are tried. Without them the pole flattens the ground of
            `hiker --function 1/x --start 1 --rate 0.5`.
        worthwhile_cut: a cut is made if the remaining heights span less than this share of those before.
            At 1 the wall of `hiker --function x^4 --start 1` runs out of the picture for nothing.
    """

    steepest: float = radians(62)
    ground_share: float = 0.16
    headroom: float = 1.2
    widening: float = 2.6
    least_width: float = 0.4
    short_walk: float = 0.06
    room_downhill: float = 0.48
    cuts: tuple[tuple[float, float], ...] = ((0.0, 0.03), (0.0, 0.1), (0.05, 0.03), (0.1, 0.1))
    worthwhile_cut: float = 0.12


FRAMING = GroundFraming()


class End(Enum):
    """The reasons why a walk ends at its last visible stop."""

    STEPS_TAKEN = "all steps are taken"
    FLAT = "the slope is 0"
    TOO_SHORT = "the next step is too short to be seen"
    OFF_THE_GROUND = "the next step leads off the ground shown"
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


def descent(f: Expr, start: float, rate: float, steps: int) -> Path:
    """Return the gradient descent on `f`: x ← x - rate · f′(x).

    Raises:
        ParamError: if the function has no slope at the start.
    """
    with as_refusals("start"):
        tangent(f, start, Interval(start - 1, start + 1))
        return descend(f, start, GradientDescent(rate=rate), steps)


def hill_at(f: Expr, start: float, path: Path, step: float, rate: float, view: View) -> Hill:
    """Return the facts of a descent after `step` steps of the hiker.

    Args:
        f: the ground.
        start: x of the start, as it was typed.
        path: the descent on it.
        step: number of steps taken; at a fraction the hiker is walking from one stop to the next.
        rate: the learning rate of the descent.
        view: the view.
    """
    stops = visible_stops(f, start, path, view)
    step = min(step, len(stops) - 1.0)
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
        underfoot=_tangent(f, here, view.reach(slope, TANGENT_SHARE)),
        step=step,
        rate=rate,
        end=End.FLAT if last_slope == 0 else _end(f, path, stops, following, view),
        last_slope=last_slope,
        following=following,
    )


def _position(stops: tuple[Point, ...], step: float) -> float:
    """Return x after a number of steps, interpolated between two stops."""
    number = int(step)
    here = stops[number].x
    return here if step == number else here + (stops[number + 1].x - here) * (step - number)


def _tangent(f: Expr, x: float, reach: float) -> Segment | None:
    """Return the tangent at `x` to a distance `reach` on both sides, or None if there is none."""
    try:
        return tangent(f, x, Interval(x - reach, x + reach))
    except NoTangent:
        return None


def visible_stops(f: Expr, start: float, path: Path, view: View) -> tuple[Point, ...]:
    """Return the iterates before the first that is less than a shoe away, or off the visible ground."""
    unbroken = _unbroken(f, view.x, start)
    stops = [Point(start, value_at(f, start))]
    margin = LIMITS.margin * view.x.width
    inner = Interval(view.x.low + margin, view.x.high - margin)
    for x, y in zip(path.points[1:, 0].tolist(), path.values[1:].tolist(), strict=True):
        moved = abs(x - stops[-1].x)
        if moved < LIMITS.shortest_step * view.x.width or x not in unbroken or x not in inner:
            break
        between = f.roughly(np.linspace(stops[-1].x, float(x), LIMITS.samples, dtype=float))
        if not ((between >= view.y.low) & (between <= view.y.high)).all():
            break
        stops.append(Point(x, y))
    return tuple(stops)


def _unbroken(f: Expr, window: Interval, x: float) -> Interval:
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
    across = following in view.x and following not in _unbroken(f, view.x, stops[0].x)
    return End.GAP if across else End.OFF_THE_GROUND


@lru_cache(maxsize=32)
def _verdict(f: Expr, start: float, rate: float, steps: int) -> Verdict:
    """Return the verdict on the first steps of a descent."""
    bottom = bottom_below(f, start) if derivative_at(f, start) else None
    return judge(f, start, GradientDescent(rate=rate), steps, bottom).verdict


def hill_view(f: Expr, path: Path, window: Interval | None, box: Box, height: float) -> View:
    """Return the view of the ground that best shows the descent.

    Args:
        f: the ground.
        path: the descent.
        window: the lecturer's window of x, or None to choose one.
        box: the box on the sheet; the ground fills its lower part.
        height: height of the hiker in layout pixels, for the room above the ground.

    Raises:
        ParamError: if the start lies outside the window.
    """
    start = float(path.points[0, 0])
    check_inside(start, window, "start", "start")
    over = _window(f, path, box.width / box.height) if window is None else window
    x = np.linspace(over.low, over.high, SAMPLES)
    with as_refusals("function"):
        y, slopes = f.roughly(x), np.abs(np.asarray(derivative(f, x), dtype=float))
    walked = _iterates(f, path, over)
    low, high = float(walked.min()), float(walked.max())
    underfoot = slopes[(x >= low) & (x <= high) & np.isfinite(slopes)]
    steepest = max([abs(float(derivative(f, start))), *underfoot.tolist()])
    heights = f.roughly(np.linspace(low, high, SAMPLES))
    return _scaled(over, _heights(y[np.isfinite(y)], heights), steepest, box, height)


def _window(f: Expr, path: Path, aspect: float) -> Interval:
    """Return a window around the start that also contains the walk, unless the descent diverges."""
    start = float(path.points[0, 0])
    slope = float(derivative(f, start))
    near = view_of(f, start, slope, None, aspect).x
    walked = _iterates(f, path, Interval(start - 3 * near.width, start + 3 * near.width))
    low, high = float(walked.min()), float(walked.max())
    if high - low < FRAMING.short_walk * near.width:
        return _with_room_downhill(near, start, slope)
    width = max(FRAMING.widening * (high - low), FRAMING.least_width * near.width)
    center = (low + high) / 2
    return Interval(center - width / 2, center + width / 2)


def _with_room_downhill(window: Interval, start: float, slope: float) -> Interval:
    """Return the window moved, if necessary, to make room for the downhill arrow and its words."""
    room = (start - window.low if slope > 0 else window.high - start) / window.width
    shift = max(FRAMING.room_downhill - room, 0.0) * window.width * (-1 if slope > 0 else 1)
    return Interval(window.low + shift, window.high + shift)


def _iterates(f: Expr, path: Path, over: Interval) -> Points:
    """Return the x of the iterates before the first outside `over`, or off the start's unbroken ground."""
    x: Points = path.points[:, 0]
    unbroken = _unbroken(f, over, float(x[0]))
    off = [number for number, each in enumerate(x.tolist()) if each not in unbroken]
    return x[: max(off[0], 1)] if off else x


def _heights(y: Points, walked: Points) -> tuple[float, float]:
    """Return the heights to show: all walked ones, and others except extremes that would flatten it."""
    ordered = np.sort(y)
    last = len(ordered) - 1
    found: list[tuple[float, float]] = []
    for low_share, high_share in FRAMING.cuts:
        low = min(float(ordered[round(low_share * last)]), float(walked.min()))
        high = max(float(ordered[round((1 - high_share) * last)]), float(walked.max()))
        if not found or high - low < FRAMING.worthwhile_cut * (found[-1][1] - found[-1][0]):
            found.append((low, high))
    return found[-1]


def _scaled(over: Interval, heights: tuple[float, float], steepest: float, box: Box, height: float) -> View:
    """Return the view scaled so that the ground fits below the hiker and is not too steep to walk on."""
    low, high = heights
    room = box.height * (1 - FRAMING.ground_share) - FRAMING.headroom * height
    across = box.width / over.width
    scale = room / max(high - low, 1e-12 * max(abs(low), abs(high)), 1e-300)
    if steepest > 0:
        scale = min(scale, tan(FRAMING.steepest) * across / steepest)
    if scale / 2 <= across <= scale:
        scale = across
    bottom = low - FRAMING.ground_share * box.height / scale
    return View(over, Interval(bottom, bottom + box.height / scale), box.width / box.height)
