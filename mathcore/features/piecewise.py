"""Where a function breaks, and the smooth pieces between its breaks.

Every row of the function table names the expressions whose zeros are the only places where the function can
be undefined, jump or have a kink: the denominator of a quotient, the argument of a root or a logarithm, the
difference of two sides that are compared. So the candidates for the breaks of a whole formula are zeros of
smooth expressions, and those can be found with certainty.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from mathcore.calculus.classification import Kind, Place, classify
from mathcore.calculus.differentiation import arguments, formula, inline, tower
from mathcore.calculus.intervals import Interval, Pair, beside, interval, pieces
from mathcore.expressions.code import Builder, Code, extract
from mathcore.expressions.evaluation import Program
from mathcore.features.features import Features
from mathcore.features.root_finding import Zeros, zeros_of
from mathcore.functions.rules import RULES
from mathcore.language.expr import Expr

MOST_BREAKS = 256


@dataclass(frozen=True)
class Breaks:
    """Candidates for breaks in increasing order, and pieces in which there may be more."""

    places: tuple[float, ...]
    unsettled: tuple[Pair, ...]


def guards(code: Code) -> tuple[Code, ...]:
    """Return the expressions whose zeros are the candidates for breaks, inner ones first."""
    builder = Builder()
    places = builder.include(code)
    depends = _depends(code)
    found: list[int] = []
    for at, (op, args, _) in enumerate(code):
        if not depends[at] or (op == "pow" and _is_polynomial(code, args[1])):
            continue
        meaning = arguments(places, args)
        for text in RULES[op].breaks if op in RULES else ():
            found.append(inline(builder, formula(text), meaning))
    codes = (extract(builder.steps, [root])[0] for root in found)
    return tuple(guard for guard in dict.fromkeys(codes) if any(step.op == "name" for step in guard))


def _depends(code: Code) -> list[bool]:
    depends: list[bool] = []
    for step in code:
        depends.append(step.op == "name" or any(depends[a] for a in step.args))
    return depends


def _is_polynomial(code: Code, exponent: int) -> bool:
    value = code[exponent].value
    return code[exponent].op == "number" and isinstance(value, float) and value.is_integer()


@lru_cache(maxsize=512)
def breaks(f: Expr, over: Interval) -> Breaks:
    """Return every place in the interval where f or its slope may fail to be continuous."""
    places: list[float] = []
    unsettled: list[Pair] = []
    for guard in guards(f.code):
        zeros = zeros_of(tower(guard, f.names, 2), pieces(over, places), over)
        unsettled += zeros.unsettled
        ends = (end for flat in zeros.flat for end in flat)
        places = _merged([*places, *zeros.places, *ends], over)
        if len(places) > MOST_BREAKS:
            places, crowded = _widest(places)
            return Breaks(tuple(places), (*unsettled, crowded))
    return Breaks(tuple(places), tuple(unsettled))


def _merged(places: list[float], over: Interval) -> list[float]:
    merged: list[float] = []
    for x in sorted(places):
        if not merged or x - merged[-1] > beside(x, over):
            merged.append(x)
    return merged


def _widest(places: list[float]) -> tuple[list[float], Pair]:
    """Keep the places that stand farthest from their neighbors, and return the range of the others."""
    x = np.array(places)
    room = np.minimum(np.diff(x, prepend=-np.inf), np.diff(x, append=np.inf))
    order = np.argsort(-room, kind="stable")
    others = x[order[MOST_BREAKS:]]
    return sorted(x[order[:MOST_BREAKS]].tolist()), (float(others.min()), float(others.max()))


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
