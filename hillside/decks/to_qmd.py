"""Slides as a source for Quarto's format `revealjs`, in Pandoc's Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from hillside.decks.markdown_text import image, quoted, text, video
from hillside.decks.slides import Deck
from hillside.decks.sources import Page, Reference, exporter_to, pages
from hillside.stage.lettering.language import Language
from hillside.stage.sheet import Sheet

HEAD = """\
---
# Slides for Quarto: quarto render {name}
title: {title}
{subtitle}lang: {lang}
dir: {direction}
format:
  revealjs:
    width: {width:g}
    height: {height:g}
    margin: 0
    controls: false
    history: false
header-includes: |
  <style>
  .reveal, body.reveal-viewport {{ background: {paper}; color: {ink}; }}
  .reveal h1, .reveal h2, .reveal p {{ color: {ink}; }}
  .reveal section.full > h2 {{ position: absolute; clip-path: inset(50%); }}
  .reveal section.full img, .reveal section.full video {{
    position: absolute; left: 0; top: 0; margin: 0; object-fit: contain;
    width: {width:g}px; height: {height:g}px; max-width: none; max-height: none; }}
  </style>
---
"""


def source(deck: Deck, name: str, reference: Reference) -> str:
    """Return the source of a deck; `name` is its file name, and `reference` gives the path of a picture."""
    sheet = Sheet.of_shape(deck.size.width, deck.size.height)
    head = HEAD.format(
        name=name,
        title=quoted(text(deck.title)),
        subtitle=f"subtitle: {quoted(text(deck.subtitle))}\n" if deck.subtitle else "",
        lang=deck.lang,
        direction=Language(deck.lang).direction,
        width=sheet.width,
        height=sheet.height,
        paper=deck.theme.paper,
        ink=deck.theme.ink,
    )
    return head + "".join(line for page in pages(deck, ".svg") for line in _slide(page, reference))


def _slide(page: Page, reference: Reference) -> Iterator[str]:
    """Yield a slide: a stack of pictures, of which each click shows the next, and the film."""
    yield f"\n## {text(page.title)} {{#{page.name} .full}}\n\n```{{=html}}\n"
    for number in range(len(page.pictures)):
        if page.film is None or len(page.pictures) > 1:
            yield image(page, number, reference, ' class="fragment"' if number else "") + "\n"
    if page.film is not None:
        later = ' class="fragment"' if len(page.pictures) > 1 else ""
        yield video(page, reference, f"{later} data-autoplay") + "\n"
    yield "```\n"
    if page.spoken:
        yield "\n::: {.notes}\n" + "\n\n".join(text(note) for note in page.spoken) + "\n:::\n"


EXPORTER = exporter_to(source, ".svg")
