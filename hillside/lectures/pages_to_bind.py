"""The pages about a built lecture: made again when anything that they show has changed."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from hillside.lectures.booklet import Booklet
from hillside.lectures.manifest import page_record, read_manifest, read_pages, write_manifest
from hillside.studio.key import ROOT, canonical, digest
from hillside.studio.workers import Outcome, Report, run_in_processes

Write = Callable[[Booklet, Path], None]
"""Writes a page; it gets the booklet and the file to write, whole or not at all, in the lecture's folder."""


@dataclass(frozen=True)
class Binder:
    """What writes one page, and the files of its code, which decide what the page looks like."""

    write: Write
    source: tuple[Path, ...]

    def key(self, booklet: Booklet) -> str:
        """Return the SHA-256 of all that decides the bytes of the page."""
        made = {"source": digest(self.source, ROOT), "typst": version("typst")}
        return sha256(canonical({"booklet": booklet.to_json(), **made}).encode()).hexdigest()


def pages_out_of_date(
    booklet: Booklet, binders: Mapping[str, Binder], folder: Path, force: bool = False
) -> tuple[str, ...]:
    """Return the names of the pages that are missing, touched, or of something else."""
    known = read_pages(folder)
    return tuple(
        name
        for name, binder in binders.items()
        if force or name not in known or not known[name].is_current(binder.key(booklet), folder / name)
    )


def bind(
    booklet: Booklet, binders: Mapping[str, Binder], names: Sequence[str], folder: Path
) -> Generator[Outcome, None, None]:
    """Write the pages of these names, record them, and yield how each ended.

    Raises:
        Failure: The folder cannot be written to.
    """
    work = {name: partial(_write, binders[name].write, booklet, folder / name) for name in names}
    with closing(run_in_processes(work, len(work))) as ends:
        for end in ends:
            if end.error is None:
                made = page_record(binders[end.name].key(booklet), folder / end.name)
                pages = {**read_pages(folder), end.name: made}
                write_manifest(folder, booklet.title, read_manifest(folder), pages)
            yield end


def _write(write: Write, booklet: Booklet, target: Path, report: Report) -> None:
    write(booklet, target)
