"""A foot: its rest on the ground, and its swing from one rest to the next."""

from __future__ import annotations

import cmath
import math
from dataclasses import dataclass, replace

import numpy as np

from scenes.hiker.body.body import BUILD
from scenes.hiker.body.terrain import Raised, Terrain

STEEPEST = math.radians(62)  # maximum pitch: on steeper ground a foot stands on toe (uphill) or heel
LIFT = 0.05  # height of the ankle's swing over level ground, statures
ROLL = math.radians(16)  # by how much more the heel rises after the toe has left the ground
HEEL_OFF = ((-30.0, 4.0), (0.0, 30.0), (60.0, 4.0))
"""How far the heel of the rear foot is up when the other lands, by the slope of the ground, in degrees."""
TOE_OFF = 0.13  # share of the swing in which the toe is still down
STRIKE = math.radians(16)  # maximum pitch of the toes before the foot lands


@dataclass(frozen=True)
class Foot:
    """A boot, and its contact point.

    Attributes:
        heel: center of the rounded heel.
        ball: center of the rounded ball.
        contact: the contact point on the ground.
        planted: whether it stands still.
    """

    heel: complex
    ball: complex
    contact: complex
    planted: bool = True

    @property
    def middle(self) -> complex:
        """The middle of the boot."""
        return (self.heel + self.ball) / 2

    @property
    def ankle(self) -> complex:
        """The ankle joint, above the heel."""
        return self.heel + BUILD.ankle * 1j * cmath.exp(1j * self.pitch)

    @property
    def pitch(self) -> float:
        """The angle of the foot above the horizontal, in radians."""
        return cmath.phase(self.ball - self.heel)


def plant(terrain: Terrain, raised: Raised, x: float) -> Foot:
    """Return a foot at rest on the ground with its middle at x.

    It is aligned with the ground, up to a maximum pitch, and lowered until it touches. On a convex corner it
    touches the corner, in a dent it touches with heel and ball. The contact is the one nearest to the ball.
    """
    pitch = _pitch(raised, x)
    shoe = cmath.rect(BUILD.foot, pitch)
    along = np.linspace(-0.5, 0.5, 17)
    heights, touched = terrain.rest(x + along * shoe.real, BUILD.sole)
    lift = heights - along * shoe.imag
    lowest = lift.max()
    near = np.where(lift >= lowest - 1e-9, 0.5 - along, np.inf)
    middle = complex(x, float(lowest))
    return Foot(middle - shoe / 2, middle + shoe / 2, complex(touched[int(np.argmin(near))]))


def heel_up(foot: Foot, share: float) -> Foot:
    """Return a foot at rest with a share of its heel lift: it turns about its ball, and its contact stays.

    A foot whose ball does not touch the ground stays as it is.
    """
    if abs(abs(foot.contact - foot.ball) - BUILD.sole) > 1e-6:
        return foot
    slopes, angles = zip(*HEEL_OFF, strict=True)
    lifted = float(np.interp([math.degrees(foot.pitch)], slopes, angles)[0])
    angle = math.radians(lifted) * share
    return replace(foot, heel=foot.ball + (foot.heel - foot.ball) * cmath.exp(-1j * angle))


def _pitch(raised: Raised, x: float) -> float:
    """Return the pitch of the chord, one foot long, of the raised ground around x."""
    half = BUILD.foot / 2
    ends: list[complex] = []
    for side in (-1, 1):
        middle = complex(x, raised(x))
        far = near = 0j
        for k in range(1, 17):
            dx = side * half * k / 16
            near, far = far, complex(dx, raised(x + dx) - middle.imag)
            if abs(far) >= half:
                break
        gap = abs(far) - abs(near)
        share = min(max((half - abs(near)) / gap, 0.0), 1.0) if gap > 0 else 1.0
        ends.append(near + share * (far - near))
    return min(max(cmath.phase(ends[1] - ends[0]), -STEEPEST), STEEPEST)


def swing(raised: Raised, start: Foot, end: Foot, progress: float) -> Foot:
    """Return a foot in its swing: it rolls off its toe, clears the ground and lands on its heel.

    Args:
        raised: the ground, raised by the thickness of the sole.
        start: its position at rest before.
        end: its position at rest after.
        progress: share of the swing, 0 to 1; first only the heel rises, and the foot lands at zero velocity.
    """
    aloft = max(progress - TOE_OFF, 0.0) / (1 - TOE_OFF)
    eased = aloft * aloft * (3 - 2 * aloft)
    chord = end.heel - start.heel
    reach = min(abs(chord) / 0.4, 1.0)  # a short step hardly lifts the foot
    roll = -ROLL * _bump(progress, 0.28) + STRIKE * _bump(progress, 0.80)
    pitch = start.pitch + eased * (end.pitch - start.pitch) + reach * roll
    shoe = cmath.rect(BUILD.foot, pitch)
    by_toe = start.ball + eased * (end.ball - start.ball) - shoe
    by_heel = start.heel + eased * chord
    over = 1j * cmath.exp(1j * cmath.phase(chord)) if chord.real > 0 else 1j
    heel = by_toe + eased * (by_heel - by_toe) + over * LIFT * reach * 4 * eased * (1 - eased)
    rows = [(k / 8, heel + k / 8 * shoe) for k in range(9)]
    rise = max(raised(point.real) - point.imag for _, point in rows)
    heel += 1j * max(rise, 0.0)
    lowest = min((heel, heel + shoe), key=lambda point: point.imag - raised(point.real))
    return Foot(heel, heel + shoe, lowest - 1j * BUILD.sole, planted=False)


def _bump(progress: float, peak: float) -> float:
    """Return a smooth bump on [0, 1] that is 1 at the peak, and flat at both ends."""
    side = progress / peak if progress < peak else (1 - progress) / (1 - peak)
    return side * side * (3 - 2 * side)
