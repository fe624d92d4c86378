"""The pictures and films that lie beside a source, which names them by relative paths."""

from __future__ import annotations

from pathlib import Path

from stage.store import write_whole


class Beside:
    """A folder beside a source, `talk-media` for `talk.tex`, into which files are copied.

    Attributes:
        written: the files that have been copied.
    """

    def __init__(self, target: Path) -> None:
        self._folder = target.with_name(f"{target.stem}-media")
        self.written: list[Path] = []

    def put(self, file: Path) -> str:
        """Copy a file into the folder, and return the path by which the source knows it.

        Raises:
            Failure: The folder cannot be written to.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        copy = self._folder / file.name
        if copy not in self.written:
            with write_whole(copy) as aside:
                aside.write_bytes(file.read_bytes())
            self.written.append(copy)
        return f"{self._folder.name}/{file.name}"
