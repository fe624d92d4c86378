"""Backpropagation: the computation graph of an expression, values forward, derivatives backward.

Each box takes what comes in and hands on a value. Then the derivative of the result goes back the same ways:
each box multiplies what arrives by its own slope, and so every parameter gets its derivative.
"""

from collections.abc import Iterator
from functools import cached_property

from hillside.stage.figure import Figure
from hillside.stage.film import Beat
from hillside.stage.labels import Beside, Parts, over_picture
from hillside.stage.lettering.markup import formula
from hillside.stage.look.theme import MEASURES
from hillside.stage.params import param, parameters
from hillside.stage.sheet import Sheet
from mathcore import Expr
from scenes.backprop.computation import NAMES, Computation, computation_of, values_of
from scenes.backprop.computation_parts import box_parts, diagram_on, keys, ways_part
from scenes.backprop.computation_story import computation_story
from scenes.backprop.computation_words import told_computation
from scenes.backprop.diagram import Diagram


@parameters
class Params:
    """What the lecturer chooses."""

    function: Expr = param(
        default="(sigmoid(w*x + b) - y)^2",
        help="the expression, in letters such as w, x, b, y, w1",
        names=NAMES,
    )
    values: str | None = param(
        default=None, help="values of its variables, such as w = 0.5, b = 1; chosen when not given"
    )

    def check(self) -> None:
        """Refuse values that cannot be read."""
        values_of(self.function, self.values)


class Backprop(Figure[Params, None, Computation]):
    """The computation graph with values and derivatives."""

    def title(self) -> str:
        """Return what the figure is called."""
        return self.language.say("Backpropagation")

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> None:
        """A graph shows no part of a plane."""

    @staticmethod
    def facts(params: Params, view: None) -> Computation:
        """Return each step of the expression with its value and the derivative of the result by it."""
        return computation_of(params.function, values_of(params.function, params.values))

    @cached_property
    def diagram(self) -> Diagram:
        """Where the boxes stand."""
        return diagram_on(self.sheet, self.known, self.language, self.theme.typeface)

    def parts(self, facts: Computation) -> Parts:
        """Ways, boxes, what stands in them, and the two numbers by each."""
        return {
            "ways": ways_part(self.diagram, self.theme),
            **box_parts(self.diagram, facts, self.language, self.theme),
            "formula": self._formula(facts.function),
            **keys(self.sheet, self.language),
        }

    def _formula(self, function: Expr) -> Beside:
        words = formula(function.typst())
        return over_picture(words, sheet=self.sheet, language=self.language, least=MEASURES.small)

    def alt(self, facts: Computation) -> str:
        """Return the expression, its value, and the derivative by each variable."""
        return told_computation(facts, self.language)

    def story(self) -> Iterator[Beat]:
        """Return the graph, the values from layer to layer, and the derivatives back again."""
        return computation_story(self.known, self.diagram.layers, self.language)
