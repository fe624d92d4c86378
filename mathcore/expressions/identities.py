"""Identities of the elementary functions: parity, special values, quotients, and sums of squares.

Abramowitz and Stegun, Handbook of Mathematical Functions (1964), 4.3 and 4.5.
"""

from collections.abc import Mapping
from enum import Enum
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from mathcore.functions.function_table import FUNCTIONS


class Identity(Enum):
    """Which squares are replaced, by the function that remains."""

    NONE = "none: the functions count as independent"
    COSINE = "sin^2 becomes 1 - cos^2, sinh^2 becomes cosh^2 - 1"
    SINE = "cos^2 becomes 1 - sin^2, cosh^2 becomes 1 + sinh^2"
    TANGENT = "sec^2 becomes 1 + tan^2, csc^2 becomes 1 + cot^2, sech^2 becomes 1 - tanh^2"
    SECANT = "tan^2 becomes sec^2 - 1, cot^2 becomes csc^2 - 1, tanh^2 becomes 1 - sech^2"


class Square(NamedTuple):
    """The square of a function as number + factor other^2."""

    number: int
    factor: int
    other: str


ODD = frozenset(
    {
        "sin", "tan", "csc", "cot", "asin", "atan", "acsc", "acot", "sinpi",
        "sinh", "tanh", "csch", "coth", "asinh", "atanh", "erf",
    }
)  # fmt: skip
"""Functions with f(-x) = -f(x)."""
EVEN = frozenset({"cos", "sec", "cosh", "sech", "sinc"})
"""Functions with f(-x) = f(x)."""
POSITIVE = frozenset({"cosh", "sech", "sigmoid", "softplus", "normal_cdf"})
"""Functions whose values are positive."""

SQUARES: Mapping[tuple[Identity, str], Square] = MappingProxyType(
    {
        (Identity.COSINE, "sin"): Square(1, -1, "cos"),
        (Identity.COSINE, "sinh"): Square(-1, 1, "cosh"),
        (Identity.SINE, "cos"): Square(1, -1, "sin"),
        (Identity.SINE, "cosh"): Square(1, 1, "sinh"),
        (Identity.TANGENT, "sec"): Square(1, 1, "tan"),
        (Identity.TANGENT, "csc"): Square(1, 1, "cot"),
        (Identity.TANGENT, "sech"): Square(1, -1, "tanh"),
        (Identity.SECANT, "tan"): Square(-1, 1, "sec"),
        (Identity.SECANT, "cot"): Square(-1, 1, "csc"),
        (Identity.SECANT, "tanh"): Square(1, -1, "sech"),
    }
)
"""The squares that an identity replaces."""

_QUOTIENTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "tan": ("sin", "cos"), "cot": ("cos", "sin"), "sec": ("", "cos"), "csc": ("", "sin"),
        "tanh": ("sinh", "cosh"), "sech": ("", "cosh"), "coth": ("cosh", "sinh"), "csch": ("", "sinh"),
    }
)  # fmt: skip


def quotient_of_functions(op: str, identity: Identity) -> tuple[str, str] | None:
    """Return the functions whose quotient this one is, an empty name for 1, if an identity takes it apart.

    Example:
        >>> quotient_of_functions("sec", Identity.SINE)
        ('', 'cos')
    """
    return _QUOTIENTS.get(op) if identity in (Identity.COSINE, Identity.SINE) else None


_SINES = MappingProxyType({0: Fraction(0), 1: Fraction(1, 2), 3: Fraction(1), 5: Fraction(1, 2)})
"""The rational values of sin(n pi/6) for n from 0 to 5."""


def value_at_multiple_of_pi(op: str, turns: Fraction) -> Fraction | None:
    """Return the rational value of sin, cos or tan at a multiple of pi, `None` if it has none.

    Example:
        >>> value_at_multiple_of_pi("cos", Fraction(1, 3))
        Fraction(1, 2)
    """
    if op == "tan":
        quarters = {Fraction(0): 0, Fraction(1, 4): 1, Fraction(3, 4): -1}
        value = quarters.get(turns % 1)
        return None if value is None else Fraction(value)
    sixths = 6 * (turns + Fraction(1, 2) if op == "cos" else turns)
    if op not in ("sin", "cos") or sixths.denominator != 1:
        return None
    size = _SINES.get(int(sixths) % 6)
    return None if size is None else size * (-1) ** (int(sixths) // 6)


def value_at_number(op: str, number: Fraction) -> Fraction | None:
    """Return the rational value of a function of one argument at 0, 1 or -1, `None` if it has none.

    Example:
        >>> value_at_number("log", Fraction(1)), value_at_number("exp", Fraction(1))
        (Fraction(0, 1), None)
    """
    row = FUNCTIONS[op]
    if number not in (0, 1, -1) or row.arity != 1:
        return None
    with np.errstate(all="ignore"):
        value = 2 * float(row.value(float(number)))
    return Fraction(int(value), 2) if value.is_integer() else None


def takes_apart(identity: Identity, ops: set[str]) -> bool:
    """Return whether an identity writes one of these functions as a quotient."""
    return any(quotient_of_functions(op, identity) is not None for op in ops)
