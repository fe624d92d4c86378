"""The window of a map: with equal scales, all required points, and terrain worth showing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import log10

import numpy as np

from hillside.stage.plane import DECADES, ROUND, USUAL_REACH, View, uneven_shares
from mathcore import Interval
from scenes.shared.maps.scalar_field import Array, Field

FILLED_SHARE = 0.8
"""Share of the window, across and up, that the points stay within, unless a figure asks for another."""
MIN_SPAN = 0.4
"""Minimum spread of the points, as a share of the window's shorter side, if there is such a window."""
FREE_DEVIATION = 0.25
"""Free deviation of a sample from the line between its neighbors, as a share of the spread of all samples."""
SHARES = uneven_shares(41, spread=0.8)
"""Sample positions, as shares of the window across and up."""


@dataclass(frozen=True, kw_only=True)
class MapCosts:
    """The costs of a candidate window; the one with the least sum is chosen.

    Attributes:
        outside: for each half of the filled part of the window by which a point lies outside it. Without it
            the point of `steepest --at 7.3 --at-y 4.2` stands by the edge.
        small: for each shorter side of the window by which the points spread less than `MIN_SPAN`. Without
            it the path of `landscape --function "x^2 + y^2" --start 0.2 --start-y 0.15` is a dot.
        unusual: for each factor of 10 between the size of the window and the usual one of -3 to 3, up to
            two. Without it `steepest --function "2x - y" --at 0.013 --at-y 0.02` shows -0.05 to 0.05.
        off_center: for a window not centered at zero, where readers expect the axes. Without it the map
            of `steepest` is centered at (1.5, 1.5).
        off_round: for a center that is not a multiple of half the reach. Without it the map of
            `steepest --function "2x - y" --at 20 --at-y 10` is from 14.3 to 25.7.
        undefined: for each share of the window where the function is undefined. Without it half the map of
            `steepest --function "sqrt(x) + y^2"` is empty.
        restless: for each spread by which the samples deviate from their neighbors beyond `FREE_DEVIATION`.
            Without it the map of `steepest --function "sin(8x) sin(8y)" --at 0.4 --at-y 0.9` has 15 waves.
    """

    outside: float = 30.0
    small: float = 2.0
    unusual: float = 0.3
    off_center: float = 0.15
    off_round: float = 0.1
    undefined: float = 1.5
    restless: float = 3.0


COSTS = MapCosts()


def no_further_cost(view: View) -> float:
    """Return 0, so that no view has a further cost."""
    return 0.0


def map_view(
    f: Field,
    seen: Array,
    window: Interval | None,
    aspect: float,
    filled: float = FILLED_SHARE,
    further_cost: Callable[[View], float] = no_further_cost,
) -> View:
    """Return a view with equal scales of x and y that contains the required points.

    Args:
        f: the function.
        seen: points that must be in it, shape `(k, 2)`: a start, a path.
        window: the lecturer's window of x, or None to choose one.
        aspect: width over height of the paper.
        filled: the share of the window, across and up, that the points stay within.
        further_cost: a further cost of a view, 0 to about 3.

    >>> from mathcore import parse
    >>> from scenes.shared.maps.scalar_field import field_of
    >>> path = np.array([[2.0, 1.0], [0.0, 0.0]])
    >>> map_view(field_of(parse("x^2 + y^2", ("x", "y"))), path, None, 1.0).x
    Interval(low=-3.0, high=3.0)
    """
    if window is not None:
        return _over(window, seen, aspect, filled)

    return min(_candidates(seen, aspect), key=lambda view: _cost(f, view, seen, filled, further_cost))


def _over(window: Interval, seen: Array, aspect: float, filled: float) -> View:
    """Return the view over a given window of x; y is centered at zero unless the points need otherwise."""
    height = window.width / aspect
    inside = seen[(seen[:, 0] >= window.low) & (seen[:, 0] <= window.high)]
    points = inside if len(inside) else seen
    middle = _middle(points)[1]
    reach = max(0.0, float(np.ptp(points[:, 1])) / 2)
    slack = max(0.0, filled * height / 2 - reach)
    center = min(max(0.0, middle - slack), middle + slack)
    return View(window, Interval(center - height / 2, center + height / 2), aspect)


def _middle(points: Array) -> Array:
    return (points.min(axis=0) + points.max(axis=0)) / 2


def _candidates(seen: Array, aspect: float) -> Iterator[View]:
    """Yield views of round size: centered at zero, at a round point near the middle, and at the middle."""
    x, y = _middle(seen).tolist()
    for reach in (mantissa * 10.0**decade for decade in DECADES for mantissa in ROUND):
        across, up = reach * max(aspect, 1.0), reach * max(1 / aspect, 1.0)
        step = reach / 2
        for center in {(0.0, 0.0), (round(x / step) * step, round(y / step) * step), (x, y)}:
            if max(abs(center[0]) / across, abs(center[1]) / up) < 1e6:
                yield View(
                    Interval(center[0] - across, center[0] + across),
                    Interval(center[1] - up, center[1] + up),
                    aspect,
                )


def _cost(f: Field, view: View, seen: Array, filled: float, further: Callable[[View], float]) -> float:
    sides = np.array([view.x.width, view.y.width])
    center = np.array([view.x.center, view.y.center])
    outside = float(np.maximum(np.abs(seen - center) / (filled * sides / 2) - 1, 0.0).max())
    if outside > 1.0:
        return 1e3 + outside
    spanned = float(np.hypot(*np.ptp(seen, axis=0))) / float(sides.min())
    reach = float(sides.min()) / 2
    decades = min(abs(log10(reach / USUAL_REACH)), 2.0)
    cost = COSTS.outside * outside + COSTS.small * max(MIN_SPAN - spanned, 0.0) + COSTS.unusual * decades
    if center.any():
        cost += COSTS.off_center + COSTS.off_round * bool(np.any(center % (reach / 2)))
    samples = f(*np.meshgrid(*(side.low + SHARES * side.width for side in (view.x, view.y))))
    cost += COSTS.undefined * (1.0 - float(np.isfinite(samples).mean()))
    cost += COSTS.restless * max(min(_restlessness(samples), 1.0) - FREE_DEVIATION, 0.0)
    return cost + further(view)


def _restlessness(samples: Array) -> float:
    """Return the deviation of samples from the line between their neighbors, as a share of their spread.

    Over four waves it is a fifth; beyond twenty, neighboring samples are uncorrelated. Median and quartiles
    make it robust to poles.
    """
    finite = samples[np.isfinite(samples)]
    with np.errstate(invalid="ignore", over="ignore"):  # next to a pole
        off = np.abs(np.concatenate([_off_neighbors(samples).ravel(), _off_neighbors(samples.T).ravel()]))
        off = off[np.isfinite(off)]
        if len(off) == 0:
            return 0.0
        low, high = np.quantile(finite, (0.25, 0.75)).tolist()
        return 2 * float(np.median(off)) / (high - low) if high > low else 0.0


def _off_neighbors(samples: Array) -> Array:
    """Return the deviation of every second sample in a row from the line between its neighbors."""
    before, at, after = SHARES[:-2:2], SHARES[1:-1:2], SHARES[2::2]
    share = (at - before) / (after - before)
    return samples[:, 1:-1:2] - (1 - share) * samples[:, :-2:2] - share * samples[:, 2::2]
