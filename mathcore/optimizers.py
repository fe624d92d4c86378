"""The methods that walk downhill: each is its settings and one pure step.

Conventions and defaults are PyTorch's (torch.optim 2.x) where it has the method. `rate` is called lr there,
`decay` is alpha. g is the gradient at the current point, p the point.
"""

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from .errors import MathError
from .kernels import Array
from .objective import Local

State = Any
"""What a method carries from step to step; only the method itself looks inside."""


class Optimizer(Protocol):
    """A method of descent, pure: `start` gives its first state, `step` the move and the next state."""

    def start(self, points: Array) -> State:
        """Return the state before the first step, for points of shape (n, d)."""
        ...

    def step(self, here: Local, state: State) -> tuple[Array, State]:
        """Return the move to add to the points, shape (n, d), and the next state."""
        ...


def _positive(**settings: float) -> None:
    for name, value in settings.items():
        if not (value > 0 and np.isfinite(value)):
            raise MathError(f"{name} = {value:g} must be a number above 0")


def _share(**settings: float) -> None:
    for name, value in settings.items():
        if not 0 <= value < 1:
            raise MathError(f"{name} = {value:g} must be at least 0 and below 1")


def _not_negative(**settings: float) -> None:
    for name, value in settings.items():
        if not (value >= 0 and np.isfinite(value)):
            raise MathError(f"{name} = {value:g} must be a number that is not negative")


@dataclass(frozen=True)
class GradientDescent:
    """Steepest descent: p <- p - rate g (Cauchy 1847).

    Example:
        >>> from mathcore import descend, parse
        >>> descend(parse("x^2"), 1.0, GradientDescent(rate=0.25), 2).points.ravel()
        array([1.  , 0.5 , 0.25])
    """

    rate: float = 0.001

    def __post_init__(self) -> None:
        _positive(rate=self.rate)

    def start(self, points: Array) -> State:
        """Nothing is carried."""
        return None

    def step(self, here: Local, state: State) -> tuple[Array, State]:
        """Return -rate g."""
        return -self.rate * here.gradients, None


@dataclass(frozen=True)
class Momentum:
    """Heavy ball: b <- momentum b + g, p <- p - rate b, with b = 0 at first (Polyak 1964)."""

    rate: float = 0.001
    momentum: float = 0.9

    def __post_init__(self) -> None:
        _positive(rate=self.rate)
        _share(momentum=self.momentum)

    def start(self, points: Array) -> State:
        """The velocity b = 0."""
        return np.zeros_like(points)

    def step(self, here: Local, state: State) -> tuple[Array, State]:
        """Return -rate b."""
        velocity = self.momentum * state + here.gradients
        return -self.rate * velocity, velocity


@dataclass(frozen=True)
class Nesterov:
    """Nesterov's momentum (1983): b <- momentum b + g, p <- p - rate (g + momentum b).

    PyTorch's form, with the gradient taken at the point reported (Sutskever et al. 2013 look ahead instead).
    """

    rate: float = 0.001
    momentum: float = 0.9

    def __post_init__(self) -> None:
        _positive(rate=self.rate)
        _share(momentum=self.momentum)

    def start(self, points: Array) -> State:
        """The velocity b = 0."""
        return np.zeros_like(points)

    def step(self, here: Local, state: State) -> tuple[Array, State]:
        """Return -rate (g + momentum b)."""
        velocity = self.momentum * state + here.gradients
        return -self.rate * (here.gradients + self.momentum * velocity), velocity


