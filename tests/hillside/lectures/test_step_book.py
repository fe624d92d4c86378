"""The book of steps read back by other programs' readers."""

import io
from dataclasses import replace
from pathlib import Path

import pypdf
import pypdfium2
import pytest

from hillside.lectures.booklet import Booklet, Chapter, Panel, page_words
from hillside.lectures.step_book import write_steps
from hillside.stage.errors import Failure
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typeface import TYPEFACE
from hillside.stage.look.theme import THEMES

DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" width="160" height="90"><rect width="50" height="30" fill="#d92f44"/>
<text x="3" y="9" opacity="0">unseen words</text>
</svg>
"""


def booklet() -> Booklet:
    panels = tuple(
        Panel(
            file=f"one.step-{number}.svg",
            name=f"Step {number} of 2",
            say=f'Said #{number}, "so".',
            alt="Alt.",
        )
        for number in (1, 2)
    )
    chapter = Chapter(
        id="one",
        title="A slope\\line",
        alt="A slope.",
        lang="en",
        direction="ltr",
        size=(160, 90),
        notes=("Watch the line.",),
        films=(),
        moving=None,
        poster=None,
        captions="",
        steps=panels,
        lines=(),
        files=(),
    )
    return Booklet(
        title="Slopes & more",
        subtitle="A series · 3.16",
        lang="en",
        direction="ltr",
        colors=THEMES["light"].colors(),
        families=(TYPEFACE.text, TYPEFACE.math),
        fonts=tuple(file.path for file in TYPEFACE.files),
        words=page_words(Language("en")),
        chapters=(chapter, replace(chapter, id="two", title="Another")),
        missing=(),
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in (1, 2):
        (tmp_path / f"one.step-{number}.svg").write_text(DRAWING)
    return tmp_path


def read(folder: Path, content: Booklet) -> pypdf.PdfReader:
    write_steps(content, folder / "steps.pdf")
    return pypdf.PdfReader(io.BytesIO((folder / "steps.pdf").read_bytes()))


def test_there_is_a_page_for_each_step_after_a_title_page(folder: Path):
    texts = [" ".join(page.extract_text().split()) for page in read(folder, booklet()).pages]
    assert len(texts) == 5
    assert "Slopes & more" in texts[0]
    assert "A series · 3.16" in texts[0]
    for page, (title, step) in enumerate(
        (("1 A slope\\line", 1), ("1 A slope\\line", 2), ("2 Another", 1)), 1
    ):
        for part in (title, f"Step {step} of 2", f'Said #{step}, "so".', f"{page + 1} / 5"):
            assert part in texts[page]
    assert "Watch the line." in texts[1]
    assert "Watch the line." not in texts[2]


def test_pictures_are_vectors_with_a_description(folder: Path):
    reader = read(folder, booklet())
    assert all(not page.images for page in reader.pages)
    alts = list(_values(reader.trailer["/Root"]["/StructTreeRoot"], "/Alt"))
    assert alts.count("Alt.") == 4
    with pypdfium2.PdfDocument(folder / "steps.pdf") as pages:
        colors = pages[1].render(scale=0.5).to_pil().getcolors(100_000)
    assert colors is not None
    assert (217, 47, 68) in {color for _, color in colors}


def _values(element, key: str):
    """All values of a key in the structure of a document."""
    element = element.get_object()
    if isinstance(element, list):
        for kid in element:
            yield from _values(kid, key)
    elif hasattr(element, "get"):
        if key in element:
            yield str(element[key])
        if "/K" in element:
            yield from _values(element["/K"], key)


def test_the_document_is_tagged_with_title_language_and_bookmarks(folder: Path):
    reader = read(folder, booklet())
    root = reader.trailer["/Root"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Slopes & more"
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("en", True)
    assert [mark.title for mark in reader.outline] == ["1  A slope\\line", "2  Another"]


def test_the_invisible_text_of_a_drawing_is_not_set_in_the_book(folder: Path):
    assert "unseen" not in "".join(page.extract_text() for page in read(folder, booklet()).pages)


def test_the_same_lecture_gives_the_same_bytes(folder: Path):
    write_steps(booklet(), folder / "a.pdf")
    write_steps(booklet(), folder / "b.pdf")
    assert (folder / "a.pdf").read_bytes() == (folder / "b.pdf").read_bytes()


def test_a_book_that_cannot_be_typeset_leaves_the_old_one_unchanged(folder: Path):
    (folder / "steps.pdf").write_text("old")
    (folder / "one.step-2.svg").write_text("no drawing")
    with pytest.raises(Failure, match=r"steps.pdf: the pages could not be set"):
        write_steps(booklet(), folder / "steps.pdf")
    assert (folder / "steps.pdf").read_text() == "old"
    assert sorted(file.name for file in folder.iterdir()) == [
        "one.step-1.svg",
        "one.step-2.svg",
        "steps.pdf",
    ]
