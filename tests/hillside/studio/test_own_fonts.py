"""Fonts from others are tried where they can do no harm."""

import os
from pathlib import Path

import pytest

from hillside.stage.errors import Failure, Refusal
from hillside.stage.lettering.typeface import FONT_FOLDER, TYPEFACE
from hillside.studio.own_fonts import own_typeface

INTER = FONT_FOLDER / "Inter-Medium.ttf"


def table(font: bytes, name: bytes) -> int:
    """Where a table of a TrueType font begins (OpenType 1.9, the table directory)."""
    at = next(at for at in range(12, 12 + 16 * 64, 16) if font[at : at + 4] == name)
    return int.from_bytes(font[at + 8 : at + 12], "big")


def with_endless_characters(font: bytes) -> bytes:
    """The font with a character map whose last group ends at the last number that can be written."""
    cmap = table(font, b"cmap")
    for record in range(cmap + 4, cmap + 4 + 8 * 16, 8):
        start = cmap + int.from_bytes(font[record + 4 : record + 8], "big")
        if font[start : start + 2] == b"\0\x0c":
            groups = int.from_bytes(font[start + 12 : start + 16], "big")
            last = start + 16 + 12 * (groups - 1)
            return font[: last + 4] + b"\xff\xff\xff\xff" + font[last + 8 :]
    raise AssertionError("the font has no character map of format 12")


def test_a_font_that_makes_the_typesetter_ask_for_gigabytes_is_refused(tmp_path: Path):
    (tmp_path / "huge.ttf").write_bytes(with_endless_characters(INTER.read_bytes()))
    with pytest.raises(Refusal, match=r"the typesetter breaks down over huge\.ttf; use another font"):
        own_typeface(text=tmp_path / "huge.ttf")


def test_a_font_that_never_ends_or_blocks_is_not_read(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.ttf")
    (tmp_path / "zero.ttf").symlink_to("/dev/zero")
    with pytest.raises(Failure, match=r"pipe\.ttf: it is a pipe"):
        own_typeface(math=tmp_path / "pipe.ttf")
    with pytest.raises(Failure, match=r"zero\.ttf: it is a device"):
        own_typeface(text=INTER, semibold=tmp_path / "zero.ttf")


def test_without_fonts_of_their_own_nothing_is_tried():
    assert own_typeface() is TYPEFACE
