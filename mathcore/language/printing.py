"""Printing of code as text that parses back to the same code, with only the necessary parentheses."""

from types import MappingProxyType

from mathcore.expressions.code import Code, Step
from mathcore.functions.function_table import FUNCTIONS
from mathcore.math_errors import MathError

CHOICE, OR, AND, NOT, COMPARED, SUM, PRODUCT, POWER, ATOM = range(9)
"""The binding powers of the operators, from the loosest to operands."""


LONGEST = 100_000
"""Maximum number of characters of a printed expression, since shared subexpressions are repeated."""

_INFIX = MappingProxyType({
    "or": ("{} or {}", OR), "and": ("{} and {}", AND), "lt": ("{} < {}", COMPARED),
    "le": ("{} <= {}", COMPARED), "gt": ("{} > {}", COMPARED), "ge": ("{} >= {}", COMPARED),
    "eq": ("{} == {}", COMPARED), "ne": ("{} != {}", COMPARED), "add": ("{} + {}", SUM),
    "sub": ("{} - {}", SUM), "mul": ("{}*{}", PRODUCT), "div": ("{}/{}", PRODUCT),
})  # fmt: skip


def text(code: Code) -> str:
    """Return the text of an expression, with only the necessary parentheses.

    Raises:
        MathError: If it has more than 100,000 characters, with shared subexpressions written out.
    """
    shown: list[tuple[str, int]] = []
    for step in code:
        piece = _shown(step, [shown[a] for a in step.args], code)
        if len(piece[0]) > LONGEST:
            raise MathError("the expression is too long to be written out")
        shown.append(piece)
    return shown[-1][0]


def _shown(step: Step, parts: list[tuple[str, int]], code: Code) -> tuple[str, int]:
    """Return the text of one step and its binding power."""
    op = step.op
    if op == "number":
        return number(step.value), ATOM
    if op == "name":
        return str(step.value), ATOM
    if op in ("pi", "e"):
        return op, ATOM
    if op in _INFIX:
        return _infix(step, parts, code)
    if op == "neg":
        return "-" + _within(parts[0], PRODUCT), SUM
    if op == "not":
        return "not " + _within(parts[0], NOT), NOT
    if op == "where":
        condition, then, other = parts
        return f"{_within(then, OR)} if {_within(condition, OR)} else {other[0]}", CHOICE
    return _called(step, parts, code)


def _called(step: Step, parts: list[tuple[str, int]], code: Code) -> tuple[str, int]:
    """Return the text of a power or of a function with its arguments."""
    op = step.op
    if op == "exp":
        return "e^" + _exponent(parts[0]), POWER
    if op == "pow":
        return f"{_base(parts[0])}^{_exponent(parts[1])}", POWER
    if op == "root_power":
        p, q = parts[1][0], parts[2][0]
        return f"{_base(parts[0])}^({p}/{q})", POWER
    arguments = ", ".join(part[0] for part in parts)
    if FUNCTIONS[op].folds and code[step.args[0]].op == op:
        return f"{parts[0][0][:-1]}, {parts[1][0]})", ATOM
    return f"{FUNCTIONS[op].name}({arguments})", ATOM


def _infix(step: Step, parts: list[tuple[str, int]], code: Code) -> tuple[str, int]:
    pattern, level = _INFIX[step.op]
    left, right = parts
    if step.op == "mul" and code[step.args[0]].op == "number" and code[step.args[1]].op == "name":
        return f"{left[0]}{right[0]}" if _safe(right[0]) else f"{left[0]}*{right[0]}", PRODUCT
    # A comparison of a comparison would parse as a chain, so both sides must bind tighter.
    lowest = level + 1 if level == COMPARED else level
    if step.op == "div" and _is_to_the_first(code, step.args[0]):
        lowest = ATOM
    return pattern.format(_within(left, lowest), _within(right, level + 1)), level


def _is_to_the_first(code: Code, place: int) -> bool:
    """Return whether a step is x^1, which before a / would be read as a root: x^1/2."""
    step = code[place]
    return step.op in ("pow", "exp") and code[step.args[-1]].value == 1


def _safe(name: str) -> bool:
    """Return whether a digit before the name cannot be taken for part of a number such as 2e3."""
    return not (name[0] in "eE" and name[1:2].isdigit())


def _within(part: tuple[str, int], lowest: int) -> str:
    shown, level = part
    return shown if level >= lowest else f"({shown})"


def _base(part: tuple[str, int]) -> str:
    return _within(part, ATOM)


def _exponent(part: tuple[str, int]) -> str:
    return _within(part, ATOM)


def number(value: float | str | None) -> str:
    """Return the shortest decimal that parses to the same float.

    Example:
        >>> number(2.0), number(0.1), number(1e-7)
        ('2', '0.1', '1e-7')
    """
    digits, _, power = repr(value).removesuffix(".0").partition("e")
    return f"{digits}e{int(power)}" if power else digits
