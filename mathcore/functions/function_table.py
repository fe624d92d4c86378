r"""The table of functions: all that mathcore knows about an elementary function is in its row.

The parser, forward and reverse differentiation, interval arithmetic, decimal arithmetic and the printers read
this table. To add a function, add one row; with a kernel in `kernels` if numpy has none, in
`decimal_functions` if the decimal module has none, in `interval_arithmetic` if it is not monotone.

The partial derivatives are formulas in the language of mathcore: `u`, `v`, `w` are the arguments and `out` is
the value. They avoid cancellation: sigmoid' = s(u) s(-u) and not s(1 - s), tanh' = sech^2 and not 1 - tanh^2,
asin' with (1 - u)(1 + u) (Higham, Accuracy and Stability of Numerical Algorithms, 2002).

At a kink the derivative follows PyTorch: |u|' = 0, relu' = 0, step' = 0 at u = 0, and half of each side where
max or min has a tie.
"""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

import numpy as np

from mathcore.functions import decimal_functions as decimals
from mathcore.functions import interval_arithmetic as boxes
from mathcore.functions import kernels
from mathcore.functions.interval_arithmetic import Enclosure, bounded, even, falling, rising, stepped
from mathcore.functions.kernels import Value


@dataclass(frozen=True)
class Notation:
    r"""How a function is typeset in math mode.

    Attributes:
        latex: The name in LaTeX; with `delimits`, a pattern with `{}` for the argument.
        typst: The same in Typst.
        takes_power: Whether an exponent follows the name, as in sin^2 x.
        bare: Whether a simple argument needs no parentheses, as in sin x.
        delimits: Whether the argument is enclosed in delimiters instead of following a name, as in |x|.

    Example:
        >>> named("sin").latex, upright("erf").typst, Notation("\\sqrt{{{}}}", "sqrt({})").latex.format("x")
        ('\\sin', 'op("erf")', '\\sqrt{x}')
    """

    latex: str
    typst: str
    takes_power: bool = False
    bare: bool = False
    delimits: bool = False


def named(name: str) -> Notation:
    """Return the notation of a function that LaTeX and Typst define by this name, such as sin."""
    return Notation(f"\\{name}", name, takes_power=True, bare=True)


def upright(name: str, takes_power: bool = False) -> Notation:
    """Return the notation of a function whose name is set upright; for `takes_power` see `Notation`."""
    return Notation(f"\\operatorname{{{name}}}", f'op("{name}")', takes_power, bare=takes_power)


def delimited(latex: str, typst: str) -> Notation:
    """Return the notation of a function written with delimiters, given as patterns."""
    return Notation(latex, typst, delimits=True)


