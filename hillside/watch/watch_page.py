"""The page of `watch`: one HTML file in which only its own script and style run."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from importlib.resources import files

from hillside.explore.engine import page_source
from hillside.explore.page import colors_in_css, minified, source_hash
from hillside.stage.look.theme import THEMES


@dataclass(frozen=True)
class Page:
    """A page.

    Attributes:
        html: Its text.
        policy: What it may load, as its server says (Content Security Policy, level 3).
    """

    html: str
    policy: str


def watch_page(name: str) -> Page:
    """Return the page for what is watched; all else comes from the server once it is open.

    Its colors and its type are those of a page to explore.

    Args:
        name: The name of the figure or of the lecture file.
    """
    base = f"{colors_in_css(THEMES['light'])}{minified(page_source('page.css'))}"
    style, script = f"{base}{minified(_source('watch.css'))}", _source("watch.js")
    policy = "; ".join(
        [
            "default-src 'none'",
            f"script-src {source_hash(script)}",
            f"style-src {source_hash(style)}",
            "img-src blob:",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        ]
    )
    body = _source("watch.html").replace("NAME", escape(name))
    return Page(body.replace("STYLE", style).replace("SCRIPT", script), policy)


def _source(name: str) -> str:
    return files("hillside.watch").joinpath("page", name).read_text(encoding="utf-8")
