"""A computation in words."""

from __future__ import annotations

from collections.abc import Iterable

from hillside.stage.lettering.language import Language
from scenes.backprop.computation import Computation


def told_computation(found: Computation, language: Language) -> str:
    """Return the expression, its value, and the derivative by each variable."""
    say, numeral = language.say, language.numeral
    slopes = [language.labeled(found.boxes[k].text, numeral(found.derivative[k])) for k in found.variables]
    shown = say(
        "The computation graph of {formula}, which comes to {value}.",
        formula=language.expression(found.function),
        value=found.value[-1],
    )
    return language.joined(shown, say("Its derivatives are {list}.", list=language.listed(slopes)))


def told_values(found: Computation, layer: Iterable[int], language: Language) -> str:
    """Return what some boxes come to."""
    equations = [language.equation(found.boxes[k].text, found.value[k]) for k in layer]
    return language.say("{label}.", label=language.listed(equations))


def told_derivatives(found: Computation, layer: Iterable[int], language: Language) -> str:
    """Return the derivative of the result by some boxes, each in a sentence."""
    told = [
        language.say(
            "The derivative by {label} is {value}.",
            label=language.expression(found.boxes[k].text),
            value=found.derivative[k],
        )
        for k in layer
    ]
    return language.joined(*told)
