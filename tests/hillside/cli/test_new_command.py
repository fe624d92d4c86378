"""A lecture to start from, lines for a lecture file, and several pictures from one command."""

import json
from pathlib import Path

import pytest

from hillside.lectures.lecture import read_lecture
from hillside.lectures.outputs import outputs_of
from hillside.studio import catalogue
from tests.hillside.cli.conftest import Program, Run


def test_a_new_lecture_has_each_figure_and_can_be_built(program: Program):
    names = ",".join(catalogue.names())
    done = program("new", "my-talk.toml", "--from", f"{names},tangent")
    assert (done.exit_code, done.stdout) == (0, "my-talk.toml\n")
    lecture = read_lecture(Path("my-talk.toml"))
    assert lecture.title == "My talk"
    assert [entry.id for entry in lecture.figures] == [*catalogue.names(), "tangent-2"]
    assert len(outputs_of(lecture)) == 2 * len(lecture.figures)


def test_the_comments_of_a_new_lecture_can_be_taken_away(program: Program):
    program("new", "talk.toml", "--from", "tangent")
    file = Path("talk.toml")
    head, dot, rest = file.read_text().partition("title = ")
    file.write_text(head + dot + rest.replace("\n# ", "\n"))
    (entry,) = read_lecture(file).figures
    declared = {"function", "at", "window", "label", "hide", "height", "ticks", "grid"}
    assert declared <= {name for name, _ in entry.params}
    assert outputs_of(read_lecture(file))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["talk.txt"], "give one such as talk.toml"),
        (["talk.toml", "--from", "slope"], 'did you mean "tangent"?'),
        (["talk.toml", "--from", ","], "--from names no figure"),
        (["there.toml"], "there.toml is there already"),
    ],
)
def test_an_impossible_lecture_is_refused_and_nothing_is_written(
    program: Program, words: list[str], message: str
):
    Path("there.toml").write_text("mine")
    done = program("new", *words)
    assert done.exit_code == 2
    assert message in done.stderr
    assert [each.name for each in Path().iterdir()] == ["there.toml"]
    assert Path("there.toml").read_text() == "mine"


def test_the_lines_for_a_lecture_file_ask_for_the_same_picture(program: Program):
    words = ["--function", "a x^2", "--let", "a=2", "--at", "1", "--size", "320x180", "--lang", "de"]
    words += ["--word", "rise", "Δy", "--color", "curve=navy", "--text-size", "large", "--title", 'A "slope"']
    lines = program("still", "tangent", *words, "--toml").stdout
    assert not Path("tangent.png").exists()
    Path("talk.toml").write_text(f'title = "Talk"\n{lines}')
    (output,) = outputs_of(read_lecture(Path("talk.toml")))
    made = json.loads(program("still", "tangent", *words, "--json").stdout)["job"]
    asked = output.job.to_json()
    given = dict(asked.pop("params"))
    assert given.items() <= dict(made.pop("params")).items() | {("let", "a=2"), ("function", "a x^2")}
    assert json.loads(json.dumps(asked)) == made


def test_a_value_given_twice_draws_a_picture_of_each(run: Run):
    done = run("still", "slope", "--at", "1", "--at", "2", "-o", "at {at}.png")
    assert (done.exit_code, done.stdout) == (0, "at 1.png\nat 2.png\n")
    assert "'2'" in Path("at 2.png").read_text()
    told = json.loads(run("still", "slope", "--at", "1", "--at", "2", "-o", "{at}.png", "--json").stdout)
    assert [each["path"] for each in told] == ["1.png", "2.png"]


def test_each_value_stands_with_each_other(run: Run):
    words = ["--at", "1", "--at", "2", "--steps", "3", "--steps", "4", "-o", "{at}-{steps}.png"]
    assert run("still", "slope", *words).stdout.split() == ["1-3.png", "1-4.png", "2-3.png", "2-4.png"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ["--at", "1", "--at", "2"],
            "--at is given twice, and one picture has one; for a picture of each, write",
        ),
        (["--at", "1", "--at", "1", "-o", "{at}.png"], "two of the pictures would be 1.png"),
        (["--at", "1", "--at", "2", "-o", "{steps}.png"], '-o "{at}.png"'),
        ([*["--at", "1"] * 101, "-o", "{at}.png"], "at most 100"),
    ],
)
def test_several_pictures_without_names_are_refused_with_the_way_out(
    run: Run, words: list[str], message: str
):
    done = run("still", "slope", *words)
    assert done.exit_code == 2
    assert message in done.stderr
    assert not list(Path().iterdir())
