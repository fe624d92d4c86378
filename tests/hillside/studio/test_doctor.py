import sys
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from unittest.mock import ANY

import pytest
from click.testing import CliRunner

import render
from hillside.studio import doctor
from hillside.studio.doctor import examine, satisfies


@pytest.fixture(autouse=True)
def whole(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not look for all files of the program, which takes a moment, except in the test of that."""
    if "file_of_the_program" not in request.node.name:
        monkeypatch.setattr(doctor, "missing_files", tuple)


def of(name: str) -> doctor.Check:
    (found,) = [check for check in examine() if check.name == name]
    return found


@pytest.mark.parametrize(
    ("found", "rule", "holds"),
    [
        ("0.22.0", ">=0.22,<0.23", True),
        ("0.23", ">=0.22,<0.23", False),
        ("2.10.1", ">=2.9", True),
        ("12.3.0rc1", "<13,>=11", True),
        ("2", "==2.0", True),
        ("2.0.1", "!=2.0.1", False),
        ("3.11.7", ">3.11", True),
        ("3.11", "<=3.10", False),
        ("1.0", "", True),
    ],
)
def test_versions_are_compared_as_numbers(found: str, rule: str, holds: bool):
    assert satisfies(found, rule) is holds


def test_a_missing_package_comes_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch):
    def version(name: str) -> str:
        if name == "manim":
            raise PackageNotFoundError(name)
        return "99"

    monkeypatch.setattr(doctor, "version", version)
    assert not of("manim").ok
    assert of("manim").found == "not installed (needs <0.23,>=0.22)"
    assert of("manim").mend == f"{sys.executable} -m pip install 'manim[typst]<0.23,>=0.22'"
    assert not of("pillow").ok
    assert of("pillow").found.startswith("99 (needs ")


def test_a_missing_installation_is_reported(monkeypatch: pytest.MonkeyPatch):
    def requires(name: str) -> list[str]:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(doctor, "requires", requires)
    assert of("hillside").mend == f"{sys.executable} -m pip install -e {Path(render.__file__).parent}"


@pytest.mark.parametrize(
    ("library", "name", "mend"),
    [("cairo", "drawing", "pycairo manimpango"), ("typst", "typesetting", "typst"), ("av", "film", "av")],
)
def test_a_library_that_does_not_load_is_reported(
    monkeypatch: pytest.MonkeyPatch, library: str, name: str, mend: str
):
    monkeypatch.setitem(sys.modules, library, None)
    assert not of(name).ok
    assert library in of(name).found
    assert mend in of(name).mend


PACKAGES = {"numpy": "numpy", "manim": "manim", "click": "click", "babel": "babel", "PIL": "pillow"}
LIBRARIES = {
    "cairo": "drawing",
    "manimpango": "drawing",
    "typst": "vector",
    "av": "film",
    "PIL.features": "pixels",
}


@pytest.mark.parametrize(("module", "name"), [*PACKAGES.items(), *LIBRARIES.items()])
def test_each_thing_that_does_not_load_is_reported_with_a_remedy(
    monkeypatch: pytest.MonkeyPatch, module: str, name: str
):
    monkeypatch.setitem(sys.modules, module, None)
    found = of(name)
    assert not found.ok
    assert module in found.found
    assert "install" in found.mend


@pytest.mark.parametrize("font", [path.name for path in doctor.FONTS.glob("*.ttf")])
def test_each_missing_font_is_reported_by_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, font: str):
    for path in doctor.FONTS.glob("*.ttf"):
        if path.name != font:
            (tmp_path / path.name).symlink_to(path)
    monkeypatch.setattr(doctor, "FONTS", tmp_path)
    assert (of("fonts").ok, of("fonts").found) == (False, f"there is no {font} in {tmp_path}")
    assert "git" in of("fonts").mend or "--force-reinstall" in of("fonts").mend


def test_a_missing_catalog_is_reported(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    there = doctor.catalog_path
    monkeypatch.setattr(doctor, "catalog_path", lambda code: tmp_path / code if code == "hi" else there(code))  # pyright: ignore
    assert (of("languages").ok, of("languages").found) == (False, "there is no catalog for hi")


def test_a_file_of_the_program_that_is_missing_is_reported_with_the_command_that_brings_it_back(
    monkeypatch: pytest.MonkeyPatch,
):
    assert of("program files") == doctor.Check("program files", True, "all are there", ANY)
    gone = ("scenes/guide/scene.py", "a.py", "b.py", "c.py")
    monkeypatch.setattr(doctor, "missing_files", lambda: gone)
    found = of("program files")
    assert (found.ok, found.found) == (False, "there is no scenes/guide/scene.py, a.py, b.py and 1 more")
    assert found.mend.endswith("hillside" if not (doctor.ROOT / ".git").exists() else " ".join(gone))


def test_a_missing_pip_is_reported_before_what_is_installed_with_it(monkeypatch: pytest.MonkeyPatch):
    there = doctor.version

    def version(name: str) -> str:
        if name == "pip":
            raise PackageNotFoundError(name)
        return there(name)

    monkeypatch.setattr(doctor, "version", version)
    names = [check.name for check in examine()]
    assert names.index("Python") + 1 == names.index("pip") < names.index("drawing") < names.index("manim")
    assert of("pip").mend.endswith("-m ensurepip")


def test_no_place_for_temporary_files_is_reported(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "none"))
    assert not of("temporary folder").ok
    assert "TMPDIR" in of("temporary folder").mend


def test_a_deleted_folder_is_reported(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert (of("this folder").ok, of("this folder").mend) == (False, 'cd "$HOME"')


def test_an_old_python_is_reported(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(doctor.platform, "python_version", lambda: "3.10.4")
    assert not of("Python").ok


def test_the_command_exits_1_and_prints_the_remedy_if_something_is_missing(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "av", None)
    result = CliRunner().invoke(render.main, ["doctor"])
    assert result.exit_code == 1
    assert "MISSING  film" in result.stdout
    assert f"mend with: {sys.executable} -m pip install --force-reinstall av" in result.stdout
    assert "ok       numpy" in result.stdout


def test_the_encoders_checked_are_those_used_for_writing():
    from hillside.files.formats import format_of
    from hillside.files.video import MOV, MP4, WEBM

    for suffix, coding in {".mp4": MP4, ".webm": WEBM, ".mov": MOV}.items():
        assert format_of(suffix).encoder == coding.encoder
    assert MP4.captions == doctor.CAPTIONS


def test_a_pillow_without_webp_is_reported(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("PIL.features.check", lambda name: False)
    assert not of("pixels").ok
    assert "without WebP" in of("pixels").found
