"""The optimizers: each is its settings and one pure step, and has one row in `OPTIMIZERS`.

Conventions and defaults are PyTorch's (torch.optim 2.x) where it has the method. `rate` is called lr there,
`decay` is alpha. g is the gradient at the current point, p the point.

An optimizer is added here and nowhere else: its class, and its row in the table at the end of the file.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any, Protocol, runtime_checkable

import numpy as np

from mathcore.functions.kernels import Array
from mathcore.math_errors import MathError


@dataclass(frozen=True)
class Local:
    """What is known of a function at n points at once: an optimizer asks only for what it needs.

    Attributes:
        points: The current points, shape (n, d).
        values: The function there, shape (n,).
        gradients: Its gradients there, shape (n, d).
        hessians: Computes its Hessians there, shape (n, d, d).
        values_at: Computes its values at other points, shape (n, d) to (n,).
    """

    points: Array
    values: Array
    gradients: Array
    hessians: Callable[[], Array]
    values_at: Callable[[Array], Array]


State = Any
"""What an optimizer carries from step to step; only the optimizer itself looks inside."""


class Optimizer(Protocol):
    """A method of descent, pure: `start` returns its first state, `step` the move and the next state.

    Example:
        >>> from mathcore import parse
        >>> from mathcore.descent.descent import local
        >>> here = local(parse("x^2"), np.array([[3.0]]))
        >>> method: Optimizer = GradientDescent(rate=0.5)
        >>> method.step(here, method.start(here.points))
        (array([[-3.]]), None)
    """

    def start(self, points: Array) -> State:
        """Return the state before the first step, for points of shape (n, d)."""
        ...

    def step(self, here: Local, state: State) -> tuple[Array, State]:
        """Return the move to add to the points, shape (n, d), and the next state."""
        ...


def _check_positive(**settings: float) -> None:
    """Refuse settings that are not above 0."""
    for name, value in settings.items():
        if not (value > 0 and np.isfinite(value)):
            raise MathError(f"{name} = {value:g} must be a number above 0")


def _check_below_one(**settings: float) -> None:
    """Refuse settings that are not from 0 to below 1."""
    for name, value in settings.items():
        if not 0 <= value < 1:
            raise MathError(f"{name} = {value:g} must be at least 0 and below 1")


def _check_not_negative(**settings: float) -> None:
    """Refuse settings below 0."""
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
        _check_positive(rate=self.rate)

    def start(self, points: Array) -> State:
        """Return `None`: nothing is carried from step to step."""
        return None

    def step(self, here: Local, state: State) -> tuple[Array, State]:
        """Return -rate g."""
        return -self.rate * here.gradients, None

    def stability_limit(self, curvature: float) -> float:
        """Return 2/L."""
        return 2 / curvature


@dataclass(frozen=True)
class _WithVelocity:
    """A method with a velocity: b <- momentum b + g, with b = 0 at first."""

    rate: float = 0.001
    momentum: float = 0.9

    def __post_init__(self) -> None:
        _check_positive(rate=self.rate)
        _check_below_one(momentum=self.momentum)

    def start(self, points: Array) -> State:
        """Return the velocity b = 0."""
        return np.zeros_like(points)


@dataclass(frozen=True)
class Momentum(_WithVelocity):
    """Heavy ball: b <- momentum b + g, p <- p - rate b, with b = 0 at first (Polyak 1964).

    Example:
        >>> from mathcore import descend, parse
        >>> descend(parse("x^2"), 1.0, Momentum(rate=0.25, momentum=0.5), 2).points.ravel()
        array([1. , 0.5, 0. ])
    """

    def step(self, here: Local, state: State) -> tuple[Array, State]:
        """Return -rate b."""
        velocity = self.momentum * state + here.gradients
        return -self.rate * velocity, velocity

    def stability_limit(self, curvature: float) -> float:
        """Return 2(1 + momentum)/L."""
        return 2 * (1 + self.momentum) / curvature


@dataclass(frozen=True)
class Nesterov(_WithVelocity):
    """Nesterov's momentum (1983): b <- momentum b + g, p <- p - rate (g + momentum b).

    PyTorch's form, with the gradient taken at the point reported (Sutskever et al. 2013 look ahead instead).

    Example:
        >>> from mathcore import descend, parse
        >>> descend(parse("x^2"), 1.0, Nesterov(rate=0.25, momentum=0.5), 1).points.ravel()
        array([1.  , 0.25])
    """

    def step(self, here: Local, state: State) -> tuple[Array, State]:
        """Return -rate (g + momentum b)."""
        velocity = self.momentum * state + here.gradients
        return -self.rate * (here.gradients + self.momentum * velocity), velocity

    def stability_limit(self, curvature: float) -> float:
        """Return 2(1 + momentum)/(L(1 + 2 momentum))."""
        return 2 * (1 + self.momentum) / (curvature * (1 + 2 * self.momentum))


@dataclass(frozen=True)
class AdaGrad:
    """Adaptive steps, smaller the larger all gradients so far.

    s <- s + g^2, p <- p - rate g / (sqrt(s) + eps).

    Duchi, Hazan and Singer 2011.

    Example:
        >>> from mathcore import descend, parse
        >>> descend(parse("3x"), 1.0, AdaGrad(rate=0.5, eps=0), 1).points.ravel()
        array([1. , 0.5])
    """

    rate: float = 0.01
    eps: float = 1e-10

    def __post_init__(self) -> None:
        _check_positive(rate=self.rate)
        _check_not_negative(eps=self.eps)

    def start(self, points: Array) -> State:
        """Return the sum s = 0."""
        return np.zeros_like(points)

    def step(self, here: Local, state: State) -> tuple[Array, State]:
        """Return -rate g / (sqrt(s) + eps)."""
        total = state + here.gradients**2
        return -self.rate * _ratio(here.gradients, np.sqrt(total) + self.eps), total


@dataclass(frozen=True)
class RMSProp:
    """Adaptive steps, smaller the larger the recent gradients.

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
        _check_positive(rate=self.rate)
        _check_below_one(decay=self.decay)
        _check_not_negative(eps=self.eps)

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
        _check_positive(rate=self.rate)
        _check_below_one(beta1=self.beta1, beta2=self.beta2)
        _check_not_negative(eps=self.eps)

    def start(self, points: Array) -> State:
        """Return step 0, m = 0 and s = 0."""
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

    Example:
        >>> from mathcore import descend, parse
        >>> descend(parse("(x - 3)^2"), 1.0, Newton(), 1).points.ravel()
        array([1., 3.])
    """

    rate: float = 1.0
    damping: float = 0.0

    def __post_init__(self) -> None:
        _check_positive(rate=self.rate)
        _check_not_negative(damping=self.damping)

    def start(self, points: Array) -> State:
        """Return `None`: nothing is carried from step to step."""
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

    Example:
        >>> from mathcore import descend, parse
        >>> descend(parse("x^2"), 1.0, LineSearch(), 1).points.ravel()
        array([1., 0.])
    """

    rate: float = 1.0
    shrink: float = 0.5
    enough: float = 1e-4
    most: int = 40

    def __post_init__(self) -> None:
        _check_positive(rate=self.rate, shrink=self.shrink, most=self.most)
        _check_below_one(shrink=self.shrink, enough=self.enough)

    def start(self, points: Array) -> State:
        """Return `None`: nothing is carried from step to step."""
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


