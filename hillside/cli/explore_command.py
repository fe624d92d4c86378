"""The command `explore`: a page in which the point of a figure is dragged."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import click

from hillside.cli.conventions import JSON, LANG, VERBOSE, WORD, theme_option
from hillside.cli.figure_commands import formula_options, given_parameters, option_of, tell_options
from hillside.cli.grammar import OF_FIGURE, Command, FigureCommands
from hillside.cli.opening import OPEN, open_file
from hillside.cli.standard_streams import answer
from hillside.explore.explorers import EXPLORERS, explorer_of
from hillside.files.atomic import writable
from hillside.files.formats import suffix_of
from hillside.studio import catalogue
from hillside.studio.job import Job
from hillside.studio.requested_look import language_of, theme_of


class Explorers(FigureCommands):
    """The group with a command for each figure that can be explored."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the figures that can be explored."""
        return list(EXPLORERS)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the figures and what they show."""
        with formatter.section("Figures (FIGURE --help shows the options)"):
            formatter.write_dl([(name, catalogue.blurb(name)) for name in EXPLORERS])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one figure and return its command."""
        if cmd_name.startswith("-"):
            return None
        from hillside.stage.params import fields_of

        kind = catalogue.load(cmd_name)
        explorer = explorer_of(cmd_name)
        declared = [each for each in fields_of(kind.Params) if each.name in explorer.parameters]
        target = f"{cmd_name}.html"
        command = Command(
            cmd_name,
            own=OF_FIGURE,
            examples=[f"hillside explore {cmd_name} -o {target}"],
            callback=partial(_explore, cmd_name, [each.name for each in declared]),
            params=[*map(option_of, declared), *formula_options(declared)],
            help=f"A page to explore: {catalogue.blurb(cmd_name)}.",
        )
        output = click.option(
            "-o", "--output", metavar="FILE", default=target, show_default=True, help="file to write: .html"
        )
        for add in (output, theme_option(default="light"), LANG, WORD, OPEN, JSON, VERBOSE):
            add(command)
        return command


def _explore(figure: str, names: list[str], /, **options: Any) -> None:
    """Write the page that the options of a figure's command request, and print its name."""
    from hillside.studio.explored import write_explored
    from hillside.studio.readings import formulas, readings

    target = Path(options["output"])
    suffix_of(target, (".html",))
    job = Job.read(
        figure,
        given_parameters(names, options),
        ".webp",
        theme_of(options["theme"], None),
        "16:9",
        "standard",
        language=language_of(options["lang"], dict(options["words"])),
    )
    writable(target)
    read = readings(job)
    tell_options(read)
    write_explored(job, target)
    made = {"path": str(target), "bytes": target.stat().st_size, "formulas": formulas(read)}
    answer(made, options["as_json"], [target])
    if options["opened"]:
        open_file(target)


@click.group(
    cls=Explorers,
    options_metavar="",
    subcommand_metavar="FIGURE [OPTIONS]",
    examples=('hillside explore tangent --function "sin(x)" --at pi/3 -o sine.html',),
)
@VERBOSE
def explore() -> None:
    """Write a page in which the point of a figure is dragged; one file that needs no network."""
