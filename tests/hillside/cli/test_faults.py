"""What goes wrong on the command line is told once, and loses nothing."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("still", "slop"), 'there is no figure "slop"; did you mean "slope"?'),
        (("still", "zebra"), 'there is no figure "zebra"; the figures are slope, two-words'),
        (("still", "slope", "--at", "2 + "), "--at: "),
        (("still", "slope", "--at", "sinn(2)"), "--at: "),
        (
            ("still", "slope", "--at", "11"),
            "--at: 11 is out of range; choose a number at least -10 and at most 10",
        ),
        (("still", "slope", "--at", "9"), "--at: there is a corner at 9; choose a point beside it"),
        (("still", "slope", "--at", "8"), "the slope at 8 is vertical; choose another point"),
        (("still", "slope", "--steps", "2.5"), '--steps: "2.5" is not a whole number; write one such as 5'),
        (("still", "slope", "-o", "a.docx"), "a.docx: the suffix .docx is not one that can be written here"),
        (("still", "slope", "-o", "a.mp4"), '"film" writes .mp4'),
        (("film", "slope", "-o", "a.png"), '"still" writes .png'),
        (("still", "slope", "-o", "a"), "a: the file name has no suffix; choose one of .png .svg"),
        (("still", "slope", "-o", "-"), "-o - would mix the picture with the answer on standard output"),
        (
            ("still", "slope", "--size", "10x10"),
            "size 10x10 is out of range; each side must have 64 to 7680 pixels",
        ),
        (
            ("still", "slope", "--size", "wide"),
            'size "wide" is not understood; did you mean "16:9"? Write WIDTHxHEIGHT',
        ),
        (("film", "slope", "--size", "641x361"), "a film needs even sides; choose 640x360"),
        (("film", "slope", "--fps", "0"), "0 frames per second is out of range; choose 1 to 120"),
        (("film", "slope", "-o", "a.gif", "--fps", "60"), "choose 1 to 50"),
        (("still", "slope", "--size", "20000x20000"), "each side must have 64 to 7680 pixels"),
        (("still", "slope", "--size", "0x0"), "size 0x0 is out of range"),
        (
            ("film", "slope", "--background", "transparent"),
            ".mp4 has no transparency; choose .webm or .mov, or give the color of the slide with",
        ),
        (
            ("film", "slope", "--budget", "8 apples"),
            'budget "8 apples" is not understood; write one such as 8MB',
        ),
        (("film", "slope", "--budget", "3B"), "a budget of 3 bytes is too small for any film"),
        (("still", "slope", "--beat", "0"), "beat 0 is out of range; the first beat is 1"),
        (
            ("still", "slope", "--beat", "1", "--moment", "2"),
            "a beat and a moment are both given; choose one",
        ),
        (("still", "slope", "--moment", "-1"), "moment -1 is out of range; give seconds from 0 on"),
        (("still", "slope", "--moment", "inf"), "moment inf is out of range"),
        (
            ("film", "slope", "--beat", "1", "--by-beat"),
            "--by-beat makes a clip of each beat, and --beat of one",
        ),
        (("still", "slope", "--att", "2"), "there is no option --att; did you mean --at?"),
        (("still", "slope", "--theme", "drak"), 'there is no theme "drak"; did you mean "dark"?'),
        (("still", "slope", "surplus"), "unexpected extra argument"),
        (("build", "none.toml", "--only", "a"), "cannot read none.toml: No such file or directory"),
    ],
)
def test_a_usage_error_is_reported_once_and_writes_nothing(run: Run, words: tuple[str, ...], message: str):
    result = run(*words)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stderr.count("Error: ") == 1
    assert "Traceback" not in result.stderr
    assert result.stdout == ""
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("still", "slop"), 2, 'there is no figure "slop"'),
        (("still", "slope", "--att", "2"), 2, "there is no option --att; did you mean --at?"),
        (("still", "slope", "--at", "2 + "), 2, "--at: "),
        (("still", "slope", "--at", "9"), 2, "there is a corner at 9"),
        (("still", "slope", "--at", "5"), 1, "the encoder stopped"),
        (("still", "slope", "--at", "6"), 130, "Stopped"),
        (("still", "slope", "--at", "7"), 1, "seven"),
        (("build", "none.toml"), 2, "cannot read none.toml"),
        (("whatis", "none.png"), 2, "none.png"),
        (("check", "zebra"), 2, "zebra"),
    ],
)
def test_an_error_is_one_document_where_json_is_asked_for(
    run: Run, words: tuple[str, ...], code: int, message: str
):
    result = run(*words, "--json")
    answer = json.loads(result.stdout)
    assert answer.keys() == {"error", "exit_code"}
    assert message in answer["error"]
    assert result.exit_code == answer["exit_code"] == code
    assert message in result.stderr
    assert run(*words).stdout == ""


def test_an_error_in_an_expression_has_a_caret_under_it(run: Run):
    lines = run("still", "slope", "--at", "2 + sinn(2)").stderr.splitlines()
    assert lines[0].startswith("Error: --at: ")
    assert lines[1:] == ["  2 + sinn(2)", "      ^"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ("-o", "none/a.png"),
            "cannot write none/a.png: there is no folder none; make it with: mkdir -p none",
        ),
        (("-o", "folder.png"), "cannot write folder.png: it is a folder"),
        (("--at", "5"), "the encoder stopped"),
        (("--at", "7"), "RuntimeError: seven; this is a fault of the program, and -v shows where"),
    ],
)
def test_a_failure_exits_1_and_keeps_existing_files(run: Run, words: tuple[str, ...], message: str):
    Path("folder.png").mkdir()
    Path("slope.png").write_text("old")
    result = run("still", "slope", *words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"Error: {message}")
    assert Path("slope.png").read_text() == "old"
    assert sorted(path.name for path in Path().iterdir()) == ["folder.png", "slope.png"]


@pytest.mark.parametrize(
    "words", [("-v", "still", "slope"), ("still", "-v", "slope"), ("still", "slope", "-v")]
)
def test_a_traceback_is_shown_if_verbose_is_given_anywhere(run: Run, words: tuple[str, ...]):
    result = run(*words, "--at", "7")
    assert "Traceback" in result.stderr
    assert result.stderr.splitlines()[-1].startswith("Error: RuntimeError: seven")


def test_ctrl_c_exits_130_and_leaves_no_partial_file(run: Run):
    Path("slope.png").write_text("old")
    result = run("still", "slope", "--at", "6")
    assert result.exit_code == 130
    assert result.stderr == "Stopped. What is finished is kept; the rest can be asked for again.\n"
    assert Path("slope.png").read_text() == "old"
    assert len(list(Path().iterdir())) == 1
