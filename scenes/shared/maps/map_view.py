"""Which part of a function of two variables to show: all of the way, on ground that is worth seeing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import log10

import numpy as np

from hillside.stage.view import DECADES, ROUND, USUAL_REACH, View, uneven
from mathcore import Interval
from scenes.shared.maps.squares import Array, Field

ROOMY = 0.8
"""The way stays within so much of the window, across and up, unless something else is asked for,"""
SPANNED = 0.4
"""and takes at least so much of its shorter side, if there is a window of the kind."""
UNEVEN = uneven(41, spread=0.8)
"""Shares across and up at which the ground is looked at."""
CALM, RESTLESS = 0.25, 3.0
"""By this share of what the heights vary one may be foretold wrongly from its neighbors; what more costs."""


def no_wish(view: View) -> float:
    """Any view is as good as another."""
    return 0.0


def map_view(
    f: Field,
    way: Array,
    window: Interval | None,
    aspect: float,
    roomy: float = ROOMY,
    wish: Callable[[View], float] = no_wish,
) -> View:
    """Return a view with equal scales of x and y that holds a way.

    Args:
        f: the function.
        way: points that must be seen, shape `(k, 2)`: a start, a path.
        window: the window of x when the lecturer has chosen it.
        aspect: width over height of the paper.
        roomy: the share of the window, across and up, that the way stays within.
        wish: what a view costs besides, 0 to about 3.

    >>> from mathcore import parse
    >>> from scenes.shared.maps.squares import field_of
    >>> way = np.array([[2.0, 1.0], [0.0, 0.0]])
    >>> map_view(field_of(parse("x^2 + y^2", ("x", "y"))), way, None, 1.0).x
    Interval(low=-3.0, high=3.0)
    """
    if window is not None:
        height = window.width / aspect
        inside = way[(way[:, 0] >= window.low) & (way[:, 0] <= window.high)]
        middle = _middle(inside if len(inside) else way)[1]
        # The usual window of y is about zero; it moves no further than the way needs.
        reach = max(0.0, float(np.ptp((inside if len(inside) else way)[:, 1])) / 2)
        slack = max(0.0, roomy * height / 2 - reach)
        center = min(max(0.0, middle - slack), middle + slack)
        return View(window, Interval(center - height / 2, center + height / 2), aspect)
    candidates = ((_cost(f, view, way, roomy, wish), view) for view in _views(way, aspect))
    return min(candidates, key=lambda found: found[0])[1]


def _middle(way: Array) -> Array:
    return (way.min(axis=0) + way.max(axis=0)) / 2


def _views(way: Array, aspect: float) -> Iterator[View]:
    """Views of round size, about zero and about a round point near the middle of the way."""
    x, y = _middle(way).tolist()
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


def _cost(f: Field, view: View, way: Array, roomy: float, wish: Callable[[View], float]) -> float:
    sides = np.array([view.x.width, view.y.width])
    center = np.array([view.x.center, view.y.center])
    outside = float(np.maximum(np.abs(way - center) / (roomy * sides / 2) - 1, 0.0).max())
    if outside > 1.0:
        return 1e3 + outside
    spanned = float(np.hypot(*np.ptp(way, axis=0))) / float(sides.min())
    reach = float(sides.min()) / 2
    cost = (
        30.0 * outside + 2.0 * max(SPANNED - spanned, 0.0) + 0.3 * min(abs(log10(reach / USUAL_REACH)), 2.0)
    )
    cost += 0.0 if not center.any() else 0.15 + 0.1 * bool(np.any(center % (reach / 2)))
    heights = f(*np.meshgrid(*(side.low + UNEVEN * side.width for side in (view.x, view.y))))
    return cost + 1.5 * (1.0 - float(np.isfinite(heights).mean())) + _restless(heights) + wish(view)


def _restless(heights: Array) -> float:
    """Return what it costs that the ground goes up and down too often to be seen.

    From every second height the one between is foretold: over four waves it errs by a fifth of what the
    heights vary, and beyond twenty nothing can be foretold. Medians and quartiles leave poles out of it.
    """
    finite = heights[np.isfinite(heights)]
    with np.errstate(invalid="ignore", over="ignore"):  # next to a pole
        off = np.abs(np.concatenate([_unforetold(heights).ravel(), _unforetold(heights.T).ravel()]))
        off = off[np.isfinite(off)]
        if len(off) == 0:
            return 0.0
        low, high = np.quantile(finite, (0.25, 0.75)).tolist()
        erred = 2 * float(np.median(off)) / (high - low) if high > low else 0.0
    return RESTLESS * max(min(erred, 1.0) - CALM, 0.0)


def _unforetold(heights: Array) -> Array:
    """Return what every second height in a row is off the straight line between its neighbors."""
    before, at, after = UNEVEN[:-2:2], UNEVEN[1:-1:2], UNEVEN[2::2]
    share = (at - before) / (after - before)
    return heights[:, 1:-1:2] - (1 - share) * heights[:, :-2:2] - share * heights[:, 2::2]
