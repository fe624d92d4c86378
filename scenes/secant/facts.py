"""Secants that close in on a tangent, or at a corner on the tangent from their side: what is true of them.

Also what part of the curve shows them, and the first run when the lecturer gives none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from math import atan, degrees, floor, log10

from hillside.stage.errors import as_refusals
from hillside.stage.framing import view_of
from hillside.stage.plane import View, check_inside
from mathcore import Expr, Graph, Interval, Point, Segment, domain, one_sided, secant, tangent
from scenes.shared.slopes.corner import Corner, corner_at
from scenes.shared.slopes.tangency import has_corner, line_through, tangent_span
from scenes.shared.slopes.triangle import Paper, Triangle, on_paper, paper_of

SHORTEST_LEG = 0.04
"""A triangle with a leg shorter than this share of the paper's shorter side is not drawn."""
USUAL_ASPECT = 1.3
"""The shape of paper that the first run is chosen for, so that the numbers are the same on all."""
EDGE = 0.05
"""Margin between the far point and the edge of the window, as a share of it."""
AROUND = 0.5
"""When the window is made for a run, this share of the run is left free on both sides."""
OVER = 0.1
"""When the view is widened for the far point, this share of its height is left free beyond it."""


@dataclass(frozen=True, kw_only=True)
class RunCosts:
    """What makes a first run worse than the one that a lecturer would choose; ten times the ideal costs 1.

    Attributes:
        ideal: the first run, as a share of the window.
        apart: degrees on paper between the first secant and the tangent, so that the one is seen to turn,
        close: and the cost when there are none. Without it the first run of `secant --function x^2 --at 2` is
            1, and its secant hardly differs from the tangent.
        nearer: each secant should be off the tangent by less than this share of the one before,
        seen: once they are off by more than so many degrees,
        astray: and the cost of each that is not: the quotients would not be seen to close in. Without it the
            first run of `secant --function "x^3/3 - x" --at -1` is 2, from hilltop to valley.
        leftward: that the run goes left. Without it that of `secant --function exp(x) --at 0.5` does.
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
    """What is true of some secants through one point of a curve.

    Attributes:
        curve: the graph in the window.
        touch: the point (x, f(x)) that all of them pass through.
        tangent: the piece of the tangent there that is drawn.
        slope: the derivative there; at a corner the slope from the side of the runs.
        corner: the corner there and the tangents from both sides, or None where the curve has a tangent.
        runs: the runs h, each half of the one before.
        quotients: the difference quotients (f(x + h) - f(x)) / h, in the order of the runs.
        partners: the points (x + h, f(x + h)).
        secants: the pieces of the secants that are drawn.
        secant: the secant that is measured; between two runs it is on its way.
        partner: where it meets the curve again.
        run: its leg along x: from the touch point on, or to the partner where the rise comes first.
        rise: its leg along y.
        measurable: whether the triangle is large enough on paper to be seen.
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
        """The length of the run, read from left to right: positive."""
        return abs(self.run.end.x - self.run.start.x)

    @property
    def up(self) -> float:
        """What the secant climbs over the run, read from left to right."""
        return self.secant.slope * self.across

    @property
    def at_rest(self) -> bool:
        """Whether the measured secant is one of the others, and not between two of them."""
        return self.run.end.x in [point.x for point in self.partners]


