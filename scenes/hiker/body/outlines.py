"""The outlines around the joints of a hiker, back to front: limbs that taper, boots, hat, pack and pole.

Each is a closed polygon; all but the clothes are hulls of discs. Lengths are shares of the stature. In the
frame of the trunk or of the head, the first coordinate is forward and the second up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from hillside.stage.sheet import Box
from scenes.hiker.body.body import BUILD, Array, Body, Limb

ARC = 9
"""Number of points on half a circle."""
GAP = 0.010
"""Width of the gap between the near arm and the trunk behind it."""
STRAP = 0.026
"""Width of the strap of the pack."""
GRIP, GRIP_LENGTH = 0.030, 0.075
"""Width and length of the grip of the pole."""
SHAFT, SHAFT_WIDTH = 0.048, 0.074
"""Height of the shaft of a boot above the ankle, and its width."""
TOE = 0.8
"""Radius of the toe of a boot over that of its heel."""
NOSE = ((0.058, 0.010), (0.088, -0.020), (0.056, -0.030))
"""The nose, ahead of the center of the head."""
BRIM, BRIM_AHEAD, BRIM_THICK, BRIM_UP = 0.230, 0.018, 0.026, 0.030
"""The brim of the hat: its length, its middle ahead of and above the center of the head, its thickness."""
BRIM_DROOP = 0.022
"""How far both ends of the brim hang below its middle."""
CROWN, CROWN_WIDTH = 0.082, 0.132
"""Height of the crown of the hat above the brim, and its width."""


@dataclass(frozen=True, eq=False)
class Outline:
    """A part of the hiker to be filled with one color.

    Attributes:
        name: its name.
        role: the role of its color in the theme.
        points: corners of a closed polygon in pixels, shape `(n, 2)`.
    """

    name: str
    role: str
    points: Array


def outlines(body: Body) -> tuple[Outline, ...]:
    """Return the outlines of a body, back to front."""
    return tuple(_outlines(body))


def extent(body: Body) -> Box:
    """Return the bounding box of a body, with the pole."""
    return Box.around(np.vstack([each.points for each in outlines(body)]))


def _outlines(body: Body) -> Iterator[Outline]:
    frame = _Frame.of_trunk(body)
    yield from _arm("far arm", "ink_far", body)
    yield from _leg("far", "ink_far", "pack_far", body)
    yield from _pack(frame)
    yield from _leg("near", "ink", "pack", body)
    trunk = _taper(*_joints(body.limb("trunk"))[0])
    yield Outline("trunk", "ink", trunk)
    yield from _head(body)
    yield Outline("strap", "pack", _strap(frame))
    yield from _pole(body)
    near = body.limb("near arm")
    for bone in _joints(near):
        grown = _taper(*((center, radius + GAP * body.height) for center, radius in bone))
        over = _convex_overlap(grown, trunk)
        if len(over):
            yield Outline("gap", "paper", over)
    yield from _arm("near arm", "ink", body)


@dataclass(frozen=True, eq=False)
class _Frame:
    """A frame fixed to a part of the body: its origin, and its unit vectors forward and up, in pixels."""

    origin: Array
    forward: Array
    up: Array

    @classmethod
    def of_trunk(cls, body: Body) -> _Frame:
        hip, chest = body.limb("trunk").points
        return cls._of(hip, (chest - hip) / np.hypot(*(chest - hip)), body)

    @classmethod
    def of_head(cls, body: Body) -> _Frame:
        return cls._of(body.head, np.array([body.turn * np.sin(body.look), np.cos(body.look)]), body)

    @classmethod
    def _of(cls, origin: Array, up: Array, body: Body) -> _Frame:
        return cls(origin, body.turn * np.array([up[1], -up[0]]) * body.height, up * body.height)

    def at(self, points: Sequence[tuple[float, float]]) -> Array:
        """Return points of this frame in pixels, shape `(n, 2)`."""
        ahead, up = np.array(points).T
        return self.origin + ahead[:, None] * self.forward + up[:, None] * self.up


Disc = tuple[Array, float]


def _joints(limb: Limb) -> list[tuple[Disc, Disc]]:
    """Return the bones of a limb, each as the discs at its two ends."""
    discs = [(point, float(width) / 2) for point, width in zip(limb.points, limb.widths, strict=True)]
    return list(pairwise(discs))


def _taper(first: Disc, second: Disc) -> Array:
    """Return the outline of two discs and what is between them, shape `(n, 2)`.

    >>> _taper((np.array([0.0, 0.0]), 1.0), (np.array([4.0, 0.0]), 1.0)).max(axis=0).tolist()
    [5.0, 1.0]
    """
    (start, wide), (end, narrow) = first, second
    along = end - start
    length = float(np.hypot(*along))
    if length <= abs(wide - narrow):
        center, radius = (start, wide) if wide > narrow else (end, narrow)
        return center + radius * _circle(np.linspace(0.0, 2 * np.pi, 2 * ARC, endpoint=False))
    heading = float(np.arctan2(along[1], along[0]))
    # The common tangents touch both discs where the radius makes this angle with the line of centers.
    touch = float(np.arccos((wide - narrow) / length))
    front = np.linspace(heading - touch, heading + touch, ARC)
    back = np.linspace(heading + touch, heading - touch + 2 * np.pi, ARC)
    return np.vstack([end + narrow * _circle(front), start + wide * _circle(back)])


def _circle(angles: Array) -> Array:
    return np.column_stack([np.cos(angles), np.sin(angles)])


def _disc(center: Array, radius: float) -> Array:
    return center + radius * _circle(np.linspace(0.0, 2 * np.pi, 2 * ARC, endpoint=False))


def _arm(name: str, role: str, body: Body) -> Iterator[Outline]:
    arm = body.limb(name)
    for bone in _joints(arm):
        yield Outline(name, role, _taper(*bone))
    yield Outline(f"{name.split()[0]} hand", role, _disc(arm.points[-1], BUILD.hand / 2 * body.height))


def _leg(side: str, role: str, boot: str, body: Body) -> Iterator[Outline]:
    leg, foot = body.limb(f"{side} leg"), body.limb(f"{side} foot")
    for bone in _joints(leg):
        yield Outline(f"{side} leg", role, _taper(*bone))
    _, knee, ankle = leg.points
    heel, ball = foot.points
    along = (knee - ankle) / np.hypot(*(knee - ankle)) * body.height
    sole = BUILD.sole * body.height
    collar = SHAFT_WIDTH / 2 * body.height
    yield Outline(f"{side} boot", boot, _taper((heel, sole), (ankle + SHAFT * along, collar * 0.98)))
    yield Outline(
        f"{side} boot",
        boot,
        _taper((heel, sole), (ball + _down(heel, ball, body) * sole * (1 - TOE), sole * TOE)),
    )


def _down(heel: Array, ball: Array, body: Body) -> Array:
    """Return the unit vector from a foot towards its sole."""
    along = (ball - heel) / max(float(np.hypot(*(ball - heel))), 1e-9)
    return body.facing * np.array([along[1], -along[0]])


def _pack(frame: _Frame) -> Iterator[Outline]:
    b = BUILD
    yield Outline(
        "pack", "pack", frame.at(_rounded(-b.pack_far, b.pack_low, -b.pack_near, b.pack_high, b.pack_round))
    )
    low = b.pack_high + b.lid_gap
    yield Outline(
        "lid",
        "pack",
        frame.at(_rounded(-b.pack_far + 0.022, low, -b.pack_near - 0.004, low + b.lid, b.pack_round)),
    )


def _rounded(
    left: float, bottom: float, right: float, top: float, radius: float
) -> list[tuple[float, float]]:
    """Return a rectangle with rounded corners."""
    corners = ((right, top), (left, top), (left, bottom), (right, bottom))
    inner = (
        (x - radius * np.sign(x - (left + right) / 2), y - radius * np.sign(y - (bottom + top) / 2))
        for x, y in corners
    )
    return [
        (float(x + radius * np.cos(turn)), float(y + radius * np.sin(turn)))
        for quarter, (x, y) in enumerate(inner)
        for turn in np.pi / 2 * (quarter + np.linspace(0.0, 1.0, 6))
    ]


def _strap(frame: _Frame) -> Array:
    """Return the strap, from the top of the shoulder around the arm to the bottom of the pack."""
    bend = np.linspace(0.0, 1.0, 13)[:, None]
    first, second, third = (np.array(each) for each in ((-0.030, 0.300), (0.105, 0.235), (-0.045, 0.105)))
    line = (1 - bend) ** 2 * first + 2 * bend * (1 - bend) * second + bend**2 * third
    along: Array = np.column_stack([np.gradient(line[:, 0]), np.gradient(line[:, 1])])
    length: Array = np.hypot(along[:, 0], along[:, 1])
    across = np.column_stack([-along[:, 1], along[:, 0]]) / length[:, None] * STRAP / 2
    rim = np.vstack([line + across, (line - across)[::-1]])
    return frame.at([(float(x), float(y)) for x, y in rim])


def _head(body: Body) -> Iterator[Outline]:
    frame = _Frame.of_head(body)
    shoulder = body.limb("near arm").points[0]
    neck = body.head + (shoulder - body.head) * 0.9
    yield Outline("neck", "ink", _taper((neck, 0.040 * body.height), (body.head, 0.040 * body.height)))
    yield Outline("head", "ink", _disc(body.head, BUILD.head_radius * body.height))
    yield Outline("nose", "ink", frame.at(NOSE))
    yield Outline("crown", "pack", frame.at(_crown()))
    yield Outline("brim", "pack", frame.at(_brim()))


def _crown() -> list[tuple[float, float]]:
    turns = np.linspace(0.0, np.pi, 2 * ARC)
    x, y = np.cos(turns), np.sin(turns) ** 0.8
    return [(float(CROWN_WIDTH / 2 * a), float(BRIM_UP + CROWN * b)) for a, b in zip(x, y, strict=True)]


def _brim() -> list[tuple[float, float]]:
    along = np.linspace(-1.0, 1.0, 13)
    middle = BRIM_UP - BRIM_DROOP * along**2
    half = BRIM_THICK / 2 * np.sqrt(np.maximum(1 - along**4, 0.0))
    x = BRIM_AHEAD + BRIM / 2 * along
    upper = zip(x, middle + half, strict=True)
    lower = zip(x[::-1], (middle - half)[::-1], strict=True)
    return [(float(a), float(b)) for a, b in (*upper, *lower)]


def _pole(body: Body) -> Iterator[Outline]:
    def half(limb: Limb) -> float:
        return float(limb.widths[0]) / 2

    tip, top = body.stick.points
    along = (top - tip) / np.hypot(*(top - tip)) * body.height
    yield Outline("pole", "ink_far", _taper((tip, half(body.stick)), (top, half(body.stick))))
    left, right = body.basket.points
    yield Outline("basket", "ink_far", _taper((left, half(body.basket)), (right, half(body.basket))))
    grip = GRIP / 2 * body.height
    yield Outline(
        "grip", "ink", _taper((top - GRIP_LENGTH * along, grip * 0.8), (top - GRIP / 2 * along, grip))
    )


def _convex_overlap(one: Array, other: Array) -> Array:
    """Return the overlap of two convex polygons, counterclockwise, shape `(n, 2)`; empty if there is none.

    Every edge of the second cuts off what is to its right (Sutherland and Hodgman, 1974).

    >>> square = np.array([[0.0, 0.0], [2.0, 0.0], [2.0, 2.0], [0.0, 2.0]])
    >>> _convex_overlap(square, square + 1.0).tolist()
    [[2.0, 1.0], [2.0, 2.0], [1.0, 2.0], [1.0, 1.0]]
    """
    kept = one
    for start, end in zip(other, np.roll(other, -1, axis=0), strict=True):
        if not len(kept):
            return kept
        edge = end - start
        inside = edge[0] * (kept[:, 1] - start[1]) - edge[1] * (kept[:, 0] - start[0])
        corners: list[Array] = []
        for here, there, depth, beyond in zip(
            kept, np.roll(kept, -1, axis=0), inside, np.roll(inside, -1), strict=True
        ):
            if depth >= 0:
                corners.append(here)
            if depth * beyond < 0:
                corners.append(here + (there - here) * depth / (depth - beyond))
        kept = np.array(corners).reshape(-1, 2)
    return kept
