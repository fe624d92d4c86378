"""The sign chart of a curve: where its derivative is positive, negative and 0, with a tangent at each."""

from dataclasses import dataclass, fields, replace
from math import isfinite
from types import MappingProxyType

from hillside.stage.errors import ParamError
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typst_markup import quoted
from hillside.stage.plane import View, check_inside
from mathcore import Expr, FeatureKind, Graph, Interval, critical_points, derivative_expr
from scenes.shared.slopes.curve_view import curve_view
from scenes.shared.slopes.sign_points import MIN_RISE, SignPoints, choose_sign_points, is_valley
from scenes.shared.slopes.tangency import Tangency, slope_of, tangency_at

SIGNS = MappingProxyType({"climbing": 1, "falling": -1, "flat": 0})
"""The fields of `SignPoints`, and of `SignChart`, with the sign of the derivative at each."""
AT_EDGE = 0.05
"""Distance beyond the range of y within which a point is sought that may be at its edge, as a share of it."""


@dataclass(frozen=True)
class SignView:
    """The view of a curve, and the points at which the sign of its slope is shown.

    Attributes:
        view: the part of the plane.
        points: the points at which the sign of the slope is shown.
        valley: whether the flat one is a minimum.
    """

    view: View
    points: SignPoints
    valley: bool


@dataclass(frozen=True, kw_only=True)
class SignChart:
    """The sign chart of a curve in a window.

    Attributes:
        curve: the graph.
        climbing: the tangent at a point where the derivative is positive, or None if there is none.
        falling: the same where it is negative.
        flat: the same where it is 0.
        valley: whether that point is a minimum, or on a plateau with no lower ground at its ends.
    """

    curve: Graph
    climbing: Tangency | None
    falling: Tangency | None
    flat: Tangency | None
    valley: bool

    @property
    def shown(self) -> dict[str, Tangency]:
        """The tangents that exist, by name, in the order of a lecture."""
        found = {name: getattr(self, name) for name in SIGNS}
        return {name: each for name, each in found.items() if each is not None}

    @property
    def derivative(self) -> Expr | None:
        """The derivative as a function; None if the curve's formula has no variable."""
        f = self.curve.f
        return derivative_expr(f, f.names[0]) if f.names else None

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of the signs that the derivative does not have here."""
        return tuple(name for name in SIGNS if name not in self.shown)


def sign_view(
    f: Expr,
    given: SignPoints,
    window: Interval | None,
    aspect: float,
    *,
    valley: bool = False,
    height: Interval | None = None,
) -> SignView:
    """Return the view of a curve and the points where it climbs, falls and is flat.

    Args:
        f: the function.
        given: the points chosen by the lecturer; None means to choose the best.
        window: the lecturer's window of x, or None to choose one.
        aspect: width over height of the paper.
        valley: whether a minimum should be visible, and be the flat point.
        height: the lecturer's range of y, or None to choose one.

    Raises:
        ParamError: if a given point is outside the window or has another sign of the slope, if the function
            has no values, or no tangent, in the window, or if the height leaves out all points of a sign.
    """
    chosen = {name: at for name, at in vars(given).items() if at is not None}
    for name, at in chosen.items():
        check_inside(at, window, name, "point")
        _check_sign(f, name, at)
    wanted = list(chosen.values())
    view = curve_view(f, wanted, window, aspect, valley=valley and given.flat is None)
    points = choose_sign_points(f, view, given, valley=valley)
    turn = _turn_out_of_sight(f, view)
    if height is not None:
        view = replace(view, y=height)
        points = _points_within(f, view, given, points, valley=valley)
    elif turn is not None and None in (points.climbing, points.falling, points.flat):
        # What is not in sight must not be called missing.
        view = curve_view(f, [*wanted, turn], window, aspect)
        points = choose_sign_points(f, view, given, valley=valley)
    if all(getattr(points, each.name) is None for each in fields(points)):
        raise ParamError("function", f"{f} has no tangent that can be shown here; choose another window")
    return SignView(view, points, points.flat is not None and is_valley(f, points.flat, view))


def _points_within(f: Expr, view: View, given: SignPoints, known: SignPoints, *, valley: bool) -> SignPoints:
    """Return points of all signs that are known of the curve, in a view with the lecturer's range of y.

    A point may be at the very edge, as the minimum of x² is where y begins at 0.
    """
    edge = AT_EDGE * view.y.width
    wider = replace(view, y=Interval(view.y.low - edge, view.y.high + edge))
    for each in (view, wider):
        points = choose_sign_points(f, each, given, valley=valley)
        seen = {name for name, at in points.found.items() if float(f(at)) in view.y}
        hidden = [name for name in known.found if name not in seen]
        if not hidden:
            return points
    at = known.found[hidden[0]]
    raise ParamError(
        "height",
        f"{view.y.low:g} to {view.y.high:g} leaves out the places where the curve is {hidden[0]}; "
        f"choose a range that holds {float(f(at)):.3g}, as at {at:g}",
    )


def _turn_out_of_sight(f: Expr, view: View) -> float | None:
    """Return the turning point above or below the picture that is nearest to its center, if there is one."""
    turns = [
        point.x
        for point in critical_points(f, view.x)
        if point.kind in (FeatureKind.MINIMUM, FeatureKind.MAXIMUM)
        and isfinite(point.y)
        and not view.y.low < point.y < view.y.high
    ]
    return min(turns, key=lambda x: abs(x - view.x.center), default=None)


def _check_sign(f: Expr, name: str, at: float) -> None:
    slope = slope_of(f, at, name)
    if (slope > 0) - (slope < 0) != SIGNS[name]:
        raise ParamError(
            name,
            f"the slope of {f} at x = {at:g} is {slope:g}, so it is not {name} there; "
            "choose another point, or none and one is found",
        )


def moved(shown: SignView, given: SignPoints) -> SignView:
    """Return the view with its points at other places, where these are given."""
    return replace(shown, points=replace(shown.points, **given.found))


def sign_chart(f: Expr, shown: SignView, share: float) -> SignChart:
    """Return the sign chart; each tangent extends a `share` of the paper's shorter side to each side."""

    def tangency(name: str) -> Tangency | None:
        at = getattr(shown.points, name)
        # A zero of f' that was found may be off by some last digits, at which f' has a sign.
        is_level = name == "flat" and _is_level(f, at, shown.view)
        level = 0.0 if is_level else None
        return None if at is None else tangency_at(f, at, shown.view, share, name, level)

    return SignChart(
        curve=Graph(f, shown.view.x),
        climbing=tangency("climbing"),
        falling=tangency("falling"),
        flat=tangency("flat"),
        valley=shown.valley,
    )


def _is_level(f: Expr, at: float | None, view: View) -> bool:
    """Return whether a line of the slope at a point cannot be told from a level one in a view."""
    return at is not None and abs(slope_of(f, at)) * view.x.width <= MIN_RISE * view.y.width


def missing_sentences(facts: SignChart, language: Language) -> str:
    """Return sentences about what the curve never does in the window; empty if it does everything."""
    return language.joined(*(_missing(name, language) for name in facts.missing))


def _missing(name: str, language: Language) -> str:
    return {
        "climbing": language.say("This curve climbs nowhere in the window."),
        "falling": language.say("This curve falls nowhere in the window."),
        "flat": language.say("This curve is nowhere flat in the window."),
    }[name]


def large_sign(sign: int) -> str:
    """Return the sign of a derivative in large type as Typst markup: + for 1, − for -1, 0 for 0."""
    text = {1: "+", -1: "−", 0: "0"}[sign]
    return f'#text(size: 1.7em, weight: "semibold", {quoted(text)})'
