"""Drawing of a computation: boxes in layers, edges between them, and the words in and by each box."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from hillside.stage.drawing import Part, arrow, stroke
from hillside.stage.errors import ParamError
from hillside.stage.labels import Beside, Parts
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typeface import Typeface
from hillside.stage.lettering.typesetting import Lettering
from hillside.stage.lettering.typst_markup import plain
from hillside.stage.look.theme import MEASURES, Theme
from hillside.stage.sheet import LANDSCAPE, Box, Points, Sheet, inset
from scenes.backprop.facts import Computation, Node
from scenes.backprop.layers import Layers, layered
from scenes.backprop.words import operation

SIZE, LEAST = 36.0, 30.0
"""Type size of a number, and its minimum, in layout pixels; and in the same unit:"""
HEADLINE = 110.0
"""space above the graph, for the line with the expression,"""
KEY_LINE = 50.0
"""distance from the word for values down to the word for derivatives,"""
BOX_HEIGHT = 80.0
"""height of a box,"""
MIN_BOX_WIDTH = 84.0
"""its minimum width,"""
PADDING = 25.0
"""padding beside its words,"""
CORNER_RADIUS = 10.0
"""radius of its corners,"""
NUMBER_SPACE = 50.0
"""space for a number above it and one below,"""
NUMBER_WIDTH = 150.0
"""minimum space right of it in an upward graph, where the numbers stand there,"""
NUMBER_GAP = 14.0
"""distance from a box to the numbers by it, and between two numbers,"""
HALF_NUMBER_GAP = 11.0
"""half the distance between two stacked numbers,"""
MIN_EDGE = 54.0
"""minimum length of an edge between two boxes, so that its arrow is visible,"""
MAX_EDGE = 200.0
"""maximum between two neighboring layers,"""
PORT = 22.0
"""and distance between the ends of two edges at one box."""
MAX_SPREAD = 2
"""Maximum factor by which boxes in a layer are spread beyond their minimum distance."""


@dataclass(frozen=True)
class Diagram:
    """The layout of a computation on the sheet.

    Attributes:
        layer: the layer of each step.
        boxes: the box of each step.
        edges: the edges between them, shape `(n, 2)` each.
        rightward: whether it runs from left to right, rather than from bottom to top.
    """

    layer: tuple[int, ...]
    boxes: tuple[Box, ...]
    edges: tuple[Points, ...]
    rightward: bool

    @property
    def layers(self) -> tuple[tuple[int, ...], ...]:
        """The indices of the boxes in each layer, from the first layer to the result."""
        numbered = tuple(enumerate(self.layer))
        return tuple(
            tuple(k for k, each in numbered if each == layer) for layer in range(max(self.layer) + 1)
        )


def diagram_on(sheet: Sheet, facts: Computation, language: Language, typeface: Typeface) -> Diagram:
    """Return the layout, with space for words and numbers."""
    widths = [_in_box(node, language).sizes(typeface)[0][0] for node in facts.boxes]
    numbers = [
        max(_number(each, language, derivative=False).sizes(typeface)[-1][0] for each in pair)
        for pair in zip(facts.value, facts.derivative, strict=True)
    ]
    return _diagram(facts, inset(sheet.inside(MEASURES.margin), top=HEADLINE), widths, numbers)


def _diagram(facts: Computation, room: Box, widths: Sequence[float], numbers: Sequence[float]) -> Diagram:
    """Lay out a computation in `room`: from left to right if it is landscape, else from bottom to top.

    Args:
        facts: the computation.
        room: the box on the sheet.
        widths: widths of the words in the boxes, in layout pixels.
        numbers: widths of the numbers by the boxes: above and below, or in an upward graph on the right.

    Raises:
        ParamError: if the graph is too long or too wide for the room.
    """
    rightward = room.width >= LANDSCAPE * room.height
    wide = [max(width + 2 * PADDING, MIN_BOX_WIDTH) for width in widths]
    tall, beside = (
        BOX_HEIGHT + 2 * NUMBER_SPACE,
        max(NUMBER_GAP + max(numbers) + MEASURES.clear, NUMBER_WIDTH),
    )
    room = room.grown(-MEASURES.legs / 2)
    rooms = [tall if rightward else width + beside for width in wide]
    layers = layered([node.sources for node in facts.boxes], rooms)
    sizes = [BOX_HEIGHT] * layers.depth
    if rightward:
        sizes = _widths(layers, wide, numbers)
    space = (room.width, room.height) if rightward else (room.height, room.width)
    _check_room(layers, sizes, rooms, space)
    grid = _Grid(room, _along(sizes, space[0]), _stretch(layers, rooms, space[1]), beside, rightward)
    centers = [grid.center(layer, across) for layer, across in zip(layers.layer, layers.across, strict=True)]
    boxes = [
        Box(x - width / 2, y - BOX_HEIGHT / 2, x + width / 2, y + BOX_HEIGHT / 2)
        for (x, y), width in zip(centers, wide, strict=True)
    ]
    return Diagram(layers.layer, tuple(boxes), tuple(_edges(facts, layers, grid, boxes, sizes)), rightward)


@dataclass(frozen=True)
class _Grid:
    """The positions of layers in a room, and the spacing of boxes in them.

    Attributes:
        room: the room.
        along: distance of each layer's middle from that of the graph.
        stretch: factor on the minimum spacing of the boxes.
        beside: space for the numbers beside a box in an upward graph.
        rightward: whether the graph runs from left to right.
    """

    room: Box
    along: list[float]
    stretch: float
    beside: float
    rightward: bool

    def point(self, layer: int, across: float) -> tuple[float, float]:
        """Return a point on the sheet; in an upward graph it leaves space for numbers on the right."""
        x, y = self.room.center
        if self.rightward:
            return x + self.along[layer], y - self.stretch * across
        return x + self.stretch * across, y + self.along[layer]

    def center(self, layer: int, across: float) -> tuple[float, float]:
        """Return the center of the box at a point, left of its numbers in an upward graph."""
        x, y = self.point(layer, across)
        return (x, y) if self.rightward else (x - self.beside / 2, y)


def _widths(layers: Layers, wide: Sequence[float], numbers: Sequence[float]) -> list[float]:
    """Return the width of each layer: of its boxes, or of its numbers, which may extend beyond the layer."""
    last = layers.depth - 1
    reach = [0.0 if layer in (0, last) else MIN_EDGE - NUMBER_GAP for layer in layers.layer]
    needed = [
        max(pair) for pair in zip(wide, (n - r for n, r in zip(numbers, reach, strict=True)), strict=True)
    ]
    return [max(w for w, k in zip(needed, layers.layer, strict=True) if k == n) for n in range(last + 1)]


def _extent(layers: Layers, rooms: list[float], stretch: float) -> float:
    """Return the space that a graph takes across its layers when stretched."""
    highs = [stretch * at + room / 2 for at, room in zip(layers.across, rooms, strict=True)]
    lows = [stretch * at - room / 2 for at, room in zip(layers.across, rooms, strict=True)]
    bends = [stretch * at for edge in layers.bends.values() for _, at in edge]
    return 2 * max([*highs, *bends, *(-low for low in lows), *(-bend for bend in bends)])


def _check_room(layers: Layers, sizes: list[float], rooms: list[float], space: tuple[float, float]) -> None:
    long = sum(sizes) + MIN_EDGE * (len(sizes) - 1)
    if long > space[0] or _extent(layers, rooms, 1.0) > space[1]:
        most = int((space[0] + MIN_EDGE) / (max(sizes) + MIN_EDGE)), int(space[1] / max(rooms))
        raise ParamError(
            "function",
            f"its graph of {layers.depth} layers does not fit; about {most[0]} layers of {most[1]} boxes "
            f"can be read in this shape, so choose a shorter expression or another size",
        )


def _stretch(layers: Layers, rooms: list[float], space: float) -> float:
    """Return the factor on the minimum spacing of boxes in a layer, in steps of a tenth."""
    return max(
        k / 10 for k in range(10, 10 * MAX_SPREAD + 1) if k == 10 or _extent(layers, rooms, k / 10) <= space
    )


def _along(sizes: list[float], space: float) -> list[float]:
    """Return the distance of each layer's middle from that of the graph, with equal gaps between layers."""
    gap = min((space - sum(sizes)) / max(len(sizes) - 1, 1), MAX_EDGE)
    ends = np.cumsum([0.0, *(size + gap for size in sizes)])
    return [float(end + size / 2 - (ends[-1] - gap) / 2) for end, size in zip(ends[:-1], sizes, strict=True)]


