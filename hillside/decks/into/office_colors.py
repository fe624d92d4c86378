"""Colors of DrawingML: named by value or by their place in a theme, and modified."""

from __future__ import annotations

from collections.abc import Mapping
from colorsys import hls_to_rgb, rgb_to_hls
from dataclasses import dataclass
from types import MappingProxyType

from hillside.decks.into.parts import drawing
from hillside.decks.into.xml_edits import Node
from hillside.stage.look.color import from_linear, is_color, linear
from hillside.studio.named_colors import color_named

SHORTENED = MappingProxyType({"dk": "dark", "lt": "light", "med": "medium"})
"""How DrawingML shortens the names of CSS colors."""


@dataclass(frozen=True)
class Tone:
    """A color with its opacity; all from 0 to 1, red, green and blue as on screens."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0

    @classmethod
    def of(cls, color: str, alpha: float = 1.0) -> Tone:
        """Return the tone of a color `#rrggbb`."""
        red, green, blue = (int(color[place : place + 2], 16) / 255 for place in (1, 3, 5))
        return cls(red, green, blue, alpha)

    @property
    def color(self) -> str:
        """The color as `#rrggbb`."""
        return "#" + "".join(f"{round(255 * min(max(each, 0), 1)):02x}" for each in self.rgb)

    @property
    def rgb(self) -> tuple[float, float, float]:
        """Red, green and blue."""
        return self.red, self.green, self.blue


def tone_of(node: Node, scheme: Mapping[str, str], placeholder: Tone | None = None) -> Tone | None:
    """Return the tone of a color element such as `a:srgbClr`; None if it cannot be told.

    Args:
        node: The element; its children modify the color.
        scheme: The colors of the theme `#rrggbb` by the names that slides use.
        placeholder: What `phClr` stands for, in the styles of a theme.
    """
    tone = _plain(node, scheme, placeholder)
    for change in node.children:
        if tone is None:
            return None
        tone = _changed(tone, change)
    return tone


def _plain(node: Node, scheme: Mapping[str, str], placeholder: Tone | None) -> Tone | None:
    kind, value = node.tag.rpartition("}")[2], node.attributes.get("val", "")
    color: str | None = None
    if kind == "srgbClr":
        color = f"#{value}"
    elif kind == "sysClr":
        color = f"#{node.attributes.get('lastClr', '')}"
    elif kind == "schemeClr":
        if value == "phClr":
            return placeholder
        color = scheme.get(value)
    elif kind == "prstClr":
        color = _named(value)
    elif kind == "scrgbClr":
        red, green, blue = (share(node.attributes.get(each, "0")) for each in "rgb")
        color = from_linear((red, green, blue))
    elif kind == "hslClr":
        hue = int(node.attributes.get("hue", "0")) / 21_600_000
        sat, lum = (share(node.attributes.get(each, "0")) for each in ("sat", "lum"))
        return Tone(*hls_to_rgb(hue % 1, lum, sat))
    return Tone.of(color.lower()) if color is not None and is_color(color.lower()) else None


def _named(name: str) -> str | None:
    """Return the color of a preset name.

    >>> _named("dkSlateBlue"), _named("red"), _named("none")
    ('#483d8b', '#ff0000', None)
    """
    for short, full in SHORTENED.items():
        rest = name.removeprefix(short)
        if rest != name and rest[:1].isupper():
            name = full + rest
    return color_named(name)


def share(text: str) -> float:
    """Return a percentage in the notation of either edition of the format, as a share of 1.

    >>> share("75000"), share("75%")
    (0.75, 0.75)
    """
    return float(text[:-1]) / 100 if text.endswith("%") else int(text) / 100_000


def _changed(tone: Tone, change: Node) -> Tone:
    """Return a tone after one modification (ISO/IEC 29500-1, 2016, section 20.1.2.3).

    Unusual ones are ignored.
    """
    kind = change.tag.rpartition("}")[2]
    if change.tag != drawing(kind) or "val" not in change.attributes:
        return tone
    text = change.attributes["val"]
    if kind.startswith("alpha"):
        return Tone(*tone.rgb, alpha=_clipped(_adjusted(tone.alpha, kind.removeprefix("alpha"), share(text))))
    if kind in ("tint", "shade"):
        part = share(text)
        light = linear(tone.color)
        red, green, blue = (each * part + (1 - part if kind == "tint" else 0) for each in light)
        return Tone.of(from_linear((red, green, blue)), tone.alpha)
    hue, lum, sat = rgb_to_hls(*tone.rgb)
    if kind.startswith("lum"):
        lum = _clipped(_adjusted(lum, kind.removeprefix("lum"), share(text)))
    elif kind.startswith("sat"):
        sat = _clipped(_adjusted(sat, kind.removeprefix("sat"), share(text)))
    elif kind == "hueOff":
        hue = (hue + int(text) / 21_600_000) % 1
    else:
        return tone
    return Tone(*hls_to_rgb(hue, lum, sat), alpha=tone.alpha)


def _adjusted(value: float, how: str, part: float) -> float:
    return {"Mod": value * part, "Off": value + part}.get(how, part)


def _clipped(value: float) -> float:
    return min(max(value, 0.0), 1.0)
