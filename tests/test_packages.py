"""The wheel and the source distribution, whole and installed in environments of their own.

The dependencies are those of the environment of the tests, so nothing is said here about how they resolve.
"""

import os
import shlex
import subprocess
import tarfile
import venv
import zipfile
from email.parser import Parser
from pathlib import Path
from site import getsitepackages

import pytest

ROOT = Path(__file__).resolve().parents[1]
BUILD = "from setuptools import build_meta as b; b.build_sdist({0!r}); b.build_wheel({0!r})"
TRACKED = subprocess.run(
    ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
).stdout.split()


def run(words: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a program in a folder, without what the environment says about Python."""
    surroundings = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_"))
    }
    return subprocess.run(
        words, cwd=folder, env=surroundings, capture_output=True, text=True, timeout=300, check=False
    )


@pytest.fixture(scope="module")
def builder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the Python of an environment with the build system that pyproject.toml asks for."""
    folder = tmp_path_factory.mktemp("builder")
    venv.create(folder / "env", with_pip=True)
    python = folder / "env" / "bin" / "python"
    done = run([str(python), "-m", "pip", "install", "--quiet", "setuptools>=77,<90"], folder)
    if done.returncode and not os.environ.get("CI"):
        pytest.skip("the build system cannot be installed here, perhaps for want of a network")
    assert done.returncode == 0, done.stderr
    return python


@pytest.fixture(scope="module")
def packages(builder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Build the wheel and the source distribution from a copy of what is tracked, and give their files."""
    if not TRACKED:
        pytest.skip("this is no clone, so nobody knows which files belong to it")
    copy, made = tmp_path_factory.mktemp("copy"), tmp_path_factory.mktemp("made")
    for name in TRACKED:
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            (copy / name).write_bytes((ROOT / name).read_bytes())
    done = run([str(builder), "-c", BUILD.format(str(made))], copy)
    assert done.returncode == 0, done.stderr[-2000:]
    (wheel,), (source,) = made.glob("*.whl"), made.glob("*.tar.gz")
    return wheel, source


@pytest.fixture(scope="module", params=["wheel", "source distribution"])
def hillside(
    request: pytest.FixtureRequest,
    packages: tuple[Path, Path],
    builder: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """Give the program, installed from a package beside the dependencies of this environment."""
    python = builder
    for folder in python.parents[1].glob("lib/python*/site-packages"):
        (folder / "dependencies.pth").write_text("\n".join(getsitepackages()) + "\n")
    package = packages[0] if request.param == "wheel" else packages[1]
    words = ["-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-build-isolation"]
    done = run([str(python), *words, "--force-reinstall", str(package)], tmp_path_factory.mktemp("at"))
    assert done.returncode == 0, done.stderr[-2000:]
    return python.with_name("hillside")


def test_the_installed_program_is_the_one_of_the_package(hillside: Path, tmp_path: Path):
    code = "import hillside, mathcore, scenes; print(hillside.__file__, mathcore.__file__, scenes.__path__)"
    told = run([str(hillside.with_name("python")), "-c", code], tmp_path).stdout
    assert str(ROOT) not in told
    assert told.count(str(hillside.parents[1])) == 3


def test_it_draws_and_begins_lectures(hillside: Path, tmp_path: Path):
    listed = run([str(hillside), "list"], tmp_path)
    assert "tangent" in listed.stdout, listed.stderr
    drawn = run([str(hillside), "still", "tangent", "--lang", "hi", "-o", "a.svg"], tmp_path)
    assert (drawn.returncode, drawn.stdout) == (0, "a.svg\n"), drawn.stderr
    for lecture in (ROOT / "lectures").glob("*.toml"):
        words = ["new", lecture.name, "--example", lecture.stem, "--force"]
        assert run([str(hillside), *words], tmp_path).returncode == 0
        assert (tmp_path / lecture.name).read_bytes() == lecture.read_bytes()


def test_the_wheel_has_all_code_and_data_and_the_licences(packages: tuple[Path, Path]):
    with zipfile.ZipFile(packages[0]) as wheel:
        inside = set(wheel.namelist())
        (about,) = (name for name in inside if name.endswith(".dist-info/METADATA"))
        told = Parser().parsestr(wheel.read(about).decode())
    rooms = ("hillside/", "mathcore/", "scenes/")
    expected = {name for name in TRACKED if name.startswith(rooms) and not name.endswith(".pot")}
    assert expected - inside == set()
    licences = [name for name in inside if "/licenses/" in name]
    assert len(licences) == len(told.get_all("License-File", []))
    for word in ("LICENSE", "Inter", "Noto", "Plex", "reveal/vendor"):
        assert any(word in name for name in licences), word
    assert any(name.endswith("share/hillside/lectures/what-is-a-derivative.toml") for name in inside)


def test_what_the_package_says_of_itself_is_true_where_there_is_no_checkout(packages: tuple[Path, Path]):
    with zipfile.ZipFile(packages[0]) as wheel:
        (about,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
        text = wheel.read(about).decode().partition("\n\n")[2]
    assert "hillside new talk.toml" in text
    for word in ("make lecture", "make test", ".venv", "render.py", "](docs/"):
        assert word not in text


def test_the_source_distribution_is_the_checkout(packages: tuple[Path, Path]):
    with tarfile.open(packages[1]) as archive:
        inside = {name.partition("/")[2] for name in archive.getnames()}
    left_out = {name for name in TRACKED if name not in inside}
    assert left_out <= {".gitignore", ".gitattributes", ".pre-commit-config.yaml"}


def test_the_commands_of_its_readme_are_understood_and_the_short_ones_work(hillside: Path, tmp_path: Path):
    text = (ROOT / "docs" / "package.md").read_text(encoding="utf-8")
    commands = [shlex.split(line) for line in text.splitlines() if line.startswith("hillside ")]
    assert [words[1] for words in commands] == ["list", "still", "film", "new", "build", "deck"]
    for words in commands:
        long = {"film": ["--toml"], "build": ["--dry-run"], "deck": ["--help"]}.get(words[1], [])
        done = run([str(hillside), *words[1:], *long], tmp_path)
        assert done.returncode == 0, done.stderr
    assert {"tangent.svg", "talk.toml"} <= {each.name for each in tmp_path.iterdir()}
