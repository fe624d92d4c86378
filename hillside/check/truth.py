"""The drawn slope and the drawn point, re-measured on the raster and held against mathcore."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from math import atan, cos, degrees
from typing import Any, TypeVar

import numpy as np

from hillside.check.finding import Finding, Kind
from hillside.check.measure import Points, Raster, dot, line
from hillside.check.picture import Picture
from hillside.stage.box import Box
from hillside.stage.camera import Pixels
from hillside.stage.look.theme import MEASURES
from hillside.stage.plane import Plane
from mathcore import Expr, derivative, one_sided
from scenes.shared.slopes.corner import Corner
from scenes.tangent.facts import Slope

T = TypeVar("T")

OFF_PIXELS = 0.3
OFF_DEGREES = 0.2


def nested(facts: Any, kind: type[T]) -> Iterator[T]:
    """Yield the facts of one kind: these facts themselves, and those in them."""
    if isinstance(facts, kind):
        yield facts
    elif dataclasses.is_dataclass(facts):
        for field in dataclasses.fields(facts):
            yield from nested(getattr(facts, field.name), kind)


def slopes(picture: Picture, pixels: Pixels) -> Iterator[Finding]:
    """Yield a tangent or a touch point that the file shows elsewhere than mathcore says."""
    for slope in nested(picture.facts, Slope):
        if _whole(picture, "tangent", "touch") and (plane := picture.painted["tangent"].plane) is not None:
            yield from _compared(slope, plane, Raster.of(picture, pixels))
    for corner in nested(picture.facts, Corner):
        if (
            _whole(picture, "before", "after", "touch")
            and (plane := picture.painted["touch"].plane) is not None
        ):
            yield from _compared_sides(corner, plane, Raster.of(picture, pixels))


def _whole(picture: Picture, *names: str) -> bool:
    return all(picture.shown.get(name, 0.0) >= 1 for name in names)


def _compared(facts: Slope, plane: Plane, raster: Raster) -> Iterator[Finding]:
    f, x = facts.curve.f, facts.touch.x
    yield from _off_touch(f, x, plane, raster)
    yield from _off_line("tangent", f, x, _slope(f, x), plane, raster, _room(plane))


def _compared_sides(facts: Corner, plane: Plane, raster: Raster) -> Iterator[Finding]:
    """Yield each one-sided tangent is measured on its own side, where the other one has ended."""
    f, x = facts.curve.f, facts.touch.x
    yield from _off_touch(f, x, plane, raster)
    left, right = one_sided(f, x)
    room, clear = _room(plane), MEASURES.tangent
    until, since = plane.points([facts.after.start, facts.before.end])[:, 0].tolist()
    before = Box(room.left, room.bottom, until - clear, room.top)
    after = Box(since + clear, room.bottom, room.right, room.top)
    yield from _off_line("before", f, x, left, plane, raster, before)
    yield from _off_line("after", f, x, right, plane, raster, after)


def _room(plane: Plane) -> Box:
    return plane.box.grown(2 * MEASURES.dot)


def _off_touch(f: Expr, x: float, plane: Plane, raster: Raster) -> Iterator[Finding]:
    touch = _touch(f, x, plane)
    found = dot(raster, _room(plane), plane.theme.slope, MEASURES.dot)
    off = float(np.hypot(*(found - touch))) * raster.unit
    if not off <= OFF_PIXELS:
        yield Finding(kind=Kind.TOUCH, part="touch", what=f"is {off:.2f} px off (x, f(x))", amount=off)


def _off_line(
    part: str, f: Expr, x: float, slope: float, plane: Plane, raster: Raster, room: Box
) -> Iterator[Finding]:
    """Yield a line that the file shows at another slope than this, or not through the point."""
    touch = _touch(f, x, plane)
    angle = atan(slope * float(plane.scale[1] / plane.scale[0]))
    clear = MEASURES.dot + MEASURES.halo + 2
    middle, drawn = line(raster, room, plane.theme.slope, MEASURES.tangent, around=touch, without=clear)
    turned = abs(degrees((drawn - angle + np.pi / 2) % np.pi - np.pi / 2))
    if not turned <= OFF_DEGREES:
        yield Finding(kind=Kind.SLOPE, part=part, what=f"is turned by {turned:.2f}°", amount=turned)
    aside = abs(float((middle - touch) @ np.array([-np.sin(angle), cos(angle)]))) * raster.unit
    if not aside <= OFF_PIXELS:
        yield Finding(kind=Kind.SLOPE, part=part, what=f"passes {aside:.2f} px by (x, f(x))", amount=aside)


def _touch(f: Expr, x: float, plane: Plane) -> Points:
    return plane.to_sheet(np.array([[x, float(f(x))]]))[0]


def _slope(f: Expr, x: float) -> float:
    return float(derivative(f, x))
