"""The ornament of opening slides: the parabola y = x² and its tangent at 3/4, true to scale."""

from __future__ import annotations

from dataclasses import dataclass

from mathcore import Interval, Point, Segment, parse, tangent

REACH = 1.35
"""The parabola is drawn from -REACH to REACH."""
TOUCH = 0.75
RUN = Interval(0.1, 1.4)
"""Where the tangent begins and ends."""


@dataclass(frozen=True, kw_only=True)
class Ornament:
    """The numbers of the ornament.

    Attributes:
        ends: the left and the right end of the parabola.
        control: where the tangents at its ends meet: the control point of the one quadratic Bézier curve
            that the parabola is (Farin 2002).
        touch: the point on the parabola that the tangent touches.
        tangent: the piece of the tangent that is drawn.
    """

    ends: Segment
    control: Point
    touch: Point
    tangent: Segment


def ornament() -> Ornament:
    """Return the numbers of the ornament.

    >>> ornament().touch, round(ornament().tangent.slope, 12)
    (Point(x=0.75, y=0.5625), 1.5)
    """
    f = parse("x^2")
    return Ornament(
        ends=Segment(*(Point(x, float(f(x))) for x in (-REACH, REACH))),
        control=tangent(f, REACH, Interval(0.0, REACH)).start,
        touch=Point(TOUCH, float(f(TOUCH))),
        tangent=tangent(f, TOUCH, RUN),
    )
