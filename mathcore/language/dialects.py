"""How LaTeX and Typst write the pieces of a formula."""

from collections.abc import Callable
from dataclasses import dataclass

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
    enclosed: Callable[[str, str], str]
    """An argument between the delimiters named paren, abs, floor, ceil, sqrt or cbrt."""
    function: Callable[[str], str]
    cases: Callable[[list[tuple[str, str]], str], str]
    word: Callable[[str], str]
    greek: Callable[[str], str]
    signs: dict[str, str]


# The functions that both programs know by these names.
_KNOWN = frozenset((
    "sin", "cos", "tan", "sec", "csc", "cot", "sinh", "cosh", "tanh", "exp", "ln", "log", "max", "min",
    "arcsin", "arccos", "arctan",
))  # fmt: skip
_SPELLED = {
    "asin": "arcsin", "acos": "arccos", "atan": "arctan", "log": "ln", "asinh": "arsinh", "acosh": "arcosh",
    "atanh": "artanh", "sign": "sgn", "relu": "ReLU", "gelu": "GELU", "leaky_relu": "LeakyReLU",
    "heaviside": "H",
}  # fmt: skip


def spelled(op: str) -> str:
    """Return the name under which mathematicians write a function.

    Example:
        >>> spelled("log"), spelled("asin"), spelled("relu")
        ('ln', 'arcsin', 'ReLU')
    """
    return _SPELLED.get(op, op)


def _latex_function(name: str) -> str:
    special = {"normal_cdf": "\\Phi", "sigmoid": "\\sigma"}
    return f"\\{name}" if name in _KNOWN else special.get(name, f"\\operatorname{{{name}}}")


def _typst_function(name: str) -> str:
    special = {"normal_cdf": "Phi", "sigmoid": "sigma"}
    return name if name in _KNOWN else special.get(name, f'op("{name}")')


_LATEX_BARS = {
    "paren": "\\left({}\\right)",
    "abs": "\\left|{}\\right|",
    "floor": "\\left\\lfloor {} \\right\\rfloor",
    "ceil": "\\left\\lceil {} \\right\\rceil",
    "sqrt": "\\sqrt{{{}}}",
    "cbrt": "\\sqrt[3]{{{}}}",
}
_TYPST_BARS = {
    "paren": "({})",
    "abs": "abs({})",
    "floor": "floor({})",
    "ceil": "ceil({})",
    "sqrt": "sqrt({})",
    "cbrt": "root(3, {})",
}


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
    enclosed=lambda kind, part: _LATEX_BARS[kind].format(part),
    function=_latex_function,
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
    enclosed=lambda kind, part: _TYPST_BARS[kind].format(part),
    function=_typst_function,
    cases=_typst_cases,
    word=lambda name: f'"{name}"',
    greek=lambda name: name,
    signs={
        "dot": "dot", "pi": "pi", "lt": "<", "le": "<=", "gt": ">", "ge": ">=", "eq": "=", "ne": "!=",
        "and": '"and"', "or": '"or"', "not": '"not"', "mod": "mod",
    },
)  # fmt: skip
