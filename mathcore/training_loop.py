"""The training loop with nothing around it, and when its rate is too large for it."""

import numpy as np
from numpy.typing import ArrayLike

from mathcore.data import DataSet
from mathcore.errors import MathError
from mathcore.kernels import Array
from mathcore.models import Model
from mathcore.regression import columns_of
from mathcore.training import History, loss_and_gradient


def training_loop(
    model: Model, data: DataSet, start: ArrayLike, rate: float, steps: int, ceiling: float
) -> History:
    """Predict, take the error and its derivatives, update, repeat: gradient descent on all the data.

    Unlike `fit` it starts where it is told to, and a run that diverges is kept: it ends before the first
    state whose loss is above the ceiling.

    Args:
        model: What is trained.
        data: The samples.
        start: The first parameters in a row, shape (p,).
        rate: Each step is -rate times the gradient.
        steps: How many steps are taken at most.
        ceiling: The largest loss that is of interest; the first state is kept whatever its loss.

    Raises:
        MathError: If the loss or a derivative is not finite at the start.

    Example:
        >>> from mathcore import DataSet, Linear
        >>> data = DataSet(np.array([[1.0], [-1.0]]), np.array([2.0, -2.0]))
        >>> training_loop(Linear(1), data, [0.0, 0.0], rate=0.25, steps=2, ceiling=9.0).points.tolist()
        [[0.0, 0.0], [1.0, 0.0], [1.5, 0.0]]
    """
    row = np.asarray(start, dtype=np.float64)
    visited: list[tuple[Array, float, Array]] = []
    for _ in range(steps + 1):
        with np.errstate(over="ignore", invalid="ignore"):  # a loss beyond the floats is above any ceiling
            loss, gradient = loss_and_gradient(model, data, row)
        finite = bool(np.isfinite(loss) and np.isfinite(gradient).all())
        if not visited and not finite:
            raise MathError("the loss at the start is not finite; choose other first parameters")
        if visited and not (finite and loss <= ceiling):
            break
        visited.append((row, loss, gradient))
        row = row - rate * gradient
    points, losses, gradients = (np.array(column) for column in zip(*visited, strict=True))
    for array in (points, losses, gradients):
        array.setflags(write=False)
    return History(model, points, losses, gradients)


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
