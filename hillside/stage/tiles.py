"""Many small filled polygons as one shape: a surface in three dimensions, painted back to front."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import cairo
import numpy as np
from manim import ManimColor, VMobject

from hillside.stage.drawing import Part, filled
from hillside.stage.look.color import Color
from hillside.stage.polylines import Points

SEAM = 0.6
"""Each tile is larger by about so many layout pixels, or the paper would shine through between two."""


class Tiles(VMobject):
    """Polygons of one size, each in its own color; its points are the outline of them all.

    Attributes:
        corners: shape `(n, k, 2)`, back to front.
        colors: one for each polygon.
    """

    def __init__(self, corners: Points, colors: Sequence[Color], outline: Points) -> None:
        super().__init__(fill_color=colors[0], fill_opacity=1, stroke_width=0, stroke_opacity=0)
        self.corners = _grown(corners)
        self.colors: tuple[Color, ...] = tuple(colors)
        self.set_points(filled(outline, colors[0]).shapes()[0].points)

    def runs(self) -> Iterator[tuple[Color, Points]]:
        """Neighbors in the order of painting that have one color, with their corners."""
        numbered = enumerate(self.colors)
        for color, run in groupby(numbered, key=lambda each: each[1]):
            first, *_, last = [number for number, _ in run] * 2
            yield color, self.corners[first : last + 1]

    def paint(self, context: cairo.Context[cairo.ImageSurface]) -> None:
        """Paint all polygons; while they fade in, as one sheet."""
        opacity = float(self.get_fill_opacity())
        context.new_path()
        if opacity < 1:
            context.push_group()
        for color, polygons in self.runs():
            context.set_source_rgb(*_bgr(color))
            for polygon in polygons.tolist():
                context.move_to(*polygon[0])
                for corner in polygon[1:]:
                    context.line_to(*corner)
                context.close_path()
                # One by one, since neighbors that overlap may turn opposite ways.
                context.fill()
        if opacity < 1:
            context.pop_group_to_source()
            context.paint_with_alpha(opacity)


def tiles(corners: Points, colors: Sequence[Color], outline: Points) -> Part:
    """Return a surface of polygons, shape `(n, k, 2)`, back to front, with the outline of them all."""
    return Part(Tiles(corners, colors, outline))


def _bgr(color: Color) -> tuple[float, float, float]:
    """Manim's pixels are red, green, blue in memory, which Cairo takes for blue, green, red."""
    red, green, blue = (float(share) for share in ManimColor(color).to_rgb())
    return blue, green, red


def _grown(corners: Points) -> Points:
    away = corners - corners.mean(axis=1, keepdims=True)
    length = np.hypot(away[..., 0], away[..., 1])[..., None]
    return corners + SEAM * away / np.maximum(length, SEAM)
