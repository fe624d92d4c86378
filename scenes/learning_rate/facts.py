"""Three descents from one start on one curve, with a rate too small, right and too large.

Where the curvature at the minimum is L, no rate above 2/L can converge there.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hillside.stage.framing import view_of
from hillside.stage.plane import SAMPLES, View, check_inside
from mathcore import Expr, Graph, Interval, Point, Polyline, Segment, bottom_below, derivative
from scenes.learning_rate.trials.rate_line import RateLine, rate_line
from scenes.learning_rate.trials.rates import (
    Bottom,
    Trial,
    bottom_at,
    rates_by_trial,
    starting_slope,
    try_rate,
)
from scenes.shared.descents import points_until, visible_hops

NAMES = ("small", "right", "large")


@dataclass(frozen=True)
class ValleyFraming:
    """How much of the curve is shown; each number is a share of a distance that the start determines.

    Attributes:
        aside: reach of the window to both sides of the minimum, over its distance from the start. At 1 the
            first hop of the third descent of `learning-rate` leads out of the picture.
        above: maximum height shown above the minimum, over that of the start. Without it the walls of
            `learning-rate --function x^4 --start 0.5` press its descents to the ground.
        below: maximum depth shown below the minimum, where there is lower ground, over the same height.
            Without it `learning-rate --function "x^2/2 - 0.05/(x + 1)^2" --start 1` is a line with a crack.
        headroom: margin above and below what is shown, over its height.
        least_rise: relative height of the start over a minimum below which the difference is rounding.
    """

    aside: float = 1.75
    above: float = 3.4
    below: float = 1.5
    headroom: float = 0.08
    least_rise: float = 1e-12


FRAMING = ValleyFraming()


@dataclass(frozen=True, kw_only=True)
class Trials:
    """The facts of the three descents.

    Attributes:
        curve: the graph of the error.
        touch: the starting point on the curve.
        small: the visible hops of the first descent; None if there are none.
        right: those of the second.
        large: those of the third.
        exits: for each descent, the hop that leaves the picture, clipped at its edge, or None.
        trials: the descents with their outcomes.
        bottom: the minimum below the start, or None.
        line: the line of all rates.
        count: the number of steps taken.
        steps: the number of steps that each may take.
    """

    curve: Graph
    touch: Point
    small: Polyline | None
    right: Polyline | None
    large: Polyline | None
    exits: tuple[Segment | None, ...]
    trials: tuple[Trial, ...]
    bottom: Bottom | None
    line: RateLine
    count: int
    steps: int

    @property
    def hops(self) -> tuple[Polyline | None, ...]:
        """The visible hops of all three descents."""
        return self.small, self.right, self.large


def three_trials(
    f: Expr,
    start: float,
    given: tuple[float | None, ...],
    steps: int,
    step: float,
    window: Interval | None,
    view: View,
) -> Trials:
    """Return the facts of three descents from one start, each with its rate.

    Args:
        f: the error.
        start: x where each descent starts.
        given: the rates chosen by the lecturer; None for those to choose here.
        steps: maximum number of steps of each descent.
        step: the number of steps taken; at a fraction each descent is between two iterates.
        window: the lecturer's window of x, or None to choose one.
        view: the view.

    Raises:
        ParamError: if there is no slope at the start, or too little of it to choose a rate.
    """
    slope = starting_slope(f, start)
    x = bottom_below(f, start)
    bottom = None if x is None else bottom_at(f, x)
    rates = given
    if None in given:
        # for a square sheet, so that the numbers are the same on every sheet
        distance = valley_view(f, start, window, 1.0).x.width / 4 if x is None else abs(start - x)
        found = rates_by_trial(f, start, slope, distance, bottom, steps)
        rates = tuple(auto if rate is None else rate for rate, auto in zip(given, found, strict=True))
    trials = tuple(try_rate(f, start, rate, steps, x) for rate in rates if rate is not None)
    taken = [points_until(trial.stops, step) for trial in trials]
    (small, right, large), exits = zip(*(visible_hops(stops, view) for stops in taken), strict=True)
    return Trials(
        curve=Graph(f, view.x),
        touch=trials[0].stops[0],
        small=small,
        right=right,
        large=large,
        exits=exits,
        trials=trials,
        bottom=bottom,
        line=rate_line(f, start, tuple(trial.rate for trial in trials), steps, bottom),
        count=int(step),
        steps=steps,
    )


def valley_view(f: Expr, start: float, window: Interval | None, aspect: float) -> View:
    """Return the view around the minimum that descents from `start` approach, or around the start if none.

    Raises:
        ParamError: if there is no slope at the start, or it lies outside the lecturer's window.
    """
    check_inside(start, window, "start", "start")
    starting_slope(f, start)
    bottom = bottom_below(f, start)
    rise = 0.0 if bottom is None else float(f(start)) - float(f(bottom))
    if bottom is None or rise <= FRAMING.least_rise * abs(float(f(start))):
        return view_of(f, start, float(derivative(f, start)), window, aspect)
    reach = FRAMING.aside * abs(start - bottom)
    over = Interval(bottom - reach, bottom + reach) if window is None else window
    height, floor = float(f(start)), float(f(bottom))
    y = f.roughly(np.linspace(over.low, over.high, SAMPLES))
    y = y[np.isfinite(y)]
    low = max(float(y.min()), floor - FRAMING.below * rise)
    high = min(max(float(y.max()), height), floor + FRAMING.above * rise)
    room = FRAMING.headroom * (high - low)
    return View(over, Interval(low - room, high + room), aspect)
