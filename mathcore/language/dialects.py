"""How LaTeX and Typst write the pieces of a formula."""

from collections.abc import Callable
from dataclasses import dataclass

from mathcore.functions.function_table import Notation

GREEK = frozenset((
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu",
    "nu", "xi", "rho", "sigma", "tau", "phi", "chi", "psi", "omega",
))  # fmt: skip


@dataclass(frozen=True)
class Dialect:
    """A way of writing mathematics; each field makes the text of one construction from its parts."""

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
    """Parenthesize what Typst would otherwise cut short; it does not show such parentheses."""
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
