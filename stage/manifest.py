"""What a folder of outputs holds and how each was made, so that only what changed is drawn again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from stage.store import write_whole
from stage.take import Job, Take

NAME = "manifest.json"
FORMAT = 1


@dataclass(frozen=True)
class Record:
    """One output: the key it was made under, the SHA-256 of each of its files, the job and what it shows."""

    key: str
    files: Mapping[str, str]
    job: Mapping[str, Any]
    take: Mapping[str, Any]

    def is_current(self, key: str, folder: Path) -> bool:
        """Return whether making it again would change nothing."""
        return self.key == key and all(_hash(folder / name) == known for name, known in self.files.items())


def record(key: str, job: Job, take: Take, folder: Path) -> Record:
    """Return the record of a take whose files lie in `folder`."""
    names = [file.resolve().relative_to(folder.resolve()).as_posix() for file in take.files]
    files = {name: _hash(folder / name) or "" for name in names}
    return Record(key=key, files=files, job=job.to_json(), take={**take.to_json(), "files": names})


def read_manifest(folder: Path) -> dict[str, Record]:
    """Return the records of the folder by the name of the main file; none when the manifest cannot be used.

    A damaged manifest, or one of another format, costs time and no work: everything is drawn again.
    """
    try:
        table = json.loads((folder / NAME).read_text(encoding="utf-8"))
        if table["format"] != FORMAT:
            return {}
        return {name: Record(**each) for name, each in table["outputs"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def write_manifest(folder: Path, title: str, records: Mapping[str, Record]) -> None:
    """Write the records of the folder.

    Raises:
        Failure: The folder is closed to writing.
    """
    table = {
        "format": FORMAT,
        "title": title,
        "outputs": {name: asdict(records[name]) for name in sorted(records)},
    }
    with write_whole(folder / NAME) as aside:
        aside.write_text(json.dumps(table, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _hash(file: Path) -> str | None:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return None
