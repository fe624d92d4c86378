"""The facts of secants that converge to a tangent, or at a corner to the tangent from their side.

Also the view that shows them, and the first run if the lecturer gives none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from math import atan, degrees, floor, log10

from hillside.stage.errors import as_refusals
from hillside.stage.framing import view_of
from hillside.stage.lettering.equations import Shown, rounded
from hillside.stage.plane import View, check_inside
from mathcore import (
    Expr,
    Graph,
    Interval,
    Point,
    Segment,
    as_typed,
    derivative_at,
    difference_quotient,
    domain,
    one_sided,
    secant,
    tangent,
    value_at,
)
from scenes.secant.table import shown_alike
from scenes.shared.slopes.corner import Corner, corner_at
from scenes.shared.slopes.tangency import has_corner, line_through, tangent_span
from scenes.shared.slopes.triangle import Paper, Triangle, choose_triangle, on_paper, paper_of

SHORTEST_LEG = 0.04
"""Minimum leg of the triangle at the tangent, as a share of the paper's shorter side,"""
SHORTEST_MOVING_LEG = 0.075
"""and of the one at a secant: a shorter one has no room for its changing numbers."""
MORE_DIGITS = 3
"""Maximum number of digits by which a rise is shown more precisely than the slope."""
USUAL_ASPECT = 1.3
"""Aspect of the paper that the first run is chosen for, so that the numbers are the same on all sheets."""
EDGE = 0.05
"""Margin between the far point and the edge of the window, as a share of it."""
LONG_RUN = 0.4
"""Share of the window that the first run is at least, if the window can be made narrower for it,"""
LEAST_PART = 0.55
"""but not narrower than this share of the one in which the function is seen best."""
INSIDE = 0.15
"""Least distance of the two points from the edges of the narrower window, as a share of it,"""
ORIGIN = 0.2
"""and the place of 0 in it, if it can be there."""
MARGIN_AROUND = 0.5
"""Margin on both sides of a window that is chosen for a run, as a share of the run."""
MARGIN_ABOVE = 0.1
"""Margin beyond the far point when the view is widened for it, as a share of the height."""


@dataclass(frozen=True, kw_only=True)
class RunCosts:
    """The costs of a first run relative to the one that a lecturer would choose; ten times the ideal costs 1.

    Attributes:
        ideal: ideal first run, as a share of the window.
        apart: degrees on paper between the first secant and the tangent that make the turning visible,
        close: and the cost of an angle of 0. Without it the first run of `secant --function x^2 --at 1.5` is
            1, and its secant hardly differs from the tangent.
        nearer: maximum ratio of the angle between a secant and the tangent to that of the previous secant,
        seen: tested only for previous angles above this one, in degrees,
        astray: and the cost of each violation: the quotients would not look convergent. Without it the
            first run of `secant --function "x^3/3 - x" --at -1` is 2, from hilltop to valley.
        leftward: that the run goes left. Without it that of `secant --function exp(x) --at 0` does.
        contrary: that the first secant climbs where the tangent falls, or falls where it climbs. Without it
            that of `secant --function sin(x) --at 1.2` falls.
    """

    ideal: float = 0.4
    apart: float = 12.0
    close: float = 1.0
    nearer: float = 0.8
    seen: float = 0.5
    astray: float = 0.4
    leftward: float = 0.4
    contrary: float = 2.0


COSTS = RunCosts()


