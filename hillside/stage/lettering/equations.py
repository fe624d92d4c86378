"""Digits in which an equation between rounded numbers holds as it is shown.

In three digits each, 0.17154 / 0.2 = 0.8577 would be 0.172 / 0.2 = 0.858, and who divides finds 0.86.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import product
from math import floor, isfinite, log10
from typing import Any, Self

USUAL_DIGITS, MOST_DIGITS = 3, 6
"""Significant digits of a number: usually, and at most where an equation needs more to hold."""
INEXACT = 1.5
"""Cost of an equation that holds only after rounding; a digit more than usual costs 1. Without it
0.17154 / 0.2 = 0.858 is preferred to 0.17154 / 0.2 = 0.8577."""
MOST_DIGITS_OF_ARGUMENT = 9
"""Significant digits of an argument at most: close to a minimum, its slope asks for many."""
WRITTEN_OUT = Decimal("0.001"), Decimal(100_000)
"""Magnitudes from which and below which a number is written out; others are shown with a power of ten."""
EQUAL, NEARLY_EQUAL = "=", "\N{ALMOST EQUAL TO}"


def rounded(value: float, digits: int = USUAL_DIGITS) -> Decimal:
    """Return a number as it is shown: with `digits` significant digits, and all those of a whole number.

    >>> str(rounded(2 / 3)), str(rounded(1234.5)), str(rounded(123456.7))
    ('0.667', '1234', '1.23E+5')
    """
    if value == 0:
        return Decimal(0)
    decimals = max(0, digits - 1 - floor(log10(abs(value))))
    plain = Decimal(f"{value:.{min(decimals, 300)}f}")
    low, high = WRITTEN_OUT
    return plain if low <= abs(plain) < high else Decimal(f"{value:.{digits - 1}e}")


class Shown(float):
    """A float that is shown with a number of significant digits of its own, wherever it is shown.

    Example:
        >>> slope = Shown(0.8125, 3)
        >>> slope + 1, slope.digits, str(slope.decimal)
        (1.8125, 3, '0.812')
    """

    __slots__ = ("_digits",)
    _digits: int

    def __new__(cls, value: float, digits: int = USUAL_DIGITS) -> Self:
        """Return a number that is shown with `digits` significant digits."""
        made = super().__new__(cls, value)
        made._digits = digits
        return made

    @property
    def digits(self) -> int:
        """The number of significant digits."""
        return self._digits

    @property
    def decimal(self) -> Decimal:
        """The number as it is shown."""
        return rounded(self, self._digits)

    def __neg__(self) -> Shown:
        """Return the opposite, shown with as many digits."""
        return Shown(-float(self), self._digits)

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[float, int]]:
        """Return how to unpickle and to copy it."""
        return Shown, (float(self), self._digits)


@dataclass(frozen=True)
class Equation:
    """An equation between numbers in the digits in which they are shown.

    Attributes:
        terms: the numbers that the result is computed from.
        result: the result.
        sign: the sign between them: equal, or nearly equal where no digits make it hold.
    """

    terms: tuple[Shown, ...]
    result: Shown
    sign: str


Relation = Callable[..., Fraction]
"""What the result of an equation is of its terms."""


def quotient(dividend: float, divisor: float, result: float) -> Equation:
    """Return dividend / divisor = result in digits in which it holds.

    >>> found = quotient(0.17153777, 0.2, 0.85768884)
    >>> [str(each.decimal) for each in (*found.terms, found.result)], found.sign
    (['0.17154', '0.2', '0.8577'], '=')
    """
    return equation((dividend, divisor), result, _ratio)


def _ratio(dividend: Fraction, divisor: Fraction) -> Fraction:
    return dividend / divisor


@lru_cache(maxsize=1024)
def equation(terms: tuple[float, ...], result: float, relation: Relation) -> Equation:
    """Return an equation in the fewest digits in which it holds.

    It holds if the relation, applied to the terms as they are shown and rounded to the digits of the result,
    gives the result as it is shown; and exactly, if that takes few more digits. Each number is shown in at
    least three significant digits, or in all that it has.

    Args:
        terms: the numbers that the result is computed from.
        result: the result.
        relation: what it is of the terms: exact arithmetic on fractions.

    Example:
        In three digits, 0.333 times 20 would be 6.67, and who multiplies finds 6.66.

        >>> found = equation((1 / 3, 20.0), 20 / 3, lambda a, b: a * b)
        >>> [str(each.decimal) for each in (*found.terms, found.result)]
        ['0.3333', '20', '6.67']
    """
    numbers = (*terms, result)
    if not all(map(isfinite, numbers)):
        return _shown(numbers, [USUAL_DIGITS] * len(numbers), NEARLY_EQUAL)
    choices = sorted(product(*map(_choices, numbers)), key=lambda digits: (sum(digits), digits))
    best: tuple[float, Equation] | None = None
    for digits in choices:
        cost = sum(max(each - USUAL_DIGITS, 0) for each in digits)
        if best is not None and cost >= best[0]:
            break
        found = _shown(numbers, digits, EQUAL)
        off = _distance_in_units(found, relation)
        cost += INEXACT if off else 0.0
        if off < Fraction(1, 2) and (best is None or cost < best[0]):
            best = cost, found
    return best[1] if best else _shown(numbers, [USUAL_DIGITS] * len(numbers), NEARLY_EQUAL)


Function = Callable[[float], float]


def argument(x: float, values: Sequence[tuple[Function, float]]) -> float:
    """Return x in the fewest digits in which f(x) = y holds for each of some functions and their values.

    A number that was typed is shown as it was typed, and is returned as it is.

    >>> found = argument(3.03125, [(lambda x: (x - 3) ** 2, 0.03125**2), (lambda x: 2 * (x - 3), 0.0625)])
    >>> str(found.decimal)
    '3.03125'
    """
    from mathcore import Constant  # not above: a command line that asks for help needs no mathematics

    if isinstance(x, Constant) or not isfinite(x):
        return x
    wanted = [rounded(value) for _, value in values]
    for digits in range(USUAL_DIGITS, MOST_DIGITS_OF_ARGUMENT):
        shown = float(rounded(x, digits))
        if [rounded(f(shown)) for f, _ in values] == wanted:
            return Shown(x, digits)
    return Shown(x, MOST_DIGITS_OF_ARGUMENT)


def _choices(value: float) -> list[int]:
    """Return how many digits a number may be shown with: all that it has, if these are few."""
    has = len(Decimal(repr(float(value))).normalize().as_tuple().digits)
    return [max(has, 1)] if has <= USUAL_DIGITS else list(range(USUAL_DIGITS, MOST_DIGITS + 1))


def _shown(numbers: tuple[float, ...], digits: tuple[int, ...] | list[int], sign: str) -> Equation:
    *terms, result = map(Shown, numbers, digits)
    return Equation(tuple(terms), result, sign)


def _distance_in_units(found: Equation, relation: Relation) -> Fraction:
    """Return how far the result shown is from that of the terms shown, in units of its last digit."""
    try:
        computed = relation(*(Fraction(term.decimal) for term in found.terms))
    except ZeroDivisionError:
        return Fraction(1)
    last = rounded(found.result, max(found.result.digits, USUAL_DIGITS)).as_tuple().exponent
    return abs(computed - Fraction(found.result.decimal)) / Fraction(10) ** int(last)
