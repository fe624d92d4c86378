"""The optimizers: each a frozen dataclass of hyperparameters with a pure step function.

Conventions and defaults are those of PyTorch (torch.optim 2.x) where it has the method; its lr is `rate`
here, its alpha `decay`. In the formulas p is the current point and g the gradient there.

To add an optimizer, write its class here and its row in `OPTIMIZERS` at the end of the file.
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
    """A function at n points at once; second derivatives and other values are computed on request.

    Attributes:
        points: The current points, shape (n, d).
        values: The values there, shape (n,).
        gradients: The gradients there, shape (n, d).
        hessians: Computes the Hessians there, shape (n, d, d).
        values_at: Computes the values at other points, shape (n, d), as shape (n,).
    """

    points: Array
    values: Array
    gradients: Array
    hessians: Callable[[], Array]
    values_at: Callable[[Array], Array]


State = Any
"""The state of an optimizer between steps, opaque to all others."""


class Optimizer(Protocol):
    """A descent method without side effects: `start` returns its state, `step` the update and the next state.

    Example:
        >>> from mathcore import parse
        >>> from mathcore.descent.descent import local
        >>> here = local(parse("x^2"), np.array([[3.0]]))
        >>> method: Optimizer = GradientDescent(rate=0.5)
        >>> method.step(here, method.start(here.points))
        (array([[-3.]]), None)
    """

    def start(self, points: Array) -> State:
        """Return the initial state for points of shape (n, d)."""
        ...

    def step(self, here: Local, state: State) -> tuple[Array, State]:
        """Return the update to add to the points, shape (n, d), and the next state."""
        ...


def _check_positive(**settings: float) -> None:
    """Raise `MathError` unless all settings are above 0."""
    for name, value in settings.items():
        if not (value > 0 and np.isfinite(value)):
            raise MathError(f"{name} = {value:g} must be a number above 0")


def _check_below_one(**settings: float) -> None:
    """Raise `MathError` unless all settings are in [0, 1)."""
    for name, value in settings.items():
        if not 0 <= value < 1:
            raise MathError(f"{name} = {value:g} must be at least 0 and below 1")


def _check_not_negative(**settings: float) -> None:
    """Raise `MathError` unless all settings are at least 0."""
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
    """A method with a velocity b <- momentum b + g, initially 0."""

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
    """Heavy ball: b <- momentum b + g, p <- p - rate b, with b = 0 initially (Polyak 1964).

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
    """AdaGrad: steps scaled by the accumulated squared gradients (Duchi, Hazan and Singer 2011).

    s <- s + g^2, p <- p - rate g / (sqrt(s) + eps).

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
    """RMSProp: steps scaled by a moving average of the squared gradients (Tieleman and Hinton 2012).

    s <- decay s + (1 - decay) g^2, p <- p - rate g / (sqrt(s) + eps).

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
    """Adam: bias-corrected moving averages of the gradient and its square (Kingma and Ba 2015).

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
        """Return t = 0, m = 0 and s = 0."""
        return 0, np.zeros_like(points), np.zeros_like(points)

    def step(self, here: Local, state: State) -> tuple[Array, State]:
        """Return -rate times the corrected average over the root of the corrected average square."""
        t, average, square = state
        t += 1
        average = self.beta1 * average + (1 - self.beta1) * here.gradients
        square = self.beta2 * square + (1 - self.beta2) * here.gradients**2
        spread = np.sqrt(square / (1 - self.beta2**t)) + self.eps
        return -self.rate * _ratio(average / (1 - self.beta1**t), spread), (t, average, square)


def _ratio(over: Array, under: Array) -> Array:
    """Return over / under with 0/0 = 0: no update where all gradients have been 0."""
    return np.divide(over, under, out=np.zeros_like(over), where=under != 0)


@dataclass(frozen=True)
class Newton:
    """Newton's method: p <- p - rate (H + damping I)^-1 g, H the Hessian.

    It jumps to the stationary point of the local quadratic model, be it a minimum, a maximum or a saddle. A
    damping above minus the smallest eigenvalue of H makes the step a descent direction (Levenberg 1944).

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
        """Return -rate (H + damping I)^-1 g, not finite where that matrix is singular."""
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
    """Steepest descent with backtracking line search (Armijo 1966).

    The update is -t g for the first t = rate, shrink rate, shrink^2 rate, ... that satisfies the Armijo
    condition f(p - t g) <= f(p) - enough t |g|^2, and 0 if none of the first `most` does.

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
        """Return the first update that satisfies the Armijo condition, 0 if none does."""
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


@dataclass(frozen=True, eq=False)
class AtRates:
    """A method at several learning rates at once, one for each row of points.

    It is right for methods whose update is the rate times something that does not depend on it, as that of
    all methods above but the line search is.

    Attributes:
        optimizer: The method with the rate 1.
        rates: The rates, shape (n,).

    Example:
        >>> from mathcore import descend_all, parse
        >>> both = AtRates(GradientDescent(rate=1.0), np.array([0.25, 0.5]))
        >>> [path.points[-1, 0].item() for path in descend_all(parse("x^2"), [[4.0], [4.0]], both, 1)]
        [2.0, 0.0]
    """

    optimizer: Optimizer
    rates: Array

    def start(self, points: Array) -> State:
        """Return the initial state of the method."""
        return self.optimizer.start(points)

    def step(self, here: Local, state: State) -> tuple[Array, State]:
        """Return the updates of the method, each row times its rate."""
        move, state = self.optimizer.step(here, state)
        return self.rates[:, None] * move, state


@runtime_checkable
class _FixedStep(Protocol):
    """An optimizer with a known stability limit on a quadratic bowl."""

    def stability_limit(self, curvature: float) -> float:
        """Return the largest stable rate on a quadratic bowl whose largest curvature is L."""
        ...


def stability_limit(optimizer: Optimizer, curvature: float) -> float:
    """Return the rate above which an optimizer diverges on a quadratic bowl whose largest curvature is L.

    Gradient descent 2/L, heavy ball 2(1 + m)/L, Nesterov 2(1 + m)/(L(1 + 2m)) (Polyak 1987; the last one
    follows from the roots of the same recursion). On a quadratic bowl the limit is exact; elsewhere, with L
    from `curvature` at a point, it holds for the quadratic model there.

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
    """A row of the table of optimizers: its constructor, and the rule for its default rate.

    Attributes:
        optimizer: Makes the optimizer from a learning rate, and from a momentum if it has one.
        rate_times_curvature: Default rate times the largest curvature; `None` if another rule holds.
        rate_over_distance: Default rate divided by the distance from the start to the minimum, for a method
            whose steps are about as long as its rate; `None` if another rule holds. Without either rule
            the method takes full steps: its rate is 1.
        momenta: The usual values of its momentum; none if it has no such setting.
    """

    optimizer: Callable[..., Optimizer]
    rate_times_curvature: float | None = None
    rate_over_distance: float | None = None
    momenta: tuple[float, ...] = ()

    @property
    def takes_full_steps(self) -> bool:
        """Whether the rate is fixed at 1."""
        return self.rate_times_curvature is None and self.rate_over_distance is None

    def default_rate(self, curvature: float, distance: float) -> float:
        """Return the default learning rate.

        Args:
            curvature: The largest curvature of the function near the path, above 0.
            distance: From the start to the minimum, in data coordinates.

        Example:
            >>> OPTIMIZERS["Adam"].default_rate(curvature=2.0, distance=5.0)
            0.4
            >>> OPTIMIZERS["Newton"].default_rate(curvature=2.0, distance=5.0)
            1.0
        """
        if self.rate_times_curvature is not None:
            return self.rate_times_curvature / curvature
        if self.rate_over_distance is not None:
            return self.rate_over_distance * distance
        return 1.0


USUAL_MOMENTA = (0.9, 0.8, 0.5)
"""Values of a momentum that are tried first, the most usual at the head."""

OPTIMIZERS: Mapping[str, Method] = MappingProxyType(
    {
        "gradient descent": Method(GradientDescent, rate_times_curvature=1.7),
        "momentum": Method(Momentum, rate_times_curvature=0.2, momenta=USUAL_MOMENTA),
        "Nesterov": Method(Nesterov, rate_times_curvature=0.3, momenta=USUAL_MOMENTA),
        "AdaGrad": Method(AdaGrad, rate_over_distance=0.25),
        # With PyTorch's decay of 0.99 the steep start dominates the average for hundreds of steps.
        "RMSProp": Method(partial(RMSProp, decay=0.9), rate_over_distance=0.03),
        "Adam": Method(Adam, rate_over_distance=0.08),
        "Newton": Method(Newton),
    }
)
"""The optimizers that can be compared step by step, by name.

`LineSearch` is not among them: one of its steps evaluates the function many times, so that step counts would
not be comparable.
"""
