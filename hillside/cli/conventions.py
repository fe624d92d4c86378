"""The conventions of all commands: shared options, output, messages and exit codes.

Standard output names what a command has made and nothing else; messages go to standard error. With --json it
has one JSON document, that of an error with its message and exit code. The exit code is 0 for success, 1 for
a failure, 2 for a wrong command line, 130 after Ctrl-C.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Any, TypeVar

import click

from hillside.cli.grammar import Commands, OneOf, completing
from hillside.cli.standard_streams import abandon_standard_output, answer, secure_standard_streams, tell
from hillside.files.formats import SHAPES, Quality
from hillside.files.signals import STOP_SIGNALS, send_lost_signals_again
from hillside.stage import PACES
from hillside.stage.errors import HillsideError, command_line_message, shortened
from hillside.stage.lettering.language import LANGUAGES
from hillside.stage.lettering.typeface import TEXT_SIZES
from hillside.stage.look.theme import ROLES, THEMES
from hillside.studio import catalogue

F = TypeVar("F", bound=Callable[..., Any])

LONGEST_MESSAGE = 4000
"""Maximum length in characters of an error message, parts of which may stem from files of others."""

STOPPED = "Stopped. What is finished is kept; the rest can be asked for again."
"""The message after Ctrl-C."""

INTERRUPTED = 130
"""The exit code after Ctrl-C: 128 plus the number of the signal, as in shells."""


def _be_verbose(ctx: click.Context, option: click.Parameter, value: int) -> None:
    ctx.meta["verbose"] = ctx.meta.get("verbose") or bool(value)


VERBOSE = click.option(
    "-v", "--verbose", count=True, expose_value=False, callback=_be_verbose, help="show where an error arose"
)
JSON_FLAG = "--json"
JSON = click.option(
    JSON_FLAG, "as_json", is_flag=True, help="print one JSON document instead, of an error too"
)
WORKERS = click.option(
    "-j",
    "--workers",
    type=click.IntRange(1),
    metavar="N",
    default=os.cpu_count() or 1,
    help="processes at a time  [default: one for each core]",
)
ONLY = click.option("--only", multiple=True, metavar="ID", help="this figure alone; may be given again")
LEVELS = OneOf(each.value for each in Quality)


def size_option(words: str = "", default: str | None = None) -> Callable[[F], F]:
    """Return the option of the size of a picture."""
    return _named_option("--size", "SIZE", SHAPES, words or f"1920x1080, or {' '.join(SHAPES)}", default)


def theme_option(words: str = "", default: str | None = None) -> Callable[[F], F]:
    """Return the option of the theme of a picture."""
    words = words or f"{', '.join(THEMES)}, or your own .toml file"
    return _named_option("--theme", "THEME", THEMES, words, default)


def language_option(words: str = "", default: str | None = None) -> Callable[[F], F]:
    """Return the option of the language of a picture."""
    return _named_option("--lang", "CODE", LANGUAGES, words or f"language: {', '.join(LANGUAGES)}", default)


def _named_option(
    flag: str, metavar: str, names: Iterable[str], words: str, default: str | None
) -> Callable[[F], F]:
    """Return an option that is completed with some names; other words are judged later."""
    return click.option(
        flag,
        metavar=metavar,
        help=words,
        default=default,
        show_default=default is not None,
        shell_complete=completing(names),
    )


def _read_colors(
    ctx: click.Context, option: click.Parameter, given: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    """Return each meaning with its color as written; what they are is judged with the theme."""
    pairs = [tuple(map(str.strip, each.split("=", 1))) for each in given]
    for text, pair in zip(given, pairs, strict=True):
        if len(pair) != 2 or not all(pair):
            raise click.BadParameter(
                f'"{text}" is not MEANING=COLOR; write one such as curve=navy', ctx, option
            )
    names = [pair[0] for pair in pairs]
    for name in names:
        if names.count(name) > 1:
            raise click.BadParameter(f"{name} has two colors; give one", ctx, option)
    return tuple((pair[0], pair[1]) for pair in pairs)


LANG = language_option(default="en")
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

COLOR = click.option(
    "--color",
    "colors",
    multiple=True,
    metavar="MEANING=COLOR",
    callback=_read_colors,
    shell_complete=completing(f"{role}=" for role in ROLES if role != "paper"),
    help="color of your own, such as curve=navy or slope=#b3261e; may be given again",
)
TEXT_SIZE = click.option(
    "--text-size", type=OneOf(TEXT_SIZES), default="normal", show_default=True, help="size of all words"
)
PACE = click.option(
    "--pace", type=OneOf(PACES), default="normal", show_default=True, help="how long the film takes"
)
TITLE = click.option("--title", metavar="TEXT", help="title of the file, for players and screen readers")

OVERRULES = "instead of that of the lecture"
_OVERRIDES = (
    theme_option(f"theme {OVERRULES}"),
    click.option("--background", metavar="COLOR", help=f"color of the slide {OVERRULES}"),
    language_option(f"language {OVERRULES}"),
    click.option("--quality", type=LEVELS, help=f"quality {OVERRULES}"),
    click.option("--fps", type=int, metavar="NUMBER", help=f"frames per second {OVERRULES}"),
    click.option("--pace", type=OneOf(PACES), help=f"pace of films {OVERRULES}"),
    click.option("--text-size", type=OneOf(TEXT_SIZES), help=f"size of words {OVERRULES}"),
    COLOR,
)


def overrides(command: F) -> F:
    """Add the options that override the look given in a lecture file to a command."""
    for option in reversed(_OVERRIDES):
        command = option(command)
    return command


class Program(Commands):
    """The group of all commands: an error becomes a message and an exit code, a traceback only with -v."""

    def unknown(self, name: str, known: Sequence[str]) -> str:
        """Return what to say about a name that is no command; that of a figure needs one before it."""
        if name in catalogue.names():
            return f'"{name}" is a figure; to draw it: hillside still {name}, or: hillside film {name}'
        return super().unknown(name, known)

    def main(self, *args: Any, **settings: Any) -> Any:
        """Run the program; an answer that cannot be written, such as a help text, is a failure."""
        secure_standard_streams()
        # Where OpenBLAS cannot start its threads, it stops the process as Ctrl-C does, and would not be told
        # from that; numpy's matrices here are too small to be divided.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        try:
            return super().main(*args, **settings)
        except OSError as error:
            abandon_standard_output()
            tell(f"Error: cannot write to standard output: {error.strerror}")
            sys.exit(1)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Note whether the answer is to be JSON, before an option can be wrong."""
        ctx.meta["as_json"] = JSON_FLAG in args
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            _answer_error(ctx, error.format_message(), error.exit_code)
            raise

    def invoke(self, ctx: click.Context) -> object:
        """Run the command named on the command line."""
        # Turn the signals into an exception, so that half-written files are removed on exit.
        for each in STOP_SIGNALS - {signal.SIGINT}:
            if signal.getsignal(each) is not signal.SIG_IGN:
                signal.signal(each, lambda number, _: sys.exit(128 + number))
        send_lost_signals_again()
        try:
            return super().invoke(ctx)
        except click.ClickException as error:
            if isinstance(error, click.exceptions.NoArgsIsHelpError):
                raise
            _answer_error(ctx, error.format_message(), error.exit_code)
            raise
        except (click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except KeyboardInterrupt:
            tell(STOPPED)
            _answer_error(ctx, STOPPED, INTERRUPTED)
            ctx.exit(INTERRUPTED)
        except Exception as error:
            if is_verbose(ctx):
                tell("".join(traceback.format_exception(error)).rstrip())
            message = shortened(command_line_message(error), LONGEST_MESSAGE)
            code = error.exit_code if isinstance(error, HillsideError) else 1
            tell(f"Error: {message}")
            _answer_error(ctx, message, code)
            ctx.exit(code)


def _answer_error(ctx: click.Context, message: str, code: int) -> None:
    """Answer with the error as a JSON document, if JSON was asked for."""
    if ctx.meta["as_json"]:
        with suppress(HillsideError, BrokenPipeError):  # the error may be that nothing can be answered
            answer({"error": message, "exit_code": code}, as_json=True)


def is_verbose(ctx: click.Context) -> bool:
    """Return whether -v was given anywhere on the command line."""
    return bool(ctx.meta.get("verbose"))
