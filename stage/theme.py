"""Themes: what each color means, and how thick and how large things are drawn.

A theme is passed in; nothing here is global. Lengths are layout pixels: the short side of the picture is
1080 of them, whatever the size of the file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType

Role = str
"""The name of a color's meaning: a field of ``Theme``."""


@dataclass(frozen=True, kw_only=True)
class Theme:
    """Colors by meaning, as ``#rrggbb``.

    Attributes:
        name: the word after ``--theme``.
        paper: the background.
        ink: words, the hiker.
        faint: axes and what should stay behind.
        curve: the graph of the function.
        slope: the slope itself: the tangent, the arrow downhill, and their numbers.
        legs: rise and run.
        leg_fill: the inside of the triangle of rise and run.
        ground: the surface that the hiker walks on.
        ground_fill: the solid ground under it.
        ink_far: the hiker's far arm and leg.
        pack: the hiker's pack.
    """

    name: str
    paper: str
    ink: str
    faint: str
    curve: str
    slope: str
    legs: str
    leg_fill: str
    ground: str
    ground_fill: str
    ink_far: str
    pack: str

    def color(self, role: Role) -> str:
        """The color that ``role`` has in this theme.

        >>> THEMES["light"].color("paper")
        '#ffffff'
        """
        return str(getattr(self, role))

    def colors(self) -> dict[Role, str]:
        """All roles and their colors."""
        return {field.name: self.color(field.name) for field in fields(self) if field.name != "name"}


@dataclass(frozen=True, kw_only=True)
class Measures:
    """Sizes of type and line in layout pixels, the same in every theme."""

    margin: float = 54.0
    label: float = 44.0
    name: float = 38.0
    small: float = 32.0
    curve: float = 6.5
    tangent: float = 5.0
    legs: float = 4.0
    axis: float = 2.5
    axis_off: float = 26.0
    hair: float = 1.5
    callout: float = 3.0
    arrow: float = 7.0
    dash: float = 22.0
    dash_gap: float = 14.0
    dot: float = 13.0
    right_angle: float = 22.0
    mark: float = 7.0
    hiker: float = 200.0
    halo: float = 4.0
    axis_head: float = 20.0
    callout_head: float = 24.0
    arrow_head: float = 36.0
    clear: float = 10.0


MEASURES = Measures()

_LIGHT = Theme(
    name="light",
    paper="#ffffff",
    ink="#17212b",
    faint="#78879a",
    curve="#1d4fd8",
    slope="#d81f3a",
    legs="#a35a00",
    leg_fill="#faecd6",
    ground="#2c7a5b",
    ground_fill="#dceee3",
    ink_far="#4d5a68",
    pack="#b96a0a",
)

_DARK = Theme(
    name="dark",
    paper="#10161d",
    ink="#f2f5f8",
    faint="#8593a5",
    curve="#7fb0ff",
    slope="#ff6b78",
    legs="#f0b050",
    leg_fill="#332a1b",
    ground="#5cc299",
    ground_fill="#183229",
    ink_far="#aab5c2",
    pack="#dc9434",
)

_PRINT = Theme(
    name="print",
    paper="#ffffff",
    ink="#000000",
    faint="#7a7a7a",
    curve="#0b3fae",
    slope="#b3001b",
    legs="#6b4400",
    leg_fill="#eeeeee",
    ground="#1f1f1f",
    ground_fill="#e3e3e3",
    ink_far="#5a5a5a",
    pack="#7a7a7a",
)

THEMES: Mapping[str, Theme] = MappingProxyType({theme.name: theme for theme in (_LIGHT, _DARK, _PRINT)})


def luminance(color: str) -> float:
    """Relative luminance of ``#rrggbb``, 0 for black to 1 for white (WCAG 2.2, 2023).

    >>> luminance("#ffffff"), luminance("#000000")
    (1.0, 0.0)
    """
    red, green, blue = (_linear(int(color[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colors, 1 to 21 (WCAG 2.2, 2023).

    >>> contrast("#000000", "#ffffff")
    21.0
    """
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)
