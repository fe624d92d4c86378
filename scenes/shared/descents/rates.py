"""Which learning rates to compare on a curve, and the limit of those that can settle at its bottom."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

from hillside.stage.errors import ParamError
from mathcore import Expr, GradientDescent, Kind, classify, curvature, stability_limit

SHARES = (0.05, 0.6, 2.2)
"""On a parabola the first step leads such a share of the way to the bottom: too small, right, too large."""
LARGEST = 1e12
"""No lecture has a larger rate; one that is found is refused."""


@dataclass(frozen=True, kw_only=True)
class Bottom:
    """The bottom of a valley, and what it says about rates.

    Attributes:
        x: where it is.
        corner: whether the curve has a corner there.
        curvature: the second derivative L there; None when it is not above 0, or there is a corner.
        limit: 2/L: no larger rate can settle there; None without a curvature.
    """

    x: float
    corner: bool
    curvature: float | None
    limit: float | None

    @property
    def over(self) -> float:
        """What the limit is over the curvature: 2 for gradient descent; 0 where there is no limit."""
        return 0.0 if self.curvature is None or self.limit is None else self.curvature * self.limit


def bottom_at(f: Expr, x: float) -> Bottom:
    """Return what the curve is like at its bottom `x`.

    >>> from mathcore import parse
    >>> bottom_at(parse("x^2"), 0.0)
    Bottom(x=0.0, corner=False, curvature=2.0, limit=1.0)
    """
    smooth = classify(f, x).kind is Kind.SMOOTH
    largest = curvature(f, x) if smooth else 0.0
    if not (isfinite(largest) and largest > 0 and isfinite(2 / largest)):
        return Bottom(x=x, corner=not smooth, curvature=None, limit=None)
    return Bottom(x=x, corner=False, curvature=largest, limit=stability_limit(GradientDescent(), largest))


def usual_rates(slope: float, way: float, bottom: Bottom | None) -> tuple[float, ...]:
    """Three rates, too small, right and too large, to two digits.

    Where the slope has all but vanished, as far out on a sigmoid, and no curvature says what suits the
    ground, they would have to be huge, and hide what is to be seen there: that a descent cannot move.

    Args:
        slope: the slope at the start, not 0.
        way: how far it is from there to the bottom.
        bottom: the bottom, if there is one; where it is more sharply curved than the way there, that counts.

    Raises:
        ParamError: if they would have to be huge.

    >>> usual_rates(slope=4.0, way=2.0, bottom=None)
    (0.025, 0.3, 1.1)
    """
    bend = abs(slope) / way
    if bottom is not None and bottom.curvature is not None:
        bend = max(bend, bottom.curvature)
    return tuple(sensible(share / bend, slope) for share in SHARES)


def sensible(rate: float, slope: float) -> float:
    """Return a rate that was found for a start with this slope, to two digits.

    Raises:
        ParamError: if it is huge, because there is hardly any slope.

    >>> sensible(0.123, slope=1.0)
    0.12
    """
    if rate > LARGEST:
        raise ParamError(
            "start",
            f"the slope there is {slope:.2g}, so small that no sensible rate moves a descent; "
            "choose a start on steeper ground, or give the rates yourself",
        )
    return float(f"{rate:.1e}")
