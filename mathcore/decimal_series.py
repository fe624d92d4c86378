"""Series in decimal arithmetic, to the precision of the context: pi, sin, cos, atan, the error function."""

from decimal import Decimal, getcontext, localcontext
from functools import lru_cache

_0, _1 = Decimal(0), Decimal(1)
_NAN = Decimal("NaN")
MOST_SPARE = 400
"""Numbers far outside the range of doubles get no more digits than this."""


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


def _turned(x: Decimal) -> Decimal:
    """Return x less a multiple of 2 pi, at most pi in size, with digits to spare for large x."""
    if not x.is_finite() or x.adjusted() > MOST_SPARE:
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
