"""Backpropagation: the computation graph of an expression, values forward, derivatives backward.

Each box computes a value from its inputs and passes it on. Then the derivative of the result goes back along
the same edges: each box multiplies what arrives by its own local derivative, and so every parameter gets its
derivative.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from hillside.stage.figure import Figure
from hillside.stage.film import Beat
from hillside.stage.labels import Parts
from hillside.stage.params import param, parameters
from hillside.stage.sheet import Sheet
from mathcore import Expr
from scenes.backprop.drawing import box_parts, edge_parts, framed_diagram, product_label
from scenes.backprop.facts import NAMES, Computation, computation_of, values_of
from scenes.backprop.layout.diagram import Diagram
from scenes.backprop.legend import Frame, foot_parts, head_parts
from scenes.backprop.words import chain_caption, computation_alt, product_caption

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


@parameters
class Params:
    """The parameters of the figure."""

    function: Expr = param(
        default="(sigmoid(w*x + b) - y)^2",
        help="the expression, in letters such as w, x, b, y, w1",
        names=NAMES,
    )
    values: str | None = param(
        default=None, help="values of its variables, such as w = 0.5, b = 1; chosen when not given"
    )

    def check(self) -> None:
        """Check that the values can be read."""
        values_of(self.function, self.values)


class Backprop(Figure[Params, None, Computation]):
    """The computation graph with values and derivatives."""

    def title(self) -> str:
        """Return the title of the figure."""
        return self.language.say("Backpropagation")

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> None:
        """Return None: a graph has no view of a plane."""

    @staticmethod
    def facts(params: Params, view: None) -> Computation:
        """Return each step of the expression, its value, and the derivative of the result by it."""
        return computation_of(params.function, values_of(params.function, params.values))

    @cached_property
    def framed(self) -> tuple[Frame, Diagram]:
        """The arrangement of head and foot, and the layout of the graph between them."""
        return framed_diagram(self.sheet, self.final_facts, self.language, self.theme.typeface)

    @property
    def diagram(self) -> Diagram:
        """The layout of the graph."""
        return self.framed[1]

    def parts(self, facts: Computation) -> Parts:
        """Return the graph with its numbers, the key over it, and the chain rule under it."""
        frame, diagram = self.framed[0], self.diagram
        product = product_label(diagram, facts, self.language)
        return {
            **edge_parts(diagram, facts, self.language, self.theme),
            **box_parts(diagram, facts, self.language, self.theme),
            **({} if product is None else {"product": product}),
            **head_parts(frame, self.sheet, facts, self.language, self.theme),
            **foot_parts(frame, self.sheet, facts, self.language, self.theme),
        }

    def formula(self) -> str:
        """Return the formula of the handout."""
        return "(partial E) / (partial w) = (partial E) / (partial u) dot (partial u) / (partial w)"

    def alt(self, facts: Computation) -> str:
        """Return the description: the expression, its value, and its derivative in each variable."""
        return computation_alt(facts, self.language)

    def story(self) -> Iterator[Beat]:
        """Yield the graph, the values from layer to layer, and the derivatives back again."""
        say, tour = (
            self.language.say,
            Tour(self.diagram, self.final_facts, tuple(self.parts(self.final_facts))),
        )
        yield Beat(
            say=say("An expression is a graph: each box computes one thing from what comes in."),
            show=tour.boxes(),
            seconds=3.6,
            rest=0.4,
        )
        yield Beat(
            say=say(
                "Forward: the values flow, and at the end stands {value}.", value=self.final_facts.value[-1]
            ),
            show=tour.forward(),
            seconds=3.0,
            rest=0.2,
            poster=True,
        )
        yield Beat(
            say=say("Now backward: each box multiplies the derivative that arrives by its own slope."),
            show=tour.start_of_backward(),
            seconds=1.6,
            rest=3.2,
        )
        yield from self._backward(tour)
        yield Beat(say=say("One way back, and every parameter has its derivative."), seconds=0.4, rest=2.8)

    def _backward(self, tour: Tour) -> Iterator[Beat]:
        """Yield the derivatives: to the multiplication that is told, to the variables, and multiplied."""
        facts, say = self.final_facts, self.language.say
        first, second = tour.backward()
        if facts.multiplied is not None and self.diagram.spacing.plates:
            yield Beat(say=product_caption(facts, self.language), show=first, seconds=1.8, rest=1.4)
        if not self.diagram.spacing.plates:
            first, second = (), (*first, *second)
        if second:
            yield Beat(say=say("So at every box, all the way back."), show=second, seconds=2.0, rest=0.2)
        if tour.foot():
            yield Beat(
                say=chain_caption(facts, self.language),
                show=tour.foot(),
                seconds=1.6,
                rest=2.2,
            )
