"""Diagnosis of the installation: what works, what is missing, and the exact command that fixes it."""

from __future__ import annotations

import operator
import os
import platform
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any

from hillside.files.formats import FORMATS

PROJECT = "hillside"
PYTHON = ">=3.11"
FONTS = Path(__file__).parents[1] / "stage" / "lettering" / "fonts"
SYSTEM = "gcc libc6-dev pkg-config libcairo2-dev libpango1.0-dev python3-dev python3-venv"
"""The packages that a bare Debian or Ubuntu needs before pip can build pycairo and manimpango."""


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


SIGNS: Mapping[str, Callable[[Any, Any], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    "<": operator.lt,
}


def examine() -> tuple[Check, ...]:
    """Return all checks, in the order in which failures should be fixed."""
    return (_python(), *_packages(), *map(_probe, PROBES), _fonts(), _folder())


def _python() -> Check:
    found = platform.python_version()
    ok = satisfies(found, PYTHON)
    return Check("Python", ok, f"{found} (needs {PYTHON})", "sudo apt-get install python3 python3-venv")


def _packages() -> Sequence[Check]:
    try:
        wanted = requires(PROJECT) or []
    except PackageNotFoundError:
        return [Check(PROJECT, False, "not installed", f"{sys.executable} -m pip install -e .")]
    parts = [re.match(r"([\w.-]+)(\[[\w,]+\])?\s*([^;]*)(;.*extra.*)?", line) for line in wanted]
    return [_package(part[1], part[2] or "", part[3].strip()) for part in parts if part and part[4] is None]


def _package(name: str, extras: str, rule: str) -> Check:
    mend = f"{sys.executable} -m pip install '{name}{extras}{rule}'"
    try:
        found = version(name)
    except PackageNotFoundError:
        return Check(name, False, f"not installed (needs {rule})", mend)
    return Check(name, satisfies(found, rule), f"{found} (needs {rule})", mend)


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


def _probe(work: tuple[str, Callable[[], str], str]) -> Check:
    name, attempt, mend = work
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


PIP = f"{sys.executable} -m pip install --force-reinstall"

PROBES: tuple[tuple[str, Callable[[], str], str], ...] = (
    ("drawing", _draw, f"sudo apt-get install {SYSTEM} && {PIP} pycairo manimpango"),
    ("typesetting", _set_a_word, f"{PIP} typst"),
    ("vector", _set_a_page, f"{PIP} typst"),
    ("pixels", _save_pixels, f"{PIP} 'pillow<13'"),
    ("film", _encode, f"{PIP} av"),
)


def _fonts() -> Check:
    found = sorted(path.stem for path in FONTS.glob("*.ttf"))
    mend = f"git checkout -- {FONTS}"
    return Check("fonts", bool(found), ", ".join(found) or f"none in {FONTS}", mend)


def _folder() -> Check:
    here = Path.cwd()
    ok = os.access(here, os.W_OK | os.X_OK)
    return Check("this folder", ok, f"{here} can {'' if ok else 'not '}be written", f"chmod u+wx {here}")
