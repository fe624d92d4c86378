"""One tangent at one point of a curve: its facts and its drawing, for pictures that show several of them."""

from dataclasses import dataclass

from hillside.stage.drawing import Part
from hillside.stage.errors import as_refusals
from hillside.stage.plane import Plane
from hillside.stage.view import View
from mathcore import Expr, Interval, Point, Segment, derivative, tangent
from scenes.shared.slopes.corner import refuse_corner
from scenes.shared.slopes.slope import Trend

LEVEL = 1e-9
"""A slope that lifts the line by less than this share of the picture's height across its width is 0."""


@dataclass(frozen=True, kw_only=True)
class Touching:
    """What is true of a curve at one point.

    Attributes:
        touch: the point.
        tangent: the piece of the tangent that is drawn.
        slope: the derivative there; 0 where it is 0 but for rounding.
    """

    touch: Point
    tangent: Segment
    slope: float

    @property
    def sign(self) -> int:
        """The sign of the derivative there: 1, -1 or 0."""
        return (self.slope > 0) - (self.slope < 0)

    @property
    def trend(self) -> Trend:
        """What the function does there."""
        return {1: Trend.INCREASING, -1: Trend.DECREASING, 0: Trend.FLAT}[self.sign]


def slope_in(f: Expr, at: float, view: View, name: str = "at") -> float:
    """f′(at), or 0 where it is 0 but for rounding, as at the best number for a zero of f′.

    Raises:
        ParamError: if the function has no slope there; `name` is the parameter that the point came from.
    """
    refuse_corner(f, at, name)
    with as_refusals(name):
        tangent(f, at, (at - 1, at + max(1.0, abs(at))))
        slope = float(derivative(f, at))
    return 0.0 if abs(slope) * view.x.width <= LEVEL * view.y.width else slope


def touching(f: Expr, at: float, view: View, share: float, name: str = "at") -> Touching:
    """Return the tangent of `f` at one point, drawn over a `share` of the shorter side to each side.

    Raises:
        ParamError: if the function has no tangent there.
    """
    slope, height = slope_in(f, at, view, name), float(f(at))
    span = reach_of(view, at, height, slope, share)
    ends = (Point(x, height + slope * (x - at)) for x in span)
    return Touching(touch=Point(at, height), tangent=Segment(*ends), slope=slope)


def reach_of(view: View, at: float, height: float, slope: float, share: float) -> Interval:
    """The x over which to draw a tangent: equally long on the paper whatever its slope, inside the view.

    >>> reach_of(View(Interval(0, 16), Interval(0, 8), 2.0), at=8, height=4, slope=0, share=0.25)
    Interval(low=6.0, high=10.0)
    """
    reach = view.reach(slope, share)
    low, high = max(at - reach, view.x.low), min(at + reach, view.x.high)
    if slope != 0:
        ends = ((view.y.low - height) / slope, (view.y.high - height) / slope)
        low, high = max(low, at + min(ends)), min(high, at + max(ends))
    return Interval(min(low, at - reach / 20), max(high, at + reach / 20))


def touching_parts(plane: Plane, facts: Touching, name: str) -> dict[str, Part]:
    """Return the dashed tangent and the dot on it, under names that begin with `name`."""
    return {
        f"{name}-tangent": plane.dashed(facts.tangent, "slope"),
        f"{name}-touch": plane.draw(facts.touch, "slope"),
    }