@dataclass(frozen=True, kw_only=True)
class Secants:
    """The facts of some secants through one point of a curve.

    Attributes:
        curve: the graph in the window.
        touch: the point P = (x, f(x)) that all of them pass through.
        tangent: the drawn segment of the tangent there.
        slope: the derivative there; at a corner the one-sided derivative from the side of the runs.
        corner: the corner there and the tangents from both sides, or None where the curve has a tangent.
        runs: the runs h, each half of the previous one.
        quotients: the difference quotients (f(x + h) - f(x)) / h, in the order of the runs.
        partners: the points (x + h, f(x + h)).
        secants: the chords from P to those points.
        step: number of halvings of the measured run, at most the number of runs: then it has gone to 0.
        secant: the measured secant, which moves between those; None where its run has gone to 0.
        partner: its second point on the curve, Q; None where it has become P.
        legs: rise and run of the measured secant, or of the tangent where the run has gone to 0; None where
            they are too short to be drawn, and at a corner.
    """

    curve: Graph
    touch: Point
    tangent: Segment
    slope: float
    corner: Corner | None
    runs: tuple[float, ...]
    quotients: tuple[float, ...]
    partners: tuple[Point, ...]
    secants: tuple[Segment, ...]
    step: float
    secant: Segment | None
    partner: Point | None
    legs: MeasuredLegs | None

    @property
    def far(self) -> Point:
        """The point that is named Q: that of the measured secant, or of the first where it has become P."""
        return self.partners[0] if self.partner is None else self.partner

    @property
    def at_rest(self) -> bool:
        """Whether the measured secant is one of the others, or has become the tangent."""
        return self.step == round(self.step)

    @property
    def closer_and_closer(self) -> bool:
        """Whether the slope of each secant is closer to that of the tangent than the one before."""
        off = [abs(quotient - self.slope) for quotient in self.quotients]
        return all(nearer < farther for farther, nearer in pairwise(off))


@dataclass(frozen=True, kw_only=True)
class MeasuredLegs:
    """The legs of a triangle with their lengths.

    Attributes:
        run: the leg along x.
        rise: the leg along y.
        across: the length of the run.
        up: the signed rise over the run, read from left to right.
    """

    run: Segment
    rise: Segment
    across: float
    up: float

    @property
    def measurable(self) -> bool:
        """Whether they are drawn: always."""
        return True


def secants_at(f: Expr, at: float, first: float, count: int, step: float, view: View) -> Secants:
    """Return the facts of secants with successively halved runs.

    Args:
        f: the function.
        at: x of the point that all of them pass through.
        first: the first run.
        count: number of secants.
        step: number of halvings of the measured secant's run; at a fraction it is between two of them, and
            after the last the run goes to 0.
        view: the view.

    Raises:
        ParamError: if the function has no tangent at the point, or no value at the end of a run.
    """
    slope, touch = slopes_by(f, at, view.x)[first > 0], Point(as_typed(at), value_at(f, at))
    corner = corner_at(f, at, view) if has_corner(f, at) else None
    runs = (as_typed(first), *(first / 2**number for number in range(1, count)))
    step = min(step, float(count))
    with as_refusals("run"):
        chords = [secant(f, at, run) for run in runs]
        moving = None if step == count else secant(f, at, present_run(first, count, step))
    quotients = [difference_quotient(f, at, run) for run in runs]
    *told, limit = shown_alike([*quotients, slope])
    if corner is not None:
        corner = replace(corner, right=limit) if first > 0 else replace(corner, left=limit)
    tangent_line = _line(touch, slope, first, view, corner)
    return Secants(
        curve=Graph(f, view.x),
        touch=touch,
        tangent=tangent_line,
        slope=limit,
        corner=corner,
        runs=runs,
        quotients=tuple(told),
        partners=tuple(chord.end for chord in chords),
        secants=tuple(Segment(touch, chord.end) for chord in chords),
        step=step,
        secant=None if moving is None else _line(touch, moving.slope, moving.end.x - at, view, corner),
        partner=None if moving is None else moving.end,
        legs=_tangent_legs(f, touch, limit, view, corner)
        if moving is None
        else _secant_legs(f, touch, chords[0].end, moving.end, view),
    )


def present_run(first: float, count: int, step: float) -> float:
    """Return the run after `step` halvings; after the last of them it goes to 0 evenly.

    >>> [present_run(2.0, 4, step) for step in (0.0, 1.0, 3.0, 3.5, 4.0)]
    [2.0, 1.0, 0.25, 0.125, 0.0]
    """
    last = count - 1.0
    return first / 2.0 ** min(step, last) * min(1.0, count - step)


def _tangent_legs(
    f: Expr, touch: Point, slope: float, view: View, corner: Corner | None
) -> MeasuredLegs | None:
    """Return the triangle at the tangent; None at a corner, or if it is too flat to be drawn."""
    if corner is not None:
        return None
    shape = choose_triangle(view, touch, slope, paper_of(f, view, numbers=True))
    start, square, end = (Point(*found) for found in shape.corners(touch.x, touch.y, slope))
    up = Shown(slope * abs(shape.run), _digits_of_rise(slope, shape.run))
    return _measured(start, square, end, up, _shortest(view, SHORTEST_LEG), view)


