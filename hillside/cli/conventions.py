"""The conventions of all commands: shared options, output, messages and exit codes.

Standard output names what a command has made and nothing else; messages go to standard error. The exit code
is 0 for success, 1 for a failure, 2 for a wrong command line, 130 after Ctrl-C.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

from hillside.files.formats import Quality
from hillside.stage.errors import HillsideError, command_line_message
from hillside.stage.lettering.language import LANGUAGES

F = TypeVar("F", bound=Callable[..., Any])

INTERRUPTED = 130
"""The exit code after Ctrl-C: 128 plus the number of the signal, as in shells."""


def _be_verbose(ctx: click.Context, option: click.Parameter, value: bool) -> None:
    ctx.meta["verbose"] = ctx.meta.get("verbose") or value


VERBOSE = click.option(
    "-v",
    "--verbose",
    is_flag=True,
    expose_value=False,
    callback=_be_verbose,
    help="Show where an error arose.",
)
JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON document instead.")
WORKERS = click.option(
    "-j", "--workers", type=click.IntRange(1), default=os.cpu_count() or 1, help="Processes at a time."
)
ONLY = click.option("--only", multiple=True, metavar="ID", help="This figure alone; may be given again.")
LANG = click.option(
    "--lang", metavar="CODE", default="en", show_default=True, help=f"language: {', '.join(LANGUAGES)}"
)
WORD = click.option(
    "--word",
    "words",
    nargs=2,
    multiple=True,
    metavar="ENGLISH TEXT",
    help="your own text for what a figure says, such as --word rise Δy; may be given again",
)
BACKGROUND = click.option(
    "--background", metavar="COLOR", help="color of the slide, such as 0b2545, or transparent"
)
LEVELS = click.Choice([each.value for each in Quality])

_OVERRIDES = (
    click.option("--theme", metavar="THEME", help="Overrules the lecture."),
    click.option("--background", metavar="COLOR", help="Overrules the lecture."),
    click.option("--lang", metavar="CODE", help="Overrules the lecture."),
    click.option("--quality", type=LEVELS, help="Overrules the lecture."),
)


def overrides(command: F) -> F:
    """Add the options that override the look given in a lecture file to a command."""
    for option in reversed(_OVERRIDES):
        command = option(command)
    return command


class Program(click.Group):
    """The group of all commands: an error becomes a message and an exit code, a traceback only with -v."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command named on the command line."""
        # Turn SIGTERM into an exception, so that half-written files are removed on exit.
        signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except KeyboardInterrupt:
            click.echo("Stopped. What is finished is kept; the rest can be asked for again.", err=True)
            ctx.exit(INTERRUPTED)
        except Exception as error:
            if is_verbose(ctx):
                traceback.print_exception(error)
            click.echo(f"Error: {command_line_message(error)}", err=True)
            ctx.exit(error.exit_code if isinstance(error, HillsideError) else 1)


def is_verbose(ctx: click.Context) -> bool:
    """Return whether -v was given anywhere on the command line."""
    return bool(ctx.meta.get("verbose"))


def answer(value: object, as_json: bool, lines: Iterable[object] = ()) -> None:
    """Print the answer on standard output, as one JSON document or as lines."""
    document = json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False)
    for line in [document] if as_json else lines:
        click.echo(line)
