"""The shape of a hiker: proportions, and the joints of a pose."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Build:
    """The proportions of a hiker, in statures (shares of the body height).

    The lengths of the segments follow Winter, Biomechanics and Motor Control of Human Movement (1990),
    figure 3.1 (thigh 0.245, shank 0.246, upper arm 0.186, forearm 0.146), with arms a little shortened where
    the hand adds to them. Widths are diameters.

    Attributes:
        thigh: hip to knee.
        shin: knee to ankle.
        ankle: ankle above the center of the heel.
        foot: center of the heel to center of the ball; the radius of the boot is added at either end.
        boot: diameter of the boot at heel and ball.
        upper_arm: shoulder to elbow.
        forearm: elbow to hand.
        trunk: hip to shoulder.
        chest: hip to the center of the chest, along the trunk.
        neck: shoulder to the center of the head.
        head_radius: of the head.
        leg_widths: of a leg at hip, knee and ankle.
        arm_widths: of an arm at shoulder, elbow and wrist.
        hand: of a hand.
        trunk_widths: of the trunk at hip and chest.
        stick_width: of the pole.
        stick: tip to top of the pole.
        grip: tip to the highest grip of the pole.
        basket: length of the ring above the tip of the pole, without its round ends.
        basket_width: of that ring.
        basket_height: tip to ring.
        pack_near: hip to the front of the pack, backward across the trunk.
        pack_far: hip to the back of the pack.
        pack_low: hip to the bottom of the pack, along the trunk.
        pack_high: hip to the top of the pack, under its lid.
        lid_gap: pack to lid.
        lid: height of the lid.
        pack_round: radius of the corners of the pack.

    >>> round(Build().leg, 3), Build().sole
    (0.483, 0.035)
    """

    thigh: float = 0.245
    shin: float = 0.245
    ankle: float = 0.010
    foot: float = 0.090
    boot: float = 0.070
    upper_arm: float = 0.150
    forearm: float = 0.140
    trunk: float = 0.285
    chest: float = 0.232
    neck: float = 0.128
    head_radius: float = 0.072
    leg_widths: tuple[float, float, float] = (0.132, 0.092, 0.062)
    arm_widths: tuple[float, float, float] = (0.084, 0.062, 0.044)
    hand: float = 0.056
    trunk_widths: tuple[float, float] = (0.136, 0.158)
    stick_width: float = 0.018
    stick: float = 0.80
    grip: float = 0.755
    basket: float = 0.030
    basket_width: float = 0.014
    basket_height: float = 0.060
    pack_near: float = 0.046
    pack_far: float = 0.200
    pack_low: float = 0.070
    pack_high: float = 0.240
    lid_gap: float = 0.017
    lid: float = 0.066
    pack_round: float = 0.034

    @cached_property
    def sole(self) -> float:
        """Center of the heel above the ground: the radius of the boot."""
        return self.boot / 2

    @cached_property
    def leg(self) -> float:
        """Maximum distance from hip to ankle: the knee is never fully straight."""
        return 0.985 * (self.thigh + self.shin)

    @cached_property
    def arm(self) -> float:
        """Maximum distance from shoulder to hand."""
        return 0.985 * (self.upper_arm + self.forearm)


BUILD = Build()
"""The proportions of the hiker in all figures."""


@dataclass(frozen=True, eq=False)
class Limb:
    """A chain of bones.

    Attributes:
        name: its anatomical name.
        points: the joints, shape `(k, 2)`, pixels.
        widths: the width of the limb at each joint, shape `(k,)`, pixels.
        far: whether it is on the far side of the body.
    """

    name: str
    points: Array
    widths: Array
    far: bool = False


LIMBS = ("far arm", "far leg", "far foot", "trunk", "near leg", "near foot", "near arm")
"""The names of the limbs: a leg is hip, knee, ankle, a foot heel, ball, an arm shoulder, elbow, hand."""


@dataclass(frozen=True, eq=False)
class Body:
    """A hiker in one pose. All coordinates are pixels, y up; `outlines` has what is painted.

    Attributes:
        limbs: in the order of `LIMBS`.
        head: the center of the head, shape `(2,)`.
        look: the angle of the face, in radians forward from the vertical.
        stick: the trekking pole, from its tip to its top.
        basket: the ring above its tip, from side to side.
        feet: the contact points of the far and the near foot, shape `(2, 2)`: on the ground when the foot is
            planted, and the lowest point of the sole when it is not.
        planted: whether the far and the near foot stand still on the ground.
        height: height of the hiker standing upright, in pixels.
        facing: +1 towards greater x, -1 towards smaller x.
        turn: how far the body is turned sideways: +1 or -1, as `facing`, and in between while it turns.
    """

    limbs: tuple[Limb, ...]
    head: Array
    look: float
    stick: Limb
    basket: Limb
    feet: Array
    planted: tuple[bool, bool]
    height: float
    facing: int
    turn: float

    def limb(self, name: str) -> Limb:
        """Return the limb of this name.

        Raises:
            KeyError: if there is none; the message lists those there are.
        """
        for limb in self.limbs:
            if limb.name == name:
                return limb
        raise KeyError(f"no limb {name!r}: choose from {', '.join(limb.name for limb in self.limbs)}")

    @property
    def hip(self) -> Array:
        """The hip joint, shape `(2,)`."""
        return self.limb("trunk").points[0]
