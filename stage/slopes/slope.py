"""The slope of a curve at a point: its facts and its drawing, shared by the figures that show it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from mathcore import Expr, Graph, Interval, Point, Segment, derivative, gaps, tangent
from stage.drawing import Part, Points
from stage.errors import as_refusals
from stage.framing import View, check_inside, view_of
from stage.geometry import Box
from stage.labels import Beside, Lettering, Pointing, lettering, symbol
from stage.lettering.language import Language
from stage.lettering.words import plain
from stage.lettering.wrapping import wrapped
from stage.look.theme import MEASURES
from stage.plane import Plane
from stage.slopes.leg_room import LEAST_NAME
from stage.slopes.triangle import choose_triangle, paper_of, tangent_span

SHORTEST_LEG = 0.02
"""A triangle with a leg shorter than this share of the paper's shorter side cannot be seen as one."""
HUGGING = 22.0
"""Layout pixels: a curve this near to its tangent leaves no room for an arrow to touch the tangent alone."""


class Trend(StrEnum):
    """What a function does at a point."""

    INCREASING = "increasing"
    DECREASING = "decreasing"
    FLAT = "flat"


@dataclass(frozen=True, kw_only=True)
class Slope:
    """What is true of a curve and its tangent at one point.

    Attributes:
        curve: the graph in the window.
        touch: the point on it.
        tangent: the piece of the tangent that is drawn.
        slope: the derivative there.
        run: the leg of the triangle along x, away from the touch point; it may go left.
        rise: the leg along y. One of the two starts at the touch point, the other ends on the tangent.
        measurable: whether the triangle is large enough on paper to be seen.
    """

    curve: Graph
    touch: Point
    tangent: Segment
    slope: float
    run: Segment
    rise: Segment
    measurable: bool

    @property
    def across(self) -> float:
        """The length of the run, read from left to right: positive."""
        return abs(self.run.end.x - self.run.start.x)

    @property
    def up(self) -> float:
        """The height that the tangent gains over the run, read from left to right: slope times across."""
        return self.slope * self.across

    @property
    def corners(self) -> tuple[Point, Point, Point]:
        """The touch point, the right angle of the triangle, and its other corner on the tangent."""
        return corners_of(self)

    @property
    def trend(self) -> Trend:
        """What the function does there."""
        return trend_of(self.slope)


def trend_of(slope: float) -> Trend:
    """What a function does where it has this slope.

    >>> trend_of(-0.5).value
    'decreasing'
    """
    if slope == 0:
        return Trend.FLAT
    return Trend.INCREASING if slope > 0 else Trend.DECREASING


class Legs(Protocol):
    """A triangle of rise and run, under a tangent or a secant."""

    @property
    def run(self) -> Segment:
        """The leg along x."""
        ...

    @property
    def rise(self) -> Segment:
        """The leg along y; it starts where the run ends, or ends where the run starts."""
        ...

    @property
    def across(self) -> float:
        """The length of the run, positive."""
        ...

    @property
    def up(self) -> float:
        """The height that is gained over the run, read from left to right."""
        ...

    @property
    def measurable(self) -> bool:
        """Whether the triangle is large enough on paper to be seen."""
        ...


def corners_of(legs: Legs) -> tuple[Point, Point, Point]:
    """The corners of a triangle: the right angle is the second, the others lie on its line."""
    first, second = (legs.run, legs.rise) if legs.run.end == legs.rise.start else (legs.rise, legs.run)
    return first.start, first.end, second.end


def slope_view(f: Expr, at: float, window: Interval | None, aspect: float, width: float = View.width) -> View:
    """The view in which the slope of ``f`` at ``at`` is best seen, on paper so many layout pixels wide.

    Raises:
        ParamError: if ``at`` lies outside the window, or the function has no tangent there.
    """
    check_inside(at, window, "at", "point")
    with as_refusals("at"):
        touching = tangent(f, at, _beside(at))
    return replace(view_of(f, at, touching.slope, window, aspect), width=width)


def slope_at(f: Expr, at: float, view: View, *, numbers: bool = True) -> Slope:
    """The facts of ``f`` at one point, its triangle and tangent sized for ``view``.

    Args:
        f: the function.
        at: the point.
        view: what is shown.
        numbers: whether rise and run will be told with their numbers, which take more room.
    """
    with as_refusals("at"):
        tangent(f, at, _beside(at))
        slope, height = float(derivative(f, at)), float(f(at))
        shape = choose_triangle(view, at, height, slope, paper_of(f, view, numbers=numbers))
        line = tangent(f, at, tangent_span(view, at, height, slope, shape.run))
    touch, corner, end = (Point(*found) for found in shape.corners(at, height, slope))
    first, second = Segment(touch, corner), Segment(corner, end)
    return Slope(
        curve=Graph(f, view.x),
        touch=touch,
        tangent=line,
        slope=slope,
        run=second if shape.up_first else first,
        rise=first if shape.up_first else second,
        measurable=_measurable(view, shape.run, slope),
    )


