"""Helpers for pictures of descents: the visible hops, and rounded learning rates."""

from __future__ import annotations

from hillside.stage.plane import View
from mathcore import Point, Polyline, Segment

LARGEST_RATE = 1e12
"""Upper bound on a learning rate; a larger one is found only where slope and curvature vanish."""


def two_digits(rate: float) -> float:
    """Return a rate rounded to two significant digits.

    >>> two_digits(0.1234), two_digits(1.0)
    (0.12, 1.0)
    """
    return float(f"{rate:.1e}")


def points_until(points: tuple[Point, ...], step: float) -> tuple[Point, ...]:
    """Return the points up to a step, the last one interpolated if it is not a whole number.

    >>> points_until((Point(0, 0), Point(4, 2)), 0.25)
    (Point(x=0, y=0), Point(x=1.0, y=0.5))
    """
    whole = min(int(step), len(points) - 1)
    if whole == len(points) - 1 or step == whole:
        return points[: whole + 1]
    here, there, share = points[whole], points[whole + 1], step - whole
    between = Point(here.x + share * (there.x - here.x), here.y + share * (there.y - here.y))
    return *points[: whole + 1], between


def visible_hops(stops: tuple[Point, ...], view: View) -> tuple[Polyline | None, Segment | None]:
    """Return the hops of a descent before the first that leaves the view, and that one clipped to the edge.

    Either is None if there is none.

    >>> from mathcore import Interval
    >>> view = View(Interval(0, 4), Interval(0, 4), 1.0)
    >>> visible_hops((Point(1, 1), Point(2, 1), Point(6, 1)), view)[1]
    Segment(start=Point(x=2, y=1), end=Point(x=4.0, y=1.0))
    """
    inside = [point.x in view.x and point.y in view.y for point in stops]
    count = inside.index(False) if False in inside else len(stops)
    hops = Polyline(stops[:count]) if count > 1 else None
    if not 0 < count < len(stops):
        return hops, None
    here = stops[count - 1]
    return hops, Segment(here, _at_edge(here, stops[count], view))


def _at_edge(here: Point, there: Point, view: View) -> Point:
    """Return where the segment from a point in the view to one outside crosses the edge."""
    x_edge = view.x.high if there.x > here.x else view.x.low
    y_edge = view.y.high if there.y > here.y else view.y.low
    shares = [1.0]
    if there.x not in view.x:
        shares.append((x_edge - here.x) / (there.x - here.x))
    if there.y not in view.y:
        shares.append((y_edge - here.y) / (there.y - here.y))
    share = min(shares)
    return Point(here.x + share * (there.x - here.x), here.y + share * (there.y - here.y))
