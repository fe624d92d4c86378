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
from hillside.check.hearing.stated_values import NUMERAL, Stated, decimal
from hillside.check.painted_picture import Picture
from hillside.stage.figure import AnyFigure
from mathcore import Constant, Expr, MathError

ROUNDING = 1e-9
"""The rounding error: the largest magnitude that may be stated as 0."""
_SHOWN = re.compile(rf"(?<![\w.,^]){NUMERAL}(?![\w²³⁴]|[.,]\d)")
_WRITTEN = re.compile(r"\d+(?:\.\d+)?(?:e[+-]?\d+)?")
# A Unicode isolate separates a number from a word joined to it, such as the Arabic "and".
_ISOLATES = str.maketrans(dict.fromkeys("\u2066\u2067\u2068\u2069", " ") | dict.fromkeys("\u200f\u200e", ""))
_TIMES = re.compile(r"\d+:\d\d(?::\d\d)?(?:[.,]\d+)?|^\d+$", re.MULTILINE)
"""The times and cue numbers in a caption file."""

Values = NDArray[np.float64]


def numbers_on_picture(picture: Picture) -> Iterator[Finding]:
    """Yield each number on the picture that is not among its facts; formulas and ticks are read apart."""
    true = _true_values(picture.figure, picture.facts)
    for words in (each for each in picture.words if not is_numeral(each.name)):
        for text in (each for each in words.paragraphs if not is_rule(each)):
            yield from _untrue_numbers(words.name, text, true, counting=words.request.lettering.counting)


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


def numbers_in(text: str, *, counting: bool = False) -> tuple[Stated, ...]:
    """Return the numbers in a text, which may be counting; digits within names and exponents are none.

    >>> [each.value for each in numbers_in("At x = −1.5 the slope is 1.2 × 10⁻⁵, not x^2 or w2.")]
    [-1.5, 1.2e-05]
    """
    return tuple(decimal(found, counting=counting) for found in _SHOWN.finditer(text.translate(_ISOLATES)))


def is_among(stated: Stated, true: Values) -> bool:
    """Return whether a number is a rounding of a true value; one without a sign, of its magnitude.

    >>> (two_thirds,) = numbers_in("0.667")
    >>> is_among(two_thirds, np.array([2 / 3])), is_among(two_thirds, np.array([0.66]))
    (True, False)
    """
    if not len(true):
        return False
    amounts = true if stated.value < 0 else np.concatenate([true, -true])
    # A number that counts keeps its decimals, and 0.00 is a rounding as 0.01 is; a plain 0 is exact.
    is_rounded = stated.value != 0 or re.search(r"[.,]0", stated.text) is not None
    slack = stated.half_unit * (1 + 1e-6) if is_rounded else ROUNDING
    return bool(np.abs(amounts - stated.value).min() <= slack)


def _untrue_numbers(part: str, text: str, true: Values, *, counting: bool = False) -> Iterator[Finding]:
    for stated in dict.fromkeys(numbers_in(text, counting=counting)):
        if not is_among(stated, true):
            what = f'tells "{stated.text}", which is none of its facts'
            yield Finding(kind=Kind.NUMBER, part=part, what=what)


def _true_values(figure: AnyFigure, facts: Any) -> Values:
    """Return all numbers in facts and parameters, including those in their functions and texts."""
    found = list(_components([facts, figure.params]))
    texts = [str(each) for each in found if isinstance(each, Expr | str | Constant)]
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
