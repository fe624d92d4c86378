"""The bottom that a race makes for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from hillside.stage.errors import ParamError, as_refusals
from mathcore import Expr, LineSearch, MathError, Newton, Point, descend, hessian

Points = NDArray[np.float64]

ENOUGH = 0.25
"""A step of the search lowers f by this share of what the slope promises, so that none leaps over hills."""
FLAT = 1e-200
"""Less curvature than this is none."""
SEARCH, POLISH = 400, 100
"""Steps of the line search that looks for the bottom, and of Newton's method that settles it."""


@lru_cache(maxsize=64)
def bottom_of(f: Expr, start: tuple[float, float]) -> Point | None:
    """The minimum below the start, by a line search and then Newton's method; None where they find none.

    >>> from mathcore import parse
    >>> bottom_of(parse("(x - 1)^2 + 3y^2", ("x", "y")), (4.0, 2.0))
    Point(x=1.0, y=0.0)

    Raises:
        ParamError: if the function cannot be descended from the start, or is flat there.
    """
    with as_refusals("start"):
        path = descend(f, start, LineSearch(rate=_rate(f, start), enough=ENOUGH), SEARCH)
    if not path.gradients[0].any():
        raise ParamError("start", "the ground is flat there, so nobody moves; choose a start on a slope")
    way = float(np.hypot(*(path.points[-1] - path.points[0])))
    for candidate in _candidates(f, path.points[-1]):
        if _is_lowest_around(f, candidate, way):
            x, y = map(float, candidate + 0.0)
            return Point(x, y)
    return None


def _rate(f: Expr, start: tuple[float, float]) -> float:
    """Return the rate that suits the curvature at the start, or 1 where there is next to none."""
    bend = float(np.abs(np.linalg.eigvalsh(np.nan_to_num(hessian(f, start), posinf=0.0, neginf=0.0))).max())
    return 1.0 / bend if bend > FLAT else 1.0


def _candidates(f: Expr, near: Points) -> Iterator[Points]:
    """Yield where a bottom near a point may be: Newton's method finds a smooth one, few decimals a corner."""
    try:
        settled = descend(f, near, Newton(), POLISH).points[-1]
    except MathError:
        settled = near
    for point in (settled, near):
        # Newton's method is right to the last digits but one; nobody means those.
        yield from (np.round(point, decimals) for decimals in range(10))
        yield point


def _is_lowest_around(f: Expr, point: Points, way: float) -> bool:
    """Return whether no point on small rings around it is lower, and some are higher."""
    turns = np.linspace(0.0, 2 * np.pi, 16, endpoint=False)
    ring = np.column_stack([np.cos(turns), np.sin(turns)])
    here = float(f(float(point[0]), float(point[1])))
    for radius in (1e-2 * way, 1e-4 * way):
        around = np.asarray(f(*(point + radius * ring).T), dtype=float)
        if not ((around >= here).all() and (around > here).any()):
            return False
    return True
