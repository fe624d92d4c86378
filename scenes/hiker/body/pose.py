"""A pose: the joints that follow from feet, hip and stick, and the body drawn around them."""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from scenes.hiker.body.body import BUILD, Array, Body, Limb
from scenes.hiker.body.foot import Foot
from scenes.hiker.body.terrain import Raised, Terrain

MARGIN = 0.004  # minimum distance between body and ground, statures
HAND = complex(0.205, -0.125)  # preferred position of the stick hand relative to the shoulder
TUCKED_HAND = complex(0.07, -0.20)  # its position where there is no room
AHEAD = 0.255  # preferred position of the stick ahead of the hip, statures


@dataclass(frozen=True)
class Clearances:
    """The ground raised by half the width of each kind of part: centers above it are clear of the ground."""

    leg: Raised
    arm: Raised
    trunk: Raised
    head: Raised
    pack: Raised
    stick: Raised

    @classmethod
    def over(cls, terrain: Terrain) -> Clearances:
        """Return the terrain raised for every part of the body."""
        return cls(
            leg=terrain.raised(BUILD.leg_width / 2),
            arm=terrain.raised(BUILD.arm_width / 2),
            trunk=terrain.raised(BUILD.trunk_width / 2),
            head=terrain.raised(BUILD.head_radius),
            pack=terrain.raised(BUILD.pack_round),
            stick=terrain.raised(BUILD.stick_width / 2),
        )


@dataclass(frozen=True)
class Pose:
    """A hiker facing +x, in statures. Points are complex numbers.

    Attributes:
        far: the foot on the far side.
        near: the foot on the near side.
        hip: the common joint of both legs and the trunk.
        lean: angle of the trunk, in radians forward from the vertical.
        tip: lower end of the stick.
        arm: angle of the free upper arm, in radians forward from the downward direction of the trunk.
        clear: the ground, raised by the half widths of the parts, which the arms avoid.
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
        return joint(self.hip, foot.ankle, BUILD.thigh, BUILD.shin, side=1)

    @cached_property
    def chest(self) -> complex:
        """The upper end of the trunk."""
        return self.hip + BUILD.trunk * self.up

    @cached_property
    def shoulder(self) -> complex:
        """The common joint of both arms."""
        return self.hip + BUILD.shoulder * self.up

    @cached_property
    def head(self) -> complex:
        """The center of the head, held a little more upright than the trunk."""
        neck = complex(math.sin(0.6 * self.lean), math.cos(0.6 * self.lean))
        return self.chest + (BUILD.head - BUILD.trunk) * neck + 0.012

    @cached_property
    def free_arm(self) -> tuple[complex, complex, complex]:
        """Shoulder, elbow and hand of the swinging arm, which swings less where the ground is in the way."""

        def swung(share: float) -> tuple[complex, complex, complex]:
            angle = share * self.arm
            upper, lower = cmath.exp(1j * angle), cmath.exp(1j * (angle + share * 0.45 + 0.5 * max(angle, 0)))
            elbow = self.shoulder - BUILD.upper_arm * self.up * upper
            return self.shoulder, elbow, elbow - BUILD.forearm * self.up * lower

        return swung(_maximum_share(lambda share: all(self._is_clear(point) for point in swung(share)[1:])))

    @cached_property
    def stick_arm(self) -> tuple[complex, complex, complex]:
        """Shoulder, elbow and hand of the arm with the stick, drawn in where the ground is in the way."""
        lag = self.tip.real - self.hip.real - AHEAD
        wish = self.shoulder + HAND + 0.2 * max(min(lag, 0.0), -0.4)
        over = abs(wish - self.tip) - BUILD.grip
        if over > 0:
            wish += (self.tip - wish) / abs(self.tip - wish) * over
        home = self.shoulder + TUCKED_HAND
        hand = home + (wish - home) * _maximum_share(
            lambda share: self._is_clear(home + (wish - home) * share)
        )
        if abs(hand - self.shoulder) > BUILD.arm:
            hand = self._outstretched
        elbow = joint(self.shoulder, hand, BUILD.upper_arm, BUILD.forearm, side=-1)
        return self.shoulder, elbow, hand

    @property
    def _outstretched(self) -> complex:
        """The hand at arm's length at the highest grip of the stick, or towards a tip beyond reach."""
        to_tip = self.tip - self.shoulder
        if abs(to_tip) < BUILD.arm + BUILD.grip:
            return joint(self.shoulder, self.tip, BUILD.arm, BUILD.grip, side=1)
        return self.shoulder + to_tip / abs(to_tip) * BUILD.arm

    def _is_clear(self, point: complex) -> bool:
        return point.imag > self.clear.arm(point.real) + MARGIN

    @cached_property
    def stick(self) -> tuple[complex, complex]:
        """Tip and top of the stick; if the arm is too short for the tip, the tip leaves the ground."""
        hand = self.stick_arm[2]
        to_tip = self.tip - hand
        along = to_tip / abs(to_tip)
        tip = hand + along * min(abs(to_tip), BUILD.grip)
        return tip, tip - along * BUILD.stick

    def pack_point(self, behind: float, up: float) -> complex:
        """Return a point given in the coordinates of the trunk."""
        return self.hip + self.up * complex(up, behind)

    def depth(self) -> float:
        """Return the maximum depth of any part of the body below the ground; negative if all are clear."""
        return max(raised(point.real) - point.imag for point, raised in self._discs()) + MARGIN

    def _discs(self) -> Iterator[tuple[complex, Raised]]:
        clear = self.clear
        for foot in (self.far, self.near):
            knee = self.knee(foot)
            yield from ((foot.ankle + k / 6 * (knee - foot.ankle), clear.leg) for k in range(1, 7))
            yield from ((knee + k / 4 * (self.hip - knee), clear.leg) for k in range(1, 4))
        yield from ((self.hip + k / 2 * (self.chest - self.hip), clear.trunk) for k in range(3))
        yield self.head, clear.head
        for behind in (BUILD.pack_near + BUILD.pack_round, BUILD.pack_far - BUILD.pack_round):
            for up in (BUILD.pack_low + BUILD.pack_round, 0.17, BUILD.pack_high - BUILD.pack_round):
                yield self.pack_point(behind, up), clear.pack


