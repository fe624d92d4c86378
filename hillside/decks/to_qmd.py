"""Slides as a source for Quarto's format `revealjs`, in Pandoc's Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from hillside.decks.markdown_text import areas, foot, image, listed, quoted, text, video
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
  .reveal section.full {{ width: {width:g}px; height: {height:g}px; padding: 0; }}
  .reveal section.full h2 {{ font-size: 52px; font-weight: 600; text-transform: none; }}
  .reveal section.full .points {{
    font-size: 44px; padding-inline-start: 1em; box-sizing: border-box; gap: .6em; }}
  .reveal section.full .footer {{ font-size: 20px; line-height: 1; }}
{areas}
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
        areas="\n".join(f"  .reveal {rule}" for rule in areas(deck).splitlines()),
    )
    return head + "".join(line for page in pages(deck, ".svg") for line in _slide(deck, page, reference))


def _slide(deck: Deck, page: Page, reference: Reference) -> Iterator[str]:
    """Yield a slide: a stack of pictures, of which each click shows the next, and the film."""
    beside = " .beside" if page.points else ""
    yield f"\n## {text(page.title)} {{#{page.name} .full{beside}}}\n\n```{{=html}}\n"
    yield listed(page)
    for number in range(len(page.pictures)):
        if page.film is None or len(page.pictures) > 1:
            yield image(page, number, reference, "figure fragment" if number else "figure") + "\n"
    if page.film is not None:
        later = "figure fragment" if len(page.pictures) > 1 else "figure"
        yield video(page, reference, later, starts=True) + "\n"
    yield foot(deck, reference) + "```\n"
    if page.spoken:
        yield "\n::: {.notes}\n" + "\n\n".join(text(note) for note in page.spoken) + "\n:::\n"


EXPORTER = exporter_to(source, ".svg")
