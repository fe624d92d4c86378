"""The operations of the rule table in decimal arithmetic of any precision.

Used where double precision loses digits. exp, ln, log10, sqrt and powers come with Python's decimal module;
the rest follows from them and from Taylor series. The precision is that of the current decimal context.
"""

from collections.abc import Callable, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, getcontext, localcontext
from functools import lru_cache
from types import MappingProxyType

_0, _1, _2, _HALF = Decimal(0), Decimal(1), Decimal(2), Decimal("0.5")
_NAN = Decimal("NaN")


@lru_cache(maxsize=32)
def _pi_to(digits: int) -> Decimal:
    """Machin's formula (1706): pi = 16 atan(1/5) - 4 atan(1/239), in whole numbers."""
    one = 10 ** (digits + 10)

    def inverse_atan(n: int) -> int:
        power = total = one // n
        k = 1
        while power:
            power //= n * n
            k += 2
            total += (-1) ** (k // 2) * (power // k)
        return total

    with localcontext() as context:
        context.prec = digits + 5
        return +Decimal(16 * inverse_atan(5) - 4 * inverse_atan(239)).scaleb(-digits - 10)


def pi() -> Decimal:
    """Return pi to the current precision."""
    return _pi_to(getcontext().prec)


def e() -> Decimal:
    """Return e to the current precision."""
    return _1.exp()


_MOST_SPARE = 400
"""Numbers far outside the range of doubles get no more digits than this."""


def _spare(x: Decimal) -> int:
    """Return how many digits are lost when x is added to 1."""
    return min(max(0, -x.adjusted()), _MOST_SPARE) + 5


def _turned(x: Decimal) -> Decimal:
    """Return x less a multiple of 2 pi, at most pi in size, with digits to spare for large x."""
    if not x.is_finite() or x.adjusted() > _MOST_SPARE:
        return _NAN
    with localcontext() as context:
        context.prec += max(0, x.adjusted()) + 5
        turn = 2 * pi()
        return x - turn * (x / turn).to_integral_value()


def _series(term: Decimal, square: Decimal, k: int) -> Decimal:
    """Sum a series whose next term is -square/(k (k+1)) times the last."""
    total = term
    with localcontext() as context:
        context.prec += 10
        while term and term.adjusted() >= total.adjusted() - context.prec:
            term = -term * square / (k * (k + 1))
            total += term
            k += 2
    return total


def sin(x: Decimal) -> Decimal:
    """Return sin x."""
    with localcontext() as context:
        context.prec += 10
        x = _turned(x)
        return _series(x, x * x, 2) if x.is_finite() else _NAN


def cos(x: Decimal) -> Decimal:
    """Return cos x."""
    with localcontext() as context:
        context.prec += 10
        x = _turned(x)
        return _series(_1, x * x, 1) if x.is_finite() else _NAN


def divide(a: Decimal, b: Decimal) -> Decimal:
    """Return a / b, undefined for b = 0."""
    return a / b if b else _NAN


def tan(x: Decimal) -> Decimal:
    """Return tan x."""
    return divide(sin(x), cos(x))


def atan(x: Decimal) -> Decimal:
    """Return atan x: halve the angle four times, then its series."""
    if not x.is_finite():
        return x if x.is_nan() else (pi() / 2).copy_sign(x)
    with localcontext() as context:
        context.prec += 10
        for _ in range(4):
            x = x / (1 + (1 + x * x).sqrt())
        power = total = x
        k = 1
        while power and power.adjusted() >= total.adjusted() - context.prec:
            power *= -x * x
            k += 2
            total += power / k
        return 16 * total


def atan2(y: Decimal, x: Decimal) -> Decimal:
    """Return the angle of the point (x, y)."""
    if x > 0:
        return atan(y / x)
    if not x and not y:
        return _0
    if not x:
        return pi() / 2 if y > 0 else -pi() / 2
    return atan(y / x) + (pi() if y >= 0 else -pi())


def asin(x: Decimal) -> Decimal:
    """Return asin x."""
    return atan2(x, ((1 - x) * (1 + x)).sqrt()) if abs(x) <= 1 else _NAN


def acos(x: Decimal) -> Decimal:
    """Return acos x."""
    return atan2(((1 - x) * (1 + x)).sqrt(), x) if abs(x) <= 1 else _NAN


def log(x: Decimal) -> Decimal:
    """Return the natural logarithm."""
    return x.ln() if x > 0 else _NAN


def sinh(x: Decimal) -> Decimal:
    """Return sinh x, with digits to spare for small x."""
    with localcontext() as context:
        context.prec += _spare(x)
        return (x.exp() - (-x).exp()) / 2


def cosh(x: Decimal) -> Decimal:
    """Return cosh x."""
    return (x.exp() + (-x).exp()) / 2


def expm1(x: Decimal) -> Decimal:
    """Return e^x - 1."""
    with localcontext() as context:
        context.prec += _spare(x)
        return x.exp() - 1


def log1p(x: Decimal) -> Decimal:
    """Return ln(1 + x)."""
    with localcontext() as context:
        context.prec += _spare(x)
        return log(1 + x)


def asinh(x: Decimal) -> Decimal:
    """Return the inverse of sinh."""
    size = log1p(abs(x) + x * x / (1 + (1 + x * x).sqrt()))
    return size.copy_sign(x)


def acosh(x: Decimal) -> Decimal:
    """Return the inverse of cosh."""
    return log1p((x - 1) + ((x - 1) * (x + 1)).sqrt()) if x >= 1 else _NAN


def atanh(x: Decimal) -> Decimal:
    """Return the inverse of tanh."""
    return log1p(2 * x / (1 - x)) / 2 if abs(x) < 1 else _NAN


def power(x: Decimal, y: Decimal) -> Decimal:
    """Return x^y over the reals."""
    if not y:
        return _1
    if not x:
        return _0 if y > 0 else _NAN
    if x < 0 and y != y.to_integral_value():
        return _NAN
    return x**y


def root_power(x: Decimal, p: Decimal, q: Decimal) -> Decimal:
    """Return the real x^(p/q) for odd q."""
    if not x:
        return _0 if p > 0 else _NAN
    size = (abs(x).ln() * p / q).exp()
    return -size if x < 0 and p % 2 else size


def cbrt(x: Decimal) -> Decimal:
    """Return the cube root."""
    return root_power(x, _1, Decimal(3))


def erf(x: Decimal) -> Decimal:
    """Return the error function by its series (Abramowitz and Stegun 1964, 7.1.6)."""
    if x.is_nan():
        return x
    if abs(x) > 40:
        return _1.copy_sign(x)
    with localcontext() as context:
        context.prec += 10
        term = total = x
        k = 1
        while term and term.adjusted() >= total.adjusted() - context.prec:
            term *= 2 * x * x / (2 * k + 1)
            total += term
            k += 1
        return 2 / pi().sqrt() * (-x * x).exp() * total


def normal_cdf(x: Decimal) -> Decimal:
    """Return the normal distribution function, with digits to spare where it is tiny."""
    if x.is_nan() or x < -50:
        return _0 if x < -50 else x
    with localcontext() as context:
        context.prec += int(x * x / 4) + 5 if x < 0 else 5
        return (1 + erf(x / _2.sqrt())) / 2


def sigmoid(x: Decimal) -> Decimal:
    """Return 1 / (1 + e^-x)."""
    return 1 / (1 + (-x).exp())


def _truth(holds: bool) -> Decimal:
    return _1 if holds else _0


def modulo(u: Decimal, v: Decimal) -> Decimal:
    """Return u - v floor(u/v)."""
    return u - v * divide(u, v).to_integral_value(ROUND_FLOOR)


def sqrt(x: Decimal) -> Decimal:
    """Return the square root."""
    return x.sqrt() if x >= 0 else _NAN


def log10(x: Decimal) -> Decimal:
    """Return the logarithm to base 10."""
    return x.log10() if x > 0 else _NAN


def sign(x: Decimal) -> Decimal:
    """Return -1, 0 or 1."""
    return _truth(x > 0) - _truth(x < 0)


def heaviside(x: Decimal) -> Decimal:
    """Return 0, 1/2 or 1."""
    return _truth(x > 0) if x else _HALF


def softplus(x: Decimal) -> Decimal:
    """Return ln(1 + e^x)."""
    return max(x, _0) + log1p((-abs(x)).exp())


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
