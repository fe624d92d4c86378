"""The table of rates: for some angles to the steepest descent, the arrow and its rate of change."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hillside.stage.drawing import Part, arrow
from hillside.stage.labels import Beside
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typeface import Typeface
from hillside.stage.lettering.typesetting import Lettering
from hillside.stage.lettering.typst_markup import formula, plain
from hillside.stage.look.theme import MEASURES, Role, Theme
from hillside.stage.plane import Plane
from hillside.stage.sheet import LANDSCAPE, Box, Points, Sheet, inset, within_aspect
from scenes.steepest.facts import Facts
from scenes.steepest.words import role_of, signed

HEADLINE = 76.0
"""Height of the line above the picture,"""
NUMERALS, NAME, UNDER = 112.0, 60.0, 84.0
"""space for the numerals of the map's axes, and for the names at their tips,"""
TABLE, TABLE_LOW = 416.0, 336.0
"""width of the table beside the map, and its height with what belongs to it below, in layout pixels."""
ANGLES_END = 0.52
"""The right edge of the angles, as a share of the width of the table."""
SECOND_LINE = 34.0
"""Height for a second line above the picture, where it is not wide."""
LEAST = 30.0
"""The least size of type in the table, in layout pixels."""
SPACE = 24.0
"""Space between the name of the map's axis and the table, in layout pixels."""
ICON, ICON_HEAD = 62.0, 22.0
"""Length of an arrow in the table and of its head, in layout pixels."""
GRADIENT = "-∇f"
"""What the angles of the table are measured from, as it stands in a sentence."""


@dataclass(frozen=True)
class Layout:
    """The boxes of the picture, in layout pixels.

    Attributes:
        map: the map.
        table: the table of rates; two columns of rows if it is below the map.
        rate: the box in whose corner the rate along the step stands.
    """

    map: Box
    table: Box
    rate: Box

    @property
    def columns(self) -> int:
        """Number of columns of rows in the table."""
        return 1 if self.table.height > 0.7 * self.table.width else 2


def layout_on(sheet: Sheet) -> Layout:
    """Return the layout: the table right of the map, or below it where the sheet is not wide."""
    room = inset(sheet.inside(MEASURES.margin), top=HEADLINE)
    if room.width >= LANDSCAPE * room.height:
        left = inset(room, right=TABLE + SPACE)
        right = inset(room, left=room.width - TABLE, top=NAME)
        plot = inset(left, left=NUMERALS, right=NAME, top=NAME, bottom=UNDER)
        return Layout(plot, inset(right, top=HEADLINE + 20, bottom=HEADLINE), right)
    room = inset(room, top=SECOND_LINE)
    low = inset(room, top=room.height - TABLE_LOW)
    high = inset(room, bottom=TABLE_LOW, left=NUMERALS, right=NAME, top=NAME)
    plot = within_aspect(inset(high, bottom=UNDER), 0.7, 1.9)
    return Layout(plot, inset(low, top=HEADLINE - 10), low)


