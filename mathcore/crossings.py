"""Where a function is zero: crossings, touching zeros and plateaus at height 0."""

from mathcore.expr import Expr
from mathcore.features import Feature, FeatureKind, Features, on_plateau, ordered, plateaus_in
from mathcore.interval import Interval
from mathcore.landscape import landscape, side_signs, unsettled_in, zeros_in


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
