"""Work in processes of its own, one for each piece: a crash of one stops no other, and Ctrl-C stops all.

A pool shares the fate of its worst worker: when the system ends one process for want of memory, all pending
work of a `concurrent.futures` pool is lost. A process for each piece costs little, because each is forked
from a server that has imported the heavy libraries once (on Linux and macOS; Windows has no such server).
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from multiprocessing import forkserver, get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from typing import cast

from hillside.stage.errors import Failure
from hillside.studio.work import STOPS, Outcome, Work, perform

Heard = Callable[[str, int, int], None]
"""Called with the name of a piece and what it reports."""

PATIENCE = 5.0
"""Seconds that a process told to stop has to clean up."""


def unheard(name: str, done: int, total: int) -> None:
    """Let a report pass: there is nothing to count."""


def in_processes(
    work: Mapping[str, Work], workers: int, heard: Heard, preload: Sequence[str] = ()
) -> Generator[Outcome, None, None]:
    """Do each piece of `work` in its own process, at most `workers` at a time; yield the ends as they come.

    The ends of the parts of a piece come before its own. `preload` names modules worth importing once for
    all. Closing the generator, or an exception while it waits, ends the running processes and waits until
    they are gone.
    """
    if not work:
        return
    context = _context(preload)
    waiting = list(work.items())[::-1]
    running: dict[Connection, tuple[str, BaseProcess]] = {}
    try:
        while waiting or running:
            while waiting and len(running) < workers:
                name, piece = waiting.pop()
                with _undisturbed():
                    connection, process = _begin(context, name, piece)
                    running[connection] = (name, process)
            for ready in cast("list[Connection]", wait(list(running))):
                message = _message(*running[ready], ready)
                if not isinstance(message, Outcome):
                    heard(*message)
                    continue
                if message.name == running[ready][0]:
                    del running[ready]
                yield message
    finally:
        _end([process for _, process in running.values()])


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
        with _undisturbed():
            forkserver.ensure_running()
    finally:
        del os.environ["PYTHONPATH"]
        if path is not None:
            os.environ["PYTHONPATH"] = path
    return context


@contextmanager
def _undisturbed() -> Generator[None, None, None]:
    """Hold back Ctrl-C and SIGTERM, so that no process is started without being known.

    The new process inherits this, and lets them through when it is ready for them.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)


def _begin(context: ForkServerContext, name: str, piece: Work) -> tuple[Connection, BaseProcess]:
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=perform, args=(there, name, piece))
    process.start()
    there.close()
    return here, process


def _message(name: str, process: BaseProcess, connection: Connection) -> tuple[str, int, int] | Outcome:
    """Receive what a process says; its last message, or its death, is an `Outcome` of its name."""
    try:
        message = connection.recv()
    except EOFError:
        process.join()
        message = Outcome(name, error=Failure(_death(process.exitcode)))
    if isinstance(message, Outcome) and message.name == name:
        process.join()
        connection.close()
    return message


def _death(exitcode: int | None) -> str:
    if exitcode is not None and exitcode < 0:
        cause = signal.Signals(-exitcode).name
        return f"its process was ended by {cause}; if memory is short, use -j 1 or a smaller --size"
    return f"its process ended early with code {exitcode}; run it alone with -v to see why"


def _end(processes: Sequence[BaseProcess]) -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        process.join(PATIENCE)
        if process.is_alive():
            process.kill()
            process.join()
