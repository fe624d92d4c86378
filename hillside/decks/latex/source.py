"""Slides in Beamer's markup: an opening frame, and a frame for each figure with an overlay for each beat."""

from __future__ import annotations

from collections.abc import Iterator

from hillside.decks.beside import Place
from hillside.decks.latex.fonts import fonts
from hillside.decks.latex.text import text
from hillside.decks.pages import Page, pages
from hillside.decks.slides import Deck
from hillside.files.size import Size
from hillside.stage.lettering.locales import LANGUAGES

PAPER = 160.0
"""The width of Beamer's pages in millimeters."""

ROUNDING = 0.01
"""How far the shape of a slide in whole pixels may be from 16:9."""

HEAD = """\
% Slides for LaTeX with the class beamer, of 2021 or newer. Compile twice, for the places of pictures, with
%     {engine}
% A click on the last picture of a film opens it from the folder beside this file: with the system's player in
% Acrobat, Evince and Okular, in its place in pdfpc. Viewers inside browsers do not open films.
% Notes on a second screen: \\setbeameroption{{show notes on second screen=right}}
\\ifdefined\\pdfvariable\\pdfvariable minorversion 7\\else\\pdfminorversion=7\\fi
\\documentclass[aspectratio=169]{{beamer}}
{shape}{fonts}\\usepackage{{tikz}}
\\definecolor{{paper}}{{HTML}}{{{paper}}}
\\definecolor{{ink}}{{HTML}}{{{ink}}}
\\setbeamercolor{{background canvas}}{{bg=paper}}
\\setbeamercolor{{normal text}}{{fg=ink}}
\\setbeamersize{{text margin left=0pt,text margin right=0pt}}
\\setbeamertemplate{{navigation symbols}}{{}}
\\title{{{title}}}
\\subtitle{{{subtitle}}}
\\date{{}}
\\hypersetup{{pdfsubject={{{subtitle}}},pdflang={{{lang}}}}}
\\newcommand{{\\onpage}}[1]{{%
  \\tikz[remember picture,overlay]\\node[inner sep=0pt] at (current page.center) {{#1}};}}
% A picture that fills the page: \\still{{overlay}}{{file}}{{alt text}}
\\newcommand{{\\still}}[3]{{\\only<#1>{{\\onpage{{\\fullpicture{{#2}}{{#3}}}}}}}}
% The same that opens a film: \\film{{overlay}}{{file}}{{alt text}}{{film}}
\\newcommand{{\\film}}[4]{{\\only<#1>{{\\onpage{{\\href{{run:#4}}{{\\fullpicture{{#2}}{{#3}}}}}}}}}}
\\newcommand{{\\fullpicture}}[2]{{\\includegraphics[
  width=\\paperwidth,height=\\paperheight,keepaspectratio,alt={{#2}}]{{#1}}}}
\\begin{{document}}
"""

OPENING = """
\\begin{{frame}}[plain]
  \\hspace*{{.06\\paperwidth}}\\begin{{minipage}}{{.7\\paperwidth}}{start}
    {subtitle}{{\\fontsize{{23}}{{28}}\\selectfont\\bfseries \\inserttitle\\par}}
  {end}\\end{{minipage}}
\\end{{frame}}
"""


def source(deck: Deck, name: str, place: Place) -> str:
    """Return the slides of a deck; files are named as `place` says, and `name` is its own."""
    latin = not LANGUAGES[deck.lang].script.families
    head = HEAD.format(
        engine=f"pdflatex {name}, or lualatex {name}"
        if latin
        else f"lualatex {name}, which alone sets the words of this language",
        shape=_shape(deck.size),
        fonts=fonts(deck, place),
        paper=deck.theme.paper.removeprefix("#").upper(),
        ink=deck.theme.ink.removeprefix("#").upper(),
        title=text(deck.title),
        subtitle=text(deck.subtitle),
        lang=deck.lang,
    )
    frames = "".join(line for page in pages(deck, ".pdf") for line in _frame(page, place))
    return f"{head}{_opening(deck)}{frames}\\end{{document}}\n"


def _shape(size: Size) -> str:
    if abs(size.width / size.height - 16 / 9) < ROUNDING:
        return ""
    return f"\\geometry{{papersize={{{PAPER:g}mm,{PAPER * size.height / size.width:.3f}mm}}}}\n"


def _opening(deck: Deck) -> str:
    subtitle = "{\\large \\insertsubtitle\\par}\\medskip\n    " if deck.subtitle else ""
    language = LANGUAGES[deck.lang]
    turned = language.script.direction == "rtl"
    return OPENING.format(
        subtitle=subtitle,
        start=f"\\begin{{otherlanguage}}{{{language.english.lower()}}}" if turned else "\\raggedright",
        end="\\end{otherlanguage}" if turned else "",
    )


def _frame(page: Page, place: Place) -> Iterator[str]:
    yield f"\n\\section{{{text(page.title)}}}\n"
    yield f"\\begin{{frame}}[plain,label={page.name}]\n"
    last = len(page.pictures)
    for number, (still, alt) in enumerate(page.pictures, 1):
        told = f"{{{number}}}{{{place(still)}}}{{{text(alt)}}}"
        if number == last and page.film is not None:
            yield f"  \\film{told}{{{place(page.film)}}}\n"
        else:
            yield f"  \\still{told}\n"
    yield "\\end{frame}\n"
    if page.spoken:
        said = "\n\n  ".join(text(note) for note in page.spoken)
        yield f"\\note{{{said}}}\n"
