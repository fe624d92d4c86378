"""The signals that ask a process to stop: held back, and not lost; and how a process has ended."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Generator
from contextlib import ExitStack, contextmanager

STOP_SIGNALS = frozenset(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
"""The signals that request a process to stop: Ctrl-C, SIGTERM, and SIGHUP, when the terminal closes."""
AGAIN = 0.05
"""Time in seconds after which a signal that has been lost is sent again."""


@contextmanager
def signals_held_back() -> Generator[None, None, None]:
    """Hold back the stop signals, so that no process is started without being recorded.

    They are blocked, as they are then in the new process, which calls `let_signals_in` when it can handle
    them. For this process that is not enough: the system hands a blocked signal to another thread, such as
    one of the typesetter, and Python still handles it in the main thread. So they are noted, and raised at
    the end.
    """
    noted = list[int]()
    with ExitStack() as stack:
        stack.callback(_raise_first, noted)
        stack.callback(let_signals_in)
        # Only in the main thread can handlers be exchanged, and only there do they run.
        if threading.current_thread() is threading.main_thread():
            for number in STOP_SIGNALS:
                handler = signal.getsignal(number)
                if callable(handler):
                    stack.callback(signal.signal, number, handler)
                    signal.signal(number, lambda number, _: noted.append(number))
        if sys.platform != "win32":
            signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS)
        yield


def _raise_first(noted: list[int]) -> None:
    for number in noted[:1]:
        signal.raise_signal(number)


def handle_signals() -> None:
    """Call the handlers of signals that have arrived, whichever thread the system has handed them to.

    Python 3.11 wakes its main thread only for those that this thread gets, and one that arrives during a fork
    may go to another.
    """
    if sys.platform != "win32":
        # It blocks nothing, and calls the handlers.
        signal.pthread_sigmask(signal.SIG_BLOCK, ())


def leave_stopping_to_parent() -> None:
    """Ignore what reaches every process of a terminal: the parent handles it, and sends SIGTERM."""
    for number in STOP_SIGNALS - {signal.SIGTERM}:
        signal.signal(number, signal.SIG_IGN)


def let_signals_in() -> None:
    """Unblock the stop signals; Windows does not block signals."""
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP_SIGNALS)


def send_lost_signals_again() -> None:
    """Let no signal be lost that arrives while Python discards an object, which ignores all exceptions.

    The handlers of this program raise `KeyboardInterrupt`, or `SystemExit` with 128 and the number of the
    signal. Where one of them is ignored, the signal is sent again.
    """
    before = sys.unraisablehook

    def send_again(ignored: sys.UnraisableHookArgs) -> None:
        number = _signal_behind(ignored.exc_value)
        if number is None:
            before(ignored)
            return
        timer = threading.Timer(AGAIN, _send_to_main_thread, (number,))
        timer.daemon = True
        timer.start()

    sys.unraisablehook = send_again


def _signal_behind(error: BaseException | None) -> int | None:
    """Return the number of the signal whose handler has raised this error; None if there was none."""
    if isinstance(error, KeyboardInterrupt):
        return signal.SIGINT
    if isinstance(error, SystemExit) and isinstance(error.code, int) and error.code > 128:
        return error.code - 128
    return None


def _send_to_main_thread(number: int) -> None:
    if sys.platform == "win32":
        signal.raise_signal(number)
    else:
        # Another thread would not be woken from its waiting.
        signal.pthread_kill(threading.main_thread().ident or 0, number)


def how_it_ended(exitcode: int | None) -> str:
    """Return how a process with this exit code has ended early, and the way out.

    >>> how_it_ended(-9)
    'was ended by SIGKILL; if memory is short, use -j 1 or a smaller --size'
    >>> how_it_ended(3)
    'ended early with code 3; run it alone with -v to see why'
    """
    if exitcode is not None and exitcode < 0:
        return f"was ended by {_name(-exitcode)}; if memory is short, use -j 1 or a smaller --size"
    return f"ended early with code {exitcode}; run it alone with -v to see why"


def _name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:  # most of the signals for real time have no name
        return f"signal {number}"
