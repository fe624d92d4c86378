"""Where the boxes of a computation stand on the sheet, and the ways between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from hillside.stage.box import Box
from hillside.stage.errors import ParamError
from hillside.stage.geometry import Points
from hillside.stage.look.theme import MEASURES
from hillside.stage.sheet import LANDSCAPE
from scenes.backprop.computation import Computation
from scenes.backprop.layers import Layers, layered
from scenes.backprop.ways import way_between

HIGH = 80.0
"""Layout pixels: the height of a box,"""
NARROWEST = 84.0
"""its least width,"""
PADDED = 25.0
"""the room beside its words,"""
NUMBER = 50.0
"""and the room for a number above it and one below."""
NUMBER_WIDE = 150.0
"""In an upward graph the numbers stand on the right, and have at least this room there."""
LONG = 54.0
"""The least way between two boxes, so that its arrow is seen."""
LONGEST = 200.0
LOOSEST = 2
NEAR = 14.0
"""Those between a box and the numbers by it, and between two numbers."""
PORT = 22.0
"""Two ways into one box end so far apart."""


@dataclass(frozen=True)
class Diagram:
    """Where a computation stands on the sheet.

    Attributes:
        layer: of each step.
        boxes: the box of each step.
        ways: the ways between them, each of shape `(n, 2)`.
        rightward: whether it runs from left to right, or from the bottom up.
    """

    layer: tuple[int, ...]
    boxes: tuple[Box, ...]
    ways: tuple[Points, ...]
    rightward: bool

    @property
    def layers(self) -> tuple[tuple[int, ...], ...]:
        """The boxes of each layer, by their numbers from 0, from the first layer to the result."""
        numbered = tuple(enumerate(self.layer))
        return tuple(
            tuple(k for k, each in numbered if each == layer) for layer in range(max(self.layer) + 1)
        )


def diagram_of(found: Computation, room: Box, widths: Sequence[float], numbers: Sequence[float]) -> Diagram:
    """Lay out a computation in `room`: from left to right in a landscape, else from the bottom up.

    Args:
        found: the computation.
        room: the box on the sheet.
        widths: of what stands in each box.
        numbers: of the numbers by each box, above and below it or, in an upward graph, on its right.

    Raises:
        ParamError: if the graph is too long or too wide for the room.
    """
    rightward = room.width >= LANDSCAPE * room.height
    wide = [max(width + 2 * PADDED, NARROWEST) for width in widths]
    tall, beside = HIGH + 2 * NUMBER, max(NEAR + max(numbers) + MEASURES.clear, NUMBER_WIDE)
    room = room.grown(-MEASURES.legs / 2)
    rooms = [tall if rightward else width + beside for width in wide]
    layers = layered([node.sources for node in found.boxes], rooms)
    sizes = [HIGH] * layers.depth
    if rightward:
        sizes = _widths(layers, wide, numbers)
    space = (room.width, room.height) if rightward else (room.height, room.width)
    _check_room(layers, sizes, rooms, space)
    grid = _Grid(room, _along(sizes, space[0]), _loosened(layers, rooms, space[1]), beside, rightward)
    centers = [grid.center(layer, across) for layer, across in zip(layers.layer, layers.across, strict=True)]
    boxes = [
        Box(x - width / 2, y - HIGH / 2, x + width / 2, y + HIGH / 2)
        for (x, y), width in zip(centers, wide, strict=True)
    ]
    return Diagram(layers.layer, tuple(boxes), tuple(_ways(found, layers, grid, boxes, sizes)), rightward)


@dataclass(frozen=True)
class _Grid:
    """Where the layers are in a room, and how far apart things stand across them.

    Attributes:
        room: the room.
        along: the middle of each layer from that of the graph.
        stretch: how much further apart than needed things stand.
        beside: the room of the numbers beside a box in an upward graph.
        rightward: whether the graph runs from left to right.
    """

    room: Box
    along: list[float]
    stretch: float
    beside: float
    rightward: bool

    def point(self, layer: int, across: float) -> tuple[float, float]:
        """Return the place on the sheet; in an upward graph there is room for numbers on the right."""
        x, y = self.room.center
        if self.rightward:
            return x + self.along[layer], y - self.stretch * across
        return x + self.stretch * across, y + self.along[layer]

    def center(self, layer: int, across: float) -> tuple[float, float]:
        """Return the middle of the box that has its place there, left of its numbers in an upward graph."""
        x, y = self.point(layer, across)
        return (x, y) if self.rightward else (x - self.beside / 2, y)


def _widths(layers: Layers, wide: Sequence[float], numbers: Sequence[float]) -> list[float]:
    """The width of each layer: that of its boxes, or of its numbers, which may reach beside the layer."""
    last = layers.depth - 1
    reach = [0.0 if layer in (0, last) else LONG - NEAR for layer in layers.layer]
    needed = [
        max(pair) for pair in zip(wide, (n - r for n, r in zip(numbers, reach, strict=True)), strict=True)
    ]
    return [max(w for w, k in zip(needed, layers.layer, strict=True) if k == n) for n in range(last + 1)]


def _extent(layers: Layers, rooms: list[float], stretch: float) -> float:
    highs = [stretch * place + room / 2 for place, room in zip(layers.across, rooms, strict=True)]
    lows = [stretch * place - room / 2 for place, room in zip(layers.across, rooms, strict=True)]
    bends = [stretch * place for way in layers.ways.values() for _, place in way]
    return 2 * max([*highs, *bends, *(-low for low in lows), *(-bend for bend in bends)])


def _check_room(layers: Layers, sizes: list[float], rooms: list[float], space: tuple[float, float]) -> None:
    long = sum(sizes) + LONG * (len(sizes) - 1)
    if long > space[0] or _extent(layers, rooms, 1.0) > space[1]:
        most = int((space[0] + LONG) / (max(sizes) + LONG)), int(space[1] / max(rooms))
        raise ParamError(
            "function",
            f"its graph of {layers.depth} layers does not fit; about {most[0]} layers of {most[1]} boxes "
            f"can be read in this shape, so choose a shorter expression or another size",
        )


def _loosened(layers: Layers, rooms: list[float], space: float) -> float:
    """Return how much further apart than needed the boxes of a layer stand."""
    return max(
        k / 10 for k in range(10, 10 * LOOSEST + 1) if k == 10 or _extent(layers, rooms, k / 10) <= space
    )


def _along(sizes: list[float], space: float) -> list[float]:
    """Return the middle of each layer from that of the graph, with the same way between any two."""
    gap = min((space - sum(sizes)) / max(len(sizes) - 1, 1), LONGEST)
    ends = np.cumsum([0.0, *(size + gap for size in sizes)])
    return [float(end + size / 2 - (ends[-1] - gap) / 2) for end, size in zip(ends[:-1], sizes, strict=True)]


def _ways(
    found: Computation, layers: Layers, grid: _Grid, boxes: list[Box], sizes: list[float]
) -> Iterator[Points]:
    """The ways into each box, those from further up or left first; they bend between the layers alone."""
    lengths = [box.width if grid.rightward else box.height for box in boxes]
    beside = [(sizes[layer] - length) / 2 for layer, length in zip(layers.layer, lengths, strict=True)]
    for user, node in enumerate(found.boxes):
        sources = sorted(set(node.sources), key=lambda each: _entry(layers, each, user))
        for k, source in enumerate(sources):
            port = (k - (len(sources) - 1) / 2) * PORT
            passed = [grid.point(*bend) for bend in layers.ways[source, user]]
            straight = beside[source], beside[user]
            yield way_between(boxes[source], boxes[user], port, passed, straight, rightward=grid.rightward)


def _entry(layers: Layers, source: int, user: int) -> float:
    way = layers.ways[source, user]
    return way[-1][1] if way else layers.across[source]
