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
class _Landscape:
    """A function cut at its breaks: the smooth pieces and the places between them."""

    f: Expr
    over: Interval
    smooth: tuple[tuple[float, float], ...]
    places: tuple[Place, ...]
    unsettled: tuple[tuple[float, float], ...]


def _landscape(f: Expr, over: Interval | tuple[float, float]) -> _Landscape:
    window = interval(over)
    candidates = breaks(f, window)
    cut = pieces(window, candidates.places)
    smooth = tuple((a, b) for a, b in cut if np.isfinite(f(a + 0.4871 * (b - a))))
    places = tuple(classify(f, x) for x in candidates.places)
    return _Landscape(f, window, smooth, places, candidates.unsettled)


def _intervals(pairs: Sequence[tuple[float, float]]) -> tuple[Interval, ...]:
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
    land = _landscape(f, over)
    found = tuple(place for place in land.places if place.kind not in (Kind.SMOOTH, Kind.OUTSIDE))
    return Features(found, _intervals(land.unsettled))


def domain(f: Expr, over: Interval | tuple[float, float]) -> tuple[Interval, ...]:
    """Return the pieces of the interval on which f is defined, cut at poles, jumps and holes.

    Example:
        >>> from mathcore import parse
        >>> domain(parse("sqrt(x)"), (-1, 1))
        (Interval(low=0.0, high=1.0),)
    """
    land = _landscape(f, over)
    cuts = {place.x for place in land.places if place.kind not in CONTINUOUS}
    found: list[list[float]] = []
    for a, b in land.smooth:
        low, high = _snap(a, land), _snap(b, land)
        if found and found[-1][1] == low and low not in cuts:
            found[-1][1] = high
        else:
            found.append([low, high])
    return tuple(Interval(low, high) for low, high in found)


CONTINUOUS = frozenset({Kind.SMOOTH, Kind.CORNER, Kind.CUSP, Kind.VERTICAL_TANGENT})
"""Kinds of points that a curve is drawn through."""


def _snap(end: float, land: _Landscape) -> float:
    """Return the break that a piece ends next to, or the end itself."""
    near = [
        place.x for place in land.places if abs(place.x - end) <= 1e-14 * land.over.width + 1e-14 * abs(end)
    ]
    return near[0] if near else end


def _program(f: Expr, order: int) -> Program:
    """Return a program whose roots are the derivative of this order and the two after it."""
    whole = tower(f.code, f.names, order + 2)
    return Program(whole.code, whole.roots[order : order + 3], f.names)


def _zeros(land: _Landscape, order: int) -> Zeros:
    return zeros_of(_program(land.f, order), land.smooth, land.over)


def _unsettled(land: _Landscape, found: Zeros) -> tuple[Interval, ...]:
    return _intervals([*land.unsettled, *found.unsettled])


def _plateaus(land: _Landscape, found: Zeros) -> list[Feature]:
    pairs = [(_snap(a, land), _snap(b, land)) for a, b in found.flat]
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
    land = _landscape(f, over)
    found = _zeros(land, 0)
    plateaus = _plateaus(land, found)
    points = [
        Feature(x, f(x), FeatureKind.TOUCHING if touching else FeatureKind.CROSSING)
        for x, touching in zip(found.places, found.touching, strict=True)
    ]
    for place in land.places:
        if abs(place.value) <= 1e-15 * land.over.width and not _on_plateau(place.x, plateaus):
            crosses = place.left.value * place.right.value <= 0 and _side_signs(land, place.x, 0) < 0
            points.append(
                Feature(place.x, place.value, FeatureKind.CROSSING if crosses else FeatureKind.TOUCHING)
            )
    return Features(_ordered(points + plateaus, land), _unsettled(land, found))


def _on_plateau(x: float, plateaus: list[Feature]) -> bool:
    return any(feature.over is not None and x in feature.over for feature in plateaus)


def _ordered(features: list[Feature], land: _Landscape) -> tuple[Feature, ...]:
    """Sort by x; of two at one place keep the first, which is the more special."""
    kept: list[Feature] = []
    for feature in sorted(features, key=lambda feature: feature.x):
        if not kept or feature.x - kept[-1].x > 1e-12 * land.over.width or feature.over is not None:
            kept.append(feature)
    return tuple(kept)


def _beside(land: _Landscape, x: float) -> tuple[float, float]:
    """Return points a little to the left and right of x, short of the next break."""
    reach = 1e-6 * land.over.width
    for place in land.places:
        if place.x != x:
            reach = min(reach, 0.5 * abs(place.x - x))
    return x - reach, x + reach


def _side_signs(land: _Landscape, x: float, order: int) -> float:
    """Return the product of the signs of a derivative on both sides of x."""
    program = _program(land.f, order)
    values = program.arrays([np.array(_beside(land, x))])[0]
    return float(np.sign(values[0]) * np.sign(values[1]))


