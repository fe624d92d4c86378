"""The fonts of the words on LaTeX's slides, which lie beside the source."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hillside.decks.slides import Deck
from hillside.stage.lettering.locales import LANGUAGES, script_of
from hillside.stage.lettering.typeface import FontFile

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
    if not script.families:
        return LATIN.format(folder=folder, medium=_name(own[0]), bold=_name(own[-1]))
    letters = [_placed(file, place) for file in script.files[:2]]
    return OTHER.format(
        locale=_babel(deck.lang),
        folder=folder,
        latin=_name(own[0]),
        medium=_name(letters[0]),
        bold=_name(letters[-1]),
        script=script.name,
    )


def _placed(file: FontFile, place: Callable[[Path], str]) -> str:
    return place(file.path)


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _babel(lang: str) -> str:
    """Return what LaTeX is told of a language that runs from right to left, or has no spaces to break at."""
    row = LANGUAGES[lang]
    leftward = row.script.direction == "rtl"
    if row.spaced and not leftward:
        return ""
    options, main = "bidi=basic," if leftward else "", "" if row.spaced else ",main"
    return f"\\usepackage[{options}english]{{babel}}\n\\babelprovide[import{main}]{{{row.english.lower()}}}\n"
