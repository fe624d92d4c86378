"""What part of the plane is shown, the windows that a lecturer is used to, and where they are sampled."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import hypot

import numpy as np
from numpy.typing import NDArray

from hillside.stage.errors import ParamError
from mathcore import Interval

ROUND = (1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0)
DECADES = range(-7, 8)
USUAL_REACH = 3.0
"""Half the width of the window that a blackboard has: -3 to 3."""
SAMPLES = 241
HEADROOM = 0.1
"""Room above and below the curve, as a share of its height."""
HUGE = 1e150
"""No picture holds a value as large as this."""
MORE_ROOM = (0.15, 0.25, 0.4)
"""So much more is shown, as a share of the window, when labels find no place."""
MUCH = 0.25
"""From this share on, the scale of y may give way alone."""


@dataclass(frozen=True)
class View:
    """What part of the plane is shown.

    Attributes:
        x: the window of x.
        y: the window of y.
        aspect: width over height of the paper that it is drawn on.
        width: of that paper, in layout pixels, for those who judge what room there is.
    """

    x: Interval
    y: Interval
    aspect: float
    width: float = 1000.0

    @property
    def stretch(self) -> float:
        """The length of one unit of y on the paper over that of one unit of x: 1 is equal scales.

        >>> View(Interval(0, 4), Interval(0, 2), 2.0).stretch
        1.0
        """
        return self.x.width / (self.y.width * self.aspect)

    def reach(self, slope: float, share: float) -> float:
        """Return how far a line of `slope` runs in x over a `share` of the window's shorter side on paper.

        >>> round(View(Interval(0, 4), Interval(0, 4), 1.0).reach(0.75, 0.5), 3)
        1.6
        """
        shorter = self.x.width * min(1.0, 1.0 / self.aspect)
        return share * shorter / hypot(1.0, slope * self.stretch)


def drawable(y: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return which values a picture can hold, in the shape of `y`: no infinite ones, and none next to a pole.

    >>> drawable(np.array([1.0, np.nan, 1e200, -np.inf])).tolist()
    [True, False, False, False]
    """
    return np.isfinite(y) & (np.abs(y) < HUGE)


def roomier(view: View, window: Interval | None = None) -> Iterator[View]:
    """Yield the view with more room around what it shows, the least change first.

    First from further away, where scales that are equal stay equal, unless the lecturer has chosen the
    `window` of x; then with more room above and below, below, or above.

    >>> square = View(Interval(0, 4), Interval(0, 4), 1.0)
    >>> [(round(each.x.width, 2), round(each.y.width, 2)) for each in roomier(square)][:4]
    [(4.6, 4.6), (5.0, 5.0), (4.0, 5.0), (4.0, 5.0)]
    """
    for more in MORE_ROOM:
        half = more / 2
        if window is None:
            yield replace(view, x=_widened(view.x, half, half), y=_widened(view.y, half, half))
        if more >= MUCH:
            for below, above in ((half, half), (more, 0.0), (0.0, more)):
                yield replace(view, y=_widened(view.y, below, above))


def _widened(over: Interval, low: float, high: float) -> Interval:
    """Return an interval and further shares of its width at its two ends."""
    return Interval(over.low - low * over.width, over.high + high * over.width)


def check_inside(x: float, window: Interval | None, name: str, what: str) -> None:
    """Refuse a point outside the window that the lecturer has chosen.

    Args:
        x: the point.
        window: the window, if one was chosen.
        name: the parameter that the point came from.
        what: what the point is, in a word.

    Raises:
        ParamError: if the point lies outside.
    """
    if window is not None and x not in window:
        raise ParamError(
            name,
            f"{x:g} lies outside the window {window.low:g} to {window.high:g}; "
            f"choose a {what} inside it, or a wider window",
        )


def uneven(count: int, spread: float = 1.0) -> NDArray[np.float64]:
    """Return rising shares of an interval, from 0 to below 1, at no even distances: shape `(count,)`.

    The one of number i is i + `spread` times the fraction of i² times the golden ratio, scaled: at even
    distances, or ones of few kinds, a fast wave would look like a slow one.

    >>> uneven(3).round(3).tolist()
    [0.0, 0.539, 0.824]
    """
    steps = np.arange(count)
    return (steps + spread * (steps**2 * (5**0.5 - 1) / 2 % 1.0)) / (count - 1 + spread)
