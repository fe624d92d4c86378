"""Walking from one stop to the next: footfalls, which are planned once, and the pose at any moment.

In human walking a foot stands for 60 % of a stride and swings for 40 % (Perry, Gait Analysis, 1992). Here the
heel of the standing foot rises in the second half of the step, the toe leaves the ground a tenth of a step
after the other foot has landed, and the foot lands a tenth before the step ends.
"""

from __future__ import annotations

import cmath
import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from scenes.hiker.body.body import Array
from scenes.hiker.body.foot import Foot, heel_up, swing
from scenes.hiker.body.pose import Pose
from scenes.hiker.body.standing import STANCE, Trail, clearing, reach, settled, within_reach
from scenes.hiker.body.terrain import Raised

LANDED = 0.9  # share of a step after which both feet are planted
BRISK = 1.5  # length of a walk in steps from which the hiker strides
HEEL_RISES = 0.5  # share of a step after which the heel of the standing foot rises
MOMENTS = 24  # per step, at which the height of the hip is tabulated
LONGEST = 1.15  # maximum factor by which a step is lengthened to get an even number of steps
VAULT = 0.034  # maximum rise of the body over the standing leg, statures
STICK_LIFT = 0.06


@dataclass(frozen=True, eq=False)
class Trip:
    """The walk from one stop to the next, facing +x, in statures.

    The near foot takes the first step and the far foot the last, so the same foot is ahead at every stop.

    Attributes:
        trail: the ground.
        footfalls: near, far, near, far ...; the first two stand at the start, the last two at the end.
        keys: the poses on both feet between the steps, one more than there are steps.
        start: x of the first stop.
        end: x of the last stop.
        brisk: how much it is a walk, 0 to 1, and not a shuffle.
    """

    trail: Trail
    footfalls: tuple[Foot, ...]
    keys: tuple[Pose, ...]
    start: float
    end: float
    brisk: float

    @classmethod
    def between(cls, trail: Trail, start: float, end: float) -> Trip:
        """Return the trip from start to end, end >= start, with steps of nearly equal length."""
        first, last = trail.terrain.paces(start), trail.terrain.paces(end)
        falls = footfalls(first, last)
        feet = tuple(trail.foot(paces) for paces in falls)
        keys: list[Pose] = []
        brisk = min((last - first) / BRISK, 1.0)
        for j in range(len(falls) - 1):
            x = trail.terrain.x_after((falls[j] + falls[j + 1]) / 2)
            moving = brisk if 0 < j < len(falls) - 2 else 0.0
            rear = heel_up(feet[j], moving)
            near, far = (rear, feet[j + 1]) if j % 2 == 0 else (feet[j + 1], rear)
            keys.append(settled(trail, far, near, x, keys[-1].tip if j % 2 else None, briskness=moving))
        return cls(trail, feet, tuple(keys), start, end, brisk)

    @property
    def steps(self) -> int:
        """The number of steps of the trip, which is even."""
        return len(self.keys) - 1

    def at(self, share: float) -> Pose:
        """Return the pose when a share of the way along x is behind the hiker, 0 to 1."""
        if share in (0.0, 1.0):
            return self.keys[0 if share == 0.0 else -1]
        phase = self._phase(share)
        j = min(int(phase), self.steps - 1)
        return self._stepping(j, phase - j)

    def _phase(self, share: float) -> float:
        """Return how many steps have been taken: between two keys, the body is between their feet."""
        if self.start == self.end:
            return share * self.steps
        paces = self.trail.terrain.paces(self.start + share * (self.end - self.start))
        return float(np.interp(paces, self._middles, np.arange(self.steps + 1)))

    @cached_property
    def _middles(self) -> Array:
        """The places between the feet of each key, in paces."""
        falls = footfalls(self.trail.terrain.paces(self.start), self.trail.terrain.paces(self.end))
        return (np.array(falls[:-1]) + np.array(falls[1:])) / 2

    def _stepping(self, j: int, progress: float) -> Pose:
        """Return the pose in step j: the foot at footfall j swings to j + 2, past the one at j + 1."""
        before, after = self.keys[j], self.keys[j + 1]
        far, near = self._feet(j, progress)
        hip = self._hip(j, progress) + 1j * self._vaults(j + progress)
        turn = (1 - math.cos(math.pi * progress)) / 2
        lean = before.lean + turn * (after.lean - before.lean)
        slope = before.slope + turn * (after.slope - before.slope)
        arm = before.arm + turn * (after.arm - before.arm)
        tip = self._tip(j, progress)

        def at(x: float) -> Pose:
            x = within_reach(far, near, x)
            low = min(hip.imag, reach(near, x), reach(far, x))
            return Pose(far, near, complex(x, low), lean, slope, tip, arm, self.trail.clear)

        return clearing(at, hip.real)

    def _feet(self, j: int, progress: float) -> tuple[Foot, Foot]:
        """Return the far and the near foot."""
        standing, swinging = self.footfalls[j + 1], self.footfalls[j]
        if j > 0:
            swinging = heel_up(swinging, self.brisk)
        if j < self.steps - 1 and progress > HEEL_RISES:
            share = (progress - HEEL_RISES) / (1 - HEEL_RISES)
            standing = heel_up(standing, self.brisk * share * share * (3 - 2 * share))
        if progress >= LANDED:
            swinging = self.footfalls[j + 2]
        elif progress > 0:
            ground = self.trail.clear.sole
            swinging = swing(ground, swinging, self.footfalls[j + 2], progress / LANDED)
        return (standing, swinging) if j % 2 == 0 else (swinging, standing)

    def _hip(self, j: int, progress: float) -> complex:
        """Return the hip on the straight line between two keys."""
        return self.keys[j].hip + progress * (self.keys[j + 1].hip - self.keys[j].hip)

    @cached_property
    def _vaults(self) -> Raised:
        """The offset of the hip above that line: up over the standing leg, down to reach the ground."""
        heights: list[float] = []
        for k in range(self.steps * MOMENTS):
            j, progress = k // MOMENTS, k % MOMENTS / MOMENTS
            hip = self._hip(j, progress)
            stride = abs(self.keys[j + 1].hip - self.keys[j].hip)
            vault = VAULT * math.sin(math.pi * progress) ** 2 * min(stride / 0.3, 1.0)
            heights.append(
                min(vault, *(reach(foot, hip.real) - hip.imag for foot in self._feet(j, progress)))
            )
        return Raised(0.0, 1 / MOMENTS, smoothed_under((*heights, 0.0)))

    def _tip(self, j: int, progress: float) -> complex:
        """Return the tip of the stick, which moves with the steps of the far foot."""
        start, end = self.keys[j].tip, self.keys[j + 1].tip
        aloft = min(progress / LANDED, 1.0)
        if start == end or aloft == 1.0:
            return end
        turn = aloft * aloft * (3 - 2 * aloft)
        chord = end - start
        over = 1j * cmath.exp(1j * cmath.phase(chord)) if chord.real > 0 else 1j
        tip = start + turn * chord + over * 4 * turn * (1 - turn) * STICK_LIFT * min(abs(chord) / 0.4, 1.0)
        return complex(tip.real, max(tip.imag, self.trail.clear.stick(tip.real)))


