"""Printing of code as LaTeX and Typst in conventional notation."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType

from mathcore.expressions.code import Code, Step
from mathcore.functions.function_table import FUNCTIONS, Notation
from mathcore.language.printing import (
    AND,
    ATOM,
    CHOICE,
    COMPARED,
    LONGEST,
    NOT,
    OR,
    POWER,
    PRODUCT,
    SUM,
    number,
)
from mathcore.math_errors import MathError

GREEK = frozenset((
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu",
    "nu", "xi", "rho", "sigma", "tau", "phi", "chi", "psi", "omega",
))  # fmt: skip
"""Names of variables that are printed as Greek letters."""


_INDEXED = re.compile(r"(.*?[^0-9_])(?:_?([0-9]+)|_(.+))")


@dataclass(frozen=True)
class Dialect:
    """A markup language; each field makes the markup of one construction from its parts."""

    fraction: Callable[[str, str], str]
    inline_fraction: Callable[[str, str], str]
    raised: Callable[[str, str], str]
    lowered: Callable[[str, str], str]
    parenthesized: Callable[[str], str]
    notation: Callable[[Notation], str]
    """The name of a function, or the pattern of its delimiters."""
    cases: Callable[[list[tuple[str, str]], str], str]
    word: Callable[[str], str]
    greek: Callable[[str], str]
    signs: dict[str, str]


def _latex_cases(rows: list[tuple[str, str]], other: str) -> str:
    lines = [f"{value} & \\text{{if }} {condition}" for value, condition in rows]
    lines.append(f"{other} & \\text{{otherwise}}")
    return "\\begin{cases} " + " \\\\ ".join(lines) + " \\end{cases}"


def _typst_cases(rows: list[tuple[str, str]], other: str) -> str:
    lines = [f'{value} & "if" {condition}' for value, condition in rows]
    lines.append(f'{other} & "otherwise"')
    return "cases(" + ", ".join(lines) + ")"


def _typst_group(part: str) -> str:
    """Parenthesize an exponent or fraction part that Typst would cut short; the parentheses are not shown."""
    return part if part.isalnum() and (part.isdigit() or len(part) == 1) else f"({part})"


LATEX = Dialect(
    fraction=lambda over, under: f"\\frac{{{over}}}{{{under}}}",
    inline_fraction=lambda over, under: f"{over}/{under}",
    raised=lambda base, exponent: f"{base}^{{{exponent}}}",
    lowered=lambda base, index: f"{base}_{{{index}}}",
    parenthesized=lambda part: f"\\left({part}\\right)",
    notation=lambda notation: notation.latex,
    cases=_latex_cases,
    word=lambda name: f"\\mathrm{{{name}}}".replace("_", "\\_"),
    greek=lambda name: f"\\{name}",
    signs={
        "dot": "\\cdot", "pi": "\\pi", "lt": "<", "le": "\\le", "gt": ">", "ge": "\\ge", "eq": "=",
        "ne": "\\ne", "and": "\\text{ and }", "or": "\\text{ or }", "not": "\\text{not }", "mod": "\\bmod",
    },
)  # fmt: skip
TYPST = Dialect(
    fraction=lambda over, under: f"{_typst_group(over)}/{_typst_group(under)}",
    inline_fraction=lambda over, under: f"{over}\\/{under}",
    raised=lambda base, exponent: f"{base}^{_typst_group(exponent)}",
    lowered=lambda base, index: f"{base}_{_typst_group(index)}",
    parenthesized=lambda part: f"({part})",
    notation=lambda notation: notation.typst,
    cases=_typst_cases,
    word=lambda name: f'"{name}"',
    greek=lambda name: name,
    signs={
        "dot": "dot", "pi": "pi", "lt": "<", "le": "<=", "gt": ">", "ge": ">=", "eq": "=", "ne": "!=",
        "and": '"and"', "or": '"or"', "not": '"not"', "mod": "mod",
    },
)  # fmt: skip


@dataclass(frozen=True)
class Fragment:
    """The markup of a subexpression.

    `closed` is its markup if a factor follows: sin x becomes sin(x). `first` is what it begins with: digit,
    minus, function or other. `head` is the name of the function applied.
    """

    text: str
    level: int
    closed: str
    first: str = "other"
    head: str = ""
    constant: bool = False
    """Whether it ends in a function of a constant without parentheses, such as the sin 2 of x sin 2."""
    rows: tuple[tuple[str, str], ...] = ()
    """The cases of a conditional without the last."""
    other: str = ""


def closed(text: str, level: int, first: str = "other") -> Fragment:
    """Return a fragment whose markup does not depend on what follows."""
    return Fragment(text, level, text, first)


def within(fragment: Fragment, lowest: int, dialect: Dialect) -> Fragment:
    """Return the fragment, in parentheses if it binds less tightly than `lowest`."""
    if fragment.level >= lowest:
        return fragment
    return closed(dialect.parenthesized(fragment.text), ATOM)


def numeral(step: Step, parts: list[Fragment], code: Code, dialect: Dialect) -> Fragment:
    """Write a number, with a power of ten where its decimal is long."""
    shown = number(step.value)
    if "e" not in shown:
        return closed(shown, ATOM, "digit")
    digits, power = shown.split("e")
    ten = dialect.raised("10", power)
    if digits == "1":
        return closed(ten, POWER, "digit")
    return closed(f"{digits} {dialect.signs['dot']} {ten}", PRODUCT, "digit")


def name_of(step: Step, parts: list[Fragment], code: Code, dialect: Dialect) -> Fragment:
    """Write a variable: a Greek letter by its name, an index as a subscript, a word upright."""
    return closed(letter(str(step.value), dialect), ATOM)


def letter(name: str, dialect: Dialect) -> str:
    """Return the markup of the name of a variable: θ, w with the index 1, an upright word."""
    match = _INDEXED.fullmatch(name)
    letters, index = (match[1], match[2] or match[3]) if match else (name, "")
    base = letters
    if len(letters) > 1:
        base = dialect.greek(letters) if letters in GREEK else dialect.word(letters)
    elif not letters.isascii():
        base = dialect.greek(_spoken(letters))
    if not index:
        return base
    return dialect.lowered(base, index if index.isdecimal() or len(index) == 1 else dialect.word(index))


def typst_letter(name: str) -> str:
    """Return the name of a variable for Typst math mode.

    Example:
        >>> typst_letter("w1"), typst_letter("θ"), typst_letter("x_max")
        ('w_1', 'theta', 'x_("max")')
    """
    return letter(name, TYPST)


def _spoken(letter: str) -> str:
    """Return the English name of a Greek letter; Unicode spells lambda without its b."""
    word = unicodedata.name(letter).split()[-1].lower().replace("lamda", "lambda")
    return word if letter.islower() else word.capitalize()


def constant(step: Step, parts: list[Fragment], code: Code, dialect: Dialect) -> Fragment:
    """Write pi or e."""
    return closed(dialect.signs.get(step.op, step.op), ATOM)


def function(step: Step, parts: list[Fragment], code: Code, dialect: Dialect) -> Fragment:
    """Write a function applied to its arguments."""
    notation = FUNCTIONS[step.op].notation
    shown = dialect.notation(notation)
    arguments = ", ".join(part.text for part in parts)
    if notation.delimits:
        return closed(shown.format(arguments), ATOM)
    if len(parts) > 1:
        return closed(shown + dialect.parenthesized(arguments), ATOM, "function")
    bare = notation.bare and _is_simple(code, step.args[0])
    closed_text = shown + dialect.parenthesized(arguments)
    text = f"{shown} {arguments}" if bare else closed_text
    constant = bare and code[step.args[0]].op in ("number", "pi", "e")
    return Fragment(text, POWER, closed_text, "function", shown, constant)


def _is_simple(code: Code, place: int) -> bool:
    """Return whether an argument needs no parentheses: x, 2x, pi x, x^2."""
    step = code[place]
    if step.op in ("name", "number", "pi", "e"):
        return True
    if step.op == "mul":
        left, right = (code[a] for a in step.args)
        return left.op in ("number", "pi") and right.op in ("name", "pi")
    return False


def latex(code: Code) -> str:
    """Return the formula for LaTeX math mode."""
    return _written(code, LATEX)


def typst(code: Code) -> str:
    """Return the formula for Typst math mode."""
    return _written(code, TYPST)


def _written(code: Code, dialect: Dialect) -> str:
    fragments: list[Fragment] = []
    for step in code:
        fragment = _WRITERS.get(step.op, function)(step, [fragments[a] for a in step.args], code, dialect)
        if len(fragment.text) > LONGEST:
            raise MathError("the formula is too long to be written out")
        fragments.append(fragment)
    return fragments[-1].text


def _sum(step: Step, parts: list[Fragment], code: Code, dialect: Dialect) -> Fragment:
    left, right = within(parts[0], SUM, dialect), parts[1]
    flat = step.op == "add" and right.level == SUM and right.first != "minus"
    right = right if flat else within(right, PRODUCT, dialect)
    sign = "+" if step.op == "add" else "-"
    return Fragment(f"{left.text} {sign} {right.text}", SUM, "", left.first)


def _minus(step: Step, parts: list[Fragment], code: Code, dialect: Dialect) -> Fragment:
    inner = within(parts[0], PRODUCT, dialect)
    return Fragment(f"-{inner.text}", SUM, "", "minus")


def _product(step: Step, parts: list[Fragment], code: Code, dialect: Dialect) -> Fragment:
    left, right = (within(part, PRODUCT, dialect) for part in parts)
    # sin x cos x needs no parentheses, but sin 2 cos x could be the sine of 2 cos x.
    before = left.text if right.first == "function" and not left.constant else left.closed
    between = f" {dialect.signs['dot']} " if right.first == "digit" else " "
    text, closed_text = before + between + right.text, before + between + right.closed
    return Fragment(text, PRODUCT, closed_text, left.first, constant=right.constant)


def _fraction(step: Step, parts: list[Fragment], code: Code, dialect: Dialect) -> Fragment:
    over, under = parts
    if over.first == "minus" and code[step.args[0]].op == "neg":
        # -a/b reads better with the minus before the fraction, but then it needs parentheses as a factor.
        over = closed(over.text, SUM, "minus")
    return closed(
        dialect.fraction(over.text, under.text), PRODUCT, "digit" if over.first == "digit" else "other"
    )


def _power(step: Step, parts: list[Fragment], code: Code, dialect: Dialect) -> Fragment:
    base, exponent = parts
    inner, power = (code[a] for a in step.args)
    row = FUNCTIONS.get(inner.op)
    if row is not None and row.notation.takes_power and power.op == "number" and float(power.value or 0) >= 2:
        head, skip = dialect.raised(base.head, exponent.text), len(base.head)
        text, closed_text = head + base.text[skip:], head + base.closed[skip:]
        return Fragment(text, POWER, closed_text, "function", constant=base.constant)
    shown = within(base, ATOM, dialect)
    return closed(
        dialect.raised(shown.text, _small(code, step.args[1], parts[1], dialect)), POWER, shown.first
    )


def _small(code: Code, place: int, fragment: Fragment, dialect: Dialect) -> str:
    """Return the markup of an exponent, with a fraction of two numbers on one line."""
    step = code[place]
    if step.op == "div" and all(code[a].op == "number" for a in step.args):
        over, under = (number(code[a].value) for a in step.args)
        return dialect.inline_fraction(over, under)
    return fragment.text


def _exponential(step: Step, parts: list[Fragment], code: Code, dialect: Dialect) -> Fragment:
    return closed(dialect.raised("e", _small(code, step.args[0], parts[0], dialect)), POWER)


def _root_power(step: Step, parts: list[Fragment], code: Code, dialect: Dialect) -> Fragment:
    base, p, q = parts
    if p.text == "1" and q.text == "3":
        return closed(dialect.notation(FUNCTIONS["cbrt"].notation).format(base.text), ATOM)
    shown = within(base, ATOM, dialect)
    return closed(dialect.raised(shown.text, dialect.inline_fraction(p.text, q.text)), POWER)


def _relation(step: Step, parts: list[Fragment], code: Code, dialect: Dialect) -> Fragment:
    left, right = (within(part, SUM, dialect).text for part in parts)
    return closed(f"{left} {dialect.signs[step.op]} {right}", COMPARED)


def _logic(step: Step, parts: list[Fragment], code: Code, dialect: Dialect) -> Fragment:
    level = {"or": OR, "and": AND, "not": NOT}[step.op]
    shown = [within(part, level, dialect).text for part in parts]
    sign = dialect.signs[step.op]
    return closed(f"{sign} {shown[0]}" if step.op == "not" else f" {sign} ".join(shown), level)


def _cases(step: Step, parts: list[Fragment], code: Code, dialect: Dialect) -> Fragment:
    condition, then, other = parts
    rows = ((then.text, condition.text), *other.rows)
    last = other.other if other.rows else other.text
    return Fragment(dialect.cases(list(rows), last), CHOICE, "", rows=rows, other=last)


def _modulo(step: Step, parts: list[Fragment], code: Code, dialect: Dialect) -> Fragment:
    left, right = (within(part, POWER, dialect).text for part in parts)
    return closed(f"{left} {dialect.signs['mod']} {right}", SUM)


_WRITERS = MappingProxyType({
    "number": numeral, "name": name_of, "pi": constant, "e": constant, "add": _sum, "sub": _sum,
    "neg": _minus, "mul": _product, "div": _fraction, "pow": _power, "exp": _exponential,
    "root_power": _root_power, "lt": _relation, "le": _relation, "gt": _relation,
    "ge": _relation, "eq": _relation, "ne": _relation, "and": _logic, "or": _logic, "not": _logic,
    "where": _cases, "mod": _modulo,
})  # fmt: skip
