"""A layout of a computation graph according to a plan: where its boxes stand, if there is room for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise

import numpy as np

from hillside.stage.sheet import Box, Points
from scenes.backprop.facts import Computation
from scenes.backprop.layout.layers import Extent, Layers, layered
from scenes.backprop.layout.plan import (
    CHIP,
    CORRIDOR,
    FAN,
    GAP,
    LONGEST_EDGE,
    TURN,
    Plan,
    WordSizes,
)


@dataclass(frozen=True, eq=False)
class Draft:
    """A layout according to a plan, which may turn out not to fit."""

    facts: Computation
    words: WordSizes
    plan: Plan
    room: Box

    @cached_property
    def docks(self) -> dict[int, int]:
        """The variables that stand beside a box, each with that box."""
        found: dict[int, int] = {}
        boxes = self.facts.boxes
        for user, node in enumerate(boxes):
            sources = list(dict.fromkeys(node.sources))
            alone = [s for s in sources if boxes[s].op == "name" and len(self.facts.users(s)) == 1]
            most = self.plan.docked
            if len(alone) == len(sources) and most < 2:
                most = min(most, len(sources) - 1)
            if len(sources) > 1:
                found |= dict.fromkeys(alone[len(alone) - min(most, len(alone)) :], user)
        return found

    @cached_property
    def core(self) -> tuple[int, ...]:
        """The boxes in layers, without those beside a box; then the result."""
        count = len(self.facts.boxes)
        return (*(k for k in range(count) if k not in self.docks), count)

    @cached_property
    def _graph(self) -> list[tuple[int, ...]]:
        place = {box: k for k, box in enumerate(self.core)}
        inner = [
            tuple(place[s] for s in self.facts.boxes[box].sources if s in place) for box in self.core[:-1]
        ]
        return [*inner, (len(self.core) - 2,)]

    @cached_property
    def links(self) -> list[tuple[int, int]]:
        """The edges between boxes in layers, and that to the result, as pairs of boxes."""
        pairs = [(edge.source, edge.user) for edge in self.facts.edges if edge.source not in self.docks]
        return [*pairs, (self.core[-2], self.core[-1])]

    @cached_property
    def sides(self) -> dict[int, int]:
        """The side of each variable beside a box: 1 below or right of it, -1 above or left of it.

        It is the outer side, so that two halves of a graph have theirs on either side.
        """
        rough = layered(self._graph, [(0.5, 0.5)] * len(self.core), bend=0.1)
        at = dict(zip(self.core, rough.across, strict=True))
        middle = at[self.core[-1]]
        found: dict[int, int] = {}
        for variable, user in self.docks.items():
            outer = -1 if at[user] < middle - 0.1 else 1
            taken = [found[other] for other, its in self.docks.items() if its == user and other in found]
            found[variable] = -outer if outer in taken else outer
        return found

    def _name_width(self, box: int) -> float:
        return self.words.names[box] if box < len(self.words.names) else 0.0

    def chip_width(self, edge: int) -> float:
        """Return the width of the plate of a local slope; 0 without one."""
        if not self.plan.spacing.plates:
            return 0.0
        return self.words.slopes[edge] + 2 * self.plan.spacing.chip_padding

    def beside_chip(self, edges: Iterable[int]) -> float:
        """Return the distance of vertical lanes from their middle where plates lie on one of them alone."""
        widest = max((self.chip_width(k) for k in edges), default=0.0)
        return max(self.plan.spacing.lane, (widest / 2 + 12) / 2)

    @cached_property
    def upright_half(self) -> float:
        """The distance of the lanes of the edges of an upward graph from their middle."""
        return self.beside_chip(k for k, edge in enumerate(self.facts.edges) if edge.source not in self.docks)

    def dock_half(self, variable: int) -> float:
        """Return the distance of the lanes from the middle of the edge of a variable beside a box."""
        return self.beside_chip(self.facts.users(variable)) if self.plan.rightward else self.plan.spacing.lane

    def _ports(self, box: int) -> int:
        entering = sum(user == box for _, user in self.links)
        leaving = sum(source == box for source, _ in self.links)
        return max(entering, leaving, 1)

    def box_size(self, box: int) -> tuple[float, float]:
        """Return the width and height of a box."""
        width = max(self._name_width(box) + 2 * self.plan.spacing.padding, self.plan.spacing.box)
        ports = 1 if box in self.docks else self._ports(box)
        if self.plan.rightward:
            halves = [self.dock_half(variable) for variable, user in self.docks.items() if user == box]
            width = max(width, 2 * max(halves, default=0.0) + 14)
            spread = (ports - 1) * self.plan.spacing.port
            return width, self.plan.spacing.box + spread - (22 if ports > 1 else 0)
        apart = 2 * self.upright_half + 16
        needed = (ports - 1) * apart + 2 * self.upright_half + 14
        stacked = 0.0 if self.plan.spacing.plates else 2 * self.words.height + 3.2 * GAP
        height = max(self.plan.spacing.box, stacked)
        return max(width, needed if box not in self.docks else 0.0), height

    @cached_property
    def dock_length(self) -> float:
        """The length of an edge between a variable and the box that it stands beside."""
        if self.plan.rightward:
            # The plate is lower than the numbers under the neighboring edges, beside which it may be wide.
            plate = CHIP + self.plan.spacing.stub if self.plan.spacing.plates else 2 * self.plan.spacing.stub
            least = self.words.height + 2 * GAP + plate
        else:
            docked = [k for k, edge in enumerate(self.facts.edges) if edge.source in self.docks]
            least = max(map(self.chip_width, docked), default=0.0) + 2 * self.plan.spacing.stub
        return max(least, self.plan.dock)

    def _extent(self, box: int) -> Extent:
        """Return the space of a box across the layers, before and after its middle."""
        width, height = self.box_size(box)
        if self.plan.rightward:
            number = self.words.height + GAP
            inner = max(height / 2, CHIP / 2 + self.plan.spacing.lane) + 6
            sizes = [inner + number, inner + number + 4]
            own = height / 2
        else:
            values = (*self.words.values, 0.0)[box]
            slopes = (*self.words.derivatives, 0.0)[box]
            chips = [self.chip_width(k) / 2 for k in self.facts.users(box)] if box < self.core[-1] else []
            spread = (self._ports(box) - 1) / 2 * (2 * self.upright_half + 16) + self.upright_half
            sizes = [
                max(width / 2, spread + GAP + values) + 6,
                max(width / 2, spread + max(chips, default=0.0) + GAP + slopes) + 6,
            ]
            if not self.plan.spacing.plates:  # the numbers stand right of the box, one above the other
                sizes = [width / 2 + 6, width / 2 + 2.4 * GAP + max(values, slopes) + 6]
            own = width / 2
        for variable, user in self.docks.items():
            if user == box:
                side = 1 if self.sides[variable] > 0 else 0
                sizes[side] = max(sizes[side], own + self.dock_length + self._beyond(variable) + 8)
        return sizes[0], sizes[1]

    def _beyond(self, variable: int) -> float:
        """Return the space that a variable beside a box takes across the layers, with its numbers."""
        width, height = self.box_size(variable)
        numbers = max(self.words.values[variable], self.words.derivatives[variable]) + GAP + 4
        return height if self.plan.rightward else width + numbers

    @cached_property
    def layers(self) -> Layers:
        """The layers of the boxes."""
        bend = (self.plan.spacing.lane if self.plan.rightward else self.upright_half) + GAP / 2
        return layered(self._graph, [self._extent(box) for box in self.core], bend)

    @cached_property
    def layer_of(self) -> dict[int, int]:
        """The layer of each box; a variable beside a box is in the layer before it."""
        found = dict(zip(self.core, self.layers.layer, strict=True))
        return found | {variable: max(found[user] - 1, 0) for variable, user in self.docks.items()}

    @cached_property
    def lengths(self) -> list[float]:
        """The length of each layer along the graph."""
        along = 0 if self.plan.rightward else 1
        sizes = [self.box_size(box)[along] for box in self.core]
        lengths = [0.0] * self.layers.depth
        for box, size in zip(self.core, sizes, strict=True):
            layer = self.layer_of[box]
            lengths[layer] = max(lengths[layer], size)
        return lengths

    def _overhang(self, layer: int) -> float:
        """Return how far a number under an edge may reach below the boxes of a layer."""
        docked = [v for v, user in self.docks.items() if self.layer_of[user] == layer]
        if not docked:
            return 2 * GAP
        return max(0.0, self.lengths[layer] / 2 - max(map(self.dock_half, docked)) - GAP)

    @cached_property
    def passing(self) -> list[float]:
        """The length for which edges pass each layer straight: that of its boxes and of their numbers."""
        if not self.plan.rightward:
            return [length + 2 * GAP for length in self.lengths]
        longest = list(self.lengths)
        for box in self.core[:-1]:
            layer = self.layer_of[box]
            number = max(self.words.values[box], self.words.derivatives[box])
            longest[layer] = max(longest[layer], min(number + 18, self.lengths[layer] + 44))
        return longest

    @cached_property
    def _gaps(self) -> list[float]:
        """The least length of the edges from each layer to the next."""
        gaps = [self.plan.spacing.bare] * (self.layers.depth - 1)
        for number, edge in enumerate(self.facts.edges):
            if edge.source in self.docks:
                continue
            if not self.plan.spacing.plates:
                continue
            chip = self.chip_width(number) if self.plan.rightward else CHIP
            layer = self.layer_of[edge.source]
            gaps[layer] = max(gaps[layer], chip + 2 * self.plan.spacing.stub)
        if self.plan.rightward:
            for box in self.core[:-1]:
                layer = self.layer_of[box]
                number = max(self.words.values[box], self.words.derivatives[box])
                over = self._overhang(layer) + self._overhang(layer + 1)
                gaps[layer] = max(gaps[layer], number + 1.5 * GAP - over)
        for box in self.core if self.plan.spacing.plates or self.plan.rightward else ():
            fans = self._ports(box) - 1
            for layer in (self.layer_of[box], self.layer_of[box] - 1):
                if fans and 0 <= layer < len(gaps):
                    gaps[layer] += min(fans, 2) * FAN / 2
        return gaps

    @cached_property
    def _cuts(self) -> tuple[int, ...] | None:
        """The layers that are the last of their row, the last one of all left out; None if there are none.

        One edge alone goes from a row to the next, each has two layers or more, and the longest row is as
        short as possible.
        """
        depth = self.layers.depth
        crossing = [
            sum(self.layer_of[source] <= k < self.layer_of[user] for source, user in self.links)
            for k in range(depth - 1)
        ]
        alone = [k for k in range(1, depth - 2) if crossing[k] == 1]
        choices = [
            cuts
            for cuts in combinations(alone, self.plan.rows - 1)
            if all(later - cut > 1 for cut, later in pairwise(cuts))
        ]
        return min(choices, key=lambda cuts: max(self._row_lengths(cuts)), default=None)

    def _rows(self, cuts: tuple[int, ...]) -> list[range]:
        starts = [0, *(cut + 1 for cut in cuts)]
        return [range(a, b) for a, b in pairwise([*starts, self.layers.depth])]

    def _row_lengths(self, cuts: tuple[int, ...]) -> list[float]:
        turn = 2 * (TURN + self.plan.spacing.lane + 3.0) if cuts else 0.0
        return [
            sum(self.lengths[k] for k in row) + sum(self._gaps[k] for k in row[:-1]) + turn
            for row in self._rows(cuts)
        ]

    @cached_property
    def row_extents(self) -> list[Extent]:
        """The space that each row takes before and after 0 across its layers."""
        extents: list[Extent] = []
        across = dict(zip(self.core, self.layers.across, strict=True))
        for row in self._rows(self._cuts or ()):
            ends = [0.0] if len(row) == self.layers.depth else []
            sides = [
                (across[box] - before, across[box] + after)
                for box in self.core
                if self.layer_of[box] in row
                for before, after in (self._extent(box),)
            ]
            bends = [at for chain in self.layers.bends.values() for layer, at in chain if layer in row]
            low = min([low for low, _ in sides] + bends + ends)
            high = max([high for _, high in sides] + bends + ends)
            extents.append((-low, high))
        return extents

    @property
    def _space(self) -> tuple[float, float]:
        """The space along and across the layers."""
        size = (self.room.width, self.room.height)
        return size if self.plan.rightward else (size[1], size[0])

    @property
    def fits(self) -> bool:
        """Whether the plan can be carried out in the room."""
        if self._cuts is None:
            return False
        along, across = self._space
        breadth = sum(map(sum, self.row_extents)) + CORRIDOR * (self.plan.rows - 1)
        return max(self._row_lengths(self._cuts)) <= along and breadth <= across

    @cached_property
    def positions(self) -> tuple[list[float], list[float]]:
        """The middle of each layer along the sheet, and the position of 0 across it for each layer."""
        rows = self._rows(self._cuts or ())
        along, across = self._space
        spare = across - sum(map(sum, self.row_extents)) - CORRIDOR * (len(rows) - 1)
        between = min(spare / (len(rows) + 1), 60.0)
        top = (spare - between * (len(rows) - 1)) / 2
        middles, zeros = [0.0] * self.layers.depth, [0.0] * self.layers.depth
        for row, (before, after) in zip(rows, self.row_extents, strict=True):
            turn = TURN + self.plan.spacing.lane + 3.0 if len(rows) > 1 else 0.0
            least = [self._gaps[k] for k in row[:-1]]
            gaps = _leveled(least, along - 2 * turn - sum(self.lengths[k] for k in row))
            length = sum(self.lengths[k] for k in row) + sum(gaps)
            at = turn if len(rows) > 1 else (along - length) / 2
            for k, gap in zip(row, [*gaps, 0.0], strict=True):
                middles[k] = at + self.lengths[k] / 2
                at += self.lengths[k] + gap
                zeros[k] = top + before
            top += before + after + between + CORRIDOR
        return middles, zeros

    def point(self, layer: int, across: float) -> Points:
        """Return a point on the sheet by its layer and its coordinate across."""
        middles, zeros = self.positions
        if self.plan.rightward:
            return np.array([self.room.left + middles[layer], self.room.top - zeros[layer] - across])
        return np.array([self.room.left + zeros[layer] + across, self.room.bottom + middles[layer]])

    def row_of(self, layer: int) -> int:
        """Return the row of a layer."""
        return next(n for n, row in enumerate(self._rows(self._cuts or ())) if layer in row)


def _leveled(least: Sequence[float], space: float) -> list[float]:
    """Return lengths of at least the given ones, as equal as can be, that fill a space, up to a maximum.

    >>> _leveled([10.0, 60.0], 100.0)
    [40.0, 60.0]
    """
    larger = sorted(least)
    for count in range(len(larger), 0, -1):
        level = (space - sum(larger[count:])) / count
        if level >= larger[count - 1]:
            return [max(each, min(level, LONGEST_EDGE)) for each in least]
    return list(least)
