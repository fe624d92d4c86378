"""The exclusive use of folders: of several builds into one folder, one works while the others wait."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator, Iterable
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from hillside.stage.errors import Failure


@contextmanager
def exclusive_use(folders: Iterable[Path], report: Callable[[str], None]) -> Generator[None, None, None]:
    """Make the folders, and use them alone: another process that asks for one of them waits for the end.

    The lock is on the folder itself, so that nothing is left behind, and the system releases it with the
    process. A disk without locks, such as some in networks, and Windows are used without.

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
        for each in reversed(made):
            with suppress(OSError):
                each.rmdir()
        if descriptor is not None and descriptor >= 0:
            os.close(descriptor)


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
    if sys.platform == "win32":
        return -1
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        # A disk without locks raises another `OSError`.
        with suppress(OSError):
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                report(f"Another process is at work in {folder}; this one waits for its end.")
                fcntl.flock(descriptor, fcntl.LOCK_EX)
        with suppress(FileNotFoundError):
            if os.path.samestat(os.stat(folder), os.fstat(descriptor)):
                return descriptor
    except BaseException:
        os.close(descriptor)
        raise
    os.close(descriptor)
    return None