@dataclass(frozen=True)
class AdaGrad:
    """Steps that shrink with all gradients seen: s <- s + g^2, p <- p - rate g / (sqrt(s) + eps).

    Duchi, Hazan and Singer 2011.
    """

    rate: float = 0.01
    eps: float = 1e-10

    def __post_init__(self) -> None:
        _positive(rate=self.rate)
        _not_negative(eps=self.eps)

    def start(self, points: Array) -> State:
        """The sum s = 0."""
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
    """

    rate: float = 0.01
    decay: float = 0.99
    eps: float = 1e-8

    def __post_init__(self) -> None:
        _positive(rate=self.rate)
        _share(decay=self.decay)
        _not_negative(eps=self.eps)

    def start(self, points: Array) -> State:
        """The average s = 0."""
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
    """

    rate: float = 0.001
    beta1: float = 0.9
    beta2: float = 0.999
    eps: float = 1e-8

    def __post_init__(self) -> None:
        _positive(rate=self.rate)
        _share(beta1=self.beta1, beta2=self.beta2)
        _not_negative(eps=self.eps)

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


@dataclass(frozen=True)
class Newton:
    """Newton's method: p <- p - rate (H + damping I)^-1 g, H the Hessian.

    It goes to the nearest flat point of the local parabola, be it a valley, a hilltop or a saddle. A damping
    larger than the most negative curvature turns it downhill again (Levenberg 1944).
    """

    rate: float = 1.0
    damping: float = 0.0

    def __post_init__(self) -> None:
        _positive(rate=self.rate)
        _not_negative(damping=self.damping)

    def start(self, points: Array) -> State:
        """Nothing is carried."""
        return None

    def step(self, here: Local, state: State) -> tuple[Array, State]:
        """Return -rate (H + damping I)^-1 g; not finite where that matrix has no inverse."""
        hessians = here.hessians()
        bad = np.asarray(~np.isfinite(hessians).all(axis=(1, 2)))
        curvature, axes = np.linalg.eigh(np.where(bad[:, None, None], 0.0, hessians))
        along = np.einsum("nij,ni->nj", axes, here.gradients)
        with np.errstate(all="ignore"):
            scaled = along / (curvature + self.damping)
        scaled = np.where(along == 0, 0.0, scaled)
        move = -self.rate * np.einsum("nij,nj->ni", axes, scaled)
        return np.where(bad[:, None], np.nan, move), None


@dataclass(frozen=True)
class LineSearch:
    """Steepest descent that tries `rate` and shrinks it until f falls enough (Armijo 1966).

    The move -t g is taken for the first t = rate, shrink rate, shrink^2 rate, ... with
    f(p - t g) <= f(p) - enough t |g|^2; after `most` trials it stays where it is.
    """

    rate: float = 1.0
    shrink: float = 0.5
    enough: float = 1e-4
    most: int = 40

    def __post_init__(self) -> None:
        _positive(rate=self.rate, shrink=self.shrink, most=self.most)
        _share(shrink=self.shrink, enough=self.enough)

    def start(self, points: Array) -> State:
        """Nothing is carried."""
        return None

    def step(self, here: Local, state: State) -> tuple[Array, State]:
        """Return the first move that lowers f enough, 0 if none does."""
        share = np.full(len(here.points), self.rate)
        square = np.sum(here.gradients**2, axis=1)
        waiting = np.ones(len(share), dtype=bool)
        for _ in range(self.most):
            there = here.values_at(here.points - share[:, None] * here.gradients)
            waiting &= ~(there <= here.values - self.enough * share * square)
            if not waiting.any():
                break
            share = np.where(waiting, share * self.shrink, share)
        return -np.where(waiting, 0.0, share)[:, None] * here.gradients, None

    def trials(self, here: Local) -> Array:
        """Return the rates tried at the first point of `here`, the accepted one last."""
        first = Local(here.points[:1], here.values[:1], here.gradients[:1], here.hessians, here.values_at)
        move, _ = self.step(first, None)
        size = float(np.linalg.norm(first.gradients))
        taken = float(np.linalg.norm(move)) / size if size > 0 else self.rate
        rates = self.rate * self.shrink ** np.arange(self.most)
        return np.asarray(rates[rates >= taken * (1 - 1e-9)], dtype=np.float64)
