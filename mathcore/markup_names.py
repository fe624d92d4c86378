"""Names, numbers, constants and functions in LaTeX and Typst."""

import unicodedata

from mathcore.binding import ATOM, POWER, PRODUCT
from mathcore.code import Code, Step
from mathcore.dialects import GREEK, Dialect, spelled
from mathcore.fragments import Piece, whole
from mathcore.printing import number

BY_NAME = frozenset((
    "sin", "cos", "tan", "sec", "csc", "cot", "asin", "acos", "atan", "sinh", "cosh", "tanh", "sech", "asinh",
    "acosh", "atanh", "log", "log2", "log10",
))  # fmt: skip
"""Functions that need no parentheses about a simple argument, and take their exponent after the name."""


def numeral(step: Step, parts: list[Piece], code: Code, dialect: Dialect) -> Piece:
    """Write a number, with a power of ten where its decimal is long."""
    shown = number(step.value)
    if "e" not in shown:
        return whole(shown, ATOM, "digit")
    digits, power = shown.split("e")
    ten = dialect.raised("10", power)
    if digits == "1":
        return whole(ten, POWER, "digit")
    return whole(f"{digits} {dialect.signs['dot']} {ten}", PRODUCT, "digit")


def name_of(step: Step, parts: list[Piece], code: Code, dialect: Dialect) -> Piece:
    """Write a variable: Greek by name, an index lowered, a word upright."""
    name = str(step.value)
    if len(name) == 1:
        return whole(name if name.isascii() else dialect.greek(_spoken(name)), ATOM)
    letters = name.rstrip("0123456789").rstrip("_")
    index = name[len(letters) :].lstrip("_")
    base = letters
    if len(letters) > 1:
        base = dialect.greek(letters) if letters in GREEK else dialect.word(letters)
    return whole(dialect.lowered(base, index) if index else base, ATOM)


def _spoken(letter: str) -> str:
    """Return the English name of a Greek letter; Unicode spells one of them its own way."""
    word = unicodedata.name(letter).split()[-1].lower().replace("lamda", "lambda")
    return word if letter.islower() else word.capitalize()


def constant(step: Step, parts: list[Piece], code: Code, dialect: Dialect) -> Piece:
    """Write pi or e."""
    return whole(dialect.signs.get(step.op, step.op), ATOM)


def function(step: Step, parts: list[Piece], code: Code, dialect: Dialect) -> Piece:
    """Write a function applied to its arguments."""
    if step.op in ("log2", "log10"):
        return _applied(dialect.lowered(dialect.function("log"), step.op[3:]), parts[0], dialect, bare=False)
    name = dialect.function(spelled(step.op))
    if len(parts) > 1:
        return whole(
            name + dialect.enclosed("paren", ", ".join(part.text for part in parts)), ATOM, "function"
        )
    bare = step.op in BY_NAME and _is_simple(code, step.args[0])
    return _applied(name, parts[0], dialect, bare=bare)


def _applied(head: str, argument: Piece, dialect: Dialect, bare: bool = False) -> Piece:
    closed = head + dialect.enclosed("paren", argument.text)
    return Piece(f"{head} {argument.text}" if bare else closed, POWER, closed, "function", head)


def _is_simple(code: Code, place: int) -> bool:
    """Tell whether an argument needs no parentheses: x, 2x, pi x, x^2."""
    step = code[place]
    if step.op in ("name", "number", "pi", "e"):
        return True
    if step.op == "mul":
        left, right = (code[a] for a in step.args)
        return left.op in ("number", "pi") and right.op in ("name", "pi")
    return False
