"""What is no deck, a damaged one, and the deck that must not be written over."""

import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from hillside.decks.into.filled_deck import refuse_unsafe
from hillside.decks.into.parts import read_archive
from hillside.decks.into.tagged_shapes import tagged_shapes_of
from hillside.decks.into.xml_edits import as_utf8, parsed
from hillside.stage.errors import Failure, Refusal
from tests.hillside.decks.decks import SLIDE, plain, rewritten


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"\xd0\xcf\x11\xe0 old", "has a password, or is a .ppt"),
        (b"PK", "is no PowerPoint file"),
        (b"", "is no"),
    ],
)
def test_a_file_that_is_not_a_deck_is_refused(tmp_path: Path, content: bytes, error: str):
    (tmp_path / "mine.pptx").write_bytes(content)
    with pytest.raises((Refusal, Failure), match=error):
        read_archive(tmp_path / "mine.pptx")


def test_another_zip_file_is_refused_as_a_deck(tmp_path: Path):
    with ZipFile(tmp_path / "mine.pptx", "w") as archive:
        archive.writestr("a.txt", "a")
    with pytest.raises(Failure, match="is no PowerPoint file: it holds no presentation"):
        read_archive(tmp_path / "mine.pptx")


def test_a_damaged_slide_is_named(tmp_path: Path):
    rewritten(plain(tmp_path / "mine.pptx"), SLIDE, lambda text: re.sub("</p:sld>$", "", text))
    with pytest.raises(Failure, match=r"ppt/slides/slide1.xml is damaged"):
        tagged_shapes_of(tmp_path / "mine.pptx")


def test_the_deck_itself_is_overwritten_only_with_force(tmp_path: Path):
    mine = plain(tmp_path / "mine.pptx")
    link = tmp_path / "link.pptx"
    link.symlink_to(mine)
    for target in (mine, link):
        with pytest.raises(Refusal, match="is the deck itself; give another name, or --force"):
            refuse_unsafe(mine, target, force=False)
        refuse_unsafe(mine, target, force=True)
    with pytest.raises(Refusal, match=r"give a name with .pptx"):
        refuse_unsafe(mine, tmp_path / "out.pdf", force=True)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_xml_in_utf_16_is_read_with_and_without_a_byte_order_mark(encoding: str):
    text = '<?xml version="1.0" encoding="UTF-16" standalone="yes"?><a b="π 坡"/>'
    root = parsed(as_utf8(text.encode(encoding), "a.xml"), "a.xml")
    assert root.attributes == {"b": "π 坡"}


@pytest.mark.parametrize("content", [b"\xff\xfe<\0a\0/\0>", b"<\0a\0/\0>\0\0\xd8"])
def test_broken_utf_16_is_damage(content: bytes):
    with pytest.raises(Failure, match=r"^a.xml is damaged: .*; save the deck anew"):
        as_utf8(content, "a.xml")
