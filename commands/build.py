"""The command `build`."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.options import JSON, LEVELS, VERBOSE
from commands.program import answer
from stage.progress import Progress

if TYPE_CHECKING:
    from stage.workers import Outcome


@click.command()
@click.argument("lecture", type=click.Path(path_type=Path), metavar="LECTURE.toml")
@click.option("--to", type=click.Path(path_type=Path), metavar="DIR", help="Folder.  [default: out/LECTURE]")
@click.option(
    "-j", "--workers", type=click.IntRange(1), default=os.cpu_count() or 1, help="Processes at a time."
)
@click.option("--only", multiple=True, metavar="ID", help="This figure alone; may be given again.")
@click.option("--force", is_flag=True, help="Draw what is up to date, too.")
@click.option("--dry-run", is_flag=True, help="Name what would be drawn, and draw nothing.")
@click.option("--theme", metavar="THEME", help="Overrules the lecture.")
@click.option("--background", metavar="COLOR", help="Overrules the lecture.")
@click.option("--lang", metavar="CODE", help="Overrules the lecture.")
@click.option("--quality", type=LEVELS, help="Overrules the lecture.")
@JSON
@VERBOSE
def build(lecture: Path, to: Path | None, only: tuple[str, ...], as_json: bool, **options: Any) -> None:
    """Draw all that a lecture file asks for and that is not up to date."""
    from stage.build import build, refuse_wrong_parameters
    from stage.lecture import read_lecture
    from stage.outputs import out_of_date, outputs_of

    plan = read_lecture(lecture)
    folder = Path("out", lecture.stem) if to is None else to
    outputs = outputs_of(
        plan, only, options["theme"], options["quality"], options["background"], options["lang"]
    )
    todo = outputs if options["force"] else out_of_date(outputs, folder)
    refuse_wrong_parameters(plan, todo)
    if options["dry_run"]:
        names = [str(folder / output.name) for output in todo]
        answer(names, as_json, names)
        return
    with Progress(sys.stderr) as progress:
        ended = partial(_ended, folder, as_json)
        result = build(plan, outputs, todo, folder, options["workers"], progress, ended)
    click.echo(result, err=True)
    answer(result.to_json(), as_json)
    sys.exit(1 if result.failed else 0)


def _ended(folder: Path, as_json: bool, end: Outcome) -> None:
    if end.error is None and not as_json:
        click.echo(folder / end.name)
    if end.error is not None and click.get_current_context().meta.get("verbose"):
        click.echo(end.trace, err=True)
