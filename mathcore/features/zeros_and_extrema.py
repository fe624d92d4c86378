"""Zeros, critical points and inflections of a function."""

from collections.abc import Sequence

import numpy as np

from mathcore.calculus.derivatives import tower
from mathcore.calculus.local_behavior import Kind, LocalBehavior
from mathcore.calculus.shapes import Interval, Pair
from mathcore.expressions.evaluation import MOST_REPAIRED, Program
from mathcore.features.piecewise import (
    CONTINUOUS,
    Feature,
    FeatureKind,
    Features,
    PiecewiseSmooth,
    piecewise_smooth,
    points_beside,
    program_of,
    side_signs,
    snap,
    unsettled_in,
    zeros_in,
)
from mathcore.features.root_finding import Zeros
from mathcore.functions.kernels import Array
from mathcore.language.expr import Expr


def plateaus_in(piecewise: PiecewiseSmooth, found: Zeros) -> list[Feature]:
    """Return the intervals on which a derivative is 0, merged across points where f is continuous."""
    pairs = [(snap(a, piecewise), snap(b, piecewise)) for a, b in found.flat]
    joined: list[Pair] = []
    continuous = {place.x for place in piecewise.breaks if place.kind in CONTINUOUS}
    for a, b in sorted(pairs):
        if joined and joined[-1][1] == a and a in continuous:
            joined[-1] = (joined[-1][0], b)
        elif a < b:
            joined.append((a, b))
    flat = [Interval(a, b) for a, b in joined]
    return [Feature(piece.center, piecewise.f(piece.center), FeatureKind.PLATEAU, piece) for piece in flat]


def on_plateau(x: float, plateaus: list[Feature]) -> bool:
    """Return whether x lies on a plateau."""
    return any(feature.over is not None and x in feature.over for feature in plateaus)


def ordered(features: list[Feature], piecewise: PiecewiseSmooth) -> tuple[Feature, ...]:
    """Sort features by x; of several at the same x keep the first, the most specific."""
    kept: list[Feature] = []
    for feature in sorted(features, key=lambda feature: feature.x):
        if not kept or feature.x - kept[-1].x > 1e-12 * piecewise.over.width or feature.over is not None:
            kept.append(feature)
    return tuple(kept)


def zeros(f: Expr, over: Interval | tuple[float, float]) -> Features[Feature]:
    """Return every x with f(x) = 0, as crossings, touching zeros, and plateaus at height 0.

    Example:
        >>> from mathcore import parse
        >>> [(zero.x, zero.kind.value) for zero in zeros(parse("x^2 (x - 1)"), (-2, 2))]
        [(0.0, 'touching'), (1.0, 'crossing')]
    """
    piecewise = piecewise_smooth(f, over)
    found = zeros_in(piecewise, 0)
    flat = plateaus_in(piecewise, found)
    points = [
        Feature(x, y, FeatureKind.TOUCHING if touching else FeatureKind.CROSSING)
        for x, y, touching in zip(found.roots, _heights(f, found.roots), found.touching, strict=True)
    ]
    for place in piecewise.breaks:
        if abs(place.value) <= 1e-15 * piecewise.over.width and not on_plateau(place.x, flat):
            crosses = place.left.value * place.right.value <= 0 and side_signs(piecewise, place.x, 0) < 0
            points.append(
                Feature(place.x, place.value, FeatureKind.CROSSING if crosses else FeatureKind.TOUCHING)
            )
    return Features(ordered(points + flat, piecewise), unsettled_in(piecewise, found))


def _heights(f: Expr, x: Sequence[float]) -> list[float]:
    """Return f at many points, at each with all digits."""
    blocks = (np.array(x[start : start + MOST_REPAIRED]) for start in range(0, len(x), MOST_REPAIRED))
    return [y for block in blocks for y in np.asarray(f(block) + 0.0, dtype=float).tolist()]


def critical_points(f: Expr, over: Interval | tuple[float, float]) -> Features[Feature]:
    """Return the critical points: minima, maxima, flat inflections, plateaus, and extrema at the ends.

    A corner or cusp counts if it is an extremum. The ends of the interval, and edges of the domain inside it,
    count as end minimum or end maximum unless f is flat there.

    Example:
        >>> from mathcore import parse
        >>> [(p.x, p.kind.value) for p in critical_points(parse("x^3 - 3x"), (-1.5, 3))]
        [(-1.5, 'end minimum'), (-1.0, 'maximum'), (1.0, 'minimum'), (3.0, 'end maximum')]
    """
    piecewise = piecewise_smooth(f, over)
    found = zeros_in(piecewise, 1)
    flat = plateaus_in(piecewise, found)
    points = _turns(piecewise, found)
    for place in piecewise.breaks:
        kind = _turn_at(piecewise, place)
        if kind is not None and not on_plateau(place.x, flat):
            points.append(Feature(place.x, place.value, kind))
    points += [end for end in _ends(piecewise) if not on_plateau(end.x, flat)]
    return Features(ordered(points + flat, piecewise), unsettled_in(piecewise, found))


