"""The order in which the parts of a computation graph appear: forward layer by layer, and back again."""

from __future__ import annotations

from dataclasses import dataclass

from scenes.backprop.diagram import Diagram
from scenes.backprop.facts import Computation

Turns = tuple[tuple[str, ...], ...]
"""Names of parts, those of each inner tuple together."""
KEY = ("forward-key", "values")
BACK_KEY = ("backward-key", "derivatives")
BOX_KEYS = ("learns-key", "learns", "data-key", "data")
SLOPE_KEYS = ("chip-key", "slope-key", "local-slope")


@dataclass(frozen=True)
class Tour:
    """A tour of a graph, forward and back.

    Attributes:
        diagram: the layout of the graph.
        facts: the computation.
        names: the names of all parts.
    """

    diagram: Diagram
    facts: Computation
    names: tuple[str, ...]

    def boxes(self) -> Turns:
        """Return the formula, then the boxes with their words, layer by layer."""
        layers = [tuple(self._box(k)) for k in self.diagram.layers]
        return self._known((("formula",), *layers, ("result", "result-name"), BOX_KEYS))

    def forward(self) -> Turns:
        """Return the lanes of the values with their numbers, from the variables to the result."""
        turns = [
            (
                *(f"value-{k + 1}" for k in layer),
                *(f"forward-{n + 1}" for k in layer for n in self._leaving(k)),
            )
            for layer in self.diagram.layers
        ]
        return self._known((KEY, *turns))

    def start_of_backward(self) -> Turns:
        """Return the derivative of the result by itself, which is 1."""
        last = len(self.facts.boxes)
        return self._known((BACK_KEY, (f"backward-{len(self.diagram.routes)}", f"derivative-{last}")))

    def backward(self) -> tuple[Turns, Turns]:
        """Return the lanes of the derivatives: up to the multiplication that is told, and the others."""
        last = len(self.facts.boxes) - 1
        layers = [[k for k in layer if k != last] for layer in self.diagram.layers[::-1]]
        turns = [
            tuple(name for k in layer for n in self._leaving(k) for name in self._slope(n))
            + tuple(f"derivative-{k + 1}" for k in layer)
            for layer in layers
        ]
        told = self.facts.multiplied
        source = last if told is None else self.facts.edges[told].source
        until = len(layers) - self.diagram.layer[source]
        first = self._known((SLOPE_KEYS, *turns[:until], ("product",)))
        return first, self._known(tuple(turns[until:]))

    def foot(self) -> Turns:
        """Return the chain rule under the graph, if it is there."""
        return self._known((("foot-guide",), ("chain-title",), ("chain",)))

    def _slope(self, edge: int) -> tuple[str, ...]:
        told = ("told-chip",) if edge == self.facts.multiplied else ()
        return (*told, f"chip-{edge + 1}", f"slope-{edge + 1}", f"backward-{edge + 1}")

    def _leaving(self, box: int) -> list[int]:
        return [n for n, route in enumerate(self.diagram.routes) if route.source == box]

    def _box(self, layer: tuple[int, ...]) -> list[str]:
        return [name for k in layer for name in (f"box-{k + 1}", f"name-{k + 1}")]

    def _known(self, turns: Turns) -> Turns:
        """Return the turns without parts that the picture does not have."""
        kept = [tuple(name for name in turn if name in self.names) for turn in turns]
        return tuple(turn for turn in kept if turn)
