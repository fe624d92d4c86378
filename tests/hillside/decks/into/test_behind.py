"""What lies behind a shape, as it is read, against what Impress paints there."""

import io
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Inches

from hillside.decks.into.behind import Ground
from hillside.decks.into.look_on_slide import look_on_slide
from hillside.decks.into.tagged_shapes import tagged_shapes_of
from hillside.stage.look.theme import THEMES
from tests.hillside.decks.decks import SLIDE, TAG, rewritten, saved, tagged, titled

Convert = Callable[[Path, str], Path]
NAVY = RGBColor(0x0B, 0x25, 0x45)
BOX = tuple(map(Inches, (2, 2, 3, 2)))
"""Where the tagged shape lies."""


def panel(slide, color: RGBColor = NAVY, kind=MSO_SHAPE.RECTANGLE, box=(1, 1, 6, 5)):
    shape = slide.shapes.add_shape(kind, *map(Inches, box))
    shape.fill.solid()
    shape.fill.fore_color.rgb = color
    shape.line.fill.background()
    # With it, the default outline and shadow, which are not looked at.
    shape._element.remove(shape._element.find("{*}style"))
    return shape


def ask(slide, shapes=None):
    shape = (shapes or slide.shapes).add_shape(MSO_SHAPE.RECTANGLE, *BOX)
    tagged(shape, name=TAG)
    return shape


def ground(deck, folder: Path) -> Ground:
    (shape,) = tagged_shapes_of(saved(deck, folder / "mine.pptx")).shapes
    return shape.request.ground


def painted(deck, folder: Path, convert: Convert) -> list[tuple]:
    """Return the colors that Impress paints behind the tagged shape, at the middles of a grid of fields."""
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.name == TAG:
                shape._element.getparent().remove(shape._element)
    page = pypdfium2.PdfDocument(convert(saved(deck, folder / "bare.pptx"), "pdf"))[0].render().to_pil()
    x, y, width, height = (each / 12700 for each in BOX)
    return [
        page.convert("RGB").getpixel((int(x + (i + 0.5) * width / 16), int(y + (j + 0.5) * height / 12)))
        for j in range(12)
        for i in range(16)
    ]


def mean(colors: list[tuple]) -> tuple:
    return tuple(sum(channel) / len(channel) for channel in zip(*colors, strict=True))


def rgb(color: str | None) -> tuple[int, ...]:
    assert color is not None
    return tuple(int(color[place : place + 2], 16) for place in (1, 3, 5))


def on_nothing(slide) -> None:
    """The slide alone."""


def on_a_panel(slide) -> None:
    panel(slide)


def on_a_turned_panel(slide) -> None:
    panel(slide).rotation = 90


def on_a_rounded_panel(slide) -> None:
    panel(slide, kind=MSO_SHAPE.ROUNDED_RECTANGLE, box=(1.5, 1.5, 6, 5))


def on_an_oval(slide) -> None:
    panel(slide, kind=MSO_SHAPE.OVAL, box=(0, 0, 8, 7))


def on_a_panel_in_groups(slide) -> None:
    inner = slide.shapes.add_group_shape().shapes.add_group_shape()
    shape = inner.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, Inches(1), Inches(1))
    shape.fill.solid()
    shape.fill.fore_color.rgb = NAVY
    inner.left, inner.top, inner.width, inner.height = map(Inches, (1, 1, 6, 5))


def on_a_panel_of_the_theme(slide) -> None:
    shape = panel(slide)
    shape.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
    shape.fill.fore_color.brightness = -0.5


def on_two_panels(slide) -> None:
    panel(slide, RGBColor(200, 200, 0))
    panel(slide)


def under_a_panel_of_the_layout(slide) -> None:
    shape = panel(slide)
    slide.slide_layout.shapes._spTree.append(shape._element)


def on_a_picture_of_one_color(slide) -> None:
    picture(slide, Image.new("RGB", (30, 20), "#0b2545"))


EVEN = [
    on_a_panel,
    on_a_turned_panel,
    on_a_rounded_panel,
    on_an_oval,
    on_a_panel_in_groups,
    on_a_panel_of_the_theme,
    on_two_panels,
    under_a_panel_of_the_layout,
    on_a_picture_of_one_color,
    on_nothing,
]


def picture(slide, image: Image.Image):
    pixels = io.BytesIO()
    image.save(pixels, "PNG")
    return slide.shapes.add_picture(pixels, *map(Inches, (1, 1, 6, 5)))


@pytest.mark.parametrize("build", EVEN, ids=lambda build: build.__name__)
def test_a_single_color_behind_a_shape_is_found(tmp_path: Path, convert: Convert, build: Callable[..., None]):
    deck, slide = titled()
    build(slide)
    ask(slide)
    found = ground(deck, tmp_path)
    assert found.even
    colors = painted(deck, tmp_path, convert)
    assert rgb(found.color) == pytest.approx(mean(colors), abs=2)
    assert all(color == pytest.approx(colors[0], abs=1) for color in colors)


