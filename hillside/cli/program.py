"""The conduct of all commands: one message on standard error, an exit code, a traceback only with -v."""

from __future__ import annotations

import json
import signal
import sys
import traceback
from collections.abc import Iterable

import click

from hillside.stage.errors import HillsideError, said

INTERRUPTED = 130
"""The exit code after Ctrl-C: 128 and the number of the signal, as shells count."""


class Program(click.Group):
    """The conduct of all commands: one message on standard error, an exit code, a traceback only with -v."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command that the words name."""
        # Unwinding on SIGTERM removes a half-written file on the way out.
        signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except KeyboardInterrupt:
            click.echo("Stopped. What is finished is kept; the rest can be asked for again.", err=True)
            ctx.exit(INTERRUPTED)
        except Exception as error:
            if ctx.meta.get("verbose"):
                traceback.print_exception(error)
            click.echo(f"Error: {said(error)}", err=True)
            ctx.exit(error.exit_code if isinstance(error, HillsideError) else 1)


def answer(value: object, as_json: bool, lines: Iterable[object] = ()) -> None:
    """Print the answer on standard output: one JSON document, or its lines."""
    document = json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False)
    for line in [document] if as_json else lines:
        click.echo(line)
