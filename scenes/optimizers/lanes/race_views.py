"""The views of a race: of the maps, all the same, and of the chart of errors."""

from __future__ import annotations

from dataclasses import dataclass
from math import log10

import numpy as np
from numpy.typing import NDArray

from hillside.stage.plane import View
from hillside.stage.sheet import Points, Sheet
from mathcore import Expr, Interval, Point, Verdict
from scenes.optimizers.lanes.race_layout import RaceLayout, race_layout
from scenes.optimizers.runs.runner import Runner


@dataclass(frozen=True)
class RaceFraming:
    """How the parts of the plane and of the chart that are shown are chosen.

    Attributes:
        stray: maximum distance of visible iterates from the minimum, in distances of the start from it.
            Without it `optimizers --rate 1.05` is one vertical line, for one of its runners diverges.
        aside: the same where there is no minimum, in first steps of the slowest runner times their number.
            Without it the map of `optimizers --function "x^2 - y^2" --start 2 --start-y 0.1` is huge.
        around: margin around start, minimum and iterates, as a share of their extent across and up.
            Without it start and end are at the edge of the maps of `optimizers`.
        thin: smallest extent across or up that counts, as a share of the other. Without it the path in
            `optimizers --function "x^2 + y^2" --start 3 --start-y 0` is along a line without height.
        deep: most decades in which an error falls that are shown. Without it Newton's method leads far down
            in `optimizers --optimizer "momentum, Newton" --function "x^4 + y^2" --start 2 --start-y 1`.
        above_start: how far above the error of the start others are shown, as a factor.
        headroom: room below and above, as a share of the height, also on a logarithmic scale. Without it the
            lines of `optimizers` begin at the upper edge of the chart.
    """

    stray: float = 1.5
    aside: float = 3.0
    around: float = 0.08
    thin: float = 0.2
    deep: float = 6.0
    above_start: float = 10.0
    headroom: float = 0.08


FRAMING = RaceFraming()


@dataclass(frozen=True, kw_only=True)
class Views:
    """The views of the maps and of the chart.

    Attributes:
        map: the view of each map.
        chart: the view of the chart; logarithmic in y where there is a minimum.
        span: width and height of what a map must show, which determines the layout.
    """

    map: View
    chart: View
    span: tuple[float, float]

    def layout(self, sheet: Sheet, count: int) -> RaceLayout:
        """Return the layout of a race of some optimizers."""
        return race_layout(sheet, count, self.span)


def excess(errors: tuple[float, ...], f: Expr, bottom: Point | None) -> tuple[float, ...]:
    """Return the errors above that of the minimum, or as they are if there is none.

    >>> from mathcore import parse
    >>> excess((5.0, 3.0), parse("x^2 + y^2 + 3", ("x", "y")), Point(0.0, 0.0))
    (2.0, 0.0)
    """
    floor = 0.0 if bottom is None else float(f(bottom.x, bottom.y))
    return tuple(error - floor for error in errors)


def race_views(
    f: Expr, bottom: Point | None, runners: tuple[Runner, ...], window: Interval | None, sheet: Sheet
) -> Views:
    """Return the views of the maps and of the chart.

    Args:
        f: the error.
        bottom: its minimum below the start, or None.
        runners: the optimizers' runs.
        window: the lecturer's window of x, or None to choose one.
        sheet: the sheet.
    """
    seen = required_points(bottom, runners)
    span = _span(seen, window)
    layout = race_layout(sheet, len(runners), span)
    box, chart = layout.lanes[0].map, layout.chart
    return Views(
        map=_map_view(seen, span, window, box.width / box.height),
        chart=_chart_view(f, bottom, runners, chart.width / chart.height),
        span=span,
    )


