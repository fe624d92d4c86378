"""A race of optimizers on one function of two variables, up to a step of it."""

from __future__ import annotations

from dataclasses import dataclass

from mathcore import Expr, Point, Polyline
from scenes.optimizers.entrants import entrants_of
from scenes.optimizers.race_bottom import bottom_of
from scenes.optimizers.race_view import Views, error_line, seen_path
from scenes.optimizers.runner import Runner, run
from scenes.shared.maps.levels import levels_for
from scenes.shared.maps.scalar_field import field_of


@dataclass(frozen=True, kw_only=True)
class Race:
    """What is true of a race.

    Attributes:
        function: the error.
        levels: the heights of the level lines.
        touch: the start.
        bottom: the minimum below it, or None.
        runners: the optimizers, and what becomes of each.
        path: the way of each as far as it is seen, or None.
        error: the error over the steps of each as far as it is seen, or None.
    """

    function: Expr
    levels: tuple[float, ...]
    touch: Point
    bottom: Point | None
    runners: tuple[Runner, ...]
    path: tuple[Polyline | None, ...]
    error: tuple[Polyline | None, ...]


def raced(
    f: Expr, start: tuple[float, float], optimizers: str, rate: float | None, steps: int
) -> tuple[Point | None, tuple[Runner, ...]]:
    """Return the bottom below the start, and the run of everybody in a list such as `momentum, adam`."""
    bottom = bottom_of(f, start)
    return bottom, tuple(run(f, start, bottom, name, rate, steps) for name in entrants_of(optimizers))


def race_at(f: Expr, bottom: Point | None, runners: tuple[Runner, ...], step: float, views: Views) -> Race:
    """The facts of a race when so many steps are taken; between two whole numbers all are on the way."""
    return Race(
        function=f,
        levels=levels_for(field_of(f), views.map),
        touch=runners[0].stops[0],
        bottom=bottom,
        runners=runners,
        path=tuple(seen_path(runner, step, views.map) for runner in runners),
        error=tuple(error_line(runner, step, views.chart) for runner in runners),
    )
