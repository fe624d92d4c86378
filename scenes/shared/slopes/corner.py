"""A corner of a curve: two one-sided tangents and no derivative, facts, drawing and words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hillside.stage.drawing import Part
from hillside.stage.framing import view_of
from hillside.stage.labels import Beside, headline
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typesetting import lettering
from hillside.stage.look.theme import MEASURES
from hillside.stage.plane import Plane, View, check_inside
from hillside.stage.sheet import Box
from mathcore import Expr, Graph, Interval, Point, Segment, as_typed, classify, value_at
from scenes.shared.slopes.tangency import TANGENT_REACH, clipped_span, line_through

EXTENSION = 0.24
"""Length of a one-sided tangent past the corner, as a share of the paper's shorter side,"""
MAX_EXTENSION = 0.45
"""and its maximum, as a share of the other one's run."""


@dataclass(frozen=True, kw_only=True)
class Corner:
    """The facts of a curve at a corner.

    Attributes:
        curve: the graph in the window.
        touch: the corner.
        before: the drawn segment of the tangent from the left; most of it lies left of the corner.
        after: the same from the right.
        left: the slope from the left.
        right: the slope from the right.
    """

    curve: Graph
    touch: Point
    before: Segment
    after: Segment
    left: float
    right: float


def corner_view(
    f: Expr,
    at: float,
    window: Interval | None,
    aspect: float,
    width: float,
    height: Interval | None = None,
) -> View:
    """Return the view that best shows the corner of `f` at `at`, on paper `width` layout pixels wide.

    A `window` of x and a `height`, a range of y, are kept where they are given.

    Raises:
        ParamError: if `at` lies outside the window.
    """
    check_inside(at, window, "at", "point")
    place = classify(f, at)
    slopes = place.left.slope, place.right.slope
    return replace(view_of(f, at, slopes, window, aspect, height), width=width)


def corner_at(f: Expr, at: float, view: View) -> Corner:
    """Return the facts of `f` at its corner `at`, with tangents sized for `view`."""
    place = classify(f, at)
    slopes = (place.left.slope, place.right.slope)
    runs = [view.reach(slope, TANGENT_REACH) for slope in slopes]
    beyond = [
        min(view.reach(slope, EXTENSION), MAX_EXTENSION * other)
        for slope, other in zip(slopes, runs[::-1], strict=True)
    ]
    touch = Point(as_typed(at), value_at(f, at))
    return Corner(
        curve=Graph(f, view.x),
        touch=touch,
        before=_in_view(view, touch, slopes[0], at - runs[0], at + beyond[0]),
        after=_in_view(view, touch, slopes[1], at - beyond[1], at + runs[1]),
        left=slopes[0],
        right=slopes[1],
    )


def _in_view(view: View, touch: Point, slope: float, low: float, high: float) -> Segment:
    return line_through(touch, slope, *clipped_span(view, touch, slope, low, high))


def side_parts(plane: Plane, facts: Corner) -> dict[str, Part]:
    """Return the tangents from the left and from the right."""
    return {"before": plane.dashed(facts.before, "slope"), "after": plane.dashed(facts.after, "slope")}


def side_labels(
    plane: Plane, facts: Corner, language: Language, within: Box | None = None
) -> dict[str, Beside]:
    """Return the slopes from the left and from the right as labels, each beside its own tangent."""
    left = language.say("slope {slope} from the left", slope=facts.left)
    right = language.say("slope {slope} from the right", slope=facts.right)
    return {
        "before-name": _side_label(left, plane, Segment(facts.before.start, facts.touch), "before", within),
        "after-name": _side_label(right, plane, Segment(facts.touch, facts.after.end), "after", within),
    }


def _side_label(text: str, plane: Plane, own: Segment, part: str, within: Box | None) -> Beside:
    outer = (0.15, 0.3, 0.45, 0.6, 0.02) if part == "before" else (0.85, 0.7, 0.55, 0.4, 0.98)
    return Beside(
        lettering=lettering(text, lines=(1, 2, 3), least=MEASURES.name, role="slope"),
        by=plane.points([own.at(share) for share in outer]),
        sides=("above", "below", "left", "right"),
        own=(part, "curve"),
        ranked=True,
        reach=60,
        within=within,
        leader=True,
        priority=8,
    )


def corner_headline(facts: Corner, box: Box, language: Language) -> Beside:
    """Return the line in the upper corner of a box, in which it stays: there is no derivative here."""
    place = language.equation("x", facts.touch.x)
    line = lettering(
        language.say("No derivative at {place}: the slopes differ", place=place),
        lines=(1, 2, 3),
        least=MEASURES.least_label,
        role="slope",
    )
    return replace(headline(line, box, language), within=box)


def corner_alt(facts: Corner, language: Language) -> str:
    """Return a description of the corner and its two slopes."""
    say, equation = language.say, language.equation
    shown = say(
        "The curve {curve} with a corner at {place}. Two dashed lines touch it there: one of slope {left} "
        "from the left, one of slope {right} from the right.",
        curve=equation("y", facts.curve.f),
        place=equation("x", facts.touch.x),
        left=facts.left,
        right=facts.right,
    )
    return language.joined(shown, say("It has no derivative there."))
