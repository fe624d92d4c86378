"""Backpropagation: the computation graph of an expression, values forward, derivatives backward.

Each box computes a value from its inputs and passes it on. Then the derivative of the result goes back along
the same edges: each box multiplies what arrives by its own local derivative, and so every parameter gets its
derivative.
"""

from collections.abc import Iterator
from functools import cached_property

from hillside.stage.figure import Figure
from hillside.stage.film import Beat
from hillside.stage.labels import Beside, Parts, over_picture
from hillside.stage.lettering.typst_markup import formula
from hillside.stage.look.theme import MEASURES
from hillside.stage.params import param, parameters
from hillside.stage.sheet import Sheet
from mathcore import Expr
from scenes.backprop.drawing import Diagram, box_parts, diagram_on, edges_part, key_labels
from scenes.backprop.facts import NAMES, Computation, computation_of, values_of
from scenes.backprop.words import computation_alt, derivatives_caption, values_caption


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
    def diagram(self) -> Diagram:
        """The layout of the boxes."""
        return diagram_on(self.sheet, self.final_facts, self.language, self.theme.typeface)

    def parts(self, facts: Computation) -> Parts:
        """Return edges, boxes, their words, and the two numbers by each."""
        return {
            "edges": edges_part(self.diagram, self.theme),
            **box_parts(self.diagram, facts, self.language, self.theme),
            "formula": self._formula(facts.function),
            **key_labels(self.sheet, self.language),
        }

    def _formula(self, function: Expr) -> Beside:
        words = formula(function.typst())
        return over_picture(words, sheet=self.sheet, language=self.language, least=MEASURES.small)

    def alt(self, facts: Computation) -> str:
        """Return the description: the expression, its value, and its derivative in each variable."""
        return computation_alt(facts, self.language)

    def story(self) -> Iterator[Beat]:
        """Yield the graph, the values from layer to layer, and the derivatives back again."""
        facts, say = self.final_facts, self.language.say
        last = len(facts.boxes)
        count = range(1, last + 1)
        yield Beat(
            say=say("An expression is a graph: each box computes one thing from what comes in."),
            show=("formula", "edges", *(f"{part}-{k}" for k in count for part in ("box", "name"))),
            seconds=4.0,
        )
        yield from self._forward()
        yield Beat(
            say=say("Now backward: each box multiplies the derivative that arrives by its own slope."),
            show=("derivatives", f"derivative-{last}"),
            seconds=1.2,
            rest=1.8,
        )
        for layer in self.diagram.layers[-2::-1]:
            yield Beat(
                say=derivatives_caption(facts, layer, self.language),
                show=[f"derivative-{k + 1}" for k in layer],
                seconds=0.7 * len(layer),
                rest=1.3,
            )
        yield Beat(say=say("One way back, and every parameter has its derivative."), seconds=0.4, rest=3.0)

    def _forward(self) -> Iterator[Beat]:
        """Yield the values of each layer; the word for them appears with the first."""
        for number, layer in enumerate(self.diagram.layers):
            show = [*(["values"] if number == 0 else []), *(f"value-{k + 1}" for k in layer)]
            caption = values_caption(self.final_facts, layer, self.language)
            yield Beat(say=caption, show=show, seconds=0.6 * len(show), rest=1.2)
