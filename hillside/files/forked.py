"""Pieces of work in processes forked from this one, which share what it has prepared, such as a layout.

`hillside.studio.workers` starts processes for whole outputs; here one output is divided. Nothing is pickled
but the results.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing, suppress
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, TypeAlias, TypeVar, cast
from warnings import catch_warnings, simplefilter

from hillside.files.signals import (
    handle_signals,
    how_it_ended,
    leave_stopping_to_parent,
    let_signals_in,
    signals_held_back,
)
from hillside.stage.errors import Failure, command_line_message

T = TypeVar("T")

CAN_FORK = sys.platform.startswith("linux")
"""Whether processes are forked; macOS has libraries that do not survive it, and Windows cannot."""

ATTENTION = 0.5
"""Maximum time in seconds until a waiting process looks whether a signal has arrived."""

Tick: TypeAlias = Callable[[], None]
"""Called after each step of a piece, to report progress."""
Piece: TypeAlias = Callable[[Tick], T]
"""A piece of work; its result must be picklable."""


def results_in_order(pieces: Sequence[Piece[T]], workers: int, tick: Tick) -> Generator[T, None, None]:
    """Yield the results of all pieces in order; at most `workers` processes work on them.

    With one worker, or where processes cannot be forked, the pieces are done here, one after the other.
    Closing the iterator ends the processes.

    Raises:
        Exception: What a piece raises.
        Failure: A process ended early.
    """
    workers = min(workers, len(pieces))
    if workers < 2 or not CAN_FORK:
        for piece in pieces:
            yield piece(tick)
        return
    done: dict[int, T] = {}
    with closing(_results(pieces, workers, tick)) as results:
        for number in range(len(pieces)):
            while number not in done:
                other, result = next(results)
                done[other] = result
            yield done.pop(number)


def _results(pieces: Sequence[Piece[T]], workers: int, tick: Tick) -> Generator[tuple[int, T], None, None]:
    """Yield the results as they arrive, each with the number of its piece."""
    # Windows has no such context, and comes to nowhere here.
    context: Any = get_context("fork")
    following = context.Value("i", 0)
    running: dict[Connection, BaseProcess] = {}
    try:
        for _ in range(workers):
            receiver, sender = cast("tuple[Connection, Connection]", context.Pipe(duplex=False))
            process: BaseProcess = context.Process(target=_work, args=(sender, pieces, following))
            with signals_held_back(), catch_warnings():
                # Python 3.12 warns of threads: those of the typesetter, which its forks do not need.
                simplefilter("ignore", DeprecationWarning)
                process.start()
                running[receiver] = process
            sender.close()
        while running:
            for ready in ready_connections(running):
                try:
                    message = ready.recv()
                # The latter if it ended in the middle of a message.
                except (EOFError, OSError):
                    _check_end(running.pop(ready))
                    continue
                match message:
                    case None:
                        tick()
                    case Exception():
                        raise message
                    case _:
                        yield message
    finally:
        with signals_held_back():
            for process in running.values():
                process.terminate()
        for process in running.values():
            process.join()


def ready_connections(connections: Iterable[Connection]) -> list[Connection]:
    """Wait for messages of other processes; return the connections with one, or none after a moment.

    Stop signals are handled meanwhile.
    """
    ready = wait(list(connections), ATTENTION)
    handle_signals()
    return cast("list[Connection]", ready)


def _check_end(process: BaseProcess) -> None:
    process.join()
    if process.exitcode != 0:
        raise Failure(f"a process that drew a part of the film {how_it_ended(process.exitcode)}")


def _work(sender: Connection, pieces: Sequence[Piece[Any]], following: Any) -> None:
    """Do the next piece that nobody does, as long as there is one, and send the results."""
    leave_stopping_to_parent()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    let_signals_in()
    with suppress(BrokenPipeError):
        try:
            threading.Thread(target=_end_after_parent, daemon=True).start()
            while (number := _taken(following)) < len(pieces):
                sender.send((number, pieces[number](lambda: sender.send(None))))
        except BrokenPipeError:
            raise
        except Exception as error:
            sender.send(_sendable(error))


def _sendable(error: Exception) -> Exception:
    """Return an error with its traceback as a note, or a failure with its message if it cannot be pickled."""
    error.add_note(traceback.format_exc())
    try:
        pickle.loads(pickle.dumps(error))
    # Whatever its class does when it is made again.
    except Exception:
        return Failure(command_line_message(error))
    return error


def _taken(following: Any) -> int:
    with following.get_lock():
        number = following.value
        following.value += 1
    return number


def _end_after_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
