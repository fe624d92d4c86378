"""Temporary files and folders that are swept even if their process is killed.

Each is open and locked while its process lives. The system closes and unlocks it with the process, however
that ends, so that a later run can tell what has been abandoned; neither clocks nor process numbers are
involved. Windows removes no file that is open, so that no lock is needed there; it opens no folders, so that
a file in each is kept open.
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
from hillside.stage.file_locks import try_lock

FOLDERS = re.compile(r"hillside-[a-z]{1,16}-[A-Za-z0-9_]{8}")
"""The names of our temporary folders."""
HELD = ".held"
"""The name of the file that is kept open in a temporary folder on Windows."""
ATTEMPTS = 100


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
        # First, since Windows removes nothing that is open.
        os.close(descriptor)
        # A forked process that drops its copy of this generator ends it, too.
        if os.getpid() == owner:
            shutil.rmtree(folder, ignore_errors=True)


def _held_folder(purpose: str, place: Path) -> tuple[Path, int]:
    """Create a folder that no sweep removes; return it with the descriptor that protects it."""
    for _ in range(ATTEMPTS):
        folder = Path(tempfile.mkdtemp(prefix=f"hillside-{purpose}-", dir=place))
        with suppress(FileNotFoundError):
            if sys.platform == "win32":
                descriptor = held_file(folder / HELD)
            else:
                descriptor = _held(folder, os.open(folder, os.O_RDONLY | os.O_CLOEXEC))
            if descriptor is not None:
                return folder, descriptor
    raise OSError(None, "another process removes what is created there")


def sweep(folder: Path, names: re.Pattern[str]) -> None:
    """Remove abandoned files and folders whose names match, as far as they are ours and can be removed."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if names.fullmatch(entry.name):
                with suppress(OSError):
                    _remove_if_abandoned(Path(entry.path))


def _remove_if_abandoned(path: Path) -> None:
    if sys.platform == "win32":
        _remove_if_closed(path)
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


def _remove_if_closed(path: Path) -> None:
    """Remove a file, or a folder with all in it; on Windows, it is an error if a process has it open."""
    about = path.lstat()
    if stat.S_ISREG(about.st_mode):
        path.unlink()
    elif stat.S_ISDIR(about.st_mode):
        (path / HELD).unlink(missing_ok=True)
        shutil.rmtree(path)
