"""The typeface as a value: which font families set words and formulas, and the files they come from."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FONT_FOLDER = Path(__file__).parent / "fonts"


@dataclass(frozen=True, kw_only=True)
class FontFile:
    """A font file, known by what is in it and not by where it lies.

    Attributes:
        path: where it lies on this machine.
        name: its file name.
        sha256: the SHA-256 of its content; empty for a font that comes with the program.
    """

    path: Path = field(compare=False)
    name: str
    sha256: str = ""


def bundled(*names: str) -> tuple[FontFile, ...]:
    """Return font files that come with the program."""
    return tuple(FontFile(path=FONT_FOLDER / name, name=name) for name in names)


@dataclass(frozen=True, kw_only=True)
class Script:
    """How a language is written: what a typeface for Latin letters does not know of it.

    Attributes:
        language: its code, such as `zh`, by which letters are shaped.
        name: what fontspec calls the script, such as `Devanagari`.
        region: the region whose forms of the letters are meant, such as `CN`, when that matters.
        direction: `ltr` or `rtl`; formulas run from left to right in all of them.
        families: further families of words, which lend the letters that the typeface lacks.
        files: the files that hold them.
        more: how to come by further letters, when there is a way.
    """

    language: str = "en"
    name: str = "Latin"
    region: str | None = None
    direction: str = "ltr"
    families: tuple[str, ...] = ()
    files: tuple[FontFile, ...] = ()
    more: str = ""


LATIN = Script()
"""English; and with another code any language in Latin, Greek or Cyrillic letters."""


@dataclass(frozen=True, kw_only=True)
class Typeface:
    """One family for words in two weights, and one for formulas.

    Attributes:
        text: the family of words.
        math: the family of formulas.
        medium: the weight of ordinary words, 100 to 900.
        semibold: the weight of words that stand out.
        text_files: the files that hold `text`.
        math_files: the files that hold `math`.
        script: how the language is written that the words are in.
    """

    text: str = "Inter"
    math: str = "IBM Plex Math"
    medium: int = 500
    semibold: int = 600
    text_files: tuple[FontFile, ...] = bundled("Inter-Medium.ttf", "Inter-SemiBold.ttf")
    math_files: tuple[FontFile, ...] = bundled("IBMPlexMath-Regular.ttf")
    script: Script = LATIN

    @property
    def files(self) -> tuple[FontFile, ...]:
        """All files; no other font is ever used.

        >>> [file.name for file in Typeface().files]
        ['Inter-Medium.ttf', 'Inter-SemiBold.ttf', 'IBMPlexMath-Regular.ttf']
        """
        return self.text_files + self.script.files + self.math_files

    def weight(self, name: str) -> int:
        """Return the number of the weight `medium` or `semibold`.

        >>> Typeface().weight("semibold")
        600
        """
        return {"medium": self.medium, "semibold": self.semibold}[name]

    def to_json(self) -> dict[str, Any]:
        """Return what decides how words look, as plain JSON values: no folder of this machine is in it.

        The script is not: it follows from the language, which a job names by itself.
        """
        files = [{"name": file.name, "sha256": file.sha256} for file in self.text_files + self.math_files]
        faces = {"text": self.text, "math": self.math}
        return {**faces, "medium": self.medium, "semibold": self.semibold, "files": files}


TYPEFACE = Typeface()
"""Inter and IBM Plex Math, which come with the program."""
