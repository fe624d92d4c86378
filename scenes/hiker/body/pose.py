"""A pose: the joints that follow from feet, hip and stick, and the body drawn around them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from scenes.hiker.body.body import BUILD, Array, Body, Limb
from scenes.hiker.body.foot import Foot
from scenes.hiker.body.terrain import Raised, Terrain

MARGIN = 0.004  # minimum distance between body and ground, statures
HAND = complex(0.185, -0.138)  # preferred position of the pole hand relative to the shoulder
HAND_RISE = 0.055  # how much higher it is on ground of 60 degrees uphill, and lower downhill, statures
TUCKED_HAND = complex(0.07, -0.20)  # its position where there is no room
FREE_HAND = complex(0.015, -0.225)  # the free hand relative to the shoulder when it hangs
SWING = complex(0.115, 0.030)  # how far it swings forward
HAT = 0.03  # how far the hat reaches beyond the head, statures
KNEE = 0.075  # minimum distance of a knee from the ground, statures
STEEP = math.radians(60)  # slope at which postures are given


@dataclass(frozen=True)
class Clearances:
    """The ground raised by half the width of each kind of part: centers above it are clear of the ground."""

    sole: Raised
    leg: Raised
    knee: Raised
    arm: Raised
    trunk: Raised
    head: Raised
    pack: Raised
    stick: Raised

    @classmethod
    def over(cls, terrain: Terrain) -> Clearances:
        """Return the terrain raised for every part of the body."""
        return cls(
            sole=terrain.raised(BUILD.sole),
            leg=terrain.raised(BUILD.leg_widths[1] / 2),
            knee=terrain.raised(KNEE),
            arm=terrain.raised(BUILD.arm_widths[1] / 2),
            trunk=terrain.raised(max(BUILD.trunk_widths) / 2),
            head=terrain.raised(BUILD.head_radius + HAT),
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
        slope: angle of the ground, in radians above the horizontal.
        tip: lower end of the stick.
        arm: swing of the free arm: 1 is forward, -1 back.
        clear: the ground, raised by the half widths of the parts, which the arms avoid.
    """

    far: Foot
    near: Foot
    hip: complex
    lean: float
    slope: float
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
        """The center of the chest."""
        return self.hip + BUILD.chest * self.up

    @cached_property
    def shoulder(self) -> complex:
        """The common joint of both arms."""
        return self.hip + BUILD.trunk * self.up

    @cached_property
    def head(self) -> complex:
        """The center of the head, held a little more upright than the trunk and a little ahead."""
        angle = 0.75 * self.lean + math.radians(4)
        return self.shoulder + BUILD.neck * complex(math.sin(angle), math.cos(angle))

    @property
    def look(self) -> float:
        """The angle of the face in radians: a little down, and more so downhill."""
        return math.radians(3) + 0.35 * self.lean + 0.12 * max(-self.slope, 0.0)

    @cached_property
    def free_arm(self) -> tuple[complex, complex, complex]:
        """Shoulder, elbow and hand of the swinging arm, which swings less where the ground is in the way."""
        wish = FREE_HAND + complex(self.arm * SWING.real, self.arm**2 * SWING.imag)
        home = complex(0.0, FREE_HAND.imag)

        def hand(share: float) -> complex:
            return self.shoulder + home + share * (wish - home)

        end = hand(_maximum_share(lambda share: self._is_clear(hand(share))))
        return self.shoulder, joint(self.shoulder, end, BUILD.upper_arm, BUILD.forearm, side=-1), end

    @cached_property
    def stick_arm(self) -> tuple[complex, complex, complex]:
        """Shoulder, elbow and hand of the arm with the stick, drawn in where the ground is in the way."""
        lag = self.tip.real - self.shoulder.real - HAND.real
        rise = HAND_RISE * max(min(self.slope / STEEP, 1.0), -1.0)
        wish = self.shoulder + HAND + 1j * rise + 0.25 * max(min(lag, 0.0), -0.4)
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
        """Tip and top of the pole, which is as long as it has to be.

        If the arm is too short for the tip, the tip leaves the ground.
        """
        hand = self.stick_arm[2]
        to_tip = self.tip - hand
        along = to_tip / abs(to_tip)
        tip = hand + along * min(abs(to_tip), BUILD.grip)
        return tip, hand - along * (BUILD.stick - BUILD.grip)

    @cached_property
    def basket(self) -> tuple[complex, complex]:
        """The two ends of the ring around the pole, which is tucked in where the ground is in the way."""
        tip, top = self.stick
        along = (top - tip) / abs(top - tip)
        ring, half = tip + BUILD.basket_height * along, BUILD.basket / 2 * 1j * along

        def is_clear(share: float) -> bool:
            ends = (ring - share * half, ring + share * half)
            return all(end.imag > self.clear.stick(end.real) for end in ends)

        share = _maximum_share(is_clear)
        return ring - share * half, ring + share * half

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
            yield foot.ankle + (knee - foot.ankle) / 6, clear.arm
            yield from ((foot.ankle + k / 6 * (knee - foot.ankle), clear.leg) for k in range(2, 6))
            yield knee, clear.knee
            yield from ((knee + k / 4 * (self.hip - knee), clear.leg) for k in range(1, 4))
        yield from ((self.hip + k / 2 * (self.chest - self.hip), clear.trunk) for k in range(3))
        yield self.head, clear.head
        for behind in (BUILD.pack_near + BUILD.pack_round, BUILD.pack_far - BUILD.pack_round):
            for up in (BUILD.pack_low + BUILD.pack_round, 0.17, BUILD.pack_high + BUILD.lid):
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

    def limb(name: str, widths: tuple[float, ...], *points: complex) -> Limb:
        return Limb(name, pixels(*points), np.array(widths) * height, far=name.startswith("far"))

    def leg(side: str, foot: Foot) -> tuple[Limb, Limb]:
        return (
            limb(f"{side} leg", BUILD.leg_widths, pose.hip, pose.knee(foot), foot.ankle),
            limb(f"{side} foot", (BUILD.boot,) * 2, foot.heel, foot.ball),
        )

    return Body(
        limbs=(
            limb("far arm", BUILD.arm_widths, *pose.free_arm),
            *leg("far", pose.far),
            limb("trunk", BUILD.trunk_widths, pose.hip, pose.chest),
            *leg("near", pose.near),
            limb("near arm", BUILD.arm_widths, *pose.stick_arm),
        ),
        head=pixels(pose.head)[0],
        look=pose.look,
        stick=limb("stick", (BUILD.stick_width,) * 2, *pose.stick),
        basket=limb("basket", (BUILD.basket_width,) * 2, *pose.basket),
        feet=pixels(pose.far.contact, pose.near.contact),
        planted=(pose.far.planted, pose.near.planted),
        height=height,
        facing=facing,
        turn=float(facing),
    )


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