def secants_at(f: Expr, at: float, first: float, count: int, step: float, view: View) -> Secants:
    """Return the facts of secants whose runs halve.

    Args:
        f: the function.
        at: the point that all of them pass through.
        first: the first run.
        count: how many there are.
        step: how often the run of the measured one has been halved; between two whole numbers it is on its
            way.
        view: what is shown.

    Raises:
        ParamError: if the function has no tangent at the point, or no value at the end of a run.
    """
    slope, touch = slopes_by(f, at, view.x)[first > 0], Point(at, float(f(at)))
    corner = corner_at(f, at, view) if has_corner(f, at) else None
    runs = tuple(first / 2**number for number in range(count))
    with as_refusals("run"):
        *chords, moving = (secant(f, at, run) for run in (*runs, first / 2 ** min(step, count - 1.0)))
    drawn = [_line(touch, chord.slope, chord.end.x - at, view, corner) for chord in (*chords, moving)]
    run, rise = _legs(f, touch, chords[0].end, moving.end, view)
    return Secants(
        curve=Graph(f, view.x),
        touch=touch,
        tangent=_line(touch, slope, first, view, corner),
        slope=slope,
        corner=corner,
        runs=runs,
        quotients=tuple(chord.slope for chord in chords),
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
    """Return whether only a triangle on the other side of the first secant has room for its legs' names."""
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
    """Return the piece of the line through a point that is drawn: past the run and inside the view."""
    low, high = tangent_span(view, touch, slope, run)
    if corner is not None:
        low, high = (touch.x, high) if run > 0 else (low, touch.x)
    return line_through(touch, slope, low, high)


def slopes_by(f: Expr, at: float, over: Interval) -> tuple[float, float]:
    """Return the slopes that secants from the left and from the right close in on; they differ at a corner.

    Raises:
        ParamError: if secants close in on no slope.

    >>> from mathcore import parse
    >>> slopes_by(parse("|x| + x"), 0, Interval(-1, 1)), slopes_by(parse("x^2"), 1, Interval(0, 2))
    ((0.0, 2.0), (2.0, 2.0))
    """
    if has_corner(f, at):
        return one_sided(f, at)
    with as_refusals("at"):
        slope = tangent(f, at, over).slope
    return slope, slope


def secant_view(f: Expr, at: float, run: float, window: Interval | None, aspect: float) -> View:
    """Return the view in which the tangent at a point, and the secant over a run, are best seen.

    Raises:
        ParamError: if the point or the far point lies outside the window, or has no tangent or no value.
    """
    check_inside(at + run, window, "run", "run that ends")
    with as_refusals("run"):
        partner = secant(f, at, run).end
    view = _tangent_view(f, at, window, aspect)
    if _holds(view, partner):
        return view
    ends, around = sorted((at, at + run)), AROUND * abs(run)
    over = Interval(ends[0] - around, ends[1] + around) if window is None else window
    view = _tangent_view(f, at, over, aspect)
    room = OVER * max(view.y.width, abs(partner.y - float(f(at))))
    heights = Interval(min(view.y.low, partner.y - room), max(view.y.high, partner.y + room))
    return view if _holds(view, partner) else replace(view, y=heights)


def _tangent_view(f: Expr, at: float, window: Interval | None, aspect: float) -> View:
    check_inside(at, window, "at", "point")
    return view_of(f, at, slopes_by(f, at, Interval(at - 1, at + 1)), window, aspect)


def _holds(view: View, point: Point) -> bool:
    """Return whether a point lies well inside the view."""
    across, up = EDGE * view.x.width, EDGE * view.y.width
    return (
        view.x.low + across <= point.x <= view.x.high - across
        and view.y.low + up <= point.y <= view.y.high - up
    )


@lru_cache(maxsize=256)
def first_run(f: Expr, at: float, window: Interval | None) -> float:
    """Return a round run whose far point is near, on the same piece of the curve, and off the tangent.

    It is chosen for paper of one shape, so that the numbers are the same on all.

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
    seen = [run for run in runs if _holds(view, Point(at + run, float(f(at + run))))]
    return min(seen or runs, key=lambda run: _run_cost(f, at, run, slopes[run > 0], ideal, view))


def _run_cost(f: Expr, at: float, run: float, slope: float, ideal: float, view: View) -> float:
    """Return how far a first run is from what a lecturer would choose."""
    slopes = [secant(f, at, run / 2**number).slope for number in range(4)]
    angles = [atan(each * view.stretch) for each in slopes]
    off = [degrees(abs(angle - atan(slope * view.stretch))) for angle in angles]
    astray = sum(nearer > COSTS.nearer * farther for farther, nearer in pairwise(off) if farther > COSTS.seen)
    cost = abs(log10(abs(run) / ideal)) + COSTS.close * max(0.0, 1 - off[0] / COSTS.apart)
    cost = cost + COSTS.astray * astray
    return cost + (COSTS.leftward if run < 0 else 0.0)
