"""Files from others: what is not opened, and how the rest is read."""

import os
import socket
from pathlib import Path

import pytest

from hillside.stage.errors import Refusal
from hillside.stage.foreign_file import Unreadable, decoded, read_bytes, read_text
from hillside.stage.plain_name import inside
from hillside.studio.recipe_reader import recipe_in


def test_a_pipe_a_device_a_socket_and_a_folder_are_refused_at_once(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket"))
        for path, kind in (
            (tmp_path / "pipe", "a pipe"),
            (tmp_path / "socket", "a socket"),
            (Path("/dev/zero"), "a device"),
            (tmp_path, "a folder"),
        ):
            with pytest.raises(Unreadable, match=f"cannot read {path}: it is {kind}, not an ordinary file"):
                read_bytes(path, 10)


def test_a_file_over_the_limit_is_refused_without_being_read(tmp_path: Path):
    with (tmp_path / "sparse").open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(Unreadable, match="more than 1,000 bytes"):
        read_bytes(tmp_path / "sparse", 1000)
    # A file that states no size is measured while it is read.
    with pytest.raises(Unreadable, match="more than 10 bytes"):
        read_bytes(Path("/proc/self/status"), 10)


def test_a_file_of_exactly_the_limit_is_read(tmp_path: Path):
    (tmp_path / "a").write_bytes(b"12345")
    assert read_bytes(tmp_path / "a", 5) == b"12345"
    with pytest.raises(Unreadable):
        read_bytes(tmp_path / "a", 4)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_text_is_read_in_each_encoding_that_an_editor_writes(tmp_path: Path, encoding: str):
    text = 'title = "Höhe π 斜率 🏔"\r\n'
    (tmp_path / "a.toml").write_bytes(text.encode(encoding))
    assert read_text(tmp_path / "a.toml") == text
    big = text.encode("utf-16-be")
    assert decoded(b"\xfe\xff" + big) == text


@pytest.mark.parametrize("content", [b"\xff", b"\xff\xfex", b"\xe4"])
def test_other_bytes_are_not_text(tmp_path: Path, content: bytes):
    (tmp_path / "a.toml").write_bytes(content)
    with pytest.raises(Unreadable, match="it is not UTF-8 text"):
        read_text(tmp_path / "a.toml")


def test_a_null_in_a_name_is_a_name_that_cannot_be_read():
    with pytest.raises(Unreadable, match="null"):
        read_bytes(Path("a\0b"), 10)


@pytest.mark.parametrize(
    "name", ["../a", "/etc/passwd", "b/../../a", "b\\a", "c:a", "", ".", "a\x1b", "b//a", "nul", "a?"]
)
def test_a_name_that_leads_out_of_its_folder_is_refused(tmp_path: Path, name: str):
    with pytest.raises(Refusal, match="is not the name of a file in a folder on every system"):
        inside(tmp_path, name)


def test_a_link_that_leads_out_of_its_folder_is_refused_and_one_within_is_followed(tmp_path: Path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "out.csv").symlink_to(tmp_path.parent)
    (tmp_path / "b" / "in.csv").symlink_to(tmp_path / "b" / "a.csv")
    with pytest.raises(Refusal, match="is a link that leads out of its folder"):
        inside(tmp_path / "b", "out.csv")
    assert inside(tmp_path, "b/in.csv") == tmp_path / "b" / "in.csv"


def test_a_link_in_a_circle_cannot_be_read(tmp_path: Path):
    (tmp_path / "a.csv").symlink_to("a.csv")
    with pytest.raises(Unreadable, match=r"a\.csv: Too many levels of symbolic links"):
        read_text(inside(tmp_path, "a.csv"))


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="only Linux has this file")
def test_a_file_whose_disk_fails_is_named():
    # It looks like an ordinary file, and its first bytes cannot be read.
    with pytest.raises(Unreadable, match="cannot read /proc/self/mem: Input/output error"):
        recipe_in(Path("/proc/self/mem"))
