"""How a parameter is written as text and read back: one codec for each type, with `read(show(v)) == v`."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin
from unicodedata import category

from hillside.stage.bounds import AUTO
from hillside.stage.errors import Refusal, as_refusals, nearest
from hillside.stage.samples import Samples, accept_samples, read_samples, show_samples
from mathcore import Expr, Interval, parse

TRUE, FALSE = ("true", "yes", "on"), ("false", "no", "off")


@dataclass(frozen=True)
class Codec:
    """The two directions between a value and its text, and what to call the text in a help page."""

    read: Callable[[str], Any]
    show: Callable[[Any], str]
    accept: Callable[[Any], Any]
    """Return a value given in Python as the type's own, or raise `TypeError`."""
    shape: str


def codec_of(annotation: object, names: tuple[str, ...] = ("x",)) -> Codec:
    """Return the codec of float, int, bool, str, a `Literal`, `Interval`, `Expr` or `Samples`, also `| None`.

    `names` are the variables that an `Expr` may hold.

    >>> codec_of(float).read("pi/2")
    1.5707963267948966
    >>> codec_of(float | None).show(None)
    'auto'
    >>> codec_of(Interval).show(codec_of(Interval).read("-3:3"))
    '-3:3'

    Raises:
        TypeError: No codec is known for the type.
    """
    if get_origin(annotation) in (Union, UnionType):
        inner = [part for part in get_args(annotation) if part is not NoneType]
        if len(inner) == 1 and NoneType in get_args(annotation):
            return _or_auto(codec_of(inner[0], names))
    if get_origin(annotation) is Literal:
        return _choice(get_args(annotation))
    if annotation is Expr:
        return Codec(partial(_read_expr, names), str, partial(_accept_expr, names), "EXPRESSION")
    if annotation in _PLAIN:
        return _PLAIN[annotation]
    raise TypeError(f"{annotation!r} has no text form; use float, int, bool, str, Literal, Interval or Expr")


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError
    return _finite(value, str(value))


def _finite(value: float, given: str) -> float:
    if not math.isfinite(value):
        raise Refusal(f"{given} is not a finite number; give one such as 1.5 or pi/2")
    return float(value)


def _read_number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        with as_refusals():
            value = float(parse(text, names=())())
    return _finite(value, f'"{text}"')


def _show_number(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError
    return value


def _read_whole(text: str) -> int:
    if not re.fullmatch(r"\s*[+-]?[0-9]{1,18}\s*", text):
        raise Refusal(f'"{text}" is not a whole number; write one such as 5')
    return int(text)


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _read_truth(text: str) -> bool:
    word = text.strip().lower()
    if word not in TRUE + FALSE:
        raise Refusal(f'"{text}" is neither true nor false; write true or false')
    return word in TRUE


def _words(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    odd = [character for character in value if category(character) in ("Cc", "Cs") and character != "\n"]
    if odd:
        raise Refusal(f"{value!r} holds the character {odd[0]!r}, which cannot be drawn; leave it out")
    return value


def _read_interval(text: str) -> Interval:
    low, colon, high = text.partition(":")
    if not colon:
        raise Refusal(f'"{text}" is not LOW:HIGH; write two numbers with a colon between them, such as -3:3')
    with as_refusals():
        return Interval(_read_number(low), _read_number(high))


def _show_interval(value: Interval) -> str:
    return f"{_show_number(value.low)}:{_show_number(value.high)}"


def _interval(value: object) -> Interval:
    if not isinstance(value, Interval):
        raise TypeError
    return value


def _read_expr(names: tuple[str, ...], text: str) -> Expr:
    with as_refusals():
        return parse(text, names=names)


def _accept_expr(names: tuple[str, ...], value: object) -> Expr:
    if not isinstance(value, Expr):
        raise TypeError
    if not set(value.names) <= set(names):
        raise Refusal(f'"{value}" is written in {", ".join(value.names)}; use {" and ".join(names)} only')
    return value


def _choice(words: tuple[str, ...]) -> Codec:
    def accept(value: object) -> str:
        if value not in words:
            listed = ", ".join(words)
            raise Refusal(f'"{value}" is not one of {listed}{nearest(str(value), words)}')
        return str(value)

    return Codec(lambda text: accept(text.strip().lower()), str, accept, "|".join(words))


def _or_auto(inner: Codec) -> Codec:
    """Let the word `auto` stand for `None`; a text that is really the word is shown with a backslash."""

    def read(text: str) -> object:
        if text == AUTO:
            return None
        return inner.read(text[1:] if re.fullmatch(rf"\\+{AUTO}", text) else text)

    def show(value: object) -> str:
        text = AUTO if value is None else inner.show(value)
        return rf"\{text}" if value is not None and re.fullmatch(rf"\\*{AUTO}", text) else text

    return Codec(
        read, show, lambda value: None if value is None else inner.accept(value), f"{inner.shape}|{AUTO}"
    )


_PLAIN: dict[Any, Codec] = {
    float: Codec(_read_number, _show_number, _number, "NUMBER"),
    int: Codec(_read_whole, str, _whole, "WHOLE NUMBER"),
    bool: Codec(_read_truth, lambda value: str(value).lower(), _truth, "true|false"),
    str: Codec(_words, str, _words, "TEXT"),
    Interval: Codec(_read_interval, _show_interval, _interval, "LOW:HIGH"),
    Samples: Codec(read_samples, show_samples, accept_samples, "FILE.csv"),
}
