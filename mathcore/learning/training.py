"""Training: predict, compute the loss, differentiate it by every parameter, update, repeat."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from mathcore.descent.optimizers import Local, Optimizer
from mathcore.functions.kernels import Array
from mathcore.learning.data import DataSet
from mathcore.learning.models import Model, split
from mathcore.learning.tape import Var, gradients_of
from mathcore.math_errors import MathError


@dataclass(frozen=True, eq=False)
class History:
    """A training run: its states before the first step and after each epoch.

    Attributes:
        model: The model.
        points: The parameters, shape (epochs + 1, p).
        losses: The loss over all data, shape (epochs + 1,).
        gradients: The gradient of the loss, shape (epochs + 1, p).

    Example:
        >>> from mathcore import GradientDescent, Linear, line
        >>> data = line(slope=2, intercept=1, noise=0)
        >>> run = fit(Linear(1), data, GradientDescent(0.1), epochs=200)
        >>> run.parameters(-1)["weight"].round(6)
        array([2.])
    """

    model: Model
    points: Array
    losses: Array
    gradients: Array

    def parameters(self, epoch: int) -> dict[str, Array]:
        """Return the parameters after an epoch by name; a negative `epoch` counts from the end."""
        return dict(zip(self.model.shapes, split(self.model, self.points[epoch]), strict=True))

    def derivatives(self, epoch: int) -> dict[str, Array]:
        """Return the derivatives of the loss with respect to the parameters after an epoch, by name."""
        return dict(zip(self.model.shapes, split(self.model, self.gradients[epoch]), strict=True))


def loss_and_gradient(model: Model, data: DataSet, row: Array) -> tuple[float, Array]:
    """Return the loss of a model over a data set and its gradient.

    Args:
        model: The model.
        data: The samples.
        row: All parameters, shape (p,).

    Returns:
        The loss, and the gradient of shape (p,).

    Example:
        >>> from mathcore import DataSet, Linear
        >>> data = DataSet(np.array([[1.0], [2.0]]), np.array([2.0, 4.0]))
        >>> loss_and_gradient(Linear(1), data, np.array([1.0, 0.0]))
        (2.5, array([-5., -3.]))
    """
    parameters = [Var(part) for part in split(model, np.asarray(row, dtype=np.float64))]
    loss = model.loss(model.predict(parameters, data.inputs), data.targets)
    parts = gradients_of(loss, parameters)
    return float(loss.value), np.concatenate([part.ravel() for part in parts])


def loss_at(model: Model, data: DataSet, row: Array) -> float:
    """Return the loss of a model over a data set for parameters of shape (p,).

    Example:
        >>> from mathcore import DataSet, Linear
        >>> data = DataSet(np.array([[1.0], [2.0]]), np.array([2.0, 4.0]))
        >>> loss_at(Linear(1), data, np.array([2.0, 0.0]))
        0.0
    """
    parameters = [Var(part) for part in split(model, np.asarray(row, dtype=np.float64))]
    return float(model.loss(model.predict(parameters, data.inputs), data.targets).value)


def fit(
    model: Model,
    data: DataSet,
    optimizer: Optimizer,
    epochs: int,
    seed: int = 0,
    batch: int | None = None,
) -> History:
    """Train a model and return the whole run.

    Args:
        model: Such as `Linear(1)` or `Network((2, 16, 1))`.
        data: The samples.
        optimizer: Any but Newton, which needs second derivatives.
        epochs: The number of passes over the data, 1 to 100,000.
        seed: Seed of the initial parameters and the order of the batches.
        batch: The number of samples in each step; `None` for all.

    Raises:
        MathError: If a number is out of range, or the loss stops being finite.

    Example:
        >>> from mathcore import GradientDescent, Linear, line
        >>> run = fit(Linear(1), line(slope=2, intercept=1, noise=0), GradientDescent(0.1), epochs=200)
        >>> run.points[-1].round(6)
        array([2., 1.])
    """
    n = len(data.inputs)
    size = n if batch is None else batch
    if epochs not in range(1, 100_001) or size not in range(1, n + 1):
        raise MathError(f"epochs = {epochs} must be 1 to 100000 and batch = {size} must be 1 to {n}")
    rng = np.random.default_rng(seed)
    row = model.start(seed)
    state = optimizer.start(row[None])
    visited = [(row, *_finite_loss(model, data, row, 0))]
    for epoch in range(1, epochs + 1):
        for part in _batches(data, size, rng):
            move, state = optimizer.step(_local(model, part, row), state)
            row = row + move[0]
        visited.append((row, *_finite_loss(model, data, row, epoch)))
    points, losses, gradients = (np.array(column) for column in zip(*visited, strict=True))
    for array in (points, losses, gradients):
        array.setflags(write=False)
    return History(model, points, losses, gradients)


def _batches(data: DataSet, size: int, rng: "np.random.Generator") -> Iterator[DataSet]:
    """Yield the samples in shuffled batches; a single batch of all samples keeps their order."""
    n = len(data.inputs)
    if size == n:
        yield data
        return
    order = rng.permutation(n)
    for first in range(0, n, size):
        chosen = order[first : first + size]
        yield DataSet(data.inputs[chosen], data.targets[chosen])


def _finite_loss(model: Model, data: DataSet, row: Array, epoch: int) -> tuple[float, Array]:
    loss, gradient = loss_and_gradient(model, data, row)
    if not (np.isfinite(loss) and np.isfinite(gradient).all()):
        raise MathError(f"training diverged in epoch {epoch}; choose a smaller rate")
    return loss, gradient


def _local(model: Model, data: DataSet, row: Array) -> Local:
    loss, gradient = loss_and_gradient(model, data, row)

    def hessians() -> Array:
        raise MathError("Newton's method needs second derivatives, which training does not take; use Adam")

    def values_at(others: Array) -> Array:
        return np.array([loss_at(model, data, other) for other in others])

    return Local(row[None], np.array([loss]), gradient[None], hessians, values_at)


def training_loop(
    model: Model, data: DataSet, start: ArrayLike, rate: float, steps: int, ceiling: float
) -> History:
    """Train by full-batch gradient descent: predict, compute the loss and its gradient, update, repeat.

    Unlike `fit` it takes the initial parameters, and keeps a run that diverges: it ends before the first
    state whose loss is above the ceiling.

    Args:
        model: The model.
        data: The samples.
        start: The initial parameters, shape (p,).
        rate: The learning rate: each step is -rate times the gradient.
        steps: Maximum number of steps.
        ceiling: Maximum loss of a state that is kept; the first one is kept whatever its loss.

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
        with np.errstate(over="ignore", invalid="ignore"):  # an overflowing loss is above any ceiling
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
