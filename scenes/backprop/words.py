"""Wording of a computation: the words in each box, the captions, and the alt text."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from hillside.stage.lettering.equations import EQUAL
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.tints import tinted, tinted_words
from hillside.stage.lettering.typst_markup import formula, plain, quoted
from hillside.stage.look.theme import Role
from mathcore import parse
from mathcore.language.unicode_text import unicode_letter
from scenes.backprop.facts import Chain, Computation, Node, decimal_of

BLANK = "med"
"""A space for the value of another box."""
# The names of operations are notation: "max", "and" and "or" are the same in every language.
TIMES = "\N{MULTIPLICATION SIGN}"
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
    {
        "log": '"ln"',
        "sqrt": "sqrt(med)",
        "abs": "abs(med)",
        "neg": "-(med)",
        "where": '"if"',
        "sigmoid": "sigma",
    }
)


def operation(node: Node, language: Language) -> str:
    """Return Typst markup of the words in a box: a variable, or an operation with its constants.

    >>> square = Node(text="x^2", op="pow", arguments=(None, 2.0), sources=(0,))
    >>> operation(square, Language())
    '$(med)^"2"$'
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


def chain_title(facts: Computation, language: Language) -> str:
    """Return the words over the chain rule for a variable."""
    chain = _chain_in(facts)
    label = unicode_letter(facts.boxes[chain.variable].text)
    if len(chain.ways) == 1:
        return language.say(
            "Chain rule: the local slopes on the way back to {label}, multiplied", label=label
        )
    return language.say("Chain rule: multiply along each way back to {label}, and add", label=label)


def chain_caption(facts: Computation, language: Language) -> str:
    """Return a sentence with the derivative by a variable, as the chain rule gives it."""
    chain, say = _chain_in(facts), language.say
    label, value = unicode_letter(facts.boxes[chain.variable].text), facts.derivative[chain.variable]
    if len(chain.ways) == 1:
        return say(
            "Multiplied, the slopes on the way give the derivative by {label}: {value}.",
            label=label,
            value=value,
        )
    return say(
        "More than one way leads back to {label}: multiply along each, and add: {value}.",
        label=label,
        value=value,
    )


def product_caption(facts: Computation, language: Language) -> str:
    """Return a sentence with the multiplication that is spelled out."""
    edge = facts.edges[facts.multiplied or 0]
    return language.say(
        "{arriving} arrives, times the local slope {slope}: {product} goes on.",
        arriving=facts.derivative[edge.user],
        slope=edge.slope,
        product=edge.passed,
    )


def chain_markup(facts: Computation, language: Language) -> tuple[str, ...]:
    """Return Typst markup of the chain rule for a variable: whole, and without factors of 1.

    The derivative has the color of the slope, and the local slopes are faint, as on their plates.
    """
    chain = _chain_in(facts)
    left, right = _chain_ends(facts, language)
    sign = "=" if chain.sign == EQUAL else "approx"
    settings: list[str] = []
    for bare in (False, True):
        ways = [
            [(slope, edge) for slope, edge in zip(slopes, way, strict=True) if not (bare and slope == 1.0)]
            for slopes, way in zip(chain.slopes, chain.ways, strict=True)
        ]
        products = [" times ".join(_factor(*each, facts, language) for each in way) for way in ways]
        if all(products):
            settings.append(formula(f"{left} = {' + '.join(products)} {sign} {right}"))
    return tuple(dict.fromkeys(settings))


def bare_derivative(facts: Computation, language: Language) -> str:
    """Return Typst markup of the derivative that the chain rule gives, without the product."""
    left, right = _chain_ends(facts, language)
    return formula(f"{left} = {right}")


def _chain_ends(facts: Computation, language: Language) -> tuple[str, str]:
    """Return the name of the derivative by the variable of the chain rule, and its value."""
    chain = _chain_in(facts)
    variable = facts.boxes[chain.variable].text
    name = parse(variable, names=(variable,)).typst()
    value = quoted(language.numeral(facts.derivative[chain.variable]))
    return tinted("slope", rf"partial {facts.result_name} \/ partial {name}"), tinted("slope", value)


def _factor(slope: float, edge: int, facts: Computation, language: Language) -> str:
    shown = quoted(language.numeral(slope))
    role: Role = "legs" if edge == facts.multiplied else "faint"
    return tinted(role, f"({shown})" if slope < 0 else shown)


def product_markup(facts: Computation, language: Language) -> str:
    """Return Typst markup of the multiplication that is spelled out, and under it what its factors are."""
    edge = facts.edges[facts.multiplied or 0]
    arriving, passed = (quoted(language.numeral(each)) for each in (facts.derivative[edge.user], edge.passed))
    slope = quoted(language.numeral(edge.slope))
    shown = f"({slope})" if edge.slope < 0 else slope
    sign = _sign_between(facts.derivative[edge.user], edge.slope, edge.passed)
    product = f"{tinted('slope', arriving)} times {tinted('legs', shown)} {sign} {tinted('slope', passed)}"
    factors = language.say("arriving × local slope")
    under = f"#text(size: 0.85em, {quoted(factors)})"
    return f"{formula(product)}\\\n{tinted_words('faint', under)}"


def _sign_between(arriving: float, slope: float, passed: float) -> str:
    """Return the sign with which a product holds in the digits shown, in Typst's notation."""
    exact, shown = decimal_of(arriving) * decimal_of(slope), decimal_of(passed)
    unit = Decimal(1).scaleb(int(shown.as_tuple().exponent))
    return "=" if abs(exact - shown) <= unit / 2 else "approx"


def _chain_in(facts: Computation) -> Chain:
    if facts.chain is None:
        raise ValueError("the chain rule of this computation is not written out")
    return facts.chain


def slope_markup(slope: float, language: Language) -> str:
    """Return Typst markup of a local slope as a factor.

    >>> slope_markup(-0.25, Language())
    '#text("×−0.25")'
    """
    return plain(language.isolated(f"{TIMES}{language.numeral(slope)}"))
