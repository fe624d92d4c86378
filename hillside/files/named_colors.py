"""Colors by the names that web pages use (CSS Color Module Level 4, 2022)."""

from __future__ import annotations

from PIL import ImageColor

from hillside.stage.look.color import Color


def color_named(name: str) -> Color | None:
    """Return the color of a name, or None if no color has it.

    >>> color_named("DarkSlateBlue"), color_named("none")
    ('#483d8b', None)
    """
    found = ImageColor.colormap.get(name.lower())
    return found.lower() if isinstance(found, str) else None
