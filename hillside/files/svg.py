"""Pictures as SVG: vector paths, one group per part, with title, description and recipe.

Repeated glyphs and gradients are defined once.
"""

from __future__ import annotations

import base64
from collections import Counter
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any, cast
from xml.sax.saxutils import escape, quoteattr

import numpy as np
from manim import ManimColor, VMobject
from PIL import Image

from hillside.files.containers import RECIPE_SPACE
from hillside.files.footage import Picture
from hillside.files.pixels import straight
from hillside.stage.drawing import Letters, Painting, Pixels
from hillside.stage.lettering.typesetting import Glyph
from hillside.stage.lettering.typst_markup import is_words, markup_text
from hillside.stage.look.color import WHITE
from hillside.stage.sheet import Flags, Points

PAINTING_SCALE = 2.0
"""Pixels of an embedded painting for each layout pixel, so that it is sharp on a large screen."""


def write_svg(picture: Picture, target: Path) -> None:
    """Write the picture as SVG."""
    target.write_bytes(svg(picture).encode("utf-8"))


def svg(picture: Picture, selectable: bool = True) -> str:
    """Return the picture as an SVG document of its size in pixels.

    Screen readers find the title and the alt text as `<title>` and `<desc>`. Each part is a group with its
    name as id. Words are outlines, overlaid with invisible text to search and select unless `selectable` is
    false.
    """
    sheet, size, about = picture.sheet, picture.size, picture.about
    drawing = Drawing.of(picture, selectable)
    groups = "\n".join(
        f"<g id={quoteattr(name)}>\n{chr(10).join(elements)}\n</g>" for name, elements in drawing.groups
    )
    defs = f"<defs>\n{chr(10).join(drawing.defs)}\n</defs>\n" if drawing.defs else ""
    paper = (
        ""
        if picture.paper is None
        else f'<rect id="paper" width="100%" height="100%" fill="{picture.paper}"/>\n'
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" role="img"'
        f' aria-labelledby="title" aria-describedby="desc" xml:lang={quoteattr(about.language)}'
        f' width="{size.width}" height="{size.height}" viewBox="0 0 {sheet.width:g} {sheet.height:g}">\n'
        f'<title id="title">{escape(about.title)}</title>\n<desc id="desc">{escape(about.alt)}</desc>\n'
        f'<metadata><recipe xmlns="{RECIPE_SPACE}">{escape(about.recipe)}</recipe></metadata>\n'
        f"{defs}{paper}{groups}\n</svg>\n"
    )


