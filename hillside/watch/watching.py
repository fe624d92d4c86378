"""The loop of `watch`: requests come from the page, and one warm process draws them in turn."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from hillside.studio import catalogue
from hillside.studio.import_closure import sources
from hillside.watch.desk import Desk, Task
from hillside.watch.drawing import answer, findings
from hillside.watch.edits import Edits
from hillside.watch.local_server import Server
from hillside.watch.shown import Shown
from hillside.watch.watch_page import watch_page


def watch(shown: Shown, port: int, tell: Callable[[str], None], started: Callable[[str], None]) -> None:
    """Serve the page until Ctrl-C.

    Args:
        shown: What is watched.
        port: The port on loopback, or the next one that is free.
        tell: Told if the port is taken, or a folder cannot be watched.
        started: Called with the address of the page.

    Raises:
        Failure: No port is free.
    """
    # Python knows its own compiled files by whole seconds, and two edits may fall into one.
    sys.dont_write_bytecode = True
    desk = Desk()
    with Edits(desk.note, tell) as edits, Server(desk, watch_page(shown.name), port) as server:
        edits.watch(shown.files())
        edits.watch_folder(catalogue.folder(), inside=True)
        if server.port != port:
            tell(f"port {port} is taken; this page has port {server.port}")
        started(server.address)
        while True:
            task = desk.next_task()
            if task is not None and task.done.set_running_or_notify_cancel():
                task.done.set_result(_done(shown, desk, task))
                edits.watch(shown.files())


def _done(shown: Shown, desk: Desk, task: Task) -> dict[str, Any]:
    if desk.is_stale():
        catalogue.forget()
        sources.cache_clear()
    return answer(shown, task.wish) if task.kind == "picture" else findings(shown, task.wish)
