"""What a hiker looks like: strokes with round caps, a head, a pack, a stick."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


class Box(NamedTuple):
    """The smallest upright rectangle around something, in pixels."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, eq=False)
class Limb:
    """A stroke with round caps and round joins.

    Attributes:
        name: what an anatomist would call it.
        points: the joints, shape `(k, 2)`, pixels; a leg is hip, knee, ankle, toe.
        width: of the stroke, pixels.
        far: whether it is on the side of the body turned away from us.
    """

    name: str
    points: Array
    width: float
    far: bool = False


@dataclass(frozen=True, eq=False)
class Body:
    """A hiker in one pose. Everything is in pixels, y up.

    Paint it back to front: the far limbs, the pack, the stick, the other limbs in their order, the head.

    Attributes:
        limbs: far arm, far leg, trunk, near leg, near arm.
        head_center: shape `(2,)`.
        head_radius: pixels.
        pack: outline of the backpack, a closed polygon of shape `(m, 2)` (the first point is not repeated).
        stick: the trekking pole, from its tip to its top.
        feet: where the soles of the far and the near foot touch, shape `(2, 2)`. The point is on the ground
            when the foot is planted, and the lowest point of the sole when it is not.
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
            KeyError: there is none; the message lists those there are.
        """
        for limb in self.limbs:
            if limb.name == name:
                return limb
        raise KeyError(f"no limb {name!r}: choose from {', '.join(limb.name for limb in self.limbs)}")

    def outline(self) -> Box:
        """Return the box around the whole hiker, with the stick and the widths of all strokes."""
        strokes = [*self.limbs, self.stick]
        points = np.concatenate([stroke.points for stroke in strokes] + [self.pack, self.head_center[None]])
        reach = np.concatenate(
            [np.full(len(stroke.points), stroke.width / 2) for stroke in strokes]
            + [np.zeros(len(self.pack)), [self.head_radius]]
        )[:, None]
        (left, bottom), (right, top) = (points - reach).min(axis=0), (points + reach).max(axis=0)
        return Box(float(left), float(bottom), float(right), float(top))
