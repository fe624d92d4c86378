"""Secants that close in on a tangent, or at a corner on the tangent from their side: what is true of them."""

from __future__ import annotations

from dataclasses import dataclass

from hillside.stage.errors import as_refusals
from hillside.stage.view import View
from mathcore import Expr, Graph, Interval, Point, Segment, one_sided, secant, tangent
from scenes.shared.slopes.corner import Corner, corner_at, has_corner
from scenes.shared.slopes.leg_room import Paper
from scenes.shared.slopes.triangle import Triangle, on_paper, paper_of, tangent_span

SHORTEST_LEG = 0.04
"""A triangle with a leg shorter than this share of the paper's shorter side is not drawn."""


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
    """Return the facts of `count` secants whose runs halve, when the measured one has halved `step` times.

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
    """Run and rise from a point to its partner, on the side that suits the `first` partner."""
    up_first = _rise_first(paper_of(f, view, numbers=False), view, touch, first)
    corner = Point(touch.x, partner.y) if up_first else Point(partner.x, touch.y)
    first_leg, second_leg = Segment(touch, corner), Segment(corner, partner)
    return (second_leg, first_leg) if up_first else (first_leg, second_leg)


def _measurable(touch: Point, partner: Point, view: View) -> bool:
    legs = abs(partner.x - touch.x), abs(partner.y - touch.y) * view.stretch
    return min(legs) >= SHORTEST_LEG * view.x.width * min(1.0, 1.0 / view.aspect)


def slopes_by(f: Expr, at: float, over: Interval) -> tuple[float, float]:
    """The slopes on which secants from the left and from the right close in; only at a corner they differ.

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


def _line(touch: Point, slope: float, run: float, view: View, corner: Corner | None) -> Segment:
    """Return the piece of the line through a point that is drawn: past the run and inside the view."""
    low, high = tangent_span(view, touch.x, touch.y, slope, run)
    if corner is not None:
        low, high = (touch.x, high) if run > 0 else (low, touch.x)
    return Segment(*(Point(x, touch.y + slope * (x - touch.x)) for x in (low, high)))
