"""The manifest of a folder: its outputs and how each was made, so that only changes are redrawn.

`manifest.json` is one JSON object:

- `format`: 3; `title`: that of the lecture.
- `program` and `versions`: the versions of this program, and of the libraries that can change a pixel.
- `outputs`: by the name of its main file, for each output its `key` (the SHA-256 of all that decides its
  bytes), `files` (the SHA-256 of each file by name, the main one first), `bytes` (the size of each),
  `seconds` (how long a film is, 0 for a still), `job` (the recipe), `rendering` (title, alt text, facts,
  clips), and for `ID.transcript.txt` also `transcript` (its lines and the stepped stills).
- `pages`: for `index.html` and `handout.pdf` the `key`, `sha256` and `bytes`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from hillside.files.atomic import atomic_write
from hillside.lectures.transcript import Transcript
from hillside.studio.job import Job
from hillside.studio.key import CODECS, LIBRARIES, library_versions
from hillside.studio.recipe import PROGRAM
from hillside.studio.rendering import Rendering

NAME = "manifest.json"
FORMAT = 3


@dataclass(frozen=True)
class Record:
    """One output.

    Attributes:
        key: the key of its job when it was made.
        files: the SHA-256 of each of its files by name, the main one first.
        job: the job that made it.
        rendering: title, alt text, facts and clips.
        bytes: the size of each of its files in bytes.
        seconds: its duration, 0 for a still.
        transcript: the content of a transcript; empty for other outputs.
    """

    key: str
    files: Mapping[str, str]
    job: Mapping[str, Any]
    rendering: Mapping[str, Any]
    bytes: Mapping[str, int] = field(default_factory=dict[str, int])
    seconds: float = 0.0
    transcript: Mapping[str, Any] = field(default_factory=dict[str, Any])

    @classmethod
    def of(
        cls, key: str, job: Job, rendering: Rendering, folder: Path, transcript: Transcript | None = None
    ) -> Record:
        """Return the record of a rendering whose files lie in `folder`."""
        names = [file.resolve().relative_to(folder.resolve()).as_posix() for file in rendering.files]
        return cls(
            key=key,
            files={name: _hash(folder / name) or "" for name in names},
            job=job.to_json(),
            rendering={**rendering.to_json(), "files": names},
            bytes={name: (folder / name).stat().st_size for name in names},
            seconds=sum(clip.seconds for clip in rendering.clips) if job.is_film else 0.0,
            transcript={} if transcript is None else transcript.to_json(),
        )

    def is_current(self, key: str, folder: Path) -> bool:
        """Return whether making it again would change nothing."""
        return self.key == key and not self.changed_files(folder)

    def changed_files(self, folder: Path) -> tuple[str, ...]:
        """Return the names of its files that are missing or have been changed since."""
        return tuple(name for name, known in self.files.items() if _hash(folder / name) != known)


@dataclass(frozen=True)
class PageRecord:
    """A page about all outputs: its key when it was made, its SHA-256, and its size in bytes."""

    key: str
    sha256: str
    bytes: int

    @classmethod
    def of(cls, key: str, file: Path) -> PageRecord:
        """Return the record of a page that has been written."""
        return cls(key, _hash(file) or "", file.stat().st_size)

    def is_current(self, key: str, file: Path) -> bool:
        """Return whether making it again would change nothing."""
        return self.key == key and _hash(file) == self.sha256


def read_manifest(folder: Path) -> dict[str, Record]:
    """Return the records of the folder by the name of the main file; none if the manifest is unusable.

    A damaged manifest, or one of another format, only costs time: everything is drawn again.
    """
    try:
        return {name: Record(**each) for name, each in _table(folder)["outputs"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}


def read_pages(folder: Path) -> dict[str, PageRecord]:
    """Return the records of the pages of the folder; none if the manifest is unusable."""
    try:
        return {name: PageRecord(**each) for name, each in _table(folder)["pages"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}


def _table(folder: Path) -> dict[str, Any]:
    try:
        table = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except OSError:
        return {}
    return table if table["format"] == FORMAT else {}


def write_manifest(
    folder: Path, title: str, records: Mapping[str, Record], pages: Mapping[str, PageRecord] | None = None
) -> None:
    """Write the records of the folder; those of its pages stay as they are unless given.

    Raises:
        Failure: The folder cannot be written to.
    """
    pages = read_pages(folder) if pages is None else pages
    table = {
        "format": FORMAT,
        "title": title,
        "program": version(PROGRAM),
        "versions": library_versions((*LIBRARIES, *CODECS.values())),
        "outputs": {name: asdict(records[name]) for name in sorted(records)},
        "pages": {name: asdict(pages[name]) for name in sorted(pages)},
    }
    with atomic_write(folder / NAME) as aside:
        aside.write_text(json.dumps(table, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _hash(file: Path) -> str | None:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return None
