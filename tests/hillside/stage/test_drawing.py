"""Strokes, dots, arrows and surfaces as they are painted, and as they come on."""

import numpy as np
import pytest

from hillside.stage.drawing import (
    Halo,
    Painting,
    Part,
    arrow,
    disk,
    dot,
    first_share,
    halo,
    stroke,
    words,
)
from hillside.stage.lettering.typesetting import typeset
from hillside.stage.lettering.typst_markup import plain
from hillside.stage.look.theme import THEMES
from hillside.stage.sheet import Box
from hillside.stage.sheet_camera import SheetCamera
from hillside.studio.renderer import configured

BENT = np.array([[0.0, 0.0], [300.0, 0.0], [300.0, 200.0]])


def test_the_tip_of_an_arrow_is_the_end_of_its_path() -> None:
    painted = np.vstack([shape.points[:, :2] for shape in arrow(BENT, "#112233", 6, 30).shapes()])
    assert np.hypot(*(painted - BENT[-1]).T).min() < 1e-9
    assert painted[:, 1].max() == pytest.approx(BENT[-1, 1])


def test_a_short_arrow_has_a_head_no_longer_than_half_of_it() -> None:
    short = arrow(np.array([[0.0, 0.0], [20.0, 0.0]]), "#112233", 6, 36)
    head = short.shapes()[1]
    assert np.ptp(head.points[:, 0]) <= 10 + 1e-9


def test_a_dot_is_a_circle_around_its_center() -> None:
    ring, disk = dot(np.array([5.0, 7.0]), 13, "#112233", "#ffffff", 4).shapes()
    for shape, radius in ((ring, 17), (disk, 13)):
        distances = np.hypot(*(shape.points[:, :2] - [5, 7])[0::4].T)
        assert distances == pytest.approx(np.full(len(distances), radius), rel=1e-3)


def test_a_part_made_of_parts_keeps_what_they_block() -> None:
    both = Part.of(
        stroke([BENT], "#112233", 5),
        words(typeset(plain("x"), 30.0), (0.0, 0.0), "#112233", THEMES["light"].color),
    )
    assert len(both.blocks) == 2
    assert isinstance(both.blocks[1], Box)
    assert not both.grows


def length(points: np.ndarray) -> float:
    return float(np.hypot(*np.diff(points, axis=0).T).sum())


@pytest.mark.parametrize("share", [0.1, 0.5, 0.77])
def test_a_stroke_grows_from_its_start_by_length(share: float) -> None:
    grown = first_share(stroke([BENT], "#112233", 5), share)
    points = grown.shapes()[0].points[:, :2]
    assert np.allclose(points[0], BENT[0])
    assert length(points) == pytest.approx(500 * share)


def test_words_fade_in_in_place() -> None:
    word = words(typeset(plain("slope"), 40.0), (10.0, 20.0), "#112233", THEMES["light"].color)
    half = first_share(word, 0.5).shapes()[0]
    assert half.get_fill_opacity() == 0.5
    assert np.array_equal(half.points, word.shapes()[0].points)


def test_a_partially_drawn_part_blocks_as_much_as_the_whole() -> None:
    whole = stroke([BENT], "#112233", 5)
    assert first_share(whole, 0.3).blocks == whole.blocks


SQUARE = np.array([[0.0, 0.0], [100.0, 0.0], [100.0, 100.0], [0.0, 100.0]])
SMALL = {"pixel_width": 480, "pixel_height": 270, "format": "none"}


def painting() -> Part:
    """Two pixels, green left and red right, of which the red one is half transparent."""
    pixels = np.array([[[0x43, 0x90, 0x6F, 255], [0x6C, 0x18, 0x22, 128]]], dtype=np.uint8)
    corners = np.array([[0.0, 0.0], [160.0, 0.0], [160.0, 80.0], [0.0, 80.0]])
    return Part(Painting(Box(0, 0, 160, 80), lambda scale: pixels, corners, "#43906f"))


def pixel(parts: list[Part], x: float, y: float) -> list[int]:
    with configured(SMALL):
        camera = SheetCamera()
        camera.use_paper("#ffffff")
        picture = camera.paint(parts)
    return picture[int(135 - y / 4), int(240 + x / 4), :3].tolist()


def test_a_painting_fills_its_box_with_its_pixels_over_what_is_there() -> None:
    before = disk(np.array([-100.0, 0.0]), 30, "#161f29")
    assert pixel([before, painting()], 20, 40) == [0x43, 0x90, 0x6F]
    assert np.allclose(pixel([before, painting()], 140, 40), [0x6C + 127, 0x18 + 127, 0x22 + 127], atol=2)
    assert pixel([before, painting()], -100, 0) == [0x16, 0x1F, 0x29]
    assert pixel([before, painting()], 200, 40) == [255, 255, 255]


def test_a_half_faded_painting_is_half_as_strong() -> None:
    half = first_share(painting(), 0.5)
    assert np.allclose(pixel([half], 20, 40), [(0x43 + 255) / 2, (0x90 + 255) / 2, (0x6F + 255) / 2], atol=2)


def test_a_painting_is_asked_for_as_many_pixels_as_the_file_has() -> None:
    asked: list[float] = []

    def paint(scale: float) -> np.ndarray:
        asked.append(scale)
        return np.zeros((1, 1, 4), dtype=np.uint8)

    with configured(SMALL):
        corners = np.array([[0.0, 0.0], [8.0, 0.0], [8.0, 8.0]])
        SheetCamera().paint([Part(Painting(Box(0, 0, 8, 8), paint, corners, "#43906f"))])
    assert asked == [pytest.approx(480 / 1920)]


def test_a_halo_reaches_its_width_beyond_the_letters() -> None:
    letters = words(typeset(plain("x"), 200.0), (0.0, 0.0), "#112233", THEMES["light"].color)
    (rim,) = halo(letters, "#ffffff", 6.0).shapes()
    assert isinstance(rim, Halo)
    assert rim.get_stroke_width() == 12
    assert np.array_equal(rim.points, letters.shapes()[0].points)
