"""The program where nothing can be forked, folders cannot be opened, and what is open cannot be removed."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import render

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it is made like Windows from Linux")
ROOT = Path(render.__file__).parent
PACKAGES = ("hillside", "mathcore", "scenes")
BECOME = "from tests.cases.as_windows import become_windows; become_windows()\n"

IMPORTING = """
import importlib, pkgutil
import hillside, mathcore, scenes
for package in (hillside, mathcore, scenes):
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        importlib.import_module(module.name)
"""
DRAWING = """
import sys
from hillside.cli.main import main
sys.argv = ["hillside", "still", "tangent", "--size", "64x64", "-o", "slope.svg"]
main()
"""
WORKING = """
from functools import partial
from pathlib import Path
from hillside.studio.workers import run_in_processes

def write(target, report):
    from hillside.files.atomic import atomic_write
    with atomic_write(Path(target)) as aside:
        aside.write_text(target)
    report(1, 1)
    return target

def run():
    heard = []
    tasks = {name: partial(write, name) for name in ("a", "b", "c")}
    ends = list(run_in_processes(tasks, 2, lambda *report: heard.append(report)))
    assert {end.name: end.value for end in ends} == {name: name for name in "abc"}, ends
    assert sorted(heard) == [(name, 1, 1) for name in "abc"]
"""
KEEPING = """
import sys
from contextlib import ExitStack
from pathlib import Path
from hillside.files.atomic import atomic_write
from hillside.files.folder_lock import exclusive_use
from hillside.stage.leftovers import temporary_folder
say = lambda sentence: print(sentence, flush=True)
with ExitStack() as stack:
    stack.enter_context(exclusive_use([Path("out").absolute()], say))
    aside = stack.enter_context(atomic_write(Path("out/slope.png").absolute()))
    aside.write_text("whole")
    folder = stack.enter_context(temporary_folder("work", Path.cwd()))
    (folder / "deep").mkdir()
    (folder / "deep" / "part").write_text("part")
    say("at work")
    if sys.stdin.readline() == "die\\n":
        import os
        os.abort()
"""


def start(script: str, folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", BECOME + script],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(folder)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def done(script: str, folder: Path) -> list[str]:
    """Run a script to its end without an error; return the names in its folder."""
    process = start(script, folder)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, out + err
    return sorted(path.name for path in folder.iterdir())


def test_every_module_can_be_imported_and_a_still_is_drawn(tmp_path: Path):
    assert done(IMPORTING + DRAWING, tmp_path) == ["slope.svg"]


def test_tasks_run_in_processes_that_are_not_forked(tmp_path: Path):
    # A process that is not forked imports its task anew.
    (tmp_path / "tasks_of_test.py").write_text(WORKING)
    made = done("import sys; sys.path.insert(0, '.'); import tasks_of_test; tasks_of_test.run()", tmp_path)
    assert set(made) - {"__pycache__"} == {"a", "b", "c", "tasks_of_test.py"}


def test_no_text_is_written_or_read_as_is_usual_on_a_system():
    """Line ends and the encoding differ there, and so would the files."""
    found: list[str] = []
    for file in (file for name in PACKAGES for file in (ROOT / name).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_bytes())):
            if isinstance(node, ast.Call):
                called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
                keywords = {each.arg for each in node.keywords}
                if called == "write_text" or (called == "read_text" and "encoding" not in keywords):
                    found.append(f"{file}, line {node.lineno}")
    assert found == []


def test_one_process_at_a_time_uses_a_folder_and_the_next_sweeps_what_a_dead_one_has_left(tmp_path: Path):
    first = start(KEEPING, tmp_path)
    assert first.stdout is not None
    assert first.stdout.readline() == "at work\n"
    second = start(KEEPING, tmp_path)
    assert second.stdout is not None
    assert second.stdout.readline() == (
        f"Another process is at work in {tmp_path / 'out'}; this one waits for its end.\n"
    )
    first.communicate("die\n", timeout=60)
    assert first.returncode != 0
    # It has written nothing yet, and removes what the first has left before it does.
    assert second.stdout.readline() == "at work\n"
    hidden = [path.name for path in (tmp_path / "out").iterdir() if path.suffix == ".png"]
    assert len(hidden) == 1
    assert len(list(tmp_path.glob("hillside-work-*"))) == 1
    _, err = second.communicate("end\n", timeout=60)
    assert (second.returncode, err) == (0, "")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["out", "slope.png"]
    assert (tmp_path / "out" / "slope.png").read_text() == "whole"
