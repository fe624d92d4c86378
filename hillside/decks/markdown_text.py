"""Text escaped for Markdown, and HTML elements for what Markdown has no syntax for."""

from __future__ import annotations

import json
import re
from html import escape

from hillside.decks.sources import Page, Reference
from hillside.stage.lettering.language import LANGUAGES

SPECIAL = re.compile(r"[\\`*_\[\]{}<>#$|~^@\"'&]|::+|--+|\.\.+|^[-+=:]|(?<=^\d)[.)]|(?<=^\d\d)[.)]")
"""What could start markup, in Pandoc's Markdown or in CommonMark."""


def text(words: str) -> str:
    r"""Return words escaped, so that each character is literal.

    >>> text("# 50% of *it*")
    '\\# 50% of \\*it\\*'
    """
    return SPECIAL.sub(lambda found: "".join(f"\\{each}" for each in found[0]), words)


def quoted(words: str) -> str:
    """Return words as a YAML string, written as JSON, which is a subset of YAML (YAML 1.2, 2009)."""
    return json.dumps(words, ensure_ascii=False)


def image(page: Page, number: int, reference: Reference, kind: str = "") -> str:
    """Return the `<img>` element of a picture of a page.

    Markdown's own syntax will not do: Marp interprets words in its alt text as commands.
    """
    still, alt = page.pictures[number]
    return f'<img{kind} src="{reference(still)}" alt="{escape(alt)}">'


def video(page: Page, reference: Reference, kind: str) -> str:
    """Return the `<video>` element of a page: muted, with controls, captions and the last still as poster.

    It is one line, since an empty line would end it.
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
