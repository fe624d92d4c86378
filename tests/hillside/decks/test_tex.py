"""Slides for Beamer: what the source says, and the pages that LaTeX makes of it."""

import re
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader

from hillside.decks.kinds import exporter_of
from hillside.decks.slides import Deck
from hillside.files.formats import Size
from tests.hillside.decks.talks import COLORS, by_beat, talk_in
from tests.programs import program

TITLES = {
    "ar": "ما هي المشتقة؟",
    "hi": "ढाल क्या है?",
    "zh": "导数是切线的斜率",
    "ja": "導関数は接線の傾き",
}


def written(deck: Deck, target: Path) -> tuple[Path, ...]:
    target.parent.mkdir(exist_ok=True)
    return exporter_of(target).export(deck, target)


def compiled(source: Path, engine: str = "lualatex", passes: int = 2) -> tuple[Path, str]:
    """Compile a source where it lies, and return its pages and what was said on the way.

    The places of pictures and the outline need two passes, of which the first need not write pages.
    """
    command = [program(engine, "texlive-luatex"), "-interaction=nonstopmode", "-halt-on-error"]
    for rest in range(passes, 0, -1):
        draft = ["-draftmode"] * (rest > 1)
        run = subprocess.run(
            [*command, *draft, source.name], cwd=source.parent, capture_output=True, timeout=300
        )
        said = run.stdout.decode("utf-8", "replace")
        assert run.returncode == 0, said[-2000:]
    return source.with_suffix(".pdf"), source.with_suffix(".log").read_text(
        encoding="utf-8", errors="replace"
    )


@pytest.fixture(scope="module")
def moved_talk(tmp_path_factory: pytest.TempPathFactory) -> tuple[Deck, Path]:
    """Give a lecture, and its source in a folder that was moved after writing."""
    folder = tmp_path_factory.mktemp("talk")
    (folder / "drawn").mkdir()
    talk = replace(talk_in(folder / "drawn"), footer="Calculus I")
    written(talk, folder / "out" / "talk.tex")
    return talk, (folder / "out").rename(folder / "moved") / "talk.tex"


@pytest.fixture(scope="module", params=["lualatex", "pdflatex"])
def compiled_talk(request: pytest.FixtureRequest, moved_talk: tuple[Deck, Path]) -> tuple[Deck, Path, str]:
    """Give the lecture, its pages as an engine makes them, and what the engine said."""
    talk, source = moved_talk
    return talk, *compiled(source, request.param)


