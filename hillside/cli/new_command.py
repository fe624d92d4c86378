"""The command `new`."""

from __future__ import annotations

from pathlib import Path

import click

from hillside.cli.conventions import JSON, VERBOSE
from hillside.cli.grammar import Command, completing
from hillside.cli.standard_streams import answer
from hillside.stage.errors import Refusal
from hillside.studio import catalogue

USUAL = ("tangent", "hiker")
"""The figures of a new lecture when none are named."""


@click.command(
    cls=Command,
    examples=(
        "hillside new talk.toml",
        "hillside new talk.toml --from secant,tangent,hiker",
        "hillside new talk.toml --example what-is-a-derivative",
    ),
)
@click.argument("file", type=click.Path(path_type=Path), metavar="TALK.toml")
@click.option(
    "--from",
    "figures",
    multiple=True,
    metavar="FIGURE,FIGURE",
    shell_complete=completing(catalogue.names()),
    help=f"its figures, in order  [default: {','.join(USUAL)}]",
)
@click.option("--example", metavar="LECTURE", help="a lecture that comes with the program, instead")
@click.option("--force", is_flag=True, help="replace a file that is there")
@JSON
@VERBOSE
def new(file: Path, figures: tuple[str, ...], example: str | None, force: bool, as_json: bool) -> None:
    """Write a lecture file to start from, with a comment on each line."""
    from hillside.files.atomic import writable, write_text_atomically
    from hillside.lectures.figure_table import example_lecture, new_lecture

    if file.suffix.lower() != ".toml":
        raise Refusal(f"{file} is no name of a lecture file; give one such as {file.stem or 'talk'}.toml")
    if file.exists() and not force:
        raise Refusal(f"{file} is there already; give another name, or replace it with --force")
    if example is not None and figures:
        raise Refusal("--from and --example both say what the lecture has; give one of them")
    names = [name.strip() for text in figures for name in text.split(",") if name.strip()]
    if figures and not names:
        raise Refusal("--from names no figure; give some, such as --from tangent,hiker")
    writable(file)
    text = new_lecture(file, names or USUAL) if example is None else example_lecture(example)
    write_text_atomically(file, text)
    answer({"path": str(file)}, as_json, [file])
