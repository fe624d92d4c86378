"""Elementary functions of decimals, to the precision of the current decimal context.

exp, ln, log10, sqrt and powers come with Python's decimal module; pi, sin, cos, atan and the error function
are computed by series. A function is NaN outside its domain.
"""

from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal, getcontext, localcontext
from functools import lru_cache

_0, _1, _2, _HALF = Decimal(0), Decimal(1), Decimal(2), Decimal("0.5")
_NAN = Decimal("NaN")
MOST_GUARD_DIGITS = 400
"""Maximum number of guard digits, enough for every double."""


@lru_cache(maxsize=32)
def _pi_to(digits: int) -> Decimal:
    """Return pi by Machin's formula (1706), 16 atan(1/5) - 4 atan(1/239), in integer arithmetic."""
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
    """Return pi to the precision of the context."""
    return _pi_to(getcontext().prec)


def _reduced(x: Decimal) -> Decimal:
    """Return x modulo 2 pi in [-pi, pi], with guard digits for large x."""
    if not x.is_finite() or x.adjusted() > MOST_GUARD_DIGITS:
        return _NAN
    with localcontext() as context:
        context.prec += max(0, x.adjusted()) + 5
        turn = 2 * pi()
        return x - turn * (x / turn).to_integral_value()


def _series(term: Decimal, square: Decimal, k: int) -> Decimal:
    """Return the sum of the series whose terms follow from `term` by the factor -square/(k (k+1)), k += 2."""
    before, total = _0, term
    with localcontext() as context:
        context.prec += 10
        square = -square
        while before != total:
            term = term * square / (k * (k + 1))
            before, total = total, total + term
            k += 2
    return total


def sin(x: Decimal) -> Decimal:
    """Return sin x."""
    with localcontext() as context:
        context.prec += 10
        x = _reduced(x)
        return _series(x, x * x, 2) if x.is_finite() else _NAN


def cos(x: Decimal) -> Decimal:
    """Return cos x."""
    with localcontext() as context:
        context.prec += 10
        x = _reduced(x)
        return _series(_1, x * x, 1) if x.is_finite() else _NAN


def atan(x: Decimal) -> Decimal:
    """Return atan x by its series, after halving the angle four times."""
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


def e() -> Decimal:
    """Return e to the precision of the context."""
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


def _guard_digits(x: Decimal) -> int:
    """Return how many digits are lost when x is added to 1, plus 5."""
    return min(max(0, -x.adjusted()), MOST_GUARD_DIGITS) + 5


def expm1(x: Decimal) -> Decimal:
    """Return e^x - 1."""
    with localcontext() as context:
        context.prec += _guard_digits(x)
        return x.exp() - 1


def log1p(x: Decimal) -> Decimal:
    """Return ln(1 + x)."""
    with localcontext() as context:
        context.prec += _guard_digits(x)
        return log(1 + x)


def sinh(x: Decimal) -> Decimal:
    """Return sinh x, with guard digits for small x."""
    with localcontext() as context:
        context.prec += _guard_digits(x)
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


_GUARD_DIGITS = 30
"""Digits of the base of a power beyond those of the context and the exponent, which magnifies its error."""


def _shortened(x: Decimal, y: Decimal) -> Decimal:
    """Return the base of x^y without the digits that cannot matter: a float such as 1e-320 has hundreds."""
    digits = getcontext().prec + _GUARD_DIGITS + max(y.adjusted(), 0)
    return x if len(x.as_tuple().digits) <= digits else x.normalize(Context(prec=digits))


def power(x: Decimal, y: Decimal) -> Decimal:
    """Return x^y over the reals."""
    if not y:
        return _1
    if not x:
        return _0 if y > 0 else _NAN
    if x < 0 and y != y.to_integral_value():
        return _NAN
    return _shortened(x, y) ** y


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
    """Return the standard normal distribution function, with guard digits where it is tiny."""
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


def exp(x: Decimal) -> Decimal:
    """Return e^x."""
    return x.exp()


def log2(x: Decimal) -> Decimal:
    """Return the logarithm to base 2."""
    return log(x) / _2.ln()


def sec(x: Decimal) -> Decimal:
    """Return 1 / cos x."""
    return divide(_1, cos(x))


def csc(x: Decimal) -> Decimal:
    """Return 1 / sin x."""
    return divide(_1, sin(x))


def cot(x: Decimal) -> Decimal:
    """Return cot x."""
    return divide(cos(x), sin(x))


def sinpi(x: Decimal) -> Decimal:
    """Return sin(pi x)."""
    return sin(x * pi())


def tanh(x: Decimal) -> Decimal:
    """Return tanh x."""
    return sinh(x) / cosh(x)


def sech(x: Decimal) -> Decimal:
    """Return 1 / cosh x."""
    return 1 / cosh(x)


def relu(x: Decimal) -> Decimal:
    """Return max(x, 0)."""
    return max(x, _0)


def leaky_relu(x: Decimal, slope: Decimal) -> Decimal:
    """Return x for x > 0 and slope x otherwise."""
    return x if x > 0 else slope * x


def gelu(x: Decimal) -> Decimal:
    """Return x times the standard normal distribution function at x."""
    return x * normal_cdf(x)


def largest(x: Decimal, y: Decimal) -> Decimal:
    """Return max(x, y)."""
    return max(x, y)


def smallest(x: Decimal, y: Decimal) -> Decimal:
    """Return min(x, y)."""
    return min(x, y)


def floor(x: Decimal) -> Decimal:
    """Return the largest integer not above x."""
    return x.to_integral_value(ROUND_FLOOR)


def ceil(x: Decimal) -> Decimal:
    """Return the smallest integer not below x."""
    return x.to_integral_value(ROUND_CEILING)


def modulo(x: Decimal, y: Decimal) -> Decimal:
    """Return x - y floor(x/y)."""
    return x - y * floor(divide(x, y))


def _truth(holds: bool) -> Decimal:
    return _1 if holds else _0


def negative(x: Decimal) -> Decimal:
    """Return -x."""
    return -x


def absolute(x: Decimal) -> Decimal:
    """Return |x|."""
    return abs(x)


def sign(x: Decimal) -> Decimal:
    """Return -1, 0 or 1."""
    return _truth(x > 0) - _truth(x < 0)


def step(x: Decimal) -> Decimal:
    """Return 1 for x > 0 and 0 for x <= 0."""
    return _truth(x > 0)


def heaviside(x: Decimal) -> Decimal:
    """Return 0, 1/2 or 1 as x is negative, zero or positive."""
    return _truth(x > 0) if x else _HALF


def compare(relation: Callable[[Decimal, Decimal], bool]) -> Callable[[Decimal, Decimal], Decimal]:
    """Return the comparison as a function with values 1 and 0."""
    return lambda x, y: _truth(relation(x, y))


def both(x: Decimal, y: Decimal) -> Decimal:
    """Return 1 if both conditions hold, else 0."""
    return _truth(bool(x) and bool(y))


def either(x: Decimal, y: Decimal) -> Decimal:
    """Return 1 if at least one condition holds, else 0."""
    return _truth(bool(x) or bool(y))


def opposite(x: Decimal) -> Decimal:
    """Return 1 if the condition does not hold, else 0."""
    return _truth(not x)


def choose(condition: Decimal, x: Decimal, y: Decimal) -> Decimal:
    """Return x if the condition holds, else y."""
    return x if condition else y
