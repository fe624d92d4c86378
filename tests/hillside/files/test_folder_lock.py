"""A folder is used by one process at a time."""

import subprocess
import sys
from pathlib import Path

import pytest

from hillside.files.folder_lock import exclusive_use
from hillside.stage.errors import Failure

USER = """
import sys, time
from pathlib import Path
from hillside.files.folder_lock import exclusive_use
with exclusive_use([Path(sys.argv[1], "out")], lambda sentence: print(sentence, flush=True)):
    log = Path(sys.argv[1], "log")
    log.write_text((log.read_text() if log.exists() else "") + "in ")
    print("inside", flush=True)
    time.sleep(float(sys.argv[2]))
    log.write_text(log.read_text() + "out ")
"""


def start(folder: Path, seconds: float) -> subprocess.Popen[str]:
    words = [sys.executable, "-c", USER, str(folder), str(seconds)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True)


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


def test_one_process_waits_for_another_and_says_so(tmp_path: Path):
    first = start(tmp_path, 0.5)
    assert line(first) == "inside\n"
    others = [start(tmp_path, 0), start(tmp_path, 0)]
    for other in others:
        assert "another process is at work" in line(other).lower()
        other.communicate(timeout=30)
    first.communicate(timeout=30)
    assert (tmp_path / "log").read_text() == "in out " * 3


def test_a_killed_process_keeps_nobody_waiting(tmp_path: Path):
    first = start(tmp_path, 60)
    assert line(first) == "inside\n"
    first.kill()
    first.communicate(timeout=30)
    said: list[str] = []
    with exclusive_use([tmp_path / "out"], said.append):
        assert said == []


def test_folders_that_stay_empty_are_removed_and_others_are_kept(tmp_path: Path):
    with exclusive_use([tmp_path / "a" / "b", tmp_path / "c"], print):
        assert (tmp_path / "a" / "b").is_dir()
        (tmp_path / "c" / "slope.png").touch()
    assert [path.name for path in tmp_path.iterdir()] == ["c"]


def test_a_folder_that_cannot_be_made_is_a_failure(tmp_path: Path):
    (tmp_path / "file").touch()
    with (
        pytest.raises(Failure, match="cannot make the folder"),
        exclusive_use([tmp_path / "file" / "a"], print),
    ):
        pytest.fail("nothing may be used")
