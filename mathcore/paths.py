"""The way that a descent took, and how it ended."""

from dataclasses import dataclass
from enum import Enum

from mathcore.errors import MathError
from mathcore.kernels import Array


class Ending(Enum):
    """How a descent ends; the value is the message.

    Example:
        >>> Ending.CONVERGED.value
        'converged'
    """

    CONVERGED = "converged"
    STEP_LIMIT = "step limit"
    DIVERGED = "diverged"
    LEFT_THE_DOMAIN = "left the domain"


@dataclass(frozen=True)
class Outcome:
    """How a descent ended, and at which step.

    Example:
        >>> str(Outcome(Ending.DIVERGED, 7))
        'diverged at step 7'
    """

    kind: Ending
    step: int

    def __str__(self) -> str:
        if self.kind in (Ending.DIVERGED, Ending.LEFT_THE_DOMAIN):
            return f"{self.kind.value} at step {self.step}"
        return self.kind.value


@dataclass(frozen=True, eq=False)
class Path:
    """The steps of one descent. Only finite points are kept: a run that diverges ends before.

    Attributes:
        points: Shape (k + 1, d), the start first.
        values: The function there, shape (k + 1,).
        gradients: Its gradients there, shape (k + 1, d).
        outcome: How it ended; `str(outcome)` is the message.

    Example:
        >>> from mathcore import GradientDescent, descend, parse
        >>> path = descend(parse("x^2"), 1.0, GradientDescent(rate=0.25), 1)
        >>> path.values, path.gradients.ravel()
        (array([1.  , 0.25]), array([2., 1.]))
    """

    points: Array
    values: Array
    gradients: Array
    outcome: Outcome

    def at(self, step: float) -> Array:
        """Return the position at a step that need not be whole, on the straight way between two, shape (d,).

        Example:
            >>> from mathcore import GradientDescent, descend, parse
            >>> descend(parse("x^2"), 1.0, GradientDescent(rate=0.25), 2).at(0.5)
            array([0.75])
        """
        last = len(self.points) - 1
        if not 0 <= step <= last:
            raise MathError(f"step {step:g} is outside the path; choose 0 to {last}")
        before = min(int(step), max(last - 1, 0))
        share = step - before
        return (1 - share) * self.points[before] + share * self.points[min(before + 1, last)]
