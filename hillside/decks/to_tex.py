"""Slides as a source for the LaTeX class Beamer: a frame per figure, with an overlay per beat."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hillside.decks.slides import (
    OPENING_AREA,
    SIDE_MARGIN,
    Area,
    Deck,
    logo_area,
    picture_area,
    points_area,
    title_area,
)
from hillside.decks.sources import Page, Reference, exporter_to, pages
from hillside.files.formats import Size
from hillside.stage.lettering.language import LANGUAGES, script_of

SPECIAL = str.maketrans(
    {
        **{each: f"\\{each}" for each in "#$%&_{}"},
        "\\": "\\textbackslash{}",
        "~": "\\textasciitilde{}",
        "^": "\\textasciicircum{}",
        '"': "\\textquotedbl{}",
        "<": "\\textless{}",
        ">": "\\textgreater{}",
    }
)


def text(words: str) -> str:
    r"""Return words escaped, so that each character is literal.

    >>> text("50% of x_1 & {y}")
    '50\\% of x\\_1 \\& \\{y\\}'

    Two hyphens would become a dash, and two single quotes a double quote.

    >>> text("a--b"), text("it's")
    ('a-{}-b', "it's")
    """
    shown = "".join(letter for letter in words if letter not in ISOLATES)
    return re.sub(r"([-`'])(?=\1)", r"\1{}", shown.translate(SPECIAL))


ISOLATES = "\u2066\u2067\u2068\u2069"
"""The invisible signs around values in lines that run from the right, for which fonts have boxes."""

LATIN_FONTS = """\
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

OTHER_FONTS = """\
{locale}% Letters that this font lacks: name one of your own.
\\usepackage{{fontspec}}
\\directlua{{luaotfload.add_fallback("latin", {{"[{folder}/{latin}]:"}})}}
\\setsansfont{{{medium}}}[
  Path={folder}/,BoldFont={bold},Ligatures=TeXOff,Contextuals=AlternateOff,
  Script={script},Renderer=HarfBuzz,RawFeature={{fallback=latin}}]
"""


def fonts(deck: Deck, reference: Reference) -> str:
    """Return the lines that load the fonts of the text of a deck."""
    face, script = deck.theme.typeface, script_of(deck.lang)
    own = [reference(file.path) for file in face.text_files]
    folder = own[0].partition("/")[0]
    if not script.families:
        return LATIN_FONTS.format(folder=folder, medium=_name(own[0]), bold=_name(own[-1]))
    letters = [reference(file.path) for file in script.files[:2]]
    return OTHER_FONTS.format(
        locale=_babel(deck.lang),
        folder=folder,
        latin=_name(own[0]),
        medium=_name(letters[0]),
        bold=_name(letters[-1]),
        script=script.name,
    )


def _babel(lang: str) -> str:
    """Return the babel setup of a language that is right-to-left or has no spaces to break lines at."""
    row = LANGUAGES[lang]
    leftward = row.script.direction == "rtl"
    if row.spaced and not leftward:
        return ""
    options, main = "bidi=basic," if leftward else "", "" if row.spaced else ",main"
    return f"\\usepackage[{options}english]{{babel}}\n\\babelprovide[import{main}]{{{row.english.lower()}}}\n"


def _name(path: str) -> str:
    return path.rpartition("/")[2]


PAPER = 160.0
"""The width of Beamer's 16:9 pages, in millimeters."""

