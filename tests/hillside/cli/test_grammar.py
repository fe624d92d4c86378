"""The grammar of all commands: given once, near in meaning, told whole, completed."""

import json
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.shell_completion import BashComplete
from click.testing import CliRunner

import render
from hillside.cli.grammar import SECTIONS, Grammar
from hillside.files.formats import FORMATS, SHAPES
from hillside.stage.lettering.language import LANGUAGES
from hillside.stage.look.theme import THEMES
from tests.hillside.cli.conftest import Run

FIGURE_GROUPS = ("still", "film")


def commands() -> Iterator[tuple[list[str], click.Command]]:
    """Yield each command with the words that lead to it; of the figures, one."""
    context = click.Context(render.main)
    for name in render.main.list_commands(context):
        command = render.main.get_command(context, name)
        assert command is not None
        yield [name], command
        if isinstance(command, click.Group):
            figure = command.get_command(click.Context(command), "tangent")
            assert figure is not None
            yield [name, "tangent"], figure


COMMANDS = list(commands())
IDS = [" ".join(words) for words, _ in COMMANDS]


def options_of(command: click.Command) -> list[click.Option]:
    return [each for each in command.params if isinstance(each, click.Option)]


@pytest.mark.parametrize(("words", "command"), COMMANDS, ids=IDS)
def test_every_command_has_the_strict_grammar_and_an_example(words: list[str], command: click.Command):
    assert isinstance(command, Grammar)
    assert command.examples or words[0] == "check", "a command is learned from an example"


@pytest.mark.parametrize(("words", "command"), COMMANDS, ids=IDS)
def test_an_option_given_twice_is_refused_unless_it_takes_several(words: list[str], command: click.Command):
    for option in options_of(command):
        if option.multiple or option.count or option.is_eager:
            continue
        value = [] if option.is_flag else ["1"] * option.nargs
        given = [option.opts[-1], *value]
        result = CliRunner().invoke(render.main, [*words, *given, *given])
        if option.type.name in ("integer", "integer range", "text", "path", "float", "choice"):
            assert f"{option.opts[-1]} is given twice; give it once" in result.stderr, (words, option.opts)
        assert result.exit_code == 2


def test_a_function_given_three_times_is_counted(run: Run):
    assert "--at is given 3 times" in run("check", "slope", *["--at", "1"] * 3).stderr


def test_short_and_long_forms_are_one_option(run: Run):
    assert "--output is given twice" in run("still", "slope", "-o", "a.png", "--output", "b.png").stderr


def test_verbosity_may_be_given_anywhere_and_again(run: Run):
    assert run("-v", "still", "slope", "-v", "-v", "-o", "a.png").exit_code == 0


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("--formula", "--function"),
        ("--point", "--at"),
        ("--xlim", "--window"),
        ("--font-size", "--text-size"),
        ("--gird", "--grid"),
        ("--language", "--lang"),
        ("--resolution", "--size"),
        ("--dark", "--theme dark"),
        ("--final", "--quality final"),
        ("--out", "--output"),
        ("--zebra", None),
        ("--pace", None),
    ],
)
def test_an_unknown_option_leads_to_the_one_that_is_meant(given: str, meant: str | None):
    said = CliRunner().invoke(render.main, ["still", "tangent", given]).stderr
    assert f"there is no option {given}" in said
    assert (f"did you mean {meant}?" in said) if meant else ("did you mean" not in said)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["still", "tangent", "--theme", "black"], '"dark"'),
        (["still", "tangent", "--quality", "high"], '"final"'),
        (["still", "tangent", "--lang", "german"], '"de"'),
        (["still", "tangent", "--size", "square"], '"1:1"'),
        (["still", "tangent", "-o", "a.jpg"], '".png"'),
        (["still", "slope"], '"tangent"'),
        (["render"], '"still"'),
        (["slides"], '"deck"'),
        (["tangent"], "hillside still tangent"),
    ],
)
def test_a_wrong_value_leads_to_the_one_that_is_meant(words: list[str], meant: str):
    result = CliRunner().invoke(render.main, words)
    assert meant in result.stderr
    assert result.exit_code == 2


