"""Standard input, output and error: secured at the start, and written so that a terminal obeys nobody else.

What a command tells may stem from files of others. Control characters in it would move the cursor, rename
the window or type for the user, so they are replaced; in JSON they are escaped.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from io import TextIOWrapper
from typing import Any

import click

from hillside.stage.errors import Failure, is_unprintable, printable


def secure_standard_streams() -> None:
    """Connect each standard descriptor that is closed to the null device.

    Otherwise the next file that is opened would have its number, and messages of libraries would be written
    into a picture.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            # The system gives the lowest number that is free.
            os.open(os.devnull, os.O_RDWR)
    # Python has no stream for a descriptor that was closed at its start.
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: SIM115 - open until the end
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    # Those of an old terminal, or of a file on Windows, may have no sign for π.
    stream: Any = sys.stdout
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")


def answer(value: object, as_json: bool, lines: Iterable[object] = ()) -> None:
    """Print the answer on standard output, as one JSON document or as lines.

    Raises:
        Failure: It cannot be written.
    """
    put_out([as_document(value)] if as_json else lines)


def put_out(lines: Iterable[object]) -> None:
    """Print lines on standard output.

    Raises:
        Failure: They cannot be written.
        BrokenPipeError: The reader has gone.
    """
    try:
        for line in lines:
            click.echo(printable(str(line), keep="\n\t"))
    except BrokenPipeError:
        raise
    except OSError as error:
        abandon_standard_output()
        raise Failure(f"cannot write to standard output: {error.strerror}") from error


def tell(message: object) -> None:
    """Print a message on standard error; where nobody can hear it, the work goes on."""
    with suppress(OSError):
        click.echo(printable(str(message), keep="\n\t"), err=True)


def as_document(value: object) -> str:
    r"""Return a value as a JSON document, with escapes for what standard output or a terminal cannot take.

    >>> print(as_document(["π\u009b", "a\u202eb"]))
    [
      "π\u009b",
      "a\u202eb"
    ]
    """
    document = json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False)
    escaped = {each: json.dumps(each)[1:-1] for each in set(document) if each != "\n" and _is_escaped(each)}
    return "".join(escaped.get(each, each) for each in document)


def _is_escaped(character: str) -> bool:
    """Return whether a character of a document is written by its number."""
    if is_unprintable(character):
        return True
    try:
        character.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return True
    return False


def abandon_standard_output() -> None:
    """Connect standard output to the null device, so that Python does not fail over the rest at its end."""
    with suppress(OSError, ValueError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)
