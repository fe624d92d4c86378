"""Temporary files and folders that are swept even if their process is killed.

Each is locked while its process lives. The system releases the lock with the process, however that ends, so
that a later run can tell what has been abandoned; neither clocks nor process numbers are involved. Windows
has no such locks: there, nothing is swept.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from hillside.stage.errors import Failure

FOLDERS = re.compile(r"hillside-[a-z]{1,16}-[A-Za-z0-9_]{8}")
"""The names of our temporary folders."""
ATTEMPTS = 100


def try_lock(descriptor: int) -> bool:
    """Lock an open file or folder for this process; return whether that succeeded.

    It does not if another process holds the lock, or if the disk has no locks.
    """
    if sys.platform == "win32":
        return False
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def held_file(path: Path) -> int | None:
    """Create the file `path` and lock it; return its descriptor, or None if it has just been swept.

    Raises:
        OSError: It exists, or cannot be created.
    """
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    return _held(path, os.open(path, flags, 0o666))


def _held(path: Path, descriptor: int) -> int | None:
    """Lock what has just been created; None if a sweep got hold of it before."""
    try:
        try_lock(descriptor)
        if os.path.samestat(os.stat(path), os.fstat(descriptor)):
            return descriptor
    except FileNotFoundError:
        pass
    os.close(descriptor)
    return None


@contextmanager
def temporary_folder(purpose: str, parent: Path | None = None) -> Generator[Path, None, None]:
    """Yield a new temporary folder, and remove it at the end; those of killed processes are removed, too.

    Args:
        purpose: A word for its name.
        parent: The folder for it; that of the system if it is not given.

    Raises:
        Failure: It cannot be created.
    """
    try:
        place = Path(tempfile.gettempdir() if parent is None else parent)
        sweep(place, FOLDERS)
        folder, descriptor = _held_folder(purpose, place)
    except OSError as error:
        raise Failure(
            f"cannot make a temporary folder: {error.strerror}; name one that can be written with TMPDIR=…"
        ) from error
    owner = os.getpid()
    try:
        yield folder
    finally:
        # A forked process that drops its copy of this generator ends it, too.
        if os.getpid() == owner:
            shutil.rmtree(folder, ignore_errors=True)
        if descriptor is not None:
            os.close(descriptor)


def _held_folder(purpose: str, place: Path) -> tuple[Path, int | None]:
    """Create a folder and lock it; return it with its descriptor, which Windows has not for folders."""
    for _ in range(ATTEMPTS):
        folder = Path(tempfile.mkdtemp(prefix=f"hillside-{purpose}-", dir=place))
        if sys.platform == "win32":
            return folder, None
        with suppress(FileNotFoundError):
            descriptor = _held(folder, os.open(folder, os.O_RDONLY | os.O_CLOEXEC))
            if descriptor is not None:
                return folder, descriptor
    raise OSError(None, "another process removes what is created there")


def sweep(folder: Path, names: re.Pattern[str]) -> None:
    """Remove abandoned files and folders whose names match, as far as they are ours and can be removed."""
    if sys.platform == "win32":
        return
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if names.fullmatch(entry.name):
                with suppress(OSError):
                    _remove_if_abandoned(Path(entry.path))


def _remove_if_abandoned(path: Path) -> None:
    if sys.platform == "win32":
        return
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        about = os.fstat(descriptor)
        if about.st_uid != os.geteuid() or not try_lock(descriptor):
            return
        if stat.S_ISDIR(about.st_mode):
            shutil.rmtree(path)
        elif stat.S_ISREG(about.st_mode):
            path.unlink()
    finally:
        os.close(descriptor)
