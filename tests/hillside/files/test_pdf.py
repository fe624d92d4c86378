"""PDFs opened by readers that are not ours: their tags, words and fonts."""

import re
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pypdf

from hillside.files.formats import Size
from hillside.stage.look.theme import THEMES
from hillside.studio.job import Job
from hillside.studio.renderer import render
from tests.hillside.files.stills import HEIGHT, WIDTH, made, pixels
from tests.programs import program


def rastered_by_poppler(file: Path) -> Any:
    """A PDF as drawn by Poppler, the reader of Linux desktops."""
    target = file.with_suffix("")
    size = ["-scale-to-x", str(WIDTH), "-scale-to-y", str(HEIGHT)]
    words = [program("pdftoppm", "poppler-utils"), "-png", "-singlefile", *size, str(file), str(target)]
    subprocess.run(words, check=True, capture_output=True)
    return pixels(target.with_suffix(".png"))


def test_a_pdf_is_tagged_and_described_in_its_language(tmp_path: Path):
    job = Job("tangent", (), THEMES["light"], Size(WIDTH, HEIGHT), 10, "draft", ".pdf")
    rendering = render(job, tmp_path / "a.pdf")
    reader = pypdf.PdfReader(rendering.files[0])
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - a PDF's own true, not Python's
    assert root["/Lang"] == "en"
    assert rendering.alt in [
        element["/Alt"] for element in elements(root["/StructTreeRoot"]) if "/Alt" in element
    ]
    assert (reader.metadata.title, reader.metadata.subject) == (rendering.title, rendering.alt)


def elements(node: Any) -> list[Any]:
    """All structure elements under one of a tagged PDF."""
    node = node.get_object()
    if not isinstance(node, dict):
        return []
    below = node.get("/K", [])
    below = below if isinstance(below, list) else [below]
    return [node, *(element for each in below for element in elements(each))]


def test_the_text_of_a_pdf_can_be_searched_and_all_its_fonts_are_embedded(tmp_path: Path):
    file = made(".pdf", tmp_path, "tangent")
    text = " ".join(pypdf.PdfReader(file).pages[0].extract_text().split())
    assert "Derivative = Slope of the Tangent Line" in text
    assert re.search(r"rise = [\d.]+", text)
    fonts: Any = pypdf.PdfReader(file).pages[0]["/Resources"]["/Font"]
    for font in fonts.values():
        below = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(below)


def test_poppler_renders_the_picture_of_a_pdf_and_finds_its_text(tmp_path: Path):
    file = made(".pdf", tmp_path)
    words = subprocess.run(
        [program("pdftotext", "poppler-utils"), str(file), "-"], check=True, capture_output=True, text=True
    )
    assert "Direction to" in words.stdout
    png = pixels(made(".png", tmp_path))
    drawn = rastered_by_poppler(file.rename(tmp_path / "b.pdf"))
    assert drawn.shape == png.shape
    assert np.abs(drawn - png).mean() < 0.8


def test_text_in_other_scripts_is_in_the_pdf_too(tmp_path: Path):
    from hillside.stage.lettering.language import Language

    job = Job("header", (), THEMES["light"], Size(WIDTH, HEIGHT), 10, "draft", ".pdf")
    file = render(replace(job, language=Language("zh")), tmp_path / "zh.pdf").files[0]
    reader = pypdf.PdfReader(file)
    assert reader.trailer["/Root"]["/Lang"] == "zh"
    assert re.search("[一-鿿]{3}", reader.pages[0].extract_text())
