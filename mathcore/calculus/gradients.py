"""Derivatives in several variables at points: gradients, Hessians, Jacobians, directional derivatives.

Also the largest curvature at a point, and a numerical test of differentiability.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from mathcore.calculus.derivatives import curvatures, directionals, gradients, tower
from mathcore.expressions.evaluation import Program, precise_arrays
from mathcore.functions.kernels import Array
from mathcore.language.expr import Expr
from mathcore.math_errors import MathError


def curvature(f: Expr, at: ArrayLike) -> float:
    """Return the largest curvature of f at a point: the largest eigenvalue of its Hessian.

    Args:
        f: A function of d variables.
        at: A number if d = 1, or shape (d,).

    Example:
        >>> from mathcore import parse
        >>> curvature(parse("x^2 + 5y^2", names=("x", "y")), [1, 1])
        10.0
    """
    return float(np.linalg.eigvalsh(hessian(f, np.atleast_1d(np.asarray(at, dtype=np.float64))))[-1])


def values_at_points(f: Expr, points: Array) -> Array:
    """Return f at points of shape (n, d), as shape (n,)."""
    return tower(f.code, f.names, 0).arrays([points[:, i] for i in range(len(f.names))])[0]


def _columns(f: Expr, at: ArrayLike) -> tuple[list[Array], tuple[int, ...]]:
    """Split points of shape (d,) or (n, d) into d arrays of coordinates; also return the shape () or (n,)."""
    points = np.asarray(at, dtype=np.float64)
    d = len(f.names)
    if points.ndim == 0 and d == 1:
        points = points.reshape(1)
    if points.ndim not in (1, 2) or points.shape[-1] != d:
        raise MathError(
            f"the points have shape {points.shape}; "
            f"a function of {', '.join(f.names)} takes ({d},) or (n, {d})"
        )
    return [points[..., i] for i in range(d)], points.shape[:-1]


Evaluation = Callable[[Program, Sequence[Array]], list[Array]]
"""How the roots of a program are evaluated: `precise_arrays`, or `Program.arrays` in plain doubles."""


def _rows(program: Program, columns: list[Array], evaluated: Evaluation) -> Array:
    """Return the values of a program, the roots along the last axis, `nan` where the first root is."""
    found = np.stack(evaluated(program, columns), axis=-1)
    return np.where(np.isnan(found[..., :1]), np.nan, found)


def gradient(f: Expr, at: ArrayLike) -> Array:
    """Return the gradient, the vector of partial derivatives (df/dx1, ..., df/dxd).

    Digits that doubles lose are restored, as in `derivative`.

    Args:
        f: A function of d variables.
        at: One point of shape (d,), or n points of shape (n, d).

    Returns:
        The gradients, of the shape of `at`.

    Raises:
        MathError: If the shape does not fit the number of variables.

    Example:
        >>> from mathcore import parse
        >>> gradient(parse("x^2 y", names=("x", "y")), [3, 2])
        array([12.,  9.])
    """
    columns, _ = _columns(f, at)
    return _rows(gradients(f.code, f.names), columns, precise_arrays)[..., 1:]


def values_and_gradients(f: Expr, points: Array) -> tuple[Array, Array]:
    """Return f and its gradient at points of shape (n, d) in plain doubles, for the steps of a descent.

    It is six times faster than `values_at_points` and `gradient`. The gradient is `nan` where f is.

    Example:
        >>> from mathcore import parse
        >>> values_and_gradients(parse("x^2 y", names=("x", "y")), np.array([[3.0, 2.0]]))
        (array([18.]), array([[12.,  9.]]))
    """
    columns, _ = _columns(f, points)
    found = _rows(gradients(f.code, f.names), columns, Program.arrays)
    return found[..., 0], found[..., 1:]


def hessian(f: Expr, at: ArrayLike) -> Array:
    """Return the matrix of second partial derivatives, with digits restored as in `gradient`.

    Args:
        f: A function of d variables.
        at: One point of shape (d,), or n points of shape (n, d).

    Returns:
        Symmetric matrices of shape (d, d) or (n, d, d).

    Raises:
        MathError: If the shape does not fit the number of variables.

    Example:
        >>> from mathcore import parse
        >>> hessian(parse("x^2 y", names=("x", "y")), [3, 2])
        array([[4., 6.],
               [6., 0.]])
    """
    return _hessian(f, at, precise_arrays)


def hessian_in_doubles(f: Expr, at: ArrayLike) -> Array:
    """Return the Hessian in plain doubles, for the steps of a descent.

    Example:
        >>> from mathcore import parse
        >>> hessian_in_doubles(parse("x^2 + 3y^2", names=("x", "y")), [3, 2])
        array([[2., 0.],
               [0., 6.]])
    """
    return _hessian(f, at, Program.arrays)


def _hessian(f: Expr, at: ArrayLike, evaluated: Evaluation) -> Array:
    columns, shape = _columns(f, at)
    d = len(f.names)
    triangle = _rows(curvatures(f.code, f.names), columns, evaluated)[..., 1 + d :]
    matrix = np.empty((*shape, d, d))
    rows, across = np.triu_indices(d)
    matrix[..., rows, across] = triangle
    matrix[..., across, rows] = triangle
    return matrix


def jacobian(fs: Sequence[Expr], at: ArrayLike) -> Array:
    """Return the matrix whose rows are the gradients of the functions `fs`.

    Args:
        fs: m functions of the same d variables.
        at: One point of shape (d,), or n points of shape (n, d).

    Returns:
        Shape (m, d) or (n, m, d).

    Raises:
        MathError: If there is no function, their variables differ, or the shape does not fit.

    Example:
        >>> from mathcore import parse
        >>> names = ("x", "y")
        >>> jacobian([parse("x y", names), parse("x + y", names)], [3, 2])
        array([[2., 3.],
               [1., 1.]])
    """
    if not fs or any(f.names != fs[0].names for f in fs):
        raise MathError("a Jacobian needs one function or more, all of the same variables")
    return np.stack([gradient(f, at) for f in fs], axis=-2)


def directional(f: Expr, at: ArrayLike, direction: ArrayLike) -> float | Array:
    """Return the directional derivative of f per unit length: grad f . d / |d|.

    Args:
        f: A function of d variables.
        at: One point of shape (d,), or n points of shape (n, d).
        direction: Shape (d,), or one for each point (n, d); its length does not matter.

    Returns:
        A float for one point and one direction, otherwise an array of shape (n,).

    Raises:
        MathError: If a direction is zero or a shape does not fit.

    Example:
        >>> from mathcore import parse
        >>> directional(parse("x^2 + y^2", names=("x", "y")), [3, 4], [0, 2])
        8.0
    """
    along = np.asarray(direction, dtype=np.float64)
    if along.shape[-1:] != (len(f.names),):
        raise MathError(f"the direction has shape {along.shape}; it needs {len(f.names)} components")
    length = np.linalg.norm(along, axis=-1)
    if not np.all(length > 0):
        raise MathError("the direction is zero; choose one with a length")
    columns, _ = _columns(f, at)
    # One sum in full precision: the partial derivatives may cancel.
    components = [along[..., i] for i in range(len(f.names))]
    rate = _rows(directionals(f.code, f.names), [*columns, *components], precise_arrays)[..., 1] / length
    return float(rate) if np.ndim(rate) == 0 else rate


@dataclass(frozen=True)
class _PlaneTest:
    """Settings of the comparison of a function with its tangent plane on two circles.

    Attributes:
        outer: Radius of the larger circle, as a fraction of `reach`.
        inner: Radius of the smaller circle, as a fraction of `reach`.
        decrease: Factor by which gap/radius must fall from the larger circle to the smaller: the gap of a
            differentiable function is o(radius).
        negligible: A gap/radius below this fraction of |gradient| passes without that.
        directions: Number of points on each circle.
        rounding: Relative error of a function value.
    """

    outer: float = 1e-3
    inner: float = 1e-6
    decrease: float = 0.1
    negligible: float = 1e-4
    directions: int = 16
    rounding: float = 1e-14


_PLANE = _PlaneTest()


def is_differentiable(f: Expr, at: ArrayLike, reach: float = 1.0) -> bool:
    """Return whether f(p + h) = f(p) + grad f . h + o(|h|) at a point p, tested numerically.

    Args:
        f: A function of two variables.
        at: The point, shape (2,).
        reach: The length scale of the test, in data coordinates.

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
    far, near = (_gap(f, point, slope, share * reach) for share in (_PLANE.outer, _PLANE.inner))
    height = abs(float(values_at_points(f, point[None])[0]))
    noise = _PLANE.rounding * (height + float(np.abs(slope) @ np.abs(point))) / (_PLANE.inner * reach)
    return bool(near <= max(_PLANE.decrease * far, _PLANE.negligible * float(np.linalg.norm(slope)), noise))


def _gap(f: Expr, point: Array, slope: Array, radius: float) -> float:
    """Return max |f - tangent plane| on a circle, divided by its radius; `nan` if f is undefined there."""
    turns = 2 * np.pi * np.arange(_PLANE.directions) / _PLANE.directions
    around = radius * np.column_stack([np.cos(turns), np.sin(turns)])
    values = values_at_points(f, np.vstack([point, point + around]))
    return float(np.max(np.abs(values[1:] - values[0] - around @ slope)) / radius)
