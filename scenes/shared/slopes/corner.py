"""A corner of a curve: two one-sided tangents and no derivative, its facts and its drawing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isfinite

from hillside.stage.box import Box
from hillside.stage.drawing import Part
from hillside.stage.errors import ParamError, as_refusals
from hillside.stage.framing import view_of
from hillside.stage.labels import Beside, Pointing
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.lettering import lettering
from hillside.stage.look.theme import MEASURES
from hillside.stage.plane import Plane
from hillside.stage.view import View, check_inside
from mathcore import Expr, Graph, Interval, Kind, Place, Point, Segment, classify, one_sided
from scenes.shared.slopes.triangle import TANGENT_REACH

BEYOND = 0.24
"""How far a one-sided tangent goes on past the corner, as a share of the paper's shorter side,"""
BEYOND_OTHER = 0.45
"""but no further than this share of the other one's run."""


@dataclass(frozen=True, kw_only=True)
class Corner:
    """What is true of a curve at a corner.

    Attributes:
        curve: the graph in the window.
        touch: the corner.
        before: the piece drawn of the tangent from the left; most of it lies left of the corner.
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


def has_corner(f: Expr, at: float, name: str = "at") -> bool:
    """Whether `f` has a finite slope on each side of `at`, and they differ; `name` is of its parameter.

    >>> from mathcore import parse
    >>> has_corner(parse("|x|"), 0), has_corner(parse("x^2"), 0), has_corner(parse("sqrt(|x|)"), 0)
    (True, False, False)
    """
    with as_refusals(name):
        return _is_corner(classify(f, at))


def refuse_corner(f: Expr, at: float, name: str) -> None:
    """Refuse a corner where one tangent is asked for.

    Args:
        f: the function.
        at: the point.
        name: the parameter that the point came from.

    Raises:
        ParamError: if `f` has a finite slope on each side of `at`, and they differ.
    """
    if has_corner(f, at, name):
        left, right = one_sided(f, at)
        raise ParamError(
            name,
            f"{f} has a corner at x = {at:g}, with slope {left:g} on the left and {right:g} on the right; "
            "choose another x, or the figure tangent, which draws the tangent from each side",
        )


def _is_corner(place: Place) -> bool:
    return place.kind is Kind.CORNER and isfinite(place.left.slope) and isfinite(place.right.slope)


def corner_view(f: Expr, at: float, window: Interval | None, aspect: float, width: float) -> View:
    """Return the view in which the corner of `f` at `at` is best seen.

    Raises:
        ParamError: if `at` lies outside the window.
    """
    check_inside(at, window, "at", "point")
    place = classify(f, at)
    slopes = place.left.slope, place.right.slope
    return replace(view_of(f, at, slopes, window, aspect), width=width)


def corner_at(f: Expr, at: float, view: View) -> Corner:
    """Return the facts of `f` at its corner `at`, the tangents sized for `view`."""
    place = classify(f, at)
    slopes = (place.left.slope, place.right.slope)
    runs = [view.reach(slope, TANGENT_REACH) for slope in slopes]
    beyond = [
        min(view.reach(slope, BEYOND), BEYOND_OTHER * other)
        for slope, other in zip(slopes, runs[::-1], strict=True)
    ]
    touch = Point(at, place.value)
    return Corner(
        curve=Graph(f, view.x),
        touch=touch,
        before=_through(touch, slopes[0], view, at - runs[0], at + beyond[0]),
        after=_through(touch, slopes[1], view, at - beyond[1], at + runs[1]),
        left=slopes[0],
        right=slopes[1],
    )


def _through(touch: Point, slope: float, view: View, low: float, high: float) -> Segment:
    """Return the line through the corner from one x to another, cut off at the edges of the view."""
    room_x, room_y = 0.02 * view.x.width, 0.02 * view.y.width
    low, high = max(low, view.x.low + room_x), min(high, view.x.high - room_x)
    if slope != 0:
        ends = ((view.y.low + room_y - touch.y) / slope, (view.y.high - room_y - touch.y) / slope)
        low, high = max(low, touch.x + min(ends)), min(high, touch.x + max(ends))
    return Segment(*(Point(x, touch.y + slope * (x - touch.x)) for x in (low, high)))


def corner_parts(plane: Plane, facts: Corner) -> dict[str, Part]:
    """Return the strokes of the picture: axes, curve, the two tangents, and the corner on top."""
    return {
        "axes": plane.axes(),
        "curve": plane.draw(facts.curve, "curve"),
        **side_parts(plane, facts),
        "touch": plane.draw(facts.touch, "slope"),
    }


def side_parts(plane: Plane, facts: Corner) -> dict[str, Part]:
    """Return the tangents from the left and from the right."""
    return {"before": plane.dashed(facts.before, "slope"), "after": plane.dashed(facts.after, "slope")}


def corner_names(
    plane: Plane, facts: Corner, language: Language, within: Box | None = None
) -> dict[str, Beside]:
    """Return the slopes from the left and from the right, each by its own tangent."""
    left = language.say("slope {slope} from the left", slope=facts.left)
    right = language.say("slope {slope} from the right", slope=facts.right)
    return {
        "before-name": _name(left, plane, Segment(facts.before.start, facts.touch), "before", within),
        "after-name": _name(right, plane, Segment(facts.touch, facts.after.end), "after", within),
    }


def _name(text: str, plane: Plane, own: Segment, part: str, within: Box | None) -> Beside:
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


def corner_callout(own: str | None, plane: Plane, facts: Corner) -> dict[str, Pointing]:
    """Return the lecturer's own words, if there are any, with an arrow to the tangent from the right.

    Those that the figure brings would not be true at a corner.
    """
    if own is None:
        return {}
    callout = Pointing(
        lettering=lettering(own, least=MEASURES.least_label),
        to="after",
        also=("curve",),
        avoid=plane.points([facts.touch]),
        priority=7,
    )
    return {"callout": callout}