def critical_points(f: Expr, over: Interval | tuple[float, float]) -> Features[Feature]:
    """Return where f is flat or turns: minima, maxima, flat inflections, plateaus, and extrema at the ends.

    A corner or cusp counts where f turns there. The ends of the interval, and edges of the domain inside it,
    count as end minimum or end maximum unless f is flat there.

    Example:
        >>> from mathcore import parse
        >>> [(p.x, p.kind.value) for p in critical_points(parse("x^3 - 3x"), (-1.5, 3))]
        [(-1.5, 'end minimum'), (-1.0, 'maximum'), (1.0, 'minimum'), (3.0, 'end maximum')]
    """
    land = _landscape(f, over)
    found = _zeros(land, 1)
    plateaus = _plateaus(land, found)
    points = _turns(land, found)
    for place in land.places:
        kind = _turn_at(land, place)
        if kind is not None and not _on_plateau(place.x, plateaus):
            points.append(Feature(place.x, place.value, kind))
    points += [end for end in _ends(land) if not _on_plateau(end.x, plateaus)]
    return Features(_ordered(points + plateaus, land), _unsettled(land, found))


def _turns(land: _Landscape, found: Zeros) -> list[Feature]:
    """Name the zeros of f' by its signs halfway to the next zero or break."""
    program = _program(land.f, 1)
    ends = np.array([end for piece in land.smooth for end in piece])
    x = np.array(found.places)
    marks = np.concatenate([ends, x])
    turns: list[Feature] = []
    for place, touching in zip(found.places, found.touching, strict=True):
        if not land.over.low < place < land.over.high:
            continue
        left = _sign_toward(program, place, marks[marks < place].max())
        right = _sign_toward(program, place, marks[marks > place].min())
        kind = FeatureKind.MINIMUM if right > 0 else FeatureKind.MAXIMUM
        if touching or left == right:
            kind = FeatureKind.FLAT_INFLECTION
        turns.append(Feature(place, land.f(place), kind))
    return turns


def _sign_toward(program: Program, x: float, end: float) -> float:
    """Return the sign between x and the next mark; nearer to x where farther out it underflows to 0."""
    signs = np.sign(program.arrays([x + (end - x) * 0.4871 * 10.0 ** -np.arange(8.0)])[0])
    certain = signs[signs != 0]
    return float(certain[0]) if len(certain) else 0.0


def _turn_at(land: _Landscape, place: Place) -> FeatureKind | None:
    """Name a break at which f is continuous and turns, or at which its domain ends."""
    if place.kind in CONTINUOUS and land.over.low < place.x < land.over.high:
        left, right = np.sign(_program(land.f, 1).arrays([np.array(_beside(land, place.x))])[0])
        if left * right < 0:
            return FeatureKind.MINIMUM if right > 0 else FeatureKind.MAXIMUM
        if place.left.slope == 0 == place.right.slope and left * right > 0:
            return FeatureKind.FLAT_INFLECTION
    if place.kind is Kind.DOMAIN_EDGE and np.isfinite(place.value):
        left, right = _program(land.f, 1).arrays([np.array(_beside(land, place.x))])[0]
        inner = right if np.isnan(place.left.value) else -left
        return _end_kind(float(inner))
    return None


def _end_kind(inward: float) -> FeatureKind | None:
    """Name an end from the rate at which f changes as one walks inward from it."""
    if not inward:
        return None
    return FeatureKind.END_MINIMUM if inward > 0 else FeatureKind.END_MAXIMUM


def _ends(land: _Landscape) -> list[Feature]:
    program = _program(land.f, 1)
    found: list[Feature] = []
    for x, inward in ((land.over.low, 1), (land.over.high, -1)):
        y = land.f(x)
        place = [place for place in land.places if place.x == x]
        if not np.isfinite(y) or (place and place[0].kind is Kind.DOMAIN_EDGE):
            continue
        beside = _beside(land, x)[1 if inward > 0 else 0]
        kind = _end_kind(inward * float(program.arrays([np.array([beside])])[0][0]))
        if kind is not None:
            found.append(Feature(x, y, kind))
    return found


def inflections(f: Expr, over: Interval | tuple[float, float]) -> Features[Feature]:
    """Return where f bends from one side to the other: f'' changes its sign and f is smooth or upright.

    Example:
        >>> from mathcore import parse
        >>> [(p.x, p.kind.value) for p in inflections(parse("x^3 - 3x"), (-2, 2))]
        [(0.0, 'inflection')]
    """
    land = _landscape(f, over)
    found = _zeros(land, 2)
    slope = tower(f.code, f.names, 1)
    points: list[Feature] = []
    for x, touching in zip(found.places, found.touching, strict=True):
        if not touching and land.over.low < x < land.over.high:
            value, tilt = slope.scalars([x])
            flat = abs(tilt) <= 1e-12 * (1 + abs(value) / land.over.width)
            points.append(Feature(x, value, FeatureKind.FLAT_INFLECTION if flat else FeatureKind.INFLECTION))
    for place in land.places:
        bends = place.kind in (Kind.SMOOTH, Kind.VERTICAL_TANGENT) and _side_signs(land, place.x, 2) < 0
        if bends and land.over.low < place.x < land.over.high:
            flat = place.left.slope == 0
            points.append(
                Feature(place.x, place.value, FeatureKind.FLAT_INFLECTION if flat else FeatureKind.INFLECTION)
            )
    return Features(_ordered(points, land), _unsettled(land, found))
