"""Printing of code as one line of Unicode text, as on a blackboard: 3π/4, √2, x²."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from mathcore.expressions.code import Code, Step
from mathcore.functions.function_table import FUNCTIONS
from mathcore.language.printing import ATOM, POWER, PRODUCT, SUM, number, text

MINUS, TIMES = "\N{MINUS SIGN}", "\N{MIDDLE DOT}"
_SUPERSCRIPTS = str.maketrans("0123456789-\N{MINUS SIGN}", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻")
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")

Piece = tuple[str, int]
"""The text of a step and its binding power."""


def unicode_text(code: Code) -> str:
    """Return the text of a formula on one line; what has no such notation is printed as it is typed.

    Example:
        >>> from mathcore import parse
        >>> [unicode_text(parse(text).code) for text in ("3pi/4", "-sqrt(2)/2", "(1 + sqrt 5)/2", "x^2/e")]
        ['3π/4', '−√2/2', '(1 + √5)/2', 'x²/e']
    """
    pieces: list[Piece] = []
    for step in code:
        write = _WRITERS.get(step.op, _called)
        if step.op not in _WRITERS and FUNCTIONS[step.op].sign:
            return text(code)
        pieces.append(write(step, [pieces[a] for a in step.args], code))
    return pieces[-1][0]


def _within(piece: Piece, lowest: int) -> str:
    shown, level = piece
    return shown if level >= lowest else f"({shown})"


def _number(step: Step, parts: list[Piece], code: Code) -> Piece:
    digits, _, power = number(step.value).partition("e")
    if not power:
        return digits, ATOM
    ten = f"10{power.translate(_SUPERSCRIPTS)}"
    return (ten, POWER) if digits == "1" else (f"{digits}{TIMES}{ten}", PRODUCT)


def _name(step: Step, parts: list[Piece], code: Code) -> Piece:
    return unicode_letter(str(step.value)), ATOM


def unicode_letter(name: str) -> str:
    """Return the name of a variable with its index below the line; what is no name is left as it is.

    Example:
        >>> unicode_letter("w1"), unicode_letter("x"), unicode_letter("x_max"), unicode_letter("x^2")
        ('w₁', 'x', 'x_max', 'x^2')
    """
    letters = name.rstrip("0123456789")
    if letters == name or not letters.isidentifier():
        return name
    return letters.rstrip("_") + name[len(letters) :].translate(_SUBSCRIPTS)


def _pi(step: Step, parts: list[Piece], code: Code) -> Piece:
    return "π", ATOM


def _e(step: Step, parts: list[Piece], code: Code) -> Piece:
    return "e", ATOM


def _sum(step: Step, parts: list[Piece], code: Code) -> Piece:
    sign = "+" if step.op == "add" else MINUS
    return f"{_within(parts[0], SUM)} {sign} {_within(parts[1], SUM + 1)}", SUM


def _negative(step: Step, parts: list[Piece], code: Code) -> Piece:
    return MINUS + _within(parts[0], PRODUCT), SUM


def _product(step: Step, parts: list[Piece], code: Code) -> Piece:
    left, right = (_within(part, PRODUCT) for part in parts)
    # Only a number before a letter or a root stands directly before it: 3π, 2√5, but π·2 and √2·π.
    plain = left.replace(".", "").isdecimal() and (right[0].isalpha() or right[0] in "√∛(")
    return f"{left}{right}" if plain else f"{left}{TIMES}{right}", PRODUCT


def _quotient(step: Step, parts: list[Piece], code: Code) -> Piece:
    return f"{_within(parts[0], PRODUCT)}/{_within(parts[1], PRODUCT + 1)}", PRODUCT


def _root(step: Step, parts: list[Piece], code: Code) -> Piece:
    sign = {"sqrt": "√", "cbrt": "∛"}[step.op]
    return sign + (parts[0][0] if parts[0][1] == ATOM else f"({parts[0][0]})"), POWER


def _power(step: Step, parts: list[Piece], code: Code) -> Piece:
    return _raised(_within(parts[0], ATOM), parts[1])


def _exponential(step: Step, parts: list[Piece], code: Code) -> Piece:
    return _raised("e", parts[0])


def _raised(base: str, exponent: Piece) -> Piece:
    shown = exponent[0]
    if shown.lstrip(MINUS).isdecimal():
        return base + shown.translate(_SUPERSCRIPTS), POWER
    return f"{base}^{shown if exponent[1] == ATOM else f'({shown})'}", POWER


def _root_power(step: Step, parts: list[Piece], code: Code) -> Piece:
    base, (p, _), (q, _) = parts
    return _raised(_within(base, ATOM), (f"{p}/{q}", PRODUCT))


def _size(step: Step, parts: list[Piece], code: Code) -> Piece:
    return f"|{parts[0][0]}|", ATOM


def _called(step: Step, parts: list[Piece], code: Code) -> Piece:
    return f"{FUNCTIONS[step.op].name}({', '.join(part for part, _ in parts)})", ATOM


Writer = Callable[[Step, list[Piece], Code], Piece]

_WRITERS: Mapping[str, Writer] = MappingProxyType({
    "number": _number, "name": _name, "pi": _pi, "e": _e, "add": _sum, "sub": _sum, "neg": _negative,
    "mul": _product, "div": _quotient, "sqrt": _root, "cbrt": _root, "pow": _power, "exp": _exponential,
    "root_power": _root_power, "abs": _size,
})  # fmt: skip
