"""The walk: a hiker at any time between the stops on a ground."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from scenes.hiker.body.body import Array, Body, Limb
from scenes.hiker.body.gait import Trip
from scenes.hiker.body.pose import body_of
from scenes.hiker.body.standing import Trail, refuse_unwalkable, standing
from scenes.hiker.body.terrain import Terrain

STICK_LIFT = 0.3  # height of the stick's swing over the feet, as a share of its length
TURN = 0.22
"""Share of a trip that a turn on the spot takes, where the trip leads back."""


def share_walked(share: float, *, is_return: bool) -> float:
    """Return the share of the way walked after a share of a trip, which begins with a turn if it leads back.

    >>> share_walked(0.5, is_return=False), share_walked(TURN, is_return=True)
    (0.5, 0.0)
    """
    return max(share - TURN, 0.0) / (1 - TURN) if is_return else share


@dataclass(frozen=True, eq=False)
class Walk:
    """A hiker who walks over the ground from stop to stop. Every pose is a function of time alone.

    Time counts stops: at t = 2 the hiker stands at stop 2 (counting from 0), at t = 2.5 half of the trip to
    stop 3 is over: half of the way along x is behind the hiker. The caller chooses the seconds per trip, for
    example from `steps`. A trip back begins with a turn on the spot (`TURN`).

    Args:
        ground: vertices of the ground in pixels, y up, shape `(n, 2)`, n >= 2, x strictly increasing.
        stops: x of the stops in pixels, within the ground, at least one.
        height: height of the hiker standing upright, in pixels, > 0.
        facing: direction of view while no trip leads anywhere, +1 or -1.

    Raises:
        ValueError: if one of these rules is violated.

    >>> walk = Walk(np.array([[0.0, 0.0], [900.0, 0.0]]), stops=(100.0, 700.0), height=100.0)
    >>> walk.steps
    (14,)
    >>> walk.at(1.0).planted
    (True, True)
    """

    ground: Array
    stops: tuple[float, ...]
    height: float
    facing: int = 1

    def __post_init__(self) -> None:
        refuse_unwalkable(self.ground, self.stops, self.height, self.facing)
        if not self.stops:
            raise ValueError("a walk without a stop is nowhere; give at least one stop")

    @cached_property
    def steps(self) -> tuple[int, ...]:
        """The number of steps of each trip from one stop to the next."""
        return tuple(trip.steps for trip in self._trips)

    @cached_property
    def directions(self) -> tuple[int, ...]:
        """The direction of each trip: +1 or -1; one of length 0 keeps the previous direction."""
        facing, directions = self.facing, list[int]()
        for start, end in zip(self.stops, self.stops[1:], strict=False):
            facing = facing if end == start else (1 if end > start else -1)
            directions.append(facing)
        return tuple(directions)

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
            return body_of(standing(self._trails[self.facing], at), self.height, self.facing)
        k = max(math.ceil(t) - 1, 0)
        is_return = k > 0 and self.directions[k] != self.directions[k - 1]
        if is_return and t - k < TURN:
            return turned(self._on(k - 1, 1.0), self._on(k, 0.0), (t - k) / TURN)
        return self._on(k, share_walked(t - k, is_return=is_return))

    def _on(self, k: int, share: float) -> Body:
        """Return the hiker on trip k after a share of its walking time."""
        return body_of(self._trips[k].at(share), self.height, self.directions[k])

    @cached_property
    def _trails(self) -> dict[int, Trail]:
        facings = {self.facing, *self.directions}
        return {facing: Trail.on(Terrain.of(self.ground, self.height, facing)) for facing in facings}

    @cached_property
    def _trips(self) -> tuple[Trip, ...]:
        pairs = zip(self.stops, self.stops[1:], self.directions, strict=False)
        return tuple(
            Trip.between(self._trails[facing], facing * start / self.height, facing * end / self.height)
            for start, end, facing in pairs
        )


def turned(before: Body, after: Body, share: float) -> Body:
    """Return the hiker during a turn on the spot.

    A figure that turns about its vertical axis keeps its heights, while its widths shrink with the cosine of
    the angle and come back reversed; so each joint moves on a straight line. The feet stay where they are:
    the one that was behind is then ahead, and the side that was near is then far.

    Args:
        before: the hiker standing, facing one way.
        after: the hiker standing on the same two footprints, facing the other way.
        share: the share of the turn, 0 to 1.
    """
    if share == 0.0:
        return before
    across = (1 - math.cos(math.pi * share)) / 2
    first = share < 0.5
    limbs = tuple(_limb(limb, before, after, across, first) for limb in (before if first else after).limbs)
    lift = np.array([0.0, STICK_LIFT * math.sin(math.pi * share)])
    raised = lift * float(np.ptp(before.stick.points[:, 1]))

    def pole(start: Limb, end: Limb) -> Limb:
        return replace(start, points=_mixed(start.points, end.points, across) + raised)

    return replace(
        before if first else after,
        limbs=limbs,
        head=_mixed(before.head, after.head, across),
        stick=pole(before.stick, after.stick),
        basket=pole(before.basket, after.basket),
        turn=before.turn + across * (after.turn - before.turn),
    )


def _limb(limb: Limb, before: Body, after: Body, across: float, first: bool) -> Limb:
    """Return a limb, named after one of the two bodies: a leg changes sides in the middle of the turn."""
    side, _, part = limb.name.partition(" ")
    other = f"{'near' if side == 'far' else 'far'} {part}" if part in ("leg", "foot") else limb.name
    start, end = (limb, after.limb(other)) if first else (before.limb(other), limb)
    return replace(limb, points=_mixed(start.points, end.points, across))


def _mixed(start: Array, end: Array, share: float) -> Array:
    return start + share * (end - start)
