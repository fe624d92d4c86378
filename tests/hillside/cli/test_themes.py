"""Themes, backgrounds and the projector preview from the command line and the lecture file."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result
from PIL import Image

import render
from hillside.lectures.lecture import read_lecture
from hillside.lectures.outputs import Overrides, outputs_of
from hillside.stage.look.background import matched
from hillside.stage.look.theme import THEMES

Run = Callable[..., Result]

LECTURE = """title = "Slopes"
theme = "mine.toml"
background = "#0b2545"
[[figure]]
id = "one"
figure = "slope"
outputs = ["png"]
"""
MINE = '[colors]\ncurve = "#5a189a"\n'


@pytest.fixture
def run(figures: Path, camera: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run the command line in a folder with a theme, with stand-ins for the figures and the camera."""
    folder = tmp_path / "here"
    folder.mkdir()
    (folder / "mine.toml").write_text(MINE)
    monkeypatch.chdir(folder)
    return lambda *words: CliRunner().invoke(render.main, [str(word) for word in words])


def colors(file: str = "slope.png") -> dict[str, str]:
    return json.loads(Path(file).read_text())["theme"]["colors"]


def test_a_built_in_theme_is_given_by_name(run: Run):
    assert run("still", "slope", "--theme", "dark").exit_code == 0
    assert colors() == THEMES["dark"].colors()


def test_a_custom_theme_is_given_by_file(run: Run):
    assert run("still", "slope", "--theme", "mine.toml").exit_code == 0
    assert colors() == {**THEMES["light"].colors(), "curve": "#5a189a"}


@pytest.mark.parametrize("written", ["#0b2545", "0B2545", " #0B2545"])
def test_a_background_is_matched_however_it_is_written(run: Run, written: str):
    assert run("still", "slope", "--background", written).exit_code == 0
    assert colors() == matched(THEMES["light"], "#0b2545").colors()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--theme", "zebra"), 'there is no theme "zebra"; the themes are light, dark, print'),
        (("--background", "blu"), 'background "blu" is not a color; did you mean "blue"? Or write #rrggbb'),
        (("--background", "777777"), "on the background #777777 colors cannot be readable"),
        (("--preview-projector", "-o", "a.svg"), "--preview-projector looks at pixels, and .svg has none"),
    ],
)
def test_an_impossible_look_is_refused_before_anything_is_drawn(
    run: Run, words: tuple[str, ...], message: str
):
    result = run("still", "slope", *words)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"Error: {message}")
    assert [path.name for path in Path().iterdir()] == ["mine.toml"]


def test_a_film_has_no_projector_preview(run: Run):
    assert "there is no option --preview-projector" in run("film", "slope", "--preview-projector").stderr


def test_the_key_depends_on_the_content_of_a_theme_and_not_on_its_file(run: Run):
    def known(theme: str) -> str:
        return json.loads(run("still", "slope", "--theme", theme, "--json").stdout)["key"]

    first = known("mine.toml")
    Path("other").mkdir()
    Path("other/copy.toml").write_text(f"# The same in other words.\n{MINE}")
    assert known("other/copy.toml") == first
    Path("mine.toml").write_text(MINE.replace("5a189a", "5a189b"))
    assert known("mine.toml") != first


def test_the_theme_file_of_a_lecture_is_relative_to_it_and_its_background_applies(run: Run):
    Path("course").mkdir()
    Path("course/lecture.toml").write_text(LECTURE)
    Path("course/mine.toml").write_text('[colors]\nslope = "#a4133c"\n')
    lecture = read_lecture(Path("course/lecture.toml"))
    (output,) = outputs_of(lecture)
    assert output.job.theme.paper == "#0b2545"
    (lighter,) = outputs_of(lecture, overrides=Overrides(background="#ffffff"))
    assert lighter.job.theme.slope == "#a4133c"
    (given,) = outputs_of(lecture, overrides=Overrides(theme="mine.toml", background="ffffff"))
    assert given.job.theme.curve == "#5a189a"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            '"mine.toml"',
            '"drak"',
            "lecture.toml:2: theme = 'drak' is not one of light, dark, print or a file",
        ),
        ('"#0b2545"', '"nvy"', "lecture.toml:3: background = 'nvy' is not a color such as #0b2545"),
        ('"#0b2545"', '"#777777"', "lecture.toml:3: on the background #777777 colors cannot be"),
    ],
)
def test_an_impossible_theme_in_a_lecture_is_refused_with_its_line(
    run: Run, old: str, new: str, message: str
):
    Path("lecture.toml").write_text(LECTURE.replace(old, new))
    result = run("build", "lecture.toml")
    assert result.exit_code == 2
    assert message in result.stderr


def test_an_error_of_the_command_line_names_no_line_of_the_lecture(run: Run):
    Path("lecture.toml").write_text(LECTURE)
    result = run("build", "lecture.toml", "--theme", "zebra")
    assert result.stderr.startswith('Error: there is no theme "zebra"')
    result = run("build", "lecture.toml", "--background", "blu")
    assert result.stderr.startswith('Error: background "blu" is not a color')


def test_changing_a_theme_file_makes_the_outputs_of_a_lecture_out_of_date(run: Run):
    Path("lecture.toml").write_text(LECTURE)
    lecture = read_lecture(Path("lecture.toml"))
    (before,), (again,) = outputs_of(lecture), outputs_of(lecture)
    assert before.key == again.key
    Path("mine.toml").write_text(MINE + 'slope = "#a4133c"\n')
    (after,) = outputs_of(lecture)
    assert after.key != before.key


def test_the_projector_preview_is_written_beside_the_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """With the real figure, small: white paper stays white, and everything on it fades."""
    monkeypatch.chdir(tmp_path)
    words = ["still", "tangent", "--size", "320x180", "--preview-projector", "-o", "a.png", "--json"]
    result = CliRunner().invoke(render.main, words)
    assert json.loads(result.stdout)["files"] == ["a.png", "a.projector.png"]
    with Image.open("a.png") as picture, Image.open("a.projector.png") as seen:
        assert seen.size == picture.size
        assert np.asarray(seen).min() > np.asarray(picture).min() + 60
        assert np.asarray(seen).max() == 255
