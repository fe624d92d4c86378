"""Themes: colors by meaning, the typeface, and the sizes of type and line.

A theme is passed in; nothing here is global. Lengths are layout pixels: the short side of the picture is
1080 of them, whatever the size of the file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any, TypeAlias

from hillside.stage.lettering.typeface import TYPEFACE, Typeface
from hillside.stage.look.color import Color

Role: TypeAlias = str
"""The name of a color's meaning: a field of `Theme`."""


@dataclass(frozen=True, kw_only=True)
class Theme:
    """Colors by meaning, as `#rrggbb`, and the typeface.

    Attributes:
        name: its name: the word after `--theme`, or the name of its file.
        paper: the background.
        ink: text, the hiker.
        faint: axes and other things in the background.
        curve: the graph of the function.
        slope: the slope itself: the tangent, the arrow downhill, and their numbers.
        legs: rise and run.
        leg_fill: the inside of the triangle of rise and run.
        slope_fill: the inside of the angle of a slope, and stretches on which a slope has one sign.
        band: stretches over which a curve falls, on bare paper.
        ground: the surface that the hiker walks on.
        ground_fill: the soil under it.
        turf: the band of turf along the surface, between line and soil.
        ink_far: the hiker's far arm and leg.
        pack: the hiker's hat, pack and near boot.
        pack_far: the hiker's far boot.
        right: what is as it should be, such as a learning rate that arrives.
        nesterov: Nesterov's momentum in a race of optimizers; the others have colors of the above.
        adagrad: AdaGrad, likewise.
        rmsprop: RMSProp, likewise.
        typeface: the fonts.
    """

    name: str
    paper: Color
    ink: Color
    faint: Color
    curve: Color
    slope: Color
    legs: Color
    leg_fill: Color
    slope_fill: Color
    band: Color
    ground: Color
    ground_fill: Color
    turf: Color
    ink_far: Color
    pack: Color
    pack_far: Color
    right: Color
    nesterov: Color
    adagrad: Color
    rmsprop: Color
    typeface: Typeface = TYPEFACE

    def color(self, role: Role) -> Color:
        """Return the color that `role` has in this theme.

        >>> THEMES["light"].color("paper")
        '#ffffff'
        """
        return str(getattr(self, role))

    def colors(self) -> dict[Role, Color]:
        """Return all roles with their colors."""
        return {role: self.color(role) for role in ROLES}

    def to_json(self) -> dict[str, Any]:
        """Return what determines the look of pictures, as plain JSON values; the name is not part of it.

        >>> THEMES["dark"].to_json()["colors"]["paper"]
        '#10161d'
        """
        return {"colors": self.colors(), "typeface": self.typeface.to_json()}


ROLES: tuple[Role, ...] = tuple(each.name for each in fields(Theme) if each.name not in ("name", "typeface"))
"""The names of all color fields of a theme."""


@dataclass(frozen=True, kw_only=True)
class Measures:
    """Sizes of type and line in layout pixels, the same in every theme."""

    margin: float = 54.0
    label: float = 44.0
    least_label: float = 38.0
    name: float = 38.0
    small: float = 32.0
    point_name: float = 36.0
    formula: float = 50.0
    curve: float = 6.5
    tangent: float = 5.0
    legs: float = 4.0
    axis: float = 2.5
    axis_off: float = 26.0
    callout: float = 3.0
    arrow: float = 7.0
    dash: float = 22.0
    dash_gap: float = 14.0
    dot: float = 13.0
    right_angle: float = 22.0
    mark: float = 7.0
    hiker: float = 222.0
    halo: float = 4.0
    text_halo: float = 6.0
    axis_head: float = 20.0
    callout_head: float = 24.0
    arrow_head: float = 36.0
    clear: float = 10.0


MEASURES = Measures()

# Found by a search in OKLCH: close to blue, red, amber and green, with every two meanings distinguishable
# under each `hillside.stage.look.vision.Vision`. `tests/hillside/stage/look/test_theme.py` has the distances.
_LIGHT = Theme(
    name="light",
    paper="#ffffff",
    ink="#161f29",
    faint="#606876",
    curve="#0d3cc4",
    slope="#d92f44",
    legs="#864c00",
    leg_fill="#fdf1dd",
    slope_fill="#fbe4e7",
    band="#f1f3f7",
    ground="#43906f",
    ground_fill="#dcefe4",
    turf="#b9dcc9",
    ink_far="#4d5a68",
    pack="#b96a0a",
    pack_far="#8a5a24",
    right="#1f7a4d",
    nesterov="#00707f",
    adagrad="#7a3fa8",
    rmsprop="#4f6b12",
)

_DARK = Theme(
    name="dark",
    paper="#10161d",
    ink="#f5f9fc",
    faint="#748498",
    curve="#9dbdfe",
    slope="#f3636c",
    legs="#ffcd84",
    leg_fill="#332a1b",
    slope_fill="#3a1d25",
    band="#080c11",
    ground="#46b993",
    ground_fill="#1b3b30",
    turf="#1e4b3c",
    ink_far="#aab5c2",
    pack="#dc9434",
    pack_far="#b98240",
    right="#5fcf98",
    nesterov="#5cc8d6",
    adagrad="#c79bf0",
    rmsprop="#a9c65a",
)

_PRINT = Theme(
    name="print",
    paper="#ffffff",
    ink="#000000",
    faint="#707070",
    curve="#184085",
    slope="#b22432",
    legs="#482304",
    leg_fill="#f4f4f4",
    slope_fill="#f6ebec",
    band="#f5f5f5",
    ground="#369965",
    ground_fill="#ececec",
    turf="#d2d2d2",
    ink_far="#5a5a5a",
    pack="#7a7a7a",
    pack_far="#6c6c6c",
    right="#1f6b44",
    nesterov="#00606c",
    adagrad="#6a3492",
    rmsprop="#44600c",
)

THEMES: Mapping[str, Theme] = MappingProxyType({theme.name: theme for theme in (_LIGHT, _DARK, _PRINT)})
