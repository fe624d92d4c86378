"""The command `list`."""

from __future__ import annotations

import click

from hillside.cli.conventions import JSON, VERBOSE
from hillside.cli.figure_commands import shared_options
from hillside.cli.grammar import Command
from hillside.cli.standard_streams import answer, put_out
from hillside.studio import catalogue


@click.command("list", cls=Command, examples=("hillside list --json",))
@click.option("--markdown", is_flag=True, help="print a reference page: each figure with its parameters")
@JSON
@VERBOSE
def list_figures(markdown: bool, as_json: bool) -> None:
    """Name the figures, one line each."""
    if markdown:
        sections = [*map(catalogue.reference, catalogue.names()), shared_options()]
        put_out("\n".join(["# The figures and their parameters\n", *sections]).splitlines())
        return
    blurbs = {name: catalogue.blurb(name) for name in catalogue.names()}
    width = max(map(len, blurbs), default=0)
    lines = [f"{name:<{width}}  {blurb}" for name, blurb in blurbs.items()]
    answer([{"name": name, "blurb": blurb} for name, blurb in blurbs.items()], as_json, lines)
