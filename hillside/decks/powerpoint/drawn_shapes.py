"""A figure as shapes that can be edited: from its SVG, with a shape or a group for each part, named by it."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import count
from math import atan2, degrees
from types import MappingProxyType
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape, quoteattr

from hillside.decks.powerpoint.package import Media, Part
from hillside.decks.powerpoint.slide_shapes import POINT, Box
from hillside.stage.lettering.language import LANGUAGES

SVG, LINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"
DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"
DECORATIVE_EXTENSION = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
"""The URI of the extension that marks a shape as decorative (MS-ODRAWXML 2.3.3)."""
ASCENT, DESCENT = 0.97, 0.24
"""How far a line reaches above and below its baseline, in type sizes, as in the typeface of figures."""

NEAR = 0.08
"""The share of the width of a figure within which words are near its edge."""

Curve = tuple[str, tuple[float, ...]]
"""A command of an SVG path, `M`, `L` or `C`, with its coordinates."""


@dataclass(frozen=True)
class DrawnPart:
    """One part of a figure on a slide.

    Attributes:
        name: its name.
        id: its shape id on the slide.
        xml: its element.
        is_line: whether it consists of strokes alone, so that it may come on along them.
        has_text: whether it is a text box.
    """

    name: str
    id: int
    xml: str
    is_line: bool = False
    has_text: bool = False


def part_names(svg: bytes) -> list[str]:
    """Return the names of the parts of a figure, back to front.

    >>> part_names(b'<svg xmlns="http://www.w3.org/2000/svg"><g id="axes"/><g id="curve"/></svg>')
    ['axes', 'curve']
    """
    return [group.get("id", "") for group in _groups(ElementTree.fromstring(svg))]


def drawn_parts(svg: bytes, box: Box, alt: str, lang: str, first: int) -> tuple[DrawnPart, ...]:
    """Return the parts of a figure as shapes in a box, with ids from `first`, back to front.

    The first of them has the alt text of the figure; the other drawings are marked as decorative.
    """
    drawing = _Drawing(ElementTree.fromstring(svg), box, lang, count(first))
    parts = [part for group in drawing.groups if (part := drawing.part(group)) is not None]
    return tuple(
        replace(part, xml=_described(part, alt if number == 0 else "")) for number, part in enumerate(parts)
    )


def pictures_in(svg: bytes) -> Media:
    """Return the pictures embedded in a figure, such as a shaded surface, as parts; keyed by their names."""
    found: dict[str, Part] = {}
    for image in ElementTree.fromstring(svg).iter(f"{SVG}image"):
        content = _pixels(image)
        found[_picture_name(content)] = Part(f"ppt/media/{_picture_name(content)}", content)
    return Media({}, tuple(found.values()))


def picture_names(svg: bytes) -> list[str]:
    """Return the names of the parts of the pictures embedded in a figure, in order and without repeats."""
    return [part.name for part in pictures_in(svg).parts]


def _groups(root: Element) -> list[Element]:
    return [each for each in root if each.tag == f"{SVG}g" and each.get("id")]


def _pixels(image: Element) -> bytes:
    return b64decode(image.get(LINK, "").partition("base64,")[2])


def _picture_name(content: bytes) -> str:
    return f"part-{sha256(content).hexdigest()[:16]}.png"


def _described(part: DrawnPart, alt: str) -> str:
    """Return a part with an alt text; without one, a drawing is decorative, and a text speaks for itself."""
    if alt:
        return part.xml.replace("{about}", f" descr={quoteattr(alt)}/>", 1)
    if part.has_text:
        return part.xml.replace("{about}", "/>", 1)
    mark = f'<adec:decorative xmlns:adec="{DECORATIVE}" val="1"/>'
    whole = f'><a:extLst><a:ext uri="{DECORATIVE_EXTENSION}">{mark}</a:ext></a:extLst></p:cNvPr>'
    return part.xml.replace("{about}", whole, 1)


@dataclass(frozen=True)
class _Shape:
    """One shape with its box; `{about}` in its XML stands for the rest of the element of its name."""

    box: Box
    xml: str
    is_line: bool = False
    has_text: bool = False


class _Drawing:
    """The drawing of one figure: its groups, its definitions, and the scale from it to the slide."""

    def __init__(self, root: Element, box: Box, lang: str, ids: Iterator[int]) -> None:
        width = float(root.get("viewBox", "0 0 1 1").split()[2])
        self._scale, self._box, self._lang, self._ids = box.width / width, box, lang, ids
        self._by_id = {each.get("id", ""): each for each in root.iter() if each.get("id")}
        self._pictures = picture_names(ElementTree.tostring(root))
        self.groups = _groups(root)

    def part(self, group: Element) -> DrawnPart | None:
        """Return the part of a group, or None if it is empty."""
        name, number = group.get("id", ""), next(self._ids)
        shapes = list(self._shapes(group, name))
        if not shapes:
            return None
        if len(shapes) == 1:
            (shape,) = shapes
            text = _numbered(shape.xml, number, name)
            return DrawnPart(name, number, text, shape.is_line, shape.has_text)
        inner = "".join(_numbered(each.xml, next(self._ids), name, "/>") for each in shapes)
        box = _around([each.box for each in shapes])
        frame = box.xfrm().replace(
            "</a:xfrm>",
            f'<a:chOff x="{box.x}" y="{box.y}"/><a:chExt cx="{box.width}" cy="{box.height}"/></a:xfrm>',
        )
        xml = (
            f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="{number}" name={quoteattr(name)}{{about}}'
            f"<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>{frame}</p:grpSpPr>{inner}</p:grpSp>"
        )
        return DrawnPart(name, number, xml, is_line=all(each.is_line for each in shapes))

    def _shapes(self, group: Element, name: str) -> Iterator[_Shape]:
        for each in group:
            if each.tag == f"{SVG}path":
                yield self._outline([_curves(each.get("d", ""))], each)
            elif each.tag == f"{SVG}image":
                yield self._picture(each)
            elif each.tag == f"{SVG}g":
                lines = each.findall(f"{SVG}text")
                if each.get("class") == "words" and lines:
                    yield self._text(each, lines)
                elif (glyphs := list(self._glyphs(each))) != []:
                    yield self._outline(glyphs, each)

    def _glyphs(self, group: Element) -> Iterator[list[Curve]]:
        for each in group:
            if each.tag == f"{SVG}path":
                place = re.findall(r"-?[\d.]+", each.get("transform", ""))
                outline = each.get("d", "")
            elif each.tag == f"{SVG}use":
                place = [each.get("x", "0"), each.get("y", "0")]
                outline = self._by_id[each.get(LINK, "").removeprefix("#")].get("d", "")
            else:
                continue
            right, down = map(float, place)
            yield [
                (kind, tuple(at + (down if odd % 2 else right) for odd, at in enumerate(numbers)))
                for kind, numbers in _curves(outline)
            ]

    def _at(self, x: float, y: float) -> tuple[int, int]:
        return self._box.x + round(x * self._scale), self._box.y + round(y * self._scale)

    def _outline(self, outlines: Sequence[Sequence[Curve]], style: Element) -> _Shape:
        """Return curves as one free form."""
        curves = [(kind, self._points(numbers)) for each in outlines for kind, numbers in each]
        points = [point for _, each in curves for point in each]
        left, top = (min(point[axis] for point in points) for axis in (0, 1))
        width, height = (
            max(max(point[axis] for point in points) - low, 1) for axis, low in ((0, left), (1, top))
        )
        box, fill = Box(left, top, width, height), self._fill(style)
        line = fill == "<a:noFill/>"
        steps = "".join(
            _step(kind, [(x - left, y - top) for x, y in each]) for kind, each in _closed(curves, not line)
        )
        unfilled = ' fill="none"' if line else ""
        path = f'<a:path w="{width}" h="{height}"{unfilled}>{steps}</a:path>'
        geometry = (
            "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
            f'<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>{path}</a:pathLst></a:custGeom>'
        )
        xml = (
            "<p:sp><p:nvSpPr>{name}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
            f"<p:spPr>{box.xfrm()}{geometry}{fill}{self._stroke(style)}</p:spPr></p:sp>"
        )
        return _Shape(box, xml, is_line=line)

    def _points(self, numbers: tuple[float, ...]) -> list[tuple[int, int]]:
        return [self._at(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]

    def _fill(self, style: Element) -> str:
        paint = style.get("fill", "none")
        if paint == "none":
            return "<a:noFill/>"
        if not paint.startswith("url("):
            return f"<a:solidFill>{_color(paint, style.get('fill-opacity', '1'))}</a:solidFill>"
        gradient = self._by_id[paint[5:-1]]
        stops = "".join(
            f'<a:gs pos="{round(float(stop.get(_OFFSET, 0)) * 100_000)}">'
            f"{_color(stop.get('stop-color', '#000000'), stop.get('stop-opacity', '1'))}</a:gs>"
            for stop in gradient
        )
        across, down = (
            float(gradient.get(f"{each}2", 0)) - float(gradient.get(f"{each}1", 0)) for each in "xy"
        )
        angle = round(degrees(atan2(down, across)) % 360 * 60_000)
        return f'<a:gradFill><a:gsLst>{stops}</a:gsLst><a:lin ang="{angle}" scaled="0"/></a:gradFill>'

    def _stroke(self, style: Element) -> str:
        paint = style.get("stroke", "none")
        if paint == "none" or paint.startswith("url("):
            return "<a:ln><a:noFill/></a:ln>"
        cap = {"round": "rnd", "square": "sq"}.get(style.get("stroke-linecap", "butt"), "flat")
        join = {"round": "<a:round/>", "bevel": "<a:bevel/>"}.get(
            style.get("stroke-linejoin", "miter"), '<a:miter lim="800000"/>'
        )
        width = round(float(style.get("stroke-width", "1")) * self._scale)
        color = _color(paint, style.get("stroke-opacity", "1"))
        return f'<a:ln w="{width}" cap="{cap}"><a:solidFill>{color}</a:solidFill>{join}</a:ln>'

    def _side(self, box: Box) -> str:
        """Return how a line is aligned so that in a wider font it grows away from the edge of the figure."""
        before = box.x - self._box.x
        after = self._box.x + self._box.width - box.x - box.width
        edge = NEAR * self._box.width
        return "l" if before < min(edge, after) else "r" if after < edge else "ctr"

    def _picture(self, image: Element) -> _Shape:
        """Return an embedded picture; its relation is numbered in the order of the pictures."""
        left, top = self._at(float(image.get("x", 0)), float(image.get("y", 0)))
        sides = (round(float(image.get(side, 0)) * self._scale) for side in ("width", "height"))
        box = Box(left, top, *sides)
        place = self._pictures.index(f"ppt/media/{_picture_name(_pixels(image))}")
        opacity = float(image.get("opacity", 1))
        fade = f'<a:alphaModFix amt="{round(opacity * 100_000)}"/>' if opacity < 1 else ""
        blip = f'<a:blip r:embed="rId{2 + place}">{fade}</a:blip>'
        xml = (
            "<p:pic><p:nvPicPr>{name}<p:cNvPicPr/><p:nvPr/></p:nvPicPr>"
            f"<p:blipFill>{blip}<a:stretch><a:fillRect/></a:stretch></p:blipFill>"
            f'<p:spPr>{box.xfrm()}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
        )
        return _Shape(box, xml)

    def _text(self, style: Element, lines: Sequence[Element]) -> _Shape:
        """Return words as a text box with a paragraph for each line."""
        rows = [[float(line.get(name, 0)) for name in ("x", "y", "textLength")] for line in lines]
        size = float(lines[0].get("font-size", 0))
        left, right = min(x for x, _, _ in rows), max(x + length for x, _, length in rows)
        first, last = rows[0][1], rows[-1][1]
        (x, y), (end, foot) = self._at(left, first - ASCENT * size), self._at(right, last + DESCENT * size)
        box = Box(x, y, max(end - x, 1), max(foot - y, 1))
        leading = (last - first) / (len(rows) - 1) if len(rows) > 1 else (ASCENT + DESCENT) * size
        spacing = f'<a:lnSpc><a:spcPts val="{round(leading * self._scale / POINT * 100)}"/></a:lnSpc>'
        rightward = ' rtl="1"' if LANGUAGES[self._lang].script.direction == "rtl" else ""
        color = self._fill(style)
        points = max(round(size * self._scale / POINT * 100), 100)
        aligned = _alignment(rows) if len(rows) > 1 else self._side(box)
        bold = 0 if style.get("font-weight") is None else 1
        run = f'lang="{self._lang}" sz="{points}" b="{bold}"'
        fonts = "".join(f'<a:{each} typeface="+mn-{short}"/>' for each, short in _FONTS.items())
        paragraphs = "".join(
            f'<a:p><a:pPr algn="{aligned}"{rightward}>{spacing}</a:pPr>'
            f"<a:r><a:rPr {run}>{color}{fonts}</a:rPr><a:t>{escape(line.text or '')}</a:t></a:r></a:p>"
            for line in lines
        )
        body = (
            '<a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"><a:noAutofit/></a:bodyPr>'
        )
        xml = (
            '<p:sp><p:nvSpPr>{name}<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
            f'<p:spPr>{box.xfrm()}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>'
            f"<p:txBody>{body}<a:lstStyle/>{paragraphs}</p:txBody></p:sp>"
        )
        return _Shape(box, xml, has_text=True)


_OFFSET = "offset"
_STEPS = MappingProxyType({"M": "moveTo", "L": "lnTo", "C": "cubicBezTo", "Z": "close"})
_FONTS = MappingProxyType({"latin": "lt", "ea": "ea", "cs": "cs"})


def _step(kind: str, points: Sequence[tuple[int, int]]) -> str:
    """Return one step of a path in DrawingML."""
    name = _STEPS[kind]
    inner = "".join(f'<a:pt x="{x}" y="{y}"/>' for x, y in points)
    return f"<a:{name}>{inner}</a:{name}>"


def _numbered(xml: str, number: int, name: str, rest: str = "{about}") -> str:
    return xml.replace("{name}", f'<p:cNvPr id="{number}" name={quoteattr(name)}{rest}', 1)


def _curves(path: str) -> list[Curve]:
    """Return the commands of a path.

    >>> _curves("M0 1L2 3C0 0 1 1 2 2")
    [('M', (0.0, 1.0)), ('L', (2.0, 3.0)), ('C', (0.0, 0.0, 1.0, 1.0, 2.0, 2.0))]
    """
    return [
        (kind, tuple(map(float, numbers.split()))) for kind, numbers in re.findall(r"([MLC])([^MLC]*)", path)
    ]


def _closed(
    curves: Sequence[tuple[str, list[tuple[int, int]]]], is_filled: bool
) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Yield the steps of a path; the outlines of a filled shape are closed."""
    for number, (kind, points) in enumerate(curves):
        if kind == "M" and number and is_filled:
            yield "Z", []
        yield kind, points
    if is_filled:
        yield "Z", []


def _color(color: str, opacity: str) -> str:
    value = color.removeprefix("#").upper()
    if float(opacity) >= 1:
        return f'<a:srgbClr val="{value}"/>'
    return f'<a:srgbClr val="{value}"><a:alpha val="{round(float(opacity) * 100_000)}"/></a:srgbClr>'


def _alignment(rows: Sequence[Sequence[float]]) -> str:
    """Return how lines are aligned: at their common end, or at their middle.

    >>> _alignment([[0.0, 0.0, 9.0], [0.0, 9.0, 5.0]]), _alignment([[0.0, 0.0, 9.0], [4.0, 9.0, 5.0]])
    ('l', 'r')
    """
    ends = {
        "ctr": [x + length / 2 for x, _, length in rows],
        "l": [x for x, _, _ in rows],
        "r": [x + length for x, _, length in rows],
    }
    return min(ends, key=lambda each: round(max(ends[each]) - min(ends[each])))


def _around(boxes: Sequence[Box]) -> Box:
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    right, bottom = max(box.x + box.width for box in boxes), max(box.y + box.height for box in boxes)
    return Box(left, top, right - left, bottom - top)
