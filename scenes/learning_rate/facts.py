"""Three descents from one start on one curve, with a rate too small, right and too large.

Where the curvature at the minimum is L, no rate above 2/L can converge there.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

import numpy as np

from hillside.stage.errors import ParamError
from hillside.stage.framing import view_of
from hillside.stage.plane import SAMPLES, View, check_inside
from mathcore import (
    Expr,
    GradientDescent,
    Graph,
    Interval,
    Kind,
    Point,
    Polyline,
    Segment,
    classify,
    curvature,
    derivative,
    stability_limit,
)
from scenes.learning_rate.trial import Trial, bottom_below, starting_slope, try_rate
from scenes.shared.descents import LARGEST_RATE, two_digits, visible_hops

NAMES = ("small", "right", "large")
STEP_SHARES = (0.05, 0.6, 2.2)
"""First steps as shares of the distance to the minimum of a parabola: too small, right, too large."""


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
    """

    curve: Graph
    touch: Point
    small: Polyline | None
    right: Polyline | None
    large: Polyline | None
    exits: tuple[Segment | None, ...]
    trials: tuple[Trial, ...]
    bottom: Bottom | None

    @property
    def hops(self) -> tuple[Polyline | None, ...]:
        """The visible hops of all three descents."""
        return self.small, self.right, self.large


def three_trials(
    f: Expr,
    start: float,
    given: tuple[float | None, ...],
    steps: int,
    window: Interval | None,
    view: View,
) -> Trials:
    """Return the facts of three descents from one start, each with its rate.

    Args:
        f: the error.
        start: x where each descent starts.
        given: the rates chosen by the lecturer; None for those to choose here.
        steps: maximum number of steps of each descent.
        window: the lecturer's window of x, or None to choose one.
        view: the view.

    Raises:
        ParamError: if there is no slope at the start, or too little of it to choose a rate.
    """
    slope = starting_slope(f, start)
    x = bottom_below(f, start, slope)
    bottom = None if x is None else bottom_at(f, x)
    rates = given
    if None in given:
        # for a square sheet, so that the numbers are the same on every sheet
        distance = valley_view(f, start, window, 1.0).x.width / 4 if x is None else abs(start - x)
        usual = usual_rates(slope, distance, bottom)
        rates = tuple(auto if rate is None else rate for rate, auto in zip(given, usual, strict=True))
    trials = tuple(try_rate(f, start, rate, steps, x) for rate in rates if rate is not None)
    (small, right, large), exits = zip(*(visible_hops(trial.stops, view) for trial in trials), strict=True)
    return Trials(
        curve=Graph(f, view.x),
        touch=trials[0].stops[0],
        small=small,
        right=right,
        large=large,
        exits=exits,
        trials=trials,
        bottom=bottom,
    )


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


def usual_rates(slope: float, distance: float, bottom: Bottom | None) -> tuple[float, ...]:
    """Return three rates, too small, right and too large, rounded to two digits.

    Where the slope is nearly 0, as far out on a sigmoid, and no curvature determines a rate, the rates would
    be huge, and hide what should be seen there: that a descent cannot move.

    Args:
        slope: the slope at the start, not 0.
        distance: distance from the start to the minimum, in x.
        bottom: the minimum, or None; its curvature counts where it exceeds slope / distance.

    Raises:
        ParamError: if the rates would be huge.

    >>> usual_rates(slope=4.0, distance=2.0, bottom=None)
    (0.025, 0.3, 1.1)
    """
    bend = abs(slope) / distance
    if bottom is not None and bottom.curvature is not None:
        bend = max(bend, bottom.curvature)
    return tuple(_checked_rate(share / bend, slope) for share in STEP_SHARES)


def _checked_rate(rate: float, slope: float) -> float:
    """Return a rate rounded to two digits, or raise `ParamError` if it is huge."""
    if rate > LARGEST_RATE:
        raise ParamError(
            "start",
            f"the slope there is {slope:.2g}, so small that no sensible rate moves a descent; "
            "choose a start on steeper ground, or give the rates yourself",
        )
    return two_digits(rate)


def valley_view(f: Expr, start: float, window: Interval | None, aspect: float) -> View:
    """Return the view around the minimum that descents from `start` approach, or around the start if none.

    Raises:
        ParamError: if there is no slope at the start, or it lies outside the lecturer's window.
    """
    check_inside(start, window, "start", "start")
    bottom = bottom_below(f, start, starting_slope(f, start))
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
