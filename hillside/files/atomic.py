"""Atomic writing of files: a file is complete or absent."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

from hillside.stage.errors import Failure
from hillside.stage.leftovers import held_file, sweep

PARTS = re.compile(r"\.[0-9a-f]{16}\.part(\.[^./]{1,16})?")
"""The names of temporary files."""


@contextmanager
def atomic_write(target: Path) -> Generator[Path, None, None]:
    """Yield a temporary path beside `target` to write to, and rename it to `target` at the end.

    On any error, Ctrl-C included, the temporary file is removed and a previous `target` is kept. Those of
    killed processes in the folder are removed, too.

    Raises:
        Failure: The folder is missing or closed to writing, or `target` is a folder or a device.
    """
    target = writable(target)
    sweep(target.parent, PARTS)
    aside: Path | None = None
    descriptor = -1
    try:
        # Created here rather than by the writer, so that missing permissions are found before the work.
        aside, descriptor = _held_beside(target)
        yield aside
        os.fsync(descriptor)
        # Windows renames no open file; elsewhere it stays locked, and is not swept, until it is renamed.
        descriptor = _closed(descriptor) if sys.platform == "win32" else descriptor
        os.replace(aside, target)
    except OSError as error:
        if aside is not None and error.filename is not None and Path(str(error.filename)) != aside:
            raise
        raise Failure(f"cannot write {target}: {error.strerror or error}") from error
    finally:
        # First, since Windows removes nothing that is open.
        _closed(descriptor)
        if aside is not None:
            aside.unlink(missing_ok=True)


def write_atomically(target: Path, content: bytes) -> None:
    """Write a whole file atomically, as `atomic_write` does.

    Raises:
        Failure: It cannot be written.
    """
    with atomic_write(target) as aside:
        aside.write_bytes(content)


def write_text_atomically(target: Path, text: str) -> None:
    """Write a text in UTF-8 atomically, with the same line ends on every system.

    Raises:
        Failure: It cannot be written.
    """
    write_atomically(target, text.encode("utf-8"))


def _held_beside(target: Path) -> tuple[Path, int]:
    """Create a file beside `target`, locked so that no process sweeps it; return it with its descriptor."""
    while True:
        aside = target.with_name(f".{token_hex(8)}.part{target.suffix}")
        descriptor = held_file(aside)
        if descriptor is not None:
            return aside, descriptor


def _closed(descriptor: int) -> int:
    """Close a descriptor, if there is one, and return that of none."""
    if descriptor >= 0:
        os.close(descriptor)
    return -1


def writable(target: Path) -> Path:
    """Return `target` with symbolic links resolved, if a file can be written there.

    Raises:
        Failure: It cannot be written; the message says why.
    """
    place = Path(os.path.realpath(target))
    try:
        why = _hindrance(place, target.parent)
    except OSError as error:
        why = error.strerror
    if why is not None:
        raise Failure(f"cannot write {target}: {why}")
    return place


def _hindrance(place: Path, folder: Path) -> str | None:
    if not place.parent.is_dir():
        return f"there is no folder {folder}; make it with: mkdir -p {folder}"
    if place.is_dir():
        return "it is a folder; give a file name in it"
    if place.exists() and not place.is_file():
        return "it is not an ordinary file; choose another name"
    if not os.access(place.parent, os.W_OK | os.X_OK):
        return f"the folder {folder} is closed to writing; choose another"
    return None
