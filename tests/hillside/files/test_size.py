import pytest

from hillside.files.formats import SHAPES, Quality, Size
from hillside.stage.errors import Refusal


@pytest.mark.parametrize(
    ("text", "width", "height"),
    [
        ("16:9", 1920, 1080),
        ("4:3", 1440, 1080),
        ("1:1", 1080, 1080),
        ("9:16", 1080, 1920),
        ("640x360", 640, 360),
    ],
)
def test_a_size_is_a_named_shape_or_pixels(text: str, width: int, height: int):
    assert Size.read(text) == Size(width, height)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("quality", Quality)
def test_a_named_shape_has_even_sides_at_every_quality(shape: str, quality: Quality):
    size = Size.read(shape, lines=quality.lines)
    across, up = SHAPES[shape]
    assert size.width % 2 == size.height % 2 == 0
    assert min(size.width, size.height) == quality.lines
    assert size.width / size.height == pytest.approx(across / up, rel=0.01)


def test_a_draft_has_480_lines_and_15_frames_a_second_and_the_others_1080_and_30_or_60():
    assert [(quality.lines, quality.fps) for quality in Quality] == [(480, 15), (1080, 30), (1080, 60)]


def test_a_size_is_read_back_from_its_text():
    assert Size.read(str(Size(1234, 567))) == Size(1234, 567)


@pytest.mark.parametrize("text", ["", "1920", "16:10", "1920x", "-5x5", "1e3x500", "1920x1080x3", "wide"])
def test_a_text_that_is_not_a_size_is_refused_with_the_format_of_one(text: str):
    with pytest.raises(Refusal, match="rite WIDTHxHEIGHT in pixels such as 1920x1080, or one of 16:9"):
        Size.read(text)


@pytest.mark.parametrize("text", ["63x64", "64x63", "7681x64", "0x0", "99999x99999"])
def test_a_size_out_of_range_is_refused(text: str):
    with pytest.raises(Refusal, match="each side must have 64 to 7680 pixels"):
        Size.read(text)
