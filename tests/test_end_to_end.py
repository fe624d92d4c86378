"""The real figures through the real command line: what is typed, what is printed, what lies on the disk."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import av
import pytest
from click.testing import CliRunner, Result
from PIL import Image

import render
from hillside.studio.catalogue import names
from tests.command_line import LECTURE, PROGRAM, start


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run the command line in this process, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(render.main, [str(word) for word in words])


@pytest.mark.parametrize("figure", names())
def test_a_still_has_the_requested_size(run: Callable[..., Result], figure: str):
    assert run("still", figure, "--size", "256x144").stdout == f"{figure}.png\n"
    with Image.open(f"{figure}.png") as picture:
        assert picture.size == (256, 144)
        assert len(picture.convert("L").getcolors(256) or []) > 2
    assert run("still", figure, "-o", "a.svg").stdout == "a.svg\n"
    assert Path("a.svg").read_text().startswith("<svg ") or "<svg " in Path("a.svg").read_text()


def test_a_film_comes_with_its_poster_and_captions(run: Callable[..., Result]):
    result = run("film", "tangent", "--size", "256x144", "--fps", "4", "--json", "-o", "a.mp4")
    answer = json.loads(result.stdout)
    assert [Path(file).name for file in answer["files"]] == ["a.mp4", "a.poster.png", "a.vtt"]
    with av.open("a.mp4") as film:
        video = film.streams.video[0]
        assert (video.width, video.height, video.average_rate) == (256, 144, 4)
    assert sorted(path.name for path in Path().iterdir()) == ["a.mp4", "a.poster.png", "a.vtt"]
    captions = Path("a.vtt").read_text()
    assert captions.startswith("WEBVTT")
    assert all(clip["say"] in captions for clip in answer["clips"])


def test_custom_words_appear_on_the_picture(run: Callable[..., Result]):
    answer = json.loads(run("still", "tangent", "--function", "sin(x) + x/3", "--at", "2", "--json").stdout)
    assert dict(answer["job"]["params"])["function"] == "sin(x) + x/3"
    assert answer["facts"]["slope"] == pytest.approx(-0.41614683654714 + 1 / 3)


@pytest.mark.parametrize(
    ("words", "option", "message"),
    [
        (("--function", "1/x", "--at", "0"), "--at", "pole"),
        (("--function", "floor(x)", "--at", "1"), "--at", "jumps"),
        (("--function", "sqrt(x)", "--at", "-1"), "--at", "undefined"),
        (("--function", "x^2", "--at", "5", "--window", "-1:1"), "--at", "window"),
        (("--function", "sinn(x)"), "--function", "did you mean"),
        (("--function", "x + y"), "--function", "y has no value"),
        (("--function", "x +"), "--function", "\n  x +\n     ^"),
        (("--function", ""), "--function", "x^2"),
        (("--function", "__import__('os').system('touch hacked')"), "--function", "^"),
        (("--function", "x" * 100_000), "--function", ""),
        (("--at", "nan"), "--at", "not a finite number"),
        (("--window", "2:1"), "--window", "upward"),
        (("--window", "1e308:-1e308"), "--window", "upward"),
    ],
)
def test_a_bad_function_or_point_is_refused_with_its_option(
    run: Callable[..., Result], words: tuple[str, ...], option: str, message: str
):
    result = run("still", "tangent", *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"\nError: {option}: " in f"\n{result.stderr}"
    assert message in result.stderr
    assert max(map(len, result.stderr.splitlines())) < 400
    assert list(Path().iterdir()) == []


def test_a_build_draws_what_it_can_and_reports_the_rest(tmp_path: Path):
    (tmp_path / "talk.toml").write_text(LECTURE)
    first = start("build", "talk.toml", folder=tmp_path)
    out, err = first.communicate(timeout=120)
    assert first.returncode == 1
    made = ["good.png", "good.svg", "good.transcript.txt", "handout.pdf", "index.html", "steps.pdf"]
    assert sorted(out.split()) == [f"out/talk/{name}" for name in made]
    assert "Failed: bad.png: talk.toml:11: at: 1/x has no tangent" in err
    assert "Failed: bad.transcript.txt: talk.toml:11: at: 1/x has no tangent" in err
    assert "8 outputs in out/talk: 6 drawn, 0 unchanged, 2 failed" in err
    assert ">Not drawn: bad<" in (tmp_path / "out/talk/index.html").read_text()

    (tmp_path / "talk.toml").write_text(LECTURE.replace("at = 0", "at = 1"))
    second = start("build", "talk.toml", "--json", folder=tmp_path)
    out, err = second.communicate(timeout=120)
    answer = json.loads(out)
    assert (second.returncode, answer["drawn"], answer["unchanged"]) == (
        0,
        ["bad.png", "bad.transcript.txt", "index.html", "handout.pdf", "steps.pdf"],
        ["good.png", "good.svg", "good.transcript.txt"],
    )
    assert "Not drawn" not in (tmp_path / "out/talk/index.html").read_text()


def test_an_up_to_date_lecture_is_left_alone_without_loading_manim(
    run: Callable[..., Result], tmp_path: Path
):
    (tmp_path / "talk.toml").write_text(LECTURE.replace("at = 0", "at = 1"))
    assert run("build", "talk.toml", "-j", "2").exit_code == 0
    times = {path: path.stat().st_mtime_ns for path in (tmp_path / "out/talk").iterdir()}
    code = (
        "import sys, render\n"
        "try:\n    render.main(['build', 'talk.toml'])\n"
        "except SystemExit as end:\n    assert not end.code\n"
        "assert not {'manim', 'numpy'} & set(sys.modules)"
    )
    env = {**os.environ, "PYTHONPATH": str(PROGRAM.parent)}
    again = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=env, capture_output=True, text=True
    )
    assert (again.returncode, again.stdout) == (0, "")
    assert "8 outputs in out/talk: 0 drawn, 8 unchanged, 0 failed" in again.stderr
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out/talk").iterdir()} == times


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('figure = "tangent"', 'figure = "tangnt"', "talk.toml:7: figure = 'tangnt' is not one of"),
        ("at = 0", "att = 0", 'talk.toml:11: att: no such parameter here; did you mean "at"?'),
        ('"1/x"', '"1/"', "talk.toml:10: function: "),
        ("[figure.params]", "[figure.parms]", 'talk.toml:9: unknown key "parms"; did you mean "params"?'),
    ],
)
def test_a_wrong_lecture_file_is_refused_before_anything_is_drawn(
    run: Callable[..., Result], tmp_path: Path, old: str, new: str, message: str
):
    (tmp_path / "talk.toml").write_text(LECTURE.replace(old, new, 1))
    result = run("build", "talk.toml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"Error: {message}")
    assert [path.name for path in tmp_path.iterdir()] == ["talk.toml"]


def test_a_dry_run_names_what_would_be_drawn_and_draws_nothing(run: Callable[..., Result], tmp_path: Path):
    (tmp_path / "talk.toml").write_text(LECTURE)
    result = run("build", "talk.toml", "--dry-run", "--only", "good", "--to", "slides")
    names = ("good.png", "good.svg", "good.transcript.txt", "index.html", "handout.pdf", "steps.pdf")
    assert result.stdout.split() == [f"slides/{name}" for name in names]
    assert [path.name for path in tmp_path.iterdir()] == ["talk.toml"]
