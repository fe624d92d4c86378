"""Code to LaTeX and Typst, as a mathematician would write it."""

import unicodedata
from dataclasses import dataclass

from .code import Code, Step
from .dialects import GREEK, LATEX, TYPST, Dialect, spelled
from .errors import MathError
from .printing import LONGEST, number

_CHOICE, _OR, _AND, _NOT, _COMPARED, _SUM, _PRODUCT, _POWER, _ATOM = range(9)


@dataclass(frozen=True)
class _Piece:
    """A part of the formula.

    `closed` is the same part when something follows it directly: sin x becomes sin(x). `first` says what it
    begins with: digit, minus, function or other. `head` is the name of a function applied.
    """

    text: str
    level: int
    closed: str
    first: str = "other"
    head: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    """The cases of a conditional, all but the last."""
    other: str = ""


def latex(code: Code) -> str:
    """Return the formula for LaTeX math mode."""
    return _written(code, LATEX)


def typst(code: Code) -> str:
    """Return the formula for Typst math mode."""
    return _written(code, TYPST)


def _written(code: Code, dialect: Dialect) -> str:
    pieces: list[_Piece] = []
    for step in code:
        piece = _WRITERS.get(step.op, _function)(step, [pieces[a] for a in step.args], code, dialect)
        if len(piece.text) > LONGEST:
            raise MathError("the formula is too long to be written out")
        pieces.append(piece)
    return pieces[-1].text


def _whole(text: str, level: int, first: str = "other") -> _Piece:
    return _Piece(text, level, text, first)


def _within(piece: _Piece, lowest: int, dialect: Dialect) -> _Piece:
    """Return the piece, in parentheses if it binds less tightly than `lowest`."""
    if piece.level >= lowest:
        return piece
    return _whole(dialect.enclosed("paren", piece.text), _ATOM)


def _number(step: Step, parts: list[_Piece], code: Code, dialect: Dialect) -> _Piece:
    shown = number(step.value)
    if "e" not in shown:
        return _whole(shown, _ATOM, "digit")
    digits, power = shown.split("e")
    ten = dialect.raised("10", power)
    if digits == "1":
        return _whole(ten, _POWER, "digit")
    return _whole(f"{digits} {dialect.signs['dot']} {ten}", _PRODUCT, "digit")


def _name(step: Step, parts: list[_Piece], code: Code, dialect: Dialect) -> _Piece:
    name = str(step.value)
    if len(name) == 1:
        return _whole(name if name.isascii() else dialect.greek(_spoken(name)), _ATOM)
    letters = name.rstrip("0123456789").rstrip("_")
    index = name[len(letters) :].lstrip("_")
    base = letters
    if len(letters) > 1:
        base = dialect.greek(letters) if letters in GREEK else dialect.word(letters)
    return _whole(dialect.lowered(base, index) if index else base, _ATOM)


def _spoken(letter: str) -> str:
    """Return the English name of a Greek letter; Unicode spells one of them its own way."""
    word = unicodedata.name(letter).split()[-1].lower().replace("lamda", "lambda")
    return word if letter.islower() else word.capitalize()


def _constant(step: Step, parts: list[_Piece], code: Code, dialect: Dialect) -> _Piece:
    return _whole(dialect.signs.get(step.op, step.op), _ATOM)


def _sum(step: Step, parts: list[_Piece], code: Code, dialect: Dialect) -> _Piece:
    left, right = _within(parts[0], _SUM, dialect), parts[1]
    flat = step.op == "add" and right.level == _SUM and right.first != "minus"
    right = right if flat else _within(right, _PRODUCT, dialect)
    sign = "+" if step.op == "add" else "-"
    return _Piece(f"{left.text} {sign} {right.text}", _SUM, "", left.first)


def _minus(step: Step, parts: list[_Piece], code: Code, dialect: Dialect) -> _Piece:
    inner = _within(parts[0], _PRODUCT, dialect)
    return _Piece(f"-{inner.text}", _SUM, "", "minus")


def _product(step: Step, parts: list[_Piece], code: Code, dialect: Dialect) -> _Piece:
    left, right = (_within(part, _PRODUCT, dialect) for part in parts)
    before = left.text if right.first == "function" else left.closed
    between = f" {dialect.signs['dot']} " if right.first == "digit" else " "
    return _Piece(before + between + right.text, _PRODUCT, before + between + right.closed, left.first)


def _fraction(step: Step, parts: list[_Piece], code: Code, dialect: Dialect) -> _Piece:
    over, under = parts
    if over.first == "minus" and code[step.args[0]].op == "neg":
        # -a/b reads better with the minus before the fraction, but then it is no longer a factor.
        over = _whole(over.text, _SUM, "minus")
    return _whole(
        dialect.fraction(over.text, under.text), _PRODUCT, "digit" if over.first == "digit" else "other"
    )