@pytest.mark.parametrize(("words", "command"), [([], render.main), *COMMANDS], ids=["", *IDS])
def test_no_sentence_of_the_help_is_cut(words: list[str], command: click.Command):
    text = CliRunner().invoke(render.main, [*words, "--help"]).stdout
    assert "..." not in re.sub(r"\[ARGS\]\.\.\.|LECTURE\.toml\.\.\.", "", text)
    flat = " ".join(text.split())
    assert " ".join((command.help or "").split("\n\n")[0].split()) in flat
    for option in options_of(command):
        assert " ".join((option.help or "").split()) in flat, option.opts


def test_the_help_of_a_figure_is_grouped_with_examples():
    text = CliRunner().invoke(render.main, ["film", "tangent", "--help"]).stdout
    heads = [line.partition(",")[0].rstrip(":") for line in text.splitlines() if line[:1].strip()]
    assert heads[1:] == ["The figure's own", "Picture", "Words", "Output", "More", "For example"]
    own = text[text.index("The figure's own") : text.index("Picture")]
    assert "--function" in own
    assert "--size" not in own


@pytest.mark.parametrize(("words", "command"), COMMANDS, ids=IDS)
def test_the_examples_in_the_help_are_understood(
    words: list[str], command: click.Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    Path("out/talk").mkdir(parents=True)
    assert isinstance(command, Grammar)
    for line in command.examples:
        program, *rest = shlex.split(line)
        assert program == "hillside"
        parsed(render.main, rest)
    for option in options_of(command):
        given = shlex.split(SECTIONS.get(str(option.name), ("", ""))[1])
        if given and words[-1] == "tangent":
            parsed(command, given)


def parsed(command: click.Command, words: list[str]) -> None:
    """Parse a command line without running it; what is wrong with it raises."""
    context = command.make_context("x", list(words), resilient_parsing=False)
    if isinstance(command, click.Group):
        rest = [*context._protected_args, *context.args]  # pyright: ignore[reportPrivateUsage]
        inner = command.get_command(context, rest[0])
        assert inner is not None, rest
        parsed(inner, rest[1:])


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["still", "tangent", "--lang"], set(LANGUAGES)),
        (["film", "hiker", "--theme"], set(THEMES)),
        (["still", "tangent", "--size"], set(SHAPES)),
        (["build", "--quality"], {"draft", "standard", "final"}),
        (["deck", "a.toml", "--lang"], set(LANGUAGES)),
    ],
)
def test_the_shell_completes_the_values_of_options(words: list[str], expected: set[str]):
    found = BashComplete(render.main, {}, "hillside", "_X").get_completions(words, "")
    assert {each.value for each in found} == expected


def test_the_shell_completes_figures_and_commands():
    complete = BashComplete(render.main, {}, "hillside", "_X").get_completions
    assert {each.value for each in complete(["still"], "tan")} == {"tangent"}
    assert "--function" in {each.value for each in complete(["still", "tangent"], "--f")}
    assert "build" in {each.value for each in complete([], "b")}


def test_an_error_of_the_program_itself_is_json_too():
    result = CliRunner().invoke(render.main, ["--nope", "--json"])
    assert json.loads(result.stdout) == {
        "error": "there is no option --nope; --help lists the options",
        "exit_code": 2,
    }


def test_whatis_tells_every_kind_that_it_reads():
    text = CliRunner().invoke(render.main, ["whatis", "--help"]).stdout
    for kind in FORMATS:
        assert kind.name in " ".join(text.split())
    assert ".pptx" in text
    assert ".html" in text


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("words", [["list"], ["--help"], ["list", "--json"]])
def test_an_answer_that_cannot_be_written_is_a_failure_and_no_misuse(words: list[str]):
    with Path("/dev/full").open("w") as full:
        run = subprocess.run(
            [sys.executable, render.__file__, *words],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert run.returncode == 1
    assert "cannot write to standard output: No space left on device" in run.stderr
