"""A manim camera whose unit is the layout pixel."""

from typing import Any

from manim import Camera

from stage.sheet import Sheet


class SheetCamera(Camera):
    """Manim's Cairo camera with a sheet as its frame: one unit, and one stroke width, is a layout pixel.

    It reads the pixel size that manim's command line or ``stage.shoot`` has set, and nothing else.
    """

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.sheet = Sheet.of_shape(self.pixel_width, self.pixel_height)
        self.frame_width = self.sheet.width
        self.frame_height = self.sheet.height
        self.cairo_line_width_multiple = 1.0
