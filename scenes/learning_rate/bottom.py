"""The minimum that a descent approaches, and the limit that it sets for learning rates."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

from mathcore import Expr, GradientDescent, Kind, classify, curvature, stability_limit


@dataclass(frozen=True, kw_only=True)
class Bottom:
    """The minimum below the start, and the limit that it sets for learning rates.

    Attributes:
        x: its position.
        corner: whether the curve has a corner there.
        curvature: the second derivative L there; None if it is not positive, or at a corner.
        limit: 2/L, the largest rate that can converge there; None without a curvature.
    """

    x: float
    corner: bool
    curvature: float | None
    limit: float | None

    @property
    def over(self) -> float:
        """The product of limit and curvature: 2 for gradient descent; 0 if there is no limit."""
        return 0.0 if self.curvature is None or self.limit is None else self.curvature * self.limit


def bottom_at(f: Expr, x: float) -> Bottom:
    """Return the properties of the minimum at `x`.

    >>> from mathcore import parse
    >>> bottom_at(parse("x^2"), 0.0)
    Bottom(x=0.0, corner=False, curvature=2.0, limit=1.0)
    """
    smooth = classify(f, x).kind is Kind.SMOOTH
    largest = curvature(f, x) if smooth else 0.0
    if not (isfinite(largest) and largest > 0 and isfinite(2 / largest)):
        return Bottom(x=x, corner=not smooth, curvature=None, limit=None)
    return Bottom(x=x, corner=False, curvature=largest, limit=stability_limit(GradientDescent(), largest))
