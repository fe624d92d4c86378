"""A process that is, as far as that can be, like one on Windows; for processes that do nothing else.

    python -c "from tests.cases.as_windows import become_windows; become_windows(); …"

What Windows lacks is hidden, and what is open there in any process is neither removed nor replaced. The
libraries are imported before, since those that are installed here are built for this system.
"""

from __future__ import annotations

import fcntl
import os
import sys
from collections.abc import Callable
from importlib import import_module
from multiprocessing import context
from pathlib import Path
from types import ModuleType
from typing import Any

LIBRARIES = (
    *("manim", "typst", "av", "PIL.Image", "numpy", "babel.messages.pofile", "click.testing", "tqdm"),
    *("multiprocessing.forkserver", "multiprocessing.popen_spawn_posix", "multiprocessing.synchronize"),
    *("tempfile", "subprocess", "zipfile", "concurrent.futures"),
)
MODULES = ("fcntl", "resource", "termios", "tty", "pty", "pwd", "grp", "syslog", "readline")
SIGNALS = ("SIGHUP", "SIGKILL", "SIGALRM", "SIGUSR1", "SIGUSR2", "SIGPIPE", "SIGCHLD", "SIGQUIT", "SIGTSTP")
OF_SIGNAL = ("pthread_sigmask", "pthread_kill", "sigwait", "sigpending", "alarm", "setitimer", "siginterrupt")
OF_OS = (
    *("fork", "forkpty", "getuid", "geteuid", "getgid", "getpgid", "setsid", "killpg", "wait", "waitid"),
    *("mkfifo", "mknod", "chown", "fchown", "fchmod", "uname", "sysconf", "nice", "getloadavg", "lockf"),
    *("sched_getaffinity", "sched_setaffinity", "O_CLOEXEC", "O_NONBLOCK", "O_NOCTTY", "O_NOFOLLOW"),
    *("O_DIRECTORY", "O_SYNC", "statvfs", "getpriority", "pread", "pwrite", "ctermid", "ttyname", "openpty"),
)
OF_WINDOWS = {"O_BINARY": 0, "O_NOINHERIT": 0}


def become_windows() -> None:
    """Make this process like one on Windows."""
    for name in LIBRARIES:
        import_module(name)
    # On Windows they are not defined, and the standard library needs none of them there.
    for name in ("ForkServerContext", "ForkContext", "ForkServerProcess", "ForkProcess"):
        delattr(context, name)
    for name in MODULES:
        sys.modules[name] = None  # pyright: ignore[reportArgumentType]
    for module, names in ((import_module("signal"), (*SIGNALS, *OF_SIGNAL)), (os, OF_OS)):
        for name in names:
            if hasattr(module, name):
                delattr(module, name)
    for name, value in OF_WINDOWS.items():
        setattr(os, name, value)
    sys.modules["msvcrt"] = _locking()
    for name in ("unlink", "remove"):
        setattr(os, name, _refusing_open_files(getattr(os, name), 1))
    for name in ("replace", "rename"):
        setattr(os, name, _refusing_open_files(getattr(os, name), 2))
    # Both have looked when they were imported, and remove folders and start processes by what is hidden.
    vars(import_module("shutil"))["_use_fd_functions"] = False
    vars(import_module("multiprocessing.resource_tracker"))["_HAVE_SIGMASK"] = False
    real = os.open
    os.open = lambda path, *rest, **more: real(_no_folder(path), *rest, **more)
    sys.platform = "win32"


def _locking() -> ModuleType:
    """Return a stand-in for `msvcrt` that locks as it does: who asks is refused rather than made to wait."""
    module: Any = ModuleType("msvcrt")
    module.LK_NBLCK, module.LK_LOCK, module.LK_UNLCK = 2, 1, 0

    def locking(descriptor: int, mode: int, size: int) -> None:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise PermissionError(13, "Permission denied") from error

    module.locking = locking
    return module


def _refusing_open_files(call: Callable[..., Any], count: int) -> Callable[..., Any]:
    """Return a function of the system that does not touch what is open in any process."""

    def guarded(*paths: Any, **more: Any) -> Any:
        for path in paths[:count]:
            if is_open(Path(os.fsdecode(path)).absolute()):
                raise PermissionError(13, "The process cannot access the file", os.fsdecode(path))
        return call(*paths, **more)

    return guarded


def is_open(path: Path) -> bool:
    """Return whether a process of ours has a file open."""
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            try:
                if any(os.readlink(each) == str(path) for each in (process / "fd").iterdir()):
                    return True
            except OSError:
                continue
    return False


def _no_folder(path: Any) -> Any:
    if not isinstance(path, int) and os.path.isdir(path):
        raise PermissionError(13, "Permission denied", os.fsdecode(path))
    return path
