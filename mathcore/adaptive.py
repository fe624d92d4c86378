"""The methods that give every coordinate its own step: AdaGrad, RMSProp, Adam."""

from dataclasses import dataclass

import numpy as np

from mathcore.kernels import Array
from mathcore.objective import Local
from mathcore.optimizers import State, not_negative, positive, share


@dataclass(frozen=True)
class AdaGrad:
    """Steps that shrink with all gradients seen: s <- s + g^2, p <- p - rate g / (sqrt(s) + eps).

    Duchi, Hazan and Singer 2011.

    Example:
        >>> from mathcore import descend, parse
        >>> descend(parse("3x"), 1.0, AdaGrad(rate=0.5, eps=0), 1).points.ravel()
        array([1. , 0.5])
    """

    rate: float = 0.01
    eps: float = 1e-10

    def __post_init__(self) -> None:
        positive(rate=self.rate)
        not_negative(eps=self.eps)

    def start(self, points: Array) -> State:
        """Return the sum s = 0."""
        return np.zeros_like(points)

    def step(self, here: Local, state: State) -> tuple[Array, State]:
        """Return -rate g / (sqrt(s) + eps)."""
        total = state + here.gradients**2
        return -self.rate * _ratio(here.gradients, np.sqrt(total) + self.eps), total


@dataclass(frozen=True)
class RMSProp:
    """Steps that shrink with recent gradients.

    s <- decay s + (1 - decay) g^2, p <- p - rate g / (sqrt(s) + eps).

    Tieleman and Hinton 2012.

    Example:
        >>> from mathcore import descend, parse
        >>> descend(parse("3x"), 1.0, RMSProp(rate=0.5, decay=0.75, eps=0), 1).points.ravel()
        array([1., 0.])
    """

    rate: float = 0.01
    decay: float = 0.99
    eps: float = 1e-8

    def __post_init__(self) -> None:
        positive(rate=self.rate)
        share(decay=self.decay)
        not_negative(eps=self.eps)

    def start(self, points: Array) -> State:
        """Return the average s = 0."""
        return np.zeros_like(points)

    def step(self, here: Local, state: State) -> tuple[Array, State]:
        """Return -rate g / (sqrt(s) + eps)."""
        average = self.decay * state + (1 - self.decay) * here.gradients**2
        return -self.rate * _ratio(here.gradients, np.sqrt(average) + self.eps), average


@dataclass(frozen=True)
class Adam:
    """Averages of the gradient and of its square, corrected for their start at 0 (Kingma and Ba 2015).

    m <- beta1 m + (1 - beta1) g, s <- beta2 s + (1 - beta2) g^2,
    p <- p - rate m / (1 - beta1^t) / (sqrt(s / (1 - beta2^t)) + eps) in step t = 1, 2, ...

    Example:
        >>> from mathcore import descend, parse
        >>> descend(parse("3x"), 1.0, Adam(rate=0.5, eps=0), 1).points.ravel()
        array([1. , 0.5])
    """

    rate: float = 0.001
    beta1: float = 0.9
    beta2: float = 0.999
    eps: float = 1e-8

    def __post_init__(self) -> None:
        positive(rate=self.rate)
        share(beta1=self.beta1, beta2=self.beta2)
        not_negative(eps=self.eps)

    def start(self, points: Array) -> State:
        """Step 0, m = 0 and s = 0."""
        return 0, np.zeros_like(points), np.zeros_like(points)

    def step(self, here: Local, state: State) -> tuple[Array, State]:
        """Return the corrected average over the root of the corrected square."""
        t, average, square = state
        t += 1
        average = self.beta1 * average + (1 - self.beta1) * here.gradients
        square = self.beta2 * square + (1 - self.beta2) * here.gradients**2
        spread = np.sqrt(square / (1 - self.beta2**t)) + self.eps
        return -self.rate * _ratio(average / (1 - self.beta1**t), spread), (t, average, square)


def _ratio(over: Array, under: Array) -> Array:
    """Return over / under, with 0/0 = 0: where every gradient was 0 there is no reason to move."""
    return np.divide(over, under, out=np.zeros_like(over), where=under != 0)
