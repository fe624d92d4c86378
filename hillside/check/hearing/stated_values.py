"""Numbers, places and functions as they were written, with the digits that they claim."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import floor, isfinite, log10

from hillside.check.hearing.own_derivatives import Estimate
from hillside.stage.lettering.language import Language, number_signs
from mathcore import Expr, MathError, parse

DIGITS = 3
"""The least number of significant digits that a number claims; trailing zeros may be omitted."""
_ISOLATES = str.maketrans(dict.fromkeys("\u2066\u2067\u2068\u2069\u200e\u200f", ""))
NUMERAL = (
    r"(?P<sign>[+−-]?)(?P<digits>\d+(?:[.,]\d+)?)"
    r"(?:\s?[×·]\s?10(?P<raised>[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)|e(?P<exponent>[−+-]?\d+))?"
)
"""The pattern of a number in decimals, in the notation of any language."""
SQUEEZED = r"[+−-]?(?:(?:\d+(?:[.,]\d+)?[×·])?10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+|[^=≈×·()−+-]+)"
"""The pattern of a number or a constant such as π/2 in a text without white space."""
_NUMBER = re.compile(NUMERAL)
_POWER = re.compile(r"10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_PLAIN = str.maketrans("⁻−⁰¹²³⁴⁵⁶⁷⁸⁹", "--0123456789")
_PAIR = re.compile(r"\(\s*(.+?)\s*(?:[;|]|,\s)\s*(.+?)\s*\)")


class UnreadableError(Exception):
    """What was written is not what the sentence speaks of."""


class UnheardError(Exception):
    """What is said cannot be held against the parameters alone, such as the error of a trained network."""


@dataclass(frozen=True)
class Stated:
    """A number as it was written.

    Attributes:
        value: the number.
        half_unit: half a unit of its last digit; 0 for an exact constant such as π/2, and for 0.
        text: the number as it was written.
    """

    value: float
    half_unit: float
    text: str

    def agrees(self, true: Estimate | float) -> bool:
        """Return whether it is a rounding of a true value, in view of the uncertainty of that.

        A stated 0 claims that the value is 0; any other number claims that it is not, except 0.00, which a
        number that counts is on its way.

        >>> Stated(0.67, 0.0005, "0.67").agrees(2 / 3), Stated(0.667, 0.0005, "0.667").agrees(2 / 3)
        (False, True)
        """
        truth = true if isinstance(true, Estimate) else Estimate(true)
        if not isfinite(truth.value):
            return False
        if self.value == 0 == self.half_unit:
            return truth.may_be_zero
        if truth.is_zero:
            return self.value == 0
        off = abs(self.value - truth.value)
        return off <= self.half_unit * (1 + 1e-6) + truth.uncertainty + 1e-12 * abs(truth.value)


def stripped(text: str) -> str:
    """Return a text without direction marks, isolates, and white space at its ends."""
    return text.translate(_ISOLATES).strip()


def number(text: str, language: Language, *, counting: bool = False) -> Stated:
    """Return the number that a text is, in the notation of the language, or an exact constant.

    Args:
        text: the text.
        language: its language.
        counting: whether it changes while it is read, with as many decimals at every moment.

    >>> number("−1,25", Language("de")).value, number("π/2", Language()).half_unit
    (-1.25, 0.0)
    >>> number("10⁻⁴", Language()).value
    0.0001

    Raises:
        UnreadableError: if it is no number.
    """
    return _number(stripped(text), number_signs(language.code)[0], counting)


@lru_cache(maxsize=512)
def _number(text: str, point: str, counting: bool) -> Stated:
    found = _NUMBER.fullmatch(f"1 × {text}" if _POWER.fullmatch(text) else text)
    if found is None:
        return _constant(text, point)
    if not {".", ","}.isdisjoint(found["digits"]) and point not in found["digits"]:
        raise UnreadableError(f'"{text}" is not a number of this language')
    return decimal(found, counting=counting)


def decimal(found: re.Match[str], *, counting: bool = False) -> Stated:
    """Return the number that a match of `NUMERAL` states; one that counts claims the digits shown, no more.

    >>> decimal(re.fullmatch(NUMERAL, "1,2 × 10⁻⁵"))
    Stated(value=1.2e-05, half_unit=5e-08, text='1,2 × 10⁻⁵')
    """
    digits = found["digits"].replace(",", ".")
    power = int((found["raised"] or found["exponent"] or "0").translate(_PLAIN))
    value = float(f"{digits}e{power}") * (-1 if found["sign"] in ("−", "-") else 1)
    if counting:
        return Stated(value, 0.5 * 10.0 ** (power - len(digits.partition(".")[2])), found[0])
    if value == 0:
        return Stated(0.0, 0.0, found[0])
    claimed = len(digits.replace(".", "").lstrip("0"))
    half = 0.5 * 10.0 ** (floor(log10(abs(value))) + 1 - max(claimed, DIGITS))
    return Stated(value, half, found[0])


def _constant(text: str, point: str) -> Stated:
    """Return the value of a constant such as π/2 or √2."""
    typed = text.replace("−", "-")
    if point == ",":
        typed = re.sub(r"(?<=\d),(?=\d)", ".", typed)
    try:
        value = float(parse(typed, names=("x",))(float("nan")))
    except MathError as error:
        raise UnreadableError(f'"{text}" is not a number') from error
    if not isfinite(value):
        raise UnreadableError(f'"{text}" is not a number')
    return Stated(value, 0.0, text)


def equation(text: str, language: Language) -> tuple[str, Stated]:
    """Return the name and the number of an equation such as `x = 1.5`.

    >>> equation("x = 1.5", Language())[0]
    'x'

    Raises:
        UnreadableError: if it is no such equation.
    """
    name, sign, value = text.translate(_ISOLATES).partition("=")
    if not sign:
        raise UnreadableError(f'"{text}" is no equation')
    return name.strip(), number(value, language)


def pair(text: str, language: Language) -> tuple[Stated, Stated]:
    """Return the two numbers of a pair such as `(2, 1)` or `(2 | 1)`.

    Raises:
        UnreadableError: if it is no pair.
    """
    found = _PAIR.fullmatch(stripped(text))
    if found is None:
        raise UnreadableError(f'"{text}" is no pair of numbers')
    return number(found[1], language), number(found[2], language)


def function(text: str, names: Sequence[str], language: Language) -> Expr:
    """Return the function that a text is, as `language.expression` writes it; `y =` before it is left out.

    Raises:
        UnreadableError: if it cannot be read as a function of these variables.
    """
    typed = text.translate(_ISOLATES)
    typed = re.sub(r"^\s*[\w′'()]+\s*=(?!=)", "", typed)
    if number_signs(language.code)[0] == ",":
        typed = re.sub(r"(?<=\d),(?=\d)", ".", typed).replace(";", ",")
    try:
        return parse(typed.strip(), names=tuple(names))
    except MathError as error:
        raise UnreadableError(f'"{text}" is no function of {", ".join(names)}') from error