@runtime_checkable
class _FixedStep(Protocol):
    """An optimizer whose largest stable rate on a bowl is known."""

    def stability_limit(self, curvature: float) -> float:
        """Return the largest stable rate on a bowl whose largest curvature is L."""
        ...


def stability_limit(optimizer: Optimizer, curvature: float) -> float:
    """Return the rate above which an optimizer diverges on a bowl whose largest curvature is L.

    Gradient descent 2/L, heavy ball 2(1 + m)/L, Nesterov 2(1 + m)/(L(1 + 2m)) (Polyak 1987; the last one
    follows from the roots of the same recursion). On a bowl the limit is exact; elsewhere, with L from
    `curvature` at a point, it tells what would happen if the bowl touching there went on for ever.

    Raises:
        MathError: If the curvature is not above 0, or no limit is known for this optimizer.

    Example:
        >>> stability_limit(GradientDescent(), 4.0)
        0.5
    """
    if not curvature > 0:
        raise MathError(f"the curvature {curvature:g} is not above 0; there is no bowl to stay in")
    if not isinstance(optimizer, _FixedStep):
        raise MathError(f"no stability limit is known for {type(optimizer).__name__}; it adapts its steps")
    return optimizer.stability_limit(curvature)


@dataclass(frozen=True)
class Method:
    """A row of the table of optimizers: how one is made from its rate, and which rate suits it.

    Attributes:
        optimizer: Makes the optimizer from a learning rate.
        rate_times_curvature: A rate that suits, times the largest curvature; `None` if another rule holds.
        rate_over_distance: A rate that suits, over the distance from the start to the minimum, for a method
            whose steps are about as long as its rate; `None` if another rule holds. Without either rule
            the method takes whole steps: its rate is 1.
    """

    optimizer: Callable[[float], Optimizer]
    rate_times_curvature: float | None = None
    rate_over_distance: float | None = None

    @property
    def takes_whole_steps(self) -> bool:
        """Whether the rate is 1 and not for the lecturer to choose."""
        return self.rate_times_curvature is None and self.rate_over_distance is None

    def suitable_rate(self, curvature: float, distance: float) -> float:
        """Return a learning rate for a function when none is given.

        Args:
            curvature: The largest curvature that matters, above 0.
            distance: From the start to the minimum, in data coordinates.

        Example:
            >>> OPTIMIZERS["Adam"].suitable_rate(curvature=2.0, distance=5.0)
            0.4
            >>> OPTIMIZERS["Newton"].suitable_rate(curvature=2.0, distance=5.0)
            1.0
        """
        if self.rate_times_curvature is not None:
            return self.rate_times_curvature / curvature
        if self.rate_over_distance is not None:
            return self.rate_over_distance * distance
        return 1.0


OPTIMIZERS: Mapping[str, Method] = MappingProxyType(
    {
        "gradient descent": Method(GradientDescent, rate_times_curvature=1.7),
        "momentum": Method(Momentum, rate_times_curvature=0.2),
        "Nesterov": Method(Nesterov, rate_times_curvature=0.3),
        "AdaGrad": Method(AdaGrad, rate_over_distance=0.25),
        # With PyTorch's decay of 0.99 the average takes hundreds of steps to forget the steep start.
        "RMSProp": Method(partial(RMSProp, decay=0.9), rate_over_distance=0.03),
        "Adam": Method(Adam, rate_over_distance=0.08),
        "Newton": Method(Newton),
    }
)
"""The optimizers that can be compared step by step, by name.

`LineSearch` is not among them: one of its steps evaluates the function many times, so its steps do not count
as the others' do.
"""