def required_points(bottom: Point | None, runners: tuple[Runner, ...]) -> Points:
    """Return the start, the minimum, and the iterates that do not stray too far, shape `(k, 2)`."""
    middle, _ = _reach(bottom, runners)
    near = [_rows(each)[_is_near(each, bottom, runners)] for each in runners]
    return np.vstack([_rows(runners[0])[:1], middle, *near])


def _rows(runner: Runner) -> Points:
    """Return the iterates shown, shape `(k, 2)`."""
    return np.array([[stop.x, stop.y] for stop in runner.stops[: runner.last + 1]])


def _reach(bottom: Point | None, runners: tuple[Runner, ...]) -> tuple[Points, float]:
    """Return the point around which iterates are shown, shape `(1, 2)`, and how far from it."""
    start = _rows(runners[0])[:1]
    if bottom is None:
        stops = [_rows(each) for each in runners]
        first = [float(np.hypot(*(rows[1] - rows[0]))) for rows in stops if len(rows) > 1]
        return start, FRAMING.aside * len(stops[0]) * min(first, default=1.0)
    middle = np.array([[bottom.x, bottom.y]])
    return middle, FRAMING.stray * float(np.hypot(*(start - middle).T)[0])


def _is_near(runner: Runner, bottom: Point | None, runners: tuple[Runner, ...]) -> NDArray[np.bool_]:
    middle, reach = _reach(bottom, runners)
    return np.hypot(*(_rows(runner) - middle).T) <= reach


def _seen_steps(runner: Runner, bottom: Point | None, runners: tuple[Runner, ...]) -> int:
    """Return the last step whose error is shown: without a minimum, the last before the run is far away."""
    if bottom is not None:
        return runner.last
    far = np.flatnonzero(~_is_near(runner, bottom, runners))
    return int(far[0]) - 1 if len(far) else runner.last


def _span(seen: Points, window: Interval | None) -> tuple[float, float]:
    """Return width and height of what a map must show, with a margin."""
    across, up = np.ptp(seen, axis=0).tolist()
    if window is not None:
        across = window.width / (1 + 2 * FRAMING.around)
    across, up = max(across, FRAMING.thin * up), max(up, FRAMING.thin * across)
    size = max(across, up)
    if size == 0:
        across = up = 1.0
    room = 2 * FRAMING.around
    return across + room * max(across, up) if window is None else window.width, up * (1 + 2 * room)


def _map_view(seen: Points, span: tuple[float, float], window: Interval | None, aspect: float) -> View:
    """Return a view with equal scales of x and y that has the required points in its middle."""
    x, y = ((seen.min(axis=0) + seen.max(axis=0)) / 2).tolist()
    width = max(span[0], span[1] * aspect) if window is None else window.width
    across = Interval(x - width / 2, x + width / 2) if window is None else window
    height = width / aspect
    return View(across, Interval(y - height / 2, y + height / 2), aspect)


def _chart_view(f: Expr, bottom: Point | None, runners: tuple[Runner, ...], aspect: float) -> View:
    """Return the view of the chart: all errors up to the last step shown, in decades above a minimum."""
    first = excess(runners[0].errors[:1], f, bottom)[0]
    kept = [
        np.array(excess(each.errors[: _seen_steps(each, bottom, runners) + 1], f, bottom))
        for each in runners
        if each.verdict is not Verdict.DIVERGES
    ]
    over = Interval(0.0, float(max(2, *(len(each) - 1 for each in kept), 2)))
    errors = np.concatenate([[first], *kept])
    if bottom is None or first <= 0:
        low, high = float(errors.min()), max(first, float(errors.min()))
        room = FRAMING.headroom * ((high - low) or abs(first) or 1.0)
        return View(over, Interval(low - room, high + room), aspect)
    least = float(errors[errors > first * 10**-FRAMING.deep].min(initial=first / 10))
    most = min(float(errors.max()), FRAMING.above_start * first)
    room = FRAMING.headroom * log10(most / least)
    return View(over, Interval(least * 10.0**-room, most * 10.0**room), aspect, decades=True)
