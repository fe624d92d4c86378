"""Classification of a point of a graph (smooth, corner, jump, pole, ...); its tangent and secants."""

import math
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from types import MappingProxyType

import numpy as np

from mathcore.calculus.derivatives import tower
from mathcore.calculus.limits import Limit, distances, limit_of, limits
from mathcore.calculus.shapes import Interval, Point, Segment, interval
from mathcore.calculus.typed_points import derivative_at, value_at
from mathcore.expressions.code import Builder, extract
from mathcore.expressions.evaluation import Program, enclose
from mathcore.language.expr import Expr
from mathcore.math_errors import MathError, NoTangent


class Kind(Enum):
    """The kinds of points of a graph; the value is the name to print.

    Example:
        >>> Kind.VERTICAL_TANGENT.value
        'vertical tangent'
    """

    SMOOTH = "smooth"
    CORNER = "corner"
    CUSP = "cusp"
    VERTICAL_TANGENT = "vertical tangent"
    JUMP = "jump"
    POLE = "pole"
    HOLE = "hole"
    DOMAIN_EDGE = "domain edge"
    ISOLATED_POINT = "isolated point"
    OSCILLATION = "oscillation"
    OUTSIDE = "outside the domain"


@dataclass(frozen=True)
class Side:
    """One-sided limits of f and of its slope: infinite, or `nan` if they do not exist.

    Example:
        >>> from mathcore import parse
        >>> classify(parse("relu(x)"), 0).right
        Side(value=0.0, slope=1.0)
    """

    value: float
    slope: float


@dataclass(frozen=True)
class LocalBehavior:
    """The behavior of f at a point x.

    Attributes:
        x: The point.
        kind: The kind of point.
        value: f(x), `nan` if f is undefined at x itself.
        left: The limits from the left.
        right: The limits from the right.

    Example:
        >>> from mathcore import parse
        >>> place = classify(parse("floor(x)"), 2)
        >>> place.kind.value, place.value, place.left.value, place.right.value
        ('jump', 2.0, 1.0, 2.0)
    """

    x: float
    kind: Kind
    value: float
    left: Side
    right: Side


def classify(f: Expr, x: float) -> LocalBehavior:
    """Classify the point x of f, with the one-sided limits of f and of its slope.

    Interval arithmetic proves smoothness where it can; otherwise the limits are extrapolated from values at
    distances from 1/8 down to the spacing of floats.

    Raises:
        MathError: If f is not a function of one variable, or x is not finite.

    Example:
        >>> from mathcore import parse
        >>> place = classify(parse("|x - 2|"), 2)
        >>> place.kind.value, place.left.slope, place.right.slope
        ('corner', -1.0, 1.0)
        >>> classify(parse("1/x"), 0).kind.value
        'pole'
    """
    if len(f.names) != 1:
        raise MathError(f"the function takes {', '.join(f.names) or 'nothing'}; one variable is needed here")
    if not math.isfinite(x):
        raise MathError(f"x = {x} is not a point; choose a finite number")
    return _classify(f, float(x))


def one_sided(f: Expr, x: float) -> tuple[float, float]:
    """Return the slopes of f at x from the left and from the right.

    lim f'(x + h) as h -> 0 from below and from above; `nan` if the limit does not exist, infinite where the
    tangent is vertical.

    Raises:
        MathError: If f is not a function of one variable, or x is not finite.

    Example:
        >>> from mathcore import parse
        >>> one_sided(parse("|x|"), 0)
        (-1.0, 1.0)
    """
    place = classify(f, x)
    return place.left.slope, place.right.slope


@lru_cache(maxsize=256)
def limits_at_infinity(f: Expr) -> tuple[float, float]:
    """Return the limits of f(x) as x -> -infinity and as x -> +infinity.

    They are the one-sided limits of f(1/t) as t -> 0; infinite, or `nan` if they do not exist.

    Raises:
        MathError: If f is not a function of one variable.

    Example:
        >>> from mathcore import parse
        >>> limits_at_infinity(parse("tanh x")), limits_at_infinity(parse("(2x + 1)/(x - 1)"))
        ((-1.0, 1.0), (2.0, 2.0))
    """
    if len(f.names) != 1:
        raise MathError(f"the function takes {', '.join(f.names) or 'nothing'}; one variable is needed here")
    builder = Builder()
    inverse = builder.step("div", builder.number(1.0), builder.step("name", value=f.names[0]))
    places = builder.include(f.code, lambda step, _: inverse if step.op == "name" else None)
    code, _ = extract(builder.steps, places[-1:])
    place = _classify(Expr(code, f.names), 0.0)
    return place.left.value, place.right.value


