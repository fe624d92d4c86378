"""The drawn slope and the drawn point, re-measured on the raster and held against mathcore."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from math import atan, cos, degrees
from typing import Any, TypeVar

import numpy as np

from mathcore import Expr, derivative
from stage.camera import Pixels
from stage.check.finding import Finding, Kind
from stage.check.measure import Raster, dot, line
from stage.check.picture import Picture
from stage.plane import Plane
from stage.slope import Slope
from stage.theme import MEASURES

T = TypeVar("T")

OFF_PIXELS = 0.3
OFF_DEGREES = 0.2


def nested(facts: Any, kind: type[T]) -> Iterator[T]:
    """The facts of one kind: these facts themselves, and those in them."""
    if isinstance(facts, kind):
        yield facts
    elif dataclasses.is_dataclass(facts):
        for field in dataclasses.fields(facts):
            yield from nested(getattr(facts, field.name), kind)


def slopes(picture: Picture, pixels: Pixels) -> Iterator[Finding]:
    """A tangent or a touch point that the file shows elsewhere than mathcore says."""
    for slope in nested(picture.facts, Slope):
        whole = all(picture.shown.get(name, 0.0) >= 1 for name in ("tangent", "touch"))
        if whole and picture.painted["tangent"].plane is not None:
            yield from _compared(slope, picture.painted["tangent"].plane, Raster.of(picture, pixels))


def _compared(facts: Slope, plane: Plane, raster: Raster) -> Iterator[Finding]:
    f, x = facts.curve.f, facts.touch.x
    touch = plane.to_sheet(np.array([[x, float(f(x))]]))[0]
    angle = atan(_slope(f, x) * float(plane.scale[1] / plane.scale[0]))
    room = plane.box.grown(2 * MEASURES.dot)
    color = plane.theme.slope
    found = dot(raster, room, color, MEASURES.dot)
    off = float(np.hypot(*(found - touch))) * raster.unit
    if not off <= OFF_PIXELS:
        yield Finding(kind=Kind.TOUCH, part="touch", what=f"is {off:.2f} px off (x, f(x))", amount=off)
    clear = MEASURES.dot + MEASURES.halo + 2
    middle, drawn = line(raster, room, color, MEASURES.tangent, around=touch, without=clear)
    turned = abs(degrees((drawn - angle + np.pi / 2) % np.pi - np.pi / 2))
    if not turned <= OFF_DEGREES:
        yield Finding(kind=Kind.SLOPE, part="tangent", what=f"is turned by {turned:.2f}°", amount=turned)
    aside = abs(float((middle - touch) @ np.array([-np.sin(angle), cos(angle)]))) * raster.unit
    if not aside <= OFF_PIXELS:
        yield Finding(
            kind=Kind.SLOPE, part="tangent", what=f"passes {aside:.2f} px by (x, f(x))", amount=aside
        )


def _slope(f: Expr, x: float) -> float:
    return float(derivative(f, x))
