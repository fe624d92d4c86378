"""A layered drawing of a directed graph: each node before those that use it, with few crossings.

Sugiyama, Tagawa and Toda 1981: layers by the longest path to the result, an order in each layer by the
barycenters of the neighbors, then positions as near to the neighbors as the minimum distances allow.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

Nodes = Sequence[tuple[int, ...]]
"""For each node the nodes that it is computed from, all with smaller indices; the last is the result."""

Extent = tuple[float, float]
"""The space of a node before and after its position across the layers."""
Extents = Sequence[Extent]

SWEEPS = 24
"""Number of sweeps, forward and backward, that look for a better order."""
LOOSE_WEIGHT = 0.01
"""Weight of a node without a neighbor on the near side; that of the others is 1."""


@dataclass(frozen=True)
class Layers:
    """The positions of nodes: their layers, from 0 to that of the result, and coordinates across them.

    Attributes:
        layer: the layer of each node.
        across: the coordinate of each node, such that 0 is in the middle between the outermost.
        bends: for each edge, a pair of a node and one that uses it, the layers that it passes, each with its
            coordinate there.
    """

    layer: tuple[int, ...]
    across: tuple[float, ...]
    bends: dict[tuple[int, int], tuple[tuple[int, float], ...]]

    @property
    def depth(self) -> int:
        """The number of layers."""
        return max(self.layer) + 1


def layered(nodes: Nodes, sizes: Extents, bend: float) -> Layers:
    """Return the layered drawing of a graph.

    Args:
        nodes: the graph.
        sizes: the space that each node takes across its layer, before and after its position, in any unit.
        bend: the space of an edge that passes a layer, on either side of its middle, in that unit.

    >>> found = layered([(), (), (0, 1)], sizes=((0.5, 0.5), (0.5, 0.5), (0.5, 0.5)), bend=0.1)
    >>> found.layer, found.across
    ((0, 0, 1), (-0.5, 0.5, 0.0))
    """
    links, chains, layer = _with_bends(nodes, _layers(nodes))
    order = _ordered(len(nodes) - 1, links, layer)
    rooms = [*sizes, *[(bend, bend)] * (len(layer) - len(sizes))]
    across = _coordinates(order, links, rooms)
    low = min(at - before for at, (before, _) in zip(across, rooms, strict=True))
    high = max(at + after for at, (_, after) in zip(across, rooms, strict=True))
    middle = (low + high) / 2
    across = [at - middle for at in across]
    bends = {edge: tuple((layer[k], across[k]) for k in chain) for edge, chain in chains.items()}
    return Layers(tuple(layer[: len(nodes)]), tuple(across[: len(nodes)]), bends)


def _layers(nodes: Nodes) -> list[int]:
    """Return the layer of each node: one before the first that uses it."""
    to_result = [0] * len(nodes)
    for node in reversed(range(len(nodes))):
        for source in nodes[node]:
            to_result[source] = max(to_result[source], to_result[node] + 1)
    return [max(to_result) - steps for steps in to_result]


def _with_bends(
    nodes: Nodes, layer: list[int]
) -> tuple[list[tuple[int, int]], dict[tuple[int, int], list[int]], list[int]]:
    """Return links between adjacent layers: a longer edge gets a dummy node, a bend, in each one between."""
    links: list[tuple[int, int]] = []
    chains: dict[tuple[int, int], list[int]] = {}
    layer = list(layer)
    for user, sources in enumerate(nodes):
        for source in dict.fromkeys(sources):
            bends = range(layer[source] + 1, layer[user])
            chain = list(range(len(layer), len(layer) + len(bends)))
            layer += bends
            chains[source, user] = chain
            links += pairwise([source, *chain, user])
    return links, chains, layer


def _ordered(result: int, links: list[tuple[int, int]], layer: list[int]) -> list[list[int]]:
    """Return the order in each layer with the fewest crossings found by sweeps in both directions."""
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
            rank = {node: k for each in order for k, node in enumerate(each)}
            row.sort(key=lambda node: _mean(_neighbors(node, links, forward), rank, rank[node]))
        if (now := _crossings(order, links)) < fewest:
            best, fewest = [list(row) for row in order], now
    return best


def _visited(result: int, links: list[tuple[int, int]]) -> list[int]:
    """Return all nodes in depth-first order from the result: then a tree has no crossings."""
    seen: dict[int, None] = {}
    waiting = [result]
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen[node] = None
            waiting += reversed([source for source, user in links if user == node])
    return list(seen)


def _neighbors(node: int, links: list[tuple[int, int]], forward: bool) -> list[int]:
    """Return the sources of a node, or in a backward sweep the nodes that use it."""
    if forward:
        return [source for source, user in links if user == node]
    return [user for source, user in links if source == node]


def _mean(nodes: list[int], at: Mapping[int, float], otherwise: float) -> float:
    return sum(at[node] for node in nodes) / len(nodes) if nodes else otherwise


def _crossings(order: list[list[int]], links: list[tuple[int, int]]) -> int:
    where = {node: (k, rank) for k, row in enumerate(order) for rank, node in enumerate(row)}
    ends = [(where[source], where[user]) for source, user in links]
    return sum(
        a[0] == c[0] and (a[1] - c[1]) * (b[1] - d[1]) < 0
        for number, (a, b) in enumerate(ends)
        for c, d in ends[:number]
    )


def _coordinates(order: list[list[int]], links: list[tuple[int, int]], rooms: Extents) -> list[float]:
    """Return the coordinate of each node: near its neighbors, in the order found, with space for each."""
    across = {node: 0.0 for row in order for node in row}
    for row in order:
        for node, at in zip(row, _separated(row, [0.0] * len(row), [1.0] * len(row), rooms), strict=True):
            across[node] = at
    for sweep in range(SWEEPS + 1):
        forward = sweep % 2 == 0
        for row in order if forward else order[::-1]:
            near = [_neighbors(node, links, forward) for node in row]
            wanted = [_mean(each, across, across[node]) for each, node in zip(near, row, strict=True)]
            weights = [1.0 if each else LOOSE_WEIGHT for each in near]
            for node, at in zip(row, _separated(row, wanted, weights, rooms), strict=True):
                across[node] = at
    return [across[node] for node in range(len(across))]


def _separated(row: list[int], wanted: list[float], weights: list[float], rooms: Extents) -> list[float]:
    """Return the least squares fit to the wanted coordinates that keeps the order and the distances.

    Pool adjacent violators (Ayer, Brunk, Ewing, Reid and Silverman 1955), after subtracting the distances.
    """
    starts = [0.0]
    for one, other in pairwise(row):
        starts.append(starts[-1] + rooms[one][1] + rooms[other][0])
    blocks: list[tuple[float, float, int]] = []
    for want, start, weight in zip(wanted, starts, weights, strict=True):
        blocks.append((want - start, weight, 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (first, much, many), (second, more, others) = blocks[-2:]
            mean = (first * much + second * more) / (much + more)
            blocks[-2:] = [(mean, much + more, many + others)]
    pooled = [mean for mean, _, count in blocks for _ in range(count)]
    return [mean + start for mean, start in zip(pooled, starts, strict=True)]
