"""Two-dimensional slices of the loss surface of a model with many parameters.

Li, Xu, Taylor, Studer and Goldstein, Visualizing the Loss Landscape of Neural Nets (2018).
"""

from dataclasses import dataclass

import numpy as np

from mathcore.calculus.shapes import Interval, interval
from mathcore.functions.kernels import Array
from mathcore.learning.data import DataSet
from mathcore.learning.models import Model, split
from mathcore.learning.training import History, loss_at
from mathcore.math_errors import MathError


@dataclass(frozen=True, eq=False)
class Slice:
    """The loss on a plane: loss(center + a direction1 + b direction2).

    Attributes:
        a: Coefficients of the first direction, shape (m,).
        b: Coefficients of the second direction, shape (n,).
        losses: The losses, shape (n, m), one row for each b.
        center: The parameters at a = b = 0, shape (p,).
        directions: The two directions, shape (2, p).

    Example:
        >>> from mathcore import Linear, line
        >>> cut = loss_slice(Linear(1), line(), np.zeros(2), np.eye(2), resolution=3)
        >>> cut.a.tolist(), cut.losses.shape
        ([-1.0, 0.0, 1.0], (3, 3))
    """

    a: Array
    b: Array
    losses: Array
    center: Array
    directions: Array


def filter_directions(model: Model, center: Array, seed: int = 0) -> Array:
    """Return two random directions normalized filter by filter, shape (2, p).

    Each row of a weight matrix, the incoming weights of one unit, is scaled to the norm of that row at the
    center: d <- d |w| / |d|. The direction is 0 for biases. Without the normalization a network whose weights
    are all ten times larger would look ten times flatter.

    Example:
        >>> from mathcore import Linear
        >>> filter_directions(Linear(2), np.array([3.0, 4.0, 1.0]))[0, 2]
        np.float64(0.0)
    """
    rng = np.random.default_rng(seed)
    return np.stack([_filter_direction(model, center, rng) for _ in range(2)])


def _filter_direction(model: Model, center: Array, rng: "np.random.Generator") -> Array:
    parts: list[Array] = []
    for name, weight in zip(model.shapes, split(model, center), strict=True):
        direction = rng.standard_normal(weight.shape)
        if name.startswith("bias"):
            direction = np.zeros_like(weight)
        length = np.linalg.norm(direction, axis=-1, keepdims=True)
        scale = np.linalg.norm(weight, axis=-1, keepdims=True) / (length + 1e-10)
        parts.append((direction * scale).ravel())
    return np.concatenate(parts)


def principal_directions(history: History) -> tuple[Array, Array, Array]:
    """Return the first two principal components of a training path relative to its last point.

    Returns:
        The two directions, orthonormal, shape (2, p); the fraction of variance that each explains, shape
        (2,); the path projected onto this plane, shape (epochs + 1, 2), ending at (0, 0).

    Raises:
        MathError: If the path has fewer than three points or the model fewer than two parameters.

    Example:
        >>> from mathcore import GradientDescent, Linear, fit, line
        >>> directions, shares, path = principal_directions(fit(Linear(1), line(), GradientDescent(0.1), 9))
        >>> directions.shape, path.shape, path[-1].tolist(), round(float(shares.sum()), 9)
        ((2, 2), (10, 2), [0.0, 0.0], 1.0)
    """
    moves = history.points - history.points[-1]
    if min(moves.shape) < 2 or len(moves) < 3:
        raise MathError("a plane needs three points and two parameters or more; train longer")
    _, sizes, rows = np.linalg.svd(moves, full_matrices=False)
    # The sign of a singular vector is arbitrary: it is chosen so that the path starts on the positive side.
    signs = np.where(moves[0] @ rows[:2].T < 0, -1.0, 1.0)
    directions = rows[:2] * signs[:, None]
    total = np.sum(sizes**2)
    shares = sizes[:2] ** 2 / total if total > 0 else np.zeros(2)
    return directions, shares, moves @ directions.T


def loss_slice(
    model: Model,
    data: DataSet,
    center: Array,
    directions: Array,
    a: Interval | tuple[float, float] = (-1.0, 1.0),
    b: Interval | tuple[float, float] = (-1.0, 1.0),
    resolution: int = 31,
) -> Slice:
    """Return the loss over all data on a grid in the plane of two directions.

    Args:
        model: The model.
        data: The samples.
        center: The parameters at the center, shape (p,).
        directions: Shape (2, p), such as from `filter_directions` or `principal_directions`.
        a: Range along the first direction.
        b: Range along the second direction.
        resolution: Number of points along each side of the grid, 2 to 500.

    Raises:
        MathError: If a shape or the resolution does not fit.

    Example:
        >>> from mathcore import Linear, line
        >>> data = line(slope=2, intercept=1, noise=0)
        >>> loss_slice(Linear(1), data, np.array([2.0, 1.0]), np.eye(2), resolution=3).losses[1, 1].item()
        0.0
    """
    if directions.shape != (2, *center.shape) or resolution not in range(2, 501):
        raise MathError(
            f"directions of shape {directions.shape} must be (2, {center.size}), "
            f"and resolution = {resolution} 2 to 500"
        )
    across, along = (_grid(interval(window), resolution) for window in (a, b))
    losses = np.array(
        [
            [loss_at(model, data, center + s * directions[0] + t * directions[1]) for s in across]
            for t in along
        ]
    )
    return Slice(across, along, losses, center, directions)


def _grid(window: Interval, resolution: int) -> Array:
    return np.linspace(window.low, window.high, resolution)
