"""Three descents from one start on one curve, with a rate too small, right and too large."""

from __future__ import annotations

from dataclasses import dataclass

from hillside.stage.view import View
from mathcore import Expr, Graph, Interval, Point, Polyline, Segment
from scenes.shared.descents.rates import Bottom, bottom_at, usual_rates
from scenes.shared.descents.trial import Trial, bottom_below, slope_of, try_rate
from scenes.shared.descents.trial_view import seen_hops, trial_view

NAMES = ("small", "right", "large")


@dataclass(frozen=True, kw_only=True)
class Trials:
    """What is true of the three descents.

    Attributes:
        curve: the graph of the error.
        touch: the start, on the curve.
        small: the hops of the first descent in the picture; None when there are none.
        right: those of the second.
        large: those of the third.
        exits: the hop of each that leads out of the picture, up to its edge, or None.
        trials: the descents and what becomes of each.
        bottom: the bottom of the valley below the start; None where there is none.
    """

    curve: Graph
    touch: Point
    small: Polyline | None
    right: Polyline | None
    large: Polyline | None
    exits: tuple[Segment | None, ...]
    trials: tuple[Trial, ...]
    bottom: Bottom | None


def compared(
    f: Expr,
    start: float,
    given: tuple[float | None, ...],
    steps: int,
    window: Interval | None,
    view: View,
) -> Trials:
    """Descend from the start with three rates.

    Args:
        f: the error.
        start: where each descent starts.
        given: the rates that the lecturer has chosen; for each None one is found.
        steps: how many steps each may take.
        window: the window of x when the lecturer has chosen it.
        view: what is shown.

    Raises:
        ParamError: if there is no slope at the start, or too little of it to find a rate.
    """
    slope = slope_of(f, start)
    x = bottom_below(f, start, slope)
    bottom = None if x is None else bottom_at(f, x)
    rates = given
    if None in given:
        # On a square, so that the numbers are the same on every sheet.
        way = trial_view(f, start, window, 1.0).x.width / 4 if x is None else abs(start - x)
        usual = usual_rates(slope, way, bottom)
        rates = tuple(auto if rate is None else rate for rate, auto in zip(given, usual, strict=True))
    trials = tuple(try_rate(f, start, rate, steps, x) for rate in rates if rate is not None)
    hops, exits = zip(*(seen_hops(trial.stops, view) for trial in trials), strict=True)
    return Trials(
        curve=Graph(f, view.x),
        touch=trials[0].stops[0],
        **dict(zip(NAMES, hops, strict=True)),
        exits=exits,
        trials=trials,
        bottom=bottom,
    )
