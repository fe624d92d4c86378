"""The command `explore`: a page in which the point of a figure is dragged."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hillside.cli.conventions import JSON, LANG, VERBOSE, WORD
from hillside.cli.figure_commands import Figures, formula_options, given_parameters, option_of, tell_options
from hillside.cli.opening import OPEN, open_file
from hillside.cli.standard_streams import answer
from hillside.explore.explorers import EXPLORERS
from hillside.files.atomic import writable
from hillside.files.formats import suffix_of
from hillside.stage.look.theme import THEMES
from hillside.studio import catalogue
from hillside.studio.job import Job
from hillside.studio.requested_look import language_of, theme_of

if TYPE_CHECKING:
    from collections.abc import Sequence


class Explorers(Figures):
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
        from hillside.explore.page import explorer_of
        from hillside.stage.params import fields_of

        kind = catalogue.load(cmd_name)
        explorer_of(cmd_name)
        declared = fields_of(kind.Params)
        write = partial(_explore, cmd_name, [each.name for each in declared])
        options: list[click.Parameter] = [*map(option_of, declared), *formula_options(declared)]
        words = f"A page to explore: {catalogue.blurb(cmd_name)}."
        command = click.Command(cmd_name, callback=write, params=options, help=words)
        for add in (*_page_options(cmd_name), JSON, VERBOSE):
            add(command)
        return command


def _page_options(figure: str) -> Sequence[Any]:
    shown = partial(click.option, show_default=True)
    return (
        shown("-o", "--output", metavar="FILE", default=f"{figure}.html", help="file to write: .html"),
        shown(
            "--theme", metavar="THEME", default="light", help=f"{', '.join(THEMES)}, or your own .toml file"
        ),
        LANG,
        WORD,
        OPEN,
    )


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


@click.group(cls=Explorers, options_metavar="", subcommand_metavar="FIGURE [OPTIONS]")
@VERBOSE
def explore() -> None:
    """Write a page in which the point of a figure is dragged; one file that needs no network."""
