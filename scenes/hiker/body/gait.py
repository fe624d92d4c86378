"""Walking from one stop to the next: footfalls, which are planned once, and the pose at any moment.

In human walking a foot stands for 60 % of a stride and swings for 40 % (Perry, Gait Analysis, 1992). Here the
heel rises when the other foot has landed, the toe leaves the ground a tenth of a step later, and the foot
lands a tenth before the step ends.
"""

from __future__ import annotations

import cmath
import math
from dataclasses import dataclass
from functools import cached_property

from scenes.hiker.body.foot import Foot, swing
from scenes.hiker.body.pose import Pose
from scenes.hiker.body.standing import STANCE, Trail, clearing, reach, settled, within_reach
from scenes.hiker.body.terrain import Raised

LANDED = 0.9  # share of a step after which both feet are planted
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
    """

    trail: Trail
    footfalls: tuple[Foot, ...]
    keys: tuple[Pose, ...]

    @classmethod
    def between(cls, trail: Trail, start: float, end: float) -> Trip:
        """Return the trip from start to end, end >= start, with steps of nearly equal length."""
        first, last = trail.terrain.paces(start), trail.terrain.paces(end)
        falls = footfalls(first, last)
        feet = tuple(trail.foot(paces) for paces in falls)
        keys: list[Pose] = []
        for j in range(len(falls) - 1):
            x = trail.terrain.x_after((falls[j] + falls[j + 1]) / 2)
            near, far = (feet[j], feet[j + 1]) if j % 2 == 0 else (feet[j + 1], feet[j])
            keys.append(settled(trail, far, near, x, keys[-1].tip if j % 2 else None))
        return cls(trail, feet, tuple(keys))

    @property
    def steps(self) -> int:
        """The number of steps of the trip, which is even."""
        return len(self.keys) - 1

    def at(self, share: float) -> Pose:
        """Return the pose after a share of the trip's time, 0 to 1."""
        phase = self.steps * eased(share, min(0.5, 1.2 / self.steps))
        j = min(int(phase), self.steps - 1)
        progress = phase - j
        if phase in (0.0, self.steps):
            return self.keys[int(phase)]
        return self._stepping(j, progress)

    def _stepping(self, j: int, progress: float) -> Pose:
        """Return the pose in step j: the foot at footfall j swings to j + 2, past the one at j + 1."""
        before, after = self.keys[j], self.keys[j + 1]
        far, near = self._feet(j, progress)
        hip = self._hip(j, progress) + 1j * self._vaults(j + progress)
        turn = (1 - math.cos(math.pi * progress)) / 2
        lean = before.lean + turn * (after.lean - before.lean)
        arm = before.arm + turn * (after.arm - before.arm)
        tip = self._tip(j, progress)

        def at(x: float) -> Pose:
            x = within_reach(far, near, x)
            low = min(hip.imag, reach(near, x), reach(far, x))
            return Pose(far, near, complex(x, low), lean, tip, arm, self.trail.clear)

        return clearing(at, hip.real)

    def _feet(self, j: int, progress: float) -> tuple[Foot, Foot]:
        """Return the far and the near foot."""
        standing, swinging = self.footfalls[j + 1], self.footfalls[j]
        if progress >= LANDED:
            swinging = self.footfalls[j + 2]
        elif progress > 0:
            ground = self.trail.clear.leg
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
    (9.625, 10.375, 9.875, 10.625)
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


def eased(share: float, ramp: float) -> float:
    """Return the share of the distance after a share of the time, for a trapezoidal speed.

    Args:
        share: the share of the time, 0 to 1.
        ramp: share of the time for acceleration, and the same for deceleration, at most 1/2.

    >>> [eased(share, ramp=0.5) for share in (0.0, 0.25, 0.5, 1.0)]
    [0.0, 0.125, 0.5, 1.0]
    """
    if share > 0.5:
        return 1 - eased(1 - share, ramp)
    if share < ramp:
        return share * share / (2 * ramp * (1 - ramp))
    return (share - ramp / 2) / (1 - ramp)
