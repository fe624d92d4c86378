"""Stop signals: held back while a process is started, whichever thread they reach, and never lost."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Generator
from types import FrameType

import pytest

from hillside.files.forked import CAN_FORK, Tick, results_in_order
from hillside.files.signals import how_it_ended, send_lost_signals_again, signals_held_back

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="this system sends no such signals")


def stop(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def sent_to_itself() -> None:
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(0.2)


@pytest.fixture
def stopping() -> Generator[None, None, None]:
    """Let SIGTERM raise `SystemExit`, as in the program."""
    before = signal.signal(signal.SIGTERM, stop)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.mark.parametrize("threads", [0, 3])
def test_a_signal_that_is_held_back_stops_at_the_end(stopping: None, threads: int):
    end, recorded = threading.Event(), list[int]()

    def started() -> None:
        with signals_held_back():
            sent_to_itself()
            recorded.append(1)

    for _ in range(threads):
        # It does not block signals, and so is handed those that the main thread blocks.
        threading.Thread(target=end.wait, daemon=True).start()
    try:
        with pytest.raises(SystemExit) as stopped:
            started()
        assert stopped.value.code == 143
        assert recorded == [1]
        assert signal.getsignal(signal.SIGTERM) is stop
        with pytest.raises(SystemExit):
            sent_to_itself()
    finally:
        end.set()


@pytest.mark.skipif(not CAN_FORK, reason="processes cannot be forked here")
def test_a_signal_that_another_thread_has_got_stops_the_work(stopping: None):
    def rest(tick: Tick) -> None:
        time.sleep(60)

    def get_one() -> None:
        signal.pthread_kill(threading.get_ident(), signal.SIGTERM)

    threading.Timer(0.5, get_one).start()
    began = time.monotonic()
    with pytest.raises(SystemExit) as stopped:
        list(results_in_order([rest, rest], 2, lambda: None))
    assert stopped.value.code == 143
    assert time.monotonic() - began < 30


def test_a_signal_while_an_object_is_discarded_is_not_lost(stopping: None, monkeypatch: pytest.MonkeyPatch):
    ignored: list[object] = []

    def note(one: sys.UnraisableHookArgs) -> None:
        ignored.append(one.exc_value)

    monkeypatch.setattr(sys, "unraisablehook", note)
    send_lost_signals_again()

    class Discarded:
        def __init__(self, error: Exception | None = None) -> None:
            self.error = error

        def __del__(self) -> None:
            if self.error is not None:
                raise self.error
            sent_to_itself()

    Discarded(error := ValueError("of no consequence"))
    assert ignored == [error]
    Discarded()
    with pytest.raises(SystemExit) as stopped:
        time.sleep(10)
    assert stopped.value.code == 143
    assert ignored == [error]


def test_a_signal_without_a_name_is_told_by_its_number():
    assert how_it_ended(-40).startswith("was ended by signal 40;")
