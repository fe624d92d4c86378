"""The ornament of the title slide: the parabola y = x² and its tangent at 3/4, true to scale."""

from __future__ import annotations

from hillside.decks.powerpoint.frame import POINT, Box, Frame

REACH = 1.35
"""The parabola is drawn from -REACH to REACH."""
TOUCH = 0.75
RUN = (0.1, 1.4)
"""Where the tangent begins and ends."""


def ornament(frame: Frame, first: int) -> tuple[str, ...]:
    """Return its shapes, numbered from `first`; a layout shows them and no slide can move them."""
    unit = round(0.14 * frame.width if frame.width > frame.height else 0.2 * frame.width)
    centre = round(frame.width * (0.78 if frame.width > frame.height else 0.5))
    foot = round(frame.height * (0.72 if frame.width > frame.height else 0.9))

    def spot(x: float, y: float) -> tuple[int, int]:
        return centre + round(x * unit), foot - round(y * unit)

    return (
        _parabola(first, spot(-REACH, REACH**2), round(2 * REACH * unit), round(REACH**2 * unit)),
        _line(first + 1, *(spot(x, tangent(x)) for x in RUN)),
        _dot(first + 2, spot(TOUCH, TOUCH**2), 9 * POINT),
    )


def tangent(x: float) -> float:
    """Return the height of the tangent at `x`: a² + 2a(x - a) for the touching point a.

    >>> tangent(TOUCH), tangent(TOUCH + 1) - tangent(TOUCH)
    (0.5625, 1.5)
    """
    return TOUCH**2 + 2 * TOUCH * (x - TOUCH)


def _parabola(number: int, corner: tuple[int, int], width: int, height: int) -> str:
    """Return the parabola: one quadratic Bézier curve, with its control point where the end tangents meet."""
    path = (
        f'<a:path w="{width}" h="{height}" fill="none"><a:moveTo><a:pt x="0" y="0"/></a:moveTo>'
        f'<a:quadBezTo><a:pt x="{width // 2}" y="{2 * height}"/><a:pt x="{width}" y="0"/></a:quadBezTo>'
        "</a:path>"
    )
    geometry = (
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        f'<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>{path}</a:pathLst></a:custGeom><a:noFill/>'
    )
    return _shape(number, "Curve", Box(*corner, width, height), geometry + _stroke(4.5, "accent1"))


def _line(number: int, start: tuple[int, int], end: tuple[int, int]) -> str:
    box = Box(start[0], end[1], end[0] - start[0], start[1] - end[1])
    frame = box.xfrm().replace("<a:xfrm>", '<a:xfrm flipV="1">')
    return (
        f'<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="{number}" name="Tangent"/><p:cNvCxnSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvCxnSpPr><p:spPr>{frame}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        f"{_stroke(3.5, 'accent2', dashed=True)}</p:spPr></p:cxnSp>"
    )


def _dot(number: int, middle: tuple[int, int], radius: int) -> str:
    box = Box(middle[0] - radius, middle[1] - radius, 2 * radius, 2 * radius)
    fill = '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:ln><a:noFill/></a:ln>'
    return _shape(number, "Point", box, f'<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>{fill}')


def _shape(number: int, name: str, box: Box, rest: str) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{box.xfrm()}{rest}</p:spPr></p:sp>'
    )


def _stroke(points: float, color: str, dashed: bool = False) -> str:
    dash = '<a:prstDash val="dash"/>' if dashed else ""
    return (
        f'<a:ln w="{round(points * POINT)}" cap="rnd"><a:solidFill><a:schemeClr val="{color}"/></a:solidFill>'
        f"{dash}<a:round/></a:ln>"
    )
