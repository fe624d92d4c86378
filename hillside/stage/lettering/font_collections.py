"""The typesetter's collections of fonts: those of a typeface alone, and those installed on this machine."""

import hashlib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import typst

from hillside.stage.errors import Failure
from hillside.stage.foreign_file import MAX_FONT, read_bytes
from hillside.stage.leftovers import temporary_folder
from hillside.stage.lettering.typeface import FontFile
from hillside.stage.lettering.typst_markup import quoted


@lru_cache(maxsize=16)
def font_collection(files: tuple[FontFile, ...]) -> typst.Fonts:
    """Return Typst's font collection with these files alone.

    Typst reads whole folders only, and other fonts in a folder could be used as fallbacks. So a lecturer's
    own fonts are copied into a temporary folder.

    Raises:
        Failure: A file cannot be read, or is not the one that has been tried.
    """
    if not any(file.sha256 for file in files):
        return _fonts_in(*dict.fromkeys(file.path.parent for file in files))
    with temporary_folder("fonts") as folder:
        for number, file in enumerate(files):
            content = read_bytes(file.path, MAX_FONT)
            if file.sha256 not in ("", hashlib.sha256(content).hexdigest()):
                raise Failure(f"{file.path} has been changed meanwhile; run the command again")
            (Path(folder) / f"{number}{file.path.suffix.lower()}").write_bytes(content)
        fonts = _fonts_in(Path(folder))
        # Typst reads a font on first use and then caches it, so each is used once while its file exists.
        for face in fonts.fonts():
            style = f"#set text(font: {quoted(face.family)}, weight: {face.weight})"
            typst.compile(f"{style}\nx".encode(), font_paths=fonts, ignore_system_fonts=True, format="svg")
    return fonts


def _fonts_in(*folders: Path) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))


@dataclass(frozen=True)
class InstalledFace:
    """A font that is installed.

    Attributes:
        family: its family.
        weight: its weight, 100 to 900.
        path: its file.
    """

    family: str
    weight: int
    path: Path


@cache
def installed_faces() -> tuple[InstalledFace, ...]:
    """Return the upright fonts of ordinary width that are installed on this machine."""
    fonts = typst.Fonts(include_system_fonts=True, include_embedded_fonts=False, font_paths=[]).fonts()
    return tuple(
        InstalledFace(font.family, font.weight, Path(font.path))
        for font in fonts
        if font.path and font.style == "normal" and font.stretch == 1.0
    )
