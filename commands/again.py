"""The command `again`."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import click

from commands.options import JSON, VERBOSE
from commands.program import answer
from stage.progress import Progress
from stage.store import writable


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", required=True)
@JSON
@VERBOSE
def again(file: Path, output: Path, as_json: bool) -> None:
    """Make a file once more from what it says about itself, and compare the two."""
    from stage.again import again

    writable(output)
    with Progress(sys.stderr) as progress:
        made = again(file, output, partial(progress.frames, output.name))
    click.echo(made, err=True)
    answer({**made.take.to_json(), "equal": made.equal, "why": made.why}, as_json, [output])
