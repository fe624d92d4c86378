"""The facts of the rule for a parameter: at each of three points, one step against the slope of the error."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from math import inf

import numpy as np

from hillside.stage.errors import ParamError
from hillside.stage.lettering.equations import Equation, equation
from hillside.stage.plane import View
from mathcore import Expr, Interval, critical_points
from scenes.shared.slopes.sign_chart import SIGNS, SignChart, SignView, moved, sign_chart
from scenes.shared.slopes.sign_points import SignPoints
from scenes.shared.slopes.tangency import slope_of

TANGENT_SHARE, MOST_STRETCH = 0.38, 1.8
"""Length of each tangent to each side of its point, as a share of the panel's shorter side, and the factor by
which it is longer in flat panels: else it is a stub."""
MANTISSAS = (5.0, 2.5, 2.0, 1.0)
"""Rates, times a power of ten, from the largest on."""
LONGEST_STEP = 0.22
"""Longest step at the rate that is chosen, as a share of the window,"""
SHORT_OF_TURN = 0.6
"""and as a share of the way to the next minimum or maximum."""
USUAL_RATE = 0.1
"""The rate where there is no slope to choose one by."""
WIDEST = 2.0
"""Factor by which the window may grow for a step at the lecturer's rate."""


@dataclass(frozen=True)
class GuideView:
    """The view of the error, the points at which it is shown, and the rate.

    Attributes:
        signs: the view and the points.
        rate: the learning rate.
    """

    signs: SignView
    rate: float

    @property
    def view(self) -> View:
        """The part of the plane."""
        return self.signs.view


@dataclass(frozen=True, kw_only=True)
class Guide:
    """The facts of the rule.

    Attributes:
        chart: the error, and its tangent at each point.
        rate: the learning rate.
        climbing_step: the step from the point where the derivative is positive, or None if there is none.
        falling_step: the same where it is negative.
        flat_step: the same where it is 0.
    """

    chart: SignChart
    rate: float
    climbing_step: Equation | None
    falling_step: Equation | None
    flat_step: Equation | None

    @property
    def steps(self) -> dict[str, Equation]:
        """The steps that exist, by the name of their point: old - rate * slope = new."""
        found = {name: getattr(self, f"{name}_step") for name in SIGNS}
        return {name: each for name, each in found.items() if each is not None}


def guide_view(f: Expr, shown: SignView, rate: float | None, window: Interval | None) -> GuideView:
    """Return the view with a rate, and with room for its steps.

    Args:
        f: the error.
        shown: the view and the points.
        rate: the lecturer's rate, or None to choose one.
        window: the lecturer's window, or None if none was chosen.

    Raises:
        ParamError: if the rate is not positive, or a step leads out of the picture.
    """
    points = [at for at in (shown.points.climbing, shown.points.falling) if at is not None]
    slopes = [(at, slope_of(f, at)) for at in points]
    if rate is None:
        return GuideView(shown, _chosen_rate(f, slopes, shown.view.x))
    if rate <= 0:
        raise ParamError("rate", f"the rate {rate:g} leads nowhere or uphill; choose a positive one")
    new = [at - rate * slope for at, slope in slopes]
    return GuideView(replace(shown, view=_with_room(f, shown.view, new, rate, window)), rate)


def _chosen_rate(f: Expr, slopes: list[tuple[float, float]], over: Interval) -> float:
    """Return the largest round rate at which each step is short of the next turn and of the window's edge."""
    most = min((_longest_step(f, at, slope, over) / abs(slope) for at, slope in slopes), default=inf)
    return next((rate for rate in _round_rates() if rate <= most), USUAL_RATE) if most < inf else USUAL_RATE


def _longest_step(f: Expr, at: float, slope: float, over: Interval) -> float:
    ahead = [(at - point.x) * (1 if slope > 0 else -1) for point in critical_points(f, over)]
    turn = min((way for way in ahead if way > 0), default=over.width)
    return min(LONGEST_STEP * over.width, SHORT_OF_TURN * turn)


def _round_rates() -> Iterator[float]:
    return (float(f"{mantissa * 10.0**power:.2g}") for power in range(12, -25, -1) for mantissa in MANTISSAS)


def _with_room(f: Expr, view: View, new: list[float], rate: float, window: Interval | None) -> View:
    """Return the view, widened so that it holds the new values of the parameter."""
    low, high = min([view.x.low, *new]), max([view.x.high, *new])
    room = 1.0 if window is not None else WIDEST
    if high - low > room * view.x.width * (1 + 1e-9):
        far = max(new, key=lambda x: abs(x - view.x.center))
        raise ParamError(
            "rate",
            f"at the rate {rate:g} a step leads to {far:g}, far out of the picture from {view.x.low:g} to "
            f"{view.x.high:g}; choose a smaller rate or a wider window",
        )
    if high - low <= view.x.width:
        return view
    seen = f.roughly(np.array([low, high]))
    tall = [float(y) for y in seen if view.y.low < y < view.y.high + WIDEST * view.y.width]
    return replace(view, x=Interval(low, high), y=Interval(view.y.low, max([view.y.high, *tall])))


def guide_facts(f: Expr, shown: GuideView, points: SignPoints) -> Guide:
    """Return the facts, at other points than those of the view where `points` are given."""
    signs = moved(shown.signs, points)
    longer = min(max(shown.view.aspect, 1.0), MOST_STRETCH)
    chart = sign_chart(f, signs, TANGENT_SHARE * longer)
    steps = {
        f"{name}_step": _step(tangency.touch.x, shown.rate, tangency.slope)
        for name, tangency in chart.shown.items()
    }
    return Guide(chart=chart, rate=shown.rate, **{**dict.fromkeys(f"{name}_step" for name in SIGNS), **steps})


def _step(old: float, rate: float, slope: float) -> Equation:
    """Return old - rate * slope = new, in digits in which it holds.

    >>> found = _step(1.2, 0.25, 2.4)
    >>> [str(each.decimal) for each in (*found.terms, found.result)]
    ['1.2', '0.25', '2.4', '0.6']
    """
    return equation((float(old), rate, slope), float(old) - rate * slope, _moved)


def _moved(old: Fraction, rate: Fraction, slope: Fraction) -> Fraction:
    return old - rate * slope
