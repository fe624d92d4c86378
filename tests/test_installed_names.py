"""What is installed has three names, and what others call theirs does no harm."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from setuptools import find_namespace_packages

ROOT = Path(__file__).resolve().parent.parent
NAMES = ("render", "export", "stage", "figure", "commands", "files", "studio", "decks", "lectures", "cli")
"""Names of packages that others have, on PyPI or in a folder of their own."""


def test_the_installed_top_level_names_are_three():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    chosen = project["tool"]["setuptools"]
    assert "py-modules" not in chosen
    packages = find_namespace_packages(str(ROOT), include=chosen["packages"]["find"]["include"])
    assert {name.partition(".")[0] for name in packages} == {"hillside", "mathcore", "scenes"}
    assert {"hillside.cli", "hillside.stage.lettering", "mathcore", "scenes.tangent"} <= set(packages)


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """A folder with modules and packages of the same names that break whoever imports them."""
    (tmp_path / "site").mkdir()
    for name in NAMES:
        (tmp_path / f"{name}.py").write_text("raise RuntimeError('this is not ours')\n")
        (tmp_path / "site" / name).mkdir()
        (tmp_path / "site" / name / "__init__.py").write_text("raise RuntimeError('this is not ours')\n")
    return tmp_path


def run(
    folder: Path, code: str, *words: str, own_folder_first: bool = True
) -> subprocess.CompletedProcess[str]:
    """Run Python in a folder, with the foreign packages installed before ours."""
    path = os.pathsep.join([str(folder / "site"), str(ROOT)])
    flags = [] if own_folder_first else ["-P"]
    return subprocess.run(
        [sys.executable, *flags, "-c", code, *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
    )


PROGRAM = "from hillside.cli.main import main; main()"


def test_commands_work_beside_foreign_packages_and_files(foreign: Path):
    listed = run(foreign, PROGRAM, "list")
    assert (listed.returncode, listed.stderr) == (0, "")
    assert "tangent" in listed.stdout
    drawn = run(foreign, PROGRAM, "still", "tangent", "--size", "192x108", "-o", "a.png")
    assert (drawn.returncode, drawn.stdout) == (0, "a.png\n"), drawn.stderr
    assert (foreign / "a.png").stat().st_size > 1000


def test_notebooks_work_beside_foreign_packages_and_files(foreign: Path):
    code = "from hillside import figure; print(figure('tangent', quality='draft').alt)"
    shown = run(foreign, code)
    assert shown.returncode == 0, shown.stderr
    assert "slope 1.25" in shown.stdout


def test_a_folder_of_scenes_does_no_harm(tmp_path: Path):
    (tmp_path / "scenes" / "intro").mkdir(parents=True)
    (tmp_path / "scenes" / "intro.py").write_text("raise RuntimeError('this is not ours')\n")
    assert "tangent" in run(tmp_path, PROGRAM, "list").stdout


def test_a_file_of_scenes_does_no_harm_to_the_installed_program(tmp_path: Path):
    """The script `hillside` does not look for modules in the current folder, as Python with -P does not."""
    (tmp_path / "scenes.py").write_text("raise RuntimeError('this is not ours')\n")
    listed = run(tmp_path, PROGRAM, "list", own_folder_first=False)
    assert "tangent" in listed.stdout, listed.stderr


def test_where_python_prefers_the_current_folder_a_file_of_scenes_is_named(tmp_path: Path):
    (tmp_path / "scenes.py").write_text("raise RuntimeError('this is not ours')\n")
    code = "from hillside import figure; figure('tangent')"
    shown = run(tmp_path, code)
    assert "scenes.py hides the package scenes that holds the figures; rename it" in shown.stderr
    assert "this is not ours" not in shown.stderr


def test_the_package_documents_figure_without_loading_manim():
    code = (
        "import sys, hillside; print('figure' in dir(hillside), {'manim', 'numpy'} & set(sys.modules));"
        "help(hillside)"
    )
    said = run(ROOT, code).stdout
    assert said.startswith("True set()\n")
    assert 'figure("tangent", function="x^2", at=1)' in said
    assert "theme: `light`, `dark`, `print` or a file" in said
