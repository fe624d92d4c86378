"""Files that are saved: told by the system, and compared by their contents, not by their times."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from queue import Empty, SimpleQueue
from types import TracebackType

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

SUFFIXES = frozenset({".toml", ".csv", ".py", ".po"})
"""The suffixes of files that can change a picture."""
REST = 0.02
"""Time in seconds for which a folder must rest, since an editor writes a file in several goes."""
LARGEST = 20_000_000
"""Maximum size in bytes of a file that is compared."""
READING = frozenset({"opened", "closed_no_write"})
"""The events of a file that is only read."""


class Edits:
    """Calls a function when the contents of a file in the watched folders have changed.

    Args:
        changed: Called with the files that differ, in a thread of its own.
        tell: Told of a folder that cannot be watched.
    """

    def __init__(self, changed: Callable[[frozenset[Path]], None], tell: Callable[[str], None]) -> None:
        self._changed, self._told = changed, tell
        self._touched: SimpleQueue[Path | None] = SimpleQueue()
        self._digests: dict[Path, bytes | None] = {}
        self._folders: set[Path] = set()
        self._observer = Observer()
        self._thread = threading.Thread(target=self._compare, name="edits", daemon=True)

    def __enter__(self) -> Edits:
        self._observer.start()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._observer.stop()
        self._touched.put(None)
        self._observer.join()
        self._thread.join()

    def watch(self, files: Iterable[Path]) -> None:
        """Watch the folders of files, and remember what is in the files now."""
        for file in {each.absolute() for each in files}:
            if file not in self._digests:
                self._digests[file] = digest(file)
            self.watch_folder(file.parent, inside=False)

    def watch_folder(self, folder: Path, *, inside: bool) -> None:
        """Watch a folder, and the folders inside it too, if it is there and not watched yet.

        Of one that cannot be watched it is told once, such as where the system watches no more of them.
        """
        try:
            if folder in self._folders or not folder.is_dir():
                return
            self._observer.schedule(_Touched(self._touched.put), str(folder), recursive=inside)
        except OSError as error:
            self._told(f"{folder} is not watched: {error.strerror}; load the page anew after an edit there")
        self._folders.add(folder)

    def _compare(self) -> None:
        while (first := self._touched.get()) is not None:
            touched = {first}
            while True:
                try:
                    another = self._touched.get(timeout=REST)
                except Empty:
                    break
                if another is None:
                    return
                touched.add(another)
            differing = frozenset(each for each in touched if self._differs(each))
            if differing:
                self._changed(differing)

    def _differs(self, file: Path) -> bool:
        now = digest(file)
        # A file that was never seen counts as changed, since what it held before is unknown.
        differs = file not in self._digests or self._digests[file] != now
        self._digests[file] = now
        return differs


def digest(file: Path) -> bytes | None:
    """Return the hash of a file's contents; None if it is not there, no plain file, or too large."""
    try:
        if not file.is_file() or file.stat().st_size > LARGEST:
            return None
        return hashlib.sha256(file.read_bytes()).digest()
    except OSError:
        return None


class _Touched(FileSystemEventHandler):
    """Hands on the files that may have changed."""

    def __init__(self, put: Callable[[Path], None]) -> None:
        self._put = put

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Hand on the files of an event, unless they were only read."""
        if event.is_directory or event.event_type in READING:
            return
        for name in (event.src_path, event.dest_path):
            path = Path(name if isinstance(name, str) else bytes(name).decode(errors="surrogateescape"))
            if path.suffix in SUFFIXES:
                self._put(path)
