"""The command `again`."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import click

from hillside.cli.conventions import JSON, VERBOSE
from hillside.cli.grammar import Command
from hillside.cli.standard_streams import answer, tell
from hillside.files.atomic import writable
from hillside.studio.progress import Progress


@click.command(
    cls=Command, examples=("hillside again slope.png -o slope.pdf", "hillside again talk.pptx -o new.pptx")
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", required=True, help="file to write"
)
@JSON
@VERBOSE
def again(file: Path, output: Path, as_json: bool) -> None:
    """Make a file once more from what it says about itself, and compare the two.

    Of slides, each picture and film in them is made once more, and all else stays as it is.
    """
    from hillside.decks.embedded_recipes import contains_files, remake_slides
    from hillside.studio.again import remake

    writable(output)
    with Progress(sys.stderr) as progress:
        if contains_files(file):
            slides = remake_slides(file, output, partial(progress.show_frames, output.name))
            tell(slides)
            media = [{"name": name, **made.comparison()} for name, made in slides.media]
            answer({"path": str(output), "equal": slides.equal, "media": media}, as_json, [output])
            return
        made = remake(file, output, partial(progress.show_frames, output.name))
    tell(made)
    rendering = made.rendering
    answer({"path": str(rendering.files[0]), **rendering.to_json(), **made.comparison()}, as_json, [output])
