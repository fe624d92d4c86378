"""Models (linear, logistic, a small neural network) and their losses.

A loss is one number that measures the error of the predictions, as a mean over the samples.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from mathcore.functions.kernels import Array
from mathcore.learning.tape import Var, apply
from mathcore.math_errors import MathError


def squared(predictions: Var, targets: Array) -> Var:
    """Return the mean squared error, 1/n sum (p - t)^2, without a factor 1/2 (as torch.nn.MSELoss).

    Args:
        predictions: Shape (n,).
        targets: Shape (n,).

    Example:
        >>> squared(Var(np.array([1.0, 3.0])), np.array([0.0, 1.0])).value.item()
        2.5
    """
    gap = predictions - targets
    return (gap * gap).mean()


def absolute(predictions: Var, targets: Array) -> Var:
    """Return the mean absolute error, 1/n sum |p - t|.

    Example:
        >>> absolute(Var(np.array([1.0, 3.0])), np.array([0.0, 1.0])).value.item()
        1.5
    """
    return apply("abs", predictions - targets).mean()


def binary_cross_entropy(scores: Var, labels: Array) -> Var:
    """Return the mean of -log p(label), from scores (logits).

    The probability of label 1 is sigmoid(score), so the loss is softplus(score) - label * score, which does
    not overflow (torch.nn.BCEWithLogitsLoss).

    Args:
        scores: Shape (n,), any real numbers.
        labels: Shape (n,), 0 or 1.

    Example:
        >>> round(binary_cross_entropy(Var(np.array([0.0])), np.array([1.0])).value.item(), 6)
        0.693147
    """
    return (apply("softplus", scores) - scores * labels).mean()


def cross_entropy(scores: Var, labels: Array) -> Var:
    """Return the mean of -log softmax(scores)[label] (torch.nn.CrossEntropyLoss).

    Args:
        scores: Shape (n, classes).
        labels: Shape (n,), integers from 0.

    Example:
        >>> round(cross_entropy(Var(np.zeros((1, 4))), np.array([2])).value.item(), 6)
        1.386294
    """
    return (scores.logsumexp() - scores.picked(labels.astype(np.intp))).mean()


ACTIVATIONS = ("tanh", "relu", "gelu")
"""The activations of a `Network`, by their names in the function table."""


class Model(Protocol):
    """A model as `fit` and the loss slices use it.

    Example:
        >>> model: Model = Linear(2)
        >>> model.shapes, model.start(seed=0).shape
        ({'weight': (2,), 'bias': (1,)}, (3,))
    """

    @property
    def shapes(self) -> dict[str, tuple[int, ...]]:
        """The name and shape of each parameter, in order."""
        ...

    def start(self, seed: int) -> Array:
        """Return the initial parameters for a seed, all in one array, shape (p,)."""
        ...

    def predict(self, parameters: Sequence[Var], inputs: Array) -> Var:
        """Return the predictions or scores for inputs of shape (n, d)."""
        ...

    def loss(self, predictions: Var, targets: Array) -> Var:
        """Return the error of the predictions as one number."""
        ...


def count(model: Model) -> int:
    """Return the number of parameters of a model.

    Example:
        >>> count(Network((2, 3, 1)))
        13
    """
    return sum(int(np.prod(shape)) for shape in model.shapes.values())


def split(model: Model, row: Array) -> list[Array]:
    """Split all parameters, shape (p,), into the arrays of the model.

    Example:
        >>> split(Linear(2), np.array([1.0, 2.0, 3.0]))
        [array([1., 2.]), array([3.])]
    """
    sizes = [int(np.prod(shape)) for shape in model.shapes.values()]
    if row.shape != (sum(sizes),):
        raise MathError(f"the parameters have shape {row.shape}; this model has ({sum(sizes)},)")
    parts = np.split(row, np.cumsum(sizes)[:-1])
    return [part.reshape(shape) for part, shape in zip(parts, model.shapes.values(), strict=True)]


@dataclass(frozen=True)
class Linear:
    """Linear regression: prediction w . x + b, loss mean squared error.

    Example:
        >>> model = Linear(1)
        >>> parameters = [Var(part) for part in split(model, np.array([2.0, 1.0]))]
        >>> model.predict(parameters, np.array([[3.0]])).value
        array([7.])
    """

    inputs: int = 1

    @property
    def shapes(self) -> dict[str, tuple[int, ...]]:
        """The weights and the bias."""
        return {"weight": (self.inputs,), "bias": (1,)}

    def start(self, seed: int) -> Array:
        """Return small random weights and bias 0."""
        weights = np.random.default_rng(seed).standard_normal(self.inputs)
        return np.append(weights, 0.0)

    def predict(self, parameters: Sequence[Var], inputs: Array) -> Var:
        """Return w . x + b for each row of the inputs, shape (n,)."""
        weight, bias = parameters
        return Var(inputs) @ weight + bias

    def loss(self, predictions: Var, targets: Array) -> Var:
        """Return the mean squared error."""
        return squared(predictions, targets)


@dataclass(frozen=True)
class Logistic(Linear):
    """Logistic regression: score w . x + b, probability sigmoid(score), loss cross-entropy.

    Example:
        >>> sure = Logistic(1).loss(Var(np.array([50.0])), np.array([1.0]))
        >>> round(sure.value.item(), 9)
        0.0
    """

    def loss(self, predictions: Var, targets: Array) -> Var:
        """Return the binary cross-entropy of scores."""
        return binary_cross_entropy(predictions, targets)


@dataclass(frozen=True)
class Network:
    """A multilayer perceptron: x <- activation(W x + b) layer by layer, the last one without activation.

    Weights have shape (out, in), one row for each unit, as in PyTorch. Their initial standard deviation is
    sqrt(1/in) (LeCun 1998), for relu sqrt(2/in) (He et al. 2015).

    Attributes:
        sizes: The numbers of inputs, of hidden units of each layer, and of outputs.
        activation: `tanh`, `relu` or `gelu`.
        task: The loss: `squared` for numbers, `cross-entropy` for labels, 0 and 1 if there is one output.

    Example:
        >>> Network((2, 3, 1)).shapes
        {'weight 1': (3, 2), 'bias 1': (3,), 'weight 2': (1, 3), 'bias 2': (1,)}
    """

    sizes: tuple[int, ...] = (2, 16, 1)
    activation: str = "tanh"
    task: str = "cross-entropy"

    def __post_init__(self) -> None:
        if len(self.sizes) < 2 or min(self.sizes) < 1:
            raise MathError(
                f"sizes = {self.sizes}; give inputs, hidden units and outputs, such as (2, 16, 1)"
            )
        if self.activation not in ACTIVATIONS:
            raise MathError(f"activation = {self.activation!r}; choose one of {', '.join(ACTIVATIONS)}")
        if self.task not in ("squared", "cross-entropy"):
            raise MathError(f"task = {self.task!r}; choose squared or cross-entropy")
        if self.task == "squared" and self.sizes[-1] != 1:
            raise MathError(f"a squared loss needs one output, but sizes end with {self.sizes[-1]}")

    @property
    def shapes(self) -> dict[str, tuple[int, ...]]:
        """Weights and biases, layer by layer."""
        shapes: dict[str, tuple[int, ...]] = {}
        for layer, (before, after) in enumerate(zip(self.sizes[:-1], self.sizes[1:], strict=True), 1):
            shapes[f"weight {layer}"] = (after, before)
            shapes[f"bias {layer}"] = (after,)
        return shapes

    def start(self, seed: int) -> Array:
        """Return random weights and biases 0."""
        rng = np.random.default_rng(seed)
        gain = 2.0 if self.activation == "relu" else 1.0
        parts: list[Array] = []
        for shape in self.shapes.values():
            if len(shape) == 2:
                parts.append(rng.standard_normal(shape).ravel() * np.sqrt(gain / shape[1]))
            else:
                parts.append(np.zeros(shape))
        return np.concatenate(parts)

    def predict(self, parameters: Sequence[Var], inputs: Array) -> Var:
        """Return the outputs: shape (n,) for one output, otherwise (n, outputs)."""
        value = Var(inputs)
        layers = list(zip(parameters[::2], parameters[1::2], strict=True))
        for at, (weight, bias) in enumerate(layers):
            value = value @ weight.T + bias
            if at < len(layers) - 1:
                value = apply(self.activation, value)
        return value.reshape(len(inputs)) if self.sizes[-1] == 1 else value

    def loss(self, predictions: Var, targets: Array) -> Var:
        """Return the squared loss, or the cross-entropy for labels."""
        return self._loss(predictions, targets)

    @property
    def _loss(self) -> Callable[[Var, Array], Var]:
        if self.task == "squared":
            return squared
        return binary_cross_entropy if self.sizes[-1] == 1 else cross_entropy
