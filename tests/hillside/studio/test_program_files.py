"""Each file of the program is missed when it is gone, in a folder that neither git nor pip knows."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hillside.studio.import_closure import PACKAGES, ROOT
from hillside.studio.program_files import missing_files

UNKNOWN = {"hillside/cli/bare_python.py"}
"""What only the program in the checkout imports, `render.py`, which does not start without it."""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bare")
    for name in PACKAGES:
        shutil.copytree(
            ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.po", "fonts")
        )
    return folder


def test_nothing_is_missing(copy: Path):
    assert missing_files(copy) == ()
    assert missing_files() == ()


def test_a_module_that_is_gone_is_missed(copy: Path):
    files = [file for name in PACKAGES for file in sorted((copy / name).rglob("*.py"))]
    # Each takes a moment, since all others are read.
    for file in (*files[::60], copy / "mathcore" / "learning" / "backprop.py"):
        name = file.relative_to(copy).as_posix()
        file.rename(copy / "gone")
        assert name in {*missing_files(copy), *UNKNOWN}
        (copy / "gone").rename(file)


def test_a_scene_and_a_style_sheet_that_are_gone_are_missed(copy: Path):
    for name in ("scenes/guide/scene.py", "hillside/decks/reveal/slides.css"):
        (copy / name).rename(copy / "gone")
        assert missing_files(copy) == (name,)
        (copy / "gone").rename(copy / name)


def test_git_knows_what_is_gone(tmp_path: Path):
    git = ("git", "-C", str(tmp_path), "-c", "user.name=a", "-c", "user.email=a@b")
    for name in PACKAGES:
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").touch()
    (tmp_path / "hillside" / "a.css").touch()
    for words in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "a")):
        subprocess.run([*git, *words], check=True)
    known = set(missing_files(tmp_path))
    (tmp_path / "hillside" / "a.css").unlink()
    assert set(missing_files(tmp_path)) - known == {"hillside/a.css"}


@pytest.mark.parametrize("file", ["hillside/studio/doctor.py", "hillside/files/formats.py"])
def test_without_a_module_that_it_needs_the_doctor_says_how_to_bring_it_back(copy: Path, file: str):
    (copy / "render.py").write_text((ROOT / "render.py").read_text())
    (copy / file).rename(copy / "gone")
    done = subprocess.run(
        [sys.executable, "-P", "-c", f"import sys; sys.path.insert(0, {str(copy)!r}); {RUN}"],
        cwd=copy,
        capture_output=True,
        text=True,
        check=False,
    )
    (copy / "gone").rename(copy / file)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"Error: {file} is missing in {copy}; bring it back with: ")
    assert "Traceback" not in done.stderr


RUN = "import runpy; sys.argv = ['render.py', 'doctor']; runpy.run_path('render.py', run_name='__main__')"
