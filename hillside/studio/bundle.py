"""What a notebook keeps of a picture or a film, so that it shows without a kernel: plain data, no manim.

A front end takes the richest kind that it knows: the HTML in Jupyter, the PNG where HTML is not shown, such
as in a PDF or on a site for code, the text anywhere else.
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
"""An output by media type, and what is said about each: the display data of Jupyter's messages."""

LARGEST_WIDTH = 960
"""Pixels of a page that a picture takes at most: the text of a notebook is about as wide."""


def still_bundle(svg: bytes, png: bytes, alt: str, width: int) -> Bundle:
    """Return the final picture: an image with its alt text, whose source is the vectors.

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
    """Return a film: an MP4 with controls, silent, with its poster and its captions, which are WebVTT."""
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


def call(figure: str, options: Mapping[str, object]) -> str:
    """Return the line of Python that shows a figure; numbers stand bare.

    >>> call("tangent", {"function": "x^2", "at": "-1.5", "words": {"rise": "Δy"}})
    'figure("tangent", function="x^2", at=-1.5, words={"rise": "Δy"})'
    """
    given = "".join(f", {name}={_literal(value)}" for name, value in options.items())
    return f"figure({_literal(figure)}{given})"


def _literal(value: object) -> str:
    # Zeros in front are not written in Python.
    if isinstance(value, str) and re.fullmatch(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?", value):
        return value
    # What is JSON without true, false and null is Python, too.
    return json.dumps(value, ensure_ascii=False)
