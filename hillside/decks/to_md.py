"""Slides as a source for Marp, which has no overlays: a slide per beat, the last with the film."""

from __future__ import annotations

from collections.abc import Iterator

from hillside.decks.markdown_text import areas, foot, image, listed, quoted, text, video
from hillside.decks.slides import Deck
from hillside.decks.sources import Page, Reference, exporter_to, pages
from hillside.stage.lettering.language import Language

HEAD = """\
---
# Slides for Marp 4: marp --html {name} -o {stem}.html
# (--html keeps the captions; for PDF and PowerPoint add --allow-local-files)
marp: true
title: {title}
lang: {lang}
size: "{size}"
math: false
backgroundColor: {paper_quoted}
color: {ink_quoted}
style: |
  section {{ font-family: "{family}", system-ui, sans-serif; direction: {direction}; text-align: start; }}
  section h1, section h2 {{ color: {ink}; }}
  section.full h2 {{ font-size: 34px; font-weight: 600; }}
  section.full .points {{
    font-size: 29px; padding-inline-start: 1em; box-sizing: border-box; gap: .6em; }}
  section.full .footer {{ font-size: 14px; line-height: 1; }}
  @media print {{ video::-webkit-media-controls {{ display: none !important; }} }}
{areas}
---

"""


def source(deck: Deck, name: str, reference: Reference) -> str:
    """Return the source of a deck; `name` is its file name, and `reference` gives the path of a picture."""
    wide = deck.size.width / deck.size.height > (16 / 9 + 4 / 3) / 2
    head = HEAD.format(
        name=name,
        stem=name.rpartition(".")[0],
        title=quoted(deck.title),
        lang=deck.lang,
        size="16:9" if wide else "4:3",
        paper_quoted=quoted(deck.theme.paper),
        ink_quoted=quoted(deck.theme.ink),
        ink=deck.theme.ink,
        family=deck.theme.typeface.text,
        direction=Language(deck.lang).direction,
        areas="\n".join(f"  {rule}" for rule in areas(deck).splitlines()),
    )
    subtitle = f"{text(deck.subtitle)}\n\n" if deck.subtitle else ""
    opening = f"{subtitle}# {text(deck.title)}\n"
    return (
        head
        + opening
        + "".join(line for page in pages(deck, ".svg") for line in _slides(deck, page, reference))
    )


def _slides(deck: Deck, page: Page, reference: Reference) -> Iterator[str]:
    beside = " beside" if page.points else ""
    last = len(page.pictures) - 1
    for number in range(last + 1):
        ends = number == last and page.film is not None
        yield f"\n---\n\n<!-- _class: full{beside} -->\n\n"
        yield f"## {text(page.title)}\n\n"
        shown = video(page, reference) if ends else image(page, number, reference)
        yield f"{listed(page)}{shown}\n{foot(deck, reference)}"
        said = (page.notes if number == 0 else ()) + page.captions[number : number + 1]
        if said:
            yield "\n<!--\n" + "\n\n".join(map(_note, said)) + "\n-->\n"


def _note(words: str) -> str:
    """Return words without double hyphens, which would end the comment that holds a note."""
    return words.replace("--", "‐‐")


EXPORTER = exporter_to(source, ".svg")
