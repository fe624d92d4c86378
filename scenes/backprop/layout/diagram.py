"""The layout of a computation on the sheet: boxes, edges of two lanes, local slopes on them, and numbers.

Some plans are tried in turn: variables beside the boxes that use them or in layers of their own, one row or
several, large type or small. The first one in which nothing touches anything is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

import numpy as np

from hillside.stage.sheet import Box, Points, segments_meet_boxes
from scenes.backprop.facts import Computation
from scenes.backprop.layout.draft import Draft
from scenes.backprop.layout.places import (
    Pair,
    Size,
    along_a_column,
    along_a_return,
    along_a_row,
    around,
    at_its_sides,
    beside_a_dock,
)
from scenes.backprop.layout.plan import (
    BARE,
    CHIP,
    CORRIDOR,
    DOCKS,
    GAP,
    LOOSE,
    TIGHT,
    TURN,
    Spacing,
    WordSizes,
    plans_for,
)
from scenes.backprop.layout.routes import (
    Route,
    aside,
    at_share,
    bow,
    box_at,
    facing_sides,
    head_of,
    without_repeats,
)

CLEAR, TEXT_CLEAR = 7.0, 9.5
"""Minimum distance of a number from everything else, and from other numbers, in layout pixels."""
CORNERS = 6
"""Number of points of an edge from one row to the next."""
AWAY = 0.42
"""The best share for the plate on the edge of a variable beside a box: nearer to the variable."""
ATTEMPTS = 8
"""Maximum number of orders in which the numbers choose their places."""
SHARES = (0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8, 0.15, 0.85)
"""Shares of an edge at which the plate of its local slope may be, the best first."""


@dataclass(frozen=True, eq=False)
class Diagram:
    """The layout of a computation.

    Attributes:
        boxes: the box of each step.
        result: the box of the result's name.
        routes: the edges, in the order of the computation's; the last leads to the result.
        values: the place of each value.
        derivatives: the place of each derivative.
        layer: the layer of each step.
        spacing: the sizes of type and spaces.
        rightward: whether edges run from left to right, rather than from bottom to top.
    """

    boxes: tuple[Box, ...]
    result: Box
    routes: tuple[Route, ...]
    values: tuple[Box, ...]
    derivatives: tuple[Box, ...]
    layer: tuple[int, ...]
    spacing: Spacing
    rightward: bool

    @property
    def layers(self) -> tuple[tuple[int, ...], ...]:
        """The indices of the boxes in each layer, from the first layer to the result."""
        numbered = tuple(enumerate(self.layer))
        return tuple(
            tuple(k for k, each in numbered if each == layer) for layer in range(max(self.layer) + 1)
        )


def diagram_in(
    room: Box, facts: Computation, words: Callable[[Spacing], WordSizes], *, plates: bool
) -> Diagram | None:
    """Return the layout of a computation in `room`; None if it cannot be read there.

    Args:
        room: the box on the sheet.
        facts: the computation.
        words: the sizes of its words.
        plates: whether there are local slopes on their plates.
    """
    known = {spacing: words(spacing) for spacing in (LOOSE, TIGHT, BARE)}
    for plan in plans_for(room, plates=plates):
        shortest = Draft(facts, known[plan.spacing], plan, room)
        if not shortest.fits:
            continue
        longer = (replace(shortest, plan=replace(plan, dock=dock)) for dock in DOCKS if shortest.docks)
        longest = next((draft for draft in longer if draft.fits), shortest)
        for draft in dict.fromkeys((longest, shortest)):
            found = _Drawing(draft).finished()
            if found is not None:
                return found
    return None


@dataclass(eq=False)
class _Drawing:
    """The layout while it is carried out: what has its place already, and what must keep clear of it."""

    draft: Draft
    failed: bool = False
    taken: list[Box] = field(default_factory=list[Box])
    texts: list[Box] = field(default_factory=list[Box])

    def finished(self) -> Diagram | None:
        """Return the whole layout; None if a number or a plate finds no free place."""
        draft = self.draft
        routes = [self._with_chip(k, route) for k, route in enumerate(self.routes)]
        self.routes = routes
        count = len(draft.facts.boxes)
        lanes = np.vstack([lane for route in routes for lane in (route.forward, route.backward)])
        inside = _holds(draft.room.grown(1.0), Box.around(lanes).grown(2.0))
        pairs = self._all_numbers() if inside and not self.failed else None
        if pairs is None:
            return None
        return Diagram(
            boxes=self.boxes[:-1],
            result=self.boxes[-1],
            routes=tuple(routes),
            values=tuple(pairs[box][0] for box in range(count)),
            derivatives=tuple(pairs[box][1] for box in range(count)),
            layer=tuple(draft.layer_of[box] for box in range(count)),
            spacing=draft.plan.spacing,
            rightward=draft.plan.rightward,
        )

    @cached_property
    def boxes(self) -> tuple[Box, ...]:
        """The box of each step, and that of the result."""
        draft = self.draft
        across = dict(zip(draft.core, draft.layers.across, strict=True))
        found: dict[int, Box] = {
            box: box_at(draft.point(draft.layer_of[box], across[box]), draft.box_size(box))
            for box in draft.core
        }
        for variable, user in draft.docks.items():
            found[variable] = self._docked(variable, found[user])
        return tuple(found[box] for box in range(len(draft.facts.boxes) + 1))

    def _docked(self, variable: int, user: Box) -> Box:
        draft = self.draft
        width, height = draft.box_size(variable)
        x, y = user.center
        side, length = draft.sides[variable], draft.dock_length
        if draft.plan.rightward:
            return box_at(np.array([x, y - side * (user.height / 2 + length + height / 2)]), (width, height))
        return box_at(np.array([x + side * (user.width / 2 + length + width / 2), y]), (width, height))

    @cached_property
    def routes(self) -> list[Route]:
        """The way of each edge, and of that to the result, without plates."""
        links = [(edge.source, edge.user) for edge in self.draft.facts.edges]
        return [self._route(*link) for link in [*links, (len(self.boxes) - 2, len(self.boxes) - 1)]]

    def _route(self, source: int, user: int) -> Route:
        draft, rightward = self.draft, self.draft.plan.rightward
        one, other = self.boxes[source], self.boxes[user]
        if source in draft.docks:
            return Route(source, user, facing_sides(one, other), draft.dock_half(source))
        half = draft.plan.spacing.lane if rightward else draft.upright_half
        start, end = self._port(source, user, leaving=True), self._port(source, user, leaving=False)
        if draft.row_of(draft.layer_of[source]) != draft.row_of(draft.layer_of[user]):
            return Route(source, user, self._returning(start, end, draft.layer_of[source]), half)
        onward = np.array([1.0, 0.0]) if rightward else np.array([0.0, 1.0])
        place = {box: k for k, box in enumerate(draft.core)}
        passed: list[Points] = []
        for layer, across in draft.layers.bends[place[source], place[user]]:
            middle = draft.point(layer, across)
            passed += [middle + side * draft.passing[layer] / 2 * onward for side in (-1, 1)]
        stations = [start, *passed, end]
        pieces = [bow(a, b, onward) for a, b in pairwise(stations)]
        return Route(source, user, without_repeats(np.vstack(pieces)), half)

    def _returning(self, start: Points, end: Points, layer: int) -> Points:
        """Return the way of an edge from the last layer of a row to the beginning of the next row."""
        below = self.draft.row_extents[self.draft.row_of(layer)][1]
        y = float(self.draft.point(layer, 0.0)[1]) - below - CORRIDOR / 2
        right, left = start[0] + TURN, end[0] - TURN
        return np.array([start, [right, start[1]], [right, y], [left, y], [left, end[1]], end])

    def _port(self, source: int, user: int, *, leaving: bool) -> Points:
        """Return where an edge leaves one box, or where it enters the other."""
        draft = self.draft
        mine = source if leaving else user
        links = [link for link in draft.links if link[0 if leaving else 1] == mine]
        ordered = sorted(links, key=lambda link: self._neighbor_across(link, leaving=leaving))
        rank = ordered.index((source, user)) - (len(ordered) - 1) / 2
        box = self.boxes[mine]
        if draft.plan.rightward:
            return np.array(
                [box.right if leaving else box.left, box.center[1] - rank * draft.plan.spacing.port]
            )
        apart = 2 * draft.upright_half + 16
        return np.array([box.center[0] + rank * apart, box.top if leaving else box.bottom])

    def _neighbor_across(self, link: tuple[int, int], *, leaving: bool) -> float:
        """Return the coordinate across of the next bend or box of an edge."""
        draft = self.draft
        place = {box: k for k, box in enumerate(draft.core)}
        bends = draft.layers.bends[place[link[0]], place[link[1]]]
        if bends:
            return bends[0 if leaving else -1][1]
        return draft.layers.across[place[link[1 if leaving else 0]]]

    @cached_property
    def _lane_ends(self) -> tuple[Points, Points, np.ndarray]:
        """The pieces of all lanes: first and last ends, shape `(n, 2)` each, and the route of each."""
        lanes = [
            (k, line)
            for k, route in enumerate(self.routes)
            for lane in (route.forward, route.backward)
            for line in (lane, head_of(lane))
        ]
        first = np.vstack([lane[:-1] for _, lane in lanes])
        last = np.vstack([lane[1:] for _, lane in lanes])
        owner = np.concatenate([np.full(len(lane) - 1, k) for k, lane in lanes])
        return first, last, owner

    def _is_free(self, box: Box, margin: float, own: int = -1) -> bool:
        """Return whether a box is clear of boxes, plates and numbers, and of the lanes of other routes."""
        grown = box.grown(margin)
        if not _holds(self.draft.room.grown(1.0), box):
            return False
        if any(grown.overlaps(other) for other in (*self.boxes, *self.taken)):
            return False
        first, last, owner = self._lane_ends
        there = owner != own
        return not segments_meet_boxes(first[there], last[there], np.array([grown.row()])).any()

    @cached_property
    def _zones(self) -> tuple[Box, ...]:
        """The spaces above and below the boxes, where their numbers may have to stand."""
        words = self.draft.words
        height = words.height + GAP + CLEAR
        wide = (max(pair) + 2 * CLEAR for pair in zip(words.values, words.derivatives, strict=True))
        sides = [max(width - box.width, 0.0) / 2 for width, box in zip(wide, self.boxes, strict=False)]
        return tuple(
            Box(box.left - side, box.bottom - height, box.right + side, box.top + height)
            for side, box in zip(sides, self.boxes, strict=False)
        )

    def _with_chip(self, number: int, route: Route) -> Route:
        if number >= len(self.draft.facts.edges) or not self.draft.plan.spacing.plates:
            return route
        size = (self.draft.chip_width(number), CHIP)
        docked = route.source in self.draft.docks
        shares = sorted(SHARES, key=lambda share: abs(share - AWAY)) if docked else SHARES
        for half in (route.half, 0.0):
            lane = aside(route.line, -half)
            for zones in (self._zones, ()):
                for share in shares:
                    chip = box_at(at_share(lane, share), size)
                    over = any(chip.overlaps(zone) for zone in zones)
                    if not over and self._is_free(chip, 5.0, own=number):
                        self.taken.append(chip)
                        return replace(route, chip=chip)
        self.failed = True
        return route

    def _all_numbers(self) -> dict[int, Pair] | None:
        """Return the places of all numbers; a box that finds none chooses first in the next attempt."""
        order = list(range(len(self.draft.facts.boxes)))
        for _ in range(ATTEMPTS):
            found = dict[int, Pair]()
            self.texts.clear()
            for box in order:
                pair = self._numbers(box)
                if pair is None:
                    order = [box, *(other for other in order if other != box)]
                    break
                found[box] = pair
                self.texts += pair
            else:
                return found
        return None

    def _numbers(self, box: int) -> Pair | None:
        """Return the places of a value and of a derivative, or None."""
        words = self.draft.words
        sizes = (words.values[box], words.height), (words.derivatives[box], words.height)
        pairs = list(self._candidates(box, *sizes))
        mixed = [(value, derivative) for value, _ in pairs for _, derivative in pairs]
        free = {place: self._is_free_for_text(place) for pair in pairs for place in pair}
        return next(
            (
                (value, derivative)
                for value, derivative in (*pairs, *mixed)
                if free[value] and free[derivative] and not value.grown(TEXT_CLEAR).overlaps(derivative)
            ),
            None,
        )

    def _is_free_for_text(self, place: Box) -> bool:
        wide = place.grown(TEXT_CLEAR)
        return self._is_free(place, CLEAR) and not any(wide.overlaps(other) for other in self.texts)

    def _candidates(self, box: int, value: Size, derivative: Size) -> Iterator[Pair]:
        """Yield places of the two numbers of a box, the best first."""
        routes = [route for route in self.routes if route.source == box]
        here, rightward = self.boxes[box], self.draft.plan.rightward
        if box in self.draft.docks:
            (route,) = routes
            if rightward and route.chip is not None:
                yield from beside_a_dock(here, route, value, derivative)
            yield from at_its_sides(here, value, derivative)
        elif rightward and len(routes) == 1 and len(routes[0].line) == CORNERS:
            yield from along_a_return(routes[0], value, derivative)
        elif rightward:
            yield from along_a_row(here, routes, value, derivative)
        elif not self.draft.plan.spacing.plates:
            yield from at_its_sides(here, value, derivative)
        else:
            yield from along_a_column(here, routes, value, derivative)
        yield from around(here, value, derivative)


def _holds(room: Box, box: Box) -> bool:
    within = room.left <= box.left and box.right <= room.right
    return within and room.bottom <= box.bottom and box.top <= room.top
