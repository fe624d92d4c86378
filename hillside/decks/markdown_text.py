"""Text escaped for Markdown, and HTML elements for what Markdown has no syntax for."""

from __future__ import annotations

import json
import re
from html import escape

from hillside.decks.slides import (
    SIDE_MARGIN,
    Area,
    Deck,
    logo_area,
    picture_area,
    points_area,
    title_area,
)
from hillside.decks.sources import Page, Reference
from hillside.stage.lettering.language import LANGUAGES, Language

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


def listed(page: Page) -> str:
    """Return the points beside a figure as a `<ul>` element; empty if there are none."""
    items = "".join(f"<li>{escape(point)}</li>" for point in page.points)
    return f'<ul class="points">{items}</ul>\n' if items else ""


def foot(deck: Deck, reference: Reference) -> str:
    """Return the logo and the footer of every slide as elements."""
    logo = "" if deck.logo is None else f'<img class="logo" src="{reference(deck.logo)}" alt="">\n'
    return logo + (f'<p class="footer">{escape(deck.footer)}</p>\n' if deck.footer else "")


def areas(deck: Deck) -> str:
    """Return CSS that gives title, figure, points, footer and logo their areas on a slide in Markdown."""
    direction = Language(deck.lang).direction
    boxes = {
        "section.full h2": title_area(deck.logo is not None),
        "section.full .figure": picture_area(deck.tall, has_points=False),
        "section.full.beside .figure": picture_area(deck.tall, has_points=True),
        "section.full .points": points_area(deck.tall),
        "section.full .footer": Area(SIDE_MARGIN, 0.96, 1 - 2 * SIDE_MARGIN, 0.03),
    }
    if deck.logo is not None:
        boxes["section .logo"] = logo_area(deck.size, deck.logo_ratio)
    rules = (f"{name} {{ {_place(box, direction)} }}" for name, box in boxes.items())
    return "\n".join([*rules, "section.full :is(h2, .points) { display: grid; align-content: center; }"])


def _place(area: Area, direction: str) -> str:
    sides = {
        "left": area.from_the_left(direction),
        "top": area.top,
        "width": area.width,
        "height": area.height,
    }
    given = "; ".join(f"{name}: {100 * side:g}%" for name, side in sides.items())
    return f"position: absolute; {given}; margin: 0; object-fit: contain; max-width: none; max-height: none;"


def image(page: Page, number: int, reference: Reference, kind: str = "figure") -> str:
    """Return the `<img>` element of a picture of a page.

    Markdown's own syntax will not do: Marp interprets words in its alt text as commands.
    """
    still, alt = page.pictures[number]
    return f'<img class="{kind}" src="{reference(still)}" alt="{escape(alt)}">'


def video(page: Page, reference: Reference, kind: str = "figure", starts: bool = False) -> str:
    """Return the `<video>` element of a page: muted, with controls, captions and the last still as poster.

    It is one line, since an empty line would end it.
    """
    if page.film is None or page.caption_file is None:
        return ""
    poster, alt = page.pictures[-1]
    name = escape(LANGUAGES[page.lang].name)
    return (
        f'<video class="{kind}"{" data-autoplay" * starts} controls muted playsinline '
        f'src="{reference(page.film)}" poster="{reference(poster)}" aria-label="{escape(alt)}">'
        f'<track kind="captions" src="{reference(page.caption_file)}" '
        f'srclang="{page.lang}" label="{name}"></video>'
    )
