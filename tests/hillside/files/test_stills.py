"""Stills opened by readers that are not ours: what they show, say and hold."""

from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pypdf
import pypdfium2
import pytest
from manim import VMobject
from PIL import Image

from hillside.files.footage import Description, Picture
from hillside.files.formats import STILL_SUFFIXES, Size, format_of
from hillside.stage.drawing import Part
from hillside.stage.lettering.typeface import TYPEFACE
from hillside.stage.sheet import Sheet
from hillside.studio.catalogue import names
from hillside.studio.job import Excerpt
from hillside.studio.renderer import configured
from tests.hillside.files.stills import HEIGHT, WIDTH, made, pixels, rastered_pdf, rastered_svg

SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
CLEAR = Excerpt(transparent=True)


@pytest.mark.parametrize("figure", names())
def test_an_svg_and_a_pdf_look_like_the_png(figure: str, tmp_path: Path):
    png = pixels(made(".png", tmp_path, figure))
    for drawn in (
        rastered_svg(made(".svg", tmp_path, figure)),
        rastered_pdf(made(".pdf", tmp_path, figure)),
    ):
        assert drawn.shape == png.shape
        assert np.abs(drawn - png).mean() < 0.8
        # Rims may differ by their anti-aliasing and nothing else: no block of 5 by 5 pixels does.
        far = (np.abs(drawn - png).max(axis=2) > 96).astype(int)
        sums = far.cumsum(axis=0).cumsum(axis=1)
        blocks = sums[5:, 5:] - sums[:-5, 5:] - sums[5:, :-5] + sums[:-5, :-5]
        assert blocks.max() < 20


def test_a_still_webp_has_the_pixels_of_the_png(tmp_path: Path):
    assert np.array_equal(pixels(made(".webp", tmp_path)), pixels(made(".png", tmp_path)))


@pytest.mark.parametrize("suffix", [".png", ".webp"])
def test_a_transparent_picture_composited_on_its_paper_is_the_opaque_one(suffix: str, tmp_path: Path):
    opaque = pixels(made(".png", tmp_path))
    with Image.open(made(suffix, tmp_path, excerpt=CLEAR)) as picture:
        clear = np.array(picture).astype(float)
    assert clear.shape[2] == 4
    assert clear[0, 0, 3] == 0
    share = clear[..., 3:] / 255
    laid = clear[..., :3] * share + 255 * (1 - share)
    assert np.abs(laid - opaque).max() <= 2.0
    assert np.abs(laid - opaque).mean() < 0.1


@pytest.mark.parametrize("suffix", [".svg", ".pdf"])
def test_a_transparent_vector_picture_has_no_paper(suffix: str, tmp_path: Path):
    file = made(suffix, tmp_path, excerpt=CLEAR)
    if suffix == ".svg":
        assert 'id="paper"' not in file.read_text(encoding="utf-8")
    else:
        page = pypdfium2.PdfDocument(file)[0]
        drawn = np.array(page.render(fill_color=(0, 255, 0, 255)).to_pil().convert("RGB"))
        assert drawn[0, 0].tolist() == [0, 255, 0]


def test_an_svg_has_no_duplicate_outline_and_every_reference_resolves(tmp_path: Path):
    root = ElementTree.fromstring(made(".svg", tmp_path).read_text(encoding="utf-8"))
    outlines = [path.attrib["d"] for path in root.iter(f"{SVG}path")]
    assert len(outlines) == len(set(outlines))
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    used = [use.attrib[LINK][1:] for use in root.iter(f"{SVG}use")]
    assert used
    assert set(used) <= set(ids)


def test_the_text_of_an_svg_can_be_searched_at_its_place(tmp_path: Path):
    root = ElementTree.fromstring(made(".svg", tmp_path).read_text(encoding="utf-8"))
    parts = {group.attrib["id"]: group for group in root.findall(f"{SVG}g")}
    told = ["".join(line.itertext()) for line in parts["callout"].iter(f"{SVG}text")]
    assert " ".join(told) == "Derivative = Slope of the Tangent Line"
    assert all(line.attrib["opacity"] == "0" for line in root.iter(f"{SVG}text"))


def test_gradients_and_opacity_look_as_manim_paints_them(tmp_path: Path):
    with configured({"pixel_width": WIDTH, "pixel_height": HEIGHT, "format": "none"}):
        from hillside.stage.sheet_camera import SheetCamera

        camera = SheetCamera()
        camera.use_paper("#ffffff")
        square = VMobject(fill_color=["#d92f44", "#0d3cc4"], fill_opacity=0.6, stroke_width=0)
        square.set_points_as_corners(
            [[-600, -300, 0], [600, -300, 0], [600, 300, 0], [-600, 300, 0], [-600, -300, 0]]
        )
        square.set_sheen_direction([1, 0, 0])
        painted = camera.paint([square])[..., :3].astype(int)
    picture = Picture(
        parts={"square": Part(square)},
        sheet=Sheet.of_shape(WIDTH, HEIGHT),
        size=Size(WIDTH, HEIGHT),
        paper="#ffffff",
        typeface=TYPEFACE,
        about=Description(title="T", alt="A", language="en", recipe=""),
        paint=lambda: painted,
    )
    for suffix, raster in ((".svg", rastered_svg), (".pdf", rastered_pdf)):
        format_of(suffix).load_writer()(picture, tmp_path / f"a{suffix}")
        drawn = raster(tmp_path / f"a{suffix}")
        assert np.ptp(painted[180, 150:500, 0]) > 50
        assert np.abs(drawn - painted)[100:260, 150:490].max() <= 4


@pytest.mark.parametrize("suffix", STILL_SUFFIXES)
def test_markup_in_words_is_escaped(suffix: str, tmp_path: Path):
    hostile = r'</svg>"#panic("x")\ $x$ <script>]]>'
    picture = Picture(
        parts={},
        sheet=Sheet.of_shape(WIDTH, HEIGHT),
        size=Size(WIDTH, HEIGHT),
        paper=None,
        typeface=TYPEFACE,
        about=Description(title=hostile, alt=hostile, language="en", recipe=hostile),
        paint=lambda: np.zeros((HEIGHT, WIDTH, 4), dtype=np.uint8),
    )
    file = tmp_path / f"a{suffix}"
    format_of(suffix).load_writer()(picture, file)
    if suffix == ".svg":
        assert ElementTree.fromstring(file.read_text(encoding="utf-8")).find(f"{SVG}title").text == hostile
    elif suffix == ".pdf":
        assert pypdf.PdfReader(file).metadata.title == hostile
    else:
        with Image.open(file) as image:
            image.load()
            said = image.info["xmp"].decode() if suffix == ".webp" else image.text["Title"]
        assert "panic" in said
