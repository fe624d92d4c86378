"""Expressions with cases, their conditions solved for the variable, each asked once, in front."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType

from mathcore.expressions.code import Builder, Step, extract, folded, number_of, write_number
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


Shorten = Callable[[Builder, int], int]
"""Returns the index of the closed form of an expression."""
_LARGER = MappingProxyType({"max": "gt", "min": "lt"})
"""The condition under which max(u, v), or min(u, v), is u; otherwise it is v."""


def in_cases(builder: Builder, place: int, shorten: Shorten) -> int | None:
    """Return the index of an expression as cases, `None` if it has none or several conditions.

    Example:
        >>> builder = Builder()
        >>> x, zero = builder.step("name", value="x"), builder.number(0.0)
        >>> step = builder.step("where", builder.step("gt", x, zero), builder.number(1.0), zero)
        >>> found = in_cases(builder, builder.step("mul", x, step), lambda _, place: place)
        >>> builder.steps[found].op
        'where'
    """
    step = builder.steps[place]
    conditions = {solved(builder, builder.steps[at].args[0]) for at in _outer_cases(builder, place)}
    if step.op != "where" and len(conditions) != 1:
        return None
    condition = conditions.pop()
    then, other = (shorten(builder, assuming(builder, place, condition, truth)) for truth in (True, False))
    return _joined(builder, condition, then, other)


def _outer_cases(builder: Builder, place: int) -> list[int]:
    """Return the indices of the cases that stand inside no other."""
    found: list[int] = []
    waiting, seen = [place], set[int]()
    while waiting:
        at = waiting.pop()
        if at in seen:
            continue
        seen.add(at)
        if builder.steps[at].op == "where":
            found.append(at)
        else:
            waiting += builder.steps[at].args
    return found


def assuming(builder: Builder, place: int, condition: int, truth: bool) -> int:
    """Return the index of an expression where a solved condition is known to hold, or not to hold."""

    def replaced(step: Step, args: list[int]) -> int | None:
        if step.op == "where" and solved(builder, args[0]) == condition:
            return args[1] if truth else args[2]
        if step.op in _LARGER and solved(builder, builder.step(_LARGER[step.op], *args)) == condition:
            return args[0] if truth else args[1]
        if step.op in ("number", "name"):
            return None
        return folded(builder, step.op, *args)

    code, _ = extract(builder.steps, [place])
    return builder.include(code, replaced)[-1]


def _joined(builder: Builder, condition: int, then: int, other: int) -> int:
    """Return the index of the cases; two with the same value are one."""
    condition, then = _with_inner(builder, condition, then, other)
    condition, other = _with_alternative(builder, condition, then, other)
    condition = solved(builder, condition)
    if _is_needless(builder, condition, then, other):
        return other
    return folded(builder, "where", condition, then, other)


def _with_inner(builder: Builder, condition: int, then: int, other: int) -> tuple[int, int]:
    """Return condition and value of the first case, joined with a condition that stands inside the value.

    (1 if x > 0 else 0) if max(x, 0) < 6 else 0 is 1 if x > 0 and x < 6 else 0: under x > 0 the maximum is x.
    """
    inner = builder.steps[then]
    if inner.op != "where" or other not in inner.args[1:]:
        return condition, then
    asked, truth = inner.args[0], inner.args[2] == other
    first = asked if truth else negated(builder, asked)
    if first is None:
        return condition, then
    outer = solved(builder, assuming(builder, condition, asked, truth))
    return builder.step("and", first, outer), inner.args[1 if truth else 2]


def _with_alternative(builder: Builder, condition: int, then: int, other: int) -> tuple[int, int]:
    """Return condition and second value, with the first value of cases inside the second.

    0 if max(x, 0) > 6 else (0 if x < 0 else 1) is 0 if x < 0 or x > 6 else 1.
    """
    inner = builder.steps[other]
    if inner.op != "where" or then not in inner.args[1:]:
        return condition, other
    asked, truth = inner.args[0], inner.args[1] == then
    first = asked if truth else negated(builder, asked)
    if first is None:
        return condition, other
    outer = solved(builder, assuming(builder, condition, asked, not truth))
    return builder.step("or", first, outer), inner.args[2 if truth else 1]


def _is_needless(builder: Builder, condition: int, then: int, other: int) -> bool:
    """Return whether a case for one number has the value of the other case: 1 if x == 0 else cos x."""
    op, args, _ = builder.steps[condition]
    value = number_of(builder, then)
    if op != "eq" or builder.steps[args[0]].op != "name" or value is None:
        return False
    variable, number = builder.steps[args[0]], args[1]
    code, _ = extract(builder.steps, [other])
    there = builder.include(code, lambda step, _: number if step == variable else None)[-1]
    try:
        _, (found,) = translated(builder, [there], Identity.NONE)
    except ExpansionError:
        return False
    return found.is_number and found.number == value
