import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hillside.files.captions import Clip
from hillside.files.formats import Size
from hillside.lectures.manifest import (
    NAME,
    PageRecord,
    Record,
    checksum,
    read_manifest,
    read_pages,
    write_manifest,
)
from hillside.stage.look.theme import THEMES
from hillside.studio.job import Job
from hillside.studio.rendering import Rendering

JOB = Job.read("tangent", {"at": "2"}, ".mp4", THEMES["light"], "16:9", "draft")


@pytest.fixture
def made(tmp_path: Path) -> Record:
    files = (tmp_path / "a.mp4", tmp_path / "a.vtt")
    for file in files:
        file.write_text(file.name)
    rendering = Rendering(
        "Tangent", "A curve, y = x².", Size(854, 480), {"slope": 3.0}, files, (Clip("Look.", 2.0, 0.0),)
    )
    return Record.of("k", JOB, rendering, tmp_path)


def test_a_manifest_is_read_back_as_it_was_written(tmp_path: Path, made: Record):
    write_manifest(tmp_path, "Slopes", {"a.mp4": made})
    back = read_manifest(tmp_path)["a.mp4"]
    assert (back.key, back.files, back.rendering["alt"]) == (made.key, made.files, "A curve, y = x².")
    assert back.job["figure"] == "tangent"
    assert (back.bytes, back.seconds) == ({"a.mp4": 5, "a.vtt": 5}, 2.0)


def test_a_page_is_kept_when_an_output_is_recorded(tmp_path: Path, made: Record):
    (tmp_path / "index.html").write_text("page")
    page = PageRecord.of("k", tmp_path / "index.html")
    write_manifest(tmp_path, "Slopes", {}, {"index.html": page})
    write_manifest(tmp_path, "Slopes", {"a.mp4": made})
    assert read_pages(tmp_path) == {"index.html": page}
    assert page.is_current("k", tmp_path / "index.html")
    assert not page.is_current("other", tmp_path / "index.html")
    (tmp_path / "index.html").write_text("changed")
    assert not page.is_current("k", tmp_path / "index.html")


def test_a_manifest_holds_no_path_of_this_machine(tmp_path: Path, made: Record):
    write_manifest(tmp_path, "Slopes", {"a.mp4": made})
    assert str(tmp_path) not in (tmp_path / NAME).read_text()


def test_the_manifest_of_equal_outputs_is_equal(tmp_path: Path, made: Record):
    write_manifest(tmp_path, "Slopes", {"a.mp4": made, "b.mp4": made})
    first = (tmp_path / NAME).read_bytes()
    write_manifest(tmp_path, "Slopes", {"b.mp4": made, "a.mp4": made})
    assert (tmp_path / NAME).read_bytes() == first


def test_an_output_is_current_while_key_and_files_are(tmp_path: Path, made: Record):
    assert made.is_current("k", tmp_path)
    assert not made.is_current("other", tmp_path)


def test_an_output_with_a_changed_or_missing_file_is_not_current(tmp_path: Path, made: Record):
    (tmp_path / "a.vtt").write_text("changed")
    assert not made.is_current("k", tmp_path)
    (tmp_path / "a.vtt").unlink()
    assert not made.is_current("k", tmp_path)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"format": 2, "outputs": {}}', '{"format": 4, "outputs": []}']
)
def test_a_damaged_manifest_is_treated_as_missing(tmp_path: Path, text: str):
    (tmp_path / NAME).write_text(text)
    assert read_manifest(tmp_path) == {}
    assert read_pages(tmp_path) == {}


def test_a_folder_without_a_manifest_holds_nothing(tmp_path: Path):
    assert read_manifest(tmp_path / "none") == {}


@pytest.mark.parametrize(
    "name", ["../victim.txt", "/victim.txt", "a.mp4/../../victim.txt", "talk.toml", "a.toml"]
)
def test_a_record_that_names_a_file_that_is_not_its_own_is_not_read(tmp_path: Path, made: Record, name: str):
    write_manifest(
        tmp_path,
        "Slopes",
        {"a.mp4": replace(made, files={**made.files, name: "0"}, bytes={**made.bytes, name: 1})},
    )
    assert read_manifest(tmp_path) == {}
    write_manifest(tmp_path, "Slopes", {"a.mp4": made})
    assert list(read_manifest(tmp_path)) == ["a.mp4"]


@pytest.mark.parametrize(
    "changes", [{"key": 5}, {"files": ["a.mp4"]}, {"seconds": -1}, {"rendering": {"alt": "A"}}, {"job": None}]
)
def test_a_record_of_another_shape_is_not_read_and_the_others_are(
    tmp_path: Path, made: Record, changes: dict[str, object]
):
    write_manifest(tmp_path, "Slopes", {"a.mp4": made, "b.mp4": made})
    table = json.loads((tmp_path / NAME).read_text())
    first = {**table["outputs"]["a.mp4"], **changes}
    second = json.loads(json.dumps(table["outputs"]["b.mp4"]).replace("a.", "b."))
    table["outputs"] = {"a.mp4": sealed("a.mp4", first), "b.mp4": sealed("b.mp4", second)}
    (tmp_path / NAME).write_text(json.dumps(table))
    assert list(read_manifest(tmp_path)) == ["b.mp4"]


def sealed(name: str, entry: dict[str, Any]) -> dict[str, Any]:
    """Return an entry with the checksum that belongs to it, as whoever edits it on purpose can."""
    values = {key: each for key, each in entry.items() if key != "checksum"}
    return {**values, "checksum": checksum(name, values)}


def test_of_a_manifest_damaged_anywhere_only_whole_records_are_read(tmp_path: Path, made: Record):
    page = PageRecord("k", "0" * 64, 5)
    write_manifest(tmp_path, "Slopes", {"a.mp4": made}, {"index.html": page})
    whole, records, pages = (tmp_path / NAME).read_bytes(), read_manifest(tmp_path), read_pages(tmp_path)
    assert (set(records), pages) == ({"a.mp4"}, {"index.html": page})
    flipped = [whole[:at] + bytes([whole[at] ^ 1 << at % 8]) + whole[at + 1 :] for at in range(len(whole))]
    for content in (*flipped, *(whole[:at] for at in range(0, len(whole), 7))):
        (tmp_path / NAME).write_bytes(content)
        assert read_manifest(tmp_path) in ({}, records)
        assert read_pages(tmp_path) in ({}, pages)


def test_a_manifest_that_is_nested_deep_or_no_ordinary_file_is_treated_as_missing(tmp_path: Path):
    (tmp_path / NAME).write_text("[" * 100_000)
    assert read_manifest(tmp_path) == {}
    (tmp_path / NAME).unlink()
    os.mkfifo(tmp_path / NAME)
    assert read_manifest(tmp_path) == read_pages(tmp_path) == {}


def test_an_output_that_has_become_a_pipe_is_not_current(tmp_path: Path, made: Record):
    (tmp_path / "a.vtt").unlink()
    os.mkfifo(tmp_path / "a.vtt")
    assert not made.is_current("k", tmp_path)
