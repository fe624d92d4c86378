"""Temporary files of killed processes are swept, and those of living ones are not."""

import gc
import os
import re
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest

from hillside.files.atomic import atomic_write
from hillside.stage.leftovers import FOLDERS, held_file, sweep, temporary_folder

KILLED = """
import os, signal, sys, tempfile
from pathlib import Path
tempfile.tempdir = sys.argv[1]
from hillside.files.atomic import atomic_write
from hillside.stage.leftovers import temporary_folder
with temporary_folder("fonts") as folder, atomic_write(Path(sys.argv[1], "slope.png")) as aside:
    (folder / "a.ttf").write_text("font")
    aside.write_text("half")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_killed_process_leaves_is_swept_by_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "mine.part.png").write_text("not a temporary file")
    (tmp_path / "hillside-notes").mkdir()
    for _ in range(2):
        subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False)
        # The second has swept what the first left, and leaves as much itself.
        assert len(os.listdir(tmp_path)) == 4
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with atomic_write(tmp_path / "slope.png") as aside, temporary_folder("fonts"):
        aside.write_text("new")
    assert sorted(os.listdir(tmp_path)) == ["hillside-notes", "mine.part.png", "slope.png"]


def test_what_a_living_process_uses_is_not_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with temporary_folder("fonts") as folder, atomic_write(tmp_path / "slope.png") as aside:
        sweep(tmp_path, re.compile(".*"))
        assert folder.is_dir()
        assert aside.exists()
        aside.write_text("new")
    assert os.listdir(tmp_path) == ["slope.png"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only where processes are forked")
def test_a_forked_process_that_ends_leaves_the_folder_of_its_parent(tmp_path: Path):
    held = ExitStack()
    folder = held.enter_context(temporary_folder("fonts", tmp_path))
    child = os.fork()
    if child == 0:
        del held
        gc.collect()
        os._exit(0)
    os.waitpid(child, 0)
    assert folder.is_dir()
    held.close()
    assert not folder.exists()


def test_a_link_in_the_place_of_a_temporary_folder_is_not_followed(tmp_path: Path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "a.txt").write_text("mine")
    (tmp_path / "hillside-fonts-abcdefgh").symlink_to(tmp_path / "mine")
    sweep(tmp_path, FOLDERS)
    assert (tmp_path / "mine" / "a.txt").read_text() == "mine"


def test_a_file_swept_at_the_moment_of_its_creation_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / "a.part"

    def swept(descriptor: int) -> bool:
        path.unlink()
        return True

    monkeypatch.setattr("hillside.stage.leftovers.try_lock", swept)
    assert held_file(path) is None
