"""The display data of pictures and films in notebooks, which need no kernel to be shown; without manim.

A front end takes the richest media type that it supports: the HTML in Jupyter, the PNG where HTML is not
shown, such as in a PDF or on a code hosting site, otherwise the text.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Mapping
from html import escape
from typing import Any

from hillside.stage.lettering.language import LANGUAGES

Bundle = tuple[dict[str, str], dict[str, Any]]
"""The data and the metadata of an output by media type, as in Jupyter's `display_data` messages."""

LARGEST_WIDTH = 960
"""Maximum width of a picture in CSS pixels, about the width of a notebook's text."""


def still_bundle(svg: bytes, png: bytes, alt: str, width: int) -> Bundle:
    """Return the display data of a still: an `<img>` with the SVG inline and its alt text.

    >>> data, about = still_bundle(b"<svg/>", b"png", 'A "line".', 1920)
    >>> data["text/html"].split()[:2]
    ['<img', 'src="data:image/svg+xml;base64,PHN2Zy8+"']
    >>> data["text/plain"], about
    ('A "line".', {'image/png': {'alt': 'A "line".', 'width': 960}})
    """
    shown = min(width, LARGEST_WIDTH)
    image = (
        f'<img src="{_inline(svg, "image/svg+xml")}" alt="{_quoted(alt)}" width="{shown}" '
        'style="max-width: 100%">'
    )
    return _bundle(image, png, alt, shown)


def film_bundle(
    film: bytes, poster: bytes, captions: str, alt: str, lang: str, width: int, loop: bool
) -> Bundle:
    """Return the display data of a film: a muted MP4 with controls, poster and WebVTT captions, inline."""
    shown = min(width, LARGEST_WIDTH)
    name = _quoted(LANGUAGES[lang].name)
    video = (
        f'<video controls muted playsinline{" loop" * loop} preload="metadata" width="{shown}" '
        f'style="max-width: 100%" poster="{_inline(poster, "image/png")}" '
        f'src="{_inline(film, "video/mp4")}" aria-label="{_quoted(alt)}">'
        f'<track kind="captions" srclang="{lang}" label="{name}" '
        f'src="{_inline(captions.encode(), "text/vtt")}"></video>'
    )
    return _bundle(video, poster, alt, shown)


def _bundle(html: str, png: bytes, alt: str, width: int) -> Bundle:
    data = {"text/html": html, "image/png": b64encode(png).decode("ascii"), "text/plain": alt}
    return data, {"image/png": {"alt": alt, "width": width}}


def _inline(content: bytes, kind: str) -> str:
    return f"data:{kind};base64,{b64encode(content).decode('ascii')}"


def _quoted(text: str) -> str:
    return escape(text, quote=True)


def python_call(figure: str, options: Mapping[str, object]) -> str:
    """Return the Python call that shows a figure; numeric options are written without quotes.

    >>> python_call("tangent", {"function": "x^2", "at": "-1.5", "words": {"rise": "Δy"}})
    'figure("tangent", function="x^2", at=-1.5, words={"rise": "Δy"})'
    """
    given = "".join(f", {name}={_literal(value)}" for name, value in options.items())
    return f"figure({_literal(figure)}{given})"


def _literal(value: object) -> str:
    # Python does not allow leading zeros.
    if isinstance(value, str) and re.fullmatch(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?", value):
        return value
    # JSON without true, false and null is also Python.
    return json.dumps(value, ensure_ascii=False)
