"""A typeface from custom font files, tested before anything is drawn with it."""

from __future__ import annotations

import hashlib
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from hillside.stage.errors import Failure, Refusal
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
        Refusal: A file is not a font, the two text fonts are not of one family, or a common glyph is missing.
    """
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


def font_file(path: Path) -> FontFile:
    """Return a font file, identified by its content.

    Raises:
        Failure: The file cannot be read.
        Refusal: Its suffix is not that of a font.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise Refusal(f"{path} is not a font file that can be used here; give one of {' '.join(SUFFIXES)}")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Failure(f"cannot read {path}: {error.strerror}") from error
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
    from hillside.stage.lettering.typesetting import font_collection

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