def _digits_of_rise(slope: float, run: float) -> int:
    """Return how many digits of the rise give the slope, in the digits that it is shown in, over the run."""
    shown = slope if isinstance(slope, Shown) else Shown(slope)
    for digits in range(shown.digits, shown.digits + MORE_DIGITS):
        rise = Shown(slope * abs(run), digits)
        if rounded(float(rise.decimal) / abs(run), shown.digits) == shown.decimal:
            return digits
    return shown.digits + MORE_DIGITS


def _secant_legs(f: Expr, touch: Point, first: Point, partner: Point, view: View) -> MeasuredLegs | None:
    """Return run and rise from a point to its partner, on the side that suits the `first` partner."""
    up_first = _rise_first(paper_of(f, view, numbers=True), view, touch, first)
    square = Point(touch.x, partner.y) if up_first else Point(partner.x, touch.y)
    across = partner.x - touch.x
    up = (partner.y - touch.y) * (1.0 if across > 0 else -1.0)
    return _measured(touch, square, partner, up, _shortest(view, SHORTEST_MOVING_LEG), view)


def _shortest(view: View, share: float) -> float:
    """Return a share of the paper's shorter side, in units of x."""
    return share * view.x.width * min(1.0, 1.0 / view.aspect)


def _measured(
    start: Point, square: Point, end: Point, up: float, shortest: float, view: View
) -> MeasuredLegs | None:
    """Return the legs of a triangle with its right angle at `square`; None if one is too short."""
    across = abs(end.x - start.x)
    if min(across, abs(end.y - start.y) * view.stretch) < shortest:
        return None
    first, second = Segment(start, square), Segment(square, end)
    up_first = square.x == start.x
    return MeasuredLegs(
        run=second if up_first else first, rise=first if up_first else second, across=across, up=up
    )


def _rise_first(paper: Paper, view: View, touch: Point, partner: Point) -> bool:
    """Return whether only a triangle on the other side of the first secant has room for its labels."""
    across = partner.x - touch.x
    lacks: list[float] = []
    for up_first in (False, True):
        corners = Triangle(across, up_first).corners(touch.x, touch.y, (partner.y - touch.y) / across)
        start, corner, end = (on_paper(view, *found) for found in corners)
        lacks.append(paper.cramped(start, corner, end))
    usual, other = lacks
    return usual >= 1.0 > other


def _line(touch: Point, slope: float, run: float, view: View, corner: Corner | None) -> Segment:
    """Return the drawn segment of the line through a point: past the run and inside the view."""
    low, high = tangent_span(view, touch, slope, run)
    if corner is not None:
        low, high = (touch.x, high) if run > 0 else (low, touch.x)
    return line_through(touch, slope, low, high)


def slopes_by(f: Expr, at: float, over: Interval) -> tuple[float, float]:
    """Return the limits of the slopes of secants from the left and from the right; they differ at a corner.

    Raises:
        ParamError: if the slopes have no limit.

    >>> from mathcore import parse
    >>> slopes_by(parse("|x| + x"), 0, Interval(-1, 1)), slopes_by(parse("x^2"), 1, Interval(0, 2))
    ((0.0, 2.0), (2.0, 2.0))
    """
    if has_corner(f, at):
        return one_sided(f, at)
    with as_refusals("at"):
        tangent(f, at, over)
    slope = derivative_at(f, at)
    return slope, slope


def secant_view(
    f: Expr,
    at: float,
    run: float,
    window: Interval | None,
    aspect: float,
    height: Interval | None = None,
) -> View:
    """Return the view that best shows the tangent at a point and the secant over a run.

    Raises:
        ParamError: if the point or the far point lies outside the window, or has no tangent or no value.
    """
    check_inside(at + run, window, "run", "run that ends")
    with as_refusals("run"):
        partner = secant(f, at, run).end
    view = _tangent_view(f, at, window, aspect, height)
    if not _is_well_inside(view, partner):
        ends, around = sorted((at, at + run)), MARGIN_AROUND * abs(run)
        over = Interval(ends[0] - around, ends[1] + around) if window is None else window
    else:
        over = None if window else _nearer(view, at, at + run)
    if over is None:
        return view
    seen = _tangent_view(f, at, over, aspect, height)
    return seen if height is not None else _with_height_of(partner, seen, float(f(at)))