def _edges(
    facts: Computation, layers: Layers, grid: _Grid, boxes: list[Box], sizes: list[float]
) -> Iterator[Points]:
    """Yield the edges into each box, those from further up or left first; they bend only between layers."""
    lengths = [box.width if grid.rightward else box.height for box in boxes]
    beside = [(sizes[layer] - length) / 2 for layer, length in zip(layers.layer, lengths, strict=True)]
    for user, node in enumerate(facts.boxes):
        sources = sorted(set(node.sources), key=lambda each: _entry(layers, each, user))
        for k, source in enumerate(sources):
            port = (k - (len(sources) - 1) / 2) * PORT
            passed = [grid.point(*bend) for bend in layers.bends[source, user]]
            straight = beside[source], beside[user]
            yield _edge_between(boxes[source], boxes[user], port, passed, straight, rightward=grid.rightward)


def _entry(layers: Layers, source: int, user: int) -> float:
    """Return the position across from which an edge enters."""
    bends = layers.bends[source, user]
    return bends[-1][1] if bends else layers.across[source]


def _edge_between(
    source: Box,
    user: Box,
    port: float,
    passed: Sequence[tuple[float, float]],
    straight: tuple[float, float] = (0.0, 0.0),
    *,
    rightward: bool,
) -> Points:
    """Return the edge from one box into another as a polyline, shape `(n, 2)`.

    Args:
        source: the box that it leaves.
        user: the box that it enters.
        port: offset of its end from the middle of that box's side, in layout pixels.
        passed: its points in the layers that it passes.
        straight: lengths of its straight ends, along the numbers of the two boxes.
        rightward: whether the graph runs from left to right, rather than from bottom to top.

    >>> edge = _edge_between(Box(0, 0, 2, 2), Box(6, 4, 8, 6), 0.0, [], rightward=True)
    >>> edge[[0, -1]].tolist()
    [[2.0, 1.0], [6.0, 5.0]]
    """
    onward = np.array([1.0, 0.0]) if rightward else np.array([0.0, 1.0])
    # An edge passes a layer straight, clear of the numbers there.
    bends = [np.array(point) + side * source.height / 2 * onward for point in passed for side in (-1, 1)]
    start, end = _ports(source, user, port, rightward)
    between = [start + straight[0] * onward, *bends, end - straight[1] * onward]
    bows = [_edge_curve(*ends, onward) for ends in pairwise(between)]
    return np.vstack([start[None], *bows, end[None]])


