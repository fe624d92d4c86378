"""The command `deck`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from commands.options import JSON, LEVELS, VERBOSE
from commands.program import answer
from stage.progress import Progress
from stage.slides import PER
from stage.store import writable


@click.command()
@click.argument("lecture", type=click.Path(path_type=Path), metavar="LECTURE.toml")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", required=True)
@click.option(
    "--per", type=click.Choice(PER), default="figure", show_default=True, help="What one slide is made of."
)
@click.option("--loop", is_flag=True, help="Films play over and over.")
@click.option(
    "--work", type=click.Path(path_type=Path), metavar="DIR", help="Pictures.  [default: out/LECTURE/slides]"
)
@click.option(
    "-j", "--workers", type=click.IntRange(1), default=os.cpu_count() or 1, help="Processes at a time."
)
@click.option("--theme", metavar="THEME", help="Overrules the lecture.")
@click.option("--background", metavar="COLOR", help="Overrules the lecture.")
@click.option("--lang", metavar="CODE", help="Overrules the lecture.")
@click.option("--quality", type=LEVELS, help="Overrules the lecture.")
@click.option("--size", metavar="SIZE", help="Overrules the lecture.")
@JSON
@VERBOSE
def deck(lecture: Path, output: Path, as_json: bool, workers: int, work: Path | None, **options: Any) -> None:
    """Make slides of a lecture; the suffix of FILE decides for which program."""
    from export.kinds import exporter_of
    from stage.deck import Wish, deck_of
    from stage.lecture import read_lecture

    exporter = exporter_of(output)
    plan = read_lecture(lecture)
    writable(output)
    wish = Wish(**options)
    folder = Path("out", lecture.stem, "slides") if work is None else work
    with Progress(sys.stderr) as progress:
        slides, drawn = deck_of(plan, exporter.needs(wish.per), wish, folder, workers, progress)
    files = exporter.export(slides, output)
    click.echo(f"{len(slides.slides)} figures, {drawn} files drawn", err=True)
    answer({"files": [str(file) for file in files], "drawn": drawn}, as_json, files[:1])
