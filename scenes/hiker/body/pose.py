"""A pose: the joints that follow from where the feet, the hip and the tip of the stick are."""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from scenes.hiker.body import build
from scenes.hiker.body.build import joint
from scenes.hiker.body.foot import Foot
from scenes.hiker.body.terrain import Raised, Terrain

MARGIN = 0.004  # the least gap between the body and the ground
HAND = complex(0.205, -0.125)  # where the hand with the stick likes to be, from the shoulder
TUCKED = complex(0.07, -0.20)  # where it goes when there is no room
AHEAD = 0.255  # where the stick likes to stand, from the hip


@dataclass(frozen=True)
class Clearances:
    """The ground raised by half the width of each kind of part: centers above it are in the open."""

    leg: Raised
    arm: Raised
    trunk: Raised
    head: Raised
    pack: Raised
    stick: Raised

    @classmethod
    def over(cls, terrain: Terrain) -> Clearances:
        """Raise the ground for every part of the body."""
        return cls(
            leg=terrain.raised(build.LEG_WIDTH / 2),
            arm=terrain.raised(build.ARM_WIDTH / 2),
            trunk=terrain.raised(build.TRUNK_WIDTH / 2),
            head=terrain.raised(build.HEAD_RADIUS),
            pack=terrain.raised(build.PACK_ROUND),
            stick=terrain.raised(build.STICK_WIDTH / 2),
        )


@dataclass(frozen=True)
class Pose:
    """A hiker facing +x, in statures. Points are complex.

    Attributes:
        far: the foot on the side turned away from us.
        near: the foot on our side.
        hip: where both legs and the trunk meet.
        lean: of the trunk, radians forward from the vertical.
        tip: lower end of the stick.
        arm: of the free upper arm, radians forward from the trunk's own direction downward.
        clear: the ground, raised by the half widths of the parts; the arms keep out of it by themselves.
    """

    far: Foot
    near: Foot
    hip: complex
    lean: float
    tip: complex
    arm: float
    clear: Clearances

    @cached_property
    def up(self) -> complex:
        """The unit vector from the hip along the trunk."""
        return complex(math.sin(self.lean), math.cos(self.lean))

    def knee(self, foot: Foot) -> complex:
        """Return the knee of the leg on this foot; it bends forward."""
        return joint(self.hip, foot.ankle, build.THIGH, build.SHIN, side=1)

    @cached_property
    def chest(self) -> complex:
        """The upper end of the trunk."""
        return self.hip + build.TRUNK * self.up

    @cached_property
    def shoulder(self) -> complex:
        """Where both arms start."""
        return self.hip + build.SHOULDER * self.up

    @cached_property
    def head(self) -> complex:
        """The center of the head, held a little more upright than the trunk."""
        neck = complex(math.sin(0.6 * self.lean), math.cos(0.6 * self.lean))
        return self.chest + (build.HEAD - build.TRUNK) * neck + 0.012

    @cached_property
    def free_arm(self) -> tuple[complex, complex, complex]:
        """Shoulder, elbow and hand of the arm that swings, less far where the ground is in the way."""

        def swung(share: float) -> tuple[complex, complex, complex]:
            angle = share * self.arm
            upper, lower = cmath.exp(1j * angle), cmath.exp(1j * (angle + share * 0.45 + 0.5 * max(angle, 0)))
            elbow = self.shoulder - build.UPPER_ARM * self.up * upper
            return self.shoulder, elbow, elbow - build.FOREARM * self.up * lower

        return swung(_most(lambda share: all(self._open(point) for point in swung(share)[1:])))

    @cached_property
    def stick_arm(self) -> tuple[complex, complex, complex]:
        """Shoulder, elbow and hand of the arm with the stick, drawn in where the ground is in the way."""
        lag = self.tip.real - self.hip.real - AHEAD
        wish = self.shoulder + HAND + 0.2 * max(min(lag, 0.0), -0.4)
        over = abs(wish - self.tip) - build.GRIP
        if over > 0:
            wish += (self.tip - wish) / abs(self.tip - wish) * over
        home = self.shoulder + TUCKED
        hand = home + (wish - home) * _most(lambda share: self._open(home + (wish - home) * share))
        if abs(hand - self.shoulder) > build.ARM:
            hand = self._outstretched
        elbow = joint(self.shoulder, hand, build.UPPER_ARM, build.FOREARM, side=-1)
        return self.shoulder, elbow, hand

    @property
    def _outstretched(self) -> complex:
        """The hand at arm's length that grips the stick highest, or just points at a tip beyond reach."""
        way = self.tip - self.shoulder
        if abs(way) < build.ARM + build.GRIP:
            return joint(self.shoulder, self.tip, build.ARM, build.GRIP, side=1)
        return self.shoulder + way / abs(way) * build.ARM

    def _open(self, point: complex) -> bool:
        return point.imag > self.clear.arm(point.real) + MARGIN

    @cached_property
    def stick(self) -> tuple[complex, complex]:
        """Tip and top of the stick; where the arm is too short for the tip, the tip leaves the ground."""
        hand = self.stick_arm[2]
        way = self.tip - hand
        along = way / abs(way)
        tip = hand + along * min(abs(way), build.GRIP)
        return tip, tip - along * build.STICK

    def pack_point(self, behind: float, up: float) -> complex:
        """Return a point given in the frame of the trunk."""
        return self.hip + self.up * complex(up, behind)

    def depth(self) -> float:
        """Return how deep the worst part of the body is in the ground; negative in the open."""
        return max(raised(point.real) - point.imag for point, raised in self._discs()) + MARGIN

    def _discs(self) -> Iterator[tuple[complex, Raised]]:
        clear = self.clear
        for foot in (self.far, self.near):
            knee = self.knee(foot)
            yield from ((foot.ankle + k / 6 * (knee - foot.ankle), clear.leg) for k in range(1, 7))
            yield from ((knee + k / 4 * (self.hip - knee), clear.leg) for k in range(1, 4))
        yield from ((self.hip + k / 2 * (self.chest - self.hip), clear.trunk) for k in range(3))
        yield self.head, clear.head
        for behind in (build.PACK_NEAR + build.PACK_ROUND, build.PACK_FAR - build.PACK_ROUND):
            for up in (build.PACK_LOW + build.PACK_ROUND, 0.17, build.PACK_HIGH - build.PACK_ROUND):
                yield self.pack_point(behind, up), clear.pack


def _most(fits: Callable[[float], bool]) -> float:
    """Return the greatest share in [0, 1] that fits, by halving; 0 where none does."""
    if fits(1.0):
        return 1.0
    low, high = 0.0, 1.0
    for _ in range(12):
        middle = (low + high) / 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low
