"""The typeface: the font families of words and formulas, and the files that contain them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

FONT_FOLDER = Path(__file__).parent / "fonts"


@dataclass(frozen=True, kw_only=True)
class FontFile:
    """A font file, identified by its content and not by its path.

    Attributes:
        path: its path on this machine.
        name: its file name.
        sha256: the SHA-256 of its content; empty for a font that comes with the program.
    """

    path: Path = field(compare=False)
    name: str
    sha256: str = ""


def bundled(*names: str) -> tuple[FontFile, ...]:
    """Return bundled font files by name."""
    return tuple(FontFile(path=FONT_FOLDER / name, name=name) for name in names)


@dataclass(frozen=True, kw_only=True)
class Script:
    """The script of a language, and the fonts that a Latin typeface lacks for it.

    Attributes:
        language: its code, such as `zh`, by which letters are shaped.
        name: the name that fontspec has for the script, such as `Devanagari`.
        region: the region whose letter forms are used, such as `CN`, where that matters.
        direction: `ltr` or `rtl`; formulas run from left to right in all of them.
        families: further families of words, with the glyphs that the typeface lacks.
        files: the files of these families.
        more: how to get further glyphs, when there is a way.
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
        semibold: the weight of emphasized words.
        scale: the factor of all type sizes.
        text_files: the files of `text`.
        math_files: the files of `math`.
        script: the script of the words.
    """

    text: str = "Inter"
    math: str = "IBM Plex Math"
    medium: int = 500
    semibold: int = 600
    scale: float = 1.0
    text_files: tuple[FontFile, ...] = bundled("Inter-Medium.ttf", "Inter-SemiBold.ttf")
    math_files: tuple[FontFile, ...] = bundled("IBMPlexMath-Regular.ttf")
    script: Script = LATIN

    @property
    def files(self) -> tuple[FontFile, ...]:
        """All font files; no other font is ever used.

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
        """Return what determines the look of words, as plain JSON values; paths are not part of it.

        Nor is the script: it follows from the language, which a job names separately.
        """
        files = [{"name": file.name, "sha256": file.sha256} for file in self.text_files + self.math_files]
        faces = {"text": self.text, "math": self.math}
        weights = {"medium": self.medium, "semibold": self.semibold}
        return {**faces, **weights, "scale": self.scale, "files": files}


TEXT_SIZES = MappingProxyType({"normal": 1.0, "large": 1.25})
"""The scale of a typeface by the name of the size."""
TYPEFACE = Typeface()
"""The bundled typeface: Inter and IBM Plex Math."""
