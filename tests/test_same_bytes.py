"""The same recipe is the same file: on every run, wherever and whenever, in whatever tongue, for whomever."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from hillside.decks.kinds import suffixes
from hillside.files.formats import FILM_SUFFIXES, STILL_SUFFIXES
from tests.ordinary_user import ORDINARY
from tests.system_calls import failing_calls

ROOT = Path(__file__).resolve().parent.parent
ONE_CORE = "import os; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))}); "
RUN = "import runpy; runpy.run_module('tests.cases.everything', run_name='__main__', alter_sys=True)"


@dataclass(frozen=True)
class Surroundings:
    """Where, when and for whom the program runs; it finds its variables beside those of this process."""

    variables: Mapping[str, str]
    before: tuple[str, ...]
    program: str
    order: str
    umask: int
    folder_mode: int


HERE = Surroundings(
    variables={
        "PYTHONHASHSEED": "1",
        "LC_ALL": "C",
        "TZ": "Asia/Tokyo",
        "HOME": "/nonexistent",
        "TERM": "dumb",
        "COLUMNS": "20",
        "NO_COLOR": "1",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
    },
    before=(),
    program=ONE_CORE + RUN,
    order="forward",
    umask=0o022,
    folder_mode=0o755,
)
THERE = Surroundings(
    variables={
        "PYTHONHASHSEED": "2",
        "LC_ALL": "C.UTF-8",
        "TZ": "America/Lima",
        "LANG": "tr_TR.UTF-8",
        "TERM": "xterm-256color",
        "COLUMNS": "300",
        "FORCE_COLOR": "1",
        "SOURCE_DATE_EPOCH": "1",
        # Twenty years ago.
        "CLOCK_SHIFT": "-631152000",
    },
    # An ordinary user in a folder that cannot be written.
    before=ORDINARY,
    program=RUN,
    order="backward",
    umask=0o077,
    folder_mode=0o555,
)


def start(folder: Path, around: Surroundings, preload: Path) -> subprocess.Popen[str]:
    """Make every kind of file in a process of its own, in its surroundings."""
    for name in ("here", "out", "temporary"):
        (folder / name).mkdir(parents=True)
    (folder / "here").chmod(around.folder_mode)
    variables = {"PYTHONPATH": str(ROOT), "TMPDIR": str(folder / "temporary"), "LD_PRELOAD": str(preload)}
    return subprocess.Popen(
        [*around.before, sys.executable, "-c", around.program, str(folder / "out"), around.order],
        cwd=folder / "here",
        env={**os.environ, **variables, **around.variables},
        umask=around.umask,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.skipif(
    not hasattr(os, "sched_setaffinity"), reason="this system cannot bind a process to a core"
)
def test_every_kind_of_file_has_the_same_bytes_in_both_surroundings(tmp_path: Path):
    library = failing_calls(tmp_path)
    processes = [start(tmp_path / str(around.order), around, library) for around in (HERE, THERE)]
    made: list[dict[str, str]] = []
    for process in processes:
        out, err = process.communicate(timeout=300)
        assert process.returncode == 0, err
        made.append(json.loads(out))
    first, second = made
    assert {name for name in {*first, *second} if first.get(name) != second.get(name)} == set()
    assert {Path(name).suffix for name in first} >= {*STILL_SUFFIXES, *FILM_SUFFIXES, *suffixes()}
    assert hashlib.sha256(b"").hexdigest() not in first.values()
    for around in (HERE, THERE):
        assert list((tmp_path / around.order / "here").iterdir()) == []
        assert list((tmp_path / around.order / "temporary").iterdir()) == []
