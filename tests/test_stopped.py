"""Films and builds that are stopped while they are drawn: what they leave behind."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command_line import LECTURE, start


def wait_for(happened: Callable[[], bool], seconds: float = 60) -> bool:
    end = time.monotonic() + seconds
    while not happened() and time.monotonic() < end:
        time.sleep(0.02)
    return happened()


def is_gone(group: int) -> bool:
    """Whether no process of the group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_stopped_film_leaves_no_partial_file_and_keeps_the_old_one(
    tmp_path: Path, number: signal.Signals, code: int
):
    (tmp_path / "a.mp4").write_text("old")
    process = start("film", "hiker", "--quality", "final", "-o", "a.mp4", folder=tmp_path)
    assert wait_for(lambda: len(list(tmp_path.iterdir())) > 1)
    process.send_signal(number)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (code, "")
    assert "Traceback" not in err
    assert [path.name for path in tmp_path.iterdir()] == ["a.mp4"]
    assert (tmp_path / "a.mp4").read_text() == "old"


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_stopped_build_leaves_no_process_and_no_partial_file(
    tmp_path: Path, number: signal.Signals, code: int
):
    text = LECTURE.replace("at = 0", "at = 1").replace('["png"]', '["png", "mp4"]')
    (tmp_path / "talk.toml").write_text(text)
    process = start("build", "talk.toml", "--quality", "final", "-j", "2", folder=tmp_path)
    folder = tmp_path / "out" / "talk"
    assert wait_for(lambda: (folder / "manifest.json").exists() and any(folder.glob(".*.part.mp4")))
    process.send_signal(number)
    _, err = process.communicate(timeout=30)
    assert process.returncode == code
    assert "Traceback" not in err
    assert list(folder.glob(".*")) == []
    assert not (folder / "bad.mp4").exists()
    assert wait_for(lambda: is_gone(process.pid), 10)
