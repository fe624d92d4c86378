"""The script that sets a checkout up, with a Python that only notes what it is asked for."""

import os
import shutil
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path

import pytest

import render
from tests.ordinary_user import ORDINARY

ROOT = Path(render.__file__).parent
NOTING = """#!/bin/sh
# `-V` tells the version, `-m venv` makes a copy of this program in .venv, anything else succeeds.
echo "$*" >> "{log}"
[ "$1" = -V ] && echo "Python 3.12.1"
[ "$1 $2" = "-m venv" ] && mkdir -p .venv/bin && cp "{python}" .venv/bin/python
exit 0
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Generator[Path, None, None]:
    """Return a folder with what the script reads; it is writable again at the end."""
    folder = tmp_path / "checkout"
    folder.mkdir()
    for name in ("setup.sh", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, folder)
    python = tmp_path / "python"
    python.write_text(NOTING.format(log=tmp_path / "log", python=python))
    python.chmod(0o755)
    for name in ("cc", "pkg-config"):
        (tmp_path / name).symlink_to("/bin/true")
    yield folder
    for each in (folder, folder / ".venv"):
        if each.exists():
            each.chmod(0o755)


def set_up(folder: Path) -> tuple[int, str]:
    """Run the script as an ordinary user; return its exit code, and what it said."""
    above = folder.resolve().parent
    surroundings = {**os.environ, "PYTHON": str(above / "python"), "PATH": f"{above}:{os.environ['PATH']}"}
    done = subprocess.run(
        [*ORDINARY, str(folder / "setup.sh")], env=surroundings, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stderr


def installed(folder: Path) -> int:
    """Return how often the script has installed the project."""
    log = folder.parent / "log"
    return log.read_text().count("pip install") if log.exists() else 0


def test_a_second_run_returns_at_once_and_a_change_of_the_project_installs_again(checkout: Path):
    assert set_up(checkout)[0] == set_up(checkout)[0] == 0
    assert installed(checkout) == 1
    with (checkout / "pyproject.toml").open("a") as file:
        file.write("# changed\n")
    assert set_up(checkout)[0] == 0
    assert installed(checkout) == 2


def test_a_checkout_reached_by_a_link_is_the_same_checkout(checkout: Path):
    set_up(checkout)
    link = checkout.parent / "link"
    link.symlink_to(checkout)
    assert set_up(link)[0] == 0
    assert installed(checkout) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="this system has other permissions")
def test_a_read_only_checkout_that_is_set_up_is_used_as_it_is_wherever_it_is_mounted(checkout: Path):
    set_up(checkout)
    elsewhere = checkout.rename(checkout.parent / "elsewhere")
    (elsewhere / ".venv").chmod(0o555)
    elsewhere.chmod(0o555)
    try:
        assert set_up(elsewhere) == (0, "")
    finally:
        elsewhere.rename(checkout)
    assert installed(checkout) == 1


def test_a_read_only_checkout_that_is_not_set_up_says_so_and_what_to_do(checkout: Path):
    checkout.chmod(0o555)
    code, said = set_up(checkout)
    assert code == 1
    assert "is not installed here" in said
    assert "copy it" in said
