"""The command `watch`: a local page that shows a figure while it is edited."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hillside.cli.conventions import (
    BACKGROUND,
    COLOR,
    LANG,
    TEXT_SIZE,
    VERBOSE,
    WORD,
    size_option,
    theme_option,
)
from hillside.cli.figure_commands import formula_options, given_parameters, option_of
from hillside.cli.grammar import OF_FIGURE, OWN, Command, FigureCommands
from hillside.cli.opening import OPEN, open_address
from hillside.cli.standard_streams import put_out, tell
from hillside.stage.errors import Refusal, suggestion
from hillside.studio import catalogue
from hillside.studio.job import Job
from hillside.studio.requested_look import LookChanges, language_of, theme_of

if TYPE_CHECKING:
    from hillside.watch.shown import Shown

PORT = click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8710,
    show_default=True,
    metavar="NUMBER",
    help="port on this machine, or the next one that is free",
)
LOOK = (
    size_option(default="16:9"),
    theme_option(default="light"),
    BACKGROUND,
    COLOR,
    TEXT_SIZE,
    LANG,
    WORD,
)


class Watched(FigureCommands):
    """A command for each figure, and one for a lecture file."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what can be watched, without loading a figure."""
        with formatter.section("What to watch"):
            rows = [
                ("LECTURE.toml", "the figures of a lecture, each time the file is saved"),
                ("FIGURE [its options]", ", ".join(catalogue.names())),
            ]
            formatter.write_dl(rows)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command that watches a figure or a lecture file."""
        if cmd_name.startswith("-"):
            return None
        if Path(cmd_name).suffix == ".toml":
            made = Command(
                cmd_name,
                own=OWN,
                examples=[f"hillside watch {cmd_name} --open"],
                callback=partial(_watch_lecture, Path(cmd_name)),
                help=f"Show the figures of {cmd_name} in a local page.",
            )
        elif cmd_name in catalogue.names():
            made = _of_figure(cmd_name)
        else:
            hint = suggestion(cmd_name, catalogue.names())
            raise Refusal(f'"{cmd_name}" is no lecture file and no figure{hint}')
        for add in (PORT, OPEN, VERBOSE):
            add(made)
        return made


def _of_figure(name: str) -> Command:
    from hillside.stage.params import fields_of

    declared = fields_of(catalogue.load(name).Params)
    made = Command(
        name,
        own=OF_FIGURE,
        examples=[f"hillside watch {name} --open"],
        callback=partial(_watch_figure, name, tuple(each.name for each in declared)),
        params=[*map(option_of, declared), *formula_options(declared)],
        help=f"Show {name} in a local page.",
    )
    for add in LOOK:
        add(made)
    return made


@click.group(
    cls=Watched,
    options_metavar="",
    subcommand_metavar="WHAT [OPTIONS]",
    examples=(
        'hillside watch tangent --function "x^3/3 - x" --at 1.5 --open',
        "hillside watch talk.toml",
        "hillside watch talk.toml --port 9000",
    ),
)
@VERBOSE
def watch() -> None:
    """Show a figure in a local page that follows each saved file and each slider.

    The page is for this machine alone. Ctrl-C ends it.
    """


def _watch_lecture(path: Path, /, **options: Any) -> None:
    from hillside.watch.shown import ShownLecture

    if not path.is_file():
        raise Refusal(f"{path}: there is no such file; hillside new {path} writes one to start from")
    _watch(ShownLecture(path), options)


def _watch_figure(figure: str, names: tuple[str, ...], /, **options: Any) -> None:
    from hillside.studio.draw import resolved
    from hillside.watch.shown import ShownFigure

    given = given_parameters(names, options)
    files = [options["theme"], *given.values()]
    shown = ShownFigure(
        figure,
        partial(_job_of, figure, given, options),
        tuple(Path(each) for each in files if each.endswith((".toml", ".csv"))),
    )
    resolved(shown.job())
    _watch(shown, options)


def _job_of(figure: str, given: dict[str, str], options: dict[str, Any]) -> Job:
    """Return the job that the options request; the file of a theme is read each time."""
    return Job.read(
        figure,
        given,
        ".svg",
        theme_of(
            options["theme"],
            options["background"],
            changes=LookChanges(options["colors"], options["text_size"]),
        ),
        options["size"],
        "standard",
        language=language_of(options["lang"], dict(options["words"])),
    )


def _watch(shown: Shown, options: dict[str, Any]) -> None:
    """Serve the page until Ctrl-C, which is how it is meant to end."""
    from hillside.watch.watching import watch as serve

    def started(address: str) -> None:
        put_out([address])
        tell("Ctrl-C ends it.")
        if options["opened"]:
            open_address(address)

    try:
        serve(shown, options["port"], tell, started)
    except KeyboardInterrupt:
        tell("Stopped.")