@lru_cache(maxsize=2048)
def _classify(f: Expr, x: float) -> LocalBehavior:
    program = tower(f.code, f.names, 1)
    value, slope = program.scalars([x])
    if math.isfinite(value) and math.isfinite(slope) and proven_smooth(program, x):
        return LocalBehavior(x, Kind.SMOOTH, value, Side(value, slope), Side(value, slope))
    left, right = (_side(program, x, value, side) for side in (-1, 1))
    kind = _kind(value, left, right)
    return LocalBehavior(x, kind, value, *(Side(side[0].value, side[1].value) for side in (left, right)))


def proven_smooth(program: Program, x: float) -> bool:
    """Return whether f and f' are proven to be continuous on a small interval around x."""
    near = 4 * float(np.spacing(abs(x)))
    f, slope = enclose(program, [np.array([x - near])], [np.array([x + near])])
    return bool(f.sure[0] and slope.sure[0])


def _side(program: Program, x: float, value: float, side: int) -> tuple[Limit, Limit]:
    """Return the limits of f and of its slope from the right (side = 1) or the left (side = -1)."""
    height, slope = limits(program, x, side)
    if not math.isfinite(height.value):
        return height, Limit(math.nan, math.inf)
    if math.isnan(slope.value):
        slope = _quotient(program, x, height.value, side)
    if math.isfinite(value) and abs(height.value - value) <= height.error + _tolerance(value):
        height = Limit(value, height.error)
    return height, slope


def _quotient(program: Program, x: float, value: float, side: int) -> Limit:
    """Return the limit of the difference quotient: x^2 sin(1/x) has slope 0 at 0 though f' has no limit."""
    steps = distances(x)
    points = x + side * steps
    values = program.arrays([points])[0]
    return limit_of((values - value) / (points - x), 4e-16 * (np.abs(values) + abs(value)) / steps)


def _tolerance(value: float) -> float:
    return 1e-9 * (1 + abs(value))


def _agree(a: Limit, b: Limit) -> bool:
    if math.isinf(a.value) or math.isinf(b.value):
        return a.value == b.value
    return abs(a.value - b.value) <= 2 * (a.error + b.error) + _tolerance(max(abs(a.value), abs(b.value)))


def _kind(value: float, left: tuple[Limit, Limit], right: tuple[Limit, Limit]) -> Kind:
    heights = left[0], right[0]
    if not any(height.defined for height in heights):
        return Kind.OUTSIDE if math.isnan(value) else Kind.ISOLATED_POINT
    if any(math.isinf(height.value) for height in heights):
        return Kind.POLE
    if not all(height.defined for height in heights):
        return Kind.DOMAIN_EDGE
    if any(math.isnan(height.value) for height in heights):
        return Kind.OSCILLATION
    if not _agree(*heights):
        return Kind.JUMP
    if math.isnan(value) or not _agree(Limit(value, 0.0), heights[0]):
        return Kind.HOLE
    return _kind_of_slopes(left[1], right[1])


def _kind_of_slopes(left: Limit, right: Limit) -> Kind:
    if math.isnan(left.value) or math.isnan(right.value):
        return Kind.OSCILLATION
    if math.isinf(left.value) and math.isinf(right.value):
        return Kind.VERTICAL_TANGENT if left.value == right.value else Kind.CUSP
    return Kind.SMOOTH if _agree(left, right) else Kind.CORNER


def tangent(f: Expr, x: float, over: Interval | tuple[float, float]) -> Segment:
    """Return the segment of the tangent line at x over an interval.

    y = f(x) + f'(x) (t - x) for t in `over`.

    Raises:
        NoTangent: If f has no derivative at x; `.kind` names the kind of point.
        MathError: If f is not a function of one variable.

    Example:
        >>> from mathcore import parse
        >>> tangent(parse("x^2"), 1, (0, 2))
        Segment(start=Point(x=0.0, y=-1.0), end=Point(x=2.0, y=3.0))
    """
    window = interval(over)
    place = classify(f, x)
    if place.kind is not Kind.SMOOTH:
        raise NoTangent(_no_tangent_message(f, place), place.kind.value, place.x)
    slope, height = derivative_at(f, x), value_at(f, x)
    if not math.isfinite(slope):
        slope = 0.5 * (place.left.slope + place.right.slope)
    ends = (Point(t, height + slope * (t - place.x)) for t in window)
    return Segment(*ends)


_NO_TANGENT = MappingProxyType(
    {
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
)


def _no_tangent_message(f: Expr, place: LocalBehavior) -> str:
    reason = _NO_TANGENT[place.kind].format(
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
    points = [Point(t, value_at(f, t)) for t in (x, x + run)]
    for point in points:
        if not math.isfinite(point.y):
            raise MathError(f"{f} has no value at x = {point.x:g}; choose another x or another run")
    return Segment(*points)
