"""The handout: a few A4 pages to print and write on, two figures to a page, in their final state."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hillside.files.typst_pages import array, quoted, write_pdf
from hillside.lectures.booklet import Booklet, Chapter
from hillside.stage.lettering.typst_markup import markup_text

NAME = "handout.pdf"

SETTINGS = """\
#set document(title: {title}, description: {subtitle}, date: none)
#set text(font: {families}, size: 9.5pt, weight: 500, lang: "{lang}", dir: {direction}, fallback: false)
#show math.equation: set text(font: {math}, size: 13pt, dir: ltr)
#let quiet = luma(35%)
#let part = state("part", "")
#set page(paper: "a4", margin: (x: 17mm, top: 24mm, bottom: 17mm),
  header: context if counter(page).get().first() > 1 {{
    set text(size: 9pt)
    grid(columns: (1fr, auto), {title}, text(fill: quiet, part.get()))
    v(-1.5mm)
    line(length: 100%, stroke: 0.5pt)
  }},
  footer: context {{
    set text(size: 8.5pt, fill: quiet)
    grid(columns: (1fr, auto), "index.html", counter(page).display("1 / 1", both: true))
  }})
#set par(leading: 0.55em, spacing: 0.8em)
#show heading: set text(size: 12pt, weight: 600)
"""
"""The settings of all pages: A4, with the title and the part of the lecture above."""

MACROS = """\
#let picture(file, alt) = block(
  width: 100%, stroke: 0.5pt + luma(80%), radius: 1.5mm, clip: true, image(file, alt: alt, width: 100%))
#let rule-of(formula) = context {
  let side = if text.dir == rtl { "right" } else { "left" }
  block(above: 4mm, stroke: ((side): 1pt), inset: ((side): 3mm, y: 1mm), formula)
}
#let blank = block(width: 100%, height: 100%, clip: true, stack(dir: ttb,
  ..range(12).map(n => block(height: 8mm, width: 100%, stroke: (bottom: 0.4pt + luma(62%))))))
#let figure-of(above, title, file, alt, notes, formula) = block(height: 1fr, width: 100%, breakable: false, {
  grid(rows: (auto, auto, 1fr), row-gutter: 2.5mm,
    { above; title },
    grid(columns: (115mm, 1fr), column-gutter: 5mm, picture(file, alt), {
      for note in notes { par(note) }
      if formula != none { rule-of(formula) }
    }),
    blank)
})
"""
"""The layout of a figure: half a page, with lines to write on in what is left of it."""

PER_PAGE = 2
"""Figures on a page."""


def write_handout(booklet: Booklet, target: Path) -> None:
    """Write the handout atomically; its pictures are in the folder of `target`.

    Raises:
        Failure: Typst fails, for instance because the fonts lack a letter.
    """
    files = [chapter.printed for chapter in booklet.chapters]
    write_pdf(target, markup(booklet), {file: target.parent / file for file in files}, booklet.fonts)


def markup(booklet: Booklet) -> str:
    """Return the Typst source of the handout."""
    settings = SETTINGS.format(
        title=quoted(booklet.title),
        subtitle=quoted(booklet.subtitle or booklet.title),
        families=array(booklet.families),
        math=array((booklet.families[-1], *booklet.families[:-1])),
        lang=booklet.lang,
        direction=booklet.direction,
    )
    return f"{settings}{MACROS}{_front(booklet)}{''.join(_figures(booklet))}"


def _front(booklet: Booklet) -> str:
    """Return the head of the first page: series, title, and a line for a name."""
    subtitle = f"#text(fill: quiet, {quoted(booklet.subtitle)})\n" if booklet.subtitle else ""
    return (
        "#place(top, dy: -14mm, block(width: 100%, {\n"
        f"[{subtitle}]\n"
        f"v(-1mm)\nblock(text(size: 15pt, weight: 600, {quoted(booklet.title)}))\n"
        "}))\n"
        f"#v(4mm)\n#grid(columns: (auto, 1fr), gutter: 3mm, align: bottom, {quoted(booklet.words['name'])}, "
        "line(length: 60mm, stroke: 0.5pt))\n#v(1mm)\n#line(length: 100%, stroke: 1pt)\n#v(1mm)\n"
    )


def _figures(booklet: Booklet) -> Iterator[str]:
    last = len(booklet.chapters)
    for number, chapter in enumerate(booklet.chapters, 1):
        if number > 1 and number % PER_PAGE:
            yield "#pagebreak()\n"
        yield _figure(number, chapter)
    # A last page with one figure has it in the upper half.
    if last % PER_PAGE:
        yield "#v(1fr)\n"


def _figure(number: int, chapter: Chapter) -> str:
    heading = "none"
    if chapter.heading:
        heading = (
            f"{{ part.update({quoted(chapter.heading)}); text(fill: quiet, {quoted(chapter.heading)}) }}"
        )
    formula = "none"
    if chapter.formula:
        words = quoted(markup_text(f"${chapter.formula}$"))
        formula = f"math.equation(alt: {words}, $display({chapter.formula})$.body)"
    arguments = ", ".join(
        (
            heading,
            f"heading({quoted(f'{number}  {chapter.title}')})",
            quoted(chapter.printed),
            quoted(chapter.alt),
            array(chapter.notes),
            formula,
        )
    )
    language = f'#set text(lang: "{chapter.lang}", dir: {chapter.direction})\n'
    return f"#[\n{language}#figure-of({arguments})\n]\n"
