"""The command `list`."""

from __future__ import annotations

import click

from hillside.cli.conventions import JSON, VERBOSE, answer
from hillside.studio import catalogue


@click.command("list")
@JSON
@VERBOSE
def list_figures(as_json: bool) -> None:
    """Name the figures, one line each."""
    blurbs = {name: catalogue.blurb(name) for name in catalogue.names()}
    width = max(map(len, blurbs), default=0)
    lines = [f"{name:<{width}}  {blurb}" for name, blurb in blurbs.items()]
    answer([{"name": name, "blurb": blurb} for name, blurb in blurbs.items()], as_json, lines)