def table_parts(plane: Plane, facts: Facts, layout: Layout) -> dict[str, Part]:
    """Return the arrows of the rows, each in its direction on the map."""
    if facts.descent is None:
        return {}
    start, end = plane.ends(facts.descent)
    down = (end - start) / np.hypot(*(end - start))
    length = min(ICON, 0.8 * layout.table.height / (6 // layout.columns + 1))
    icons = [
        _icon(_turned(down, angle), center, length, plane.theme, role_of(rate))
        for (angle, rate), center in zip(facts.rates, _centers(layout), strict=True)
    ]
    return {"table": Part.of(*icons)}


def _icon(way: Points, center: Points, length: float, theme: Theme, role: Role) -> Part:
    path = np.array([center - way * length / 2, center + way * length / 2])
    return arrow(path, theme.color(role), 5.0 if role == "slope" else 4.0, ICON_HEAD)


def _turned(way: Points, degrees: float) -> Points:
    cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return np.array([way[0] * cos - way[1] * sin, way[0] * sin + way[1] * cos])


def _centers(layout: Layout) -> list[Points]:
    """Return the centers of the arrows of the six rows."""
    table = layout.table
    rows = 6 // layout.columns
    width, height = table.width / layout.columns, table.height / (rows + 1)
    return [
        np.array([table.left + number // rows * width + ICON / 2, table.top - (number % rows + 1.5) * height])
        for number in range(6)
    ]


def table_names(facts: Facts, layout: Layout, language: Language, typeface: Typeface) -> dict[str, Beside]:
    """Return the numbers of the rows, and the heads of their columns."""
    if facts.descent is None:
        return {}
    width = layout.table.width / layout.columns - (30.0 if layout.columns > 1 else 0.0)
    labels: dict[str, Beside] = {}
    rates = [plain(signed(rate, language)) for _, rate in facts.rates]
    size = _one_size(rates, (1 - ANGLES_END) * width - MEASURES.clear - 4, typeface)
    for number, ((angle, rate), center) in enumerate(zip(facts.rates, _centers(layout), strict=True), 1):
        left = center[0] - ICON / 2
        role = role_of(rate)
        turn = plain(language.isolated(f"{language.numeral(angle)}°"))
        labels[f"angles-{number}"] = _cell(turn, (left + ANGLES_END * width, center[1]), "ink", size=size)
        labels[f"rates-{number}"] = _cell(rates[number - 1], (left + width, center[1]), role, size=size)
    for column in range(layout.columns):
        center = _centers(layout)[column * (6 // layout.columns)]
        left = center[0] - ICON / 2
        high = center[1] + layout.table.height / (6 // layout.columns + 1)
        before, _, after = language.say("angle to {direction}", direction=GRADIENT).partition(GRADIENT)
        sign = formula("- nabla f")
        angle = f"{plain(before)}{sign}{plain(after)}"
        labels[f"angles-head-{column + 1}"] = _cell(angle, (left + ANGLES_END * width, high), "faint", sign)
        labels[f"rates-head-{column + 1}"] = _cell(plain(language.say("rate")), (left + width, high), "faint")
    return labels


def _one_size(cells: list[str], room: float, typeface: Typeface) -> float:
    """Return the size of type at which the widest of some cells has room: one for the whole table."""
    usual = Lettering(settings=tuple(cells), size=MEASURES.least_label)
    widest = max(width for width, _ in usual.sizes(typeface))
    return MEASURES.least_label if widest <= room else LEAST


def components_name(
    facts: Facts, layout: Layout, language: Language, typeface: Typeface
) -> dict[str, Beside]:
    """Return the steepest descent in components, below the table: minus the gradient as a pair of numbers."""
    if facts.descent is None:
        return {}
    parted = ";" if "," in language.numeral(0.5) else ","
    pair = f'"({language.numeral(facts.across)}{parted} {language.numeral(facts.up)})"'
    settings = (formula(f"- nabla f = {pair}"), f"{formula('- nabla f =')}\\\n{formula(pair)}")
    beside = layout.columns == 1
    rate = layout.rate
    rightward = language.direction == "ltr"
    lettering = Lettering(settings=settings, size=MEASURES.label, least=LEAST, role="slope")
    # Words that are too wide for the table at any size end at its right edge.
    wide = min(width for width, _ in lettering.sizes(typeface)) > layout.table.width
    if beside:
        corner = (layout.table.right if wide else layout.table.left, rate.bottom)
        side = "above left" if wide else "above right"
    else:
        corner = (rate.right if rightward else rate.left, rate.top)
        side = "below left" if rightward else "below right"
    return {
        "components": Beside(
            lettering=lettering,
            by=np.array([corner]),
            sides=(side,),
            strict=True,
            gap=0.0,
            reach=4.0,
            priority=8,
        )
    }


def _cell(
    markup: str, right: tuple[float, float], role: Role, *shorter: str, size: float = MEASURES.small
) -> Beside:
    """Return a cell whose right edge is fixed, so that decimals are aligned."""
    lettering = Lettering(settings=(markup, *shorter), size=size, least=LEAST, role=role)
    return Beside(
        lettering=lettering,
        by=np.array([right]),
        sides=("left",),
        strict=True,
        gap=0.0,
        reach=6.0,
        own=("table",),
        priority=5,
    )
