"""The facts of a race of optimizers on a function of two variables: the minimum, the runs, and the views."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hillside.stage.plane import View
from hillside.stage.sheet import Box, Points
from mathcore import Expr, Interval, Point, Polyline, Verdict
from scenes.optimizers.runner import Runner, bottom_of, optimizer_names, run
from scenes.shared.descents import visible_hops
from scenes.shared.maps.levels import levels_for
from scenes.shared.maps.map_view import map_view
from scenes.shared.maps.scalar_field import field_of


@dataclass(frozen=True)
class RaceFraming:
    """How the parts of the plane and of the chart that are shown are chosen.

    Attributes:
        stray: maximum distance of visible iterates from the minimum, in distances of the start from it.
            Without it `optimizers --rate 1.05` is one vertical line, for one of its runners diverges.
        aside: the same where there is no minimum, in first steps of the slowest runner times their number.
            Without it nothing is seen in `optimizers --function "x^2 - y^2" --start 2 --start-y 0.1`.
        filled: share of the map that start, minimum and iterates should span, across or up. Without it they
            take half of it in `optimizers --function "x^2 + 8y^2" --start 3 --start-y 1`.
        empty: cost of a map of which they span nothing, over `filled`.
        headroom: room below the lowest error in the chart, as a share of the height of the start above it.
        above_start: room above the error of the start, in the same unit.
    """

    stray: float = 1.5
    aside: float = 3.0
    filled: float = 0.75
    empty: float = 2.0
    headroom: float = 0.06
    above_start: float = 0.24


FRAMING = RaceFraming()


@dataclass(frozen=True, kw_only=True)
class Views:
    """The views of the map and of the chart."""

    map: View
    chart: View


@dataclass(frozen=True, kw_only=True)
class Race:
    """The facts of a race.

    Attributes:
        function: the error.
        levels: the levels of the level lines.
        touch: the start.
        bottom: the minimum below it, or None.
        runners: the optimizers with their verdicts.
        path: the visible path of each, or None.
        error: the visible curve of each one's error over the steps, or None.
    """

    function: Expr
    levels: tuple[float, ...]
    touch: Point
    bottom: Point | None
    runners: tuple[Runner, ...]
    path: tuple[Polyline | None, ...]
    error: tuple[Polyline | None, ...]


def all_runs(
    f: Expr, start: tuple[float, float], optimizers: str, rate: float | None, steps: int
) -> tuple[Point | None, tuple[Runner, ...]]:
    """Return the minimum below the start, and the run of each optimizer in a list like `momentum, adam`."""
    bottom = bottom_of(f, start)
    return bottom, tuple(run(f, start, bottom, name, rate, steps) for name in optimizer_names(optimizers))


def race_at(f: Expr, bottom: Point | None, runners: tuple[Runner, ...], step: float, views: Views) -> Race:
    """Return the facts of a race after `step` steps; at a fraction all are between two iterates."""
    return Race(
        function=f,
        levels=levels_for(field_of(f), views.map),
        touch=runners[0].stops[0],
        bottom=bottom,
        runners=runners,
        path=tuple(_visible(runner.stops, step, views.map) for runner in runners),
        error=tuple(_visible(_error_points(runner), step, views.chart) for runner in runners),
    )


def _error_points(runner: Runner) -> tuple[Point, ...]:
    return tuple(Point(float(number), error) for number, error in enumerate(runner.errors))


def _visible(points: tuple[Point, ...], step: float, view: View) -> Polyline | None:
    """Return the visible part of the line through points up to a step; it ends at the edge."""
    inside, leaving = visible_hops(_points_until(points, step), view)
    if leaving is None:
        return inside
    before = (leaving.start,) if inside is None else inside.points
    return Polyline((*before, leaving.end))


def _points_until(points: tuple[Point, ...], step: float) -> tuple[Point, ...]:
    """Return the points up to a step, the last one interpolated if it is not a whole number."""
    whole = min(int(step), len(points) - 1)
    if whole == len(points) - 1 or step == whole:
        return points[: whole + 1]
    here, there, share = points[whole], points[whole + 1], step - whole
    between = Point(here.x + share * (there.x - here.x), here.y + share * (there.y - here.y))
    return *points[: whole + 1], between


def race_views(
    f: Expr,
    bottom: Point | None,
    runners: tuple[Runner, ...],
    window: Interval | None,
    steps: int,
    boxes: tuple[Box, Box],
) -> Views:
    """Return the views of the map and of the chart.

    Args:
        f: the error.
        bottom: its minimum below the start, or None.
        runners: the optimizers' runs.
        window: the lecturer's window of x, or None to choose one.
        steps: maximum number of steps of each.
        boxes: the boxes of map and chart.
    """
    seen = _required_points(bottom, runners)
    floor = None if bottom is None else float(f(bottom.x, bottom.y))
    map_aspect, chart_aspect = (box.width / box.height for box in boxes)
    return Views(
        map=map_view(
            field_of(f), seen, window, map_aspect, further_cost=lambda view: _emptiness_cost(seen, view)
        ),
        chart=_chart_view(runners, floor, steps, chart_aspect),
    )


def _emptiness_cost(seen: Points, view: View) -> float:
    """Return the cost of the part of a view that the points leave unused, along their larger span."""
    used = float((np.ptp(seen, axis=0) / np.array([view.x.width, view.y.width])).max())
    return FRAMING.empty * max(FRAMING.filled - used, 0.0)


def _required_points(bottom: Point | None, runners: tuple[Runner, ...]) -> Points:
    """Return the start, the minimum, and the iterates that do not stray too far, shape `(k, 2)`."""
    start = np.array([[runners[0].stops[0].x, runners[0].stops[0].y]])
    stops = [np.array([[stop.x, stop.y] for stop in each.stops]) for each in runners]
    if bottom is None:
        first = [float(np.hypot(*(rows[1] - rows[0]))) for rows in stops if len(rows) > 1]
        reach, middle = FRAMING.aside * len(stops[0]) * min(first, default=1.0), start
    else:
        middle = np.array([[bottom.x, bottom.y]])
        reach = FRAMING.stray * float(np.hypot(*(start - middle).T)[0])
    rows = np.vstack(stops)
    near = np.hypot(*(rows - middle).T) <= reach
    return np.vstack([start, middle, rows[near]])


def _chart_view(runners: tuple[Runner, ...], floor: float | None, steps: int, aspect: float) -> View:
    """Return the view of the chart: the errors from the minimum to the start, until all have settled."""
    kept = [each.errors for each in runners if each.verdict is not Verdict.DIVERGES]
    errors = np.concatenate(kept or [()])
    first = runners[0].errors[0]
    low = float(min(errors, default=first)) if floor is None else floor
    rise = max(first - low, 1e-12 * max(abs(first), 1e-300))
    last = max(2, min(steps, max(_settling(each, first, low) for each in runners) + 2))
    heights = Interval(low - FRAMING.headroom * rise, first + FRAMING.above_start * rise)
    return View(Interval(0.0, float(last)), heights, aspect)


def _settling(runner: Runner, first: float, low: float) -> int:
    """Return the step from which on the error is nearly that of the end."""
    errors = np.array(runner.errors)
    off = np.flatnonzero(np.abs(errors - errors[-1]) > 0.01 * (first - low))
    return int(off[-1]) + 1 if len(off) else 0