@dataclass
class Drawing:
    """The groups of an SVG document under construction, and the definitions that they refer to."""

    picture: Picture
    selectable: bool
    defs: list[str] = field(default_factory=list[str])
    groups: list[tuple[str, list[str]]] = field(default_factory=list[tuple[str, list[str]]])
    _ids: dict[str, str] = field(default_factory=dict[str, str])
    _uses: Counter[str] = field(default_factory=Counter[str])

    @classmethod
    def of(cls, picture: Picture, selectable: bool) -> Drawing:
        """Draw all parts of a picture."""
        drawing = cls(picture, selectable)
        shapes = [shape for part in picture.parts.values() for shape in part.shapes()]
        drawing._uses.update(
            _glyph_path(shape, glyph)
            for shape in shapes
            if isinstance(shape, Letters)
            for glyph in shape.outline.glyphs
            if glyph.role is None
        )
        for name, part in picture.parts.items():
            drawing.groups.append((name, [drawing._element(shape) for shape in part.shapes()]))
        return drawing

    def _element(self, shape: VMobject) -> str:
        if isinstance(shape, Painting):
            return self._painting(shape)
        style = self._style(shape)
        attributes = " ".join(f'{key}="{value}"' for key, value in style.items())
        if isinstance(shape, Letters):
            return self._letters(shape, attributes)
        return f'<path d="{_outline(self._on_sheet(np.asarray(shape.points)[:, :2]))}" {attributes}/>'

    def _painting(self, shape: Painting) -> str:
        """Return pixels as an embedded PNG, at twice the resolution of the sheet."""
        opacity = float(shape.get_fill_opacity())
        seen = "" if opacity >= 1 else f' opacity="{_number(opacity)}"'
        (x, y), *_ = self._on_sheet(np.array([[shape.box.left, shape.box.top]]))
        png = base64.b64encode(_png(shape.paint_at(PAINTING_SCALE))).decode()
        return (
            f'<image x="{_number(x)}" y="{_number(y)}" width="{_number(shape.box.width)}"'
            f' height="{_number(shape.box.height)}" preserveAspectRatio="none"{seen}'
            f' xlink:href="data:image/png;base64,{png}"/>'
        )

    def _letters(self, shape: Letters, attributes: str) -> str:
        glyphs = "\n".join(self._glyph(shape, glyph) for glyph in shape.outline.glyphs if glyph.role is None)
        rows = self._lines(shape) if self.selectable else []
        lines = "\n".join(rows)
        # Other programs may set the words anew, but not a formula.
        markup = shape.outline.markup
        whole = all(glyph.role is None for glyph in shape.outline.glyphs)
        parted = len(rows) == markup_text(markup).count("\n") + 1
        kind = ' class="words"' if whole and parted and is_words(markup) else ""
        if kind and f"weight: {self.picture.typeface.semibold}" in shape.outline.style:
            kind += f' font-weight="{self.picture.typeface.semibold}"'
        return f"<g{kind} {attributes}>\n{glyphs}\n{lines}</g>"

    def _glyph(self, shape: Letters, glyph: Glyph) -> str:
        path = _glyph_path(shape, glyph)
        x, y = self._on_sheet(np.array([glyph.x, glyph.y]) + np.array(shape.corner))
        if self._uses[path] == 1:
            return f'<path transform="translate({_number(x)} {_number(y)})" d="{path}"/>'
        if path not in self._ids:
            self._ids[path] = f"glyph-{len(self._ids) + 1}"
            self.defs.append(f'<path id="{self._ids[path]}" d="{path}"/>')
        return f'<use xlink:href="#{self._ids[path]}" x="{_number(x)}" y="{_number(y)}"/>'

    def _lines(self, shape: Letters) -> list[str]:
        """Return the words as invisible text, line by line if the lines can be separated."""
        outline = shape.outline
        lines = markup_text(outline.markup).split("\n")
        heights = sorted({round(glyph.y, 1) for glyph in outline.glyphs}, reverse=True)
        if len(lines) != len(heights):
            return [self._line(shape, " ".join(lines), 0.0, 0.0, outline.width)]
        rows = [[glyph for glyph in outline.glyphs if round(glyph.y, 1) == height] for height in heights]
        return [
            self._line(shape, line, height, min(glyph.x for glyph in row), _right(shape, row))
            for line, height, row in zip(lines, heights, rows, strict=True)
        ]

    def _line(self, shape: Letters, text: str, height: float, left: float, right: float) -> str:
        x, y = self._on_sheet(np.array([left, height]) + np.array(shape.corner))
        return (
            f'<text x="{_number(x)}" y="{_number(y)}" opacity="0" stroke="none"'
            f" font-family={quoteattr(self.picture.typeface.text)}"
            f' font-size="{_number(shape.outline.size)}"'
            f' textLength="{_number(right - left)}" lengthAdjust="spacingAndGlyphs">{escape(text)}</text>\n'
        )

    def _style(self, shape: VMobject) -> dict[str, str]:
        style = {"fill": "none"}
        if shape.get_fill_opacity() > 0:
            style = self._paint("fill", shape, shape.get_fill_rgbas())
        width = float(shape.get_stroke_width())
        if width > 0 and shape.get_stroke_opacity() > 0:
            style |= self._paint("stroke", shape, shape.get_stroke_rgbas())
            joint = shape.joint_type.name.lower()
            style |= {
                "stroke-width": _number(width),
                "stroke-linecap": shape.cap_style.name.lower().replace("auto", "butt"),
                "stroke-linejoin": joint if joint in ("round", "bevel") else "miter",
            }
        return style

    def _paint(self, kind: str, shape: VMobject, rgbas: Any) -> dict[str, str]:
        """Return the attributes of a fill or stroke: one color, or a reference to a linear gradient."""
        # Shading in manim can make a color brighter than white.
        stops = [np.clip(cast(Points, rgba), 0.0, 1.0) for rgba in rgbas]
        if len(stops) == 1:
            opacity = {} if stops[0][3] >= 1 else {f"{kind}-opacity": _number(stops[0][3])}
            return {kind: _hex(stops[0])} | opacity
        ends = self._on_sheet(np.asarray(shape.get_gradient_start_and_end_points())[:, :2])
        along = " ".join(
            f'{axis}{number}="{_number(at)}"'
            for number, end in enumerate(ends, 1)
            for axis, at in zip("xy", end, strict=True)
        )
        name = f"gradient-{sum('<linearGradient' in each for each in self.defs) + 1}"
        colors = "".join(
            f'<stop offset="{_number(place)}" stop-color="{_hex(stop)}" stop-opacity="{_number(stop[3])}"/>'
            for place, stop in zip(np.linspace(0, 1, len(stops)), stops, strict=True)
        )
        self.defs.append(
            f'<linearGradient id="{name}" gradientUnits="userSpaceOnUse" {along}>{colors}</linearGradient>'
        )
        return {kind: f"url(#{name})"}

    def _on_sheet(self, points: Points) -> Points:
        sheet = self.picture.sheet
        return np.array([sheet.width / 2, sheet.height / 2]) + points * np.array([1, -1])


