"""Slides that say how the pictures in them were made, and are made again from nothing else."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from PIL import Image

from hillside.decks.embedded_recipes import contains_files, recipes_inside, remake_slides
from hillside.decks.page_media import PageMedia
from hillside.stage.errors import Failure
from hillside.stage.look.theme import THEMES
from hillside.studio.draw import draw
from hillside.studio.job import Job


def unheard(done: int, total: int) -> None:
    """Let a report pass."""


@pytest.fixture
def slides(tmp_path: Path) -> Path:
    """Give a zip with a picture of ours, another's, and a text."""
    job = Job.read("tangent", {"at": "1"}, ".png", THEMES["dark"], "160x90", "draft")
    draw(job, tmp_path / "ours.png", unheard)
    Image.new("RGB", (2, 2)).save(tmp_path / "theirs.png")
    file = tmp_path / "talk.pptx"
    with ZipFile(file, "w") as archive:
        archive.writestr("ppt/presentation.xml", "<p/>")
        archive.write(tmp_path / "theirs.png", "ppt/media/image1.png")
        archive.write(tmp_path / "ours.png", "ppt/media/fig.png")
    return file


def test_slides_contain_the_recipes_of_their_pictures(slides: Path):
    (found,) = recipes_inside(slides).items()
    assert (found[0], found[1].job["figure"]) == ("ppt/media/fig.png", "tangent")
    assert ["at", "1"] in found[1].job["params"]


def test_slides_are_remade_with_everything_else_unchanged(slides: Path, tmp_path: Path):
    made = remake_slides(slides, tmp_path / "new.pptx", unheard)
    assert made.equal
    assert str(made) == "ppt/media/fig.png: The bytes are equal."
    assert (tmp_path / "new.pptx").read_bytes() == slides.read_bytes()


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """Give a page of slides with a picture of ours and its captions."""
    job = Job.read("tangent", {"at": "1"}, ".svg", THEMES["dark"], "160x90", "draft")
    draw(job, tmp_path / "ours.svg", unheard)
    media = PageMedia()
    media.add(tmp_path / "ours.svg")
    media.add_bytes(b"WEBVTT", ".vtt")
    script = '<script type="application/json" id="hillside-media">'
    file = tmp_path / "talk.html"
    file.write_text(f"<!DOCTYPE html>\n<html>{script}{media.to_text()}</script></html>\n", encoding="utf-8")
    return file


def test_a_page_contains_the_recipes_of_its_pictures_and_is_remade(page: Path, tmp_path: Path):
    assert contains_files(page)
    (recipe,) = recipes_inside(page).values()
    assert recipe.job["figure"] == "tangent"
    made = remake_slides(page, tmp_path / "new.html", unheard)
    assert made.equal
    assert (tmp_path / "new.html").read_bytes() == page.read_bytes()


PACKED = '{"a": {"kind": "image/svg+xml", "packed": "gzip", "data": "H4sI"}}'


@pytest.mark.parametrize("media", ["{", "{}", PACKED])
def test_a_page_without_recipes_is_a_failure_that_says_so(tmp_path: Path, media: str):
    file = tmp_path / "a.html"
    script = '<script type="application/json" id="hillside-media">'
    file.write_text(f"<!DOCTYPE html>{script}{media}</script>")
    with pytest.raises(Failure, match=r"is damaged|holds no picture"):
        recipes_inside(file)


def test_slides_without_recipes_are_a_failure_that_says_so(tmp_path: Path):
    with ZipFile(tmp_path / "talk.pptx", "w") as archive:
        archive.writestr("a.png", b"not a picture")
    with pytest.raises(Failure, match="holds no picture and no film with a recipe"):
        recipes_inside(tmp_path / "talk.pptx")


def test_a_damaged_zip_file_is_a_failure_that_says_so(slides: Path):
    slides.write_bytes(slides.read_bytes()[:-40])
    assert contains_files(slides)
    with pytest.raises(Failure, match="is damaged"):
        recipes_inside(slides)


def test_only_a_zip_file_contains_other_files(tmp_path: Path):
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n")
    assert not contains_files(tmp_path / "a.png")
    with pytest.raises(Failure, match="cannot read"):
        contains_files(tmp_path / "missing.png")
