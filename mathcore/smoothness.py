"""Whether a function of several variables has one slope for all directions at a point."""

import numpy as np
from numpy.typing import ArrayLike

from mathcore.expr import Expr
from mathcore.gradients import gradient
from mathcore.kernels import Array
from mathcore.objective import values_of

FAR, NEAR = 1e-3, 1e-6
"""The function is compared with its tangent plane on two circles of these shares of the reach."""
SHRUNK = 0.1
"""From the one to the other, the gap between them, as a slope, shrinks to less than this,"""
NOTHING = 1e-4
"""unless it is a smaller share of the slope anyway."""
DIRECTIONS = 16
_ROUNDING = 1e-14


def is_differentiable(f: Expr, at: ArrayLike, reach: float = 1.0) -> bool:
    """Return whether f(p + h) = f(p) + grad f . h + o(|h|) around a point p, as far as floats can tell.

    Args:
        f: A function of two variables.
        at: The point, shape (2,).
        reach: A length in data coordinates over which the function is looked at.

    Example:
        >>> from mathcore import parse
        >>> f = parse("|x| + y^2", ("x", "y"))
        >>> is_differentiable(f, [1, 0]), is_differentiable(f, [0, 1])
        (True, False)
    """
    point = np.asarray(at, dtype=np.float64)
    slope = gradient(f, point)
    if not np.isfinite(slope).all():
        return False
    far, near = (_gap(f, point, slope, share * reach) for share in (FAR, NEAR))
    height = abs(float(values_of(f, point[None])[0]))
    noise = _ROUNDING * (height + float(np.abs(slope) @ np.abs(point))) / (NEAR * reach)
    return bool(near <= max(SHRUNK * far, NOTHING * float(np.linalg.norm(slope)), noise))


def _gap(f: Expr, point: Array, slope: Array, radius: float) -> float:
    """How far f is from its tangent plane on a circle, at most, over the radius; nan where undefined."""
    turns = 2 * np.pi * np.arange(DIRECTIONS) / DIRECTIONS
    around = radius * np.column_stack([np.cos(turns), np.sin(turns)])
    values = values_of(f, np.vstack([point, point + around]))
    return float(np.max(np.abs(values[1:] - values[0] - around @ slope)) / radius)
