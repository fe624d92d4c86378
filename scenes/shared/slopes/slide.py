"""The slide of a point along a curve in a film: where it begins."""

from __future__ import annotations

import numpy as np

from hillside.stage.plane import View
from mathcore import Expr, Interval, derivative, gaps
from scenes.shared.slopes.tangency import slope_of

SLIDES = (0.4, 0.3, 0.2, 0.1)
"""Lengths of a slide that are tried, as shares of half the window."""
SAMPLES = 41


def slide_to(f: Expr, at: float, view: View) -> float:
    """Return where a point begins to slide to `at`: the curve is visible from there, with one sign of slope.

    It is the point itself if there is none.

    >>> from mathcore import parse
    >>> round(slide_to(parse("x^2"), 1.0, View(Interval(-2, 2), Interval(-1, 4), 1.0)), 9)
    0.2
    """
    slope = slope_of(f, at)
    for share in SLIDES:
        for x in (at - share * view.x.width / 2, at + share * view.x.width / 2):
            slopes = np.asarray(derivative(f, np.linspace(x, at, SAMPLES)), dtype=float)
            alike = (slopes * slope >= 0).all() and abs(slopes[0]) != abs(slope)
            if is_visible(f, x, at, view) and alike:
                return x
    return at


def is_visible(f: Expr, one: float, other: float, view: View) -> bool:
    """Return whether a curve is smooth and in the view from one point to another."""
    x = np.linspace(one, other, SAMPLES)
    y = f.roughly(x)
    inside = (y > view.y.low) & (y < view.y.high)
    return bool(inside.all()) and not gaps(f, Interval(min(one, other), max(one, other)))
