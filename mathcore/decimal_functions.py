"""Elementary functions of decimals, from exp and ln and the series, to the precision of the context.

exp, ln, log10, sqrt and powers come with Python's decimal module. Outside its domain a function is NaN.
"""

from decimal import Decimal, localcontext

from mathcore.decimal_series import MOST_SPARE, atan, cos, erf, pi, sin

_0, _1, _2 = Decimal(0), Decimal(1), Decimal(2)
_NAN = Decimal("NaN")


def e() -> Decimal:
    """Return e to the current precision."""
    return _1.exp()


def divide(a: Decimal, b: Decimal) -> Decimal:
    """Return a / b, undefined for b = 0."""
    return a / b if b else _NAN


def tan(x: Decimal) -> Decimal:
    """Return tan x."""
    return divide(sin(x), cos(x))


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


def sqrt(x: Decimal) -> Decimal:
    """Return the square root."""
    return x.sqrt() if x >= 0 else _NAN


def log(x: Decimal) -> Decimal:
    """Return the natural logarithm."""
    return x.ln() if x > 0 else _NAN


def log10(x: Decimal) -> Decimal:
    """Return the logarithm to base 10."""
    return x.log10() if x > 0 else _NAN


def _spare(x: Decimal) -> int:
    """Return how many digits are lost when x is added to 1."""
    return min(max(0, -x.adjusted()), MOST_SPARE) + 5


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


def sinh(x: Decimal) -> Decimal:
    """Return sinh x, with digits to spare for small x."""
    with localcontext() as context:
        context.prec += _spare(x)
        return (x.exp() - (-x).exp()) / 2


def cosh(x: Decimal) -> Decimal:
    """Return cosh x."""
    return (x.exp() + (-x).exp()) / 2


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


def softplus(x: Decimal) -> Decimal:
    """Return ln(1 + e^x)."""
    return max(x, _0) + log1p((-abs(x)).exp())
