"""The ornament of opening slides: the parabola y = x² and its tangent at 3/4, true to scale."""

from __future__ import annotations

from dataclasses import dataclass

from mathcore import Interval, Point, Segment, parse, tangent

REACH = 1.35
"""The largest x of the parabola, which is drawn from `-REACH` to `REACH`."""
TOUCH = 0.75
RUN = Interval(0.1, 1.4)
"""The x at which the tangent begins and ends."""


@dataclass(frozen=True, kw_only=True)
class Ornament:
    """The geometry of the ornament, in units of x and y.

    Attributes:
        ends: the left and the right end of the parabola.
        control: where the tangents at its ends meet: the control point of the quadratic Bézier curve that
            is the parabola (Farin 2002).
        touch: the point of tangency.
        tangent: the segment of the tangent that is drawn.
    """

    ends: Segment
    control: Point
    touch: Point
    tangent: Segment


def ornament() -> Ornament:
    """Return the geometry of the ornament.

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
