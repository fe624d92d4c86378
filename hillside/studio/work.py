"""One piece of work, and what its own process does with it: it reports, and says how it ended."""

from __future__ import annotations

import os
import signal
import traceback
from collections.abc import Callable, Generator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from types import FrameType
from typing import Any, NoReturn, Protocol, cast

from hillside.stage.errors import Failure, HillsideError, said


class Report(Protocol):
    """Called with what is done and the total; `name` is that of the part, if a piece has several."""

    def __call__(self, done: int, total: int, name: str | None = None, /) -> None:
        """Report."""
        ...


Work = Callable[[Report], Any]
"""One piece: picklable (a function of a module, or a `partial` of one), and so is its result.

A piece that returns a generator of `Outcome` has several parts, each known as soon as it has ended.
"""

STOPS = frozenset({signal.SIGINT, signal.SIGTERM})
"""The signals that ask a process to stop."""


@dataclass(frozen=True)
class Outcome:
    """How one piece ended: with a `value`, or with an `error` and its traceback as text."""

    name: str
    value: Any = None
    error: HillsideError | None = None
    trace: str = ""


def perform(connection: Connection, name: str, piece: Work) -> None:
    """Do one piece, in the new process, and tell over `connection` how it goes and how it ends."""
    # Ctrl-C reaches every process of the terminal; the parent alone decides, and tells this one by SIGTERM.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)
    # Standard output belongs to the answer of the command line; a library's chatter goes with the messages.
    os.dup2(2, 1)
    # A broken pipe means that the parent was killed: there is nobody left to tell.
    with suppress(BrokenPipeError):
        connection.send(outcome_of(name, partial(_told, connection, name, piece)))


def _told(connection: Connection, name: str, piece: Work) -> Any:
    """Do one piece, and tell how far it is and how its parts end."""
    value = piece(
        lambda done, total, part=None: connection.send((name if part is None else part, done, total))
    )
    if not isinstance(value, Generator):
        return value
    for part in cast("Generator[Outcome, None, None]", value):
        connection.send(part)
    return None


def outcome_of(name: str, piece: Callable[[], Any]) -> Outcome:
    """Do a piece and say how it ended, whatever it raises."""
    try:
        return Outcome(name, value=piece())
    except BrokenPipeError:
        raise
    except HillsideError as error:
        return Outcome(name, error=error, trace=traceback.format_exc())
    except Exception as error:
        return Outcome(name, error=Failure(said(error)), trace=traceback.format_exc())


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    """Unwind, so that a half-written file is removed on the way out."""
    raise SystemExit(128 + number)
