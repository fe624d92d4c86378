"""Stills opened by readers that are not ours: what they show, say and hold."""

import re
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pypdf
import pypdfium2
import pytest
import typst
from manim import VMobject, tempconfig
from PIL import Image

from stage.catalogue import names
from stage.drawing import Part
from stage.finish import Finish
from stage.formats import STILL_WRITERS, Description, Picture
from stage.job import Job
from stage.lettering.typeface import TYPEFACE
from stage.look.theme import THEMES
from stage.sheet import Sheet
from stage.shoot import shoot
from stage.size import Size
from stage.suffixes import STILL_SUFFIXES
from tests.programs import program

SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
WIDTH, HEIGHT = 1280, 720
CLEAR = Finish(transparent=True)


def made(suffix: str, folder: Path, figure: str = "header", finish: Finish | None = None) -> Path:
    job = Job(figure, (), THEMES["light"], Size(WIDTH, HEIGHT), 10, "draft", suffix)
    job = job if finish is None else replace(job, finish=finish)
    return shoot(job, folder / f"a{suffix}").files[0]


def rastered_svg(file: Path) -> Any:
    """An SVG as drawn by resvg, which the typesetter brings."""
    page = f'#set page(width: {WIDTH}pt, height: {HEIGHT}pt, margin: 0pt)\n#image("{file.name}", width: 100%)'
    (file.parent / "page.typ").write_text(page)
    typst.compile(file.parent / "page.typ", output=file.parent / "page.png", format="png", ppi=72)
    return np.array(Image.open(file.parent / "page.png").convert("RGB")).astype(int)


def rastered_pdf(file: Path) -> Any:
    """A PDF as drawn by PDFium, the reader of Chrome."""
    page = pypdfium2.PdfDocument(file)[0]
    return np.array(page.render(scale=WIDTH / page.get_width()).to_pil().convert("RGB")).astype(int)


def rastered_by_poppler(file: Path) -> Any:
    """A PDF as drawn by Poppler, the reader of Linux desktops."""
    target = file.with_suffix("")
    size = ["-scale-to-x", str(WIDTH), "-scale-to-y", str(HEIGHT)]
    words = [program("pdftoppm", "poppler-utils"), "-png", "-singlefile", *size, str(file), str(target)]
    subprocess.run(words, check=True, capture_output=True)
    return pixels(target.with_suffix(".png"))


def pixels(file: Path) -> Any:
    with Image.open(file) as picture:
        return np.array(picture.convert("RGB")).astype(int)


def test_every_suffix_of_a_still_has_its_writer():
    assert tuple(STILL_WRITERS) == STILL_SUFFIXES


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


def test_a_still_webp_holds_the_pixels_of_the_png(tmp_path: Path):
    assert np.array_equal(pixels(made(".webp", tmp_path)), pixels(made(".png", tmp_path)))


@pytest.mark.parametrize("suffix", [".png", ".webp"])
def test_a_clear_picture_laid_on_its_paper_is_the_opaque_one(suffix: str, tmp_path: Path):
    opaque = pixels(made(".png", tmp_path))
    with Image.open(made(suffix, tmp_path, finish=CLEAR)) as picture:
        clear = np.array(picture).astype(float)
    assert clear.shape[2] == 4
    assert clear[0, 0, 3] == 0
    share = clear[..., 3:] / 255
    laid = clear[..., :3] * share + 255 * (1 - share)
    assert np.abs(laid - opaque).max() <= 2.0
    assert np.abs(laid - opaque).mean() < 0.1


@pytest.mark.parametrize("suffix", [".svg", ".pdf"])
def test_a_clear_vector_has_no_paper(suffix: str, tmp_path: Path):
    file = made(suffix, tmp_path, finish=CLEAR)
    if suffix == ".svg":
        assert 'id="paper"' not in file.read_text(encoding="utf-8")
    else:
        page = pypdfium2.PdfDocument(file)[0]
        drawn = np.array(page.render(fill_color=(0, 255, 0, 255)).to_pil().convert("RGB"))
        assert drawn[0, 0].tolist() == [0, 255, 0]


def test_an_svg_holds_no_outline_twice_and_every_reference(tmp_path: Path):
    root = ElementTree.fromstring(made(".svg", tmp_path).read_text(encoding="utf-8"))
    outlines = [path.attrib["d"] for path in root.iter(f"{SVG}path")]
    assert len(outlines) == len(set(outlines))
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    used = [use.attrib[LINK][1:] for use in root.iter(f"{SVG}use")]
    assert used
    assert set(used) <= set(ids)


