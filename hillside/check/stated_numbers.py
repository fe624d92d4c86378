"""The numbers in a picture and in the texts about it, compared with the facts."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from hillside.check.axis_numerals import is_numeral
from hillside.check.finding import Finding, Kind
from hillside.check.hearing.formulas_read import is_rule
from hillside.check.painted_picture import Picture
from hillside.stage.figure import AnyFigure
from hillside.stage.labels import texts_of
from mathcore import Expr, MathError

DIGITS = 3
"""The least number of significant digits of a stated number; trailing zeros may be omitted."""
ROUNDING = 1e-9
"""The rounding error: the largest magnitude that may be stated as 0."""
_SHOWN = re.compile(
    r"(?<![\w.,^])([−-]?)(\d+(?:[.,]\d+)?)(?:\s[×·]\s10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)|e([−+-]?\d+))?(?![\w²³⁴]|[.,]\d)"
)
_WRITTEN = re.compile(r"\d+(?:\.\d+)?(?:e[+-]?\d+)?")
# A Unicode isolate separates a number from a word joined to it, such as the Arabic "and".
_ISOLATES = str.maketrans(dict.fromkeys("\u2066\u2067\u2068\u2069", " ") | dict.fromkeys("\u200f\u200e", ""))
_PLAIN = str.maketrans("⁻−⁰¹²³⁴⁵⁶⁷⁸⁹,", "--0123456789.")

_TIMES = re.compile(r"\d+:\d\d(?::\d\d)?(?:[.,]\d+)?|^\d+$", re.MULTILINE)
"""The times and cue numbers in a caption file."""

Values = NDArray[np.float64]


def numbers_on_picture(picture: Picture) -> Iterator[Finding]:
    """Yield each number on the picture that is not among its facts; formulas and ticks are read apart."""
    true = _true_values(picture.figure, picture.facts)
    for words in (each for each in picture.words if not is_numeral(each.name)):
        texts = (text for each in texts_of(picture.painted[words.name]) for text in each.split("\n\n"))
        for text in (each for each in texts if not is_rule(each)):
            yield from _untrue_numbers(words.name, text, true)


def numbers_in_words(figure: AnyFigure) -> Iterator[Finding]:
    """Yield each number in the alt text or a caption that is not among the facts of its picture."""
    still = _true_values(figure, figure.final_facts)
    yield from _untrue_numbers("the alt text", figure.alt(figure.final_facts), still)
    for place, beat in enumerate(figure.film.beats):
        params = figure.film.end_of(place).params
        there = np.concatenate([still, _true_values(figure, figure.facts(params, figure.view))])
        yield from _untrue_numbers(f"the caption of beat {place + 1}", beat.say, there)


def numbers_in_files(figure: AnyFigure, words: Mapping[str, str]) -> Iterator[Finding]:
    """Yield each number in the text files about a film that is not among the facts of any beat."""
    if not words:
        return
    ends = [figure.film.end_of(place).params for place in range(len(figure.film.beats))]
    true = np.concatenate([_true_values(figure, figure.facts(params, figure.view)) for params in ends])
    for name, text in words.items():
        yield from _untrue_numbers(name, _TIMES.sub(" ", text), true)


def numbers_in(text: str) -> dict[str, float]:
    """Return the numbers in a text, value by notation; digits within names and exponents do not count.

    >>> numbers_in("At x = −1.5 the slope is 1.2 × 10⁻⁵, not x^2 or w2.")
    {'−1.5': -1.5, '1.2 × 10⁻⁵': 1.2e-05}
    """
    found = _SHOWN.finditer(text.translate(_ISOLATES))
    return {each[0]: _value(each[1], each[2], each[3] or each[4] or "") for each in found}


def _value(sign: str, digits: str, exponent: str) -> float:
    value = float(digits.translate(_PLAIN) + (f"e{exponent.translate(_PLAIN)}" if exponent else ""))
    return -value if sign else value


def is_among(value: float, written: str, true: Values) -> bool:
    """Return whether a number is a rounding of a true value; one without a sign, of its magnitude.

    >>> is_among(0.67, "0.67", np.array([2 / 3])), is_among(0.67, "0.67", np.array([0.672, 0.67001]))
    (False, True)
    """
    if not len(true):
        return False
    digits = re.sub(r"\D", "", re.split("[×·e]", written)[0]).lstrip("0")
    unit = 10.0 ** (np.floor(np.log10(abs(value))) + 1 - max(len(digits), DIGITS)) if value else ROUNDING
    amounts = true if value < 0 else np.concatenate([true, -true])
    return bool(np.abs(amounts - value).min() <= unit * (0.5 + 1e-6))


def _untrue_numbers(part: str, text: str, true: Values) -> Iterator[Finding]:
    for written, value in numbers_in(text).items():
        if not is_among(value, written, true):
            yield Finding(kind=Kind.NUMBER, part=part, what=f'tells "{written}", which is none of its facts')


def _true_values(figure: AnyFigure, facts: Any) -> Values:
    """Return all numbers in facts and parameters, including those in their functions and texts."""
    found = list(_components([facts, figure.params]))
    texts = [str(each) for each in found if isinstance(each, Expr | str)]
    counts = [len(cast("Sequence[Any]", each)) for each in found if isinstance(each, tuple)]
    values = [*counts, *(float(each) for each in found if isinstance(each, int | float))]
    written = [abs(float(digits)) for text in texts for digits in _WRITTEN.findall(text)]
    # A constant that is subtracted is stored without its sign.
    values += [sign * value for value in written for sign in (1.0, -1.0)]
    return np.array([each for each in values if np.isfinite(each)])


def _components(value: Any) -> Iterator[Any]:
    """Yield a value and, recursively, its components."""
    yield value
    if dataclasses.is_dataclass(value) and not isinstance(value, Expr):
        for field in dataclasses.fields(value):
            yield from _components(getattr(value, field.name))
        for name in _derived(type(value)):
            with suppress(MathError):  # a shape that has no slope, say
                yield from _components(getattr(value, name))
    elif isinstance(value, np.ndarray):
        yield from cast("list[Any]", value.ravel().tolist())
    elif isinstance(value, Mapping):
        yield from _components(tuple(cast("Mapping[Any, Any]", value).items()))
    elif isinstance(value, list | tuple):
        for each in cast("Sequence[Any]", value):
            yield from _components(each)


def _derived(kind: type[Any]) -> list[str]:
    """Return the names of the public properties of a class: derived facts."""
    named = {name: each for base in reversed(kind.__mro__) for name, each in vars(base).items()}
    return [name for name, each in named.items() if isinstance(each, property) and not name.startswith("_")]
