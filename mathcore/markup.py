"""Code to LaTeX and Typst, as a mathematician would write it."""

from mathcore.binding import AND, ATOM, CHOICE, COMPARED, NOT, OR, POWER, PRODUCT, SUM
from mathcore.code import Code, Step
from mathcore.dialects import LATEX, TYPST, Dialect
from mathcore.errors import MathError
from mathcore.fragments import Piece, whole, within
from mathcore.markup_names import BY_NAME, constant, function, name_of, numeral
from mathcore.printing import LONGEST, number


def latex(code: Code) -> str:
    """Return the formula for LaTeX math mode."""
    return _written(code, LATEX)


def typst(code: Code) -> str:
    """Return the formula for Typst math mode."""
    return _written(code, TYPST)


def _written(code: Code, dialect: Dialect) -> str:
    pieces: list[Piece] = []
    for step in code:
        piece = _WRITERS.get(step.op, function)(step, [pieces[a] for a in step.args], code, dialect)
        if len(piece.text) > LONGEST:
            raise MathError("the formula is too long to be written out")
        pieces.append(piece)
    return pieces[-1].text


def _sum(step: Step, parts: list[Piece], code: Code, dialect: Dialect) -> Piece:
    left, right = within(parts[0], SUM, dialect), parts[1]
    flat = step.op == "add" and right.level == SUM and right.first != "minus"
    right = right if flat else within(right, PRODUCT, dialect)
    sign = "+" if step.op == "add" else "-"
    return Piece(f"{left.text} {sign} {right.text}", SUM, "", left.first)


def _minus(step: Step, parts: list[Piece], code: Code, dialect: Dialect) -> Piece:
    inner = within(parts[0], PRODUCT, dialect)
    return Piece(f"-{inner.text}", SUM, "", "minus")


def _product(step: Step, parts: list[Piece], code: Code, dialect: Dialect) -> Piece:
    left, right = (within(part, PRODUCT, dialect) for part in parts)
    before = left.text if right.first == "function" else left.closed
    between = f" {dialect.signs['dot']} " if right.first == "digit" else " "
    return Piece(before + between + right.text, PRODUCT, before + between + right.closed, left.first)


def _fraction(step: Step, parts: list[Piece], code: Code, dialect: Dialect) -> Piece:
    over, under = parts
    if over.first == "minus" and code[step.args[0]].op == "neg":
        # -a/b reads better with the minus before the fraction, but then it is no longer a factor.
        over = whole(over.text, SUM, "minus")
    return whole(
        dialect.fraction(over.text, under.text), PRODUCT, "digit" if over.first == "digit" else "other"
    )


def _power(step: Step, parts: list[Piece], code: Code, dialect: Dialect) -> Piece:
    base, exponent = parts
    inner, power = (code[a] for a in step.args)
    if inner.op in BY_NAME and power.op == "number" and float(power.value or 0) >= 2:
        head, skip = dialect.raised(base.head, exponent.text), len(base.head)
        return Piece(head + base.text[skip:], POWER, head + base.closed[skip:], "function")
    shown = within(base, ATOM, dialect)
    return whole(
        dialect.raised(shown.text, _small(code, step.args[1], parts[1], dialect)), POWER, shown.first
    )


def _small(code: Code, place: int, piece: Piece, dialect: Dialect) -> str:
    """Return an exponent, with a fraction of two numbers on one line."""
    step = code[place]
    if step.op == "div" and all(code[a].op == "number" for a in step.args):
        over, under = (number(code[a].value) for a in step.args)
        return dialect.inline_fraction(over, under)
    return piece.text


def _exponential(step: Step, parts: list[Piece], code: Code, dialect: Dialect) -> Piece:
    return whole(dialect.raised("e", _small(code, step.args[0], parts[0], dialect)), POWER)


def _root_power(step: Step, parts: list[Piece], code: Code, dialect: Dialect) -> Piece:
    base, p, q = parts
    if p.text == "1" and q.text == "3":
        return whole(dialect.enclosed("cbrt", base.text), ATOM)
    shown = within(base, ATOM, dialect)
    return whole(dialect.raised(shown.text, dialect.inline_fraction(p.text, q.text)), POWER)


def _delimited(step: Step, parts: list[Piece], code: Code, dialect: Dialect) -> Piece:
    return whole(dialect.enclosed(step.op, parts[0].text), ATOM)


def _relation(step: Step, parts: list[Piece], code: Code, dialect: Dialect) -> Piece:
    left, right = (within(part, SUM, dialect).text for part in parts)
    return whole(f"{left} {dialect.signs[step.op]} {right}", COMPARED)


def _logic(step: Step, parts: list[Piece], code: Code, dialect: Dialect) -> Piece:
    level = {"or": OR, "and": AND, "not": NOT}[step.op]
    shown = [within(part, level, dialect).text for part in parts]
    sign = dialect.signs[step.op]
    return whole(f"{sign} {shown[0]}" if step.op == "not" else f" {sign} ".join(shown), level)


def _cases(step: Step, parts: list[Piece], code: Code, dialect: Dialect) -> Piece:
    condition, then, other = parts
    rows = ((then.text, condition.text), *other.rows)
    last = other.other if other.rows else other.text
    return Piece(dialect.cases(list(rows), last), CHOICE, "", rows=rows, other=last)


def _modulo(step: Step, parts: list[Piece], code: Code, dialect: Dialect) -> Piece:
    left, right = (within(part, POWER, dialect).text for part in parts)
    return whole(f"{left} {dialect.signs['mod']} {right}", SUM)


_WRITERS = {
    "number": numeral, "name": name_of, "pi": constant, "e": constant, "add": _sum, "sub": _sum,
    "neg": _minus, "mul": _product, "div": _fraction, "pow": _power, "exp": _exponential,
    "root_power": _root_power, "abs": _delimited, "floor": _delimited, "ceil": _delimited,
    "sqrt": _delimited, "cbrt": _delimited, "lt": _relation, "le": _relation, "gt": _relation,
    "ge": _relation, "eq": _relation, "ne": _relation, "and": _logic, "or": _logic, "not": _logic,
    "where": _cases, "mod": _modulo,
}  # fmt: skip
