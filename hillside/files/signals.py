"""The signals that ask a process to stop, held back while it starts another."""

from __future__ import annotations

import signal
from collections.abc import Generator
from contextlib import contextmanager

STOP_SIGNALS = frozenset({signal.SIGINT, signal.SIGTERM})
"""The signals that request a process to stop."""


@contextmanager
def signals_held_back() -> Generator[None, None, None]:
    """Block Ctrl-C and SIGTERM, so that no process is started without being recorded.

    The new process inherits the mask, and calls `let_signals_in` when it can handle them.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS)
    try:
        yield
    finally:
        let_signals_in()


def let_signals_in() -> None:
    """Unblock Ctrl-C and SIGTERM."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP_SIGNALS)
