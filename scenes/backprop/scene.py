"""Backpropagation: the computation graph of an expression, values forward, derivatives backward.

Each box computes a value from its inputs and passes it on. Then the derivative of the result goes back along
the same edges: each box multiplies what arrives by its own local derivative, and so every parameter gets its
derivative.
"""

from collections.abc import Iterator
from functools import cached_property

from hillside.stage.figure import Figure
from hillside.stage.film import Beat
from hillside.stage.labels import Parts
from hillside.stage.params import param, parameters
from hillside.stage.sheet import Sheet
from mathcore import Expr
from scenes.backprop.diagram import Diagram
from scenes.backprop.drawing import box_parts, edge_parts, framed_diagram, product_label
from scenes.backprop.facts import NAMES, Computation, computation_of, values_of
from scenes.backprop.legend import Frame, foot_parts, head_parts
from scenes.backprop.tour import Tour
from scenes.backprop.words import chain_caption, computation_alt, product_caption


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
            rest=1.0,
        )
        yield Beat(
            say=say(
                "Forward: the values flow, and at the end stands {value}.", value=self.final_facts.value[-1]
            ),
            show=tour.forward(),
            seconds=3.6,
            rest=0.8,
            poster=True,
        )
        yield Beat(
            say=say("Now backward: each box multiplies the derivative that arrives by its own slope."),
            show=tour.start_of_backward(),
            seconds=1.6,
            rest=3.2,
        )
        yield from self._backward(tour)
        yield Beat(say=say("One way back, and every parameter has its derivative."), seconds=0.4, rest=3.2)

    def _backward(self, tour: Tour) -> Iterator[Beat]:
        """Yield the derivatives: to the multiplication that is told, to the variables, and multiplied."""
        facts, say = self.final_facts, self.language.say
        first, second = tour.backward()
        if facts.multiplied is not None and self.diagram.spacing.plates:
            yield Beat(say=product_caption(facts, self.language), show=first, seconds=2.2, rest=2.0)
        if not self.diagram.spacing.plates:
            first, second = (), (*first, *second)
        if second:
            yield Beat(say=say("So at every box, all the way back."), show=second, seconds=2.4, rest=0.6)
        if tour.foot():
            yield Beat(
                say=chain_caption(facts, self.language),
                show=tour.foot(),
                seconds=1.8,
                rest=3.2,
            )
