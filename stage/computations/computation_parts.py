"""A graph of computations drawn: boxes, the ways between them, and the words in and by each."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from stage.computations.computation import Node
from stage.computations.diagram import NEAR
from stage.computations.operation_words import operation
from stage.drawing import Part, Points, arrow, stroke
from stage.geometry import Box
from stage.labels import Beside, Lettering
from stage.lettering.language import Language
from stage.lettering.typeface import Typeface
from stage.lettering.words import plain
from stage.look.theme import MEASURES, Role, Theme

SIZE = 36.0
LEAST = 30.0
BETWEEN = 11.0
"""Half of the layout pixels between two numbers, one over the other."""
KEY_LINE = 50.0
"""Those from the word for values down to the word for derivatives."""


def box_part(box: Box, theme: Theme, *, variable: bool) -> Part:
    """The outline of a box: of a variable with round ends, of an operation with corners."""
    radius = box.height / 2 if variable else 10.0
    turns = np.linspace(0.0, np.pi / 2, 9)
    corners = [
        np.array([x + sign_x * -radius, y + sign_y * -radius])
        + radius * np.column_stack([np.cos(turns + start), np.sin(turns + start)])
        for x, y, sign_x, sign_y, start in (
            (box.right, box.top, 1, 1, 0.0),
            (box.left, box.top, -1, 1, np.pi / 2),
            (box.left, box.bottom, -1, -1, np.pi),
            (box.right, box.bottom, 1, -1, 1.5 * np.pi),
        )
    ]
    rim = np.vstack([*corners, corners[0][:1]])
    return stroke([rim], theme.faint if variable else theme.curve, MEASURES.legs)


def way_part(way: Points, theme: Theme) -> Part:
    """A way between two boxes, with its arrowhead."""
    return arrow(way, theme.faint, MEASURES.callout, MEASURES.axis_head)


def inside(box: Box, lettering: Lettering, typeface: Typeface) -> Beside:
    """What stands in the middle of a box."""
    x, y = box.center
    return _fixed(lettering, (x, y - lettering.sizes(typeface)[0][1] / 2), "above")


def operation_lettering(node: Node, language: Language) -> Lettering:
    """The words or signs in a box."""
    return Lettering(settings=(operation(node, language),), size=MEASURES.name)


def number_by(box: Box, text: str, *, derivative: bool, rightward: bool) -> Beside:
    """The value of a box above it, or its derivative below; in an upward graph both on its right."""
    lettering = _number(text, "slope" if derivative else "ink")
    side = "below" if derivative else "above"
    if rightward:
        return _fixed(lettering, (box.center[0], box.bottom - NEAR if derivative else box.top + NEAR), side)
    y = box.center[1] + (-BETWEEN if derivative else BETWEEN)
    return _fixed(lettering, (box.right + NEAR, y), f"{side} right")


def number_width(texts: Iterable[str], typeface: Typeface) -> float:
    """The width of the longest of some numbers, set as small as need be."""
    return max(_number(text, "ink").sizes(typeface)[-1][0] for text in texts)


def _number(text: str, role: Role) -> Lettering:
    return Lettering(settings=(plain(text),), size=SIZE, least=LEAST, role=role)


def key(text: str, line: int, room: Box, language: Language) -> Beside:
    """The word for a kind of number, in its color: values on line 0, derivatives on line 1.

    It stands in the upper corner of ``room`` where reading ends, across from the headline.
    """
    lettering = Lettering(
        settings=(plain(text),), size=MEASURES.name, least=MEASURES.small, role=("ink", "slope")[line]
    )
    left = language.direction == "rtl"
    corner = (room.left if left else room.right, room.top - line * KEY_LINE)
    return _fixed(lettering, corner, "below right" if left else "below left")


def _fixed(lettering: Lettering, at: tuple[float, float], side: str) -> Beside:
    return Beside(
        lettering=lettering, by=np.array([at]), sides=(side,), gap=0.0, reach=0.0, strict=True, priority=9
    )
