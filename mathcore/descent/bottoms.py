"""The bottom of the valley in which a descent starts, found without the optimizer that is judged by it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from mathcore.calculus.derivatives import derivative
from mathcore.calculus.gradients import hessian
from mathcore.descent.descent import descend
from mathcore.descent.optimizers import LineSearch, Newton
from mathcore.features.piecewise import FeatureKind
from mathcore.features.zeros_and_extrema import critical_points
from mathcore.functions.kernels import Array
from mathcore.language.expr import Expr
from mathcore.math_errors import MathError

DISTANCES = np.geomspace(1e-6, 1e6, 481)
"""Distances downhill from the start at which the sign of the slope is sampled, in x, increasing."""
MOST_SIGN_CHANGES = 6
"""Maximum number of sign changes of the slope that are examined: the first may be a pole, not a minimum."""


@lru_cache(maxsize=32)
def bottom_below(f: Expr, start: float) -> float | None:
    """Return the nearest x downhill of the start where f has a minimum or a flat floor, or `None`.

    Args:
        f: A function of one variable.
        start: Where the slope is not 0.

    Example:
        >>> from mathcore import parse
        >>> bottom_below(parse("x^2"), 2.0), bottom_below(parse("1/x"), 1.0)
        (0.0, None)
        >>> bottom_below(parse("x^2"), 1.0)  # where a sample is
        0.0
    """
    slope = float(derivative(f, start))
    for end in _sign_changes(f, start, slope):
        found = [
            feature.x if feature.over is None else (feature.over.high if slope > 0 else feature.over.low)
            for feature in critical_points(f, (min(start, end), max(start, end)))
            if feature.kind in (FeatureKind.MINIMUM, FeatureKind.PLATEAU)
        ]
        if found:
            return min(found, key=lambda x: abs(x - start))
    return None


def _sign_changes(f: Expr, start: float, slope: float) -> list[float]:
    """Return samples downhill of the start just past each sign change of the slope, the nearest first.

    Each is one sample further than necessary, since the slope may be 0 at the first.
    """
    x = start - np.sign(slope) * DISTANCES
    same = np.sign(np.asarray(derivative(f, x), dtype=float)) == np.sign(slope)
    before = np.concatenate([[True], same[:-1]])
    beyond = np.append(x[1:], x[-1])
    return beyond[before & ~same][:MOST_SIGN_CHANGES].tolist()


@dataclass(frozen=True)
class BottomSearch:
    """Parameters of the search for the minimum below a point of the plane.

    Attributes:
        enough: Minimum decrease of the function in a step, as a share of what the slope predicts (the Armijo
            condition), so that no step leaps over a hill into another valley.
        no_curvature: Curvature below which the first rate that is tried is 1.
        steps: Maximum number of steps of the line search.
        polishing: Number of final steps of Newton's method, which determine the last digits.
        rings: Radii of the circles on which the function must not be lower than at the minimum, as shares of
            the distance from the start.
    """

    enough: float = 0.25
    no_curvature: float = 1e-200
    steps: int = 400
    polishing: int = 100
    rings: tuple[float, ...] = (1e-2, 1e-4)


SEARCH = BottomSearch()


@lru_cache(maxsize=64)
def bottom_of_valley(f: Expr, start: tuple[float, float]) -> tuple[float, float] | None:
    """Return the minimum below a point of the plane, by a line search and Newton's method, or `None`.

    Raises:
        MathError: If the function cannot be descended from the start.

    Example:
        >>> from mathcore import parse
        >>> bottom_of_valley(parse("(x - 1)^2 + 3y^2", ("x", "y")), (4.0, 2.0))
        (1.0, 0.0)
    """
    line_search = LineSearch(rate=_first_rate(f, start), enough=SEARCH.enough)
    path = descend(f, start, line_search, SEARCH.steps)
    distance = float(np.hypot(*(path.points[-1] - path.points[0])))
    for candidate in _candidates(f, path.points[-1]):
        if _is_lowest_around(f, candidate, distance):
            x, y = map(float, candidate + 0.0)
            return x, y
    return None


def _first_rate(f: Expr, start: tuple[float, float]) -> float:
    """Return the rate that suits the curvature at the start, or 1 if there is almost none."""
    bend = float(np.abs(np.linalg.eigvalsh(np.nan_to_num(hessian(f, start), posinf=0.0, neginf=0.0))).max())
    return 1.0 / bend if bend > SEARCH.no_curvature else 1.0


def _candidates(f: Expr, near: Array) -> Iterator[Array]:
    """Yield candidates for a minimum near a point: Newton's method for smooth ones, rounding for corners."""
    try:
        settled = descend(f, near, Newton(), SEARCH.polishing).points[-1]
    except MathError:
        settled = near
    for point in (settled, near):
        # Newton's method leaves an error in the last digits, which rounding removes.
        yield from (np.round(point, decimals) for decimals in range(10))
        yield point


def _is_lowest_around(f: Expr, point: Array, distance: float) -> bool:
    """Return whether no sample on small circles around a point is lower, and some are higher."""
    angles = np.linspace(0.0, 2 * np.pi, 16, endpoint=False)
    circle = np.column_stack([np.cos(angles), np.sin(angles)])
    here = float(f(float(point[0]), float(point[1])))
    for radius in (share * distance for share in SEARCH.rings):
        around = np.asarray(f(*(point + radius * circle).T), dtype=float)
        if not ((around >= here).all() and (around > here).any()):
            return False
    return True
