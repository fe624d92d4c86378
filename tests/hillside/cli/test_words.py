"""The command line as words in, words and files out."""

import json
from collections.abc import Callable
from pathlib import Path

import click
from click.testing import CliRunner, Result

import render
from hillside.cli.figure_commands import film, still

Run = Callable[..., Result]


def test_the_list_has_a_line_for_each_figure(run: Run):
    result = run("list")
    assert result.stdout == "slope      Slope of a line: how steep it is\ntwo-words  Two words\n"
    assert (result.exit_code, result.stderr) == (0, "")


def test_the_list_is_available_as_json(run: Run):
    assert json.loads(run("list", "--json").stdout)[1] == {"name": "two-words", "blurb": "Two words"}


def test_a_still_prints_its_path_and_nothing_else(run: Run):
    result = run("still", "slope", "--at", "pi/2", "-o", "a.svg")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "a.svg\n", "")
    assert "pi/2" in Path("a.svg").read_text()


def test_the_default_file_name_is_that_of_the_figure(run: Run):
    assert run("still", "two-words").stdout == "two-words.png\n"
    assert run("film", "two-words").stdout == "two-words.mp4\n"
    assert sorted(path.name for path in Path().iterdir()) == ["two-words.mp4", "two-words.png"]


def test_a_film_reports_on_standard_error(run: Run):
    result = run("film", "slope", "-o", "a.mp4")
    assert result.stdout == "a.mp4\n"
    assert result.stderr == "a.mp4: 2 of 2 frames\n"


def test_json_output_is_one_document_with_everything_made(run: Run):
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


def test_the_excerpt_options_of_a_film_reach_the_job(run: Run):
    words = ("--beat", "2", "--loop", "--budget", "8MB", "--background", "transparent", "-o", "a.webp")
    assert run("film", "slope", *words).exit_code == 0
    text = Path("a.webp").read_text()
    excerpt = "Excerpt(animated=True, transparent=True, beat=2, moment=None, loop=True, budget=8000000, "
    assert excerpt in text
    assert run("still", "slope", "--moment", "1.5", "-o", "b.webp").exit_code == 0
    assert "Excerpt(animated=False, transparent=False, beat=None, moment=1.5" in Path("b.webp").read_text()


def test_a_gif_has_a_frame_rate_of_its_own(run: Run):
    assert run("film", "slope", "-o", "a.gif").exit_code == 0
    assert "fps=20" in Path("a.gif").read_text()


def test_no_parameter_hides_a_common_option():
    from hillside.stage.params import fields_of
    from hillside.studio.catalogue import load, names

    for figure in names():
        declared = [each.name for each in fields_of(load(figure).Params)]
        for group in (still, film):
            command = group.get_command(click.Context(group), figure)
            assert command is not None
            given = [each.name for each in command.params]
            assert {"output", "size", "theme", "lang", "quality", "as_json", "verbose"} <= set(given)
            assert sorted(given) == sorted(set(given)), figure
            assert not {"help", "json"} & set(declared), figure


def test_doctor_finds_no_problem_on_this_machine():
    result = CliRunner().invoke(render.main, ["doctor", "--json"])
    checks = json.loads(result.stdout)
    assert result.exit_code == (0 if all(check["ok"] for check in checks) else 1)
    assert {"Python", "manim", "numpy", "click", "pillow", "typesetting", "film", "fonts"} <= {
        check["name"] for check in checks
    }
    assert all(check["mend"] for check in checks if not check["ok"])
