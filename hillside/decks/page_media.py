"""The pictures and films embedded in a page of slides: one JSON object of base64 texts, without repeats."""

from __future__ import annotations

import hashlib
import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from hillside.stage.foreign_file import as_damaged

MIME_TYPES = MappingProxyType(
    {
        ".svg": "image/svg+xml",
        ".png": "image/png",
        ".jpg": "image/jpeg",
        ".jpeg": "image/jpeg",
        ".mp4": "video/mp4",
        ".vtt": "text/vtt",
        ".ttf": "font/ttf",
        ".otf": "font/otf",
    }
)
"""The media type of each suffix (RFC 6838, 2013)."""

DRAWN = (".svg", ".png", ".mp4")
"""The suffixes of files that may carry a recipe."""

START = b"<!DOCTYPE html>"
TABLE = "hillside-media"
"""The id of the page element that holds the table of media."""
_BEGIN, _END = f'<script type="application/json" id="{TABLE}">', "</script>"


class PageMedia:
    """The files embedded in a page, keyed by the start of their SHA-256."""

    def __init__(self) -> None:
        self._files: dict[str, dict[str, str]] = {}

    def add(self, file: Path) -> str:
        """Add a file, and return its name in the page."""
        return self.add_bytes(file.read_bytes(), file.suffix)

    def add_bytes(self, content: bytes, suffix: str) -> str:
        """Add content of a suffix, and return its name in the page; equal content is stored once.

        >>> media = PageMedia()
        >>> media.add_bytes(b"WEBVTT", ".vtt") == media.add_bytes(b"WEBVTT", ".vtt")
        True
        """
        name = hashlib.sha256(content).hexdigest()[:16]
        self._files[name] = {"kind": MIME_TYPES[suffix], "data": b64encode(content).decode("ascii")}
        return name

    def to_text(self) -> str:
        """Return the files as JSON that is safe inside a `<script>` element: it cannot end the element."""
        return _json(self._files)


def media_in(page: str) -> dict[str, bytes]:
    """Return the content of each picture and film of a page, by its name there with a suffix.

    Raises:
        Failure: The page is damaged.
    """
    suffixes = {MIME_TYPES[suffix]: suffix for suffix in DRAWN}
    with as_damaged("the page"):
        return {
            name + suffixes[each["kind"]]: b64decode(each["data"])
            for name, each in _table(page).items()
            if each["kind"] in suffixes
        }


def with_media(page: str, fresh: Mapping[str, bytes]) -> str:
    """Return the page with the `fresh` contents in place of the old; the names are those of `media_in`."""
    table = _table(page)
    for name, content in fresh.items():
        table[name.partition(".")[0]]["data"] = b64encode(content).decode("ascii")
    before, _, after = _parts(page)
    return f"{before}{_json(table)}{after}"


def _json(table: Mapping[str, Mapping[str, str]]) -> str:
    return json.dumps(table, sort_keys=True, indent=0)


def _table(page: str) -> dict[str, Any]:
    text = _parts(page)[1]
    return json.loads(text) if text else {}


def _parts(page: str) -> tuple[str, str, str]:
    """Return the text before the table of a page, the table, and the text after it."""
    before, start, rest = page.partition(_BEGIN)
    table, end, after = rest.partition(_END)
    return f"{before}{start}", table if end else "", f"{end}{after}"