def _png(pixels: Pixels) -> bytes:
    file = BytesIO()
    Image.fromarray(straight(pixels, WHITE)).save(file, format="PNG")
    return file.getvalue()


def _right(shape: Letters, row: list[Glyph]) -> float:
    return max(float(shape.outline.points[glyph.first : glyph.last, 0].max(initial=glyph.x)) for glyph in row)


def _glyph_path(shape: Letters, glyph: Glyph) -> str:
    points = shape.outline.points[glyph.first : glyph.last] - np.array([glyph.x, glyph.y])
    return _outline(points * np.array([1, -1]))


def _outline(points: Points) -> str:
    """Return a path of cubic Bézier curves, four points each; a curve that is straight becomes a line."""
    curves = points.reshape(-1, 4, 2)
    start, one, two, end = curves.transpose(1, 0, 2)
    are_straight = _close(3 * one, 2 * start + end, 1e-3) & _close(3 * two, start + 2 * end, 1e-3)
    starts_anew: Flags = np.ones(len(curves), dtype=np.bool_)
    starts_anew[1:] = ~_close(end[:-1], start[1:], 1e-6)
    commands: list[str] = []
    for (first, *handles, last), is_new, is_straight in zip(curves, starts_anew, are_straight, strict=True):
        if is_new:
            commands.append("M" + _pair(first))
        commands.append("L" + _pair(last) if is_straight else "C" + " ".join(map(_pair, [*handles, last])))
    return "".join(commands)


def _close(a: Points, b: Points, tolerance: float) -> Flags:
    """Return for each of n points, shape (n, 2), whether both coordinates are close."""
    close: Flags = np.isclose(a, b, atol=tolerance)
    return close[:, 0] & close[:, 1]


def _hex(color: Points) -> str:
    return ManimColor(color[:3]).to_hex().lower()


def _pair(point: Points) -> str:
    return f"{_number(point[0])} {_number(point[1])}"


def _number(value: float) -> str:
    return f"{round(float(value), 2) + 0.0:g}"
