"""A manim camera whose unit is the layout pixel."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self, TypeAlias, cast

import cairo
import numpy as np
from manim import Camera, ManimColor, Mobject, VMobject
from numpy.typing import NDArray

from hillside.stage.drawing import Tiles
from hillside.stage.sheet import Sheet

Pixels: TypeAlias = NDArray[np.uint8]


class SheetCamera(Camera):
    """Manim's Cairo camera with a sheet as its frame: one unit, and one stroke width, is a layout pixel.

    It takes the pixel size that manim's command line or `hillside.studio.shoot` has set, and nothing else.

    Attributes:
        sheet: the sheet that fills the frame.
    """

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.sheet = Sheet.of_shape(cast(int, self.pixel_width), cast(int, self.pixel_height))
        self.frame_width = self.sheet.width
        self.frame_height = self.sheet.height
        self.cairo_line_width_multiple = 1.0

    def use_paper(self, color: str) -> None:
        """Paint on a background of `color`, or on none if manim is set to be transparent."""
        self.background_color = ManimColor(color)
        if not self.background_opacity:
            # Cairo's pixels are multiplied by their alpha, so that clear ones must be black.
            self.background = np.zeros_like(self.background)

    def display_vectorized(self, vmobject: VMobject, ctx: cairo.Context[cairo.ImageSurface]) -> Self:
        """Paint a shape; the tiles of a surface paint themselves, which takes a tenth of the time."""
        if isinstance(vmobject, Tiles):
            vmobject.paint(ctx)
        else:
            cast(Any, super()).display_vectorized(vmobject, ctx)
        return self

    def paint(self, mobjects: Iterable[Mobject]) -> Pixels:
        """Return a picture of mobjects, back to front: shape `(height, width, 4)`, red green blue alpha.

        Colors are multiplied by alpha, as Cairo paints.
        """
        self.reset()
        self.capture_mobjects(list(mobjects))
        return np.array(cast(Any, self.pixel_array), dtype=np.uint8)
