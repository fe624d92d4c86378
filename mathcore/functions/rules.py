"""The one table of rules: for each operation its value and its partial derivatives.

Forward derivatives, reverse mode and closed forms all read this table, so a derivative is written down once.
The partial derivatives stand in the language itself: `u`, `v`, `w` are the arguments and `out` is the value.
Formulas are the ones that keep their digits: sigmoid' = s(u) s(-u) and not s(1 - s), tanh' = sech^2 and not
1 - tanh^2, asin' with (1 - u)(1 + u) (Higham, Accuracy and Stability of Numerical Algorithms, 2002).

At a kink the derivative is the one PyTorch chooses: |u|' = 0, relu' = 0, step' = 0 at u = 0, and half of each
side where max or min has a tie.

`breaks` are expressions whose zeros are the only places where the operation can be undefined, jump or have a
kink.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np

from mathcore.functions import kernels


@dataclass(frozen=True)
class Rule:
    """Value, partial derivatives (one text for each argument, none if all are 0), and possible breaks."""

    value: Callable[..., Any]
    partials: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    arity: int = 1


_ARITHMETIC = {
    "add": Rule(np.add, ("1", "1"), arity=2),
    "sub": Rule(np.subtract, ("1", "-1"), arity=2),
    "neg": Rule(np.negative, ("-1",)),
    "mul": Rule(np.multiply, ("v", "u"), arity=2),
    "div": Rule(kernels.divide, ("1/v", "-out/v"), ("v",), arity=2),
    "pow": Rule(kernels.power, ("v*u^(v - 1)", "out*ln(u)"), ("u",), arity=2),
    "root_power": Rule(kernels.root_power, ("v/w*root_power(u, v - w, w)", "0", "0"), ("u",), arity=3),
    "mod": Rule(kernels.modulo, ("1", "-floor(u/v)"), ("v", "sinpi(u/v)"), arity=2),
    "sqrt": Rule(np.sqrt, ("1/(2out)",), ("u",)),
    "cbrt": Rule(np.cbrt, ("1/(3out^2)",), ("u",)),
    "pi": Rule(lambda: np.pi, arity=0),
    "e": Rule(lambda: np.e, arity=0),
}
_EXPONENTIAL = {
    "exp": Rule(np.exp, ("out",)),
    "expm1": Rule(np.expm1, ("exp(u)",)),
    "log": Rule(kernels.log, ("1/u",), ("u",)),
    "log2": Rule(kernels.log2, ("1/(u*ln(2))",), ("u",)),
    "log10": Rule(kernels.log10, ("1/(u*ln(10))",), ("u",)),
    "log1p": Rule(kernels.log1p, ("1/(1 + u)",), ("1 + u",)),
}
_TRIGONOMETRIC = {
    "sin": Rule(np.sin, ("cos(u)",)),
    "cos": Rule(np.cos, ("-sin(u)",)),
    "tan": Rule(np.tan, ("sec(u)^2",), ("cos(u)",)),
    "sec": Rule(kernels.reciprocal_of(np.cos), ("out*tan(u)",), ("cos(u)",)),
    "csc": Rule(kernels.reciprocal_of(np.sin), ("-out*cot(u)",), ("sin(u)",)),
    "cot": Rule(kernels.reciprocal_of(np.tan), ("-csc(u)^2",), ("sin(u)",)),
    "asin": Rule(np.arcsin, ("1/sqrt((1 - u)*(1 + u))",), ("1 - u", "1 + u")),
    "acos": Rule(np.arccos, ("-1/sqrt((1 - u)*(1 + u))",), ("1 - u", "1 + u")),
    "atan": Rule(np.arctan, ("1/(u^2 + 1)",)),
    "atan2": Rule(np.arctan2, ("v/(u^2 + v^2)", "-u/(u^2 + v^2)"), ("u", "v"), arity=2),
    "sinpi": Rule(kernels.sinpi, ("pi*cos(pi*u)",)),
}
_HYPERBOLIC = {
    "sinh": Rule(np.sinh, ("cosh(u)",)),
    "cosh": Rule(np.cosh, ("sinh(u)",)),
    "tanh": Rule(np.tanh, ("sech(u)^2",)),
    "sech": Rule(kernels.reciprocal_of(np.cosh), ("-out*tanh(u)",)),
    "asinh": Rule(np.arcsinh, ("1/sqrt(u^2 + 1)",)),
    "acosh": Rule(np.arccosh, ("1/sqrt((u - 1)*(u + 1))",), ("u - 1",)),
    "atanh": Rule(kernels.atanh, ("1/((1 - u)*(1 + u))",), ("1 - u", "1 + u")),
}
_ACTIVATIONS = {
    "relu": Rule(kernels.relu, ("step(u)",), ("u",)),
    "leaky_relu": Rule(kernels.leaky_relu, ("where(u > 0, 1, v)", "where(u > 0, 0, u)"), ("u",), arity=2),
    "sigmoid": Rule(kernels.sigmoid, ("out*sigmoid(-u)",)),
    "softplus": Rule(kernels.softplus, ("sigmoid(u)",)),
    "gelu": Rule(kernels.gelu, ("normal_cdf(u) + u*exp(-u^2/2)/sqrt(2*pi)",)),
    "normal_cdf": Rule(kernels.normal_cdf, ("exp(-u^2/2)/sqrt(2*pi)",)),
    "erf": Rule(kernels.erf, ("2/sqrt(pi)*exp(-u^2)",)),
}
_PIECEWISE = {
    "abs": Rule(np.abs, ("sign(u)",), ("u",)),
    "sign": Rule(kernels.sign, (), ("u",)),
    "step": Rule(kernels.step, (), ("u",)),
    "heaviside": Rule(kernels.heaviside, (), ("u",)),
    "floor": Rule(np.floor, (), ("sinpi(u)",)),
    "ceil": Rule(np.ceil, (), ("sinpi(u)",)),
    "max": Rule(np.maximum, ("heaviside(u - v)", "heaviside(v - u)"), ("u - v",), arity=2),
    "min": Rule(np.minimum, ("heaviside(v - u)", "heaviside(u - v)"), ("u - v",), arity=2),
    "where": Rule(kernels.choose, ("0", "where(u, 1, 0)", "where(u, 0, 1)"), arity=3),
}
_CONDITIONS = {
    "lt": Rule(kernels.compare(np.less), (), ("u - v",), arity=2),
    "le": Rule(kernels.compare(np.less_equal), (), ("u - v",), arity=2),
    "gt": Rule(kernels.compare(np.greater), (), ("u - v",), arity=2),
    "ge": Rule(kernels.compare(np.greater_equal), (), ("u - v",), arity=2),
    "eq": Rule(kernels.compare(np.equal), (), ("u - v",), arity=2),
    "ne": Rule(kernels.compare(np.not_equal), (), ("u - v",), arity=2),
    "and": Rule(kernels.both, arity=2),
    "or": Rule(kernels.either, arity=2),
    "not": Rule(kernels.opposite),
}

RULES: Mapping[str, Rule] = MappingProxyType(
    _ARITHMETIC | _EXPONENTIAL | _TRIGONOMETRIC | _HYPERBOLIC | _ACTIVATIONS | _PIECEWISE | _CONDITIONS
)
