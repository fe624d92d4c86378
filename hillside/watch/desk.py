"""Where the threads of the server leave requests for the one thread that draws, and learn of edits."""

from __future__ import annotations

import secrets
import threading
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from typing import Any, Literal

from hillside.watch.drawing import Wish

WAITING = 16
"""Maximum number of requests that wait for their picture."""
WAKE = 0.2
"""Time in seconds after which the loop looks for signals, which may have gone to another thread."""

Kind = Literal["picture", "check"]


@dataclass(frozen=True)
class Task:
    """A request with the place for its answer."""

    kind: Kind
    wish: Wish
    done: Future[dict[str, Any]]


class Desk:
    """Where the threads of the server leave requests, and where they learn that a file has changed."""

    def __init__(self) -> None:
        self._tasks: Queue[Task] = Queue(WAITING)
        self._condition = threading.Condition()
        # A page that is still open from an earlier run must not take its number for one of this run.
        self._run, self._count = secrets.token_hex(8), 0
        self._stale = False

    def ask(self, kind: Kind, wish: Wish, timeout: float) -> dict[str, Any]:
        """Return the answer to a request.

        Raises:
            queue.Full: Too many wait.
            TimeoutError: It takes longer than `timeout` seconds.
        """
        task = Task(kind, wish, Future())
        self._tasks.put_nowait(task)
        try:
            return task.done.result(timeout)
        except TimeoutError:
            task.done.cancel()
            raise

    def next_task(self) -> Task | None:
        """Return the next request, or None if there is none for a moment."""
        try:
            return self._tasks.get(timeout=WAKE)
        except Empty:
            return None

    def note(self, files: frozenset[Path]) -> None:
        """Note that files have changed, and wake those who wait for it."""
        with self._condition:
            self._count += 1
            self._stale = self._stale or any(each.suffix == ".py" for each in files)
            self._condition.notify_all()

    def wait_for_change(self, since: str, timeout: float) -> str:
        """Return the present state as soon as it is another than `since`, or after `timeout` seconds."""
        with self._condition:
            self._condition.wait_for(lambda: self._state() != since, timeout)
            return self._state()

    def _state(self) -> str:
        return f"{self._run}-{self._count}"

    def is_stale(self) -> bool:
        """Return whether the source of a figure has changed since this was last asked."""
        with self._condition:
            was, self._stale = self._stale, False
            return was
