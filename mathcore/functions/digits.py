"""The operations of the rule table in decimal arithmetic of any precision, used where doubles lose digits.

The precision is that of the current decimal context.
"""

from collections.abc import Callable, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from types import MappingProxyType

from mathcore.functions.decimal_functions import (
    acos,
    acosh,
    asin,
    asinh,
    atan,
    atan2,
    atanh,
    cbrt,
    cos,
    cosh,
    divide,
    e,
    erf,
    expm1,
    log,
    log1p,
    log10,
    normal_cdf,
    pi,
    power,
    root_power,
    sigmoid,
    sin,
    sinh,
    softplus,
    sqrt,
    tan,
)

_0, _1, _2, _HALF = Decimal(0), Decimal(1), Decimal(2), Decimal("0.5")


def _truth(holds: bool) -> Decimal:
    return _1 if holds else _0


def modulo(u: Decimal, v: Decimal) -> Decimal:
    """Return u - v floor(u/v)."""
    return u - v * divide(u, v).to_integral_value(ROUND_FLOOR)


def sign(x: Decimal) -> Decimal:
    """Return -1, 0 or 1."""
    return _truth(x > 0) - _truth(x < 0)


def heaviside(x: Decimal) -> Decimal:
    """Return 0, 1/2 or 1."""
    return _truth(x > 0) if x else _HALF


Unary = Callable[[Decimal], Decimal]
Binary = Callable[[Decimal, Decimal], Decimal]
Ternary = Callable[[Decimal, Decimal, Decimal], Decimal]

_CONSTANTS: dict[str, Callable[[], Decimal]] = {"pi": pi, "e": e}
_UNARY: dict[str, Unary] = {
    "neg": lambda u: -u, "sqrt": sqrt, "cbrt": cbrt, "exp": lambda u: u.exp(), "expm1": expm1,
    "log": log, "log1p": log1p, "log2": lambda u: log(u) / _2.ln(), "log10": log10,
    "sin": sin, "cos": cos, "tan": tan, "sec": lambda u: divide(_1, cos(u)),
    "csc": lambda u: divide(_1, sin(u)), "cot": lambda u: divide(cos(u), sin(u)),
    "asin": asin, "acos": acos, "atan": atan, "sinpi": lambda u: sin(u * pi()),
    "sinh": sinh, "cosh": cosh, "tanh": lambda u: sinh(u) / cosh(u), "sech": lambda u: 1 / cosh(u),
    "asinh": asinh, "acosh": acosh, "atanh": atanh,
    "relu": lambda u: max(u, _0), "sigmoid": sigmoid, "softplus": softplus,
    "gelu": lambda u: u * normal_cdf(u), "normal_cdf": normal_cdf, "erf": erf,
    "abs": abs, "sign": sign, "step": lambda u: _truth(u > 0), "heaviside": heaviside,
    "floor": lambda u: u.to_integral_value(ROUND_FLOOR),
    "ceil": lambda u: u.to_integral_value(ROUND_CEILING), "not": lambda u: _truth(not u),
}  # fmt: skip
_BINARY: dict[str, Binary] = {
    "add": lambda u, v: u + v, "sub": lambda u, v: u - v, "mul": lambda u, v: u * v, "div": divide,
    "pow": power, "mod": modulo, "atan2": atan2, "leaky_relu": lambda u, v: u if u > 0 else v * u,
    "max": lambda u, v: max(u, v), "min": lambda u, v: min(u, v),
    "lt": lambda u, v: _truth(u < v), "le": lambda u, v: _truth(u <= v),
    "gt": lambda u, v: _truth(u > v), "ge": lambda u, v: _truth(u >= v),
    "eq": lambda u, v: _truth(u == v), "ne": lambda u, v: _truth(u != v),
    "and": lambda u, v: _truth(bool(u) and bool(v)), "or": lambda u, v: _truth(bool(u) or bool(v)),
}  # fmt: skip
_TERNARY: dict[str, Ternary] = {"root_power": root_power, "where": lambda u, v, w: v if u else w}

DIGITS: Mapping[str, Callable[..., Decimal]] = MappingProxyType(
    {**_CONSTANTS, **_UNARY, **_BINARY, **_TERNARY}
)
"""Each operation of the rule table, on decimals."""
