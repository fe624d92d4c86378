"""Diagnosis of the installation: what works, what is missing, and the exact command that fixes it."""

from __future__ import annotations

import operator
import os
import platform
import re
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from types import MappingProxyType
from typing import Any

from hillside.files.formats import FORMATS
from hillside.stage.lettering.language import LANGUAGES, catalog_path
from hillside.stage.lettering.typeface import FONT_FOLDER, TYPEFACE
from hillside.studio.import_closure import ROOT
from hillside.studio.program_files import missing_files
from hillside.studio.system_packages import (
    command_line,
    libraries_command,
    pip_command,
    python_command,
    restoring_command,
)

PROJECT = "hillside"
SHOWN = 3
"""The number of missing files that are named; the command has all of them."""
PYTHON = ">=3.11"
FONTS = FONT_FOLDER
IMPORTED = MappingProxyType({"pillow": "PIL"})
"""The name by which a package is imported, where it has another than that by which it is installed."""


@dataclass(frozen=True)
class Check:
    """The result of one check: `found` is what was found, `mend` the command that fixes a failure."""

    name: str
    ok: bool
    found: str
    mend: str = ""

    def __str__(self) -> str:
        """Return the line of the report.

        >>> print(Check("numpy", False, "1.26 (needs >=2,<3)", "pip install 'numpy>=2,<3'"))
        MISSING  numpy: 1.26 (needs >=2,<3)
                 mend with: pip install 'numpy>=2,<3'
        """
        line = f"{'ok' if self.ok else 'MISSING':<7}  {self.name}: {self.found}"
        return line if self.ok or not self.mend else f"{line}\n{'':<9}mend with: {self.mend}"


SIGNS: Mapping[str, Callable[[Any, Any], bool]] = MappingProxyType(
    {
        ">=": operator.ge,
        "<=": operator.le,
        "==": operator.eq,
        "!=": operator.ne,
        ">": operator.gt,
        "<": operator.lt,
    }
)


def examine() -> tuple[Check, ...]:
    """Return all checks, in the order in which failures should be fixed."""
    # Nothing that pip compiles can be installed before what it is compiled with.
    drawing, *probes = (_probe(*each) for each in probes_here())
    # In a folder that is gone, and without a place for temporary files, much else fails.
    places = (_folder(), _temporary_folder())
    own = (_program_files(), _fonts(), _catalogs())
    return (*places, _python(), *_pip(), drawing, *_packages(), *probes, *own)


def _python() -> Check:
    found = platform.python_version()
    return Check("Python", satisfies(found, PYTHON), f"{found} (needs {PYTHON})", python_command())


def _pip() -> Sequence[Check]:
    """Return a failure if pip is missing, with which the others are fixed."""
    try:
        version("pip")
    except PackageNotFoundError:
        return [Check("pip", False, "not installed", command_line(sys.executable, "-m", "ensurepip"))]
    return ()


def _packages() -> Sequence[Check]:
    try:
        wanted = requires(PROJECT) or []
    except PackageNotFoundError:
        return [Check(PROJECT, False, "not installed", pip_command("install", "-e", str(ROOT)))]
    parts = [re.match(r"([\w.-]+)(\[[\w,]+\])?\s*([^;]*)(;.*extra.*)?", line) for line in wanted]
    return [_package(part[1], part[2] or "", part[3].strip()) for part in parts if part and part[4] is None]


def _package(name: str, extras: str, rule: str) -> Check:
    mend = pip_command("install", f"{name}{extras}{rule}")
    try:
        found = version(name)
    except PackageNotFoundError:
        return Check(name, False, f"not installed (needs {rule})", mend)
    if not satisfies(found, rule):
        return Check(name, False, f"{found} (needs {rule})", mend)
    anew = pip_command("install", "--force-reinstall", f"{name}{extras}{rule}")
    return _probe(name, partial(_load, name, f"{found} (needs {rule})"), anew)


def _load(name: str, found: str) -> str:
    """Import a package, and return what was found."""
    import_module(IMPORTED.get(name, name))
    return found


def satisfies(found: str, rule: str) -> bool:
    """Return whether a version satisfies a specifier of comma-separated comparisons.

    >>> satisfies("2.4.6", "<3,>=2"), satisfies("13.0.0", "<13,>=11")
    (True, False)
    """
    comparisons = re.findall(r"(>=|<=|==|!=|>|<)\s*([\d.]+)", rule)
    return all(SIGNS[sign](_numbers(found), _numbers(bound)) for sign, bound in comparisons)


def _numbers(text: str) -> list[int]:
    """Return the release numbers without trailing zeros, so that 2 equals 2.0."""
    release = re.match(r"[\d.]*", text)
    numbers = [int(part) for part in (release[0] if release else "").split(".") if part]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return numbers


