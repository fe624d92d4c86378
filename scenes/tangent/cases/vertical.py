"""A vertical tangent: a line, but no slope; its facts, drawing and words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hillside.stage.axes import Axes
from hillside.stage.drawing import Part
from hillside.stage.errors import as_refusals
from hillside.stage.framing import view_of
from hillside.stage.labels import Beside, headline
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typesetting import lettering
from hillside.stage.look.theme import MEASURES
from hillside.stage.plane import View, check_inside
from hillside.stage.sheet import Sheet
from mathcore import Expr, Graph, Interval, Kind, Point, Segment, as_typed, classify, value_at
from scenes.shared.slopes.graph_marks import curve_parts
from scenes.shared.slopes.tangency import MARGIN, TANGENT_REACH


@dataclass(frozen=True, kw_only=True)
class Vertical:
    """The facts of a curve with a vertical tangent.

    Attributes:
        curve: the graph in the window.
        touch: the touch point.
        tangent: the drawn segment of the tangent.
    """

    curve: Graph
    touch: Point
    tangent: Segment


def is_vertical(f: Expr, at: float) -> bool:
    """Return whether the slope of `f` grows without bound from both sides of `at`, to a tangent or a cusp.

    >>> from mathcore import parse
    >>> [is_vertical(parse(f), 0) for f in ("x^(1/3)", "sqrt(|x|)", "x^3", "|x|")]
    [True, True, False, False]
    """
    with as_refusals("at"):
        return classify(f, at).kind in (Kind.VERTICAL_TANGENT, Kind.CUSP)


def vertical_view(
    f: Expr, at: float, window: Interval | None, aspect: float, width: float, height: Interval | None
) -> View:
    """Return the view that shows the curve around its vertical tangent.

    Raises:
        ParamError: if `at` lies outside the window.
    """
    check_inside(at, window, "at", "point")
    return replace(view_of(f, at, 0.0, window, aspect, height), width=width)


def vertical_at(f: Expr, at: float, view: View) -> Vertical:
    """Return the facts of `f` at a point with a vertical tangent, which is sized for `view`."""
    touch = Point(as_typed(at), value_at(f, at))
    reach = TANGENT_REACH * view.y.width * min(1.0, view.aspect)
    margin = MARGIN * view.y.width
    low = Point(touch.x, max(touch.y - reach, view.y.low + margin))
    high = Point(touch.x, min(touch.y + reach, view.y.high - margin))
    return Vertical(curve=Graph(f, view.x), touch=touch, tangent=Segment(low, high))


def vertical_parts(axes: Axes, facts: Vertical) -> dict[str, Part]:
    """Return the strokes of the picture: axes, curve, the tangent, and the touch point on top."""
    plane = axes.plane
    return {
        **axes.drawn(),
        **curve_parts(plane, facts.curve),
        "tangent": plane.dashed(facts.tangent, "slope"),
        "touch": plane.draw(facts.touch, "slope"),
    }


def vertical_headline(facts: Vertical, sheet: Sheet, language: Language) -> Beside:
    """Return the line above the picture: there is no derivative here."""
    place = language.equation("x", facts.touch.x)
    line = lettering(
        language.say("No derivative at {place}: the tangent is vertical", place=place),
        lines=(1, 2, 3),
        least=MEASURES.least_label,
        role="slope",
    )
    return headline(line, sheet.inside(MEASURES.margin), language)


def vertical_alt(facts: Vertical, language: Language) -> str:
    """Return the description: the curve, its vertical tangent, and that there is no derivative."""
    shown = language.say(
        "The curve {curve} with its tangent at {place}: a vertical dashed line.",
        curve=language.equation("y", facts.curve.f),
        place=language.equation("x", facts.touch.x),
    )
    return language.joined(shown, language.say("It has no derivative there."))
