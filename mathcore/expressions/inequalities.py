"""Inequalities solved for their variable: 0 > 1 - x is x > 1."""

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

from mathcore.expressions.code import Builder, write_number
from mathcore.expressions.generators import Generators, Kind, translated
from mathcore.expressions.identities import Identity
from mathcore.expressions.polynomials import ExpansionError
from mathcore.expressions.rational_functions import RationalFunction

OPPOSITE: Mapping[str, str] = MappingProxyType(
    {"lt": "gt", "gt": "lt", "le": "ge", "ge": "le", "eq": "eq", "ne": "ne"}
)
"""The relation with its two sides exchanged."""
_NEGATED: Mapping[str, str] = MappingProxyType(
    {"lt": "ge", "ge": "lt", "gt": "le", "le": "gt", "eq": "ne", "ne": "eq"}
)


def solved(builder: Builder, condition: int) -> int:
    """Return the index of a condition, its inequalities solved where they are linear in one variable.

    Example:
        >>> builder = Builder()
        >>> x = builder.step("name", value="x")
        >>> found = solved(builder, builder.step("lt", builder.number(4.0), builder.step("neg", x)))
        >>> builder.steps[found] == ("lt", (x, builder.number(-4.0)), None)
        True
    """
    op, args, _ = builder.steps[condition]
    if op in ("and", "or", "not"):
        return builder.step(op, *(solved(builder, a) for a in args))
    if op not in OPPOSITE or _is_solved(builder, args):
        return condition
    try:
        generators, (f,) = translated(builder, [builder.step("sub", *args)], Identity.NONE)
    except ExpansionError:
        return condition
    line = _line(generators, f)
    if line is None:
        return condition
    variable, slope, height = line
    bound = write_number(builder, -height / slope, generators.decimal)
    return condition if bound is None else builder.step(op if slope > 0 else OPPOSITE[op], variable, bound)


def negated(builder: Builder, condition: int) -> int | None:
    """Return the index of the opposite of an inequality x < 2, `None` for other conditions.

    An inequality of undefined numbers does not hold, and neither would its opposite.
    """
    op, args, _ = builder.steps[condition]
    known = op in _NEGATED and _is_solved(builder, args)
    return builder.step(_NEGATED[op], *args) if known else None


def _is_solved(builder: Builder, sides: tuple[int, ...]) -> bool:
    return [builder.steps[a].op for a in sides] == ["name", "number"]


def _line(generators: Generators, f: RationalFunction) -> tuple[int, Fraction, Fraction] | None:
    """Return the variable, slope and value at 0 of a linear function, `None` for any other."""
    if len(f.factors) != 1:
        return None
    ((p, n),) = f.factors.items()
    (monomial, a), *rest = p.terms
    if n != 1 or len(monomial) != 1 or monomial[0][1] != 1 or len(rest) > 1 or any(m for m, _ in rest):
        return None
    entry = generators.table[monomial[0][0]]
    if entry.kind is not Kind.FACTOR or entry.order > 1 or generators.builder.steps[entry.step].op != "name":
        return None
    return entry.step, a * f.number, sum((b for _, b in rest), 0) * f.number
