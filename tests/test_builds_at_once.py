"""Builds that run at the same time into one folder."""

import json
from pathlib import Path

from tests.command_line import LECTURE, start

OUTPUTS = {"bad.png", "bad.transcript.txt", "good.png", "good.svg", "good.transcript.txt"}


def test_three_builds_at_once_into_one_folder_lose_no_work(tmp_path: Path):
    (tmp_path / "talk.toml").write_text(LECTURE.replace("at = 0", "at = 1"))
    parts = (("--only", "bad"), ("--only", "good"), ())
    processes = [start("build", "talk.toml", "-j", "1", *part, folder=tmp_path) for part in parts]
    said = [process.communicate(timeout=100) for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0], said
    folder = tmp_path / "out" / "talk"
    manifest = json.loads((folder / "manifest.json").read_text())
    assert set(manifest["outputs"]) == OUTPUTS
    made = [line for out, _ in said for line in out.splitlines() if line.endswith((".png", ".svg"))]
    # Each picture is drawn once, by the first that asks for it.
    assert len(made) == len(set(made)) == 3
    assert start("build", "talk.toml", "--dry-run", folder=tmp_path).communicate(timeout=60)[0] == ""
    assert [path.name for path in folder.glob(".*")] == []
