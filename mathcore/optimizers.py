"""The methods that walk downhill: each is its settings and one pure step.

Conventions and defaults are PyTorch's (torch.optim 2.x) where it has the method. `rate` is called lr there,
`decay` is alpha. g is the gradient at the current point, p the point.
"""

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from mathcore.errors import MathError
from mathcore.kernels import Array
from mathcore.objective import Local

State = Any
"""What a method carries from step to step; only the method itself looks inside."""


class Optimizer(Protocol):
    """A method of descent, pure: `start` gives its first state, `step` the move and the next state.

    Example:
        >>> from mathcore import parse
        >>> from mathcore.objective import local
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


def positive(**settings: float) -> None:
    """Refuse settings that are not above 0."""
    for name, value in settings.items():
        if not (value > 0 and np.isfinite(value)):
            raise MathError(f"{name} = {value:g} must be a number above 0")


def share(**settings: float) -> None:
    """Refuse settings that are not from 0 to below 1."""
    for name, value in settings.items():
        if not 0 <= value < 1:
            raise MathError(f"{name} = {value:g} must be at least 0 and below 1")


def not_negative(**settings: float) -> None:
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
        positive(rate=self.rate)

    def start(self, points: Array) -> State:
        """Return nothing is carried."""
        return None

    def step(self, here: Local, state: State) -> tuple[Array, State]:
        """Return -rate g."""
        return -self.rate * here.gradients, None


@dataclass(frozen=True)
class _WithVelocity:
    """What remembers its motion: b <- momentum b + g, with b = 0 at first."""

    rate: float = 0.001
    momentum: float = 0.9

    def __post_init__(self) -> None:
        positive(rate=self.rate)
        share(momentum=self.momentum)

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