def _beside(at: float) -> Interval:
    """A short interval around a point, to ask for the tangent with."""
    return Interval(at - max(1.0, abs(at)), at + max(1.0, abs(at)))


def _measurable(view: View, run: float, slope: float) -> bool:
    shorter = view.x.width * min(1.0, 1.0 / view.aspect)
    return min(abs(run), abs(slope * run) * view.stretch) >= SHORTEST_LEG * shorter


def slide_start(f: Expr, at: float, view: View) -> float:
    """Where a tangent may start to slide so that it reaches ``at`` over smooth ground only."""
    reach = 0.3 * view.x.width
    start = at - reach if at - reach > view.x.low + 0.05 * view.x.width else at + reach
    for gap in gaps(f, Interval(min(at, start), max(at, start))):
        if min(at, start) < gap.x < max(at, start):
            start = at + 0.8 * (gap.x - at)
    return start


def slope_parts(plane: Plane, facts: Slope) -> dict[str, Part]:
    """The strokes of the picture: axes, curve, triangle, tangent, and the touch point on top."""
    parts = {"axes": plane.axes()}
    if facts.measurable:
        parts["triangle"] = plane.region(facts.corners, "leg_fill")
    parts["curve"] = plane.draw(facts.curve, "curve")
    if facts.measurable:
        parts["run"] = plane.draw(facts.run, "legs")
        parts["rise"] = plane.draw(facts.rise, "legs")
        parts["right-angle"] = plane.right_angle(*facts.corners, "legs")
    parts["tangent"] = plane.dashed(facts.tangent, "slope")
    parts["touch"] = plane.draw(facts.touch, "slope")
    return parts


def leg_labels(plane: Plane, facts: Legs, language: Language, *, numbers: bool) -> dict[str, Beside]:
    """The words run and rise outside the triangle, with their numbers where they are wanted."""
    if not facts.measurable:
        return {}
    run, rise = (language.say("run"),), (language.say("rise"),)
    if numbers:
        run += (language.isolated(language.numeral(facts.across)),)
        rise += (language.isolated(language.numeral(facts.up)),)
    touch, corner, end = corners_of(facts)
    over = touch.y + end.y > 2 * corner.y
    right = touch.x + end.x < 2 * corner.x
    return {
        "run-name": _leg_label(run, "run", plane.along(facts.run), ("below", "above")[:: 1 if over else -1]),
        "rise-name": _leg_label(
            rise, "rise", plane.along(facts.rise), ("right", "left")[:: 1 if right else -1]
        ),
    }


def _leg_label(words: tuple[str, ...], leg: str, by: Points, sides: tuple[str, ...]) -> Beside:
    name, *number = words
    lines = [" = ".join(words), "\n= ".join(words), "\n= ".join([wrapped(name, 2), *number])]
    ways = dict.fromkeys(map(plain, lines))
    return Beside(
        lettering=Lettering(settings=tuple(ways), size=MEASURES.name, least=LEAST_NAME, role="legs"),
        by=by,
        ranked=True,
        sides=sides,
        leader=True,
        own=(leg, "triangle", "right-angle"),
        priority=9,
    )


def curve_label(language: Language) -> Beside:
    """The name of the curve beside it."""
    return Beside(
        lettering=Lettering(settings=(symbol("y = f(x)", language),), size=MEASURES.name, role="curve"),
        by="curve",
        sides=("above left", "above", "below right", "right", "left", "below"),
        reach=60,
        priority=3,
    )


def slope_callout(text: str, plane: Plane, facts: Slope, within: Box | None = None) -> Pointing:
    """The sentence with an arrow that touches the tangent, away from the dot and from the triangle."""
    avoid = [facts.touch, facts.corners[2]] if facts.measurable else [facts.touch]
    return Pointing(
        lettering=lettering(text, lines=(1, 2, 3, 4, 5), least=MEASURES.least_label),
        to="tangent",
        also=("curve",) if _hugged(plane, facts) else (),
        avoid=plane.points(avoid),
        within=within,
        priority=8,
    )


def _hugged(plane: Plane, facts: Slope) -> bool:
    """Whether the curve lies along most of the tangent, so that nothing can touch the one alone."""
    along = [facts.tangent.at(k / 40) for k in range(41)]
    on_curve = plane.points([Point(point.x, float(facts.curve.f(point.x))) for point in along])
    apart = abs(on_curve - plane.points(along))[:, 1]
    return bool((apart < HUGGING).mean() > 0.6)
