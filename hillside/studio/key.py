"""The key of a picture: the digest of all that decides its bytes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

from hillside.stage.lettering.locales import letters_version
from hillside.studio.catalogue import module_of
from hillside.studio.job import Job

ROOT = Path(__file__).resolve().parents[2]
"""The folder that holds the rooms `mathcore`, `stage` and `scenes`."""

DRAWN_BY = ("av", "babel", "manim", "numpy", "pillow", "pycairo", "typst")
"""The packages whose version can change a pixel."""


def rooms_digest(root: Path = ROOT) -> dict[str, str]:
    """Return the digest of each room that all figures share; who needs many keys computes it once."""
    return {room: digest(_files(root / room), root) for room in ("mathcore", "hillside", "scenes/shared")}


def key(job: Job, root: Path = ROOT, rooms: Mapping[str, str] | None = None) -> str:
    """Return the SHA-256 of all that decides the bytes of an output: the job, the code, fonts and libraries.

    Equal keys mean equal pictures, in every process and on every machine with the same libraries. `rooms` is
    the digest of the rooms, if it is known already.
    """
    scene = root / f"{module_of(job.figure).replace('.', '/')}.py"
    scene = scene.parent
    source = {**(rooms_digest(root) if rooms is None else rooms), "scene": digest(_files(scene), root)}
    versions = {name: version(name) for name in DRAWN_BY} | {"letters": letters_version(job.language.code)}
    decided = {"job": job.to_json(), "source": source, "versions": versions}
    return hashlib.sha256(canonical(decided).encode()).hexdigest()


def canonical(value: object) -> str:
    """Return the one JSON text of `value`.

    >>> canonical({"b": 1, "a": (2, "π")})
    '{"a":[2,"π"],"b":1}'
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def digest(files: Iterable[Path], root: Path) -> str:
    """Return the SHA-256 of the names (below `root`) and contents of `files`."""
    whole = hashlib.sha256()
    for file in sorted(files):
        content = file.read_bytes()
        whole.update(f"{file.relative_to(root).as_posix()}\0{len(content)}\0".encode())
        whole.update(content)
    return whole.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    return (file for file in folder.rglob("*") if file.is_file() and file.suffix != ".pyc")
