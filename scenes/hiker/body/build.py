"""The proportions of the hiker, in statures (fractions of the body height), and the two-bone chain.

The segment lengths follow Winter, Biomechanics and Motor Control of Human Movement (1990), figure 3.1
(thigh 0.245, shank 0.246, upper arm 0.186, forearm 0.146), a little shortened where round caps add to them.
"""

from __future__ import annotations

import math

THIGH = SHIN = 0.235
FOOT = 0.085  # ankle to toe; half a leg's width is added at either end
UPPER_ARM = 0.150
FOREARM = 0.150
TRUNK = 0.270  # hip to the top of the chest
SHOULDER = 0.245  # hip to shoulder, along the trunk
HEAD = 0.431  # hip to the center of the head
HEAD_RADIUS = 0.078

LEG_WIDTH = 0.080
ARM_WIDTH = 0.064
TRUNK_WIDTH = 0.136
STICK_WIDTH = 0.022

SOLE = LEG_WIDTH / 2
STICK = 0.69  # tip to top
GRIP = 0.65  # tip to the highest grip
LEG = 0.985 * (THIGH + SHIN)  # as far as a leg stretches: a knee never locks
ARM = 0.985 * (UPPER_ARM + FOREARM)

# The pack in the frame of the trunk: (behind, up) from the hip.
PACK_NEAR, PACK_FAR = 0.078, 0.203
PACK_LOW, PACK_HIGH = 0.040, 0.315
PACK_ROUND = 0.034


def joint(start: complex, end: complex, upper: float, lower: float, side: int) -> complex:
    """Return the middle joint of a two-bone chain: the knee of a leg, the elbow of an arm.

    The triangle with sides upper, lower and d = |end - start| has its foot of altitude at
    a = (d^2 + upper^2 - lower^2) / 2d from the start, and the altitude sqrt(upper^2 - a^2) (law of cosines).

    Args:
        start: the fixed joint.
        end: the joint to reach.
        upper: length of the bone at the start.
        lower: length of the bone at the end.
        side: +1 bends to the left of the way from start to end (a knee, walking towards +x), -1 to the right.

    Raises:
        ValueError: the end is out of reach.

    >>> joint(0j, -8j, 5.0, 5.0, side=1)
    (3-4j)
    """
    way = end - start
    distance = abs(way)
    if not abs(upper - lower) <= distance <= upper + lower or distance == 0:
        raise ValueError(
            f"bones of {upper:g} and {lower:g} cannot span {distance:g}; "
            f"choose an end between {abs(upper - lower):g} and {upper + lower:g} away"
        )
    along = (distance**2 + upper**2 - lower**2) / (2 * distance)
    across = math.sqrt(max(upper**2 - along**2, 0.0))
    return start + way / distance * complex(along, side * across)
