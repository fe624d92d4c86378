"""Words and formulas: the one place that knows the typesetter.

Typst sets every word with the fonts of one `Typeface` and nothing else: no LaTeX, no system font, no
download. What comes back is an outline in layout pixels with its baseline at `y = 0`, so that labels line
up by their baselines and a number that changes keeps its place.
"""

import re
import shutil
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from hillside.stage.errors import Failure, Refusal
from hillside.stage.lettering.locales import LANGUAGES
from hillside.stage.lettering.outline import POINTS, Outline, read_outline
from hillside.stage.lettering.typeface import TYPEFACE, FontFile, Typeface
from hillside.stage.lettering.typst_markup import plain, quoted

UNASSIGNED = "\U0010fffd"
"""A code point for private use, which no font here has: it shows the box that stands for a missing glyph."""

_PAGE = "#set page(width: auto, height: auto, margin: 0pt, fill: none)\n"
_PREAMBLE = """\
#set text(font: {text}, size: {points}pt, weight: {weight}, number-width: "tabular", fallback: false,
  lang: "{language}", region: {region}, dir: {direction}, top-edge: "cap-height", bottom-edge: "baseline")
#show math.equation: set text(font: {math}, dir: ltr)
#set par(leading: 0.62em)
#set align({align})
"""
_TALL = '#show math.equation: set text(top-edge: "bounds", bottom-edge: "bounds")\n'
"""Letters of other scripts rise higher and reach lower than Latin ones; a fraction must leave them room."""


@lru_cache(maxsize=4096)
def typeset(
    markup: str, size: float, weight: str = "medium", align: str = "start", typeface: Typeface = TYPEFACE
) -> Outline:
    """Set Typst markup at `size` layout pixels and return its outline.

    Raises:
        Failure: if Typst refuses the markup.
        Refusal: if the fonts have no glyph for one of its letters.

    >>> outline = typeset(plain("rise"), 40)
    >>> bool(25 < outline.height < 32 and outline.width > 60)
    True
    """
    drawing = _compiled(markup, size, weight, align, typeface)
    if _glyphs(drawing) & _box(size, weight, align, typeface):
        style = (size, weight, align, typeface)
        letters = [letter for letter in dict.fromkeys(markup) if not letter.isascii()]
        lacking = [letter for letter in letters if _glyphs(_compiled(plain(letter), *style)) & _box(*style)]
        raise Refusal(
            f"the fonts here have no glyph for {' '.join(lacking) or markup}; "
            + (typeface.script.more or _letters_there_are())
        )
    return replace(
        read_outline(drawing), markup=markup, style=_preamble(size, weight, align, typeface), size=size
    )


def _letters_there_are() -> str:
    *others, last = sorted(code for code, locale in LANGUAGES.items() if locale.script.families)
    return (
        "use letters of Latin, Greek or Cyrillic script and mathematical signs; "
        f"the languages {', '.join(others)} and {last} bring the letters of their own"
    )


@lru_cache(maxsize=512)
def _compiled(markup: str, size: float, weight: str, align: str, typeface: Typeface) -> bytes:
    source = _PAGE + _preamble(size, weight, align, typeface) + markup
    try:
        drawing, warnings = typst.compile_with_warnings(
            source.encode(),
            font_paths=loaded(typeface.files),
            ignore_system_fonts=True,
            format="svg",
        )
    except typst.TypstError as error:
        raise Failure(f"the typesetter refused {markup!r}: {error}") from error
    if warnings:
        raise Failure(f"the typesetter warned about {markup!r}: {warnings[0].message}")
    return drawing


def _preamble(size: float, weight: str, align: str, typeface: Typeface) -> str:
    script = typeface.script
    preamble = _PREAMBLE.format(
        text=_array(typeface.text, *script.families, typeface.math),
        math=_array(typeface.math, typeface.text, *script.families),
        points=size * POINTS,
        weight=typeface.weight(weight),
        language=script.language,
        region="none" if script.region is None else quoted(script.region),
        direction=script.direction,
        align=align,
    )
    return preamble + _TALL if script.families else preamble


def _array(*names: str) -> str:
    return f"({', '.join(map(quoted, names))})"


def _box(size: float, weight: str, align: str, typeface: Typeface) -> set[bytes]:
    """Return the name of the box that stands for a missing glyph."""
    return _glyphs(_compiled(plain(UNASSIGNED), size, weight, align, typeface))


def _glyphs(drawing: bytes) -> set[bytes]:
    """Return the names of the glyphs used: in Typst's SVG, a digest of font, size and outline."""
    return set(re.findall(rb'xlink:href="#(\w+)"', drawing))


@lru_cache(maxsize=16)
def loaded(files: tuple[FontFile, ...]) -> typst.Fonts:
    """Return the typesetter's fonts from these files alone.

    It reads whole folders only. A lecturer's own fonts are copied into one made for them, since a neighbor of
    a font would lend its glyphs.
    """
    if not any(file.sha256 for file in files):
        return _fonts_in(*dict.fromkeys(file.path.parent for file in files))
    with TemporaryDirectory(prefix="hillside-fonts-") as folder:
        for number, file in enumerate(files):
            shutil.copyfile(file.path, Path(folder) / f"{number}{file.path.suffix.lower()}")
        fonts = _fonts_in(Path(folder))
        # A font is read when it is first needed and then kept, so each is used once while its file is there.
        for face in fonts.fonts():
            style = f"#set text(font: {quoted(face.family)}, weight: {face.weight})"
            typst.compile(f"{style}\nx".encode(), font_paths=fonts, ignore_system_fonts=True, format="svg")
    return fonts


def _fonts_in(*folders: Path) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))
