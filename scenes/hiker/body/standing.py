"""Standing: the feet at a point of the ground, and a hip position for which the body clears it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from scenes.hiker.body.body import BUILD, Array, Body
from scenes.hiker.body.foot import Foot, plant
from scenes.hiker.body.pose import HAND, STEEP, Clearances, Pose, body_of
from scenes.hiker.body.terrain import Terrain

STANCE = 0.56  # distance between the feet at rest, in steps
RESTING_ARM = 0.55  # swing of the free arm at rest: its hand is before the belly
STRIDE = 0.025  # step of the search for a clear position, statures
SHIFTS = (0.0, *(sign * k * STRIDE for k in range(1, 17) for sign in (1, -1)))


@dataclass(frozen=True, eq=False)
class Trail:
    """The ground under the hiker, with the clearances of the parts of the body."""

    terrain: Terrain
    clear: Clearances

    @classmethod
    def on(cls, terrain: Terrain) -> Trail:
        """Return the trail on a terrain; the clearances are tabulated once."""
        return cls(terrain, Clearances.over(terrain))

    def foot(self, paces: float) -> Foot:
        """Return a foot at rest, `paces` steps from the left end."""
        return plant(self.terrain, self.clear.sole, self.terrain.x_after(paces))


def stand(ground: Array, x: float, height: float, facing: int = 1) -> Body:
    """Return a hiker who stands at x, with both feet on the ground.

    Args:
        ground: vertices of the ground in pixels, y up, shape `(n, 2)`, n >= 2, x strictly increasing,
            interpolated and extrapolated linearly.
        x: position of the weight, in pixels, within the ground.
        height: height of the hiker standing upright, in pixels, > 0.
        facing: +1 towards greater x, -1 towards smaller x.

    Raises:
        ValueError: if the ground, x, height or facing violates one of these rules.

    >>> level = np.array([[0.0, 20.0], [400.0, 20.0]])
    >>> body = stand(level, x=200.0, height=100.0)
    >>> body.feet[:, 1].tolist(), body.planted
    ([20.0, 20.0], (True, True))
    """
    refuse_unwalkable(ground, (x,), height, facing)
    at = facing * x / height
    trail = Trail.on(Terrain.of(ground, height, facing).near(at))
    return body_of(standing(trail, at), height, facing)


def refuse_unwalkable(ground: Array, stops: tuple[float, ...], height: float, facing: int) -> None:
    """Refuse a ground, stops, a height or a facing that are not valid for a walk.

    Raises:
        ValueError: if one is not valid, with what was given, the rule and the way out.
    """
    if ground.ndim != 2 or ground.shape[1] != 2 or len(ground) < 2:
        raise ValueError(f"the ground has shape {ground.shape}; give at least two vertices as rows (x, y)")
    if not np.all(np.isfinite(ground)):
        raise ValueError("the ground has a vertex that is not finite; cut it at the pole or the gap")
    if not np.all(np.diff(ground[:, 0]) > 0):
        raise ValueError("the ground turns back; sort its vertices by x and give each x once")
    if not (math.isfinite(height) and height > 0):
        raise ValueError(f"the hiker's height is {height!r}; it must be a positive number of pixels")
    if facing not in (1, -1):
        raise ValueError(f"facing is {facing!r}; it is +1 (towards greater x) or -1 (towards smaller x)")
    low, high = float(ground[0, 0]), float(ground[-1, 0])
    for stop in stops:
        if not low <= stop <= high:
            raise ValueError(f"the hiker cannot be at x = {stop!r}: the ground goes from {low:g} to {high:g}")


def standing(trail: Trail, x: float) -> Pose:
    """Return the pose at rest with the weight over x: far foot half a stance ahead, near foot behind."""
    paces = trail.terrain.paces(x)
    far, near = trail.foot(paces + STANCE / 2), trail.foot(paces - STANCE / 2)
    return settled(trail, far, near, x, briskness=0.0)


def settled(
    trail: Trail, far: Foot, near: Foot, x: float, tip: complex | None = None, *, briskness: float
) -> Pose:
    """Return the pose with these two feet on the ground, as upright as the ground allows.

    The hip is halfway between the feet on level ground, and closer to the rear foot on steep ground.

    Args:
        trail: the ground.
        far: the far foot.
        near: the near foot.
        x: the place between the feet, whose slope determines the posture.
        tip: present tip of the stick; None to place it ahead.
        briskness: 0 at rest, 1 in full stride, in which the hiker leans forward more.
    """
    slope = trail.terrain.slope(x)
    lean = leaning(slope, briskness)
    back, front = sorted((far, near), key=lambda foot: foot.ball.real)
    apart = front.middle.real - back.middle.real
    weight = 0.5 + 0.06 * briskness - 0.3 * min(abs(slope) / STEEP, 1.0)
    swing = max(min((near.ankle.real - far.ankle.real) / 0.4, 1.0), -1.0)
    arm = RESTING_ARM + briskness * (swing - RESTING_ARM)

    def at(x: float) -> Pose:
        x = within_reach(far, near, x)
        hip = complex(x, min(reach(far, x), reach(near, x)))
        set_down = stick_tip(trail, hip, lean, front) if tip is None else tip
        return Pose(far, near, hip, lean, slope, set_down, arm, trail.clear)

    return clearing(at, back.middle.real + weight * apart)


def clearing(at: Callable[[float], Pose], x: float) -> Pose:
    """Return the pose with the hip moved sideways from x, no further than necessary for the body to be clear.

    If that is impossible (a cleft narrower than the hiker), the pose least deep in the ground is returned.
    """
    depths: dict[float, float] = {}
    for shift in SHIFTS:
        pose = at(x + shift)
        depths[shift] = pose.depth()
        if depths[shift] <= 0:
            return pose if shift == 0 else _just_clear(at, x, shift)
    return _least_deep(at, x + min(depths, key=depths.__getitem__))


def _just_clear(at: Callable[[float], Pose], x: float, shift: float) -> Pose:
    """Return the pose that only just clears the ground, by bisection of the last step of the search."""
    inside, outside = x + shift - math.copysign(STRIDE, shift), x + shift
    for _ in range(10):
        middle = (inside + outside) / 2
        inside, outside = (inside, middle) if at(middle).depth() <= 0 else (middle, outside)
    return at(outside)


def _least_deep(at: Callable[[float], Pose], x: float) -> Pose:
    """Return the pose of least depth within one search step of x, by ternary search."""
    low, high = x - STRIDE, x + STRIDE
    for _ in range(12):
        first, second = (2 * low + high) / 3, (low + 2 * high) / 3
        low, high = (low, second) if at(first).depth() < at(second).depth() else (first, high)
    return at((low + high) / 2)


def within_reach(far: Foot, near: Foot, x: float) -> float:
    """Return the closest x at which the hip can be above both feet."""
    most = 0.8 * BUILD.leg
    low = max(far.ankle.real, near.ankle.real) - most
    high = min(far.ankle.real, near.ankle.real) + most
    return min(max(x, low), high)


def reach(foot: Foot, x: float) -> float:
    """Return the maximum height of the hip at x at which the leg on this foot is not overstretched."""
    return foot.ankle.imag + math.sqrt(BUILD.leg**2 - (x - foot.ankle.real) ** 2)


def leaning(slope: float, briskness: float) -> float:
    """Return the lean of the trunk in radians: forward, and more so when walking, uphill, and downhill.

    >>> [round(math.degrees(leaning(math.radians(a), briskness=0.0))) for a in (-40, 0, 40)]
    [9, 5, 17]
    """
    degrees = math.degrees(slope)
    return math.radians(5.0 + 5.0 * briskness + max(0.3 * degrees, -0.1 * degrees))


def stick_tip(trail: Trail, hip: complex, lean: float, front: Foot) -> complex:
    """Return the position of the pole: ahead of toe and hand, as far as arm and ground allow."""
    shoulder = hip + BUILD.trunk * complex(math.sin(lean), math.cos(lean))
    toe = front.ball.real + BUILD.sole
    ahead = max(toe, shoulder.real + HAND.real) + 0.045
    for k in range(12, 0, -1):
        x = toe + (ahead - toe) * k / 12
        y = trail.clear.stick(x)
        if abs(complex(x, y) - shoulder) <= 0.98 * (BUILD.grip + BUILD.arm) and y <= shoulder.imag - 0.42:
            return resting(trail.terrain, x)
    return resting(trail.terrain, toe)


def resting(terrain: Terrain, x: float) -> complex:
    """Return the center of the stick's round end when it stands at x."""
    heights, _ = terrain.rest(np.array([x]), BUILD.stick_width / 2)
    return complex(x, float(heights[0]))
