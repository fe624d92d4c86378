"""Whether conditions such as x < 0 and x ≥ 0 hold, one or the other, at every number."""

from collections.abc import Sequence
from math import inf
from types import MappingProxyType

from mathcore.expressions.code import Code

_MIRRORED = MappingProxyType({"lt": "gt", "le": "ge", "gt": "lt", "ge": "le", "eq": "eq", "ne": "ne"})

Edge = tuple[float, int]
"""A place on the line: just before a number (-1), at it (0) or just after it (1)."""
Part = tuple[Edge, Edge]
"""All numbers from one edge to another."""


def cover_the_line(conditions: Sequence[Code]) -> bool:
    """Return whether conditions on one variable are known to leave no number out.

    Only comparisons with numbers, and what `and` and `or` make of them, are understood.

    Example:
        >>> from mathcore import parse
        >>> cover_the_line([parse("x < 0").code, parse("x >= 0").code])
        True
        >>> cover_the_line([parse("x < 0").code, parse("x > 0").code])
        False
    """
    if len({step.value for code in conditions for step in code if step.op == "name"}) != 1:
        return False
    parts: list[Part] = []
    for code in conditions:
        found = _parts(code)
        if found is None:
            return False
        parts += found
    reached: Edge = (-inf, 0)
    for start, end in sorted(parts):
        if start > _next(reached):
            return False
        reached = max(reached, end)
    return reached >= (inf, 0)


def _next(edge: Edge) -> Edge:
    return (edge[0], edge[1] + 1)


def _parts(code: Code) -> list[Part] | None:
    """Return the parts of the line on which a condition holds, or `None` if it is not understood."""
    found: list[list[Part] | float | str | None] = []
    for op, args, value in code:
        inputs = [found[a] for a in args]
        if op == "name":
            found.append("name")
        elif op == "number" and isinstance(value, float):
            found.append(value)
        elif op == "neg" and isinstance(inputs[0], float):
            found.append(-inputs[0])
        elif op in _MIRRORED:
            found.append(_compared(op, inputs))
        elif op in ("and", "or"):
            found.append(_joined(op, inputs))
        else:
            found.append(None)
    last = found[-1]
    return last if isinstance(last, list) else None


def _compared(op: str, inputs: Sequence[list[Part] | float | str | None]) -> list[Part] | None:
    left, right = inputs
    if isinstance(left, float) and right == "name":
        left, right, op = right, left, _MIRRORED[op]
    if left != "name" or not isinstance(right, float):
        return None
    below, above = ((-inf, 0), (right, -1)), ((right, 1), (inf, 0))
    at = ((right, 0), (right, 0))
    if op in ("lt", "le"):
        return [(below[0], (right, -1 if op == "lt" else 0))]
    if op in ("gt", "ge"):
        return [((right, 1 if op == "gt" else 0), above[1])]
    return [at] if op == "eq" else [below, above]


def _joined(op: str, inputs: Sequence[list[Part] | float | str | None]) -> list[Part] | None:
    left, right = inputs
    if not isinstance(left, list) or not isinstance(right, list):
        return None
    if op == "or":
        return left + right
    both = [(max(a[0], b[0]), min(a[1], b[1])) for a in left for b in right]
    return [part for part in both if part[0] <= part[1]]
