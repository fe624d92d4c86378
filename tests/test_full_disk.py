"""A disk that is full at any write in turn, as SQLite is tested: the old file stays, and nothing is left."""

import json
import os
import subprocess
import sys
from pathlib import Path

import render
from tests.system_calls import failing_calls

FILES = ("a.svg", "film.mp4", "film.gif", "manifest.json")


def test_wherever_the_disk_is_full_the_old_file_stays_and_the_error_says_so(tmp_path: Path):
    library = failing_calls(tmp_path)
    (tmp_path / "work").mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "tests.cases.full_disk", str(library), str(tmp_path / "work"), *FILES],
        cwd=Path(render.__file__).parent,
        env={**os.environ, "LD_PRELOAD": str(library)},
        stdout=subprocess.PIPE,
        check=True,
        timeout=300,
    )
    table = json.loads(done.stdout)
    # To create a file, to write, to bring it onto the disk and to rename it are four calls at least.
    assert {name: calls >= 4 for name, (calls, _) in table.items()} == dict.fromkeys(FILES, True)
    assert {name: wrongs for name, (_, wrongs) in table.items() if wrongs} == {}


def test_whichever_call_of_a_build_is_denied_nothing_is_half_or_lost_and_the_next_build_is_as_ever(
    tmp_path: Path,
):
    library = failing_calls(tmp_path)
    (tmp_path / "work").mkdir()
    # All of them: see `benchmarks/faults.py`.
    done = subprocess.run(
        [sys.executable, "-m", "tests.cases.denied_build", str(library), str(tmp_path / "work"), "17"],
        cwd=Path(render.__file__).parent,
        env={**os.environ, "LD_PRELOAD": str(library)},
        stdout=subprocess.PIPE,
        check=True,
        timeout=300,
    )
    found = json.loads(done.stdout)
    assert all(calls > 30 for calls in found["calls"])
    assert found["wrong"] == {}
