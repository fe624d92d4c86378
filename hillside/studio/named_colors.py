"""Colors as people write them: `#1d4fd8`, `1d4fd8`, `#fff`, or a name (CSS Color Module Level 4, 2022)."""

from __future__ import annotations

import re

from hillside.stage.errors import Refusal, suggestion
from hillside.stage.look.color import Color


def color_named(name: str) -> Color | None:
    """Return the color of a name, or None if no color has it.

    >>> color_named("DarkSlateBlue"), color_named("none")
    ('#483d8b', None)
    """
    found = _names().get(name.lower())
    return found.lower() if isinstance(found, str) else None


def written_color(text: str) -> Color | None:
    """Return the color that is written, or None if it is none.

    In a shell, # starts a comment unless it is quoted, so a color may come without it.

    >>> written_color("#1D4FD8"), written_color("fff"), written_color("Teal"), written_color("dark teal")
    ('#1d4fd8', '#ffffff', '#008080', None)
    """
    word = text.strip().lower()
    digits = word.removeprefix("#")
    if re.fullmatch(r"[0-9a-f]{6}", digits):
        return f"#{digits}"
    if re.fullmatch(r"[0-9a-f]{3}", digits):
        return "#" + "".join(2 * digit for digit in digits)
    return color_named(word)


def read_color(text: str) -> Color:
    """Return the color that is written.

    Raises:
        Refusal: It is no color; the message has the nearest name.

    >>> read_color("darkblu")
    Traceback (most recent call last):
    hillside.stage.errors.Refusal: "darkblu" is not a color; did you mean "darkblue"? Or write #rrggbb, ...
    """
    color = written_color(text)
    if color is None:
        near = suggestion(text, _names())
        way_out = f"{near} Or write" if near else "; write"
        raise Refusal(f'"{text}" is not a color{way_out} #rrggbb, such as #fdf6e3, or a name such as teal')
    return color


def _names() -> dict[str, str | tuple[int, ...]]:
    # Loaded when it is needed: help and lists answer without it.
    from PIL import ImageColor

    return dict(ImageColor.colormap)
