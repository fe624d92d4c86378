"""Secants that close in on a tangent: what is true of them, and what part of the curve shows them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from math import atan, degrees, floor, log10

from mathcore import Expr, Graph, Interval, Point, Segment, domain, secant, tangent
from stage.errors import as_refusals
from stage.framing import View, check_inside, view_of
from stage.slopes.leg_room import Paper
from stage.slopes.triangle import Triangle, on_paper, paper_of, tangent_span

USUAL_ASPECT = 1.3
IDEAL_RUN = 0.4
"""The first run, as a share of the window."""
SEEN_APART = 12.0
"""Degrees on paper between the first secant and the tangent, so that the one is seen to turn to the other."""
ROOM = 0.05
"""Between the far point and the edge of the window, as a share of it."""
AROUND = 0.5
"""When the window is made for a run, this share of the run is left free on both sides."""
SHORTEST_LEG = 0.04
"""A triangle with a leg shorter than this share of the paper's shorter side is not drawn."""


@dataclass(frozen=True, kw_only=True)
class Secants:
    """What is true of some secants through one point of a curve.

    Attributes:
        curve: the graph in the window.
        touch: the point (x, f(x)) that all of them pass through.
        tangent: the piece of the tangent there that is drawn.
        slope: the derivative there.
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


def secant_view(f: Expr, at: float, run: float, window: Interval | None, aspect: float) -> View:
    """The view in which the tangent at a point, and the secant over a run, are best seen.

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
    room = 0.1 * max(view.y.width, abs(partner.y - float(f(at))))
    heights = Interval(min(view.y.low, partner.y - room), max(view.y.high, partner.y + room))
    return view if _holds(view, partner) else replace(view, y=heights)


def _tangent_view(f: Expr, at: float, window: Interval | None, aspect: float) -> View:
    check_inside(at, window, "at", "point")
    with as_refusals("at"):
        slope = tangent(f, at, Interval(at - 1, at + 1)).slope
    return view_of(f, at, slope, window, aspect)


def _holds(view: View, point: Point) -> bool:
    across, up = ROOM * view.x.width, ROOM * view.y.width
    return (
        view.x.low + across <= point.x <= view.x.high - across
        and view.y.low + up <= point.y <= view.y.high - up
    )


@lru_cache(maxsize=256)
def first_run(f: Expr, at: float, window: Interval | None) -> float:
    """A round run whose far point is near, on the same piece of the curve, and off the tangent.

    It is chosen for paper of one shape, so that the numbers are the same on all.

    Raises:
        ParamError: if the point lies outside the window, or has no tangent.

    >>> from mathcore import parse
    >>> first_run(parse("x^2/2"), 1, None)
    2.0
    """
    view = _tangent_view(f, at, window, USUAL_ASPECT)
    ideal = IDEAL_RUN * view.x.width
    decade = floor(log10(ideal))
    sizes = [float(f"{mantissa}e{decade + k}") for k in (-3, -2, -1, 0, 1) for mantissa in (1, 2, 5)]
    piece = next((piece for piece in domain(f, view.x) if at in piece), view.x)
    runs = [sign * size for size in sizes for sign in (1, -1) if at + sign * size in piece]
    slope = tangent(f, at, view.x).slope
    seen = [run for run in runs if _holds(view, Point(at + run, float(f(at + run))))]
    return min(seen or runs, key=lambda run: _run_cost(f, at, run, slope, ideal, view))


def _run_cost(f: Expr, at: float, run: float, slope: float, ideal: float, view: View) -> float:
    """How far a first run is from what a lecturer would choose; the weights were set by looking."""
    slopes = [secant(f, at, run / 2**number).slope for number in range(4)]
    angles = [atan(each * view.stretch) for each in slopes]
    off = [degrees(abs(angle - atan(slope * view.stretch))) for angle in angles]
    astray = sum(nearer > 0.8 * farther for farther, nearer in pairwise(off) if farther > 0.5)
    cost = abs(log10(abs(run) / ideal)) + max(0.0, 1 - off[0] / SEEN_APART) + 0.4 * astray
    return cost + (0.4 if run < 0 else 0.0)


def secants_at(f: Expr, at: float, first: float, count: int, step: float, view: View) -> Secants:
    """The facts of ``count`` secants whose runs halve, when the measured one has halved ``step`` times.

    Raises:
        ParamError: if the function has no tangent at the point, or no value at the end of a run.
    """
    with as_refusals("at"):
        slope = tangent(f, at, view.x).slope
    touch = Point(at, float(f(at)))
    runs = tuple(first / 2**number for number in range(count))
    with as_refusals("run"):
        chords = tuple(secant(f, at, run) for run in runs)
        moving = secant(f, at, first / 2 ** min(step, count - 1.0))
    legs = abs(moving.end.x - at), abs(moving.end.y - touch.y) * view.stretch
    up_first = _rise_first(paper_of(f, view, numbers=False), view, touch, chords[0].end)
    corner = Point(at, moving.end.y) if up_first else Point(moving.end.x, touch.y)
    first_leg, second_leg = Segment(touch, corner), Segment(corner, moving.end)
    return Secants(
        curve=Graph(f, view.x),
        touch=touch,
        tangent=_line(touch, slope, first, view),
        slope=slope,
        runs=runs,
        quotients=tuple(chord.slope for chord in chords),
        partners=tuple(chord.end for chord in chords),
        secants=tuple(_line(touch, chord.slope, run, view) for chord, run in zip(chords, runs, strict=True)),
        secant=_line(touch, moving.slope, moving.end.x - at, view),
        partner=moving.end,
        run=second_leg if up_first else first_leg,
        rise=first_leg if up_first else second_leg,
        measurable=min(legs) >= SHORTEST_LEG * view.x.width * min(1.0, 1.0 / view.aspect),
    )


def _rise_first(paper: Paper, view: View, touch: Point, partner: Point) -> bool:
    """Whether only a triangle on the other side of the first secant has room for the names of its legs."""
    across = partner.x - touch.x
    lacks: list[float] = []
    for up_first in (False, True):
        corners = Triangle(across, up_first).corners(touch.x, touch.y, (partner.y - touch.y) / across)
        start, corner, end = (on_paper(view, *found) for found in corners)
        lacks.append(paper.cramped(start, corner, end))
    usual, other = lacks
    return usual >= 1.0 > other


def _line(touch: Point, slope: float, run: float, view: View) -> Segment:
    """The piece of the line through a point that is drawn: past the run, inside the view."""
    span = tangent_span(view, touch.x, touch.y, slope, run)
    return Segment(*(Point(x, touch.y + slope * (x - touch.x)) for x in span))
