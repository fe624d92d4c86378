"""How far a view of a curve at a point is from what a lecturer would draw; the weights come from looking."""

from dataclasses import dataclass
from math import atan, cos, radians

import numpy as np
from numpy.typing import NDArray

from hillside.stage.view import SAMPLES, View, drawable
from mathcore import Expr, Interval

EASY_ANGLES = (radians(20), radians(55))
"""On the paper, a slope between these is easily seen as a slope."""

LEAST_TURN = radians(30)
"""On the paper, the two sides of a corner should differ by so much."""

Values = NDArray[np.float64]
Slopes = tuple[float, float]
"""From the left and from the right."""


@dataclass(frozen=True)
class Near:
    """A curve over a window about a point.

    Attributes:
        x: where it is sampled, shape `(n,)`.
        y: its values there, which are not finite where it has none.
        at: the point.
        here: the value at the point.
        slopes: the slopes at the point, from the left and from the right.
        kink: how much the curve close to the point is like a corner, in y.
    """

    x: Values
    y: Values
    at: float
    here: float
    slopes: Slopes
    kink: float

    @property
    def steepest(self) -> float:
        """The slope at the point that is further from 0."""
        return max(self.slopes, key=abs)

    @property
    def finite(self) -> Values:
        """The values that a picture can hold."""
        return self.y[drawable(self.y)]


def near_point(f: Expr, at: float, here: float, slopes: Slopes, over: Interval) -> Near:
    """Return the curve `y = f(x)` over a window about the point `(at, here)`."""
    x = np.linspace(over.low, over.high, SAMPLES)
    return Near(x, f.roughly(x), at, here, slopes, _kink(f, at, here, slopes, over.width))


def _kink(f: Expr, at: float, here: float, slopes: Slopes, width: float) -> float:
    """Return how much the curve by the point is like a corner, in y.

    With d off the tangent at 3 % of the window and e at 6 %, a smooth curve has e = 4 d nearly and a
    corner e = 2 d.
    """
    step = 0.03 * width * np.array([-1.0, 1.0])
    along = np.array(slopes) * step
    near, far = (f.roughly(at + k * step) - here - k * along for k in (1.0, 2.0))
    with np.errstate(invalid="ignore", over="ignore"):  # next to a pole
        kinks = np.abs(4 * near - far)
    return float(kinks.max()) if np.isfinite(kinks).all() else 0.0


def cost_of(view: View, near: Near) -> float:
    """Return how far a view is from what a lecturer would draw of the curve; 0 is nothing to wish for."""
    y, slopes = near.y, near.slopes
    finite = np.isfinite(y)
    shown = finite & (y >= view.y.low) & (y <= view.y.high)
    cut = 1 - shown.sum() / max(int(finite.sum()), 1)
    turns = int(np.count_nonzero(np.diff(np.sign(np.diff(y[finite])))))
    cost = 0.7 * cut + 0.12 * max(turns - 4, 0)
    cost += 0.0 if abs(view.stretch - 1) < 1e-9 else 0.12
    cost += max(_angle_cost(slope * view.stretch) for slope in slopes) + _corner_cost(view, slopes)
    cost += _bend_cost(view, near) + _part_cost(view, near)
    return cost + _kink_cost(view, near) + _edge_cost(view, near)


def _angle_cost(slope_on_paper: float) -> float:
    if slope_on_paper == 0:
        return 0.0
    angle = atan(abs(slope_on_paper))
    low, high = EASY_ANGLES
    return 0.9 * max(low - angle, 0) / low + 2.4 * max(angle - high, 0) / (radians(90) - high)


def _corner_cost(view: View, slopes: Slopes) -> float:
    """Return a corner should be seen as one, and not as a bend."""
    left, right = (atan(slope * view.stretch) for slope in slopes)
    return 0.0 if left == right else 2.0 * max(0.0, 1 - abs(right - left) / LEAST_TURN)


def _bend_cost(view: View, near: Near) -> float:
    """The curve should be seen to leave its tangent near the point: by a twentieth of the height or more."""
    off = _off_tangent(view, near, 0.3)
    return 0.7 * max(0.0, 1 - off / 0.06) if off >= 0 else 1.0


def _part_cost(view: View, near: Near) -> float:
    """Right at the point it should not be seen to leave it, or the tangent would seem to be a wrong one."""
    off = _off_tangent(view, near, 0.02)
    return 0.5 * min(max(off / 0.004 - 1, 0.0), 3.0)


def _kink_cost(view: View, near: Near) -> float:
    """Return a corner should not be so close to the point that it seems to be at the point."""
    across = cos(atan(near.steepest * view.stretch))
    return 0.6 * min(near.kink / view.y.width * across / 0.003, 2.0)


def _off_tangent(view: View, near: Near, share: float) -> float:
    """Return how far the curve gets from its tangent within a share of the window, as a share of its height.

    The distance is across the tangent, not up, or a steep line would seem far from every curve; it is -1
    where there is no curve.
    """
    x = near.x - near.at
    close = np.isfinite(near.y) & (np.abs(x) <= share * view.x.width)
    if not close.any():
        return -1.0
    with np.errstate(over="ignore"):  # close to a pole the share may be infinite, and is then large enough
        line = np.where(x[close] < 0, *near.slopes) * x[close]
        rise = (near.y[close] - near.here - line) / view.y.width
    return float(np.abs(rise).max()) * cos(atan(near.steepest * view.stretch))


def _edge_cost(view: View, near: Near) -> float:
    at, here = near.at, near.here
    across = min(at - view.x.low, view.x.high - at) / view.x.width
    up = min(here - view.y.low, view.y.high - here) / view.y.width
    return 3.0 * max(0.0, 0.2 - across) + 3.0 * max(0.0, 0.2 - up)