def middle(pdf: Path, number: int) -> str:
    page: Any = pypdfium2.PdfDocument(pdf)[number].render(scale=1).to_pil().convert("RGB")
    return "#{:02x}{:02x}{:02x}".format(*page.getpixel((page.width // 2, page.height // 2)))


def corners(pdf: Path, number: int) -> set[str]:
    page: Any = pypdfium2.PdfDocument(pdf)[number].render(scale=1).to_pil().convert("RGB")
    ends = [(x, y) for x in (1, page.width - 2) for y in (1, page.height - 2)]
    return {"#{:02x}{:02x}{:02x}".format(*page.getpixel(end)) for end in ends}


def has_footer(pdf: Path, number: int) -> bool:
    """Return whether words are seen at the foot of a page, above the picture."""
    page: Any = pypdfium2.PdfDocument(pdf)[number].render(scale=2).to_pil().convert("L")
    strip = page.crop((int(0.065 * page.width), int(0.955 * page.height), page.width // 5, page.height - 4))
    darkest, lightest = strip.getextrema()
    return lightest - darkest > 100


def test_the_source_refers_to_the_files_beside_it(talk: Deck, tmp_path: Path):
    files = written(talk, tmp_path / "out" / "talk.tex")
    names = [file.relative_to(tmp_path / "out").as_posix() for file in files]
    assert {"talk.tex", *(f"talk-media/{each}" for each in ("a.pdf", "b.pdf", "c.pdf", "film.mp4"))} < set(
        names
    )
    source = (tmp_path / "out" / "talk.tex").read_text()
    assert all(file in source for file in re.findall(r"talk-media/[a-z.0-9]+", source))
    assert str(tmp_path) not in source
    assert r"\still{1}{talk-media/a.pdf}{First, 50\% of\_it \& \textless{}this" in source
    assert r"\film{2}{talk-media/b.pdf}" in source


def test_a_slide_for_each_beat_opens_the_clip_of_the_beat(talk: Deck, tmp_path: Path):
    written(by_beat(talk), tmp_path / "talk.tex")
    source = (tmp_path / "talk.tex").read_text()
    assert re.findall(r"\\film\{1\}\{talk-media/(.)\.pdf\}.*\{talk-media/(.)\.mp4\}", source) == [
        ("a", "a"),
        ("b", "b"),
    ]
    assert source.count(r"\begin{frame}") == 4


def test_the_same_lecture_gives_the_same_bytes(talk: Deck, tmp_path: Path):
    first, second = (written(talk, tmp_path / name / "talk.tex") for name in ("one", "two"))
    assert [file.read_bytes() for file in first] == [file.read_bytes() for file in second]


def test_each_beat_has_a_page_with_its_picture_under_the_title(compiled_talk: tuple[Deck, Path, str]):
    talk, pdf, log = compiled_talk
    assert len(PdfReader(pdf).pages) == 4
    assert middle(pdf, 0) == talk.theme.paper
    for number, color in enumerate(COLORS, 1):
        assert middle(pdf, number) == color
        assert corners(pdf, number) == {talk.theme.paper}
        assert has_footer(pdf, number)
    titles = [PdfReader(pdf).pages[number].extract_text() for number in (1, 2, 3)]
    assert [any(word in title for word in ("rise", "hill")) for title in titles] == [True] * 3
    assert not re.search(r"Overfull|Missing character|LaTeX Warning: (?!Label)", log)


def test_the_pdf_has_title_outline_language_and_the_film_as_a_link(compiled_talk: tuple[Deck, Path, str]):
    talk, pdf, _ = compiled_talk
    reader = PdfReader(pdf)
    assert reader.metadata is not None
    assert reader.metadata.title == f"{talk.title} - {talk.subtitle}"
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert [entry["/Title"] for entry in reader.outline] == [slide.title for slide in talk.slides]
    links = [
        (number, note.get_object())
        for number, page in enumerate(reader.pages)
        for note in page.get("/Annots", [])
    ]
    ((number, link),) = links
    assert number == 2
    assert link["/A"]["/S"] == "/Launch"
    assert link["/A"]["/F"] in ("talk-media/film.mp4", {"/Type": "/Filespec", "/F": "talk-media/film.mp4"})
    left, bottom, right, top = map(float, link["/Rect"])
    # The picture, 16:9, fills the height below the strip of the title.
    assert (right - left, top - bottom) == pytest.approx((0.88 * 453.5, 0.88 * 255.1), abs=3)


def test_the_notes_can_be_typeset(talk: Deck, tmp_path: Path):
    written(talk, tmp_path / "talk.tex")
    source = (tmp_path / "talk.tex").read_text()
    start = "\\begin{document}"
    (tmp_path / "talk.tex").write_text(source.replace(start, f"\\setbeameroption{{show notes}}\n{start}"))
    words = " ".join(
        page.extract_text() for page in PdfReader(compiled(tmp_path / "talk.tex", passes=1)[0]).pages
    )
    assert "# Look at the *line* --> it's 50% {up}." in " ".join(words.split())


@pytest.mark.parametrize("lang", sorted(TITLES))
def test_lualatex_typesets_non_latin_text(talk: Deck, tmp_path: Path, lang: str):
    slides = tuple(replace(slide, lang=lang, title=TITLES[lang]) for slide in talk.slides)
    written(replace(talk, lang=lang, title=f"{TITLES[lang]} AI", slides=slides), tmp_path / "talk.tex")
    source = (tmp_path / "talk.tex").read_text()
    assert ", which alone" in source
    pdf, log = compiled(tmp_path / "talk.tex")
    assert "Missing character" not in log
    assert [entry["/Title"] for entry in PdfReader(pdf).outline] == [TITLES[lang]] * 2


def test_slides_keep_another_aspect_ratio(talk: Deck, tmp_path: Path):
    written(replace(talk, size=Size(1024, 768)), tmp_path / "talk.tex")
    box = PdfReader(compiled(tmp_path / "talk.tex", "pdflatex", passes=1)[0]).pages[1].mediabox
    assert float(box.width) / float(box.height) == pytest.approx(4 / 3, abs=0.01)
