"""From a pose in statures, facing +x, to a body in pixels with widths, head and pack."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from scenes.hiker.body import build
from scenes.hiker.body.body import Body, Limb
from scenes.hiker.body.foot import Foot
from scenes.hiker.body.pose import Pose

Array = NDArray[np.float64]


def dressed(pose: Pose, height: float, facing: int) -> Body:
    """Give a pose its widths, and put it in pixels, facing the right way."""

    def pixels(*points: complex) -> Array:
        return np.array([(facing * point.real, point.imag) for point in points]) * height

    def limb(name: str, width: float, *points: complex) -> Limb:
        return Limb(name, pixels(*points), width * height, far=name.startswith("far"))

    def leg(name: str, foot: Foot) -> Limb:
        return limb(name, build.LEG_WIDTH, pose.hip, pose.knee(foot), foot.ankle, foot.toe)

    return Body(
        limbs=(
            limb("far arm", build.ARM_WIDTH, *pose.free_arm),
            leg("far leg", pose.far),
            limb("trunk", build.TRUNK_WIDTH, pose.hip, pose.chest),
            leg("near leg", pose.near),
            limb("near arm", build.ARM_WIDTH, *pose.stick_arm),
        ),
        head_center=pixels(pose.head)[0],
        head_radius=build.HEAD_RADIUS * height,
        pack=pixels(*_pack(pose)),
        stick=limb("stick", build.STICK_WIDTH, *pose.stick),
        feet=pixels(pose.far.contact, pose.near.contact),
        planted=(pose.far.planted, pose.near.planted),
        hip=pixels(pose.hip)[0],
        facing=facing,
    )


def _pack(pose: Pose) -> list[complex]:
    """Return the outline of the pack: a rectangle in the frame of the trunk with rounded corners."""
    inset = build.PACK_ROUND
    corners = (
        (build.PACK_FAR - inset, build.PACK_HIGH - inset),
        (build.PACK_NEAR + inset, build.PACK_HIGH - inset),
        (build.PACK_NEAR + inset, build.PACK_LOW + inset),
        (build.PACK_FAR - inset, build.PACK_LOW + inset),
    )
    outline: list[complex] = []
    for quarter, (behind, up) in enumerate(corners):
        for k in range(7):
            turn = math.pi / 2 * (quarter + k / 6)
            outline.append(pose.pack_point(behind + inset * math.cos(turn), up + inset * math.sin(turn)))
    return outline