def smoothed_under(heights: tuple[float, ...], reach: int = 4) -> tuple[float, ...]:
    """Return a smooth sequence that is nowhere above the given one, and equal to it at both ends.

    Each value is a mean of minima, both over neighbors no more than `reach` away and fewer near the ends: an
    erosion followed by an average over the same window stays below the original.

    >>> smoothed_under((0.0, 2.0, 1.0, 2.0, 0.0), reach=1)
    (0.0, 0.25, 0.5, 0.25, 0.0)
    """
    last = len(heights) - 1
    room = [min(reach, k, last - k) for k in range(last + 1)]
    least = [min(heights[k - room[k] : k + room[k] + 1]) for k in range(last + 1)]
    smooth: list[float] = []
    for k in range(last + 1):
        weights = [(room[k] + 1 - abs(i), least[k + i]) for i in range(-room[k], room[k] + 1)]
        smooth.append(sum(weight * low for weight, low in weights) / sum(weight for weight, _ in weights))
    return tuple(smooth)


def footfalls(start: float, end: float) -> tuple[float, ...]:
    """Return the footfalls of the walk from one stop to another, all in steps along the ground.

    The stops are the midpoints of the first and of the last two. The number of steps is the smallest even one
    that keeps them short; over a hop shorter than the stance, first one foot moves by it and then the other.

    >>> footfalls(10.0, 10.25)
    (9.72, 10.28, 9.97, 10.53)
    """
    gaps = 1
    while (end - start - STANCE) / gaps > LONGEST:
        gaps += 2
    gap = (end - start - STANCE) / gaps
    first = start + STANCE / 2
    return (
        start - STANCE / 2,
        *(first + k * gap for k in range(gaps)),
        end - STANCE / 2,
        end + STANCE / 2,
    )
