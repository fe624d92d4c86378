"""Slides as a source for Typst: an opening page, and a page per beat, filled by its picture."""

from __future__ import annotations

from collections.abc import Iterator

from hillside.decks.slides import Deck, Slide
from hillside.decks.sources import Reference, exporter_to
from hillside.files.typst_pages import quoted
from hillside.stage.lettering.language import Language, script_of
from hillside.stage.sheet import Sheet

POINTS = 0.5
"""The points per layout pixel: a slide of 1920 by 1080 is 960 by 540 points, as in PowerPoint."""

HEAD = """\
// Slides for Typst: typst compile {name}
#set document(title: {title}, description: {subtitle}, date: none)
#set page(width: {width:g}pt, height: {height:g}pt, margin: 0pt, fill: rgb("{paper}"))
#set text(font: {families}, size: 22pt, weight: 500, fill: rgb("{ink}"), lang: "{lang}", dir: {direction})
// The heading of a page is for outlines and screen readers; the picture says it to the eye.
#let unseen(body) = place(hide(body))
#let beat(title, file, alt) = {{
  pagebreak(weak: true)
  if title != none {{ unseen(heading(title)) }}
  image(file, alt: alt, width: 100%, height: 100%, fit: "contain")
}}
"""

OPENING = """\
#place(left + horizon, dx: 6%, block(width: 70%, {{
  set align(start)
  {subtitle}
  par(leading: 0.4em, text(size: 46pt, weight: 600, {title}))
}}))
"""


def source(deck: Deck, name: str, reference: Reference) -> str:
    """Return the source of a deck; `name` is its file name, and `reference` gives the path of a picture."""
    sheet, face = Sheet.of_shape(deck.size.width, deck.size.height), deck.theme.typeface
    head = HEAD.format(
        name=name,
        title=quoted(deck.title),
        subtitle=quoted(deck.subtitle or deck.title),
        width=sheet.width * POINTS,
        height=sheet.height * POINTS,
        paper=deck.theme.paper,
        ink=deck.theme.ink,
        families="("
        + "".join(f"{quoted(name)}, " for name in (face.text, *script_of(deck.lang).families))
        + ")",
        lang=deck.lang,
        direction=Language(deck.lang).direction,
    )
    subtitle = f"text({quoted(deck.subtitle)})" if deck.subtitle else ""
    opening = OPENING.format(subtitle=subtitle, title=quoted(deck.title))
    return head + opening + "".join(line for slide in deck.slides for line in _pages(slide, reference))


def _pages(slide: Slide, reference: Reference) -> Iterator[str]:
    yield f'\n#set text(lang: "{slide.lang}", dir: {Language(slide.lang).direction})\n'
    yield from (f"// {line}\n" for line in slide.paragraphs)
    if slide.film is not None:
        yield f"// The film: {reference(slide.film)}\n"
    for number, step in enumerate(slide.steps):
        title = quoted(slide.title) if number == 0 else "none"
        if step.film is not None:
            yield f"// The clip: {reference(step.film)}\n"
        yield f"#beat({title}, {quoted(reference(step.stills['.svg']))}, {quoted(slide.alt_of(step))})\n"


EXPORTER = exporter_to(source, ".svg")
