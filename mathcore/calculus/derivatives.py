"""The derivative of a function of one variable, at points and as a formula."""

from typing import overload

import numpy as np

from mathcore.calculus.differentiation import differentiated, tower
from mathcore.expressions.code import Builder, extract
from mathcore.expressions.evaluation import Program
from mathcore.expressions.precise import precise_arrays
from mathcore.expressions.simplification import simplified
from mathcore.functions.kernels import Array
from mathcore.language.expr import Expr
from mathcore.math_errors import MathError

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
    found = differentiated(builder, [root], name, simplified)
    return Expr(extract(builder.steps, found)[0], f.names)
