"""The shape of a hiker: proportions, strokes with round caps, a head, a pack, a stick."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from hillside.stage.sheet import Box

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Build:
    """The proportions of a hiker, in statures (shares of the body height).

    The lengths of the segments follow Winter, Biomechanics and Motor Control of Human Movement (1990),
    figure 3.1 (thigh 0.245, shank 0.246, upper arm 0.186, forearm 0.146), a little shortened where round
    caps add to them.

    Attributes:
        thigh: hip to knee.
        shin: knee to ankle.
        foot: ankle to toe; half the width of a leg is added at either end.
        upper_arm: shoulder to elbow.
        forearm: elbow to hand.
        trunk: hip to the top of the chest.
        shoulder: hip to shoulder, along the trunk.
        head: hip to the center of the head.
        head_radius: of the head.
        leg_width: of the stroke of a leg.
        arm_width: of the stroke of an arm.
        trunk_width: of the stroke of the trunk.
        stick_width: of the stroke of the stick.
        stick: tip to top of the stick.
        grip: tip to the highest grip of the stick.
        pack_near: hip to the front of the pack, backward across the trunk.
        pack_far: hip to the back of the pack.
        pack_low: hip to the bottom of the pack, along the trunk.
        pack_high: hip to the top of the pack.
        pack_round: radius of the corners of the pack.

    >>> round(Build().leg, 3), Build().sole
    (0.463, 0.04)
    """

    thigh: float = 0.235
    shin: float = 0.235
    foot: float = 0.085
    upper_arm: float = 0.150
    forearm: float = 0.150
    trunk: float = 0.270
    shoulder: float = 0.245
    head: float = 0.431
    head_radius: float = 0.078
    leg_width: float = 0.080
    arm_width: float = 0.064
    trunk_width: float = 0.136
    stick_width: float = 0.022
    stick: float = 0.69
    grip: float = 0.65
    pack_near: float = 0.078
    pack_far: float = 0.203
    pack_low: float = 0.040
    pack_high: float = 0.315
    pack_round: float = 0.034

    @cached_property
    def sole(self) -> float:
        """Thickness of the sole: half the width of a leg."""
        return self.leg_width / 2

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
    """A stroke with round caps and round joins.

    Attributes:
        name: its anatomical name.
        points: the joints, shape `(k, 2)`, pixels; a leg is hip, knee, ankle, toe.
        width: width of the stroke, pixels.
        far: whether it is on the far side of the body.
    """

    name: str
    points: Array
    width: float
    far: bool = False


@dataclass(frozen=True, eq=False)
class Body:
    """A hiker in one pose. All coordinates are pixels, y up.

    Paint it back to front: the far limbs, the pack, the stick, the other limbs in order, the head.

    Attributes:
        limbs: far arm, far leg, trunk, near leg, near arm.
        head_center: shape `(2,)`.
        head_radius: pixels.
        pack: outline of the backpack, a closed polygon of shape `(m, 2)` (the first point is not repeated).
        stick: the trekking pole, from its tip to its top.
        feet: the contact points of the far and the near foot, shape `(2, 2)`: on the ground when the foot is
            planted, and the lowest point of the sole when it is not.
        planted: whether the far and the near foot stand still on the ground.
        hip: the hip joint, shape `(2,)`.
        facing: +1 towards greater x, -1 towards smaller x.
    """

    limbs: tuple[Limb, ...]
    head_center: Array
    head_radius: float
    pack: Array
    stick: Limb
    feet: Array
    planted: tuple[bool, bool]
    hip: Array
    facing: int

    def limb(self, name: str) -> Limb:
        """Return the limb of this name.

        Raises:
            KeyError: if there is none; the message lists those there are.
        """
        for limb in self.limbs:
            if limb.name == name:
                return limb
        raise KeyError(f"no limb {name!r}: choose from {', '.join(limb.name for limb in self.limbs)}")

    def outline(self) -> Box:
        """Return the bounding box of the hiker, with the stick and the widths of all strokes."""
        strokes = [*self.limbs, self.stick]
        points = np.concatenate([stroke.points for stroke in strokes] + [self.pack, self.head_center[None]])
        reach = np.concatenate(
            [np.full(len(stroke.points), stroke.width / 2) for stroke in strokes]
            + [np.zeros(len(self.pack)), [self.head_radius]]
        )[:, None]
        (left, bottom), (right, top) = (points - reach).min(axis=0), (points + reach).max(axis=0)
        return Box(float(left), float(bottom), float(right), float(top))
