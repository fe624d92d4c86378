"""A graph of computations drawn: boxes, the ways between them, and the words in and by each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

import numpy as np

from stage.computation import Computation, Node
from stage.drawing import Part, Points, arrow, stroke
from stage.errors import ParamError
from stage.geometry import Box
from stage.labels import Beside, Lettering
from stage.language import Language
from stage.layers import Layers, layered
from stage.operation_words import operation
from stage.sheet import LANDSCAPE
from stage.theme import MEASURES, Theme
from stage.typeface import Typeface
from stage.words import plain

HIGH = 80.0
"""Layout pixels: the height of a box,"""
NARROWEST = 84.0
"""its least width,"""
PADDED = 20.0
"""the room beside its words,"""
NUMBER = 50.0
"""and the room for a number above it and one below."""
NUMBER_WIDE = 150.0
LONG = 54.0
"""The least way between two boxes, so that its arrow is seen."""
LONGEST = 200.0
LOOSER = 1.6
PORT = 22.0
"""Two ways into one box end so far apart."""
SIZE = 36.0
LEAST = 30.0
NEAR = 14.0
"""Layout pixels between a box and the numbers by it."""
BETWEEN = 11.0
"""Half of those between two numbers, one over the other."""


@dataclass(frozen=True)
class Diagram:
    """Where a computation stands on the sheet.

    Attributes:
        boxes: the box of each step.
        ways: the ways between them, each of shape ``(n, 2)``.
        rightward: whether it runs from left to right, or from the bottom up.
    """

    boxes: tuple[Box, ...]
    ways: tuple[Points, ...]
    rightward: bool


def diagram_of(found: Computation, room: Box, widths: Sequence[float]) -> Diagram:
    """Lay out a computation in ``room``: from left to right in a landscape, else from the bottom up.

    Args:
        found: the computation.
        room: the box on the sheet.
        widths: of what stands in each box.

    Raises:
        ParamError: if the graph is too long or too wide for the room.
    """
    layers = layered([node.sources for node in found.boxes])
    rightward = room.width >= LANDSCAPE * room.height
    wide = [max(width + 2 * PADDED, NARROWEST) for width in widths]
    if rightward:
        sizes = [
            max(w for w, k in zip(wide, layers.layer, strict=True) if k == n) for n in range(layers.depth)
        ]
        least, space = HIGH + 2 * NUMBER, (room.width, room.height)
    else:
        sizes = [HIGH] * layers.depth
        least, space = max(wide) + NUMBER_WIDE, (room.height, room.width)
    _check_room(layers, sizes, least, space)
    along = _along(sizes, space[0])
    step = min((space[1] - least) / max(layers.breadth, 0.1), LOOSER * least)
    centers = _centers(layers, along, step, room, rightward)
    boxes = [
        Box(x - width / 2, y - HIGH / 2, x + width / 2, y + HIGH / 2)
        for (x, y), width in zip(centers.tolist(), wide, strict=True)
    ]
    return Diagram(tuple(boxes), tuple(_ways(found, layers, along, step, boxes, rightward)), rightward)


def _check_room(layers: Layers, sizes: list[float], least: float, space: tuple[float, float]) -> None:
    long, wide = sum(sizes) + LONG * (len(sizes) - 1), (layers.breadth + 1) * least
    if long > space[0] or wide > space[1]:
        most = int((space[0] + LONG) / (max(sizes) + LONG)), int(space[1] / least)
        raise ParamError(
            "function",
            f"its graph is {layers.depth} boxes long and {ceil(layers.breadth) + 1} wide, and at most about "
            f"{most[0]} by {most[1]} can be read in this shape; choose a shorter expression, or another size",
        )


def _along(sizes: list[float], space: float) -> list[float]:
    """The middle of each layer from that of the graph, with the same way between any two."""
    gap = min((space - sum(sizes)) / max(len(sizes) - 1, 1), LONGEST)
    ends = np.cumsum([0.0, *(size + gap for size in sizes)])
    return [float(end + size / 2 - (ends[-1] - gap) / 2) for end, size in zip(ends[:-1], sizes, strict=True)]


def _centers(layers: Layers, along: list[float], step: float, room: Box, rightward: bool) -> Points:
    """The middle of each box, shape ``(n, 2)``; in an upward graph there is room for numbers on the right."""
    on = np.array([along[layer] for layer in layers.layer])
    across = np.array(layers.across) * step
    x, y = room.center
    if rightward:
        return np.column_stack([x + on, y - across])
    return np.column_stack([x + across - NUMBER_WIDE / 2, y + on])


def _ways(
    found: Computation, layers: Layers, along: list[float], step: float, boxes: list[Box], rightward: bool
) -> Iterator[Points]:
    """The ways into each box, those from further up or left first."""
    for user, node in enumerate(found.boxes):
        sources = sorted(set(node.sources), key=lambda each: _entry(layers, each, user))
        for k, source in enumerate(sources):
            port = (k - (len(sources) - 1) / 2) * PORT
            bends: list[Points] = []
            for layer, place in layers.ways[source, user]:
                on = along[layer] - along[layers.layer[user]]
                across = (place - layers.across[user]) * step
                bends.append(boxes[user].center + np.array([on, -across] if rightward else [across, on]))
            start, end = _ports(boxes[source], boxes[user], port, rightward)
            yield np.vstack([_bow(*ends, rightward) for ends in pairwise([start, *bends, end])])


def _entry(layers: Layers, source: int, user: int) -> float:
    way = layers.ways[source, user]
    return way[-1][1] if way else layers.across[source]


def _ports(source: Box, user: Box, port: float, rightward: bool) -> tuple[Points, Points]:
    """Where a way leaves one box and enters the next."""
    if rightward:
        return np.array([source.right, source.center[1]]), np.array([user.left, user.center[1] - port])
    return np.array([source.center[0], source.top]), np.array([user.center[0] + port, user.bottom])


def _bow(start: Points, end: Points, rightward: bool) -> Points:
    """A way that leaves and arrives along the direction in which the graph runs, shape ``(n, 2)``."""
    along = np.array([1.0, 0.0]) if rightward else np.array([0.0, 1.0])
    reach = float((end - start) @ along) / 2
    share = np.linspace(0.0, 1.0, 17)[:, None]
    control = (start, start + reach * along, end - reach * along, end)
    weights = ((1 - share) ** 3, 3 * (1 - share) ** 2 * share, 3 * (1 - share) * share**2, share**3)
    return sum((weight * point for weight, point in zip(weights, control, strict=True)), np.zeros((17, 2)))


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
    role = "slope" if derivative else "ink"
    lettering = Lettering(settings=(plain(text),), size=SIZE, least=LEAST, role=role)
    side = "below" if derivative else "above"
    if rightward:
        return _fixed(lettering, (box.center[0], box.bottom - NEAR if derivative else box.top + NEAR), side)
    y = box.center[1] + (-BETWEEN if derivative else BETWEEN)
    return _fixed(lettering, (box.right + NEAR, y), f"{side} right")


def key(text: str, corner: tuple[float, float], *, derivative: bool) -> Beside:
    """The word for a kind of number, in its color."""
    lettering = Lettering(
        settings=(plain(text),),
        size=MEASURES.name,
        least=MEASURES.small,
        role="slope" if derivative else "ink",
    )
    return _fixed(lettering, corner, "below left")


def _fixed(lettering: Lettering, at: tuple[float, float], side: str) -> Beside:
    return Beside(
        lettering=lettering, by=np.array([at]), sides=(side,), gap=0.0, reach=0.0, strict=True, priority=9
    )
