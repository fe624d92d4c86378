"""A function over an interval, cut at its breaks into smooth pieces."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from mathcore.breaks import breaks
from mathcore.differentiate import tower
from mathcore.expr import Expr
from mathcore.interval import Interval, interval
from mathcore.local import Kind, Place, classify
from mathcore.pieces import Pair, pieces
from mathcore.program import Program
from mathcore.roots import Zeros, zeros_of

CONTINUOUS = frozenset({Kind.SMOOTH, Kind.CORNER, Kind.CUSP, Kind.VERTICAL_TANGENT})
"""Kinds of points that a curve is drawn through."""


@dataclass(frozen=True)
class Landscape:
    """A function cut at its breaks: the smooth pieces and the places between them."""

    f: Expr
    over: Interval
    smooth: tuple[Pair, ...]
    places: tuple[Place, ...]
    unsettled: tuple[Pair, ...]


def landscape(f: Expr, over: Interval | tuple[float, float]) -> Landscape:
    """Cut a function at its breaks and name each of them."""
    window = interval(over)
    candidates = breaks(f, window)
    cut = pieces(window, candidates.places)
    smooth = tuple((a, b) for a, b in cut if np.isfinite(f(a + 0.4871 * (b - a))))
    places = tuple(classify(f, x) for x in candidates.places)
    return Landscape(f, window, smooth, places, candidates.unsettled)


def intervals(pairs: Iterable[Pair]) -> tuple[Interval, ...]:
    """Return pairs as intervals, sorted, each once."""
    return tuple(Interval(a, b) for a, b in sorted(set(pairs)) if a < b)


def snap(end: float, land: Landscape) -> float:
    """Return the break that a piece ends next to, or the end itself."""
    near = [
        place.x for place in land.places if abs(place.x - end) <= 1e-14 * land.over.width + 1e-14 * abs(end)
    ]
    return near[0] if near else end


def program_of(f: Expr, order: int) -> Program:
    """Return a program whose roots are the derivative of this order and the two after it."""
    whole = tower(f.code, f.names, order + 2)
    return Program(whole.code, whole.roots[order : order + 3], f.names)


def zeros_in(land: Landscape, order: int) -> Zeros:
    """Return the zeros of the derivative of this order in all smooth pieces."""
    return zeros_of(program_of(land.f, order), land.smooth, land.over)


def unsettled_in(land: Landscape, found: Zeros) -> tuple[Interval, ...]:
    """Return the pieces in which breaks or zeros could not be ruled out."""
    return intervals([*land.unsettled, *found.unsettled])


def points_beside(land: Landscape, x: float) -> tuple[float, float]:
    """Return points a little to the left and right of x, short of the next break."""
    reach = 1e-6 * land.over.width
    for place in land.places:
        if place.x != x:
            reach = min(reach, 0.5 * abs(place.x - x))
    return x - reach, x + reach


def side_signs(land: Landscape, x: float, order: int) -> float:
    """Return the product of the signs of a derivative on both sides of x."""
    program = program_of(land.f, order)
    values = program.arrays([np.array(points_beside(land, x))])[0]
    return float(np.sign(values[0]) * np.sign(values[1]))
