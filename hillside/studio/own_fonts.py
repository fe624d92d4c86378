"""A typeface from custom font files, tested in a process of its own before anything is drawn with it.

A font is a program of sorts: one whose tables state absurd sizes makes the typesetter ask for gigabytes, and
end its process. So a process with limits tries it first.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from hillside.stage.errors import Failure, HillsideError, Refusal
from hillside.stage.foreign_file import MAX_FONT, read_bytes
from hillside.stage.lettering.typeface import TYPEFACE, FontFile, Typeface

SUFFIXES = (".ttf", ".otf")
SAMPLE = "Derivative = Slope of the Tangent Line −0123456789.%"
SAMPLE_FORMULA = 'f\'(x) = "rise" / "run" = sqrt(x)'
"""Samples of the glyphs that every figure needs, as words and as a formula in Typst."""


def own_typeface(
    text: Path | None = None, semibold: Path | None = None, math: Path | None = None
) -> Typeface:
    """Return the typeface of these files, with the default fonts for those not given.

    Args:
        text: The font of words.
        semibold: A heavier one of the same family.
        math: The font of formulas.

    Raises:
        Failure: A file cannot be read.
        Refusal: A file is not a font, the two text fonts are not of one family, a common glyph is missing, or
            the typesetter breaks down over a font.
    """
    # Opened here first, so that what cannot be read is told by this process.
    given = tuple(font_file(path) for path in (text, semibold, math) if path is not None)
    if not given:
        return TYPEFACE
    names = " and ".join(file.name for file in given)
    return _answered((_tried_typeface, (text, semibold, math)), names)


def tried(typeface: Typeface) -> Typeface:
    """Return a typeface whose fonts have set samples.

    Raises:
        Failure: They cannot be tried.
        Refusal: A common glyph is missing, or the typesetter breaks down over a font.
    """
    return _answered((_as_it_is, (typeface,)), " and ".join(file.name for file in typeface.text_files))


_Request = tuple[Callable[..., Typeface], tuple[Any, ...]]
"""A function and what it is called with, in a process of its own."""


def _answered(request: _Request, names: str) -> Typeface:
    """Return what the process of a trial answers."""
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-c", f"from {__name__} import answer_trial; answer_trial()"],
            input=pickle.dumps(request),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | TRIAL_SETTINGS | {"PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))},
            timeout=MAX_SECONDS,
            check=True,
        )
    except subprocess.SubprocessError as error:
        raise Refusal(f"the typesetter breaks down over {names}; use another font") from error
    except OSError as error:
        raise Failure(f"cannot try {names}: {error.strerror}") from error
    found: Typeface | HillsideError = pickle.loads(done.stdout)
    if isinstance(found, HillsideError):
        raise found
    return found


MAX_SECONDS = 60
"""Maximum time in seconds of a trial; usual fonts take less than one."""
MAX_MEMORY = 2_000_000_000
"""Maximum address space in bytes of a trial; a trial of a Chinese font takes half of it."""
TRIAL_SETTINGS = MappingProxyType({"RAYON_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"})
"""The environment of a trial: each thread of the typesetter reserves address space."""


def answer_trial() -> None:
    """Try the fonts named on standard input, and write the typeface or the error to standard output."""
    _limit_this_process()
    request: _Request = pickle.load(sys.stdin.buffer)
    function, given = request
    try:
        found: Typeface | HillsideError = function(*given)
    except HillsideError as error:
        found = error
    sys.stdout.buffer.write(pickle.dumps(found))


def _limit_this_process() -> None:
    """Set limits of memory and of time, and write no core dump; Windows has no such limits."""
    if sys.platform == "win32":
        return
    import resource

    for kind, most in (
        (resource.RLIMIT_AS, MAX_MEMORY),
        (resource.RLIMIT_CPU, MAX_SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        # macOS refuses a limit of the address space that is below its present size.
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (bound, hard))


def _tried_typeface(text: Path | None, semibold: Path | None, math: Path | None) -> Typeface:
    """Return the typeface of these files, after typesetting samples with it; see `own_typeface`."""
    typeface = TYPEFACE
    if text is not None:
        typeface = _with_text(typeface, text, semibold)
    elif semibold is not None:
        raise Refusal(f"{semibold.name} is a heavier font beside none; give the ordinary one as text = …")
    if math is not None:
        file = font_file(math)
        typeface = replace(typeface, math=_face(file)[0], math_files=(file,))
    _try(typeface)
    return typeface


def _as_it_is(typeface: Typeface) -> Typeface:
    """Return a typeface after typesetting samples with it."""
    _try(typeface)
    return typeface


def font_file(path: Path) -> FontFile:
    """Return a font file, identified by its content.

    Raises:
        Failure: The file cannot be read.
        Refusal: Its suffix is not that of a font.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise Refusal(f"{path} is not a font file that can be used here; give one of {' '.join(SUFFIXES)}")
    content = read_bytes(path, MAX_FONT)
    return FontFile(path=path.resolve(), name=path.name, sha256=hashlib.sha256(content).hexdigest())


def _with_text(typeface: Typeface, text: Path, semibold: Path | None) -> Typeface:
    file = font_file(text)
    family, weight = _face(file)
    typeface = replace(typeface, text=family, medium=weight, semibold=weight, text_files=(file,))
    if semibold is None:
        return typeface
    heavier = font_file(semibold)
    other, weight = _face(heavier)
    if other != family:
        raise Refusal(f"{text.name} is {family} and {semibold.name} is {other}; give two fonts of one family")
    return replace(typeface, semibold=weight, text_files=(file, heavier))


def _face(file: FontFile) -> tuple[str, int]:
    """Return the family and the weight of a font file."""
    from hillside.stage.lettering.font_collections import font_collection

    faces = font_collection((file,)).fonts()
    if not faces:
        raise Refusal(f"{file.path} cannot be read as a font; open it with a font viewer to see what it is")
    return faces[0].family, faces[0].weight


def _try(typeface: Typeface) -> None:
    """Typeset sample words and a formula, which raises `Refusal` if the fonts lack a glyph."""
    from hillside.stage.lettering.typesetting import typeset
    from hillside.stage.lettering.typst_markup import formula, plain

    with _blamed_on(typeface.text_files, "words, numbers and the minus sign"):
        for weight in ("medium", "semibold"):
            typeset(plain(SAMPLE), 40.0, weight, typeface=typeface)
    with _blamed_on(typeface.math_files, "formulas; give one made for mathematics, or none"):
        typeset(formula(SAMPLE_FORMULA), 40.0, typeface=typeface)


@contextmanager
def _blamed_on(files: tuple[FontFile, ...], purpose: str) -> Generator[None, None, None]:
    try:
        yield
    except (Refusal, Failure) as error:
        names = " and ".join(file.name for file in files)
        raise Refusal(f"{names} cannot set {purpose}") from error