def _probe(name: str, attempt: Callable[[], str], mend: str) -> Check:
    try:
        return Check(name, True, attempt())
    # A broken installation can raise any exception, and the purpose here is to report it.
    except Exception as error:
        return Check(name, False, f"{type(error).__name__}: {error}".partition("\n")[0], mend)


def _set_a_word() -> str:
    typst = import_module("typst")
    typst.compile(b"Slope", format="svg", ignore_system_fonts=True, font_paths=[str(FONTS)])
    return "sets a word"


CAPTIONS = "mov_text"
"""The encoder of the captions in MP4 and MOV."""


def _encode() -> str:
    av = import_module("av")
    films = [each for each in FORMATS if each.is_film]
    for encoder in (*(film.encoder for film in films), CAPTIONS):
        av.Codec(encoder, "w")
    return f"writes {', '.join(film.name for film in films)}, captions"


def _save_pixels() -> str:
    features = import_module("PIL.features")
    if not features.check("webp"):
        raise ImportError("this Pillow was built without WebP")
    return "writes PNG and WebP"


def _set_a_page() -> str:
    typst = import_module("typst")
    source = b"#set document(title: [T], date: none)\nSlope"
    typst.compile(
        source, format="pdf", pdf_standards=["ua-1"], ignore_system_fonts=True, font_paths=[str(FONTS)]
    )
    return "writes PDF/UA"


def _draw() -> str:
    for name in ("cairo", "manimpango"):
        import_module(name)
    return "cairo and Pango load"


def probes_here() -> tuple[tuple[str, Callable[[], str], str], ...]:
    """Return what is tried: a name, the attempt, and the command that mends it here."""
    anew = partial(pip_command, "install", "--force-reinstall")
    compiled = " && ".join(filter(None, (libraries_command(), anew("pycairo", "manimpango"))))
    return (
        ("drawing", _draw, compiled),
        ("typesetting", _set_a_word, anew("typst")),
        ("vector", _set_a_page, anew("typst")),
        ("pixels", _save_pixels, anew("pillow<13")),
        ("film", _encode, anew("av")),
    )


def _program_files() -> Check:
    """Look for every file of the program, fonts and catalogs aside."""
    missing = missing_files()
    found = "all are there" if not missing else f"there is no {', '.join(missing[:SHOWN])}"
    found += f" and {len(missing) - SHOWN} more" if len(missing) > SHOWN else ""
    return Check("program files", not missing, found, restoring_command(ROOT, *missing))


def _fonts() -> Check:
    """Look for every font that comes with the program."""
    wanted = [file.path for file in TYPEFACE.files if file.path.parent == FONT_FOLDER]
    wanted += [file.path for row in LANGUAGES.values() for file in row.script.files]
    missing = sorted({path.name for path in wanted if not (FONTS / path.name).is_file()})
    found = f"{len(set(wanted))} are there" if not missing else f"there is no {', '.join(missing)} in {FONTS}"
    return Check("fonts", not missing, found, restoring_command(ROOT, str(FONTS)))


def _catalogs() -> Check:
    """Look for the catalog of every language; English needs none."""
    missing = [code for code in LANGUAGES if code != "en" and not catalog_path(code).is_file()]
    found = f"{len(LANGUAGES)} languages" if not missing else f"there is no catalog for {', '.join(missing)}"
    return Check("languages", not missing, found, restoring_command(ROOT, str(catalog_path("de").parents[2])))


def _temporary_folder() -> Check:
    if platform.system() == "Windows":
        mend = 'mkdir "%USERPROFILE%\\tmp" && set TMP=%USERPROFILE%\\tmp'
    else:
        mend = 'mkdir -p "$HOME/tmp" && export TMPDIR="$HOME/tmp"'
    try:
        with tempfile.TemporaryFile():
            return Check("temporary folder", True, f"{tempfile.gettempdir()} can be written")
    except OSError as error:
        return Check("temporary folder", False, f"there is none to write to: {error.strerror}", mend)


def _folder() -> Check:
    elsewhere = 'cd "%USERPROFILE%"' if platform.system() == "Windows" else 'cd "$HOME"'
    try:
        here = Path.cwd()
        about = here.stat()
    except OSError:
        return Check("this folder", False, "it has been deleted", elsewhere)
    ok = os.access(here, os.W_OK | os.X_OK)
    closed = about.st_mode & 0o300 != 0o300
    ours = sys.platform != "win32" and about.st_uid == os.geteuid() and closed
    mend = command_line("chmod", "u+wx", str(here)) if ours else elsewhere
    return Check("this folder", ok, f"{here} can {'' if ok else 'not '}be written", mend)
