"""Derivatives at points: slopes, gradients, Hessians, exact to rounding."""

from collections.abc import Sequence
from typing import overload

import numpy as np
from numpy.typing import ArrayLike

from .code import Builder, extract
from .differentiate import curvatures, gradients, slopes, tower
from .errors import MathError
from .expr import Expr
from .kernels import Array
from .precise import precise_arrays
from .program import Program
from .slide import polish

HIGHEST_ORDER = 10


@overload
def derivative(f: Expr, x: float, order: int = 1) -> float: ...


@overload
def derivative(f: Expr, x: Array, order: int = 1) -> Array: ...


def derivative(f: Expr, x: float | Array, order: int = 1) -> float | Array:
    """Return the derivative of f at x, exact to rounding: no difference quotient is taken.

    f'(x) = lim (f(x + h) - f(x)) / h as h goes to 0. It is `nan` where f is undefined. At a kink it is the
    value that PyTorch takes, such as 0 for |x| at 0; `one_sided` and `classify` tell kinks apart.

    Args:
        f: A function of one variable.
        x: A number, or an array of any shape.
        order: 1 for the slope, 2 for the second derivative, and so on up to 10.

    Returns:
        A float for a number, an array of the same shape for an array.

    Raises:
        MathError: If f has more than one variable, or the order is not 0 to 10.

    Example:
        >>> from mathcore import parse
        >>> derivative(parse("x^3"), 2)
        12.0
        >>> derivative(parse("x^3"), 2, order=2)
        12.0
    """
    values = precise_arrays(_tower(f, order), [x])
    found = np.where(np.isnan(values[0]), np.nan, values[-1])
    return float(found) + 0.0 if found.ndim == 0 else found


def _tower(f: Expr, order: int) -> Program:
    if len(f.names) != 1:
        raise MathError(f"the function takes {', '.join(f.names) or 'nothing'}; take its gradient instead")
    if order not in range(HIGHEST_ORDER + 1):
        raise MathError(f"the order is {order}; it must be a whole number from 0 to {HIGHEST_ORDER}")
    return tower(f.code, f.names, order)


def derivative_expr(f: Expr, name: str) -> Expr:
    """Return the derivative of f with respect to the variable `name` as a formula.

    Simplified enough for a slide. Cancelling may make it defined at more points than f, as for log x.

    Raises:
        MathError: If f has no such variable, or the result is too large.

    Example:
        >>> from mathcore import parse
        >>> str(derivative_expr(parse("x^3/3 - x"), "x"))
        'x^2 - 1'
    """
    if name not in f.names:
        raise MathError(f"{name!r} is not a variable of {f}; it has {', '.join(f.names) or 'none'}")
    builder = Builder()
    root = builder.include(f.code)[-1]
    found = slopes(builder, [root], name, polish)
    return Expr(extract(builder.steps, found)[0], f.names)


def _columns(f: Expr, at: ArrayLike) -> tuple[list[Array], tuple[int, ...]]:
    """Split points of shape (d,) or (n, d) into their d coordinates; the shape () or (n,) is what remains."""
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


def _rows(program: Program, columns: list[Array]) -> Array:
    """Return the values of a program, roots last, `nan` where the first root is."""
    found = np.stack(program.arrays(columns), axis=-1)
    return np.where(np.isnan(found[..., :1]), np.nan, found)


def gradient(f: Expr, at: ArrayLike) -> Array:
    """Return the gradient, the vector of partial derivatives (df/dx1, ..., df/dxd).

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
    return _rows(gradients(f.code, f.names), columns)[..., 1:]


def hessian(f: Expr, at: ArrayLike) -> Array:
    """Return the matrix of second partial derivatives.

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
    columns, shape = _columns(f, at)
    d = len(f.names)
    triangle = _rows(curvatures(f.code, f.names), columns)[..., 1 + d :]
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
    """Return the rate of change of f along a direction, per unit of length: grad f . d / |d|.

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
    rate = np.sum(gradient(f, at) * along, axis=-1) / length
    return float(rate) if np.ndim(rate) == 0 else rate
