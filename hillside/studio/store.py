"""Files that are whole or absent, and the key that says whether one is still current."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from secrets import token_hex

from hillside.stage.errors import Failure
from hillside.stage.lettering.scripts import letters_version
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


@contextmanager
def write_whole(target: Path) -> Generator[Path, None, None]:
    """Give a path beside `target` to write to, and put it in place of `target` at the end.

    When anything goes wrong, Ctrl-C included, nothing is left and what stood at `target` stands there still.

    Raises:
        Failure: The folder is missing or closed to writing, or `target` is a folder or a device.
    """
    target = writable(target)
    aside = target.with_name(f".{token_hex(8)}.part{target.suffix}")
    try:
        # Created here rather than by the writer, so that a closed folder is found before the work.
        aside.touch(exist_ok=False)
        yield aside
        with aside.open("rb+") as written:
            os.fsync(written.fileno())
        os.replace(aside, target)
    except OSError as error:
        if error.filename is not None and Path(str(error.filename)) != aside:
            raise
        raise Failure(f"cannot write {target}: {error.strerror or error}") from error
    finally:
        aside.unlink(missing_ok=True)


def writable(target: Path) -> Path:
    """Return `target` with links followed, if a file can be put there.

    Raises:
        Failure: It cannot, and why.
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
