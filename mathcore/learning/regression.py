"""The mean squared error of a straight line y = w x + b, in closed form."""

import numpy as np

from mathcore.functions.kernels import Array
from mathcore.language.expr import Expr, parse
from mathcore.learning.data import DataSet
from mathcore.math_errors import MathError


def columns_of(data: DataSet) -> tuple[Array, Array]:
    """Return the input and the targets of one-dimensional data, shape (n,) each.

    Raises:
        MathError: If the data have more than one input, or all x are the same.

    Example:
        >>> columns_of(DataSet(np.array([[1.0], [3.0]]), np.array([2.0, 6.0])))[0]
        array([1., 3.])
    """
    if data.inputs.shape[1] != 1:
        raise MathError(f"a line has one input, but the data have {data.inputs.shape[1]}")
    x = data.inputs[:, 0]
    if x.min() == x.max():
        raise MathError(f"all x are {x[0]:g}; a line needs two different ones")
    return x, data.targets


def least_squares(data: DataSet) -> Array:
    """Return the least-squares weight and bias, shape (2,) (Legendre 1805).

    w = sum (x - mean x)(y - mean y) / sum (x - mean x)^2, b = mean y - w mean x.

    Raises:
        MathError: If the data have more than one input, or all x are the same.

    Example:
        >>> from mathcore import line
        >>> least_squares(line(n=5, slope=2, intercept=1, noise=0))
        array([2., 1.])
    """
    x, y = columns_of(data)
    across, up = x - x.mean(), y - y.mean()
    weight = float(across @ up / (across @ across))
    return np.array([weight, y.mean() - weight * x.mean()])


def best_weight(data: DataSet, bias: float) -> float:
    """Return the least-squares weight for a fixed bias: sum x (y - b) / sum x^2.

    Raises:
        MathError: If the data have more than one input, or all x are the same.

    Example:
        >>> best_weight(DataSet(np.array([[1.0], [2.0]]), np.array([2.0, 4.0])), bias=0.0)
        2.0
    """
    x, y = columns_of(data)
    return float(x @ (y - bias) / (x @ x))


def error_over_weight(data: DataSet, bias: float) -> Expr:
    """Return the mean squared error as a function of the weight w: a parabola.

    E(w) = 1/n sum (w x + b - y)^2 = a (w - v)^2 + E(v), with a = 1/n sum x^2 and v the best weight.

    Raises:
        MathError: If the data have more than one input, or all x are the same.

    Example:
        >>> str(error_over_weight(DataSet(np.array([[1.0], [3.0]]), np.array([2.0, 6.0])), bias=0.0))
        '5*(w - 2)^2 + 0'
    """
    x, y = columns_of(data)
    best = best_weight(data, bias)
    gap = best * x + bias - y
    return parse(
        f"{float(x @ x) / len(x)!r}*(w - ({best!r}))^2 + {float(gap @ gap) / len(x)!r}", names=("w",)
    )


def largest_rate(data: DataSet) -> float:
    """Return the rate above which gradient descent on the mean squared error of a line diverges: 2/L.

    L is the largest eigenvalue of the Hessian 2/n [[sum x^2, sum x], [sum x, n]], the same everywhere.

    Raises:
        MathError: If the data have more than one input, or all x are the same.

    Example:
        >>> from mathcore import DataSet
        >>> largest_rate(DataSet(np.array([[2.0], [-2.0]]), np.array([1.0, 3.0])))
        0.25
    """
    x, _ = columns_of(data)
    hessian = 2 * np.array([[(x * x).mean(), x.mean()], [x.mean(), 1.0]])
    return float(2 / np.linalg.eigvalsh(hessian)[-1])
