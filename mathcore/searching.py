"""The methods that ask for more than the gradient: Newton's curvature, the line search's other points."""

from dataclasses import dataclass

import numpy as np

from mathcore.kernels import Array
from mathcore.objective import Local
from mathcore.optimizers import State, not_negative, positive, share


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
        positive(rate=self.rate)
        not_negative(damping=self.damping)

    def start(self, points: Array) -> State:
        """Return nothing is carried."""
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
        positive(rate=self.rate, shrink=self.shrink, most=self.most)
        share(shrink=self.shrink, enough=self.enough)

    def start(self, points: Array) -> State:
        """Return nothing is carried."""
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
