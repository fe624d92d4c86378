"""Tangents and the points where they touch, measured on the raster and compared with mathcore."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from math import atan, cos, degrees, sin
from typing import Any

import numpy as np
from manim import VMobject

from hillside.check.depicted_facts import depicted_shapes, records
from hillside.check.finding import Finding, Kind
from hillside.check.marks import Mark, distances, mark_of
from hillside.check.painted_picture import Picture
from hillside.check.raster_measurement import Points, Raster, dot, line
from hillside.stage.drawing import Letters, Pixels, Tint
from hillside.stage.look.color import Color
from hillside.stage.look.theme import MEASURES
from hillside.stage.plane import Plane, plane_of
from hillside.stage.sheet import Box
from mathcore import Expr, Graph, MathError, Point, Segment, derivative, one_sided

POSITION_TOLERANCE = 0.3
"""The largest distance of a measured point or line from where it should be, in file pixels."""
POSITION_TOLERANCE_ON_CURVE = 0.5
"""The same for a line that lies on its curve: where their rims blend, the center of its color shifts."""
ANGLE_TOLERANCE = 0.2
"""The largest angle between a measured line and its correct direction, in degrees."""
END_TOLERANCE = 1.0
"""How far such an angle may move the end of a line of which only a part can be measured, in layout pixels."""
CURVE_TOLERANCE = 1e-9
"""The tolerance for a point to count as lying on a curve, as a share of the height of the view."""

LEAST_LENGTH = 40.0
"""The shortest line whose direction can be measured to `ANGLE_TOLERANCE`, in layout pixels."""
CLEAR_OF_DOT = MEASURES.dot + MEASURES.halo + 2
"""The radius around a touch point within which its dot covers the line, in layout pixels."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """The expected straight line through a touch point.

    Attributes:
        part: the name of the part that draws it.
        slope: its slope in data coordinates.
        region: a box in layout pixels in which the line and the dot at the touch point are measured.
        ends: the ends of the drawn segment in layout pixels, shape `(2, 2)`.
    """

    part: str
    slope: float
    region: Box
    ends: Points


@dataclass(frozen=True, kw_only=True)
class Tangency:
    """The expected point of tangency of lines and curves.

    Attributes:
        part: the name of the part that draws the point.
        touch: the point in data coordinates.
        lines: the tangent, or the tangents from the left and from the right.
        curves: the functions among the facts on whose graphs the point lies.
        plane: the plane on which they are drawn.
    """

    part: str
    touch: Point
    lines: tuple[Line, ...]
    curves: tuple[Expr, ...]
    plane: Plane

    @property
    def center(self) -> Points:
        """The point in layout pixels, shape `(2,)`."""
        return self.plane.points([self.touch])[0]


def misdrawn_tangents(picture: Picture, pixels: Pixels) -> Iterator[Finding]:
    """Yield each tangent and each touch point whose place on the raster disagrees with mathcore."""
    found = list(tangencies(picture))
    if found:
        raster = Raster.of(picture, pixels)
        for tangency in found:
            yield from _misdrawn_tangency(tangency, picture, raster)


def tangencies(picture: Picture) -> Iterator[Tangency]:
    """Yield the tangencies that the facts of a picture claim, as far as they are fully shown.

    Facts with a point `touch`, a segment `tangent` and a number `slope` claim that the segment touches a
    curve there; facts with segments `before` and `after` and numbers `left` and `right` claim that these are
    its one-sided tangents. The curve is a graph among the facts on which the point lies; without one, the
    drawing is compared with the claimed slopes.
    """
    for path, fields in records(picture.facts):
        match fields:
            case {"touch": Point() as touch, "tangent": Segment() as tangent, "slope": float() as slope}:
                names = _names(picture, path, "touch", "tangent")
                if names and (plane := plane_of(picture.painted[names[0]])) is not None:
                    curves, ends = _curves(picture.facts, touch, plane), plane.ends(tangent)
                    true = _slope(curves, touch.x, slope)
                    region = Box.around(ends).grown(2 * MEASURES.dot)
                    lines = (Line(part=names[1], slope=true, region=region, ends=ends),)
                    yield Tangency(part=names[0], touch=touch, lines=lines, curves=curves, plane=plane)
            case {
                "touch": Point() as touch,
                "before": Segment() as before,
                "after": Segment() as after,
                "left": float() as left,
                "right": float() as right,
            }:
                names = _names(picture, path, "touch", "before", "after")
                if names and (plane := plane_of(picture.painted[names[0]])) is not None:
                    curves = _curves(picture.facts, touch, plane)
                    slopes = one_sided(curves[0], touch.x) if curves else (left, right)
                    lines = _sides(names[1:], slopes, (before, after), plane)
                    yield Tangency(part=names[0], touch=touch, lines=lines, curves=curves, plane=plane)
            case _:
                pass


def _names(picture: Picture, path: tuple[str, ...], *fields: str) -> tuple[str, ...]:
    """Return the names of the parts that depict `fields` of the facts at `path`, if they are fully shown."""
    for first in range(len(path) + 1):
        names = tuple("-".join((*path[first:], field)) for field in fields)
        if picture.is_on(*names):
            return names
    return ()


def _curves(facts: Any, touch: Point, plane: Plane) -> tuple[Expr, ...]:
    """Return the functions among facts whose graphs pass through a point."""
    functions = dict.fromkeys(shape.f for _, shape in depicted_shapes(facts) if isinstance(shape, Graph))
    tolerance = CURVE_TOLERANCE * plane.view.y.width
    with np.errstate(all="ignore"):  # outside its domain a function is NaN
        return tuple(f for f in functions if abs(float(f(touch.x)) - touch.y) <= tolerance)


def _slope(curves: Sequence[Expr], x: float, claimed: float) -> float:
    """Return the derivative at x; of several curves, that of the one whose slope is closest to the claim."""
    slopes: list[float] = []
    for f in curves:
        with suppress(MathError):
            slopes.append(float(derivative(f, x)))
    return min(slopes, key=lambda slope: abs(slope - claimed), default=claimed)


def _sides(
    names: tuple[str, ...], slopes: tuple[float, float], sides: tuple[Segment, Segment], plane: Plane
) -> tuple[Line, ...]:
    """Return the one-sided tangents, each to be measured on its own side of the point only."""
    (before, after), (left, right) = sides, slopes
    region, clear = plane.box.grown(2 * MEASURES.dot), MEASURES.tangent
    until, since = plane.points([after.start, before.end])[:, 0].tolist()
    return (
        Line(
            part=names[0],
            slope=left,
            region=Box(region.left, region.bottom, until - clear, region.top),
            ends=plane.points([before.start, _at(before, after.start.x)]),
        ),
        Line(
            part=names[1],
            slope=right,
            region=Box(since + clear, region.bottom, region.right, region.top),
            ends=plane.points([_at(after, before.end.x), after.end]),
        ),
    )


def _at(line: Segment, x: float) -> Point:
    return line.at((x - line.start.x) / (line.end.x - line.start.x))


def _misdrawn_tangency(expected: Tangency, picture: Picture, raster: Raster) -> Iterator[Finding]:
    """Yield the dot and the lines through it that are not where they should be.

    What is mostly covered by another part of the same color cannot be measured, and is skipped.
    """
    center, own = expected.center, {expected.part, *(each.part for each in expected.lines)}
    others = _same_colored(picture, own, expected.plane.theme.slope)
    cleared = raster.without(others) if others else raster
    if not others or float(_gaps(center[None], others)[0]) > 2 * MEASURES.dot:
        yield from _misplaced_point(expected, cleared)
    for each in expected.lines:
        axis = _axis(each, center)
        clear = _gaps(axis, others) > MEASURES.tangent if others and len(axis) else np.full(len(axis), True)
        if others and clear.sum() < LEAST_LENGTH:
            continue
        # Near other ink the line is left out in its whole width: half of it would bias the fit.
        covered = [Mark(axis[~clear], MEASURES.tangent)] if not clear.all() else []
        tolerance = POSITION_TOLERANCE_ON_CURVE if _on_curve(axis, expected) else POSITION_TOLERANCE
        measured = cleared.without(covered) if covered else cleared
        turn = max(ANGLE_TOLERANCE, degrees(END_TOLERANCE / clear.sum())) if covered else ANGLE_TOLERANCE
        yield from _misplaced_line(each, expected, measured, tolerance, turn)


def _on_curve(axis: Points, expected: Tangency) -> bool:
    """Return whether a curve lies within the width of a line along most of its length."""
    x = expected.plane.to_data(axis)[:, 0]
    with np.errstate(all="ignore"):  # outside its domain a function is NaN
        heights = [np.asarray(f(x), dtype=float) for f in expected.curves]
    gaps = [expected.plane.to_sheet(np.column_stack([x, y]))[:, 1] - axis[:, 1] for y in heights]
    return any(float((np.abs(gap) < MEASURES.tangent).mean()) > 0.5 for gap in gaps if len(gap))


def _same_colored(picture: Picture, own: set[str], color: Color) -> list[Mark]:
    """Return the marks of a color in other parts; text is excluded, as the raster masks it anyway."""
    shapes = (
        shape
        for name, part in picture.painted.items()
        if name not in own
        for shape in part.shapes()
        if not isinstance(shape, Letters | Tint)
    )
    marks = ((shape, mark_of(shape)) for shape in shapes)
    return [mark for shape, mark in marks if mark is not None and color in _colors(shape)]


def _colors(shape: VMobject) -> set[Color]:
    return {each.to_hex().lower() for each in (shape.get_stroke_color(), shape.get_fill_color()) if each}


def _gaps(points: Points, marks: list[Mark]) -> Points:
    """Return the distance from each of `points`, shape `(n, 2)`, to the nearest ink, in layout pixels."""
    return np.min([distances(points, mark.points) - mark.reach for mark in marks], axis=0)


def _axis(expected: Line, center: Points) -> Points:
    """Return points along a line, one layout pixel apart, outside its dot; shape `(n, 2)`."""
    start, end = expected.ends
    count = max(int(np.hypot(*(end - start))), 2)
    points = start + np.linspace(0.0, 1.0, count)[:, None] * (end - start)
    return points[np.hypot(*(points - center).T) > CLEAR_OF_DOT]


def _misplaced_point(expected: Tangency, raster: Raster) -> Iterator[Finding]:
    center = expected.center
    region = Box.around(center[None]).grown(3 * MEASURES.dot)
    found = dot(raster, region, expected.plane.theme.slope, MEASURES.dot)
    off = float(np.hypot(*(found - center))) * raster.unit
    if not off <= POSITION_TOLERANCE:
        what = f"is {off:.2f} px off (x, f(x))"
        yield Finding(kind=Kind.TOUCH, part=expected.part, what=what, amount=off)


def _misplaced_line(
    each: Line, expected: Tangency, raster: Raster, tolerance: float, turn: float
) -> Iterator[Finding]:
    """Yield a line whose measured direction is off by more than `turn`, or that misses its point."""
    plane, center = expected.plane, expected.center
    angle = atan(each.slope * float(plane.scale[1] / plane.scale[0]))
    color, width = plane.theme.slope, MEASURES.tangent
    middle, drawn = line(raster, each.region, color, width, around=center, without=CLEAR_OF_DOT)
    turned = abs(degrees((drawn - angle + np.pi / 2) % np.pi - np.pi / 2))
    if not turned <= turn:
        what = f"is turned by {turned:.2f}°"
        yield Finding(kind=Kind.SLOPE, part=each.part, what=what, amount=turned)
    aside = abs(float((middle - center) @ np.array([-sin(angle), cos(angle)]))) * raster.unit
    if not aside <= tolerance:
        what = f"passes {aside:.2f} px by (x, f(x))"
        yield Finding(kind=Kind.SLOPE, part=each.part, what=what, amount=aside)