def _with_height_of(point: Point, view: View, height: float) -> View:
    """Return the view, made higher if a point is not well inside; `height` is that of the touch point."""
    room = MARGIN_ABOVE * max(view.y.width, abs(point.y - height))
    heights = Interval(min(view.y.low, point.y - room), max(view.y.high, point.y + room))
    return view if _is_well_inside(view, point) else replace(view, y=heights)


def _nearer(view: View, at: float, far: float) -> Interval | None:
    """Return the part of a window in which a short run is seen better; None if it is long enough.

    The two points are well inside, and so is 0 where that is possible.

    >>> wide = View(Interval(-4, 4), Interval(0, 8), 1.0)
    >>> _nearer(wide, 1.0, 3.0), _nearer(wide, -2.0, 2.0)
    (Interval(low=-1.0, high=4.0), None)
    """
    width = max(abs(far - at) / LONG_RUN, LEAST_PART * view.x.width)
    if width >= view.x.width:
        return None
    first, last = sorted((at, far))
    lowest = max(last - (1 - INSIDE) * width, view.x.low)
    highest = min(first - INSIDE * width, view.x.high - width)
    if lowest > highest:
        return None
    low = min(max(-ORIGIN * width, lowest), highest)
    return Interval(low, low + width)


def _tangent_view(
    f: Expr, at: float, window: Interval | None, aspect: float, height: Interval | None = None
) -> View:
    check_inside(at, window, "at", "point")
    return view_of(f, at, slopes_by(f, at, Interval(at - 1, at + 1)), window, aspect, height)


def _is_well_inside(view: View, point: Point) -> bool:
    """Return whether a point lies well inside the view."""
    across, up = EDGE * view.x.width, EDGE * view.y.width
    return (
        view.x.low + across <= point.x <= view.x.high - across
        and view.y.low + up <= point.y <= view.y.high - up
    )


@lru_cache(maxsize=256)
def first_run(f: Expr, at: float, window: Interval | None, height: Interval | None = None) -> float:
    """Return a round run whose far point is near, on the same piece of the curve, and off the tangent.

    It is chosen for paper of one aspect, so that the numbers are the same on all sheets.

    Raises:
        ParamError: if the point lies outside the window, or has no tangent.

    >>> from mathcore import parse
    >>> first_run(parse("x^2/2"), 1, None)
    2.0
    """
    view = _tangent_view(f, at, window, USUAL_ASPECT, height)
    ideal = COSTS.ideal * view.x.width
    decade = floor(log10(ideal))
    sizes = [float(f"{mantissa}e{decade + k}") for k in (-3, -2, -1, 0, 1) for mantissa in (1, 2, 5)]
    piece = next((piece for piece in domain(f, view.x) if at in piece), view.x)
    runs = [sign * size for size in sizes for sign in (1, -1) if at + sign * size in piece]
    slopes = slopes_by(f, at, view.x)
    seen = [run for run in runs if _is_well_inside(view, Point(at + run, float(f(at + run))))]
    return min(seen or runs, key=lambda run: _run_cost(f, at, run, slopes[run > 0], ideal, view))


def _run_cost(f: Expr, at: float, run: float, slope: float, ideal: float, view: View) -> float:
    """Return the cost of a first run relative to the one that a lecturer would choose."""
    slopes = [secant(f, at, run / 2**number).slope for number in range(4)]
    angles = [atan(each * view.stretch) for each in slopes]
    off = [degrees(abs(angle - atan(slope * view.stretch))) for angle in angles]
    astray = sum(nearer > COSTS.nearer * farther for farther, nearer in pairwise(off) if farther > COSTS.seen)
    cost = abs(log10(abs(run) / ideal)) + COSTS.close * max(0.0, 1 - off[0] / COSTS.apart)
    cost = cost + COSTS.astray * astray + COSTS.contrary * (slopes[0] * slope < 0)
    return cost + (COSTS.leftward if run < 0 else 0.0)
