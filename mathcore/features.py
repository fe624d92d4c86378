"""The places on an interval that a lecture names: zeros, critical points, inflections, gaps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar, overload

import numpy as np

from .breaks import breaks, pieces
from .differentiate import tower
from .expr import Expr
from .interval import Interval, interval
from .local import Kind, Place, classify
from .program import Program
from .roots import Zeros, zeros_of

T = TypeVar("T")


@dataclass(frozen=True)
class Features(Sequence[T], Generic[T]):
    """What was found, in order of x, and the pieces in which more could not be ruled out.

    `found` is complete on the rest of the interval: there interval arithmetic has proven that nothing else
    is.
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
    """Kinds of zeros, critical points and inflections; the value is the name a figure may print."""

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
    """A named place of a graph.

    Attributes:
        x: Where; for a plateau its middle.
        y: f(x).
        kind: What it is.
        over: The whole piece, for a plateau; otherwise `None`.
    """

    x: float
    y: float
    kind: FeatureKind
    over: Interval | None = None


@dataclass(frozen=True)
class Landscape:
    """A function cut at its breaks: the smooth pieces and the places between them."""

    f: Expr
    over: Interval
    smooth: tuple[tuple[float, float], ...]
    places: tuple[Place, ...]
    unsettled: tuple[tuple[float, float], ...]


def landscape(f: Expr, over: Interval | tuple[float, float]) -> Landscape:
    """Cut a function at its breaks and name each of them."""
    window = interval(over)
    candidates = breaks(f, window)
    cut = pieces(window, candidates.places)
    smooth = tuple((a, b) for a, b in cut if np.isfinite(f(a + 0.4871 * (b - a))))
    places = tuple(classify(f, x) for x in candidates.places)
    return Landscape(f, window, smooth, places, candidates.unsettled)


def intervals(pairs: Sequence[tuple[float, float]]) -> tuple[Interval, ...]:
    """Return pairs as intervals, sorted, each once."""
    return tuple(Interval(a, b) for a, b in sorted(set(pairs)) if a < b)


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


CONTINUOUS = frozenset({Kind.SMOOTH, Kind.CORNER, Kind.CUSP, Kind.VERTICAL_TANGENT})
"""Kinds of points that a curve is drawn through."""


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


def plateaus_in(land: Landscape, found: Zeros) -> list[Feature]:
    """Return the pieces on which a derivative is 0, joined across points where f is continuous."""
    pairs = [(snap(a, land), snap(b, land)) for a, b in found.flat]
    joined: list[tuple[float, float]] = []
    continuous = {place.x for place in land.places if place.kind in CONTINUOUS}
    for a, b in sorted(pairs):
        if joined and joined[-1][1] == a and a in continuous:
            joined[-1] = (joined[-1][0], b)
        elif a < b:
            joined.append((a, b))
    flat = [Interval(a, b) for a, b in joined]
    return [Feature(piece.center, land.f(piece.center), FeatureKind.PLATEAU, piece) for piece in flat]


def zeros(f: Expr, over: Interval | tuple[float, float]) -> Features[Feature]:
    """Return every x with f(x) = 0, as crossings, touching zeros, and plateaus at height 0.

    Example:
        >>> from mathcore import parse
        >>> [(zero.x, zero.kind.value) for zero in zeros(parse("x^2 (x - 1)"), (-2, 2))]
        [(0.0, 'touching'), (1.0, 'crossing')]
    """
    land = landscape(f, over)
    found = zeros_in(land, 0)
    flat = plateaus_in(land, found)
    points = [
        Feature(x, f(x), FeatureKind.TOUCHING if touching else FeatureKind.CROSSING)
        for x, touching in zip(found.places, found.touching, strict=True)
    ]
    for place in land.places:
        if abs(place.value) <= 1e-15 * land.over.width and not on_plateau(place.x, flat):
            crosses = place.left.value * place.right.value <= 0 and side_signs(land, place.x, 0) < 0
            points.append(
                Feature(place.x, place.value, FeatureKind.CROSSING if crosses else FeatureKind.TOUCHING)
            )
    return Features(ordered(points + flat, land), unsettled_in(land, found))


def on_plateau(x: float, plateaus: list[Feature]) -> bool:
    """Tell whether x belongs to a plateau."""
    return any(feature.over is not None and x in feature.over for feature in plateaus)


def ordered(features: list[Feature], land: Landscape) -> tuple[Feature, ...]:
    """Sort by x; of two at one place keep the first, which is the more special."""
    kept: list[Feature] = []
    for feature in sorted(features, key=lambda feature: feature.x):
        if not kept or feature.x - kept[-1].x > 1e-12 * land.over.width or feature.over is not None:
            kept.append(feature)
    return tuple(kept)


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
