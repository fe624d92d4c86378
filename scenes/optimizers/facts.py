"""The facts of a race of optimizers on a function of two variables: the minimum, the runs, what is seen."""

from __future__ import annotations

from dataclasses import dataclass
from math import log10

from hillside.stage.plane import View
from mathcore import Expr, Point, Polyline, Segment
from scenes.optimizers.lanes.race_views import Views, excess
from scenes.optimizers.runs.runner import Runner, bottom_of, optimizer_names, run
from scenes.shared.descents import points_until, visible_hops
from scenes.shared.maps.levels import levels_for
from scenes.shared.maps.scalar_field import field_of

ROUND_STEPS = (1, 2, 5)
"""The step at which all are compared is one of these times a power of ten, or three times one."""
LEAST_COMMON = 3
"""The earliest step at which all are compared."""


@dataclass(frozen=True, kw_only=True)
class Race:
    """The facts of a race.

    Attributes:
        function: the error.
        levels: the levels of the level lines.
        touch: the start.
        bottom: the minimum below it, or None.
        runners: the optimizers with their verdicts.
        count: the number of steps taken.
        path: the visible path of each, or None.
        exit: the hop with which each leaves its map, clipped at the edge, or None.
        error: the visible curve of each one's error over the steps, or None.
        common: the step at which all are compared, or None if the race is too short.
        ring: the place of each at that step, or None for one that is not to be seen then.
    """

    function: Expr
    levels: tuple[float, ...]
    touch: Point
    bottom: Point | None
    runners: tuple[Runner, ...]
    count: int
    path: tuple[Polyline | None, ...]
    exit: tuple[Segment | None, ...]
    error: tuple[Polyline | None, ...]
    common: int | None
    ring: tuple[Point | None, ...]


def all_runs(
    f: Expr, start: tuple[float, float], optimizers: str, rate: float | None, steps: int
) -> tuple[Point | None, tuple[Runner, ...]]:
    """Return the minimum below the start, and the run of each optimizer in a list like `momentum, adam`."""
    bottom = bottom_of(f, start)
    return bottom, tuple(run(f, start, bottom, name, rate, steps) for name in optimizer_names(optimizers))


def race_at(f: Expr, bottom: Point | None, runners: tuple[Runner, ...], step: float, views: Views) -> Race:
    """Return the facts of a race after `step` steps; at a fraction all are between two iterates."""
    walked = [visible_hops(points_until(_shown(each.stops, each), step), views.map) for each in runners]
    common = common_step(runners)
    return Race(
        function=f,
        levels=levels_for(field_of(f), views.map),
        touch=runners[0].stops[0],
        bottom=bottom,
        runners=runners,
        count=min(int(step), max(each.last for each in runners)),
        path=tuple(inside for inside, _ in walked),
        exit=tuple(leaving for _, leaving in walked),
        error=tuple(_error_line(each, f, bottom, step, views.chart) for each in runners),
        common=common,
        ring=tuple(
            _place_at(common, each, inside) for each, (inside, _) in zip(runners, walked, strict=True)
        ),
    )


def common_step(runners: tuple[Runner, ...]) -> int | None:
    """Return a round step about halfway to the first arrival, at which all are compared; None if too early.

    One that arrives in a few steps, as Newton's method does, does not count.
    """
    slow = [each.last for each in runners if each.last > 2 * LEAST_COMMON]
    if not slow:
        return None
    half = min(slow) / 2
    rounded = [factor * 10**power for power in range(4) for factor in (1, 2, 3, 4, 5)]
    return max((each for each in rounded if LEAST_COMMON <= each <= half), default=None)


def _place_at(step: int | None, runner: Runner, inside: Polyline | None) -> Point | None:
    """Return where a runner is after `step` steps, None if it has arrived before or cannot be seen."""
    if step is None or step >= runner.last or inside is None or len(inside.points) <= step:
        return None
    return runner.stops[step]


def _shown(points: tuple[Point, ...], runner: Runner) -> tuple[Point, ...]:
    return points[: runner.last + 1]


def _error_line(runner: Runner, f: Expr, bottom: Point | None, step: float, view: View) -> Polyline | None:
    """Return the visible part of a runner's error over the steps; it ends where it leaves the chart."""
    heights = excess(runner.errors, f, bottom)
    points = _shown(tuple(Point(float(n), height) for n, height in enumerate(heights)), runner)
    if view.decades:
        # On this scale there is no 0; it is below all.
        points = tuple(Point(point.x, max(point.y, view.y.low)) for point in points)
    inside, leaving = visible_hops(points_until(points, step), view)
    if leaving is None:
        return inside
    before = (leaving.start,) if inside is None else inside.points
    end = leaving.end
    if view.decades:
        low, high = (log10(point.y) for point in (leaving.start, points[len(before)]))
        share = (log10(view.y.high) - low) / (high - low)
        end = Point(leaving.start.x + share, view.y.high)
    return Polyline((*before, end))
