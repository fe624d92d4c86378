"""Small synthetic data sets, reproducible by their seed."""

from dataclasses import dataclass

import numpy as np

from mathcore.functions.kernels import Array
from mathcore.math_errors import MathError


@dataclass(frozen=True, eq=False)
class DataSet:
    """Samples for supervised learning.

    Attributes:
        inputs: Shape (n, d).
        targets: Shape (n,): numbers to predict, or labels 0, 1, ...

    Example:
        >>> DataSet(np.array([[1.0], [2.0]]), np.array([2.0, 4.0])).inputs.shape
        (2, 1)
    """

    inputs: Array
    targets: Array

    def __post_init__(self) -> None:
        if self.inputs.ndim != 2 or self.targets.shape != self.inputs.shape[:1]:
            raise MathError(
                f"inputs of shape {self.inputs.shape} need targets of shape (n,), not {self.targets.shape}"
            )
        self.inputs.setflags(write=False)
        self.targets.setflags(write=False)


def _check(n: int, noise: float) -> None:
    if n < 2 or noise < 0:
        raise MathError(f"n = {n} and noise = {noise:g}: at least 2 samples and no negative noise are needed")


def line(
    n: int = 20, slope: float = 0.8, intercept: float = 0.5, noise: float = 0.3, seed: int = 0
) -> DataSet:
    """Return points scattered about a line: y = slope x + intercept + noise, x equally spaced from -2 to 2.

    Example:
        >>> data = line(n=3, slope=2, intercept=1, noise=0)
        >>> data.inputs.ravel(), data.targets
        (array([-2.,  0.,  2.]), array([-3.,  1.,  5.]))
    """
    _check(n, noise)
    x = np.linspace(-2.0, 2.0, n)
    scatter = noise * np.random.default_rng(seed).standard_normal(n)
    return DataSet(x[:, None], slope * x + intercept + scatter)


def blobs(n: int = 60, noise: float = 0.5, seed: int = 0) -> DataSet:
    """Return two normal clusters at (-1, -1) and (1, 1), labels 0 and 1.

    Example:
        >>> blobs(n=4, noise=0).inputs.tolist()
        [[-1.0, -1.0], [-1.0, -1.0], [1.0, 1.0], [1.0, 1.0]]
    """
    _check(n, noise)
    labels = (np.arange(n) >= n // 2).astype(float)
    centers = np.repeat(2.0 * labels[:, None] - 1.0, 2, axis=1)
    return DataSet(centers + noise * np.random.default_rng(seed).standard_normal((n, 2)), labels)


def moons(n: int = 100, noise: float = 0.1, seed: int = 0) -> DataSet:
    """Return two interleaved half circles, labels 0 and 1.

    Example:
        >>> moons(n=4, noise=0).inputs.round(6).tolist()
        [[1.0, 0.0], [-1.0, 0.0], [0.0, 0.5], [2.0, 0.5]]
    """
    _check(n, noise)
    first = n // 2
    up, down = np.linspace(0, np.pi, first), np.linspace(0, np.pi, n - first)
    x = np.concatenate([np.cos(up), 1 - np.cos(down)])
    y = np.concatenate([np.sin(up), 0.5 - np.sin(down)])
    labels = (np.arange(n) >= first).astype(float)
    scatter = noise * np.random.default_rng(seed).standard_normal((n, 2))
    return DataSet(np.column_stack([x, y]) + scatter, labels)


def circles(n: int = 100, noise: float = 0.1, seed: int = 0) -> DataSet:
    """Return a circle of radius 1/2 (label 1) inside a circle of radius 1 (label 0).

    Example:
        >>> circles(n=4, noise=0).inputs.round(6).tolist()
        [[1.0, 0.0], [-1.0, 0.0], [0.5, 0.0], [-0.5, 0.0]]
    """
    _check(n, noise)
    first = n // 2
    labels = (np.arange(n) >= first).astype(float)
    turns = np.concatenate([np.arange(first) / first, np.arange(n - first) / (n - first)])
    radius = np.where(labels == 1, 0.5, 1.0)
    ring = radius[:, None] * np.column_stack([np.cos(2 * np.pi * turns), np.sin(2 * np.pi * turns)])
    return DataSet(ring + noise * np.random.default_rng(seed).standard_normal((n, 2)), labels)
