"""The key of an output: the digest of everything that determines its bytes, and of nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from types import MappingProxyType
from typing import Any

from hillside.files.formats import format_of
from hillside.stage.lettering.language import catalog_path, letters_version, script_of
from hillside.stage.lettering.typeface import FontFile
from hillside.studio.catalogue import module_of
from hillside.studio.import_closure import ROOT, Sources, sources
from hillside.studio.job import Job

LIBRARIES = ("babel", "manim", "numpy", "pycairo", "svgelements", "typst")
"""The libraries whose version can change any picture."""
CODECS = MappingProxyType({"av": "av", "PIL": "pillow"})
"""The libraries that encode some kinds of file, by the name under which their writers import them."""
RENDERER = "hillside.studio.renderer"
"""The module that makes the files of a job."""


def key(job: Job, also: Iterable[str] = (), code: Sources | None = None) -> str:
    """Return the SHA-256 of everything that determines the bytes of an output.

    That is: the job; the import closure of its figure and of the writer of its suffix; the catalog of its
    language; the fonts of its typeface and of its script; and the versions of the libraries that draw and
    encode it. Equal
    keys mean equal files, in every process and on every machine with the same libraries.

    Args:
        job: The job.
        also: Other modules that determine the bytes, for an output composed of pictures.
        code: The sources, if not those that this process runs.
    """
    code = sources() if code is None else code
    versions = {**versions_of(job, code), "letters": letters_version(job.language.code)}
    # What is hashed is one canonical JSON object, with its keys in the order of the alphabet.
    whole = _hash_of_code(code, frozenset((*modules_of(job), *also))).copy()
    data = _canonical_data(code, data_of(job))
    whole.update(
        f',"data":{data},"job":{canonical(job.to_json())},"versions":{canonical(versions)}}}'.encode()
    )
    return whole.hexdigest()


@lru_cache(maxsize=512)
def _hash_of_code(code: Sources, modules: frozenset[str]) -> Any:
    """Return the hash of the digests of some modules, with which that of many outputs of a course begins."""
    return hashlib.sha256(f'{{"code":{canonical(code.digests(modules))}'.encode())


@lru_cache(maxsize=512)
def _canonical_data(code: Sources, paths: tuple[str, ...]) -> str:
    """Return the canonical JSON of the digests of some data files."""
    return canonical(code.data_digests(paths))


def versions_of(job: Job, code: Sources | None = None) -> dict[str, str]:
    """Return the version of each library that can change a byte of an output."""
    code = sources() if code is None else code
    return library_versions((*LIBRARIES, *_codecs(writers_of(job), code)))


def library_versions(names: Iterable[str]) -> dict[str, str]:
    """Return the versions of installed libraries, sorted by their names."""
    return {name: version(name) for name in sorted(names)}


@lru_cache(maxsize=32)
def version(name: str) -> str:
    """Return the version of an installed library; looking it up reads files, and every key asks for it."""
    return metadata.version(name)


@lru_cache(maxsize=64)
def _codecs(writers: tuple[str, ...], code: Sources) -> tuple[str, ...]:
    """Return the libraries that encode: imported by what the writers need and the renderer does not."""
    imported = code.libraries(code.closure(writers) - code.closure((RENDERER,)))
    return tuple(CODECS[name] for name in imported & CODECS.keys())


def modules_of(job: Job) -> tuple[str, ...]:
    """Return the modules whose import closure renders a job."""
    return (module_of(job.figure), RENDERER, *writers_of(job))


def writers_of(job: Job) -> tuple[str, ...]:
    """Return the module of the writer of a job; for a film also that of its poster, a still."""
    poster = (format_of(".png").module,) if job.is_film else ()
    return (job.format.module, *poster)


def data_of(job: Job) -> tuple[str, ...]:
    """Return the data files that a job reads, by their paths relative to `ROOT`, each once.

    Custom fonts are identified in the job by their content, and fonts from another package by its version.
    """
    return _data_of(job.language.code, job.theme.typeface.files)


@lru_cache(maxsize=128)
def _data_of(language: str, fonts: tuple[FontFile, ...]) -> tuple[str, ...]:
    catalog = () if language == "en" else (_path_in_root(catalog_path(language)),)
    files = dict.fromkeys((*fonts, *script_of(language).files))
    return (*catalog, *filter(None, (_path_in_root(font.path) for font in files if not font.sha256)))


def _path_in_root(file: Path) -> str:
    """Return the path of a file of the program relative to `ROOT`; empty for one of another package."""
    path = file.resolve()
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT / "hillside") else ""


def canonical(value: object) -> str:
    """Return the canonical JSON of `value`: sorted keys, no spaces.

    >>> canonical({"b": 1, "a": (2, "π")})
    '{"a":[2,"π"],"b":1}'
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def digest(files: Iterable[Path], root: Path) -> str:
    """Return the SHA-256 of the names (relative to `root`) and contents of `files`."""
    whole = hashlib.sha256()
    for file in sorted(files):
        content = file.read_bytes()
        whole.update(f"{file.relative_to(root).as_posix()}\0{len(content)}\0".encode())
        whole.update(content)
    return whole.hexdigest()
