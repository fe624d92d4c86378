"""Which part of a curve to show so that descents from one start with any rate can be compared on it."""

from __future__ import annotations

import numpy as np

from hillside.stage.framing import view_of
from hillside.stage.view import SAMPLES, View, check_inside
from mathcore import Expr, Interval, Point, Polyline, Segment, derivative
from scenes.shared.descents.trial import bottom_below, slope_of

ASIDE = 1.75
"""The window reaches so far to both sides of the bottom, in ways from the start to the bottom."""
ABOVE = 3.4
"""It shows heights above the bottom up to so many times that of the start,"""
BELOW = 1.5
"""and below it, if there is lower ground, down to so many times that height."""
HEADROOM = 0.08
LEAST_RISE = 1e-12
"""A bottom lower than the start by less than this share of its height is only rounding."""


def trial_view(f: Expr, start: float, window: Interval | None, aspect: float) -> View:
    """The window around the bottom that descents from `start` make for, or around the start without one.

    Raises:
        ParamError: if there is no slope at the start, or it lies outside the window that was chosen.
    """
    check_inside(start, window, "start", "start")
    bottom = bottom_below(f, start, slope_of(f, start))
    rise = 0.0 if bottom is None else float(f(start)) - float(f(bottom))
    if bottom is None or rise <= LEAST_RISE * abs(float(f(start))):
        return view_of(f, start, float(derivative(f, start)), window, aspect)
    reach = ASIDE * abs(start - bottom)
    over = Interval(bottom - reach, bottom + reach) if window is None else window
    height, floor = float(f(start)), float(f(bottom))
    y = f.roughly(np.linspace(over.low, over.high, SAMPLES))
    y = y[np.isfinite(y)]
    low = max(float(y.min()), floor - BELOW * rise)
    high = min(max(float(y.max()), height), floor + ABOVE * rise)
    room = HEADROOM * (high - low)
    return View(over, Interval(low - room, high + room), aspect)


def seen_hops(stops: tuple[Point, ...], view: View) -> tuple[Polyline | None, Segment | None]:
    """The hops of a descent before the first that leads out of the view, and that one as far as the edge.

    Either is None when there is none.
    """
    inside = [point.x in view.x and point.y in view.y for point in stops]
    count = inside.index(False) if False in inside else len(stops)
    hops = Polyline(stops[:count]) if count > 1 else None
    if not 0 < count < len(stops):
        return hops, None
    here = stops[count - 1]
    return hops, Segment(here, _leaving(here, stops[count], view))


def _leaving(here: Point, there: Point, view: View) -> Point:
    """Return where the straight way from a point in the view to one outside crosses the edge."""
    x_edge = view.x.high if there.x > here.x else view.x.low
    y_edge = view.y.high if there.y > here.y else view.y.low
    shares = [1.0]
    if there.x not in view.x:
        shares.append((x_edge - here.x) / (there.x - here.x))
    if there.y not in view.y:
        shares.append((y_edge - here.y) / (there.y - here.y))
    share = min(shares)
    return Point(here.x + share * (there.x - here.x), here.y + share * (there.y - here.y))
