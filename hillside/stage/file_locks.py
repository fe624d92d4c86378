"""Locks on open files, which the system releases with the process, however that ends.

This is the only place that knows how a system locks: `flock` on Linux and macOS, for folders too, and
`msvcrt.locking` on Windows, for the first byte of a file that nobody reads. Some disks in networks have no
locks.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from time import sleep

PAUSE = 0.2
"""Time in seconds between two attempts on Windows, which cannot be asked to wait without end."""


def try_lock(descriptor: int) -> bool:
    """Lock an open file for this process; return whether that succeeded.

    It does not if another process holds the lock, or if the disk has no locks.
    """
    try:
        _lock_at_once(descriptor)
    except OSError:
        return False
    return True


def lock(descriptor: int, before_waiting: Callable[[], None]) -> None:
    """Lock an open file for this process as soon as no other holds it; without locks, do nothing.

    Args:
        descriptor: The open file, or, save on Windows, the open folder.
        before_waiting: Called once if another process holds the lock.
    """
    # A disk without locks raises another `OSError`.
    with suppress(OSError):
        try:
            _lock_at_once(descriptor)
        except (BlockingIOError, PermissionError):
            before_waiting()
            _wait_and_lock(descriptor)


def _lock_at_once(descriptor: int) -> None:
    """Lock an open file.

    Raises:
        BlockingIOError: Another process holds the lock; on Windows, `PermissionError`.
        OSError: The disk has no locks.
    """
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _wait_and_lock(descriptor: int) -> None:
    if sys.platform == "win32":
        while True:
            with suppress(PermissionError):
                _lock_at_once(descriptor)
                return
            sleep(PAUSE)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX)
