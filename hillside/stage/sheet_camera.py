"""The camera that paints a sheet: manim's, which begins with what the picture has in common with the last."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self, cast

import cairo
import numpy as np
from manim import Camera, ManimColor, Mobject, VMobject, color_to_int_rgba

from hillside.stage.drawing import Painting, Pixels
from hillside.stage.shape import Look, Shape
from hillside.stage.sheet import Sheet

PATHS = 256
"""Number of recent paths that are kept, and again as many of those before."""


class SheetCamera(Camera):
    """Manim's Cairo camera with a sheet as its frame: one unit, and one stroke width, is a layout pixel.

    Its pixel size is the one that manim's command line or `hillside.studio.renderer` has set.

    Attributes:
        sheet: the sheet that fills the frame.
    """

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.sheet = Sheet.of_shape(cast(int, self.pixel_width), cast(int, self.pixel_height))
        self.frame_width = self.sheet.width
        self.frame_height = self.sheet.height
        self.cairo_line_width_multiple = 1.0
        self._looks: list[Look] = []
        self._snapshot: tuple[int, Pixels] = 0, self.background
        self._paths: dict[bytes, cairo.Path] = {}
        self._earlier: dict[bytes, cairo.Path] = {}

    def init_background(self) -> None:
        """Fill the background with its color; manim fills it byte by byte, which takes ten times as long."""
        color = np.array(color_to_int_rgba(self.background_color, self.background_opacity), dtype=np.uint8)
        height, width = cast(int, self.pixel_height), cast(int, self.pixel_width)
        pixels = np.full(height * width, color.view(np.uint32)[0], dtype=np.uint32)
        self.background = pixels.view(np.uint8).reshape(height, width, 4)

    def use_paper(self, color: str) -> None:
        """Paint on a background of `color`, or on a transparent one if manim is set to be transparent."""
        self.background_color = ManimColor(color)
        if not self.background_opacity:
            # Cairo's pixels are premultiplied by alpha, so transparent ones must be black.
            self.background = np.zeros_like(self.background)
        self._snapshot = 0, self.background

    def display_vectorized(self, vmobject: VMobject, ctx: cairo.Context[cairo.ImageSurface]) -> Self:
        """Paint a shape; a painting copies its own pixels."""
        if isinstance(vmobject, Painting):
            vmobject.paint(ctx)
        else:
            cast(Any, super()).display_vectorized(vmobject, ctx)
        return self

    def set_cairo_context_path(self, ctx: cairo.Context[cairo.ImageSurface], vmobject: VMobject) -> Self:
        """Set the path of a shape; Cairo copies that of a recent shape with the same points."""
        points = vmobject.points.tobytes()
        path = self._paths.get(points) or self._earlier.get(points)
        if path is None:
            cast(Any, super()).set_cairo_context_path(ctx, vmobject)
            path = ctx.copy_path()
        else:
            ctx.new_path()
            ctx.append_path(path)
        if len(self._paths) >= PATHS:
            self._earlier, self._paths = self._paths, {}
        self._paths[points] = path
        return self

    def paint(self, mobjects: Iterable[Mobject]) -> Pixels:
        """Return mobjects painted back to front: shape `(height, width, 4)`, red, green, blue and alpha.

        Colors are premultiplied by alpha, as Cairo paints. In a film most shapes at the back stay as they
        are, so painting begins with a snapshot of those that the last picture had too.
        """
        shapes: list[Mobject] = cast(Any, self).get_mobjects_to_display(mobjects)
        looks = [_look(shape) for shape in shapes]
        same = _common(looks, self._looks)
        if self._snapshot[0] > same:
            self._snapshot = 0, self.background
        count, snapshot = self._snapshot
        cast(Any, self).set_pixel_array(snapshot)
        self.capture_mobjects(shapes[count:same], include_submobjects=False)
        if same > count:
            self._snapshot = same, self._pixels()
        self.capture_mobjects(shapes[same:], include_submobjects=False)
        self._looks = looks
        return self._pixels()

    def _pixels(self) -> Pixels:
        """Return a copy of what has been painted."""
        return np.array(cast(Any, self.pixel_array), dtype=np.uint8)


def _look(shape: Mobject) -> Look:
    """Return the look of a shape; one of manim's own mobjects is never taken from a snapshot."""
    return shape.look() if isinstance(shape, Shape) else (object(),)


def _common(first: list[Look], second: list[Look]) -> int:
    """Return how many looks two pictures have in common, from the back."""
    equal = (a == b for a, b in zip(first, second, strict=False))
    return next((number for number, each in enumerate(equal) if not each), min(len(first), len(second)))
