"""Slides by Typst: the PDF, and the source that its own compiler takes."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
import typst
from pypdf import PdfReader

from hillside.decks.kinds import exporter_of
from hillside.decks.slides import Deck, Slide, Step
from hillside.files.formats import Size
from hillside.stage.look.theme import THEMES

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"><circle cx="{}" cy="4" r="2"/>'
    '<text x="1" y="1">unseen</text></svg>'
)


@pytest.fixture
def vectors(tmp_path: Path) -> Deck:
    folder = tmp_path / "drawn"
    folder.mkdir()
    steps: list[Step] = []
    for number in range(3):
        still = folder / f"one-{number}.svg"
        still.write_text(DRAWING.format(3 + number))
        steps.append(Step(say=f'Beat {number}: "see" #it.', start=0.0, seconds=1.0, stills={".svg": still}))
    (folder / "one.mp4").write_bytes(b"a film")
    film = Slide(
        id="one",
        title='A \\"film\\" # $x$',
        alt="A curve with its tangent.",
        lang="en",
        notes="Watch the line.",
        size=Size(1920, 1080),
        stills={},
        film=folder / "one.mp4",
        steps=tuple(steps),
    )
    return Deck(
        title='Slopes "and" #more',
        series="A series",
        part=3,
        number=16,
        lang="en",
        theme=THEMES["dark"],
        size=Size(1920, 1080),
        per="figure",
        loop=False,
        slides=(film, replace(film, id="two", title="Zwei", lang="de", film=None, steps=tuple(steps[:1]))),
    )


def written(deck: Deck, target: Path) -> tuple[Path, ...]:
    return exporter_of(target).export(deck, target)


def test_the_pdf_has_a_page_for_each_beat_after_the_title(vectors: Deck, tmp_path: Path):
    written(vectors, tmp_path / "a.pdf")
    pages = PdfReader(tmp_path / "a.pdf").pages
    assert len(pages) == 1 + 3 + 1
    assert {(float(page.mediabox.width), float(page.mediabox.height)) for page in pages} == {(960.0, 540.0)}
    assert 'Slopes "and" #more' in pages[0].extract_text()
    assert "unseen" not in "".join(page.extract_text() for page in pages)


def test_the_pdf_is_tagged_and_has_descriptions_and_an_outline(vectors: Deck, tmp_path: Path):
    written(vectors, tmp_path / "a.pdf")
    reader = PdfReader(tmp_path / "a.pdf")
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert [entry["/Title"] for entry in reader.outline] == ['A \\"film\\" # $x$', "Zwei"]
    whole = (tmp_path / "a.pdf").read_bytes()
    assert b"A curve with its tangent." in whole or "A curve".encode("utf-16-be") in whole


def test_the_pdf_is_reproducible_and_contains_no_path(vectors: Deck, tmp_path: Path):
    written(vectors, tmp_path / "a.pdf")
    written(vectors, tmp_path / "b.pdf")
    first = (tmp_path / "a.pdf").read_bytes()
    assert first == (tmp_path / "b.pdf").read_bytes()
    assert str(tmp_path).encode() not in first


def test_the_source_compiles_from_the_files_beside_it(vectors: Deck, tmp_path: Path):
    (tmp_path / "out").mkdir()
    files = written(vectors, tmp_path / "out" / "talk.typ")
    moved = (tmp_path / "out").rename(tmp_path / "moved")
    assert [file.relative_to(tmp_path / "out").as_posix() for file in files] == [
        "talk.typ",
        "talk-media/Inter-Medium.ttf",
        "talk-media/Inter-SemiBold.ttf",
        "talk-media/one.mp4",
        *(f"talk-media/one-{number}.svg" for number in range(3)),
    ]
    assert "typst compile --font-path talk-media talk.typ" in (moved / "talk.typ").read_text()
    pdf = typst.compile(
        moved / "talk.typ",
        root=moved,
        format="pdf",
        font_paths=[moved / "talk-media"],
        ignore_system_fonts=True,
    )
    pages = PdfReader(BytesIO(pdf)).pages
    assert len(pages) == 5
    fonts = [font["/BaseFont"].partition("+")[2] for font in pages[0]["/Resources"]["/Font"].values()]
    assert {font.partition("-")[0] for font in fonts} == {"Inter"}


def test_the_source_carries_notes_film_and_words(vectors: Deck, tmp_path: Path):
    written(vectors, tmp_path / "talk.typ")
    text = (tmp_path / "talk.typ").read_text()
    assert "// Watch the line." in text
    assert "one.mp4" in text
    assert "A curve with its tangent." in text
    assert str(tmp_path) not in text
