"""The handout: two figures to a page, with what is said, the formula, and lines to write on."""

import io
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pypdf
import pypdfium2
import pytest

from hillside.lectures.booklet import Booklet, Chapter, page_words
from hillside.lectures.handout import write_handout
from hillside.stage.lettering.language import Language, script_of
from hillside.stage.lettering.typeface import TYPEFACE
from hillside.stage.look.theme import THEMES

DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" width="1440" height="1080" viewBox="0 0 1440 1080">
<rect width="1440" height="1080" fill="#d92f44"/></svg>
"""
SAID = "Watch the line slide along the curve, and read its slope. " * 6


def booklet(count: int, lang: str = "en") -> Booklet:
    language, script = Language(lang), script_of(lang)
    chapters = tuple(
        Chapter(
            id=f"f{number}",
            title=f"Figure {number}",
            alt="A slope.",
            lang=lang,
            direction=language.direction,
            size=(160, 90),
            notes=(SAID,),
            films=(),
            moving=None,
            poster=None,
            captions="",
            steps=(),
            lines=(),
            files=(),
            heading={1: "Slopes", 4: "Errors"}.get(number, ""),
            printed="one.handout.svg",
            formula="f'(x) = lim_(h -> 0) (f(x + h) - f(x)) / h",
        )
        for number in range(1, count + 1)
    )
    return Booklet(
        title="What is a Derivative? Finding the Slope",
        subtitle="A series · Part 3 · Lecture 16",
        lang=lang,
        direction=language.direction,
        colors=THEMES["light"].colors(),
        families=(TYPEFACE.text, *script.families, TYPEFACE.math),
        fonts=tuple(file.path for file in (*TYPEFACE.files, *script.files)),
        words=page_words(language),
        chapters=chapters,
        missing=(),
    )


def read(folder: Path, content: Booklet) -> pypdf.PdfReader:
    (folder / "one.handout.svg").write_text(DRAWING)
    write_handout(content, folder / "handout.pdf")
    return pypdf.PdfReader(io.BytesIO((folder / "handout.pdf").read_bytes()))


@pytest.mark.parametrize("lang", ["en", "ar", "zh"])
def test_fifteen_figures_take_eight_pages_of_paper(tmp_path: Path, lang: str):
    pages = read(tmp_path, booklet(15, lang)).pages
    assert len(pages) == 8
    assert {(round(float(p.mediabox.width)), round(float(p.mediabox.height))) for p in pages} == {(595, 842)}


def test_each_page_has_two_figures_with_what_is_said_and_the_part_of_the_lecture(tmp_path: Path):
    texts = [" ".join(page.extract_text().split()) for page in read(tmp_path, booklet(5)).pages]
    assert len(texts) == 3
    assert [[n for n in range(1, 6) if f"{n} Figure {n}" in text] for text in texts] == [[1, 2], [3, 4], [5]]
    assert "A series · Part 3 · Lecture 16" in texts[0]
    assert "Name" in texts[0]
    assert [text.count("Watch the line slide along the curve") // 6 for text in texts] == [2, 2, 1]
    assert "Errors" in texts[1]
    assert "Errors" in texts[2]


def test_pictures_have_a_width_of_115_millimeters_and_their_description(tmp_path: Path):
    reader = read(tmp_path, booklet(2))
    with pypdfium2.PdfDocument(tmp_path / "handout.pdf") as pages:
        page = pages[0].render(scale=1).to_pil().convert("RGB")
    row = [x for x in range(page.width) if page.getpixel((x, 250)) == (217, 47, 68)]
    assert (row[-1] - row[0]) / 72 * 25.4 == pytest.approx(115, abs=1)
    assert b"A slope." in b"".join(
        str(each).encode() for each in _alts(reader.trailer["/Root"]["/StructTreeRoot"])
    )


def _alts(element):
    element = element.get_object()
    if isinstance(element, list):
        kids = element
    elif hasattr(element, "get"):
        yield from [element["/Alt"]] if "/Alt" in element else []
        kids = [element.get("/K", [])]
    else:
        return
    for kid in kids:
        if not isinstance(kid, int):
            yield from _alts(kid)


def test_there_are_lines_to_write_on_below_each_figure(tmp_path: Path):
    read(tmp_path, booklet(2))
    with pypdfium2.PdfDocument(tmp_path / "handout.pdf") as pages:
        page = pages[0].render(scale=2).to_pil().convert("L")
    middle = [page.getpixel((page.width // 3, y)) for y in range(page.height)]
    thin = [y for y in range(1, page.height - 1) if middle[y] < 225 <= min(middle[y - 1], middle[y + 2])]
    # Eight millimeters apart.
    steps = [round((b - a) / 2 / 72 * 25.4) for a, b in pairwise(thin)]
    assert steps.count(8) >= 3


def test_the_same_lecture_gives_the_same_bytes(tmp_path: Path):
    one = read(tmp_path, booklet(2))
    first = (tmp_path / "handout.pdf").read_bytes()
    assert len(read(tmp_path, booklet(2)).pages) == len(one.pages)
    assert (tmp_path / "handout.pdf").read_bytes() == first


def test_a_figure_without_formula_or_notes_has_a_place_too(tmp_path: Path):
    bare = booklet(1)
    chapters = (replace(bare.chapters[0], formula="", notes=(), heading=""),)
    assert "1 Figure 1" in " ".join(
        read(tmp_path, replace(bare, chapters=chapters)).pages[0].extract_text().split()
    )
