"""Wording of a computation: the words in each box, the captions, and the alt text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typst_markup import formula, plain, quoted
from mathcore import parse
from scenes.backprop.facts import Computation, Node

BLANK = "dot.c"
"""A dot for the value of another box."""
# The names of operations are notation: "max", "and" and "or" are the same in every language.
INFIX: Mapping[str, str] = MappingProxyType(
    {
        "add": "+",
        "sub": "-",
        "mul": "times",
        "div": "div",
        "lt": "<",
        "le": "<=",
        "gt": ">",
        "ge": ">=",
        "eq": "=",
        "ne": "!=",
        "and": '"and"',
        "or": '"or"',
    }
)
NAMED: Mapping[str, str] = MappingProxyType(
    {"log": '"ln"', "sqrt": "sqrt(dot.c)", "abs": "abs(dot.c)", "neg": "-(dot.c)", "where": '"if"'}
)


def operation(node: Node, language: Language) -> str:
    """Return Typst markup of the words in a box: a variable, or an operation with its constants.

    >>> square = Node(text="x^2", op="pow", arguments=(None, 2.0), sources=(0,))
    >>> operation(square, Language())
    '$(dot.c)^"2"$'
    """
    if node.op == "name":
        return formula(parse(node.text, names=(node.text,)).typst())
    held = [BLANK if value is None else quoted(language.numeral(value)) for value in node.arguments]
    constant = any(value is not None for value in node.arguments)
    if node.op in INFIX:
        around = [INFIX[node.op]] if not constant else [held[0], INFIX[node.op], held[1]]
        return formula(" ".join(part for part in around if part != BLANK))
    if node.op == "pow":
        base = f"({BLANK})" if held[0] == BLANK else held[0]
        return formula(f"{base}^{held[1]}" if held[1] != BLANK else f"{base}^(({BLANK}))")
    if node.op == "root_power":
        return formula(rf"({BLANK})^({held[1]} \/ {held[2]})")
    if node.op in NAMED:
        return formula(NAMED[node.op])
    return formula(f"{quoted(node.op)}({', '.join(held)})") if constant else plain(node.op)


def computation_alt(facts: Computation, language: Language) -> str:
    """Return the description: the expression, its value, and the derivative with respect to each variable."""
    say, numeral = language.say, language.numeral
    slopes = [language.labeled(facts.boxes[k].text, numeral(facts.derivative[k])) for k in facts.variables]
    shown = say(
        "The computation graph of {formula}, which comes to {value}.",
        formula=language.expression(facts.function),
        value=facts.value[-1],
    )
    return language.joined(shown, say("Its derivatives are {list}.", list=language.listed(slopes)))


def values_caption(facts: Computation, layer: Iterable[int], language: Language) -> str:
    """Return the values of some boxes as equations."""
    equations = [language.equation(facts.boxes[k].text, facts.value[k]) for k in layer]
    return language.say("{label}.", label=language.listed(equations))


def derivatives_caption(facts: Computation, layer: Iterable[int], language: Language) -> str:
    """Return the derivative of the result with respect to some boxes, each in a sentence."""
    sentences = [
        language.say(
            "The derivative by {label} is {value}.",
            label=language.expression(facts.boxes[k].text),
            value=facts.derivative[k],
        )
        for k in layer
    ]
    return language.joined(*sentences)
