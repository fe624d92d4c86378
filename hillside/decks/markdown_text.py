"""Text as Markdown takes it, and the elements for what Markdown has no sign for."""

from __future__ import annotations

import json
import re
from html import escape

from hillside.decks.sources import Page, Reference
from hillside.stage.lettering.language import LANGUAGES

SPECIAL = re.compile(r"[\\`*_\[\]{}<>#$|~^@\"'&]|::+|--+|\.\.+|^[-+=:]|(?<=^\d)[.)]|(?<=^\d\d)[.)]")
"""What could begin something other than a letter, in Pandoc's Markdown or in CommonMark."""


def text(words: str) -> str:
    r"""Return words so that each character stands for itself.

    >>> text("# 50% of *it*")
    '\\# 50% of \\*it\\*'
    """
    return SPECIAL.sub(lambda found: "".join(f"\\{each}" for each in found[0]), words)


def quoted(words: str) -> str:
    """Return words as a string of YAML, of which JSON is a part (YAML 1.2, 2009)."""
    return json.dumps(words, ensure_ascii=False)


def image(page: Page, number: int, reference: Reference, kind: str = "") -> str:
    """Return the element of a picture of a page.

    Markdown's own sign will not do: Marp takes words in its alt text for commands.
    """
    still, alt = page.pictures[number]
    return f'<img{kind} src="{reference(still)}" alt="{escape(alt)}">'


def video(page: Page, reference: Reference, kind: str) -> str:
    """Return the element of the film of a page: silent, with controls, captions, the last still as poster.

    It stands on one line, since an empty one would end it.
    """
    if page.film is None or page.caption_file is None:
        return ""
    poster, alt = page.pictures[-1]
    name = escape(LANGUAGES[page.lang].name)
    return (
        f'<video{kind} controls muted playsinline src="{reference(page.film)}" poster="{reference(poster)}" '
        f'aria-label="{escape(alt)}"><track kind="captions" src="{reference(page.caption_file)}" '
        f'srclang="{page.lang}" label="{name}"></video>'
    )
