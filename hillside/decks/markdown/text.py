"""Text as Markdown takes it, and the elements that carry what Markdown has no sign for."""

from __future__ import annotations

import json
import re
from html import escape

from hillside.decks.beside import Place
from hillside.decks.pages import Page
from hillside.stage.lettering.locales import LANGUAGES

SPECIAL = re.compile(r"[\\`*_\[\]{}<>#$|~^@\"'&]|::+|--+|\.\.+|^[-+=:]|(?<=^\d)[.)]|(?<=^\d\d)[.)]")
"""What could begin something other than a letter, in Pandoc's Markdown or in CommonMark."""


def text(words: str) -> str:
    r"""Return words so that each character stands for itself.

    >>> text("# 50% of *it*")
    '\\# 50% of \\*it\\*'
    """
    return SPECIAL.sub(lambda found: "".join(f"\\{each}" for each in found[0]), words)


def quoted(words: str) -> str:
    """Return a string of YAML; one of JSON is one, too."""
    return json.dumps(words, ensure_ascii=False)


def image(page: Page, number: int, place: Place, kind: str = "") -> str:
    """Return the element of a picture of a page; words of Marp in an alt text would be commands elsewhere."""
    still, alt = page.pictures[number]
    return f'<img{kind} src="{place(still)}" alt="{escape(alt)}">'


def video(page: Page, place: Place, kind: str) -> str:
    """Return the element of the film of a page: silent, with controls, captions, the last still as poster.

    It stands on one line, since an empty one would end it.
    """
    if page.film is None or page.captions is None:
        return ""
    poster, alt = page.pictures[-1]
    name = escape(LANGUAGES[page.lang].name)
    return (
        f'<video{kind} controls muted playsinline src="{place(page.film)}" poster="{place(poster)}" '
        f'aria-label="{escape(alt)}"><track kind="captions" src="{place(page.captions)}" '
        f'srclang="{page.lang}" label="{name}"></video>'
    )
