"""The command `check`: each kind of fault is planted in a built lecture, and is found."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import render
from tests.command_line import PROGRAM

LECTURE = """\
title = "Slopes"
size = "320x180"
fps = 5

[[figure]]
id = "slope"
figure = "tangent"
outputs = ["png", "mp4"]
[figure.params]
at = 1.5
"""
Check = Callable[..., tuple[int, dict[str, Any]]]


def program(*words: object, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the command line as a program of its own."""
    command = [sys.executable, str(PROGRAM), *map(str, words)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300)


def invoked(*words: object) -> Result:
    """Run the command line in this process, where manim is imported already."""
    return CliRunner().invoke(render.main, ["check", *map(str, words), "--random", "0"])


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    (folder / "talk.toml").write_text(LECTURE)
    made = program("build", "talk.toml", "--to", "out", folder=folder)
    assert made.returncode == 0, made.stderr
    return folder


@pytest.fixture
def folder(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the built lecture, to be tampered with; the current folder."""
    copy = Path(shutil.copytree(built, tmp_path / "here"))
    monkeypatch.chdir(copy)
    return copy


@pytest.fixture
def check(folder: Path) -> Check:
    """Check the outputs, and return the exit code and the kinds of what was found by file or part."""

    def run(*words: object, what: str = "out") -> tuple[int, dict[str, Any]]:
        done = invoked(what, "--json", *words)
        assert done.stdout, done.stderr
        found = [each for verdict in json.loads(done.stdout) for each in verdict["findings"] if each["fault"]]
        return done.exit_code, {each["part"]: each["kind"] for each in found}

    return run


def test_how_a_formula_is_read_is_told_and_in_the_document(folder: Path):
    Path("sine.toml").write_text(LECTURE.replace("at = 1.5", 'function = "x sinx"\nat = 1.5'))
    for what, place in (
        (["tangent", "--function", "x sinx"], "--function"),
        (["sine.toml"], "sine.toml:10: function"),
    ):
        done = invoked(*what, "--json")
        assert f"{place} is read as f(x) = x*sin(x)\n" in done.stderr
        assert json.loads(done.stdout)[0]["formulas"]["function"]["text"] == "x*sin(x)"
    assert "is read as" not in invoked("out").stderr


def test_a_fresh_build_has_no_faults(built: Path):
    done = program("check", "out", "--random", 0, folder=built)
    assert (done.returncode, done.stdout) == (0, "slope: nothing found\nthe files: nothing found\n")


def test_a_lecture_file_is_checked_with_its_folder(check: Check):
    assert check("--to", "out", what="talk.toml") == (0, {})


def test_an_output_that_was_never_built_is_out_of_date(check: Check):
    code, found = check("--to", "elsewhere", what="talk.toml")
    assert code == 1
    assert {"slope.png": "out of date", "slope.mp4": "out of date"}.items() <= found.items()


def test_a_lecture_changed_since_its_build_is_out_of_date(folder: Path, check: Check):
    (folder / "talk.toml").write_text(LECTURE.replace("at = 1.5", "at = 0.5"))
    code, found = check("--to", "out", what="talk.toml")
    assert (code, found["slope.png"]) == (1, "out of date")


def test_each_fault_of_a_file_is_reported_once_and_no_other(folder: Path):
    out = folder / "out"
    with (out / "slope.png").open("ab") as picture:
        picture.write(b"more")
    for name in ("slope.transcript.txt", "slope.alt.txt"):
        (out / name).unlink()
    for name, old, new in (
        ("slope.vtt", "Pick a point on it.", "Pick one."),
        ("slope.srt", "is 1.25.", "is 1.25. Really 1.87."),
    ):
        told = (out / name).read_text()
        assert old in told
        (out / name).write_text(told.replace(old, new))
    done = invoked("out", "--budget", "1kB", "--json")
    found = [each for verdict in json.loads(done.stdout) for each in verdict["findings"] if each["fault"]]
    assert done.exit_code == 1
    assert sorted((each["part"], each["kind"]) for each in found) == [
        ("slope.alt.txt", "hard to access"),
        ("slope.alt.txt", "out of date"),
        ("slope.mp4", "file too large"),
        ("slope.png", "file too large"),
        ("slope.png", "out of date"),
        ("slope.srt", "hard to access"),
        ("slope.srt", "number untrue"),
        ("slope.srt", "out of date"),
        ("slope.srt", "said untruly"),
        ("slope.transcript.txt", "hard to access"),
        ("slope.transcript.txt", "out of date"),
        ("slope.vtt", "hard to access"),
        ("slope.vtt", "out of date"),
        ("slope.vtt", "said untruly"),
    ]
    told = {each["what"] for each in found}
    assert 'tells "1.87", which is none of its facts' in told
    assert "does not say “Pick a point on it.”" in told


def test_a_folder_without_any_captions_is_reported(folder: Path, check: Check):
    names = ("slope.vtt", "slope.srt")
    for name in names:
        (folder / "out" / name).unlink()
    assert check() == (1, dict.fromkeys(names, "hard to access"))


def test_a_figure_is_checked_by_its_name(folder: Path):
    good = invoked("tangent", "--at", 2)
    assert (good.exit_code, good.stdout) == (0, "tangent: nothing found\n")
    long = "Derivative = Slope of the Tangent Line " * 8
    bad = invoked("tangent", "--label", long, "--size", "1:1", "--show", "wrong")
    assert bad.exit_code == 1
    assert "label left out: callout" in bad.stdout
    assert [file.name for file in (folder / "wrong").iterdir()] == ["tangent.png"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["tangnet"], 'did you mean "tangent"?'),
        (["."], "holds no manifest.json of ours"),
        (["none.toml"], "cannot read none.toml"),
        (["tangent", "--at", "x"], "at"),
    ],
)
def test_a_path_that_cannot_be_checked_is_refused(folder: Path, words: list[str], message: str):
    done = invoked(*words)
    assert done.exit_code in (1, 2)
    assert message in done.stderr
    assert "Traceback" not in done.output
    assert done.stdout == ""


def test_no_parameter_of_a_figure_hides_an_option_of_check():
    from click import Context

    from hillside.cli.check_command import check
    from hillside.studio.catalogue import names

    for name in names():
        command = check.get_command(Context(check), name)
        assert command is not None
        flags = [flag for option in command.params for flag in option.opts]
        assert sorted(flags) == sorted(set(flags)), name
