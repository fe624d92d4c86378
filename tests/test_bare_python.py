"""The program on a Python that lacks what it needs."""

import subprocess
import sys
from pathlib import Path

import render

PROGRAM = Path(render.__file__)
WITHOUT = "import runpy, sys; sys.modules['click'] = None; sys.argv = ['render.py', 'doctor']; "
INTERRUPTED = """
import runpy, signal, sys

class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == "click":
            signal.raise_signal(signal.SIGINT)

sys.meta_path.insert(0, Interrupting())
sys.argv = ["render.py", "doctor"]
"""
OLD = "import runpy, sys; sys.version_info = (3, 9, 2); sys.argv = ['render.py', 'doctor']; "


def run(before: str) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-c", f"{before}runpy.run_path({str(PROGRAM)!r}, run_name='__main__')"]
    return subprocess.run(words, capture_output=True, text=True, check=False, cwd=PROGRAM.parent)


def test_without_the_packages_the_program_says_how_to_install_them():
    done = run(WITHOUT)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Error: click is not installed for ")
    assert f"{sys.executable} -m pip install -e {PROGRAM.parent}" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_old_python_is_told_that_it_is_too_old():
    done = run(OLD)
    assert done.returncode == 1
    assert done.stderr.startswith("Error: Hillside needs Python 3.11 or newer")


def test_ctrl_c_while_the_program_is_loaded_shows_no_traceback():
    done = run(INTERRUPTED)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")
