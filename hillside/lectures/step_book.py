"""The book of steps: a PDF with a page for each step, with a vector picture and selectable text."""

from __future__ import annotations

from pathlib import Path

from hillside.files.typst_pages import array, quoted, write_pdf
from hillside.lectures.booklet import Booklet, Chapter, Panel

NAME = "steps.pdf"

SETTINGS = """\
#set document(title: {title}, description: {subtitle}, date: none)
#set text(font: {families}, size: 11pt, weight: 500, lang: "{lang}", dir: {direction}, fallback: false)
#let quiet = luma(35%)
#let paper = rgb("{paper}")
#set page(paper: "a4", flipped: true, margin: (x: 20mm, top: 14mm, bottom: 16mm), footer: context [
  #set text(size: 8.5pt, fill: quiet)
  #grid(columns: (1fr, auto), {title}, counter(page).display("1 / 1", both: true))
])
#set par(leading: 0.62em)
#show heading: set text(size: 15pt, weight: 600)
"""
"""The settings of all pages: A4 landscape, with lecture title and page number in the footer."""

MACROS = """\
#let head(title, part) = grid(columns: (1fr, auto), rows: 7mm, align: bottom, title, text(fill: quiet, part))
#let picture(file, alt) = block(
  width: 100%, height: 136mm, above: 5mm, below: 6mm, fill: paper,
  align(center + horizon, image(file, alt: alt, width: 100%, height: 100%, fit: "contain")))
#let panel(title, part, say, file, alt, notes) = {
  pagebreak(weak: true)
  head(title, part)
  picture(file, alt)
  par(text(size: 12.5pt, say))
  for each in notes { block(above: 3.5mm, par(text(size: 9.5pt, fill: quiet, each))) }
}
"""
"""The layout of a page: title and step, the picture in the same place on each, what is said, the notes."""


def write_steps(booklet: Booklet, target: Path) -> None:
    """Write the book atomically; its pictures are in the folder of `target`.

    Raises:
        Failure: Typst fails, for instance because the fonts lack a letter.
    """
    files = [panel.file for chapter in booklet.chapters for panel in chapter.steps]
    write_pdf(target, markup(booklet), {file: target.parent / file for file in files}, booklet.fonts)


def markup(booklet: Booklet) -> str:
    """Return the Typst source of the book."""
    settings = SETTINGS.format(
        title=quoted(booklet.title),
        subtitle=quoted(booklet.subtitle or booklet.title),
        families=array(booklet.families),
        lang=booklet.lang,
        direction=booklet.direction,
        paper=booklet.colors["paper"],
    )
    chapters = "".join(_pages(number, chapter) for number, chapter in enumerate(booklet.chapters, 1))
    return f"{settings}{MACROS}{_front(booklet)}{chapters}"


def _front(booklet: Booklet) -> str:
    """Return the first page: the title of the lecture, and a table of contents."""
    subtitle = f"#text(size: 12pt, fill: quiet, {quoted(booklet.subtitle)})\n" if booklet.subtitle else ""
    return (
        "#v(12mm)\n"
        f"{subtitle}"
        f"#block(below: 10mm, width: 85%, text(size: 26pt, weight: 600, {quoted(booklet.title)}))\n"
        f"#outline(title: text(size: 13pt, {quoted(booklet.words['contents'])}), depth: 1)\n"
    )


def _pages(number: int, chapter: Chapter) -> str:
    title = quoted(f"{number}  {chapter.title}")
    language = f'#set text(lang: "{chapter.lang}", dir: {chapter.direction})\n'
    first, *others = chapter.steps
    pages = [_page(f"heading({title})", first, chapter.notes), *(_page(title, step, ()) for step in others)]
    return f"#[\n{language}{''.join(pages)}]\n"


def _page(title: str, step: Panel, notes: tuple[str, ...]) -> str:
    arguments = ", ".join(map(quoted, (step.name, step.say, step.file, step.alt)))
    return f"#panel({title}, {arguments}, {array(notes)})\n"