def _ports(source: Box, user: Box, port: float, rightward: bool) -> tuple[Points, Points]:
    """Return where an edge leaves one box and where it enters the next."""
    if rightward:
        return np.array([source.right, source.center[1]]), np.array([user.left, user.center[1] - port])
    return np.array([source.center[0], source.top]), np.array([user.center[0] + port, user.bottom])


def _edge_curve(start: Points, end: Points, onward: Points) -> Points:
    """Return a cubic Bézier curve with a given direction at both ends, shape `(17, 2)`."""
    reach = float((end - start) @ onward) / 2
    share = np.linspace(0.0, 1.0, 17)[:, None]
    control = (start, start + reach * onward, end - reach * onward, end)
    weights = ((1 - share) ** 3, 3 * (1 - share) ** 2 * share, 3 * (1 - share) * share**2, share**3)
    return sum((weight * point for weight, point in zip(weights, control, strict=True)), np.zeros((17, 2)))


def edges_part(diagram: Diagram, theme: Theme) -> Part:
    """Draw the edges between the boxes, each with its arrowhead, appearing one after the other."""
    edges = (arrow(edge, theme.faint, MEASURES.callout, MEASURES.axis_head) for edge in diagram.edges)
    return Part.in_turn(*edges)


def box_parts(diagram: Diagram, facts: Computation, language: Language, theme: Theme) -> Parts:
    """Return the boxes, numbered from 1, with their words and the two numbers by each."""
    parts: dict[str, Part | Beside] = {}
    steps = zip(diagram.boxes, facts.boxes, facts.value, facts.derivative, strict=True)
    for k, (box, node, value, derivative) in enumerate(steps, 1):
        parts[f"box-{k}"] = _rim(box, theme, variable=node.op == "name")
        parts[f"name-{k}"] = _centered(box, _in_box(node, language), theme.typeface)
        parts[f"value-{k}"] = _number_label(
            box, _number(value, language, derivative=False), above=True, rightward=diagram.rightward
        )
        parts[f"derivative-{k}"] = _number_label(
            box, _number(derivative, language, derivative=True), above=False, rightward=diagram.rightward
        )
    return parts


def key_labels(sheet: Sheet, language: Language) -> dict[str, Beside]:
    """Return the words for both kinds of numbers, in their colors, in the corner where reading ends."""
    room, say = sheet.inside(MEASURES.margin), language.say
    return {
        "values": _key(plain(say("value")), 0, room, language),
        "derivatives": _key(plain(say("derivative")), 1, room, language),
    }


def _rim(box: Box, theme: Theme, *, variable: bool) -> Part:
    """Draw the outline of a box: with round ends for a variable, with corners for an operation."""
    radius = box.height / 2 if variable else CORNER_RADIUS
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


def _number_label(box: Box, words: Lettering, *, above: bool, rightward: bool) -> Beside:
    """Return a number above its box or below; in an upward graph right of it, above or below the middle."""
    side = "above" if above else "below"
    if rightward:
        return _fixed(
            words, (box.center[0], box.top + NUMBER_GAP if above else box.bottom - NUMBER_GAP), side
        )
    y = box.center[1] + (HALF_NUMBER_GAP if above else -HALF_NUMBER_GAP)
    return _fixed(words, (box.right + NUMBER_GAP, y), f"{side} right")


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
