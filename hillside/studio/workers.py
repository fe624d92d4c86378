"""Tasks in separate processes: a crash of one does not affect the others, and Ctrl-C stops all.

A `concurrent.futures` pool is not used: if the system kills one worker for lack of memory, all pending tasks
of the pool are lost, and its tasks cannot report progress. A process for each task is cheap, because each is
forked from a server that has imported the heavy libraries once. Windows cannot fork: there, each process
imports them itself.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import lru_cache, partial
from multiprocessing import get_context, parent_process, util
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn, Protocol, cast

from hillside.files.forked import ready_connections
from hillside.files.signals import (
    how_it_ended,
    leave_stopping_to_parent,
    let_signals_in,
    send_lost_signals_again,
    signals_held_back,
)
from hillside.stage.errors import WAYS_OUT, Failure, HillsideError, command_line_message
from hillside.stage.leftovers import temporary_folder


class Report(Protocol):
    """A callback for the amount done and the total; `name` is the part, if a task has several."""

    def __call__(self, done: int, total: int, name: str | None = None, /) -> None:
        """Report progress."""
        ...


Task = Callable[[Report], Any]
"""The work of one process; it and its result must be picklable (a module-level function, or a `partial`).

A task that returns a generator of `Outcome` has several parts, each reported as soon as it has ended.
"""


class Listener(Protocol):
    """A callback for the name of a task or part, the amount done, and the total; `worker` is who does it."""

    def __call__(self, name: str, done: int, total: int, worker: str = "", /) -> None:
        """Take a report of progress."""
        ...


LONGEST_PARENT = 40
"""Maximum length in bytes of the temporary folder of the system in which sockets are put."""

NEEDED_DESCRIPTORS = 13
"""The number of files that must be free to be opened, for the server and the connections to two processes."""

GRACE = 5.0
"""Time in seconds that a process has to clean up before it is killed."""

STARTING = threading.Lock()
"""Held while the server is started."""


@dataclass(frozen=True)
class Outcome:
    """The outcome of a task or part: a `value`, or an `error` and its traceback as text.

    `spent` is the processor time that it took, in seconds, where that is known; `worker` names the
    worker of a cluster that has done it.
    """

    name: str
    value: Any = None
    error: HillsideError | None = None
    trace: str = ""
    spent: float = 0.0
    worker: str = ""


class RunTasks(Protocol):
    """What runs tasks and yields their outcomes as they arrive, such as `run_in_processes`.

    The outcomes of the parts of a task come before its own. Closing the generator ends all work.
    """

    def __call__(
        self, tasks: Mapping[str, Task], workers: int, listener: Listener, preload: Sequence[str], /
    ) -> Generator[Outcome, None, None]:
        """Run the tasks; see `run_in_processes` for the arguments."""
        ...


def outcome_of(name: str, call: Callable[[], Any]) -> Outcome:
    """Return the outcome of a call, whatever it raises."""
    try:
        return Outcome(name, value=call())
    except BrokenPipeError:
        raise
    except HillsideError as error:
        return Outcome(name, error=error, trace=traceback.format_exc())
    except Exception as error:
        return Outcome(name, error=Failure(command_line_message(error)), trace=traceback.format_exc())


def ignore_report(name: str, done: int, total: int, worker: str = "") -> None:
    """Ignore a report; the default listener."""


def stay() -> None:
    """Let the tasks go on; the default of what is called while they are waited for."""


def run_in_processes(
    tasks: Mapping[str, Task],
    workers: int,
    listener: Listener = ignore_report,
    preload: Sequence[str] = (),
    attend: Callable[[], None] = stay,
) -> Generator[Outcome, None, None]:
    """Run each task in its own process, at most `workers` at a time, and yield the outcomes as they arrive.

    The outcomes of the parts of a task come before its own. Closing the generator, or an exception while it
    waits, stops the running processes and waits for their end.

    Args:
        tasks: The tasks by name, in the order in which they are started.
        workers: Maximum number of processes at a time.
        listener: Called with each report of a task.
        preload: Names of modules that the server imports once for all processes.
        attend: Called at least twice a second; what it raises stops all processes.
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
                with signals_held_back():
                    connection, process = _started(context, name, task)
                    running[connection] = (name, process)
            attend()
            for ready in ready_connections(running):
                message = _message(*running[ready], ready)
                if not isinstance(message, Outcome):
                    listener(*message)
                    continue
                if message.name == running[ready][0]:
                    del running[ready]
                yield message
    finally:
        _stop([process for _, process in running.values()])


def _context(preload: Sequence[str]) -> BaseContext:
    """Return the context that starts processes, with its fork server running if there is one."""
    if sys.platform == "win32":
        return get_context("spawn")
    context = get_context("forkserver")
    with STARTING:
        _use_own_temporary_folder()
        context.set_forkserver_preload(list(preload))
        _start_fork_server()
    return context


