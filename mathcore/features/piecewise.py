"""A function cut at its breaks into smooth pieces, and the lists of features found on it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Generic, TypeVar, overload

import numpy as np

from mathcore.calculus.derivatives import arguments, formula, inline, tower
from mathcore.calculus.local_behavior import Kind, LocalBehavior, classify
from mathcore.calculus.shapes import Interval, Pair, as_intervals, clearance, cut_at, interval
from mathcore.expressions.code import Builder, Code, extract
from mathcore.expressions.evaluation import Program
from mathcore.features.root_finding import Zeros, zeros_of
from mathcore.functions.function_table import FUNCTIONS
from mathcore.language.expr import Expr

T = TypeVar("T")


@dataclass(frozen=True)
class Features(Sequence[T], Generic[T]):
    """The features found, in order of x, and the pieces in which others could not be ruled out.

    Outside the `unsettled` pieces the list is complete: interval arithmetic has proven it.

    Example:
        >>> from mathcore import critical_points, parse
        >>> turns = critical_points(parse("cos x"), (1, 7))
        >>> len(turns), turns[1].kind.value, turns.unsettled
        (4, 'minimum', ())
    """

    found: tuple[T, ...]
    unsettled: tuple[Interval, ...] = ()

    @overload
    def __getitem__(self, index: int) -> T: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...

    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        return self.found[index]

    def __len__(self) -> int:
        return len(self.found)

    def __iter__(self) -> Iterator[T]:
        return iter(self.found)


class FeatureKind(Enum):
    """The kinds of zeros, critical points and inflections; the value is the name to print.

    Example:
        >>> FeatureKind.FLAT_INFLECTION.value
        'flat inflection'
    """

    CROSSING = "crossing"
    TOUCHING = "touching"
    MINIMUM = "minimum"
    MAXIMUM = "maximum"
    END_MINIMUM = "end minimum"
    END_MAXIMUM = "end maximum"
    INFLECTION = "inflection"
    FLAT_INFLECTION = "flat inflection"
    PLATEAU = "plateau"


@dataclass(frozen=True)
class Feature:
    """A zero, critical point, inflection or plateau of a graph.

    Attributes:
        x: The point; the midpoint of a plateau.
        y: f(x).
        kind: The kind of feature.
        over: The interval of a plateau; otherwise `None`.

    Example:
        >>> from mathcore import parse, zeros
        >>> zeros(parse("x - 2"), (0, 3))[0].x
        2.0
    """

    x: float
    y: float
    kind: FeatureKind
    over: Interval | None = None


MOST_BREAKS = 256
"""Maximum number of breaks in an interval, so that 1/sin(1/x) comes to an end."""


@dataclass(frozen=True)
class Breaks:
    """Candidates for breaks in increasing order, and pieces in which there may be others."""

    points: tuple[float, ...]
    unsettled: tuple[Pair, ...]


def guards(code: Code) -> tuple[Code, ...]:
    """Return the expressions whose zeros are the candidates for breaks, subexpressions first."""
    builder = Builder()
    places = builder.include(code)
    depends = _depends(code)
    found: list[int] = []
    for at, (op, args, _) in enumerate(code):
        if not depends[at] or (op == "pow" and _is_polynomial(code, args[1])):
            continue
        meaning = arguments(places, args)
        for text in FUNCTIONS[op].breaks if op in FUNCTIONS else ():
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
    """Return every point of the interval at which f or f' may be discontinuous."""
    points: list[float] = []
    unsettled: list[Pair] = []
    for guard in guards(f.code):
        zeros = zeros_of(tower(guard, f.names, 2), cut_at(over, points), over)
        unsettled += zeros.unsettled
        ends = (end for flat in zeros.flat for end in flat)
        points = _merged([*points, *zeros.roots, *ends], over)
        if len(points) > MOST_BREAKS:
            points, crowded = _sparsest(points)
            return Breaks(tuple(points), (*unsettled, crowded))
    return Breaks(tuple(points), tuple(unsettled))


def _merged(points: list[float], over: Interval) -> list[float]:
    merged: list[float] = []
    for x in sorted(points):
        if not merged or x - merged[-1] > clearance(x, over):
            merged.append(x)
    return merged


def _sparsest(points: list[float]) -> tuple[list[float], Pair]:
    """Keep the most isolated points, and return them with the range of the others."""
    x = np.array(points)
    room = np.minimum(np.diff(x, prepend=-np.inf), np.diff(x, append=np.inf))
    order = np.argsort(-room, kind="stable")
    others = x[order[MOST_BREAKS:]]
    return sorted(x[order[:MOST_BREAKS]].tolist()), (float(others.min()), float(others.max()))