def test_the_words_of_an_svg_can_be_searched_where_they_stand(tmp_path: Path):
    root = ElementTree.fromstring(made(".svg", tmp_path).read_text(encoding="utf-8"))
    parts = {group.attrib["id"]: group for group in root.findall(f"{SVG}g")}
    told = ["".join(line.itertext()) for line in parts["callout"].iter(f"{SVG}text")]
    assert " ".join(told) == "Derivative = Slope of the Tangent Line"
    assert all(line.attrib["opacity"] == "0" for line in root.iter(f"{SVG}text"))


def test_a_pdf_is_tagged_and_says_what_it_shows_in_its_language(tmp_path: Path):
    job = Job("tangent", (), THEMES["light"], Size(WIDTH, HEIGHT), 10, "draft", ".pdf")
    take = shoot(job, tmp_path / "a.pdf")
    reader = pypdf.PdfReader(take.files[0])
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - a PDF's own true, not Python's
    assert root["/Lang"] == "en"
    assert take.alt in [element["/Alt"] for element in elements(root["/StructTreeRoot"]) if "/Alt" in element]
    assert (reader.metadata.title, reader.metadata.subject) == (take.title, take.alt)


def elements(node: Any) -> list[Any]:
    """All structure elements under one of a tagged PDF."""
    node = node.get_object()
    if not isinstance(node, dict):
        return []
    below = node.get("/K", [])
    below = below if isinstance(below, list) else [below]
    return [node, *(element for each in below for element in elements(each))]


def test_the_words_of_a_pdf_can_be_searched_and_all_its_fonts_are_in_it(tmp_path: Path):
    file = made(".pdf", tmp_path, "tangent")
    text = " ".join(pypdf.PdfReader(file).pages[0].extract_text().split())
    assert "Derivative = Slope of the Tangent Line" in text
    assert re.search(r"rise = [\d.]+", text)
    fonts: Any = pypdf.PdfReader(file).pages[0]["/Resources"]["/Font"]
    for font in fonts.values():
        below = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(below)


def test_poppler_shows_the_picture_of_a_pdf_and_finds_its_words(tmp_path: Path):
    file = made(".pdf", tmp_path)
    words = subprocess.run(
        [program("pdftotext", "poppler-utils"), str(file), "-"], check=True, capture_output=True, text=True
    )
    assert "Direction to" in words.stdout
    png = pixels(made(".png", tmp_path))
    drawn = rastered_by_poppler(file.rename(tmp_path / "b.pdf"))
    assert drawn.shape == png.shape
    assert np.abs(drawn - png).mean() < 0.8


def test_words_of_other_scripts_are_in_the_pdf_too(tmp_path: Path):
    from stage.lettering.language import Language

    job = Job("header", (), THEMES["light"], Size(WIDTH, HEIGHT), 10, "draft", ".pdf")
    file = shoot(replace(job, language=Language("zh")), tmp_path / "zh.pdf").files[0]
    reader = pypdf.PdfReader(file)
    assert reader.trailer["/Root"]["/Lang"] == "zh"
    assert re.search("[一-鿿]{3}", reader.pages[0].extract_text())


def test_gradients_and_opacity_come_out_as_manim_paints_them(tmp_path: Path):
    with tempconfig({"pixel_width": WIDTH, "pixel_height": HEIGHT, "format": "none"}):
        from stage.camera import SheetCamera

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
        STILL_WRITERS[suffix](picture, tmp_path / f"a{suffix}")
        drawn = raster(tmp_path / f"a{suffix}")
        assert np.ptp(painted[180, 150:500, 0]) > 50
        assert np.abs(drawn - painted)[100:260, 150:490].max() <= 4


@pytest.mark.parametrize("suffix", STILL_SUFFIXES)
def test_hostile_words_stay_words(suffix: str, tmp_path: Path):
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
    STILL_WRITERS[suffix](picture, file)
    if suffix == ".svg":
        assert ElementTree.fromstring(file.read_text(encoding="utf-8")).find(f"{SVG}title").text == hostile
    elif suffix == ".pdf":
        assert pypdf.PdfReader(file).metadata.title == hostile
    else:
        with Image.open(file) as image:
            image.load()
            said = image.info["xmp"].decode() if suffix == ".webp" else image.text["Title"]
        assert "panic" in said
