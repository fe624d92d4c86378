"""The walk: a hiker at every moment of a way over the ground with stops."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from scenes.hiker.body.body import Body
from scenes.hiker.body.dress import dressed
from scenes.hiker.body.gait import Trip
from scenes.hiker.body.stance import Place, standing
from scenes.hiker.body.stand import checked
from scenes.hiker.body.terrain import Terrain
from scenes.hiker.body.turn import turned


@dataclass(frozen=True, eq=False)
class Walk:
    """A hiker who walks over the ground from stop to stop. Every pose is a function of the time alone.

    Time counts stops: at t = 2 the hiker stands at stop 2 (counting from 0), at t = 2.5 half of the way to
    stop 3 is over. How many seconds a trip takes is the caller's to say; `steps` helps. A trip back begins
    with a turn on the spot, which takes as long as a step.

    Args:
        ground: vertices of the ground in pixels, y up, shape `(n, 2)`, n >= 2, x strictly increasing.
        stops: x of the stops in pixels, within the ground, at least one.
        height: of the hiker standing upright, pixels, > 0.
        facing: where the hiker looks as long as no trip leads anywhere, +1 or -1.

    Raises:
        ValueError: one of these rules is broken.

    >>> walk = Walk(np.array([[0.0, 0.0], [900.0, 0.0]]), stops=(100.0, 700.0), height=100.0)
    >>> walk.steps
    (16,)
    >>> walk.at(1.0).planted
    (True, True)
    """

    ground: NDArray[np.float64]
    stops: tuple[float, ...]
    height: float
    facing: int = 1

    def __post_init__(self) -> None:
        checked(self.ground, self.stops, self.height, self.facing)
        if not self.stops:
            raise ValueError("a walk without a stop is nowhere; give at least one stop")

    @property
    def stop_times(self) -> tuple[float, ...]:
        """When the hiker stands still at each stop, both feet planted."""
        return tuple(float(k) for k in range(len(self.stops)))

    @cached_property
    def steps(self) -> tuple[int, ...]:
        """How many steps each trip from one stop to the next takes."""
        return tuple(trip.steps for trip in self._trips)

    @cached_property
    def directions(self) -> tuple[int, ...]:
        """Which way each trip faces: +1 or -1; one that goes nowhere keeps to the one before."""
        facing, ways = self.facing, list[int]()
        for start, end in zip(self.stops, self.stops[1:], strict=False):
            facing = facing if end == start else (1 if end > start else -1)
            ways.append(facing)
        return tuple(ways)

    def at(self, t: float) -> Body:
        """Return the hiker at time t, counted in stops.

        Raises:
            ValueError: t is before the first or after the last stop.
        """
        last = len(self.stops) - 1
        if not 0 <= t <= last:
            raise ValueError(f"the walk has no moment t = {t!r}; it goes from 0 to {last}")
        if last == 0:
            at = self.facing * self.stops[0] / self.height
            return dressed(standing(self._places[self.facing], at), self.height, self.facing)
        k = max(math.ceil(t) - 1, 0)
        turn = 1 / (self.steps[k] + 1) if k > 0 and self.directions[k] != self.directions[k - 1] else 0.0
        share = t - k
        if share < turn:
            return turned(self._on(k - 1, 1.0), self._on(k, 0.0), share / turn)
        return self._on(k, (share - turn) / (1 - turn))

    def _on(self, k: int, share: float) -> Body:
        """Return the hiker on trip k after a share of its walking time."""
        return dressed(self._trips[k].at(share), self.height, self.directions[k])

    @cached_property
    def _places(self) -> dict[int, Place]:
        facings = {self.facing, *self.directions}
        return {facing: Place.on(Terrain.of(self.ground, self.height, facing)) for facing in facings}

    @cached_property
    def _trips(self) -> tuple[Trip, ...]:
        pairs = zip(self.stops, self.stops[1:], self.directions, strict=False)
        return tuple(
            Trip.between(self._places[way], way * start / self.height, way * end / self.height)
            for start, end, way in pairs
        )
