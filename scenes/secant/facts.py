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
from scenes.shared.slopes.triangle import Paper, Triangle, on_paper, paper_of

SHORTEST_LEG = 0.04
"""Minimum leg of a triangle that is drawn, as a share of the paper's shorter side."""
USUAL_ASPECT = 1.3
"""Aspect of the paper that the first run is chosen for, so that the numbers are the same on all sheets."""
EDGE = 0.05
"""Margin between the far point and the edge of the window, as a share of it."""
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
    """

    ideal: float = 0.4
    apart: float = 12.0
    close: float = 1.0
    nearer: float = 0.8
    seen: float = 0.5
    astray: float = 0.4
    leftward: float = 0.4


COSTS = RunCosts()


@dataclass(frozen=True, kw_only=True)
class Secants:
    """The facts of some secants through one point of a curve.

    Attributes:
        curve: the graph in the window.
        touch: the point (x, f(x)) that all of them pass through.
        tangent: the drawn segment of the tangent there.
        slope: the derivative there; at a corner the one-sided derivative from the side of the runs.
        corner: the corner there and the tangents from both sides, or None where the curve has a tangent.
        runs: the runs h, each half of the previous one.
        quotients: the difference quotients (f(x + h) - f(x)) / h, in the order of the runs.
        partners: the points (x + h, f(x + h)).
        secants: the drawn segments of the secants.
        secant: the measured secant, which moves between those.
        partner: its second point on the curve.
        run: its leg along x, which starts at the touch point, or ends at the partner if the rise comes first.
        rise: its leg along y.
        measurable: whether the triangle is large enough on paper to be drawn.
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
    secant: Segment
    partner: Point
    run: Segment
    rise: Segment
    measurable: bool

    @property
    def across(self) -> float:
        """The length of the run."""
        return abs(self.run.end.x - self.run.start.x)

    @property
    def up(self) -> float:
        """The signed rise over the run, read from left to right."""
        return self.secant.slope * self.across

    @property
    def at_rest(self) -> bool:
        """Whether the measured secant coincides with one of the others."""
        return self.run.end.x in [point.x for point in self.partners]


def secants_at(f: Expr, at: float, first: float, count: int, step: float, view: View) -> Secants:
    """Return the facts of secants with successively halved runs.

    Args:
        f: the function.
        at: x of the point that all of them pass through.
        first: the first run.
        count: number of secants.
        step: number of halvings of the measured secant's run; at a fraction it is between two of them.
        view: the view.

    Raises:
        ParamError: if the function has no tangent at the point, or no value at the end of a run.
    """
    slope, touch = slopes_by(f, at, view.x)[first > 0], Point(as_typed(at), value_at(f, at))
    corner = corner_at(f, at, view) if has_corner(f, at) else None
    runs = (as_typed(first), *(first / 2**number for number in range(1, count)))
    with as_refusals("run"):
        *chords, moving = (secant(f, at, run) for run in (*runs, first / 2 ** min(step, count - 1.0)))
    quotients = [difference_quotient(f, at, run) for run in runs]
    *told, limit = shown_alike([*quotients, slope])
    if corner is not None:
        corner = replace(corner, right=limit) if first > 0 else replace(corner, left=limit)
    drawn = [_line(touch, chord.slope, chord.end.x - at, view, corner) for chord in (*chords, moving)]
    run, rise = _legs(f, touch, chords[0].end, moving.end, view)
    return Secants(
        curve=Graph(f, view.x),
        touch=touch,
        tangent=_line(touch, slope, first, view, corner),
        slope=limit,
        corner=corner,
        runs=runs,
        quotients=tuple(told),
        partners=tuple(chord.end for chord in chords),
        secants=tuple(drawn[:-1]),
        secant=drawn[-1],
        partner=moving.end,
        run=run,
        rise=rise,
        measurable=_measurable(touch, moving.end, view),
    )


def _legs(f: Expr, touch: Point, first: Point, partner: Point, view: View) -> tuple[Segment, Segment]:
    """Return run and rise from a point to its partner, on the side that suits the `first` partner."""
    up_first = _rise_first(paper_of(f, view, numbers=False), view, touch, first)
    corner = Point(touch.x, partner.y) if up_first else Point(partner.x, touch.y)
    first_leg, second_leg = Segment(touch, corner), Segment(corner, partner)
    return (second_leg, first_leg) if up_first else (first_leg, second_leg)


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


def _measurable(touch: Point, partner: Point, view: View) -> bool:
    legs = abs(partner.x - touch.x), abs(partner.y - touch.y) * view.stretch
    return min(legs) >= SHORTEST_LEG * view.x.width * min(1.0, 1.0 / view.aspect)


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


def secant_view(f: Expr, at: float, run: float, window: Interval | None, aspect: float) -> View:
    """Return the view that best shows the tangent at a point and the secant over a run.

    Raises:
        ParamError: if the point or the far point lies outside the window, or has no tangent or no value.
    """
    check_inside(at + run, window, "run", "run that ends")
    with as_refusals("run"):
        partner = secant(f, at, run).end
    view = _tangent_view(f, at, window, aspect)
    if _is_well_inside(view, partner):
        return view
    ends, around = sorted((at, at + run)), MARGIN_AROUND * abs(run)
    over = Interval(ends[0] - around, ends[1] + around) if window is None else window
    view = _tangent_view(f, at, over, aspect)
    room = MARGIN_ABOVE * max(view.y.width, abs(partner.y - float(f(at))))
    heights = Interval(min(view.y.low, partner.y - room), max(view.y.high, partner.y + room))
    return view if _is_well_inside(view, partner) else replace(view, y=heights)


def _tangent_view(f: Expr, at: float, window: Interval | None, aspect: float) -> View:
    check_inside(at, window, "at", "point")
    return view_of(f, at, slopes_by(f, at, Interval(at - 1, at + 1)), window, aspect)


def _is_well_inside(view: View, point: Point) -> bool:
    """Return whether a point lies well inside the view."""
    across, up = EDGE * view.x.width, EDGE * view.y.width
    return (
        view.x.low + across <= point.x <= view.x.high - across
        and view.y.low + up <= point.y <= view.y.high - up
    )


@lru_cache(maxsize=256)
def first_run(f: Expr, at: float, window: Interval | None) -> float:
    """Return a round run whose far point is near, on the same piece of the curve, and off the tangent.

    It is chosen for paper of one aspect, so that the numbers are the same on all sheets.

    Raises:
        ParamError: if the point lies outside the window, or has no tangent.

    >>> from mathcore import parse
    >>> first_run(parse("x^2/2"), 1, None)
    2.0
    """
    view = _tangent_view(f, at, window, USUAL_ASPECT)
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
    cost = cost + COSTS.astray * astray
    return cost + (COSTS.leftward if run < 0 else 0.0)