ROUNDING = 0.01
"""The tolerance for an aspect ratio to count as 16:9, for sizes in whole pixels."""

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
% \\area{{left}}{{top}}{{width}}{{height}}{{content}}, in shares of the page
\\newcommand{{\\area}}[5]{{\\tikz[remember picture,overlay]\\node[
  anchor=north west,inner sep=0pt,outer sep=0pt,minimum width=#3\\paperwidth,minimum height=#4\\paperheight]
  at ([xshift=#1\\paperwidth,yshift=-#2\\paperheight]current page.north west) {{#5}};}}
% Where the picture of a frame stands: \\place{{left}}{{top}}{{width}}{{height}}
\\newcommand{{\\place}}[4]{{\\def\\boxed##1{{\\area{{#1}}{{#2}}{{#3}}{{#4}}{{##1}}}}%
  \\def\\widest{{#3\\paperwidth}}\\def\\highest{{#4\\paperheight}}}}
% A picture: \\still{{overlay}}{{file}}{{alt text}}
\\newcommand{{\\still}}[3]{{\\only<#1>{{\\boxed{{\\shown{{#2}}{{#3}}}}}}}}
% The same that opens a film: \\film{{overlay}}{{file}}{{alt text}}{{film}}
\\newcommand{{\\film}}[4]{{\\only<#1>{{\\boxed{{\\href{{run:#4}}{{\\shown{{#2}}{{#3}}}}}}}}}}
\\newcommand{{\\shown}}[2]{{\\includegraphics[width=\\widest,height=\\highest,keepaspectratio,alt={{#2}}]{{#1}}}}
% The title of a frame, and points beside its picture
\\newcommand{{\\heading}}[1]{{\\area{title_area}{{\\parbox{{{title_width}\\paperwidth}}{{{aligned}%
  \\fontsize{{12.5}}{{13.5}}\\selectfont\\bfseries #1}}}}}}
\\newcommand{{\\points}}[1]{{\\area{points_area}{{\\begin{{minipage}}{{{points_width}\\paperwidth}}{raggedright}%
  {listing}\\setlength{{\\itemsep}}{{0.6em}}#1{listed}\\end{{minipage}}}}}}
\\setlength{{\\leftmargini}}{{1em}}
\\setbeamertemplate{{itemize items}}{{\\textbullet}}
\\setbeamercolor{{item}}{{fg=ink}}
{foot}\\begin{{document}}
"""

OPENING = """
\\begin{{frame}}[plain]
  \\hspace*{{{indent}\\paperwidth}}\\begin{{minipage}}{{.7\\paperwidth}}{start}
    {subtitle}{{\\fontsize{{23}}{{28}}\\selectfont\\bfseries \\inserttitle\\par}}
  {end}\\end{{minipage}}
\\end{{frame}}
"""


def source(deck: Deck, name: str, reference: Reference) -> str:
    """Return the source of a deck; `name` is its file name, and `reference` gives the path of a picture."""
    latin = not LANGUAGES[deck.lang].script.families
    title, points = title_area(deck.logo is not None), points_area(deck.tall)
    direction, language = LANGUAGES[deck.lang].script.direction, _turned(deck.lang)
    head = HEAD.format(
        engine=f"pdflatex {name}, or lualatex {name}"
        if latin
        else f"lualatex {name}, which alone sets the words of this language",
        shape=_shape(deck.size),
        fonts=fonts(deck, reference),
        paper=deck.theme.paper.removeprefix("#").upper(),
        ink=deck.theme.ink.removeprefix("#").upper(),
        title=text(deck.title),
        subtitle=text(deck.subtitle),
        lang=deck.lang,
        title_area=_area(title, direction),
        title_width=f"{title.width:g}",
        points_area=_area(points, direction),
        points_width=f"{points.width:g}",
        aligned="\\raggedright" if direction == "ltr" else "\\raggedleft",
        raggedright="\\raggedright" if direction == "ltr" else "",
        listing=f"{language[0]}\\begin{{itemize}}",
        listed=f"\\end{{itemize}}{language[1]}",
        foot=_foot(deck, reference),
    )
    frames = "".join(line for page in pages(deck, ".pdf") for line in _frame(deck, page, reference))
    return f"{head}{_opening(deck)}{frames}\\end{{document}}\n"


def _shape(size: Size) -> str:
    if abs(size.width / size.height - 16 / 9) < ROUNDING:
        return ""
    return f"\\geometry{{papersize={{{PAPER:g}mm,{PAPER * size.height / size.width:.3f}mm}}}}\n"


def _area(area: Area, direction: str) -> str:
    r"""Return an area as the first arguments of `\area`, from the upper left corner of the page."""
    sides = (area.from_the_left(direction), area.top, area.width, area.height)
    return "".join(f"{{{side:g}}}" for side in sides)


def _foot(deck: Deck, reference: Reference) -> str:
    """Return the lines that put the footer and the logo on every page."""
    direction = LANGUAGES[deck.lang].script.direction
    lines: list[str] = []
    if deck.footer:
        box = Area(SIDE_MARGIN, 0.96, 1 - 2 * SIDE_MARGIN, 0.03)
        side = "\\raggedright" if direction == "ltr" else "\\raggedleft"
        small = f"{side}\\fontsize{{4.7}}{{5}}\\selectfont {text(deck.footer)}"
        words = f"\\parbox{{{box.width:g}\\paperwidth}}{{{small}}}"
        lines.append(f"\\newcommand{{\\foot}}{{\\area{_area(box, direction)}{{{words}}}}}")
    if deck.logo is not None:
        box = logo_area(deck.size, deck.logo_ratio)
        picture = f"\\includegraphics[width={box.width:g}\\paperwidth]{{{reference(deck.logo)}}}"
        logo = f"\\area{_area(box, direction)}{{{picture}}}"
        lines.append(f"\\setbeamertemplate{{background}}{{{logo}}}")
    return "".join(f"{line}\n" for line in lines)


def _opening(deck: Deck) -> str:
    lines = "".join(f"{text(line)}\\par " for line in deck.subtitle_lines)
    subtitle = f"{{\\large {lines}}}\\medskip\n    " if lines else ""
    start, end = _turned(deck.lang)
    indent = f"{OPENING_AREA.from_the_left(LANGUAGES[deck.lang].script.direction):g}"
    return OPENING.format(subtitle=subtitle, start=start or "\\raggedright", end=end, indent=indent)


def _turned(lang: str) -> tuple[str, str]:
    """Return what begins and what ends text that runs from the right; nothing for other languages."""
    language = LANGUAGES[lang]
    if language.script.direction == "ltr":
        return "", ""
    return f"\\begin{{otherlanguage}}{{{language.english.lower()}}}", "\\end{otherlanguage}"


def _frame(deck: Deck, page: Page, reference: Reference) -> Iterator[str]:
    language = LANGUAGES[page.lang]
    area = picture_area(deck.tall, has_points=bool(page.points))
    yield f"\n\\section{{{text(page.title)}}}\n"
    yield f"\\begin{{frame}}[plain,label={page.name}]\n"
    yield f"  \\heading{{{text(page.title)}}}\n"
    yield f"  \\place{_area(area, language.script.direction)}\n"
    if page.points:
        items = "".join(f"\\item {text(point)}" for point in page.points)
        yield f"  \\points{{{items}}}\n"
    last = len(page.pictures)
    for number, (still, alt) in enumerate(page.pictures, 1):
        arguments = f"{{{number}}}{{{reference(still)}}}{{{text(alt)}}}"
        if number == last and page.film is not None:
            yield f"  \\film{arguments}{{{reference(page.film)}}}\n"
        else:
            yield f"  \\still{arguments}\n"
    if deck.footer:
        # Above the pictures, which are opaque.
        yield "  \\foot\n"
    yield "\\end{frame}\n"
    if page.spoken:
        said = "\n\n  ".join(text(note) for note in page.spoken)
        yield f"\\note{{{said}}}\n"


EXPORTER = exporter_to(source, ".pdf")
