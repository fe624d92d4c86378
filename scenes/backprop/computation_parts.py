"""A graph of computations drawn: boxes, the ways between them, and the words in and by each."""

from __future__ import annotations

import numpy as np

from hillside.stage.box import Box
from hillside.stage.drawing import Part, arrow, stroke
from hillside.stage.labels import Beside, Parts
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.lettering import Lettering
from hillside.stage.lettering.markup import plain
from hillside.stage.lettering.typeface import Typeface
from hillside.stage.look.theme import MEASURES, Theme
from hillside.stage.sheet import Sheet, inset
from scenes.backprop.computation import Computation, Node
from scenes.backprop.diagram import NEAR, Diagram, diagram_of
from scenes.backprop.operation_words import operation

SIZE = 36.0
LEAST = 30.0
HEADLINE = 110.0
"""Layout pixels over the graph, for the line with the expression."""
BETWEEN = 11.0
"""Half of those between two numbers, one over the other."""
KEY_LINE = 50.0
"""Those from the word for values down to the word for derivatives."""


def diagram_on(sheet: Sheet, found: Computation, language: Language, typeface: Typeface) -> Diagram:
    """Return where the boxes stand, with room for their words and numbers."""
    widths = [_in_box(node, language).sizes(typeface)[0][0] for node in found.boxes]
    numbers = [
        max(_number(each, language, derivative=False).sizes(typeface)[-1][0] for each in pair)
        for pair in zip(found.value, found.derivative, strict=True)
    ]
    return diagram_of(found, inset(sheet.inside(MEASURES.margin), top=HEADLINE), widths, numbers)


def ways_part(diagram: Diagram, theme: Theme) -> Part:
    """Return the ways between the boxes, each with its arrowhead, one after the other."""
    ways = (arrow(way, theme.faint, MEASURES.callout, MEASURES.axis_head) for way in diagram.ways)
    return Part.in_turn(*ways)


def box_parts(diagram: Diagram, found: Computation, language: Language, theme: Theme) -> Parts:
    """Return the boxes, numbered from 1, with what stands in them, and the two numbers by each."""
    parts: dict[str, Part | Beside] = {}
    steps = zip(diagram.boxes, found.boxes, found.value, found.derivative, strict=True)
    for k, (box, node, value, derivative) in enumerate(steps, 1):
        parts[f"box-{k}"] = _rim(box, theme, variable=node.op == "name")
        parts[f"name-{k}"] = _centered(box, _in_box(node, language), theme.typeface)
        parts[f"value-{k}"] = _by(
            box, _number(value, language, derivative=False), above=True, rightward=diagram.rightward
        )
        parts[f"derivative-{k}"] = _by(
            box, _number(derivative, language, derivative=True), above=False, rightward=diagram.rightward
        )
    return parts


def keys(sheet: Sheet, language: Language) -> dict[str, Beside]:
    """The words for both kinds of numbers, in their colors: across from the headline, where reading ends."""
    room, say = sheet.inside(MEASURES.margin), language.say
    return {
        "values": _key(plain(say("value")), 0, room, language),
        "derivatives": _key(plain(say("derivative")), 1, room, language),
    }


def _rim(box: Box, theme: Theme, *, variable: bool) -> Part:
    """Return the outline of a box: of a variable with round ends, of an operation with corners."""
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


def _in_box(node: Node, language: Language) -> Lettering:
    return Lettering(settings=(operation(node, language),), size=MEASURES.name)


def _centered(box: Box, words: Lettering, typeface: Typeface) -> Beside:
    x, y = box.center
    return _fixed(words, (x, y - words.sizes(typeface)[0][1] / 2), "above")


def _number(value: float, language: Language, *, derivative: bool) -> Lettering:
    text = plain(language.isolated(language.numeral(value)))
    return Lettering(settings=(text,), size=SIZE, least=LEAST, role="slope" if derivative else "ink")


def _by(box: Box, words: Lettering, *, above: bool, rightward: bool) -> Beside:
    """Return a number above its box or below; in an upward graph on its right, over or under the middle."""
    side = "above" if above else "below"
    if rightward:
        return _fixed(words, (box.center[0], box.top + NEAR if above else box.bottom - NEAR), side)
    y = box.center[1] + (BETWEEN if above else -BETWEEN)
    return _fixed(words, (box.right + NEAR, y), f"{side} right")


def _key(setting: str, line: int, room: Box, language: Language) -> Beside:
    words = Lettering(
        settings=(setting,), size=MEASURES.name, least=MEASURES.small, role=("ink", "slope")[line]
    )
    left = language.direction == "rtl"
    corner = (room.left if left else room.right, room.top - line * KEY_LINE)
    return _fixed(words, corner, "below right" if left else "below left")


def _fixed(words: Lettering, at: tuple[float, float], side: str) -> Beside:
    return Beside(
        lettering=words, by=np.array([at]), sides=(side,), gap=0.0, reach=0.0, strict=True, priority=9
    )
