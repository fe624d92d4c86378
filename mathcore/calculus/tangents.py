"""Lines through a graph: the tangent that touches it and the secant that cuts it."""

import math

from mathcore.calculus.classification import Kind, LocalBehavior, classify
from mathcore.calculus.derivatives import derivative
from mathcore.calculus.shapes import Interval, Point, Segment, interval
from mathcore.language.expr import Expr
from mathcore.math_errors import MathError, NoTangent


def tangent(f: Expr, x: float, over: Interval | tuple[float, float]) -> Segment:
    """Return the piece of the tangent line at x that lies over an interval.

    y = f(x) + f'(x) (t - x) for t in `over`.

    Raises:
        NoTangent: If f has no derivative at x; `.kind` names what is there.
        MathError: If f is not a function of one variable.

    Example:
        >>> from mathcore import parse
        >>> tangent(parse("x^2"), 1, (0, 2))
        Segment(start=Point(x=0.0, y=-1.0), end=Point(x=2.0, y=3.0))
    """
    window = interval(over)
    place = classify(f, x)
    if place.kind is not Kind.SMOOTH:
        raise NoTangent(_why(f, place), place.kind.value, place.x)
    slope = derivative(f, place.x)
    if not math.isfinite(slope):
        slope = 0.5 * (place.left.slope + place.right.slope)
    ends = (Point(t, place.value + slope * (t - place.x)) for t in window)
    return Segment(*ends)


_WAY_OUT = {
    Kind.CORNER: "it has a corner there, with slope {left:g} on the left and {right:g} on the right; "
    "choose another x or show the one-sided tangents",
    Kind.CUSP: "it has a cusp there; choose another x",
    Kind.VERTICAL_TANGENT: "its tangent is vertical there and has no slope; choose another x",
    Kind.JUMP: "it jumps from {low:g} to {high:g} there; choose another x",
    Kind.POLE: "it has a pole there; choose another x",
    Kind.HOLE: "it has a hole there; choose another x",
    Kind.DOMAIN_EDGE: "its domain ends there; choose an x inside",
    Kind.ISOLATED_POINT: "it is defined at that point only; choose another x",
    Kind.OSCILLATION: "it swings without end there; choose another x",
    Kind.OUTSIDE: "it is undefined there; choose an x inside its domain",
}


def _why(f: Expr, place: LocalBehavior) -> str:
    reason = _WAY_OUT[place.kind].format(
        left=place.left.slope, right=place.right.slope, low=place.left.value, high=place.right.value
    )
    return f"{f} has no tangent at x = {place.x:g}: {reason}"


def secant(f: Expr, x: float, run: float) -> Segment:
    """Return the segment from (x, f(x)) to (x + run, f(x + run)).

    Its slope is the difference quotient (f(x + run) - f(x)) / run.

    Raises:
        MathError: If the run is 0, or f has no finite value at an end.

    Example:
        >>> from mathcore import parse
        >>> secant(parse("x^2"), 1, 2).slope
        4.0
    """
    if run == 0 or not math.isfinite(run):
        raise MathError(f"the run is {run:g}; a secant needs two different points")
    points = [Point(float(t), f(float(t))) for t in (x, x + run)]
    for point in points:
        if not math.isfinite(point.y):
            raise MathError(f"{f} has no value at x = {point.x:g}; choose another x or another run")
    return Segment(*points)
