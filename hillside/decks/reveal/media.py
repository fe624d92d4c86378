"""The pictures and films of a page, each stored once, whatever uses it."""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from pathlib import Path

KINDS = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".mp4": "video/mp4",
    ".vtt": "text/vtt",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
}
"""What browsers call a file of each suffix."""


class Media:
    """The files that a page holds, by the start of their SHA-256."""

    def __init__(self) -> None:
        self._kept: dict[str, dict[str, str]] = {}

    def keep(self, file: Path) -> str:
        """Keep a file, and return the name by which the page knows it."""
        return self.keep_bytes(file.read_bytes(), file.suffix)

    def keep_bytes(self, content: bytes, suffix: str) -> str:
        """Keep some content, and return the name by which the page knows it.

        >>> media = Media()
        >>> media.keep_bytes(b"WEBVTT", ".vtt") == media.keep_bytes(b"WEBVTT", ".vtt")
        True
        """
        name = hashlib.sha256(content).hexdigest()[:16]
        self._kept[name] = {"kind": KINDS[suffix], "data": b64encode(content).decode("ascii")}
        return name

    def to_text(self) -> str:
        """Return the files as JSON that can stand in a page: no character of it can end a script."""
        return json.dumps(self._kept, sort_keys=True, indent=0)
