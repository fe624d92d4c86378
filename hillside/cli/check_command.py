"""The command `check`, for a lecture file, a folder of outputs, or a figure."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hillside.cli.conventions import (
    BACKGROUND,
    COLOR,
    JSON,
    LANG,
    ONLY,
    TEXT_SIZE,
    VERBOSE,
    WORKERS,
    size_option,
    theme_option,
)
from hillside.cli.figure_commands import formula_options, given_parameters, option_of, tell_options
from hillside.cli.grammar import OF_FIGURE, OWN, Command, FigureCommands
from hillside.cli.standard_streams import answer, tell
from hillside.files.budget import read_budget
from hillside.stage.errors import Refusal, suggestion
from hillside.studio import catalogue
from hillside.studio.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hillside.check import CheckOptions
    from hillside.check.verdicts import Verdict

THOROUGHNESS = (
    click.option("--random", type=click.IntRange(0), default=3, show_default=True, help="times of a film"),
    click.option("--lot", type=int, default=0, show_default=True, help="draws other times"),
    click.option("--show", type=click.Path(path_type=Path), metavar="DIR", help="pictures of what is wrong"),
    JSON,
    VERBOSE,
)
FOLDER = (
    click.option(
        "--to", type=click.Path(path_type=Path), metavar="DIR", help="its folder  [default: out/LECTURE]"
    ),
    WORKERS,
    ONLY,
    click.option("--budget", metavar="BYTES", help="the most that one file may take, such as 8MB"),
    *THOROUGHNESS,
)
FIGURE = (
    size_option(default="16:9"),
    theme_option(default="light"),
    BACKGROUND,
    COLOR,
    TEXT_SIZE,
    LANG,
    *THOROUGHNESS,
)


class Checks(FigureCommands):
    """A command for each figure, and one for any path."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what can be checked, without loading a figure."""
        with formatter.section("What to check"):
            rows = [
                ("LECTURE.toml", "its figures and the folder that build made of it"),
                ("DIR", "the outputs in it, by their own recipes"),
                ("FIGURE [its options]", ", ".join(catalogue.names())),
            ]
            formatter.write_dl(rows)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command that checks a figure or a path."""
        if cmd_name.startswith("-"):
            return None
        path, params = Path(cmd_name), list[click.Parameter]()
        if path.is_dir() or path.suffix == ".toml":
            callback, options = partial(_check_path, path), FOLDER
        elif cmd_name in catalogue.names():
            from hillside.stage.params import fields_of

            declared = fields_of(catalogue.load(cmd_name).Params)
            callback = partial(_check_figure, cmd_name, tuple(each.name for each in declared))
            options = FIGURE
            params += [*map(option_of, declared), *formula_options(declared)]
        else:
            hint = suggestion(cmd_name, catalogue.names())
            raise Refusal(f'"{cmd_name}" is no lecture file, folder or figure{hint}')
        own = OF_FIGURE if params else OWN
        command = Command(cmd_name, own=own, callback=callback, params=params, help=f"Check {cmd_name}.")
        for add in options:
            add(command)
        return command


@click.group(
    cls=Checks,
    options_metavar="",
    subcommand_metavar="WHAT [OPTIONS]",
    examples=(
        'hillside check tangent --function "x^2" --at 1',
        "hillside check talk.toml",
        "hillside check out/talk --budget 8MB",
    ),
)
@VERBOSE
def check() -> None:
    """Hold pictures and files against the mathematics and the rules of legibility."""


def _check_figure(figure: str, names: tuple[str, ...], /, **options: Any) -> None:
    from hillside.check import Subject
    from hillside.check.verdicts import verdict_on
    from hillside.studio.job import Job
    from hillside.studio.requested_look import LookChanges, language_of, theme_of

    job = Job.read(
        figure,
        given_parameters(names, options),
        ".png",
        theme_of(
            options["theme"],
            options["background"],
            changes=LookChanges(options["colors"], options["text_size"]),
        ),
        options["size"],
        "standard",
        language=language_of(options["lang"]),
    )
    verdict = verdict_on(Subject(figure, job), _check_options(options))
    tell_options(verdict.readings)
    _answer([verdict], options["as_json"])


def _check_path(path: Path, /, to: Path | None, only: tuple[str, ...], **options: Any) -> None:
    from hillside.check.verdicts import check_all, check_files, subjects_in_folder, subjects_of_lecture
    from hillside.lectures.lecture import read_lecture
    from hillside.lectures.lecture_readings import interpretations
    from hillside.lectures.outputs import outputs_of, refuse_unknown_names
    from hillside.lectures.site import default_folder

    lecture = None if path.is_dir() else read_lecture(path)
    if lecture is None:
        folder = path
        subjects, keys = subjects_in_folder(folder)
        refuse_unknown_names(only, [each.name for each in subjects], str(folder))
    else:
        folder = default_folder(path) if to is None else to
        subjects, keys = subjects_of_lecture(outputs_of(lecture, only, transcripts=True), folder)
    chosen = [each for each in subjects if not only or each.name in only]
    wanted = {name: each for name, each in keys.items() if not only or name.partition(".")[0] in only}
    budget = None if options["budget"] is None else read_budget(options["budget"])
    done: list[str] = []
    with Progress(sys.stderr) as progress:

        def count(name: str) -> None:
            done.append(name)
            progress.show_frames("check", len(done), len(chosen))

        verdicts = list(check_all(chosen, _check_options(options), options["workers"], count))
    if lecture is not None:
        for line in interpretations(lecture, {each.name: each.readings for each in verdicts}):
            tell(line)
    _answer([*verdicts, check_files(folder, wanted, budget)], options["as_json"])


def _check_options(options: dict[str, Any]) -> CheckOptions:
    from hillside.check import CheckOptions

    return CheckOptions(options["random"], options["lot"], options["show"])


def _answer(verdicts: Iterable[Verdict], as_json: bool) -> None:
    verdicts = list(verdicts)
    answer([each.to_json() for each in verdicts], as_json, verdicts)
    sys.exit(0 if all(each.is_good for each in verdicts) else 1)
