"""Slides as a source for another program, with the pictures and films beside it, by relative paths."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hillside.decks.slides import Deck, Exporter, Needs
from hillside.files.atomic import atomic_write

Place = Callable[[Path], str]
"""Gives the path by which a source knows a file."""

Source = Callable[[Deck, str, Place], str]
"""Writes a deck as a source of this name."""


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
            with atomic_write(copy) as aside:
                aside.write_bytes(file.read_bytes())
            self.written.append(copy)
        return f"{self._folder.name}/{file.name}"


def exporter(source: Source, still: str) -> Exporter:
    """Return what writes a deck as a source, with a still of the suffix `still` for each beat."""

    def export(deck: Deck, target: Path) -> tuple[Path, ...]:
        beside = Beside(target)
        text = source(deck, target.name, beside.put)
        with atomic_write(target) as aside:
            aside.write_text(text, encoding="utf-8")
        return (target, *beside.written)

    def needs(per: str) -> Needs:
        if per == "figure":
            return Needs(stills=(), film=".mp4", step_stills=(still,))
        return Needs(stills=(), film=None, step_stills=(still,), step_film=".mp4")

    return Exporter(needs, export)
