"""The command line as words in, words and files out; a stand-in draws, so that nothing here takes long."""

import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner, Result

import render
from mathcore import MathError
from stage.errors import Failure, ParamError
from stage.job import Job
from stage.store import key, write_whole
from stage.take import Clip, Take

Run = Callable[..., Result]


def shoot(job: Job, target: Path, report: Callable[[int, int], None] | None = None) -> Take:
    """Write the job instead of a picture of it, and fail in the ways in which a figure can."""
    at = dict(job.params)["at"]
    if at == "9":
        raise ParamError("at", "there is a corner at 9; choose a point beside it")
    if at == "8":
        raise MathError("the slope at 8 is vertical; choose another point")
    with write_whole(target) as aside:
        aside.write_text("half")
        if at == "7":
            raise RuntimeError("seven")
        if at == "6":
            raise KeyboardInterrupt
        if at == "5":
            raise Failure("the encoder stopped")
        aside.write_text(repr(job))
    clips = (Clip("Look.", 1.0, 0.0),) if job.is_film else ()
    if report is not None and job.is_film:
        report(1, 2)
        report(2, 2)
    return Take("Slope", "A slope.", job.size, {"slope": 1.5}, (target,), clips)


@pytest.fixture
def run(figures: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run the command line in an empty folder, with stand-ins for the figures and the camera."""
    camera = ModuleType("stage.shoot")
    camera.shoot = shoot  # pyright: ignore
    monkeypatch.setitem(sys.modules, "stage.shoot", camera)
    for room in ("stage", "mathcore"):
        (figures.parent / room).mkdir()
    monkeypatch.setattr("commands.drawing.key", partial(key, root=figures.parent))
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return lambda *words: CliRunner().invoke(render.main, [str(word) for word in words])


def test_the_list_names_each_figure_in_a_line(run: Run):
    result = run("list")
    assert result.stdout == "slope      Slope of a line: how steep it is\ntwo-words  Two words\n"
    assert (result.exit_code, result.stderr) == (0, "")


def test_the_list_can_be_read_by_a_program(run: Run):
    assert json.loads(run("list", "--json").stdout)[1] == {"name": "two-words", "blurb": "Two words"}


def test_a_still_prints_its_path_and_nothing_else(run: Run):
    result = run("still", "slope", "--at", "pi/2", "-o", "a.svg")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "a.svg\n", "")
    assert "1.5707963267948966" in Path("a.svg").read_text()


def test_without_a_name_the_file_is_called_like_the_figure(run: Run):
    assert run("still", "two-words").stdout == "two-words.png\n"
    assert run("film", "two-words").stdout == "two-words.mp4\n"
    assert sorted(path.name for path in Path().iterdir()) == ["two-words.mp4", "two-words.png"]


def test_a_film_reports_on_standard_error(run: Run):
    result = run("film", "slope", "-o", "a.mp4")
    assert result.stdout == "a.mp4\n"
    assert result.stderr == "a.mp4: 2 of 2 frames\n"


def test_json_is_one_document_with_all_that_was_made(run: Run):
    result = run("film", "slope", "--json", "--quality", "draft", "--at", "-2", "-o", "a.mp4")
    assert result.stderr == "a.mp4: 2 of 2 frames\n"
    answer = json.loads(result.stdout)
    assert (answer["path"], answer["title"], answer["alt"]) == ("a.mp4", "Slope", "A slope.")
    assert answer["size"] == {"width": 854, "height": 480}
    assert answer["job"]["params"] == [["at", "-2"], ["steps", "3"]]
    assert answer["clips"] == [{"say": "Look.", "seconds": 1.0, "start": 0.0}]
    assert len(answer["key"]) == 64


def test_the_options_of_a_figure_are_its_declared_parameters(run: Run):
    text = " ".join(run("still", "slope", "--help").stdout.split())
    assert "--at NUMBER where it is measured [default: 1.5; at least -10 and at most 10]" in text
    assert "--steps WHOLE NUMBER how many steps [default: 3; at least 0]" in text
    assert "--fps" not in text
    assert "--fps" in run("film", "slope", "--help").stdout


def test_the_help_of_a_group_lists_the_figures(run: Run):
    text = run("film", "--help").stdout
    assert "film FIGURE [OPTIONS]" in text
    assert "two-words  Two words" in text


def test_sizes_themes_and_rates_reach_the_job(run: Run):
    run("film", "slope", "-o", "a.mp4", "--size", "640x360", "--theme", "print", "--fps", "24")
    text = Path("a.mp4").read_text()
    assert "Size(width=640, height=360)" in text
    assert "name='print'" in text
    assert "fps=24" in text


def test_an_old_file_is_replaced(run: Run):
    Path("a.png").write_text("old")
    assert run("still", "slope", "-o", "a.png").exit_code == 0
    assert "Job(" in Path("a.png").read_text()


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
        (("still", "slope", "--size", "wide"), 'size "wide" is not understood; write WIDTHxHEIGHT'),
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
        (("still", "slope", "--att", "2"), "No such option '--att'"),
        (("still", "slope", "--theme", "drak"), 'there is no theme "drak"; did you mean "dark"?'),
        (("still", "slope", "surplus"), "unexpected extra argument"),
        (("build", "none.toml", "--only", "a"), "cannot read none.toml: No such file or directory"),
    ],
)
def test_misuse_is_told_once_and_writes_nothing(run: Run, words: tuple[str, ...], message: str):
    result = run(*words)
    assert result.exit_code == (1 if words[0] == "build" else 2)
    assert message in result.stderr
    assert result.stderr.count("Error: ") == 1
    assert "Traceback" not in result.stderr
    assert result.stdout == ""
    assert list(Path().iterdir()) == []


def test_a_fault_in_an_expression_has_a_caret_under_it(run: Run):
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
def test_the_worlds_fault_exits_1_and_loses_nothing(run: Run, words: tuple[str, ...], message: str):
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
def test_a_traceback_is_shown_when_asked_for_anywhere(run: Run, words: tuple[str, ...]):
    result = run(*words, "--at", "7")
    assert "Traceback" in result.stderr
    assert result.stderr.splitlines()[-1].startswith("Error: RuntimeError: seven")


def test_ctrl_c_exits_130_and_leaves_nothing_half_written(run: Run):
    Path("slope.png").write_text("old")
    result = run("still", "slope", "--at", "6")
    assert result.exit_code == 130
    assert result.stderr == "Stopped. What is finished is kept; the rest can be asked for again.\n"
    assert Path("slope.png").read_text() == "old"
    assert len(list(Path().iterdir())) == 1


def test_what_a_film_shows_and_how_it_ends_reaches_the_job(run: Run):
    words = ("--beat", "2", "--loop", "--budget", "8MB", "--background", "transparent", "-o", "a.webp")
    assert run("film", "slope", *words).exit_code == 0
    text = Path("a.webp").read_text()
    finish = "Finish(animated=True, transparent=True, beat=2, moment=None, loop=True, budget=8000000)"
    assert finish in text
    assert run("still", "slope", "--moment", "1.5", "-o", "b.webp").exit_code == 0
    assert "Finish(animated=False, transparent=False, beat=None, moment=1.5" in Path("b.webp").read_text()


def test_a_gif_has_a_frame_rate_of_its_own(run: Run):
    assert run("film", "slope", "-o", "a.gif").exit_code == 0
    assert "fps=20" in Path("a.gif").read_text()


def test_no_parameter_hides_a_common_option():
    from stage.catalogue import load, names
    from stage.params import fields_of

    taken = {
        "output",
        "size",
        "theme",
        "background",
        "preview_projector",
        "beat",
        "by_beat",
        "moment",
        "loop",
        "budget",
        "quality",
        "fps",
        "json",
        "as_json",
        "verbose",
        "help",
    }
    for figure in names():
        assert not taken & {each.name for each in fields_of(load(figure).Params)}, figure


def test_doctor_finds_this_machine_in_order():
    result = CliRunner().invoke(render.main, ["doctor", "--json"])
    checks = json.loads(result.stdout)
    assert result.exit_code == (0 if all(check["ok"] for check in checks) else 1)
    assert {"Python", "manim", "numpy", "click", "pillow", "typesetting", "film", "fonts"} <= {
        check["name"] for check in checks
    }
    assert all(check["mend"] for check in checks if not check["ok"])