@dataclass(frozen=True)
class Function:
    """A row of the table: an operation, a constant or an elementary function.

    Attributes:
        op: Its name in code and, unless it is a `sign`, in the language.
        value: Computes it in doubles, `nan` where it is undefined.
        enclosure: Computes bounds over boxes.
        digits: Computes it in decimals, to the precision of the context, NaN where it is undefined.
        partials: Formulas of its partial derivatives, one for each argument; empty if all are 0.
        breaks: Formulas whose zeros are the only points where it can be undefined, jump or have a kink.
        arity: The number of arguments.
        also: Other names in the language.
        printed: Its name in printed text, if other than `op`.
        typeset: Its notation in LaTeX and Typst; `None` for its name set upright.
        chain: Formula of its total derivative, with `du`, `dv`, `dw` for the derivatives of the arguments,
            where a term of the sum over the partial derivatives may be undefined.
        shown: Formula of its total derivative for display, if other than by the chain rule.
        defaults: Default values of the last arguments.
        folds: Whether it accepts more than two arguments, as in max(a, b, c).
        sign: Whether it is an operator or keyword of the language, such as +, <, and.
        internal: Whether only the formulas of this table may use it.
    """

    op: str
    value: Callable[..., Value]
    enclosure: Enclosure
    digits: Callable[..., Decimal]
    partials: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    arity: int = 1
    also: tuple[str, ...] = ()
    printed: str = ""
    typeset: Notation | None = None
    chain: str = ""
    shown: str = ""
    defaults: tuple[float, ...] = ()
    folds: bool = False
    sign: bool = False
    internal: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Its names in the language."""
        return () if self.sign else (self.op, *self.also)

    @property
    def name(self) -> str:
        """Its name in printed text, which parses back."""
        return self.printed or self.op

    @property
    def notation(self) -> Notation:
        """Its notation in LaTeX and Typst."""
        return self.typeset or upright(self.op)


_ARITHMETIC = (
    Function("add", np.add, boxes.add, operator.add, ("1", "1"), arity=2, sign=True),
    Function("sub", np.subtract, boxes.sub, operator.sub, ("1", "-1"), arity=2, sign=True),
    Function("neg", np.negative, boxes.neg, decimals.negative, ("-1",), sign=True),
    Function("mul", np.multiply, boxes.mul, operator.mul, ("v", "u"), arity=2, sign=True),
    Function("div", kernels.divide, boxes.div, decimals.divide,
             ("1/v", "-out/v"), ("v",), arity=2, sign=True),
    Function("pow", kernels.power, boxes.power, decimals.power,
             ("v*u^(v - 1)", "where(u == 0 and v > 0, 0, out*ln(u))"), ("u",), arity=2),
    Function("root_power", kernels.root_power, boxes.root_power, decimals.root_power,
             ("v/w*root_power(u, v - w, w)", "0", "0"), ("u",), arity=3, internal=True),
    Function("mod", kernels.modulo, boxes.modulo, decimals.modulo,
             ("1", "-floor(u/v)"), ("v", "sinpi(u/v)"), arity=2),
    Function("sqrt", np.sqrt, bounded(rising(np.sqrt, 0.0), 0.0, np.inf), decimals.sqrt,
             ("1/(2out)",), ("u",), typeset=delimited("\\sqrt{{{}}}", "sqrt({})")),
    Function("cbrt", np.cbrt, rising(np.cbrt), decimals.cbrt,
             ("1/(3out^2)",), ("u",), typeset=delimited("\\sqrt[3]{{{}}}", "root(3, {})")),
)  # fmt: skip
_CONSTANTS = (
    Function("pi", lambda: np.pi, boxes.constant(np.pi), decimals.pi, arity=0, also=("π",)),
    Function("e", lambda: np.e, boxes.constant(np.e), decimals.e, arity=0),
)
_EXPONENTIAL = (
    Function("exp", np.exp, boxes.exp, decimals.exp, ("out",), typeset=Notation("\\exp", "exp")),
    Function("expm1", np.expm1, bounded(rising(np.expm1), -1.0, np.inf), decimals.expm1, ("exp(u)",)),
    Function("log", kernels.log, boxes.log, decimals.log,
             ("1/u",), ("u",), also=("ln",), printed="ln", typeset=named("ln")),
    Function("log2", kernels.log2, rising(np.log2, 0.0, closed=False), decimals.log2,
             ("1/(u*ln(2))",), ("u",), typeset=Notation("\\log_{2}", "log_2", takes_power=True)),
    Function("log10", kernels.log10, rising(np.log10, 0.0, closed=False), decimals.log10,
             ("1/(u*ln(10))",), ("u",), typeset=Notation("\\log_{10}", "log_10", takes_power=True)),
    Function("log1p", kernels.log1p, rising(np.log1p, -1.0, closed=False), decimals.log1p,
             ("1/(1 + u)",), ("1 + u",)),
)  # fmt: skip
_TRIGONOMETRIC = (
    Function("sin", np.sin, boxes.sin, decimals.sin, ("cos(u)",), typeset=named("sin")),
    Function("cos", np.cos, boxes.cos, decimals.cos, ("-sin(u)",), typeset=named("cos")),
    Function("tan", np.tan, boxes.tan, decimals.tan, ("sec(u)^2",), ("cos(u)",), typeset=named("tan")),
    Function("sec", kernels.reciprocal_of(np.cos), boxes.sec, decimals.sec,
             ("out*tan(u)",), ("cos(u)",), typeset=named("sec")),
    Function("csc", kernels.reciprocal_of(np.sin), boxes.csc, decimals.csc,
             ("-out*cot(u)",), ("sin(u)",), typeset=named("csc")),
    Function("cot", kernels.reciprocal_of(np.tan), boxes.cot, decimals.cot,
             ("-csc(u)^2",), ("sin(u)",), typeset=named("cot")),
    Function("asin", np.arcsin, rising(np.arcsin, -1.0, 1.0), decimals.asin,
             ("1/sqrt((1 - u)*(1 + u))",), ("1 - u", "1 + u"), also=("arcsin",), typeset=named("arcsin"),
             shown="du/sqrt(1 - u^2)"),
    Function("acos", np.arccos, falling(np.arccos, -1.0, 1.0), decimals.acos,
             ("-1/sqrt((1 - u)*(1 + u))",), ("1 - u", "1 + u"), also=("arccos",), typeset=named("arccos"),
             shown="-du/sqrt(1 - u^2)"),
    Function("atan", np.arctan, boxes.atan, decimals.atan,
             ("1/(u^2 + 1)",), also=("arctan",), typeset=named("arctan")),
    Function("atan2", np.arctan2, boxes.atan2, decimals.atan2,
             ("v/(u^2 + v^2)", "-u/(u^2 + v^2)"), ("u", "v"), arity=2, also=("arctan2",)),
    Function("sinpi", kernels.sinpi, boxes.sinpi, decimals.sinpi,
             ("pi*cos(pi*u)",), internal=True),
)  # fmt: skip
_HYPERBOLIC = (
    Function("sinh", np.sinh, rising(np.sinh), decimals.sinh, ("cosh(u)",), typeset=named("sinh")),
    Function("cosh", np.cosh, bounded(even(np.cosh), 1.0, np.inf), decimals.cosh,
             ("sinh(u)",), typeset=named("cosh")),
    Function("tanh", np.tanh, rising(np.tanh), decimals.tanh,
             ("sech(u)^2",), typeset=named("tanh")),
    Function("sech", kernels.reciprocal_of(np.cosh),
             bounded(even(kernels.reciprocal_of(np.cosh), rises=False), 0.0, 1.0), decimals.sech,
             ("-out*tanh(u)",), typeset=upright("sech", takes_power=True)),
    Function("asinh", np.arcsinh, rising(np.arcsinh), decimals.asinh,
             ("1/sqrt(u^2 + 1)",), also=("arcsinh", "arsinh"), typeset=upright("arsinh", takes_power=True)),
    Function("acosh", np.arccosh, rising(np.arccosh, 1.0), decimals.acosh,
             ("1/sqrt((u - 1)*(u + 1))",), ("u - 1",), also=("arccosh", "arcosh"),
             typeset=upright("arcosh", takes_power=True), shown="du/sqrt(u^2 - 1)"),
    Function("atanh", kernels.atanh, rising(np.arctanh, -1.0, 1.0, closed=False), decimals.atanh,
             ("1/((1 - u)*(1 + u))",), ("1 - u", "1 + u"), also=("arctanh", "artanh"),
             typeset=upright("artanh", takes_power=True), shown="du/(1 - u^2)"),
)  # fmt: skip
_ACTIVATIONS = (
    Function("relu", kernels.relu, boxes.relu, decimals.relu,
             ("step(u)",), ("u",), also=("ReLU",), typeset=upright("ReLU")),
    Function("leaky_relu", kernels.leaky_relu, boxes.leaky_relu, decimals.leaky_relu,
             ("where(u > 0, 1, v)", "where(u > 0, 0, u)"), ("u",), arity=2, defaults=(0.01,),
             typeset=upright("LeakyReLU")),
    Function("sigmoid", kernels.sigmoid, bounded(rising(kernels.sigmoid), 0.0, 1.0), decimals.sigmoid,
             ("out*sigmoid(-u)",), typeset=Notation("\\sigma", "sigma")),
    Function("softplus", kernels.softplus, bounded(rising(kernels.softplus), 0.0, np.inf), decimals.softplus,
             ("sigmoid(u)",)),
    Function("gelu", kernels.gelu, boxes.gelu, decimals.gelu,
             ("normal_cdf(u) + u*exp(-u^2/2)/sqrt(2*pi)",), typeset=upright("GELU")),
    Function("normal_cdf", kernels.normal_cdf, bounded(rising(kernels.normal_cdf), 0.0, 1.0),
             decimals.normal_cdf, ("exp(-u^2/2)/sqrt(2*pi)",), also=("Φ",), typeset=Notation("\\Phi", "Phi")),
    Function("erf", kernels.erf, rising(kernels.erf), decimals.erf, ("2/sqrt(pi)*exp(-u^2)",)),
)  # fmt: skip
_PIECEWISE = (
    Function("abs", np.abs, boxes.absolute, decimals.absolute,
             ("sign(u)",), ("u",), typeset=delimited("\\left|{}\\right|", "abs({})")),
    Function("sign", np.sign, stepped(np.sign), decimals.sign,
             (), ("u",), also=("sgn",), typeset=upright("sgn")),
    Function("step", kernels.step, stepped(kernels.step), decimals.step, (), ("u",)),
    Function("heaviside", kernels.heaviside, stepped(kernels.heaviside), decimals.heaviside,
             (), ("u",), typeset=upright("H")),
    Function("floor", np.floor, stepped(np.floor), decimals.floor,
             (), ("sinpi(u)",), typeset=delimited("\\left\\lfloor {} \\right\\rfloor", "floor({})")),
    Function("ceil", np.ceil, stepped(np.ceil), decimals.ceil,
             (), ("sinpi(u)",), typeset=delimited("\\left\\lceil {} \\right\\rceil", "ceil({})")),
    Function("max", np.maximum, boxes.largest, decimals.largest,
             ("heaviside(u - v)", "heaviside(v - u)"), ("u - v",), arity=2, folds=True,
             typeset=Notation("\\max", "max"),
             chain="where(u > v, du, where(u < v, dv, (du + dv)/2))", shown="where(u > v, du, dv)"),
    Function("min", np.minimum, boxes.smallest, decimals.smallest,
             ("heaviside(v - u)", "heaviside(u - v)"), ("u - v",), arity=2, folds=True,
             typeset=Notation("\\min", "min"),
             chain="where(u < v, du, where(u > v, dv, (du + dv)/2))", shown="where(u < v, du, dv)"),
    Function("where", kernels.choose, boxes.choose, decimals.choose,
             ("0", "where(u, 1, 0)", "where(u, 0, 1)"), arity=3, chain="where(u, dv, dw)"),
)  # fmt: skip


def _comparison(
    op: str,
    value: Callable[[Value, Value], Value],
    enclosure: Enclosure,
    digits: Callable[[Decimal, Decimal], bool],
) -> Function:
    """Return the row of a comparison, which can jump only where its sides are equal."""
    return Function(
        op, kernels.compare(value), enclosure, decimals.compare(digits), breaks=("u - v",), arity=2, sign=True
    )


_CONDITIONS = (
    _comparison("lt", np.less, boxes.less, operator.lt),
    _comparison("le", np.less_equal, boxes.at_most, operator.le),
    _comparison("gt", np.greater, boxes.greater, operator.gt),
    _comparison("ge", np.greater_equal, boxes.at_least, operator.ge),
    _comparison("eq", np.equal, boxes.same, operator.eq),
    _comparison("ne", np.not_equal, boxes.different, operator.ne),
    Function("and", kernels.both, boxes.both, decimals.both, arity=2, sign=True),
    Function("or", kernels.either, boxes.either, decimals.either, arity=2, sign=True),
    Function("not", kernels.opposite, boxes.opposite, decimals.opposite, sign=True),
)  # fmt: skip

FUNCTIONS: Mapping[str, Function] = MappingProxyType(
    {
        row.op: row
        for rows in (
            *(_ARITHMETIC, _CONSTANTS, _EXPONENTIAL, _TRIGONOMETRIC),
            *(_HYPERBOLIC, _ACTIVATIONS, _PIECEWISE, _CONDITIONS),
        )
        for row in rows
    }
)
"""Each operation, constant and function by its name in code."""

CONSTANTS: Mapping[str, str] = MappingProxyType(
    {name: row.op for row in FUNCTIONS.values() if row.arity == 0 for name in row.names}
)
"""The names of the constants in the language, each with the name of its row."""

INTERNAL: Mapping[str, str] = MappingProxyType(
    {name: row.op for row in FUNCTIONS.values() if row.arity > 0 for name in row.names}
)
"""The names of functions that formulas in this table may use, each with the name of its row."""

NAMES: Mapping[str, str] = MappingProxyType(
    {name: op for name, op in INTERNAL.items() if not FUNCTIONS[op].internal}
)
"""The names of the functions in the language, each with the name of its row."""
