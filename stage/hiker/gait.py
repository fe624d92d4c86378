"""Walking from one stop to the next: footfalls laid out once, and the pose at any moment between them.

In human walking a foot stands for 60 % of a stride and swings for 40 % (Perry, Gait Analysis, 1992): of each
step, the first and the last tenth are spent on both feet.
"""

from __future__ import annotations

import cmath
import math
from dataclasses import dataclass

from .foot import Foot, swing
from .pose import Pose
from .stance import STANCE, Place, clearing, reach, settled, within_reach

BOTH = 0.1  # share of a step, at either end, with both feet on the ground
LONGEST = 1.15  # steps: a step may be stretched by so much to come out even
BOB = 0.026  # how far the body vaults over the standing leg, statures
STICK_LIFT = 0.06


@dataclass(frozen=True, eq=False)
class Trip:
    """The way from one stop to the next, facing +x, in statures.

    The near foot takes the first step and the far foot the last, so every stop finds the same foot ahead.

    Attributes:
        place: the ground.
        footfalls: near, far, near, far ...; the first two stand at the start, the last two at the end.
        keys: the poses on both feet between the steps; one more than there are steps.
    """

    place: Place
    footfalls: tuple[Foot, ...]
    keys: tuple[Pose, ...]

    @classmethod
    def between(cls, place: Place, start: float, end: float) -> Trip:
        """Lay out the footfalls from start to end, end >= start; each step is about as long as the others."""
        first, last = place.terrain.paces(start), place.terrain.paces(end)
        falls = footfalls(first, last)
        feet = tuple(place.foot(paces) for paces in falls)
        keys: list[Pose] = []
        for j in range(len(falls) - 1):
            x = place.terrain.place((falls[j] + falls[j + 1]) / 2)
            near, far = (feet[j], feet[j + 1]) if j % 2 == 0 else (feet[j + 1], feet[j])
            keys.append(settled(place, far, near, x, keys[-1].tip if j % 2 else None))
        return cls(place, feet, tuple(keys))

    @property
    def steps(self) -> int:
        """How many steps the trip takes; an even number."""
        return len(self.keys) - 1

    def at(self, share: float) -> Pose:
        """Return the pose after this share of the trip's time, from 0 to 1."""
        phase = self.steps * eased(share, min(0.5, 1.2 / self.steps))
        j = min(int(phase), self.steps - 1)
        progress = phase - j
        if progress in (0.0, 1.0):
            return self.keys[j + int(progress)]
        return self._stepping(j, progress)

    def _stepping(self, j: int, progress: float) -> Pose:
        """Return the pose in step j: footfall j swings to footfall j + 2 past footfall j + 1."""
        before, after = self.keys[j], self.keys[j + 1]
        standing, swinging = self.footfalls[j + 1], self._swinging(j, progress)
        near, far = (swinging, standing) if j % 2 == 0 else (standing, swinging)
        turn = (1 - math.cos(math.pi * progress)) / 2
        vault = BOB * math.sin(math.pi * progress) ** 2 * min(abs(after.hip - before.hip) / 0.3, 1.0)
        hip = before.hip + progress * (after.hip - before.hip) + 1j * vault
        lean = before.lean + turn * (after.lean - before.lean)
        arm = before.arm + turn * (after.arm - before.arm)
        tip = self._tip(j, progress)

        def at(x: float) -> Pose:
            x = within_reach(far, near, x)
            low = min(hip.imag, reach(near, x), reach(far, x))
            return Pose(far, near, complex(x, low), lean, tip, arm, self.place.clear)

        return clearing(at, hip.real)

    def _swinging(self, j: int, progress: float) -> Foot:
        aloft = (progress - BOTH) / (1 - 2 * BOTH)
        if aloft <= 0:
            return self.footfalls[j]
        if aloft >= 1:
            return self.footfalls[j + 2]
        return swing(self.place.clear.leg, self.footfalls[j], self.footfalls[j + 2], aloft)

    def _tip(self, j: int, progress: float) -> complex:
        """Return the tip of the stick: it moves with every other step, that of the far foot."""
        start, end = self.keys[j].tip, self.keys[j + 1].tip
        aloft = min(max((progress - BOTH) / (1 - 2 * BOTH), 0.0), 1.0)
        if start == end or aloft in (0.0, 1.0):
            return end if aloft == 1.0 else start
        turn = aloft * aloft * (3 - 2 * aloft)
        chord = end - start
        over = 1j * cmath.exp(1j * cmath.phase(chord)) if chord.real > 0 else 1j
        tip = start + turn * chord + over * 4 * turn * (1 - turn) * STICK_LIFT * min(abs(chord) / 0.4, 1.0)
        return complex(tip.real, max(tip.imag, self.place.clear.stick(tip.real)))


def footfalls(start: float, end: float) -> tuple[float, ...]:
    """Return where the feet come down on the way from one stop to another, all in steps along the ground.

    The stops lie in the middle of the first and of the last two. There is an even number of steps, as few as
    keep them short; a hop shorter than the stance moves first one foot by it and then the other.

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
    """Return the share of the way after a share of the time: speed rises, holds and falls linearly.

    Args:
        share: of the time, 0 to 1.
        ramp: share of the time spent speeding up, and again slowing down, at most 1/2.

    >>> [eased(share, ramp=0.5) for share in (0.0, 0.25, 0.5, 1.0)]
    [0.0, 0.125, 0.5, 1.0]
    """
    if share > 0.5:
        return 1 - eased(1 - share, ramp)
    if share < ramp:
        return share * share / (2 * ramp * (1 - ramp))
    return (share - ramp / 2) / (1 - ramp)