def _start_fork_server() -> None:
    """Start the fork server, unless it runs; one thread at a time, because the environment is changed for it.

    The resource tracker is started first, because starting it unblocks the stop signals. The module path is
    passed on, because the server of Python 3.11 does not inherit it and would import another copy of the
    project.
    """
    from multiprocessing import forkserver, resource_tracker

    _refuse_few_descriptors()
    resource_tracker.ensure_running()
    path = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join(each or os.getcwd() for each in sys.path)
    try:
        with signals_held_back():
            forkserver.ensure_running()
    finally:
        del os.environ["PYTHONPATH"]
        if path is not None:
            os.environ["PYTHONPATH"] = path


def _refuse_few_descriptors() -> None:
    """Raise `Failure` if too few files can be opened; the server would break down in the middle."""
    with ExitStack() as stack:
        try:
            for _ in range(NEEDED_DESCRIPTORS):
                stack.callback(os.close, os.open(os.devnull, os.O_RDONLY))
        except OSError as error:
            way_out = WAYS_OUT.get(error.errno or 0, "")
            raise Failure(f"no process can be started: {error.strerror}{way_out}") from error


@lru_cache(maxsize=1)
def _use_own_temporary_folder() -> None:
    """Let `multiprocessing` put its socket into a folder that is swept even if this process is killed.

    The names of sockets are limited to about a hundred bytes, so that a deep folder cannot be used.
    """
    parent = None if len(os.fsencode(tempfile.gettempdir())) <= LONGEST_PARENT else Path("/tmp")
    stack = ExitStack()
    # After `multiprocessing` has removed its own folder within, which it does at priority -100.
    cast(Any, util).Finalize(None, stack.close, exitpriority=-200)
    before, tempfile.tempdir = tempfile.tempdir, str(stack.enter_context(temporary_folder("work", parent)))
    try:
        # Asked for the first time, it makes a folder within `tempfile.tempdir`, and keeps to that.
        cast(Any, util).get_temp_dir()
    finally:
        tempfile.tempdir = before


def _started(context: BaseContext, name: str, task: Task) -> tuple[Connection, BaseProcess]:
    # Those of Windows are of another class with the same methods.
    receiver, sender = cast(Any, context).Pipe(duplex=False)
    # Each context has its own class of processes, of which the base class does not tell.
    process: BaseProcess = cast(Any, context).Process(target=_run, args=(sender, name, task))
    try:
        process.start()
    # The latter if the server cannot start it.
    except (OSError, EOFError) as error:
        raise Failure(f"no process can be started: {error}{WAYS_OUT[errno.EAGAIN]}") from error
    sender.close()
    return receiver, process


def _message(name: str, process: BaseProcess, connection: Connection) -> tuple[str, int, int] | Outcome:
    """Return the next message of a process; the last one, or an unexpected exit, is its `Outcome`."""
    try:
        message = connection.recv()
    # The latter if it ended in the middle of a message.
    except (EOFError, OSError):
        process.join()
        message = Outcome(name, error=Failure(f"its process {how_it_ended(process.exitcode)}"))
    if isinstance(message, Outcome) and message.name == name:
        process.join()
        connection.close()
    return message


def _stop(processes: Sequence[BaseProcess]) -> None:
    with signals_held_back():
        for process in processes:
            process.terminate()
    for process in processes:
        process.join(GRACE)
        if process.is_alive():
            process.kill()
            process.join()


def _run(connection: Connection, name: str, task: Task) -> None:
    """Run a task in the new process, and send its reports and outcome over `connection`."""
    leave_stopping_to_parent()
    signal.signal(signal.SIGTERM, _exit)
    send_lost_signals_again()
    let_signals_in()
    # Standard output is reserved for the result of the command; output of libraries goes to standard error.
    os.dup2(2, 1)
    # A broken pipe means that the parent was killed, so there is no receiver.
    with suppress(BrokenPipeError):
        connection.send(outcome_of(name, partial(_reporting, connection, name, task)))


def _stop_after_parent() -> None:
    """Stop this process when its parent is killed; what it wrote later could replace a newer file."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)


def _reporting(connection: Connection, name: str, task: Task) -> Any:
    """Run a task, send its reports and the outcomes of its parts, and return its value."""
    threading.Thread(target=_stop_after_parent, daemon=True).start()
    value = task(
        lambda done, total, part=None: connection.send((name if part is None else part, done, total))
    )
    if not isinstance(value, Generator):
        return value
    for part in cast("Generator[Outcome, None, None]", value):
        connection.send(part)
    return None


def _exit(number: int, frame: FrameType | None) -> NoReturn:
    """Exit by an exception, so that temporary files are removed."""
    raise SystemExit(128 + number)
