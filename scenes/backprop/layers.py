"""A graph of computations in layers: what is used stands before what uses it, and few ways cross.

Sugiyama, Tagawa and Toda 1981: layers by the longest way to the result, an order in each layer by the middle
of the neighbors, then places as near to the neighbors as the distance between two boxes allows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

Nodes = Sequence[tuple[int, ...]]
"""For each node the nodes that it is made from, all of them before it; the last is the result."""

SWEEPS = 24
LOOSE = 0.01
"""How firmly a box stands that no box is on the near side of, next to the others."""
WAY = 0.2
"""A way that passes a box takes so much room, as a share of the least box."""


@dataclass(frozen=True)
class Layers:
    """Where nodes stand: in which layer, from 0 to that of the result, and how far across it.

    Attributes:
        layer: of each node.
        across: of each node, such that 0 is in the middle between the outermost.
        ways: for each pair of a node and one that uses it, the layers and places that the way goes through.
    """

    layer: tuple[int, ...]
    across: tuple[float, ...]
    ways: dict[tuple[int, int], tuple[tuple[int, float], ...]]

    @property
    def depth(self) -> int:
        """How many layers there are."""
        return max(self.layer) + 1


def layered(nodes: Nodes, sizes: Sequence[float]) -> Layers:
    """Lay out a graph of nodes that take so much room across a layer each.

    >>> found = layered([(), (), (0, 1)], sizes=(1.0, 1.0, 1.0))
    >>> found.layer, found.across
    ((0, 0, 1), (-0.5, 0.5, 0.0))
    """
    links, chains, layer = _with_bends(nodes, _layers(nodes))
    order = _ordered(len(nodes) - 1, links, layer)
    rooms = [*sizes, *[WAY * min(sizes)] * (len(layer) - len(sizes))]
    across = _placed(order, links, rooms)
    ends = [place + sign * room / 2 for place, room in zip(across, rooms, strict=True) for sign in (-1, 1)]
    middle = (min(ends) + max(ends)) / 2
    across = [place - middle for place in across]
    ways = {pair: tuple((layer[k], across[k]) for k in chain) for pair, chain in chains.items()}
    return Layers(tuple(layer[: len(nodes)]), tuple(across[: len(nodes)]), ways)


def _layers(nodes: Nodes) -> list[int]:
    """Return each node one layer before the first that uses it."""
    to_result = [0] * len(nodes)
    for place in reversed(range(len(nodes))):
        for source in nodes[place]:
            to_result[source] = max(to_result[source], to_result[place] + 1)
    return [max(to_result) - steps for steps in to_result]


def _with_bends(
    nodes: Nodes, layer: list[int]
) -> tuple[list[tuple[int, int]], dict[tuple[int, int], list[int]], list[int]]:
    """Links from layer to layer only: a longer way gets a bend in each layer that it passes."""
    links: list[tuple[int, int]] = []
    chains: dict[tuple[int, int], list[int]] = {}
    layer = list(layer)
    for place, sources in enumerate(nodes):
        for source in dict.fromkeys(sources):
            bends = range(layer[source] + 1, layer[place])
            chain = list(range(len(layer), len(layer) + len(bends)))
            layer += bends
            chains[source, place] = chain
            links += pairwise([source, *chain, place])
    return links, chains, layer


def _ordered(result: int, links: list[tuple[int, int]], layer: list[int]) -> list[list[int]]:
    """Return the order in each layer with the fewest crossings that sweeps to and fro find."""
    order: list[list[int]] = [[] for _ in range(max(layer) + 1)]
    for node in _visited(result, links):
        order[layer[node]].append(node)
    best, fewest = [list(row) for row in order], _crossings(order, links)
    for sweep in range(SWEEPS):
        if not fewest:
            break
        forward = sweep % 2 == 0
        rows = order[1:] if forward else order[-2::-1]
        for row in rows:
            place = {node: k for each in order for k, node in enumerate(each)}
            row.sort(key=lambda node: _middle(_sources(node, links, forward), place, place[node]))
        if (now := _crossings(order, links)) < fewest:
            best, fewest = [list(row) for row in order], now
    return best


def _visited(result: int, links: list[tuple[int, int]]) -> list[int]:
    """Return all nodes from the result on, sources in their order: a tree then has no crossing."""
    seen: dict[int, None] = {}
    waiting = [result]
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen[node] = None
            waiting += reversed([source for source, user in links if user == node])
    return list(seen)


def _sources(node: int, links: list[tuple[int, int]], forward: bool) -> list[int]:
    if forward:
        return [source for source, user in links if user == node]
    return [user for source, user in links if source == node]


def _middle(nodes: list[int], place: Mapping[int, float], otherwise: float) -> float:
    return sum(place[node] for node in nodes) / len(nodes) if nodes else otherwise


def _crossings(order: list[list[int]], links: list[tuple[int, int]]) -> int:
    where = {node: (k, place) for k, row in enumerate(order) for place, node in enumerate(row)}
    ends = [(where[source], where[user]) for source, user in links]
    return sum(
        a[0] == c[0] and (a[1] - c[1]) * (b[1] - d[1]) < 0
        for number, (a, b) in enumerate(ends)
        for c, d in ends[:number]
    )


def _placed(order: list[list[int]], links: list[tuple[int, int]], rooms: list[float]) -> list[float]:
    """Return places across: near the neighbors, in the order found, and far enough apart."""
    across = {node: 0.0 for row in order for node in row}
    for row in order:
        for node, place in zip(row, _apart(row, [0.0] * len(row), [1.0] * len(row), rooms), strict=True):
            across[node] = place
    for sweep in range(SWEEPS + 1):
        forward = sweep % 2 == 0
        for row in order if forward else order[::-1]:
            near = [_sources(node, links, forward) for node in row]
            wanted = [_middle(each, across, across[node]) for each, node in zip(near, row, strict=True)]
            firm = [1.0 if each else LOOSE for each in near]
            for node, place in zip(row, _apart(row, wanted, firm, rooms), strict=True):
                across[node] = place
    return [across[node] for node in range(len(across))]


def _apart(row: list[int], wanted: list[float], firm: list[float], rooms: list[float]) -> list[float]:
    """The places nearest to those wanted that keep the order and the distances (pool adjacent violators)."""
    starts = [0.0]
    for one, other in pairwise(row):
        starts.append(starts[-1] + (rooms[one] + rooms[other]) / 2)
    blocks: list[tuple[float, float, int]] = []
    for want, start, weight in zip(wanted, starts, firm, strict=True):
        blocks.append((want - start, weight, 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (first, much, many), (second, more, others) = blocks[-2:]
            mean = (first * much + second * more) / (much + more)
            blocks[-2:] = [(mean, much + more, many + others)]
    pooled = [mean for mean, _, count in blocks for _ in range(count)]
    return [mean + start for mean, start in zip(pooled, starts, strict=True)]
