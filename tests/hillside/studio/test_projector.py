"""The projector preview against what its model says."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from hillside.files.formats import Size
from hillside.stage.look.color import contrast
from hillside.studio.projector import LINES, back_row, with_preview
from hillside.studio.rendering import Rendering


def plain_picture(level: int, height: int = 600, width: int = 800) -> np.ndarray:
    return np.full((height, width, 3), level, np.uint8)


def color_of(pixel: np.ndarray) -> str:
    return "#" + "".join(f"{int(share):02x}" for share in pixel)


def test_a_screen_eight_heights_away_is_283_pixels_tall_at_arms_length():
    assert LINES == 283
    assert back_row(plain_picture(200, 1080, 1920)).shape == (283, 503, 3)


def test_a_smaller_picture_keeps_its_size():
    assert back_row(plain_picture(200, 100, 160)).shape == (100, 160, 3)


def test_white_stays_white_and_black_becomes_a_seventh_of_it():
    white, black = back_row(plain_picture(255))[5, 5], back_row(plain_picture(0))[5, 5]
    assert color_of(white) == "#ffffff"
    light = [((share / 255 + 0.055) / 1.055) ** 2.4 for share in black.tolist()]
    assert light == pytest.approx([1 / 7] * 3, abs=0.003)


def test_every_contrast_shrinks():
    for level in (0, 60, 120, 200):
        seen = color_of(back_row(plain_picture(level))[5, 5])
        assert contrast(seen, "#ffffff") < contrast(color_of(plain_picture(level)[0, 0]), "#ffffff")


def test_an_edge_is_blurred_without_loss_of_light():
    picture = plain_picture(0, 283, 283)
    picture[:, 141:] = 255
    row = back_row(picture)[141, :, 0].astype(int)
    assert (np.diff(row) >= 0).all()
    between = (row > row[0]) & (row < row[-1])
    assert 2 <= between.sum() <= 6
    light = ((row / 255 + 0.055) / 1.055) ** 2.4
    assert light.mean() == pytest.approx((142 + 141 / 7) / 283, abs=0.004)


def test_fine_lines_blur_into_their_mean_luminance():
    picture = plain_picture(0, 1132, 1132)
    picture[:, ::2] = 255
    seen = back_row(picture)[100:180, 100:180]
    assert int(np.ptp(seen)) <= 1


def test_the_same_picture_gives_the_same_preview():
    picture = np.random.default_rng(3).integers(0, 256, (300, 400, 3), dtype=np.uint8)
    assert np.array_equal(back_row(picture), back_row(picture.copy()))


def test_an_alpha_channel_is_ignored():
    picture = plain_picture(90)
    assert np.array_equal(back_row(np.dstack([picture, plain_picture(7)[:, :, :1]])), back_row(picture))


def test_a_projector_preview_is_written_beside_the_picture(tmp_path: Path):
    Image.fromarray(plain_picture(90)).save(tmp_path / "a.png")
    rendering = with_preview(Rendering("A", "Grey.", Size(800, 600), {}, (tmp_path / "a.png",)))
    assert rendering.files == (tmp_path / "a.png", tmp_path / "a.projector.png")
    with Image.open(tmp_path / "a.projector.png") as image:
        assert image.size == (377, 283)
