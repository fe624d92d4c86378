"""Strokes, dots, arrows and surfaces as they are painted, and as they come on."""

import numpy as np
import pytest

from hillside.stage.drawing import (
    Part,
    SheetCamera,
    Tiles,
    arrow,
    disk,
    dot,
    first_share,
    stroke,
    tiles,
    words,
)
from hillside.stage.lettering.typesetting import typeset
from hillside.stage.lettering.typst_markup import plain
from hillside.stage.look.theme import THEMES
from hillside.stage.sheet import Box
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


def row() -> Part:
    """A green square and a red one right of it, over its edge."""
    corners = np.stack([SQUARE, SQUARE + np.array([50.0, 0.0])])
    return tiles(corners, ["#43906f", "#d92f44"], np.array([[0, 0], [150, 0], [150, 100], [0, 100.0]]))


def pixel(parts: list[Part], x: float, y: float) -> list[int]:
    with configured(SMALL):
        camera = SheetCamera()
        camera.use_paper("#ffffff")
        picture = camera.paint(parts)
    return picture[int(135 - y / 4), int(240 + x / 4), :3].tolist()


def test_later_tiles_lie_over_earlier_ones_in_their_own_colors() -> None:
    assert pixel([row()], 20, 50) == [0x43, 0x90, 0x6F]
    assert pixel([row()], 75, 50) == [0xD9, 0x2F, 0x44]
    assert pixel([row()], -40, 50) == [255, 255, 255]


def test_half_faded_tiles_have_one_opacity_even_where_they_overlap() -> None:
    half = first_share(row(), 0.5)
    assert np.allclose(pixel([half], 20, 50), [(0x43 + 255) / 2, (0x90 + 255) / 2, (0x6F + 255) / 2], atol=2)
    assert pixel([half], 75, 50) == pixel([half], 130, 50)


def test_painting_tiles_keeps_the_colors_painted_before() -> None:
    before = disk(np.array([-100.0, 0.0]), 30, "#161f29")
    assert pixel([before, row()], -100, 0) == [0x16, 0x1F, 0x29]


def test_consecutive_tiles_of_one_color_form_one_run() -> None:
    corners = np.stack([SQUARE + np.array([100.0 * k, 0.0]) for k in range(4)])
    shape = tiles(corners, ["#111111", "#111111", "#222222", "#111111"], SQUARE).shapes()[0]
    assert isinstance(shape, Tiles)
    assert [(color, len(run)) for color, run in shape.runs()] == [
        ("#111111", 2),
        ("#222222", 1),
        ("#111111", 1),
    ]
