"""The fonts of the words on LaTeX's slides, which lie beside the source."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hillside.decks.slides import Deck
from hillside.stage.lettering.locales import script_of
from hillside.stage.lettering.typeface import FontFile

SCRIPTS = {"ar": "Arabic", "hi": "Devanagari", "zh": "CJK", "ja": "CJK"}
"""What fontspec calls the scripts that are not Latin."""
LOCALES = {
    "ar": ("bidi=basic,", "arabic", ""),
    "zh": ("", "chinese", ",main"),
    "ja": ("", "japanese", ",main"),
}
"""What babel is told of languages that run from right to left, or break lines without spaces."""

LATIN = """\
% The typeface of the figures, in lualatex; pdflatex has one of its own.
\\usepackage{{iftex}}
\\ifPDFTeX
  \\usepackage[T1]{{fontenc}}
  \\usepackage{{lmodern}}
\\else
  \\usepackage{{fontspec}}
  \\setsansfont{{{medium}}}[Path={folder}/,BoldFont={bold},Ligatures=TeXOff,Contextuals=AlternateOff]
\\fi
"""

OTHER = """\
{locale}% Letters that this font lacks: name one of your own.
\\usepackage{{fontspec}}
\\directlua{{luaotfload.add_fallback("latin", {{"[{folder}/{latin}]:"}})}}
\\setsansfont{{{medium}}}[
  Path={folder}/,BoldFont={bold},Ligatures=TeXOff,Contextuals=AlternateOff,
  Script={script},Renderer=HarfBuzz,RawFeature={{fallback=latin}}]
"""


def fonts(deck: Deck, place: Callable[[Path], str]) -> str:
    """Return the lines that load the fonts of the words of a deck."""
    face, script = deck.theme.typeface, script_of(deck.lang)
    own = [_placed(file, place) for file in face.text_files]
    folder = own[0].partition("/")[0]
    if deck.lang not in SCRIPTS:
        return LATIN.format(folder=folder, medium=_name(own[0]), bold=_name(own[-1]))
    letters = [_placed(file, place) for file in script.files[:2]]
    options, locale, main = LOCALES.get(deck.lang, ("", "", ""))
    babel = f"\\usepackage[{options}english]{{babel}}\n\\babelprovide[import{main}]{{{locale}}}\n"
    return OTHER.format(
        locale=babel if locale else "",
        folder=folder,
        latin=_name(own[0]),
        medium=_name(letters[0]),
        bold=_name(letters[-1]),
        script=SCRIPTS[deck.lang],
    )


def _placed(file: FontFile, place: Callable[[Path], str]) -> str:
    return place(file.path)


def _name(path: str) -> str:
    return path.rpartition("/")[2]
