"""The key of a picture: the digest of all that decides its bytes, and of nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType

from hillside.files.formats import format_of
from hillside.stage.lettering.language import catalog_path, letters_version, script_of
from hillside.studio.catalogue import module_of
from hillside.studio.closure import Sources, sources
from hillside.studio.job import Job

ROOT = Path(__file__).resolve().parents[2]
"""The folder that holds the packages `hillside`, `mathcore` and `scenes`."""

DRAWN_BY = ("av", "babel", "manim", "numpy", "pillow", "pycairo", "typst")
"""The packages whose version can change a pixel."""
SHOOT = "hillside.studio.shoot"
"""The module that makes the files of a job."""


def key(job: Job, also: Iterable[str] = (), code: Sources | None = None) -> str:
    """Return the SHA-256 of all that decides the bytes of an output.

    These are the job; the modules that its figure and the writer of its suffix import; the catalog of its
    language; the fonts of its typeface and of its script; and the versions of the libraries that draw. Equal
    keys mean equal pictures, in every process and on every machine with the same libraries.

    Args:
        job: what is asked for.
        also: further modules that decide the bytes, of an output that is made of pictures.
        code: the sources, if not those that this process runs.
    """
    code = sources() if code is None else code
    decided = {
        "job": job.to_json(),
        "code": code.digests((*modules_of(job), *also)),
        "data": code.data_digests(data_of(job)),
        "versions": {**versions(), "letters": letters_version(job.language.code)},
    }
    return hashlib.sha256(canonical(decided).encode()).hexdigest()


@lru_cache(maxsize=1)
def versions() -> Mapping[str, str]:
    """Return the version of each package that can change a pixel."""
    return MappingProxyType({name: version(name) for name in DRAWN_BY})


def modules_of(job: Job) -> tuple[str, ...]:
    """Return the modules whose import closure draws a job; beside a film comes its poster, a still."""
    poster = (format_of(".png").module,) if job.is_film else ()
    return (module_of(job.figure), SHOOT, job.format.module, *poster)


def data_of(job: Job) -> Iterator[str]:
    """Yield the files other than code that a job reads, by their path from `ROOT`, each once.

    A lecturer's own fonts are named in the job by their content, and those of a package by its version.
    """
    if job.language.code != "en":
        yield catalog_path(job.language.code).resolve().relative_to(ROOT).as_posix()
    fonts = dict.fromkeys((*job.theme.typeface.files, *script_of(job.language.code).files))
    for font in fonts:
        path = font.path.resolve()
        if not font.sha256 and path.is_relative_to(ROOT / "hillside"):
            yield path.relative_to(ROOT).as_posix()


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
