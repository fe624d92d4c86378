"""The pictures and films that a page of slides holds: one JSON object of base64 texts, by their names."""

from __future__ import annotations

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any

from hillside.stage.errors import Failure

START = b"<!DOCTYPE html>"
_MEDIA = re.compile(r'(<script type="application/json" id="hillside-media">)(.*?)(</script>)', re.DOTALL)
SUFFIXES = {"image/svg+xml": ".svg", "image/png": ".png", "video/mp4": ".mp4"}
"""The kinds of what may have been made here, as the page calls them."""


def media_in(page: str) -> dict[str, bytes]:
    """Return the content of each picture and film of a page, by its name there and a suffix.

    Raises:
        Failure: The page holds none, or is damaged.
    """
    return {
        name + SUFFIXES[each["kind"]]: b64decode(each["data"])
        for name, each in _table(page).items()
        if each["kind"] in SUFFIXES
    }


def with_media(page: str, fresh: Mapping[str, bytes]) -> str:
    """Return the page with the content of some of them replaced."""
    table = _table(page)
    for name, content in fresh.items():
        table[name.partition(".")[0]]["data"] = b64encode(content).decode("ascii")
    text = json.dumps(table, sort_keys=True, indent=0)
    return _MEDIA.sub(lambda found: f"{found[1]}{text}{found[3]}", page, count=1)


def _table(page: str) -> dict[str, Any]:
    found = _MEDIA.search(page)
    try:
        return json.loads(found[2]) if found else {}
    except ValueError as error:
        raise Failure(f"the page is damaged: {error}") from error
