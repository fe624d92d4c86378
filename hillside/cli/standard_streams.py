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
    r"""Return a value as a JSON document in which characters that a terminal must not get are escaped.

    >>> print(as_document(["π\u009b", "a\u202eb"]))
    [
      "π\u009b",
      "a\u202eb"
    ]
    """
    document = json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False)
    return "".join(
        f"\\u{ord(each):04x}" if each != "\n" and is_unprintable(each) else each for each in document
    )


def abandon_standard_output() -> None:
    """Connect standard output to the null device, so that Python does not fail over the rest at its end."""
    with suppress(OSError, ValueError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)