def on_a_gradient(slide) -> None:
    slide.background.fill.gradient()


def on_a_panel_with_a_gradient(slide) -> None:
    shape = panel(slide)
    shape.fill.gradient()
    shape.fill.gradient_angle = 30
    for stop, color in zip(shape.fill.gradient_stops, (NAVY, RGBColor(250, 200, 20)), strict=True):
        stop.color.rgb = color


def beside_a_panel(slide) -> None:
    panel(slide, box=(3, 1, 5, 5))


def on_a_photo(slide) -> None:
    image = Image.new("RGB", (60, 50), "#ffffff")
    image.paste("#204060", (0, 0, 22, 50))
    picture(slide, image)


def on_a_faint_panel(slide) -> None:
    beside_a_panel(slide)
    shape = panel(slide, RGBColor(255, 0, 0))
    color = shape.fill._xPr.find(".//{*}srgbClr")
    color.append(color.makeelement(color.tag.replace("srgbClr", "alpha"), {"val": "30000"}))


VARYING = [on_a_gradient, on_a_panel_with_a_gradient, beside_a_panel, on_a_photo, on_a_faint_panel]


@pytest.mark.parametrize("build", VARYING, ids=lambda build: build.__name__)
def test_the_mean_of_what_varies_behind_a_shape_is_found(
    tmp_path: Path, convert: Convert, build: Callable[..., None]
):
    deck, slide = titled()
    build(slide)
    ask(slide)
    found = ground(deck, tmp_path)
    assert not found.even
    assert rgb(found.color) == pytest.approx(mean(painted(deck, tmp_path, convert)), abs=8)


def test_what_lies_above_a_shape_or_is_hidden_is_not_behind_it(tmp_path: Path):
    deck, slide = titled()
    tagged(panel(slide), hidden="1")
    ask(slide)
    panel(slide)
    assert ground(deck, tmp_path) == Ground("#ffffff", even=True)


def test_what_cannot_be_looked_into_is_unknown(tmp_path: Path):
    deck, slide = titled()
    slide.shapes.add_table(2, 2, *map(Inches, (1, 1, 3, 4)))
    ask(slide)
    found = ground(deck, tmp_path)
    assert (found.color, found.even) == ("#ffffff", False)
    look = look_on_slide(THEMES["light"], None, found, film=False)
    assert look.transparent
    assert look.remark.startswith("part of what lies behind it cannot be read")


def test_a_background_of_the_master_with_a_changed_color_is_read(tmp_path: Path):
    deck, slide = titled()
    ask(slide)
    background = (
        '<p:bg><p:bgPr><a:solidFill><a:schemeClr val="tx1"><a:lumMod val="50%"/><a:lumOff val="50%"/>'
        "</a:schemeClr></a:solidFill><a:effectLst/></p:bgPr></p:bg>"
    )
    mine = rewritten(
        saved(deck, tmp_path / "mine.pptx"),
        SLIDE,
        lambda text: text.replace("<p:cSld>", f"<p:cSld>{background}", 1),
    )
    (shape,) = tagged_shapes_of(mine).shapes
    assert shape.request.ground == Ground("#808080", even=True)


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", b"GIF89a" + b"\xff" * 40, b"<svg/>"])
def test_a_damaged_picture_behind_a_shape_is_unknown(tmp_path: Path, content: bytes):
    deck, slide = titled()
    shape = picture(slide, Image.new("RGB", (9, 9)))
    ask(slide)
    slide.part.related_part(shape._element.blip_rId)._blob = content
    assert ground(deck, tmp_path) == Ground(None, even=False, unread=True)


def test_groups_turned_and_mirrored_are_followed(tmp_path: Path):
    deck, slide = titled()
    group = slide.shapes.add_group_shape()
    left = group.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, Inches(2), Inches(2))
    right = group.shapes.add_shape(MSO_SHAPE.RECTANGLE, Inches(2), 0, Inches(2), Inches(2))
    for shape, color in ((left, NAVY), (right, RGBColor(250, 240, 230))):
        shape.fill.solid()
        shape.fill.fore_color.rgb = color
    group.left, group.top, group.width, group.height = map(Inches, (0, 0, 10, 7.5))
    frame = group._element.grpSpPr.find("{*}xfrm")
    frame.set("flipH", "1")
    shape = ask(slide)
    shape.left, shape.width = Inches(5.5), Inches(3)
    assert ground(deck, tmp_path) == Ground("#0b2545", even=True)
    frame.set("rot", str(180 * 60_000))
    assert ground(deck, tmp_path) == Ground("#faf0e6", even=True)
