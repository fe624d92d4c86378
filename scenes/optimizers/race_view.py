"""What is seen of a race: the ground around its paths, and the errors over its steps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hillside.stage.box import Box
from hillside.stage.view import View
from mathcore import Expr, Interval, Point, Polyline
from scenes.optimizers.race_places import Places
from scenes.optimizers.runner import Finish, Runner
from scenes.shared.descents import visible_hops
from scenes.shared.maps.map_view import map_view
from scenes.shared.maps.scalar_field import field_of

STRAY = 1.5
"""The map shows where runners go astray, up to so far from the bottom, in ways from the start to it,"""
ASIDE = 3.0
"""or, where there is no bottom, so many first steps of the slowest from the start."""
FILLED = 0.75
"""The way should take so much of the map, across or up."""
HEADROOM = 0.06


@dataclass(frozen=True, kw_only=True)
class Views:
    """What the map and the chart show."""

    map: View
    chart: View


def race_views(
    f: Expr,
    bottom: Point | None,
    runners: tuple[Runner, ...],
    window: Interval | None,
    steps: int,
    places: Places,
) -> Views:
    """Return the views of the map and of the chart.

    Args:
        f: the error.
        bottom: its minimum below the start, or None.
        runners: who runs.
        window: the window of x when the lecturer has chosen it.
        steps: how many steps each may take.
        places: where map and chart stand.
    """
    way = _way(bottom, runners)
    floor = None if bottom is None else float(f(bottom.x, bottom.y))
    return Views(
        map=map_view(
            field_of(f), way, window, _aspect(places.map), further_cost=lambda view: _empty(way, view)
        ),
        chart=_chart(runners, floor, steps, _aspect(places.chart)),
    )


def _aspect(box: Box) -> float:
    return box.width / box.height


def _empty(way: np.ndarray, view: View) -> float:
    """Return how much of a view the way leaves unused, in the direction in which it uses most."""
    used = float((np.ptp(way, axis=0) / np.array([view.x.width, view.y.width])).max())
    return 2.0 * max(FILLED - used, 0.0)


def _way(bottom: Point | None, runners: tuple[Runner, ...]) -> np.ndarray:
    """Return the start, the bottom, and the stops that are not too far astray, shape `(k, 2)`."""
    start = np.array([[runners[0].stops[0].x, runners[0].stops[0].y]])
    stops = [np.array([[stop.x, stop.y] for stop in each.stops]) for each in runners]
    if bottom is None:
        first = [float(np.hypot(*(rows[1] - rows[0]))) for rows in stops if len(rows) > 1]
        reach, middle = ASIDE * len(stops[0]) * min(first, default=1.0), start
    else:
        middle = np.array([[bottom.x, bottom.y]])
        reach = STRAY * float(np.hypot(*(start - middle).T)[0])
    rows = np.vstack(stops)
    near = np.hypot(*(rows - middle).T) <= reach
    return np.vstack([start, middle, rows[near]])


def _chart(runners: tuple[Runner, ...], floor: float | None, steps: int, aspect: float) -> View:
    errors = np.concatenate([each.errors for each in runners if each.finish is not Finish.DIVERGES] or [()])
    first = runners[0].errors[0]
    low = float(min(errors, default=first)) if floor is None else floor
    rise = max(first - low, 1e-12 * max(abs(first), 1e-300))
    last = max(2, min(steps, max(_settled(each, first, low) for each in runners) + 2))
    return View(
        Interval(0.0, float(last)), Interval(low - HEADROOM * rise, first + 4 * HEADROOM * rise), aspect
    )


def _settled(runner: Runner, first: float, low: float) -> int:
    """Return the step since which the error is nearly that of the end."""
    errors = np.array(runner.errors)
    off = np.flatnonzero(np.abs(errors - errors[-1]) > 0.01 * (first - low))
    return int(off[-1]) + 1 if len(off) else 0


def seen_path(runner: Runner, step: float, view: View) -> Polyline | None:
    """The way of a runner up to a step, as far as it is in the view; it ends at the edge where it leaves."""
    return _seen(_until(runner.stops, step), view)


def error_line(runner: Runner, step: float, view: View) -> Polyline | None:
    """Return the error of a runner over its steps up to a step, as far as it is in the view."""
    points = tuple(Point(float(number), error) for number, error in enumerate(runner.errors))
    return _seen(_until(points, step), view)


def _until(points: tuple[Point, ...], step: float) -> tuple[Point, ...]:
    whole = min(int(step), len(points) - 1)
    if whole == len(points) - 1 or step == whole:
        return points[: whole + 1]
    here, there, share = points[whole], points[whole + 1], step - whole
    return (
        *points[: whole + 1],
        Point(here.x + share * (there.x - here.x), here.y + share * (there.y - here.y)),
    )


def _seen(points: tuple[Point, ...], view: View) -> Polyline | None:
    inside, leaving = visible_hops(points, view)
    if leaving is None:
        return inside
    before = (leaving.start,) if inside is None else inside.points
    return Polyline((*before, leaving.end))
