"""The camera of a sheet against manim's plain one: its snapshots and paths never change a pixel."""

import numpy as np
import pytest
from manim import Camera, Circle, ManimColor

from hillside.stage.drawing import Part, arrow, dashed, disk, fading, first_share, halo, plate, stroke, words
from hillside.stage.lettering.typesetting import typeset
from hillside.stage.lettering.typst_markup import plain
from hillside.stage.look.theme import THEMES
from hillside.stage.sheet import Points
from hillside.stage.sheet_camera import SheetCamera
from hillside.studio.renderer import configured

PAPER = "#fffdf8"
SIZE = {"pixel_width": 480, "pixel_height": 270, "format": "none"}
BENT = np.array([[-800.0, -400.0], [300.0, -390.0], [310.0, 450.0]])


def at(x: float, y: float) -> Points:
    return np.array([x, y])


def picture(k: int) -> list[Part]:
    """Return shapes of every kind, of which the first stay, some move with `k`, and the last stay again."""
    name = words(typeset(plain("slope"), 60.0), (-300.0, 7.0 * k), "#112233", THEMES["light"].color)
    return [
        arrow(BENT, "#112233", 6, 30),
        fading(BENT, "#43906f"),
        first_share(stroke([BENT, BENT / 2], "#d92f44", 9), k / 5),
        dashed(BENT * (1 - k / 20), "#0d3cc4", 7, 30, 15),
        first_share(disk(at(10.3 * k, 40.0), 90, "#6c1822"), 0.7),
        plate(np.array([[-320.0, -20.0], [9.0, -20.0], [9.0, 80.0]]), PAPER),
        halo(name, "#ffffff", 8.0),
        name,
        disk(at(-500.0, 200.0), 60, "#161f29"),
    ]


def plainly(parts: list[Part]) -> np.ndarray:
    """Paint with manim's own camera, whose frame is made that of the sheet."""
    camera, sheet = Camera(), SheetCamera().sheet
    camera.frame_width, camera.frame_height = sheet.width, sheet.height
    camera.cairo_line_width_multiple = 1.0
    camera.background_color = ManimColor(PAPER)
    camera.reset().capture_mobjects(parts)
    return np.array(camera.pixel_array)


@pytest.fixture
def camera():
    with configured(SIZE):
        made = SheetCamera()
        made.use_paper(PAPER)
        yield made


@pytest.mark.parametrize("order", [[0, 1, 2, 3], [3, 3, 0, 5, 5], [2, 2, 2]])
def test_each_picture_of_a_film_is_that_of_the_plain_camera(camera: SheetCamera, order: list[int]) -> None:
    for k in order:
        assert np.array_equal(camera.paint(picture(k)), plainly(picture(k)))


def test_a_picture_with_fewer_or_reordered_shapes_is_that_of_the_plain_camera(camera: SheetCamera) -> None:
    whole = picture(4)
    for parts in (whole, whole[:3], whole, whole[::-1], [], whole):
        assert np.array_equal(camera.paint(parts), plainly(parts))


def test_after_a_picture_with_another_back_no_earlier_snapshot_is_used(camera: SheetCamera) -> None:
    whole = picture(4)
    for parts in (whole, whole, whole[::-1], whole[::-1], whole[1:], whole[1:]):
        assert np.array_equal(camera.paint(parts), plainly(parts))


def test_a_shape_that_was_changed_in_place_is_painted_anew(camera: SheetCamera) -> None:
    parts: list[Part] = [picture(0)[0], Part(Circle(radius=200.0))]
    camera.paint(parts)
    for change in (lambda: parts[1].shift((50.0, 0.0, 0.0)), lambda: parts[0].set_color("#d92f44")):
        change()
        assert np.array_equal(camera.paint(parts), plainly(parts))


def test_another_paper_is_seen_under_the_same_shapes(camera: SheetCamera) -> None:
    camera.paint(picture(1))
    camera.use_paper("#000000")
    assert camera.paint(picture(1))[0, 0].tolist() == [0, 0, 0, 255]
