"""The Office theme of a deck: the colors and fonts of its figures, so that additions match them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from xml.sax.saxutils import quoteattr

from hillside.decks.powerpoint.package import A
from hillside.stage.look.theme import Theme

PANOSE = "020B0502030000000004"
"""The PANOSE classification of a sans serif, by which a missing font is replaced by a similar one."""

SLOTS = ("dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6")
PLAIN = MappingProxyType({"dk1": "#000000", "lt1": "#ffffff", "dk2": "#404040", "lt2": "#eeeeee"})
"""The colors of notes: black on white, for print."""


def is_dark(theme: Theme) -> bool:
    """Return whether the ink is lighter than the paper, by the luma weights of Rec. 709.

    >>> from hillside.stage.look.theme import THEMES
    >>> is_dark(THEMES["dark"]), is_dark(THEMES["print"])
    (True, False)
    """
    return _lightness(theme.ink) > _lightness(theme.paper)


def _lightness(color: str) -> float:
    red, green, blue = (int(color[place : place + 2], 16) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def color_map(theme: Theme) -> str:
    """Return the map of theme colors to background and text, which dark decks swap."""
    back, text = ("dk", "lt") if is_dark(theme) else ("lt", "dk")
    accents = " ".join(f'accent{n}="accent{n}"' for n in range(1, 7))
    return (
        f'<p:clrMap bg1="{back}1" tx1="{text}1" bg2="{back}2" tx2="{text}2" {accents}'
        ' hlink="hlink" folHlink="folHlink"/>'
    )


def theme_xml(theme: Theme) -> str:
    """Return the theme of the slides."""
    dark = is_dark(theme)
    pairs = {"dk1": theme.ink, "lt1": theme.paper, "dk2": theme.faint, "lt2": theme.ground_fill}
    if dark:
        pairs = {"dk1": theme.paper, "lt1": theme.ink, "dk2": theme.ground_fill, "lt2": theme.faint}
    return _theme_xml(f"Hillside {theme.name}", pairs, theme)


def notes_theme_xml(theme: Theme) -> str:
    """Return the theme of the notes: black on white."""
    return _theme_xml("Hillside notes", PLAIN, theme)


def _theme_xml(name: str, pairs: Mapping[str, str], theme: Theme) -> str:
    accents = (theme.curve, theme.slope, theme.legs, theme.ground, theme.pack, theme.ink_far)
    colors = dict(zip(SLOTS, (*pairs.values(), *accents), strict=True))
    colors |= {"hlink": theme.curve, "folHlink": theme.legs}
    scheme = "".join(
        f'<a:{slot}><a:srgbClr val="{_hex(color)}"/></a:{slot}>' for slot, color in colors.items()
    )
    font = (
        f'<a:latin typeface={quoteattr(theme.typeface.text)} panose="{PANOSE}"/>'
        '<a:ea typeface=""/><a:cs typeface=""/>'
    )
    return (
        f'<a:theme xmlns:a="{A}" name={quoteattr(name)}><a:themeElements>'
        f'<a:clrScheme name="Hillside">{scheme}</a:clrScheme>'
        f'<a:fontScheme name="Hillside"><a:majorFont>{font}</a:majorFont>'
        f"<a:minorFont>{font}</a:minorFont></a:fontScheme>"
        f"{_FORMATS}</a:themeElements></a:theme>"
    )


def _hex(color: str) -> str:
    return color.removeprefix("#").upper()


_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINES = "".join(f'<a:ln w="{width}">{_FILL}</a:ln>' for width in (6350, 12700, 19050))
_EFFECTS = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
_FORMATS = (
    f'<a:fmtScheme name="Hillside"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst>'
    f"<a:lnStyleLst>{_LINES}</a:lnStyleLst><a:effectStyleLst>{_EFFECTS}</a:effectStyleLst>"
    f"<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme>"
)
"""The format scheme: no shadows or gradients, to match the figures."""
