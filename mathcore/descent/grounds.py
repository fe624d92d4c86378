"""The ground at a point: a slope, a minimum, a hilltop, a saddle or a plateau."""

from enum import Enum

import numpy as np

from mathcore.calculus.gradients import gradient, hessian, values_at_points
from mathcore.descent.descent import descend
from mathcore.descent.optimizers import Newton
from mathcore.functions.kernels import Array
from mathcore.language.expr import Expr
from mathcore.math_errors import MathError

FLAT = 1e-6
"""A gradient counts as 0 if its components are below this share of the largest at distance `radius`."""
DEGENERATE = 1e-6
"""A curvature decides nothing if it is smaller than this share of the largest, or of the mean curvature on
the way to the steepest point at distance `radius`: then the values around decide."""
UNDERFLOW = 1e-290
"""Gradients all shorter than this are those of a plateau, though not quite 0: floats end near 1e-308."""
ROUNDING = 1e-14
"""Relative difference below which two values are equal."""
POLISHING = 100
"""Maximum number of Newton steps from an iterate to the stationary point near it."""


class Ground(Enum):
    """The kinds of ground.

    Example:
        >>> Ground.HILLTOP.value
        'hilltop'
    """

    SLOPE = "slope"
    MINIMUM = "minimum"
    HILLTOP = "hilltop"
    SADDLE = "saddle"
    PLATEAU = "plateau"


def ground_at(f: Expr, point: Array, radius: float) -> Ground:
    """Return the kind of ground at a point of shape (d,).

    A slope, if the gradient is not 0, in comparison with those at the distance `radius`, so that the units of
    f do not matter. Otherwise the eigenvalues of the Hessian decide: all positive at a
    minimum, all negative at a hilltop, of both signs at a saddle. Where one of them is 0, and so decides
    nothing, the values at the distance `radius` and a tenth of it do: none lower and one higher at a minimum,
    none higher and one lower at a hilltop, some of both at a saddle, which in one variable is a terrace, and
    all equal on a plateau. So each point on the floor of a valley is a minimum.

    Example:
        >>> from mathcore import parse
        >>> grounds = [ground_at(parse(text), np.zeros(1), 0.1) for text in ("x^2", "-x^4", "x^3", "3", "x")]
        >>> [ground.value for ground in grounds]
        ['minimum', 'hilltop', 'saddle', 'plateau', 'slope']
    """
    around = point + radius * _directions(len(point))
    steep = np.nanmax(np.abs(gradient(f, around)), initial=0.0).item()
    if steep < UNDERFLOW:
        return Ground.PLATEAU
    if not float(np.abs(gradient(f, point)).max()) <= FLAT * steep:
        return Ground.SLOPE
    curvatures = hessian(f, point)
    known = bool(np.isfinite(curvatures).all())
    bends = np.linalg.eigvalsh(curvatures) if known else np.zeros(len(point))
    least = DEGENERATE * max(float(np.abs(bends).max()), steep / radius)
    if known and (np.abs(bends) > least).all():
        return _of(higher=bool((bends > 0).any()), lower=bool((bends < 0).any()))
    if known and bends[0] < -least and bends[-1] > least:
        return Ground.SADDLE
    return _by_values(f, point, radius)


def _by_values(f: Expr, point: Array, radius: float) -> Ground:
    """Return the kind of ground by the values on two spheres."""
    there = point + np.vstack([share * radius * _directions(len(point)) for share in (0.1, 1.0)])
    here, around = float(values_at_points(f, point[None])[0]), values_at_points(f, there)
    size = ROUNDING * max(abs(here), float(np.nanmax(np.abs(around), initial=0.0)))
    return _of(higher=bool((around > here + size).any()), lower=bool((around < here - size).any()))


def _of(*, higher: bool, lower: bool) -> Ground:
    if higher and lower:
        return Ground.SADDLE
    return Ground.MINIMUM if higher else Ground.HILLTOP if lower else Ground.PLATEAU


def _directions(d: int) -> Array:
    """Return unit vectors, shape (k, d): along the axes both ways, in the plane 32 around the circle."""
    if d != 2:
        return np.vstack([np.eye(d), -np.eye(d)])
    turns = np.linspace(0.0, 2 * np.pi, 32, endpoint=False)
    return np.column_stack([np.cos(turns), np.sin(turns)])


def stationary_point(f: Expr, near: Array, radius: float) -> Array | None:
    """Return a point within `radius` of another where the gradient is 0, or `None`, by Newton's method.

    Example:
        >>> from mathcore import parse
        >>> stationary_point(parse("x^2"), np.array([0.01]), radius=0.1)
        array([0.])
    """
    for point in (near, _newton(f, near)):
        if float(np.linalg.norm(point - near)) <= radius and ground_at(f, point, radius) is not Ground.SLOPE:
            return point
    return None


def _newton(f: Expr, near: Array) -> Array:
    try:
        return descend(f, near, Newton(), POLISHING).points[-1]
    except MathError:
        return near
