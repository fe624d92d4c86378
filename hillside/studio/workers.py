"""Tasks in processes of their own: a crash of one stops no other, and Ctrl-C stops all.

A pool shares the fate of its worst worker: when the system ends one process for want of memory, all pending
tasks of a `concurrent.futures` pool are lost, and none of its tasks can report how far it is. A process for
each task costs little, because each is forked from a server that has imported the heavy libraries once (on
Linux and macOS; Windows has no such server).
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing import forkserver, get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from types import FrameType
from typing import Any, NoReturn, Protocol, cast

from hillside.stage.errors import Failure, HillsideError, said


class Report(Protocol):
    """Called with what is done and the total; `name` is that of the part, if a task has several."""

    def __call__(self, done: int, total: int, name: str | None = None, /) -> None:
        """Report."""
        ...


Task = Callable[[Report], Any]
"""What one process does: picklable (a function of a module, or a `partial` of one), and so is its result.

A task that returns a generator of `Outcome` has several parts, each known as soon as it has ended.
"""

Listener = Callable[[str, int, int], None]
"""Called with the name of a task or of its part, what is done, and the total."""

STOP_SIGNALS = frozenset({signal.SIGINT, signal.SIGTERM})
"""The signals that ask a process to stop."""

GRACE = 5.0
"""Seconds that a process told to stop has to clean up."""


@dataclass(frozen=True)
class Outcome:
    """How a task, or a part of one, ended: with a `value`, or with an `error` and its traceback as text."""

    name: str
    value: Any = None
    error: HillsideError | None = None
    trace: str = ""


def outcome_of(name: str, call: Callable[[], Any]) -> Outcome:
    """Return how a call ended, whatever it raises."""
    try:
        return Outcome(name, value=call())
    except BrokenPipeError:
        raise
    except HillsideError as error:
        return Outcome(name, error=error, trace=traceback.format_exc())
    except Exception as error:
        return Outcome(name, error=Failure(said(error)), trace=traceback.format_exc())


def ignore_report(name: str, done: int, total: int) -> None:
    """Ignore a report: there is nothing to count."""


def run_in_processes(
    tasks: Mapping[str, Task],
    workers: int,
    listener: Listener = ignore_report,
    preload: Sequence[str] = (),
) -> Generator[Outcome, None, None]:
    """Run each task in its own process, at most `workers` at a time, and yield the outcomes as they come.

    The outcomes of the parts of a task come before its own. Closing the generator, or an exception while it
    waits, ends the running processes and waits until they are gone.

    Args:
        tasks: The tasks by name, in the order in which they are begun.
        workers: The number of processes at a time.
        listener: Called with each report of a task.
        preload: The names of modules that are worth importing once for all.
    """
    if not tasks:
        return
    context = _context(preload)
    waiting = list(tasks.items())[::-1]
    running: dict[Connection, tuple[str, BaseProcess]] = {}
    try:
        while waiting or running:
            while waiting and len(running) < workers:
                name, task = waiting.pop()
                with _signals_held_back():
                    connection, process = _started(context, name, task)
                    running[connection] = (name, process)
            for ready in cast("list[Connection]", wait(list(running))):
                message = _message(*running[ready], ready)
                if not isinstance(message, Outcome):
                    listener(*message)
                    continue
                if message.name == running[ready][0]:
                    del running[ready]
                yield message
    finally:
        _stop([process for _, process in running.values()])


def _context(preload: Sequence[str]) -> ForkServerContext:
    """Return the way to start processes, with its server running.

    The tracker goes first, because starting it lets the stop signals through again. The path is handed over,
    because a server of Python 3.11 does not learn it, and would import another copy of the project.
    """
    context = get_context("forkserver")
    context.set_forkserver_preload(list(preload))
    resource_tracker.ensure_running()
    path = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join(each or os.getcwd() for each in sys.path)
    try:
        with _signals_held_back():
            forkserver.ensure_running()
    finally:
        del os.environ["PYTHONPATH"]
        if path is not None:
            os.environ["PYTHONPATH"] = path
    return context


@contextmanager
def _signals_held_back() -> Generator[None, None, None]:
    """Hold back Ctrl-C and SIGTERM, so that no process is started without being known.

    The new process inherits this, and lets them through when it is ready for them.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP_SIGNALS)


def _started(context: ForkServerContext, name: str, task: Task) -> tuple[Connection, BaseProcess]:
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(sender, name, task))
    process.start()
    sender.close()
    return receiver, process


def _message(name: str, process: BaseProcess, connection: Connection) -> tuple[str, int, int] | Outcome:
    """Return the next message of a process; the last one, or its death, is an `Outcome` of its name."""
    try:
        message = connection.recv()
    except EOFError:
        process.join()
        message = Outcome(name, error=Failure(_cause_of_death(process.exitcode)))
    if isinstance(message, Outcome) and message.name == name:
        process.join()
        connection.close()
    return message


def _cause_of_death(exitcode: int | None) -> str:
    if exitcode is not None and exitcode < 0:
        cause = signal.Signals(-exitcode).name
        return f"its process was ended by {cause}; if memory is short, use -j 1 or a smaller --size"
    return f"its process ended early with code {exitcode}; run it alone with -v to see why"


def _stop(processes: Sequence[BaseProcess]) -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        process.join(GRACE)
        if process.is_alive():
            process.kill()
            process.join()


def _run(connection: Connection, name: str, task: Task) -> None:
    """Run a task in the new process, and send its reports and its outcome over `connection`."""
    # Ctrl-C reaches every process of the terminal; the parent alone decides, and tells this one by SIGTERM.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _exit)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP_SIGNALS)
    # Standard output belongs to the answer of the command line; a library's chatter goes with the messages.
    os.dup2(2, 1)
    # A broken pipe means that the parent was killed: there is nobody left to tell.
    with suppress(BrokenPipeError):
        connection.send(outcome_of(name, partial(_reporting, connection, name, task)))


def _reporting(connection: Connection, name: str, task: Task) -> Any:
    """Run a task and return its value; send its reports, and the outcomes of its parts."""
    value = task(
        lambda done, total, part=None: connection.send((name if part is None else part, done, total))
    )
    if not isinstance(value, Generator):
        return value
    for part in cast("Generator[Outcome, None, None]", value):
        connection.send(part)
    return None


def _exit(number: int, frame: FrameType | None) -> NoReturn:
    """Unwind, so that a half-written file is removed on the way out."""
    raise SystemExit(128 + number)
