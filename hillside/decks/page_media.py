"""The pictures and films embedded in a page of slides: one JSON object of base64 texts, without repeats.

Vector pictures are packed by gzip, as a server would do; browsers of 2023 and later unpack them (Compression
Streams, WHATWG).
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any

from hillside.stage.foreign_file import MAX_DOCUMENT, as_damaged

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

PACKED = (".svg",)
"""The suffixes of files that become much smaller when they are packed."""
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
        packing = {"packed": "gzip"} if suffix in PACKED else {}
        self._files[name] = {"kind": MIME_TYPES[suffix], **packing}
        _fill(self._files[name], content)
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
            name + suffixes[each["kind"]]: content_of(each)
            for name, each in _table(page).items()
            if each["kind"] in suffixes
        }


def with_media(page: str, fresh: Mapping[str, bytes]) -> str:
    """Return the page with the `fresh` contents in place of the old; the names are those of `media_in`."""
    table = _table(page)
    for name, content in fresh.items():
        _fill(table[name.partition(".")[0]], content)
    before, _, after = _parts(page)
    return f"{before}{_json(table)}{after}"


def content_of(entry: Mapping[str, str]) -> bytes:
    """Return the content of a file from its entry in the table of a page.

    >>> media = PageMedia()
    >>> name = media.add_bytes(b"<svg/>", ".svg")
    >>> content_of(json.loads(media.to_text())[name])
    b'<svg/>'

    Raises:
        ValueError: The entry is damaged.
    """
    data = b64decode(entry["data"])
    if "packed" not in entry:
        return data
    try:
        # Not `gzip.decompress`, which has no limit.
        with gzip.open(BytesIO(data)) as unpacking:
            content = unpacking.read(MAX_DOCUMENT + 1)
    except (EOFError, OSError, zlib.error) as error:
        raise ValueError(f"a picture cannot be unpacked: {error}") from error
    if len(content) > MAX_DOCUMENT:
        raise ValueError("a picture unpacks to more than a page may have")
    return content


def _fill(entry: dict[str, str], content: bytes) -> None:
    """Give an entry of the table its content, packed if the entry says so."""
    # Without a time, so that the same picture gives the same bytes.
    data = gzip.compress(content, mtime=0) if "packed" in entry else content
    entry["data"] = b64encode(data).decode("ascii")


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
