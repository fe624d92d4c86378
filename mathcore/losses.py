"""How wrong predictions are, as one number: means over the samples."""

import numpy as np

from mathcore.kernels import Array
from mathcore.tape import Var, apply


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
    """Return the mean of -log of the probability given to the true label, from scores.

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
        labels: Shape (n,), whole numbers from 0.

    Example:
        >>> round(cross_entropy(Var(np.zeros((1, 4))), np.array([2])).value.item(), 6)
        1.386294
    """
    return (scores.logsumexp() - scores.picked(labels.astype(np.intp))).mean()
