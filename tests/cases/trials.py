"""Trials with hostile inputs: what each is refused with, and what must never happen."""

from __future__ import annotations

import os
import resource
import signal
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time
from traceback import format_exc
from typing import cast

from hillside.stage.errors import HillsideError
from mathcore import MathError

MAX_SECONDS = 1.0
"""Maximum processor time of a trial in seconds."""
MAX_GROWTH = 300_000_000
"""Maximum growth of the memory of the process in bytes."""
LONGEST_MESSAGE = 3000
"""Maximum length in characters of the message of a refusal."""
PATIENCE = 20
"""Time in seconds after which a trial is stopped."""

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
TOUCHING = frozenset(
    {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.symlink", "os.link", "os.truncate", "os.chmod"}
)
REACHING_OUT = frozenset({"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "socket.connect"})
"""Events of Python's audit hooks (PEP 578, 2019)."""


@dataclass
class Watch:
    """A watch over what this process writes, deletes, starts or connects to outside a folder."""

    folder: Path
    outside: list[str] = field(default_factory=lambda: list[str]())
    is_on: bool = False

    def __post_init__(self) -> None:
        sys.addaudithook(self._note)

    def _note(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self.is_on:
            return
        if event in REACHING_OUT:
            self.outside.append(f"{event} {arguments[0]!r}")
        elif event in TOUCHING or (event == "open" and _is_writing(arguments[2])):
            where = _place(event, arguments)
            if not where.is_relative_to(self.folder.resolve()) and where != Path(os.devnull):
                self.outside.append(f"{event} {where}")


def _is_writing(flags: object) -> bool:
    return isinstance(flags, int) and bool(flags & WRITING)


def _place(event: str, arguments: tuple[object, ...]) -> Path:
    """Return the path that an event is about."""
    path = arguments[0]
    if isinstance(path, int):
        return Path(os.readlink(f"/proc/self/fd/{path}"))
    above, folder = arguments[-1], ""
    # A folder is emptied by names relative to its descriptor.
    if event in ("os.remove", "os.rmdir", "os.mkdir") and isinstance(above, int) and above >= 0:
        folder = os.readlink(f"/proc/self/fd/{above}")
    return Path(folder, os.fsdecode(cast("str | bytes", path))).resolve()


@dataclass(frozen=True)
class Trial:
    """The result of one trial.

    Attributes:
        refusal: the message it was refused with; empty if it was read.
        crash: the traceback of any other error.
        seconds: the processor time it took, which hardly depends on what else the machine does.
        growth: by how much the memory of the process has grown in bytes.
        outside: what was touched outside the folder.
    """

    refusal: str = ""
    crash: str = ""
    seconds: float = 0.0
    growth: int = 0
    outside: tuple[str, ...] = ()

    @property
    def faults(self) -> tuple[str, ...]:
        """What must not happen, and has; how long it took aside, as that depends on the machine."""
        return (
            *([f"crash: {self.crash}"] if self.crash else []),
            *([f"large: {self.growth / 1e6:.0f} MB"] if self.growth > MAX_GROWTH else []),
            *(f"outside: {each}" for each in self.outside),
        )


def slowness(trial: Trial) -> tuple[str, ...]:
    """Return the fault that a trial took longer than `MAX_SECONDS`, if it did."""
    return (f"slow: {trial.seconds:.1f} s",) if trial.seconds > MAX_SECONDS else ()


def tried(attempt: Callable[[], object], watch: Watch) -> Trial:
    """Return the result of an attempt."""
    before, began = _memory(), process_time()
    refusal = crash = ""
    watch.outside.clear()
    watch.is_on = True
    try:
        with _stopped_after(PATIENCE):
            attempt()
    except (HillsideError, MathError) as error:
        refusal = str(error) or "refused without a word"
    # Whatever else it is, it is what is looked for.
    except Exception:
        crash = format_exc()
    finally:
        watch.is_on = False
    seconds = process_time() - began
    if "Traceback" in refusal or len(refusal) > LONGEST_MESSAGE:
        crash = f"this is no message: {refusal[:300]}"
    return Trial(refusal, crash, seconds, _memory() - before, tuple(watch.outside))


def _memory() -> int:
    """Return the largest size of this process so far in bytes."""
    largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return largest if sys.platform == "darwin" else 1024 * largest


@contextmanager
def _stopped_after(seconds: int) -> Generator[None, None, None]:
    def stop(number: int, frame: object) -> None:
        raise TimeoutError(f"it takes more than {seconds} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