CONTINUOUS = frozenset({Kind.SMOOTH, Kind.CORNER, Kind.CUSP, Kind.VERTICAL_TANGENT})
"""The kinds of points at which f is continuous, so that a curve is drawn through them."""


@dataclass(frozen=True)
class PiecewiseSmooth:
    """A function cut at its breaks.

    Attributes:
        f: The function.
        over: The interval.
        smooth: The pieces on which f is defined and smooth.
        breaks: The behavior of f at each point between them.
        unsettled: Pieces in which there may be other breaks.
    """

    f: Expr
    over: Interval
    smooth: tuple[Pair, ...]
    breaks: tuple[LocalBehavior, ...]
    unsettled: tuple[Pair, ...]


def piecewise_smooth(f: Expr, over: Interval | tuple[float, float]) -> PiecewiseSmooth:
    """Cut a function at its breaks, and classify each of them."""
    window = interval(over)
    candidates = breaks(f, window)
    cut = cut_at(window, candidates.points)
    smooth = tuple((a, b) for a, b in cut if np.isfinite(f(a + 0.4871 * (b - a))))
    behavior = tuple(classify(f, x) for x in candidates.points)
    return PiecewiseSmooth(f, window, smooth, behavior, candidates.unsettled)


def snap(end: float, piecewise: PiecewiseSmooth) -> float:
    """Return the break next to the end of a piece, or the end itself if there is none."""
    near = [
        at.x for at in piecewise.breaks if abs(at.x - end) <= 1e-14 * piecewise.over.width + 1e-14 * abs(end)
    ]
    return near[0] if near else end


def program_of(f: Expr, order: int) -> Program:
    """Return a program whose roots are the derivatives of orders `order`, `order` + 1 and `order` + 2."""
    whole = tower(f.code, f.names, order + 2)
    return Program(whole.code, whole.roots[order : order + 3], f.names)


def zeros_in(piecewise: PiecewiseSmooth, order: int) -> Zeros:
    """Return the zeros of the derivative of this order on all smooth pieces."""
    return zeros_of(program_of(piecewise.f, order), piecewise.smooth, piecewise.over)


def unsettled_in(piecewise: PiecewiseSmooth, found: Zeros) -> tuple[Interval, ...]:
    """Return the pieces in which breaks or zeros could not be ruled out."""
    return as_intervals([*piecewise.unsettled, *found.unsettled])


def points_beside(piecewise: PiecewiseSmooth, x: float) -> tuple[float, float]:
    """Return a point just to the left and one just to the right of x, before the next break."""
    reach = 1e-6 * piecewise.over.width
    for place in piecewise.breaks:
        if place.x != x:
            reach = min(reach, 0.5 * abs(place.x - x))
    return x - reach, x + reach


def side_signs(piecewise: PiecewiseSmooth, x: float, order: int) -> float:
    """Return the product of the signs of a derivative on both sides of x."""
    program = program_of(piecewise.f, order)
    values = program.arrays([np.array(points_beside(piecewise, x))])[0]
    return float(np.sign(values[0]) * np.sign(values[1]))


def gaps(f: Expr, over: Interval | tuple[float, float]) -> Features[LocalBehavior]:
    """Return every point where f is not smooth: poles, jumps, holes, domain edges, corners, cusps.

    Args:
        f: A function of one variable.
        over: The interval, or a `(low, high)` pair.

    Example:
        >>> from mathcore import parse
        >>> [(gap.x, gap.kind.value) for gap in gaps(parse("|x|/(x - 1)"), (-2, 2))]
        [(0.0, 'corner'), (1.0, 'pole')]
    """
    piecewise = piecewise_smooth(f, over)
    found = tuple(place for place in piecewise.breaks if place.kind not in (Kind.SMOOTH, Kind.OUTSIDE))
    return Features(found, as_intervals(piecewise.unsettled))


def domain(f: Expr, over: Interval | tuple[float, float]) -> tuple[Interval, ...]:
    """Return the pieces of the interval on which f is defined, cut at poles, jumps and holes.

    Example:
        >>> from mathcore import parse
        >>> domain(parse("sqrt(x)"), (-1, 1))
        (Interval(low=0.0, high=1.0),)
    """
    piecewise = piecewise_smooth(f, over)
    cuts = {place.x for place in piecewise.breaks if place.kind not in CONTINUOUS}
    found: list[list[float]] = []
    for a, b in piecewise.smooth:
        low, high = snap(a, piecewise), snap(b, piecewise)
        if found and found[-1][1] == low and low not in cuts:
            found[-1][1] = high
        else:
            found.append([low, high])
    return tuple(Interval(low, high) for low, high in found)
