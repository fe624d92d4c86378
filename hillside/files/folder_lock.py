"""The exclusive use of folders: of several builds into one folder, one works while the others wait."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator, Iterable
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path

from hillside.stage.errors import Failure
from hillside.stage.file_locks import lock

LOCK = ".hillside.lock"
"""The name of the file that is locked in a folder on Windows."""
FLAGS = os.O_RDWR | os.O_CREAT | os.O_NOINHERIT if sys.platform == "win32" else os.O_RDONLY | os.O_CLOEXEC


@contextmanager
def exclusive_use(folders: Iterable[Path], report: Callable[[str], None]) -> Generator[None, None, None]:
    """Make the folders, and use them alone: another process that asks for one of them waits for the end.

    The lock is on the folder itself, so that nothing is left behind, and the system releases it with the
    process. On Windows, which opens no folders, it is on a file in it, which the last process removes. A disk
    without locks is used without.

    Args:
        folders: The folders.
        report: Called with a sentence before this process has to wait.

    Raises:
        Failure: A folder cannot be made.
    """
    with ExitStack() as stack:
        # In one order for all, so that no two processes wait for each other.
        for folder in sorted({Path(os.path.realpath(each)) for each in folders}):
            stack.enter_context(_used(folder, report))
        yield


@contextmanager
def _used(folder: Path, report: Callable[[str], None]) -> Generator[None, None, None]:
    """Make one folder and use it alone; what was made and is empty at the end is removed."""
    descriptor, made = None, list[Path]()
    try:
        while descriptor is None:
            made += _made(folder)
            descriptor = _locked(folder, report)
        yield
    finally:
        # On Windows, what is open cannot be removed.
        descriptor = _released(folder, descriptor) if sys.platform == "win32" else descriptor
        for each in reversed(made):
            with suppress(OSError):
                each.rmdir()
        _released(folder, descriptor)


def _made(folder: Path) -> list[Path]:
    """Make a folder; return it and those above it that were missing, the outermost first."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()][::-1]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Failure(
            f"cannot make the folder {folder}: {error.strerror}; choose another with --to"
        ) from error
    return missing


def _locked(folder: Path, report: Callable[[str], None]) -> int | None:
    """Return the descriptor of a folder when it is locked; None if the process before has removed it."""
    try:
        descriptor = os.open(_lockable(folder), FLAGS, 0o666)
    except FileNotFoundError:
        return None
    try:
        waits = f"Another process is at work in {folder}; this one waits for its end."
        lock(descriptor, partial(report, waits))
        with suppress(FileNotFoundError):
            if os.path.samestat(os.stat(_lockable(folder)), os.fstat(descriptor)):
                return descriptor
    except BaseException:
        os.close(descriptor)
        raise
    os.close(descriptor)
    return None


def _lockable(folder: Path) -> Path:
    """Return what is opened and locked to use a folder alone."""
    return folder / LOCK if sys.platform == "win32" else folder


def _released(folder: Path, descriptor: int | None) -> None:
    """Close what has been locked, which unlocks it."""
    if descriptor is not None:
        os.close(descriptor)
        if sys.platform == "win32":
            # Another process that waits has it open, and removes it later.
            with suppress(OSError):
                (folder / LOCK).unlink()