def _turns(piecewise: PiecewiseSmooth, found: Zeros) -> list[Feature]:
    """Classify the zeros of f' by its signs halfway to the next zero or break."""
    program = program_of(piecewise.f, 1)
    ends = np.array([end for piece in piecewise.smooth for end in piece])
    x = np.array(found.roots)
    inside = (piecewise.over.low < x) & (x < piecewise.over.high)
    x, touches = x[inside], np.array(found.touching, dtype=bool)[inside]
    marks = np.unique(np.concatenate([ends, x]))
    lefts = _signs_toward(program, x, marks[np.searchsorted(marks, x) - 1])
    rights = _signs_toward(program, x, marks[np.searchsorted(marks, x, side="right")])
    heights = _heights(piecewise.f, x.tolist())
    turns: list[Feature] = []
    for place, height, touching, left, right in zip(
        x.tolist(), heights, touches.tolist(), lefts, rights, strict=True
    ):
        kind = FeatureKind.MINIMUM if right > 0 else FeatureKind.MAXIMUM
        if touching or left == right:
            kind = FeatureKind.FLAT_INFLECTION
        turns.append(Feature(place, height, kind))
    return turns


def _signs_toward(program: Program, x: Array, ends: Array) -> list[float]:
    """Return the signs between each x and its end, sampled ever nearer to x until they are not 0."""
    points = x[:, None] + (ends - x)[:, None] * 0.4871 * 10.0 ** -np.arange(8.0)
    signs = np.sign(program.arrays([points])[0])
    first = np.argmax(signs != 0, axis=1)
    return signs[np.arange(len(x)), first].tolist()


def _turn_at(piecewise: PiecewiseSmooth, place: LocalBehavior) -> FeatureKind | None:
    """Classify a break that is an extremum, a flat inflection or an end of the domain, otherwise `None`."""
    if place.kind in CONTINUOUS and piecewise.over.low < place.x < piecewise.over.high:
        left, right = np.sign(
            program_of(piecewise.f, 1).arrays([np.array(points_beside(piecewise, place.x))])[0]
        )
        if left * right < 0:
            return FeatureKind.MINIMUM if right > 0 else FeatureKind.MAXIMUM
        if place.left.slope == 0 == place.right.slope and left * right > 0:
            return FeatureKind.FLAT_INFLECTION
    if place.kind is Kind.DOMAIN_EDGE and np.isfinite(place.value):
        left, right = program_of(piecewise.f, 1).arrays([np.array(points_beside(piecewise, place.x))])[0]
        inner = right if np.isnan(place.left.value) else -left
        return _end_kind(float(inner))
    return None


def _end_kind(inward: float) -> FeatureKind | None:
    """Return the kind of extremum at an end, from the derivative of f in the inward direction."""
    if not inward:
        return None
    return FeatureKind.END_MINIMUM if inward > 0 else FeatureKind.END_MAXIMUM


def _ends(piecewise: PiecewiseSmooth) -> list[Feature]:
    program = program_of(piecewise.f, 1)
    found: list[Feature] = []
    for x, inward in ((piecewise.over.low, 1), (piecewise.over.high, -1)):
        y = piecewise.f(x)
        place = [place for place in piecewise.breaks if place.x == x]
        if not np.isfinite(y) or (place and place[0].kind is Kind.DOMAIN_EDGE):
            continue
        beside = points_beside(piecewise, x)[1 if inward > 0 else 0]
        kind = _end_kind(inward * float(program.arrays([np.array([beside])])[0][0]))
        if kind is not None:
            found.append(Feature(x, y, kind))
    return found


def inflections(f: Expr, over: Interval | tuple[float, float]) -> Features[Feature]:
    """Return the inflections: points where f'' changes sign and f is smooth or has a vertical tangent.

    Example:
        >>> from mathcore import parse
        >>> [(p.x, p.kind.value) for p in inflections(parse("x^3 - 3x"), (-2, 2))]
        [(0.0, 'inflection')]
    """
    piecewise = piecewise_smooth(f, over)
    found = zeros_in(piecewise, 2)
    slope = tower(f.code, f.names, 1)
    points: list[Feature] = []
    for x, touching in zip(found.roots, found.touching, strict=True):
        if not touching and piecewise.over.low < x < piecewise.over.high:
            value, tilt = slope.scalars([x])
            flat = abs(tilt) <= 1e-12 * (1 + abs(value) / piecewise.over.width)
            points.append(Feature(x, value, FeatureKind.FLAT_INFLECTION if flat else FeatureKind.INFLECTION))
    for place in piecewise.breaks:
        bends = place.kind in (Kind.SMOOTH, Kind.VERTICAL_TANGENT) and side_signs(piecewise, place.x, 2) < 0
        if bends and piecewise.over.low < place.x < piecewise.over.high:
            flat = place.left.slope == 0
            points.append(
                Feature(place.x, place.value, FeatureKind.FLAT_INFLECTION if flat else FeatureKind.INFLECTION)
            )
    return Features(ordered(points, piecewise), unsettled_in(piecewise, found))
