"""Many small polygons as one shape: what is painted, what fades, what a file of paths holds."""

import numpy as np
from manim import tempconfig

from hillside.stage.camera import SheetCamera
from hillside.stage.coming_on import first_share
from hillside.stage.drawing import Part, disk
from hillside.stage.tiles import Tiles, tiles

SQUARE = np.array([[0.0, 0.0], [100.0, 0.0], [100.0, 100.0], [0.0, 100.0]])
SMALL = {"pixel_width": 480, "pixel_height": 270, "format": "none"}


def row() -> Part:
    """A green square and a red one right of it, over its edge."""
    corners = np.stack([SQUARE, SQUARE + np.array([50.0, 0.0])])
    return tiles(corners, ["#43906f", "#d92f44"], np.array([[0, 0], [150, 0], [150, 100], [0, 100.0]]))


def pixel(parts: list[Part], x: float, y: float) -> list[int]:
    with tempconfig(SMALL):
        camera = SheetCamera()
        camera.use_paper("#ffffff")
        picture = camera.paint(parts)
    return picture[int(135 - y / 4), int(240 + x / 4), :3].tolist()


def test_later_tiles_lie_over_earlier_ones_in_their_own_colors() -> None:
    assert pixel([row()], 20, 50) == [0x43, 0x90, 0x6F]
    assert pixel([row()], 75, 50) == [0xD9, 0x2F, 0x44]
    assert pixel([row()], -40, 50) == [255, 255, 255]


def test_half_way_on_tiles_are_as_pale_where_two_lie_over_each_other() -> None:
    half = first_share(row(), 0.5)
    assert np.allclose(pixel([half], 20, 50), [(0x43 + 255) / 2, (0x90 + 255) / 2, (0x6F + 255) / 2], atol=2)
    assert pixel([half], 75, 50) == pixel([half], 130, 50)


def test_what_was_painted_before_keeps_its_color() -> None:
    before = disk(np.array([-100.0, 0.0]), 30, "#161f29")
    assert pixel([before, row()], -100, 0) == [0x16, 0x1F, 0x29]


def test_neighbors_of_one_color_come_together() -> None:
    corners = np.stack([SQUARE + np.array([100.0 * k, 0.0]) for k in range(4)])
    shape = tiles(corners, ["#111111", "#111111", "#222222", "#111111"], SQUARE).shapes()[0]
    assert isinstance(shape, Tiles)
    assert [(color, len(run)) for color, run in shape.runs()] == [
        ("#111111", 2),
        ("#222222", 1),
        ("#111111", 1),
    ]