def _power(step: Step, parts: list[_Piece], code: Code, dialect: Dialect) -> _Piece:
    base, exponent = parts
    inner, power = (code[a] for a in step.args)
    if inner.op in _BY_NAME and power.op == "number" and float(power.value or 0) >= 2:
        head, skip = dialect.raised(base.head, exponent.text), len(base.head)
        return _Piece(head + base.text[skip:], _POWER, head + base.closed[skip:], "function")
    shown = _within(base, _ATOM, dialect)
    return _whole(
        dialect.raised(shown.text, _small(code, step.args[1], parts[1], dialect)), _POWER, shown.first
    )


def _small(code: Code, place: int, piece: _Piece, dialect: Dialect) -> str:
    """An exponent, with a fraction of two numbers on one line."""
    step = code[place]
    if step.op == "div" and all(code[a].op == "number" for a in step.args):
        over, under = (number(code[a].value) for a in step.args)
        return dialect.inline_fraction(over, under)
    return piece.text


def _exponential(step: Step, parts: list[_Piece], code: Code, dialect: Dialect) -> _Piece:
    return _whole(dialect.raised("e", _small(code, step.args[0], parts[0], dialect)), _POWER)


def _root_power(step: Step, parts: list[_Piece], code: Code, dialect: Dialect) -> _Piece:
    base, p, q = parts
    if p.text == "1" and q.text == "3":
        return _whole(dialect.enclosed("cbrt", base.text), _ATOM)
    shown = _within(base, _ATOM, dialect)
    return _whole(dialect.raised(shown.text, dialect.inline_fraction(p.text, q.text)), _POWER)


def _delimited(step: Step, parts: list[_Piece], code: Code, dialect: Dialect) -> _Piece:
    return _whole(dialect.enclosed(step.op, parts[0].text), _ATOM)


def _relation(step: Step, parts: list[_Piece], code: Code, dialect: Dialect) -> _Piece:
    left, right = (_within(part, _SUM, dialect).text for part in parts)
    return _whole(f"{left} {dialect.signs[step.op]} {right}", _COMPARED)


def _logic(step: Step, parts: list[_Piece], code: Code, dialect: Dialect) -> _Piece:
    level = {"or": _OR, "and": _AND, "not": _NOT}[step.op]
    shown = [_within(part, level, dialect).text for part in parts]
    sign = dialect.signs[step.op]
    return _whole(f"{sign} {shown[0]}" if step.op == "not" else f" {sign} ".join(shown), level)


def _cases(step: Step, parts: list[_Piece], code: Code, dialect: Dialect) -> _Piece:
    condition, then, other = parts
    rows = ((then.text, condition.text), *other.rows)
    last = other.other if other.rows else other.text
    return _Piece(dialect.cases(list(rows), last), _CHOICE, "", rows=rows, other=last)


def _modulo(step: Step, parts: list[_Piece], code: Code, dialect: Dialect) -> _Piece:
    left, right = (_within(part, _POWER, dialect).text for part in parts)
    return _whole(f"{left} {dialect.signs['mod']} {right}", _SUM)


def _function(step: Step, parts: list[_Piece], code: Code, dialect: Dialect) -> _Piece:
    if step.op in ("log2", "log10"):
        return _applied(dialect.lowered(dialect.function("log"), step.op[3:]), parts[0], dialect, bare=False)
    name = dialect.function(spelled(step.op))
    if len(parts) > 1:
        return _whole(
            name + dialect.enclosed("paren", ", ".join(part.text for part in parts)), _ATOM, "function"
        )
    bare = step.op in _BY_NAME and _is_simple(code, step.args[0])
    return _applied(name, parts[0], dialect, bare=bare)


def _applied(head: str, argument: _Piece, dialect: Dialect, bare: bool = False) -> _Piece:
    closed = head + dialect.enclosed("paren", argument.text)
    return _Piece(f"{head} {argument.text}" if bare else closed, _POWER, closed, "function", head)


def _is_simple(code: Code, place: int) -> bool:
    """Tell whether an argument needs no parentheses: x, 2x, pi x, x^2."""
    step = code[place]
    if step.op in ("name", "number", "pi", "e"):
        return True
    if step.op == "mul":
        left, right = (code[a] for a in step.args)
        return left.op in ("number", "pi") and right.op in ("name", "pi")
    return False


_BY_NAME = frozenset(
    [
        "sin",
        "cos",
        "tan",
        "sec",
        "csc",
        "cot",
        "asin",
        "acos",
        "atan",
        "sinh",
        "cosh",
        "tanh",
        "sech",
        "asinh",
        "acosh",
        "atanh",
        "log",
        "log2",
        "log10",
    ]
)
_WRITERS = {
    "number": _number, "name": _name, "pi": _constant, "e": _constant, "add": _sum, "sub": _sum,
    "neg": _minus, "mul": _product, "div": _fraction, "pow": _power, "exp": _exponential,
    "root_power": _root_power, "abs": _delimited, "floor": _delimited, "ceil": _delimited,
    "sqrt": _delimited, "cbrt": _delimited, "lt": _relation, "le": _relation, "gt": _relation,
    "ge": _relation, "eq": _relation, "ne": _relation, "and": _logic, "or": _logic, "not": _logic,
    "where": _cases, "mod": _modulo,
}  # fmt: skip
