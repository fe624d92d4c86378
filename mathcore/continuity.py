"""Where a function breaks and where it is defined."""

from mathcore.expr import Expr
from mathcore.features import Features
from mathcore.interval import Interval
from mathcore.landscape import CONTINUOUS, intervals, landscape, snap
from mathcore.local import Kind, Place


def gaps(f: Expr, over: Interval | tuple[float, float]) -> Features[Place]:
    """Return every point where f is not smooth: poles, jumps, holes, domain edges, corners, cusps.

    Args:
        f: A function of one variable.
        over: The interval, or a `(low, high)` pair.

    Example:
        >>> from mathcore import parse
        >>> [(gap.x, gap.kind.value) for gap in gaps(parse("|x|/(x - 1)"), (-2, 2))]
        [(0.0, 'corner'), (1.0, 'pole')]
    """
    land = landscape(f, over)
    found = tuple(place for place in land.places if place.kind not in (Kind.SMOOTH, Kind.OUTSIDE))
    return Features(found, intervals(land.unsettled))


def domain(f: Expr, over: Interval | tuple[float, float]) -> tuple[Interval, ...]:
    """Return the pieces of the interval on which f is defined, cut at poles, jumps and holes.

    Example:
        >>> from mathcore import parse
        >>> domain(parse("sqrt(x)"), (-1, 1))
        (Interval(low=0.0, high=1.0),)
    """
    land = landscape(f, over)
    cuts = {place.x for place in land.places if place.kind not in CONTINUOUS}
    found: list[list[float]] = []
    for a, b in land.smooth:
        low, high = snap(a, land), snap(b, land)
        if found and found[-1][1] == low and low not in cuts:
            found[-1][1] = high
        else:
            found.append([low, high])
    return tuple(Interval(low, high) for low, high in found)
