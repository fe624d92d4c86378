"""Expressions with cases: a condition that occurs in several places is asked once, in front.

max(0, 1 - x) (0 if 0 > 1 - x else -1) is 0 if x > 1 else x - 1.
"""

from collections.abc import Callable
from types import MappingProxyType

from mathcore.expressions.code import Builder, Step, extract, folded, number_of
from mathcore.expressions.generators import translated
from mathcore.expressions.identities import Identity
from mathcore.expressions.inequalities import negated, solved
from mathcore.expressions.polynomials import ExpansionError

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
