"""How large a rate may be before descent flies apart."""

import numpy as np
from numpy.typing import ArrayLike

from mathcore.errors import MathError
from mathcore.expr import Expr
from mathcore.gradients import hessian
from mathcore.optimizers import GradientDescent, Momentum, Nesterov, Optimizer


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


def stability_limit(optimizer: Optimizer, largest: float) -> float:
    """Return the rate above which an optimizer diverges on a bowl whose largest curvature is L.

    Gradient descent 2/L, heavy ball 2(1 + m)/L, Nesterov 2(1 + m)/(L(1 + 2m)) (Polyak 1987; the last one
    follows from the roots of the same recursion). On a bowl the limit is exact; elsewhere, with L from
    `curvature` at a point, it tells what would happen if the bowl touching there went on for ever.

    Raises:
        MathError: If the curvature is not above 0, or no limit is known for this optimizer.

    Example:
        >>> from mathcore import GradientDescent
        >>> stability_limit(GradientDescent(), 4.0)
        0.5
    """
    if not largest > 0:
        raise MathError(f"the curvature {largest:g} is not above 0; there is no bowl to stay in")
    if isinstance(optimizer, GradientDescent):
        return 2 / largest
    if isinstance(optimizer, Momentum):
        return 2 * (1 + optimizer.momentum) / largest
    if isinstance(optimizer, Nesterov):
        m = optimizer.momentum
        return 2 * (1 + m) / (largest * (1 + 2 * m))
    raise MathError(f"no stability limit is known for {type(optimizer).__name__}; it adapts its steps")