def body_of(pose: Pose, height: float, facing: int) -> Body:
    """Return a pose as a body in pixels, with the widths of its parts.

    Args:
        pose: the joints, in statures, facing +x.
        height: height of the hiker standing upright, in pixels.
        facing: +1 towards greater x, -1 towards smaller x.
    """

    def pixels(*points: complex) -> Array:
        return np.array([(facing * point.real, point.imag) for point in points]) * height

    def limb(name: str, width: float, *points: complex) -> Limb:
        return Limb(name, pixels(*points), width * height, far=name.startswith("far"))

    def leg(name: str, foot: Foot) -> Limb:
        return limb(name, BUILD.leg_width, pose.hip, pose.knee(foot), foot.ankle, foot.toe)

    return Body(
        limbs=(
            limb("far arm", BUILD.arm_width, *pose.free_arm),
            leg("far leg", pose.far),
            limb("trunk", BUILD.trunk_width, pose.hip, pose.chest),
            leg("near leg", pose.near),
            limb("near arm", BUILD.arm_width, *pose.stick_arm),
        ),
        head_center=pixels(pose.head)[0],
        head_radius=BUILD.head_radius * height,
        pack=pixels(*_pack(pose)),
        stick=limb("stick", BUILD.stick_width, *pose.stick),
        feet=pixels(pose.far.contact, pose.near.contact),
        planted=(pose.far.planted, pose.near.planted),
        hip=pixels(pose.hip)[0],
        facing=facing,
    )


def _pack(pose: Pose) -> list[complex]:
    """Return the outline of the pack: a rectangle in the coordinates of the trunk with rounded corners."""
    inset = BUILD.pack_round
    corners = (
        (BUILD.pack_far - inset, BUILD.pack_high - inset),
        (BUILD.pack_near + inset, BUILD.pack_high - inset),
        (BUILD.pack_near + inset, BUILD.pack_low + inset),
        (BUILD.pack_far - inset, BUILD.pack_low + inset),
    )
    outline: list[complex] = []
    for quarter, (behind, up) in enumerate(corners):
        for k in range(7):
            turn = math.pi / 2 * (quarter + k / 6)
            outline.append(pose.pack_point(behind + inset * math.cos(turn), up + inset * math.sin(turn)))
    return outline


def _maximum_share(fits: Callable[[float], bool]) -> float:
    """Return the maximum share in [0, 1] that fits, by bisection; 0 if none does."""
    if fits(1.0):
        return 1.0
    low, high = 0.0, 1.0
    for _ in range(12):
        middle = (low + high) / 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low


def joint(start: complex, end: complex, upper: float, lower: float, side: int) -> complex:
    """Return the middle joint of a two-bone chain: the knee of a leg, the elbow of an arm.

    The triangle with sides upper, lower and d = |end - start| has its foot of altitude at
    a = (d^2 + upper^2 - lower^2) / 2d from the start, and the altitude sqrt(upper^2 - a^2) (law of cosines).

    Args:
        start: the fixed joint.
        end: the joint to reach.
        upper: length of the bone at the start.
        lower: length of the bone at the end.
        side: +1 bends to the left of the line to the end (a knee, walking towards +x), -1 to the right.

    Raises:
        ValueError: if the end is out of reach.

    >>> joint(0j, -8j, 5.0, 5.0, side=1)
    (3-4j)
    """
    chord = end - start
    distance = abs(chord)
    if not abs(upper - lower) <= distance <= upper + lower or distance == 0:
        raise ValueError(
            f"bones of {upper:g} and {lower:g} cannot span {distance:g}; "
            f"choose an end between {abs(upper - lower):g} and {upper + lower:g} away"
        )
    along = (distance**2 + upper**2 - lower**2) / (2 * distance)
    across = math.sqrt(max(upper**2 - along**2, 0.0))
    return start + chord / distance * complex(along, side * across)
