"""The manifest of a folder: its outputs and how each was made, so that only changes are redrawn.

`manifest.json` is one JSON object:

- `format`: 4; `title`: that of the lecture.
- `program` and `versions`: the versions of this program, and of the libraries that can change a pixel.
- `outputs`: by the name of its main file, for each output its `key` (the SHA-256 of all that decides its
  bytes), `files` (the SHA-256 of each file by name, the main one first), `bytes` (the size of each),
  `seconds` (how long a film is, 0 for a still), `job` (the recipe), `rendering` (title, alt text, facts,
  clips), and for `ID.transcript.txt` also `transcript` (its lines and the stepped stills).
- `pages`: for `index.html`, `handout.pdf` and `steps.pdf` the `key`, `sha256` and `bytes`.

Each output and page also has a `checksum` of its entry, so that one damaged on the disk is not believed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar, cast

from hillside.files.atomic import write_text_atomically
from hillside.files.formats import FILM_SUFFIXES, STILL_SUFFIXES
from hillside.lectures.transcript import Transcript
from hillside.stage.errors import Refusal
from hillside.stage.foreign_file import MEGABYTE, UNEXPECTED_SHAPE, Unreadable, content_digest, read_text
from hillside.stage.plain_name import is_plain_name
from hillside.studio.job import Job
from hillside.studio.key import CODECS, LIBRARIES, canonical, library_versions
from hillside.studio.recipe import PROGRAM, Recipe
from hillside.studio.recipe_reader import job_of
from hillside.studio.rendering import Rendering

NAME = "manifest.json"
FORMAT = 4
MAX_SIZE = 64 * MEGABYTE
"""Maximum size in bytes of a manifest that is read; that of our largest lecture has half a million."""
WRITTEN = (*STILL_SUFFIXES, *FILM_SUFFIXES, ".vtt", ".srt", ".txt")
"""The suffixes of the files of an output. No other file is ever removed."""

R = TypeVar("R")


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
    """Return the records of the folder by the name of the main file.

    A damaged manifest, or one of another format, only costs time: everything is drawn again. So does a record
    that is not as this program writes it; in particular, a record names no file outside the folder.
    """
    return _sound(_table(folder).get("outputs"), Record, _refuse_unsound_record)


def read_pages(folder: Path) -> dict[str, PageRecord]:
    """Return the records of the pages of the folder, as far as they are sound."""
    return _sound(_table(folder).get("pages"), PageRecord, _refuse_unsound_page)


def _sound(entries: object, kind: Callable[..., R], refuse: Callable[[str, R], None]) -> dict[str, R]:
    """Return the entries that `refuse` lets pass, as records of a kind."""
    found: dict[str, R] = {}
    if isinstance(entries, dict):
        for name, each in cast("dict[str, Any]", entries).items():
            with suppress(*UNEXPECTED_SHAPE, Refusal):
                values = dict(each)
                if values.pop("checksum") == checksum(name, values):
                    record = kind(**values)
                    refuse(name, record)
                    found[name] = record
    return found


def checksum(name: str, values: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the entry of an output or a page, without its checksum."""
    return sha256(canonical([name, values]).encode("utf-8")).hexdigest()


def _entries(records: Mapping[str, Record] | Mapping[str, PageRecord]) -> dict[str, dict[str, Any]]:
    """Return the entries of outputs or pages, by name."""
    values = {name: asdict(records[name]) for name in sorted(records)}
    return {name: {**each, "checksum": checksum(name, each)} for name, each in values.items()}


def _refuse_unsound_record(name: str, record: Record) -> None:
    """Raise `ValueError`, or what reading values of another shape raises, if a record is not as written."""
    files = tuple(record.files)
    rendering = Rendering.from_json(record.rendering)
    job_of(Recipe(job=record.job, key=record.key, program="", versions={}))
    said = (rendering.title, rendering.alt, *(clip.say for clip in rendering.clips))
    texts = (record.key, *record.files.values(), *said)
    lengths = tuple(clip.seconds for clip in rendering.clips)
    sound = (
        files[:1] == (name,)
        and set(files) == set(record.bytes)
        and all(_is_of(name, file) for file in files)
        and rendering.files == tuple(map(Path, files))
        and _are_texts(texts)
        and all(each >= 0 for each in (record.seconds, *record.bytes.values(), *lengths))
        and isinstance(rendering.facts, dict)
    )
    if record.transcript:
        steps = Transcript.from_json(record.transcript).steps
        sound = sound and all(_is_of(name, step.file) for step in steps)
    if not sound:
        raise ValueError(f"the record of {name} is not as it is written")


def _are_texts(values: tuple[object, ...]) -> bool:
    return all(isinstance(each, str) for each in values)


def _is_of(output: str, file: str) -> bool:
    """Return whether a file could be one of an output: in the same folder, with its id, and of our making.

    >>> [_is_of("slope.png", file) for file in ("slope.step-1.svg", "../slope.png", "slope.toml")]
    [True, False, False]
    """
    subject = output.partition(".")[0]
    return is_plain_name(file) and file.startswith(f"{subject}.") and Path(file).suffix in WRITTEN


def _refuse_unsound_page(name: str, page: PageRecord) -> None:
    if not (is_plain_name(name) and _are_texts((page.key, page.sha256)) and page.bytes >= 0):
        raise ValueError(f"the record of {name} is not as it is written")


def _table(folder: Path) -> dict[str, Any]:
    """Return the manifest as JSON values; nothing if it is missing, unreadable or of another format."""
    try:
        table: object = json.loads(read_text(folder / NAME, MAX_SIZE))
    except (Unreadable, *UNEXPECTED_SHAPE):
        return {}
    known = cast("dict[str, Any]", table) if isinstance(table, dict) else {}
    return known if known.get("format") == FORMAT else {}


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
        "outputs": _entries(records),
        "pages": _entries(pages),
    }
    write_text_atomically(folder / NAME, json.dumps(table, indent=2, ensure_ascii=False) + "\n")


def _hash(file: Path) -> str | None:
    """Return the SHA-256 of an ordinary file; None if there is none to read."""
    try:
        return content_digest(file)
    except Unreadable:
        return None
