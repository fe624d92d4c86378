"""Backpropagation: the computation graph of an expression, values forward, derivatives backward.

Each box takes what comes in and hands on a value. Then the derivative of the result goes back the same ways:
each box multiplies what arrives by its own slope, and so every parameter gets its derivative.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from mathcore import Expr
from stage.computations.computation import NAMES, Computation, computation_of, values_of
from stage.computations.computation_parts import (
    box_part,
    inside,
    key,
    number_by,
    number_width,
    operation_lettering,
    way_part,
)
from stage.computations.diagram import Diagram, diagram_of
from stage.drawing import Part
from stage.figure import Figure
from stage.geometry import Box
from stage.labels import Beside, Lettering, Parts, headline
from stage.lettering.words import formula
from stage.look.theme import MEASURES
from stage.params import param, parameters
from stage.sheet import Sheet, inset
from stage.story import Beat


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


@dataclass(frozen=True, kw_only=True)
class Facts(Computation):
    """The computation, and the expression that it is of."""

    function: Expr


class Backprop(Figure[Params, None, Facts]):
    """The computation graph with values and derivatives."""

    def title(self) -> str:
        """What the figure is called."""
        return self.language.say("Backpropagation")

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> None:
        """A graph shows no part of a plane."""

    @staticmethod
    def facts(params: Params, view: None) -> Facts:
        """Each step of the expression with its value and the derivative of the result by it."""
        found = computation_of(params.function, values_of(params.function, params.values))
        return Facts(**vars(found), function=params.function)

    @cached_property
    def diagram(self) -> Diagram:
        """Where the boxes stand."""
        letterings = [operation_lettering(node, self.language) for node in self.known.boxes]
        widths = [each.sizes(self.theme.typeface)[0][0] for each in letterings]
        pairs = zip(self.known.value, self.known.derivative, strict=True)
        numbers = [number_width(map(self._told_number, pair), self.theme.typeface) for pair in pairs]
        return diagram_of(self.known, room_of(self.sheet), widths, numbers)

    def _told_number(self, number: float) -> str:
        return self.language.isolated(self.language.numeral(number))

    def parts(self, facts: Facts) -> Parts:
        """Ways, boxes, what stands in them, and the two numbers by each."""
        rightward, say = self.diagram.rightward, self.language.say
        parts: dict[str, Part | Beside] = {}
        parts["ways"] = Part.in_turn(*(way_part(way, self.theme) for way in self.diagram.ways))
        numbered = enumerate(
            zip(self.diagram.boxes, facts.boxes, facts.value, facts.derivative, strict=True), 1
        )
        for k, (box, node, value, slope) in numbered:
            parts[f"box-{k}"] = box_part(box, self.theme, variable=node.op == "name")
            parts[f"name-{k}"] = inside(box, operation_lettering(node, self.language), self.theme.typeface)
            for name, number in (("value", value), ("derivative", slope)):
                text, derivative = self._told_number(number), name == "derivative"
                parts[f"{name}-{k}"] = number_by(box, text, derivative=derivative, rightward=rightward)
        room = self.sheet.inside(MEASURES.margin)
        line = Lettering(settings=(formula(facts.function.typst()),), least=MEASURES.small)
        parts["formula"] = headline(line, room, self.language)
        parts["values"] = key(say("value"), 0, room, self.language)
        parts["derivatives"] = key(say("derivative"), 1, room, self.language)
        return parts

    def alt(self, facts: Facts) -> str:
        """The expression, its value, and the derivative by each variable."""
        say, labeled, numeral = self.language.say, self.language.labeled, self.language.numeral
        slopes = [labeled(facts.boxes[k].text, numeral(facts.derivative[k])) for k in facts.variables]
        shown = say(
            "The computation graph of {formula}, which comes to {value}.",
            formula=self.language.expression(facts.function),
            value=facts.value[-1],
        )
        return self.language.joined(
            shown, say("Its derivatives are {list}.", list=self.language.listed(slopes))
        )

    def story(self) -> Iterator[Beat]:
        """The graph, the values from layer to layer, and the derivatives back again."""
        facts, say = self.known, self.language.say
        layers = self._layers()
        count = range(1, len(facts.boxes) + 1)
        yield Beat(
            say=say("An expression is a graph: each box computes one thing from what comes in."),
            show=("formula", "ways", *(f"{part}-{k}" for k in count for part in ("box", "name"))),
            seconds=4.0,
        )
        for number, layer in enumerate(layers):
            equations = [self.language.equation(facts.boxes[k].text, facts.value[k]) for k in layer]
            told = self.language.listed(equations)
            show = [*(["values"] if number == 0 else []), *(f"value-{k + 1}" for k in layer)]
            yield Beat(say=say("{label}.", label=told), show=show, seconds=0.6 * len(show), rest=1.2)
        yield Beat(
            say=say("Now backward: each box multiplies the derivative that arrives by its own slope."),
            show=("derivatives", f"derivative-{len(facts.boxes)}"),
            seconds=1.2,
            rest=1.8,
        )
        for layer in layers[-2::-1]:
            told = [self._told(facts, k) for k in layer]
            show = [f"derivative-{k + 1}" for k in layer]
            yield Beat(say=self.language.joined(*told), show=show, seconds=0.7 * len(show), rest=1.3)
        yield Beat(say=say("One way back, and every parameter has its derivative."), seconds=0.4, rest=3.0)

    def _told(self, facts: Facts, k: int) -> str:
        return self.language.say(
            "The derivative by {label} is {value}.",
            label=self.language.expression(facts.boxes[k].text),
            value=facts.derivative[k],
        )

    def _layers(self) -> list[list[int]]:
        """The boxes of each layer, from the first to the result."""
        layer = self.diagram.layer
        return [[k for k, each in enumerate(layer) if each == number] for number in range(max(layer) + 1)]


def room_of(sheet: Sheet) -> Box:
    """Where the graph is: under the line with the expression."""
    return inset(sheet.inside(MEASURES.margin), top=110)
