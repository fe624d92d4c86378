"""Archives from others are refused before they fill the memory, or a name in them leads out."""

import io
import tracemalloc
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile

import pytest

from hillside.files.foreign_archive import FREE_SIZE, MAX_PARTS, read_archive_parts, unpacked
from hillside.stage.errors import Failure


def archive(parts: dict[str, bytes], packed: int = ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with ZipFile(target, "w", packed) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return target.getvalue()


def test_an_archive_is_read_with_its_parts_in_order(tmp_path: Path):
    (tmp_path / "a.pptx").write_bytes(archive({"b/c.xml": b"<c/>", "a.png": b"picture"}))
    parts = read_archive_parts(tmp_path / "a.pptx")
    assert {name: content for name, (_, content) in parts.items()} == {
        "b/c.xml": b"<c/>",
        "a.png": b"picture",
    }
    assert list(parts) == ["b/c.xml", "a.png"]


def test_a_bomb_is_refused_without_being_unpacked():
    bomb = archive({f"{number}.png": bytes(FREE_SIZE // 2) for number in range(3)})
    tracemalloc.start()
    try:
        with pytest.raises(Failure, match="unpacks to more than"):
            unpacked(bomb, "bomb.pptx")
        assert tracemalloc.get_traced_memory()[1] < FREE_SIZE / 10
    finally:
        tracemalloc.stop()


def test_a_bomb_that_states_a_small_size_is_refused():
    content = bytearray(archive({"a.png": bytes(1_000_000)}))
    true, false = (1_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little")
    assert content.count(true) == 2
    with pytest.raises(Failure, match="is damaged"):
        unpacked(bytes(content.replace(true, false)), "a.pptx")


def test_more_files_than_any_deck_has_are_refused_before_they_are_listed():
    many = archive(dict.fromkeys((f"{number}" for number in range(MAX_PARTS + 1)), b""), ZIP_STORED)
    with pytest.raises(Failure, match="more than 10,000 files"):
        unpacked(many, "a.pptx")


@pytest.mark.parametrize("packed", [ZIP_BZIP2, ZIP_LZMA])
def test_a_compression_that_no_deck_has_is_refused(packed: int):
    with pytest.raises(Failure, match="unusual"):
        unpacked(archive({"a.xml": b"<a/>" * 100}, packed), "a.pptx")


@pytest.mark.parametrize("name", ["../a.xml", "/a.xml", "ppt/../../a.xml", "c:a.xml", "a\x1b.xml", "a" * 300])
def test_a_name_that_leads_out_of_the_archive_is_refused(name: str):
    with pytest.raises(Failure, match="leads out of it"):
        unpacked(archive({name: b"<a/>"}), "a.pptx")


def test_a_damaged_name_is_told_in_a_short_message():
    content = bytearray(archive({"a" * 200: b"<a/>"}, ZIP_STORED))
    # In the header of the file, and not in the directory of the archive.
    content[30:230] = b"\x80" * 200
    with pytest.raises(Failure, match="is damaged") as caught:
        unpacked(bytes(content), "a.pptx")
    assert len(str(caught.value)) < 300
