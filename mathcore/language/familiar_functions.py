"""Functions under the names that other books, countries and programs give them."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from mathcore.functions.function_table import CONSTANTS, FUNCTIONS, NAMES, Function
from mathcore.language.latex_commands import GREEK_LETTERS


@dataclass(frozen=True)
class Derived:
    """A function that is written out by others.

    Attributes:
        formula: Its formula in the arguments `u`, `v`, `w`.
        arity: The number of arguments.
        defaults: Default values of the last arguments.
    """

    formula: str
    arity: int = 1
    defaults: tuple[float, ...] = ()


DERIVED: Mapping[str, Derived] = MappingProxyType({
    "csch": Derived("1/sinh(u)"),
    "coth": Derived("1/tanh(u)"),
    "asec": Derived("acos(1/u)"),
    "acsc": Derived("asin(1/u)"),
    "acot": Derived("pi/2 - atan(u)"),
    "asech": Derived("acosh(1/u)"),
    "acsch": Derived("asinh(1/u)"),
    "acoth": Derived("atanh(1/u)"),
    "sinc": Derived("1 if u == 0 else sin(u)/u"),
    "np.sinc": Derived("1 if u == 0 else sin(pi*u)/(pi*u)"),
    "silu": Derived("u*sigmoid(u)"),
    "mish": Derived("u*tanh(softplus(u))"),
    "elu": Derived("u if u > 0 else v*expm1(u)", 2, (1.0,)),
    "softsign": Derived("u/(1 + abs(u))"),
    "relu6": Derived("min(max(u, 0), 6)"),
    "logit": Derived("ln(u/(1 - u))"),
    "logsigmoid": Derived("-softplus(-u)"),
    "square": Derived("u^2"),
    "reciprocal": Derived("1/u"),
    "exp2": Derived("2^u"),
    "logaddexp": Derived("ln(e^u + e^v)", 2),
    "hypot": Derived("sqrt(u^2 + v^2)", 2),
    "nthroot": Derived("u^(1/v)", 2),
    "clip": Derived("min(max(u, v), w)", 3),
    "trunc": Derived("sign(u)*floor(abs(u))"),
    "fmod": Derived("u - v*sign(u/v)*floor(abs(u/v))", 2),
    "unitstep": Derived("1 if u >= 0 else 0"),
    "erfc": Derived("1 - erf(u)"),
    "selu": Derived("1.0507009873554805*(u if u > 0 else 1.6732632423543772*expm1(u))"),
    "hardtanh": Derived("min(max(u, -1), 1)"),
    "hardswish": Derived("u*min(max(u + 3, 0), 6)/6"),
    "rational": Derived("u/v", 2),
    "radians": Derived("u*pi/180"),
    "degrees": Derived("u*180/pi"),
    "versin": Derived("1 - cos(u)"),
    "normal_pdf": Derived("e^(-u^2/2)/sqrt(2pi)"),
    "fract": Derived("u - floor(u)"),
    "mix": Derived("u + (v - u)*w", 3),
    "saturate": Derived("min(max(u, 0), 1)"),
    "smoothstep": Derived(
        "min(max((w - u)/(v - u), 0), 1)^2*(3 - 2*min(max((w - u)/(v - u), 0), 1))", 3
    ),
})  # fmt: skip
"""The functions that are written out, by their names."""

WITH_MORE: Mapping[str, Derived] = MappingProxyType({
    "log": Derived("ln(u)/ln(v)", 2),
    "heaviside": Derived("v if u == 0 else heaviside(u)", 2),
    "step": Derived("1 if v >= u else 0", 2),
})  # fmt: skip
"""Functions of one argument that may have a second: the base of a logarithm, the value or place of a jump."""

_ALSO: Mapping[str, str] = MappingProxyType({
    "tg": "tan", "ctg": "cot", "cotg": "cot", "cotan": "cot", "ctan": "cot", "sen": "sin",
    "cosec": "csc", "cossec": "csc",
    "arctg": "atan", "arcsen": "asin", "asen": "asin", "atg": "atan", "arcctg": "acot",
    "arccotg": "acot", "arcctan": "acot", "arccotan": "acot", "arcsec": "asec", "arccsc": "acsc",
    "arccosec": "acsc", "arccot": "acot", "sh": "sinh", "ch": "cosh", "th": "tanh", "cth": "coth",
    "senh": "sinh", "tgh": "tanh", "cotanh": "coth", "cosech": "csch", "ctgh": "coth",
    "arsh": "asinh", "arch": "acosh", "arth": "atanh", "argsh": "asinh", "argch": "acosh", "argth": "atanh",
    "arcosech": "acsch", "arcsech": "asech", "arsech": "asech", "arccsch": "acsch", "arcsch": "acsch",
    "arccoth": "acoth", "arcoth": "acoth",
    "lg": "log10", "lb": "log2", "ld": "log2", "loge": "log", "logn": "log",
    "signum": "sign", "ceiling": "ceil", "fabs": "abs", "absolute": "abs",
    "power": "pow", "root": "nthroot", "surd": "nthroot", "nroot": "nthroot", "cuberoot": "cbrt",
    "maximum": "max", "minimum": "min",
    "fmax": "max", "fmin": "min", "amax": "max", "amin": "min", "clamp": "clip",
    "remainder": "mod", "swish": "silu", "leakyrelu": "leaky_relu", "expit": "sigmoid",
    "logistic": "sigmoid", "logisticsigmoid": "sigmoid", "ramp": "relu", "logsig": "sigmoid",
    "tansig": "tanh", "log_sigmoid": "logsigmoid",
    "heavisidetheta": "heaviside", "deg2rad": "radians", "rad2deg": "degrees",
    "ndtr": "normal_cdf", "normcdf": "normal_cdf", "normpdf": "normal_pdf", "arcsinh": "asinh",
    "arctan2": "atan2", "pmax": "max", "pmin": "min", "dnorm": "normal_pdf", "pnorm": "normal_cdf",
    "lerp": "mix",
})  # fmt: skip

LOGARITHMS_OF_BASE_10 = "LOG"
"""In a spreadsheet LOG has the base 10; in this language, and in most others, log is natural."""

UNCLEAR: Mapping[str, str] = MappingProxyType({
    "int": "int rounds down in some programs, toward 0 in others; write floor(x) or trunc(x)",
    "frac": "frac is negative below 0 in some programs; write x - floor(x) or x - trunc(x)",
    "fix": "this rounds toward 0 or to some digits; write trunc(x)",
    "round": "programs round halves up or to even; write floor(x + 1/2)",
    "sqr": "is this the square or the square root? write x^2 or sqrt(x)",
    "ATAN2": "in spreadsheets ATAN2 takes x first, in programs y; write atan2(y, x)",
    "gamma": "the gamma function is not in the language; of a whole number write a factorial, as in 4!",
})  # fmt: skip
"""Names of functions that differ from program to program, or are missing; each with the way out."""

BASE_BEFORE = frozenset({"log", "nthroot"})
"""The functions whose two arguments stand in another order in some programs: log(2, x), root(3, x)."""

CHOICES = frozenset({"if", "ifelse", "iif", "piecewise", "where", "which"})
"""The functions, in small letters, whose arguments are conditions and values."""


def function_named(word: str) -> str | None:
    """Return the name, in the table or among `DERIVED`, of the function that a word means; else `None`.

    Words in capitals, as in spreadsheets, or with one, as in Wolfram's language, mean the same functions.

    Example:
        >>> function_named("tg"), function_named("Sin"), function_named("ArcTan"), function_named("x")
        ('tan', 'sin', 'atan', None)
    """
    if word == "INT":
        return "floor"
    for spelled in dict.fromkeys((word, word.lower())):
        if spelled != word and (len(word) < 2 or word in (LOGARITHMS_OF_BASE_10, "ATAN2")):
            continue
        if spelled in NAMES:
            return NAMES[spelled]
        if spelled in DERIVED:
            return spelled
        if spelled in _ALSO:
            also = _ALSO[spelled]
            return NAMES.get(also, also)
    return None


def constant_named(word: str) -> str | None:
    """Return the name in the table of the constant that a word means: pi, π, Pi, PI or e; else `None`."""
    return CONSTANTS.get("pi" if word in ("Pi", "PI") else word)


def row_of(op: str) -> Function | Derived:
    """Return the row of a function in the table, or else among the derived ones."""
    return FUNCTIONS.get(op) or DERIVED[op]


GREEK_NAMES: Mapping[str, str] = MappingProxyType({**GREEK_LETTERS, "varphi": "φ", "vartheta": "θ"})
"""The Greek letters that may be written as words."""

INVERSES: Mapping[str, str] = MappingProxyType({
    "sin": "asin(x)", "cos": "acos(x)", "tan": "atan(x)", "sec": "asec(x)", "csc": "acsc(x)",
    "cot": "acot(x)", "sinh": "asinh(x)", "cosh": "acosh(x)", "tanh": "atanh(x)", "sech": "asech(x)",
    "csch": "acsch(x)", "coth": "acoth(x)", "log": "e^x", "log2": "2^x", "log10": "10^x", "exp": "ln(x)",
    "asin": "sin(x)", "acos": "cos(x)", "atan": "tan(x)",
})  # fmt: skip
"""The inverse of a function, as it is written, for the message that refuses sin^-1."""
