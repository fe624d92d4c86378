"""Files are whole or absent: what is written comes in place at once, and nothing is left of what failed."""

import os
import stat
from pathlib import Path

import pytest

from hillside.files.atomic import atomic_write
from hillside.stage.errors import Failure


def test_a_file_is_replaced_only_when_it_is_complete(tmp_path: Path):
    target = tmp_path / "slope.png"
    target.write_text("old")
    with atomic_write(target) as aside:
        aside.write_text("new")
        assert target.read_text() == "old"
        assert (aside.parent, aside.suffix) == (tmp_path, ".png")
    assert target.read_text() == "new"
    assert os.listdir(tmp_path) == ["slope.png"]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_an_interrupted_write_leaves_no_file_and_keeps_the_old_one(
    tmp_path: Path, error: type[BaseException]
):
    target = tmp_path / "slope.png"
    target.write_text("old")
    with pytest.raises(error), atomic_write(target) as aside:
        raise error(aside.write_text("half"))
    assert target.read_text() == "old"
    assert os.listdir(tmp_path) == ["slope.png"]


def test_a_full_disk_is_a_failure_that_leaves_nothing(tmp_path: Path):
    with (
        pytest.raises(Failure, match=r"cannot write .*slope.png: No space left"),
        atomic_write(tmp_path / "slope.png"),
    ):
        raise OSError(28, "No space left on device")
    assert os.listdir(tmp_path) == []


def test_an_error_of_another_file_is_not_attributed_to_the_target(tmp_path: Path):
    with pytest.raises(FileNotFoundError, match="font"), atomic_write(tmp_path / "slope.png"):
        (tmp_path / "font.ttf").read_bytes()


def test_a_new_file_has_ordinary_permissions(tmp_path: Path):
    (tmp_path / "plain").touch()
    with atomic_write(tmp_path / "slope.png") as aside:
        aside.write_text("new")
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("plain", "slope.png")]
    assert modes[0] == modes[1]


def test_a_link_is_followed_rather_than_replaced(tmp_path: Path):
    real, link = tmp_path / "real.png", tmp_path / "link.png"
    link.symlink_to(real)
    with atomic_write(link) as aside:
        aside.write_text("new")
    assert link.is_symlink()
    assert real.read_text() == "new"


def test_a_missing_folder_is_a_failure_with_the_command_that_creates_it(tmp_path: Path):
    with (
        pytest.raises(Failure, match="make it with: mkdir -p"),
        atomic_write(tmp_path / "none" / "slope.png"),
    ):
        pytest.fail("nothing may be drawn")
    assert not (tmp_path / "none").exists()


def test_a_folder_or_a_device_is_not_replaced(tmp_path: Path):
    with pytest.raises(Failure, match="it is a folder"), atomic_write(tmp_path):
        pytest.fail("nothing may be drawn")
    os.mkfifo(tmp_path / "pipe.png")
    with pytest.raises(Failure, match="not an ordinary file"), atomic_write(tmp_path / "pipe.png"):
        pytest.fail("nothing may be drawn")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_read_only_folder_is_a_failure(tmp_path: Path):
    tmp_path.chmod(0o500)
    with pytest.raises(Failure, match="closed to writing"), atomic_write(tmp_path / "slope.png"):
        pytest.fail("nothing may be drawn")


def test_a_name_longer_than_the_disk_allows_is_a_failure(tmp_path: Path):
    with (
        pytest.raises(Failure, match="File name too long"),
        atomic_write(tmp_path / ("x" * 300 + ".png")) as aside,
    ):
        aside.write_text("new")
    assert os.listdir(tmp_path) == []


def test_two_concurrent_writers_do_not_share_a_temporary_file(tmp_path: Path):
    target = tmp_path / "slope.png"
    with atomic_write(target) as one, atomic_write(target) as other:
        one.write_text("one")
        other.write_text("other")
    assert target.read_text() in ("one", "other")
    assert os.listdir(tmp_path) == ["slope.png"]
