"""The controls of the page, from the declared parameters: sliders, menus and text fields."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from hillside.stage.errors import ParamError
from hillside.stage.params import Param, Parameters, fields_of
from hillside.stage.samples import Samples
from hillside.studio.given_values import LET

STEPS = 200
"""Number of steps of a slider."""
REACH = 4.0
"""Distance that a slider reaches from a small number, where no bound is declared; from others, twice them."""
WORDS_OF_TRUTH = ("true", "false")


@dataclass(frozen=True, kw_only=True)
class Control:
    """One control of the page.

    Attributes:
        name: The name of the parameter.
        help: What it is, and its bounds.
        text: Its text as it was given, or that of the default.
        choices: The words of a menu; empty for a text field.
        slider: Minimum, maximum, step and place of the slider beside the field, or None.
    """

    name: str
    help: str
    text: str
    choices: tuple[str, ...] = ()
    slider: tuple[float, float, float, float] | None = None


def controls_of(kind: type[Parameters], texts: Mapping[str, str], comma: bool = False) -> tuple[Control, ...]:
    """Return a control for each parameter that a page may change.

    Files are named on the command line or in the lecture file, never by a page: data has no control.

    Args:
        kind: The class of the parameters.
        texts: The texts that were given, valid or not.
        comma: Whether decimals may be written with a comma.
    """
    declared = [each for each in fields_of(kind) if not takes_file(each)]
    made = [_control(each, texts.get(each.name), comma) for each in declared]
    if any(each.codec.is_formula for each in declared):
        words = "values of letters in a formula, such as a=2; b=1/2"
        made.append(Control(name=LET, help=words, text=texts.get(LET, "")))
    return tuple(made)


def takes_file(declared: Param) -> bool:
    """Return whether the text of a parameter may be the name of a file."""
    return _inner(declared.type) is Samples


def _control(declared: Param, given: str | None, comma: bool) -> Control:
    text = declared.codec.show(declared.default) if given is None else given
    rule = f"; {declared.bounds}" if str(declared.bounds) else ""
    return Control(
        name=declared.name,
        help=f"{declared.help}{rule}",
        text=text,
        choices=_choices(declared.type),
        slider=_slider(declared, text, comma),
    )


def _inner(annotation: Any) -> Any:
    """Return the type of a parameter without the `None` of one that may be chosen by the figure."""
    if get_origin(annotation) in (Union, UnionType):
        return next(part for part in get_args(annotation) if part is not NoneType)
    return annotation


def _choices(annotation: Any) -> tuple[str, ...]:
    """Return the words among which a parameter is chosen; empty for others.

    >>> _choices(Literal["rise", "run"]), _choices(bool), _choices(float)
    (('rise', 'run'), ('true', 'false'), ())
    """
    inner = _inner(annotation)
    if get_origin(inner) is Literal:
        words = tuple(map(str, get_args(inner)))
    else:
        words = WORDS_OF_TRUTH if inner is bool else ()
    return (*words, "auto") if words and inner is not annotation else words


def _slider(declared: Param, text: str, comma: bool) -> tuple[float, float, float, float] | None:
    """Return the minimum, maximum, step and place of a slider; None for what is no number now."""
    if _inner(declared.type) not in (float, int):
        return None
    try:
        value = declared.read(text, comma=comma)
    except ParamError:
        return None
    if not isinstance(value, int | float):
        return None
    low, high = span(float(value), declared.low, declared.high)
    if not 0 < high - low < math.inf:
        return None
    if _inner(declared.type) is int:
        return math.ceil(low), math.floor(high), 1, float(value)
    step = 10.0 ** math.floor(math.log10((high - low) / STEPS))
    # An open bound is not itself allowed.
    low, high = math.floor(low / step) * step, math.ceil(high / step) * step
    low = low + step if declared.bounds.above is not None and low <= declared.bounds.above else low
    high = high - step if declared.bounds.below is not None and high >= declared.bounds.below else high
    return _round(low), _round(high), step, float(value)


def span(value: float, low: float | None, high: float | None) -> tuple[float, float]:
    """Return the range of a slider around a number, within the bounds that are declared.

    >>> span(1.5, None, None), span(0.1, 0, None), span(5, 0, 12)
    ((-4.0, 4.0), (0.0, 4.0), (0.0, 12.0))
    """
    reach = max(REACH, 2 * abs(value))
    first = -reach if low is None else float(low)
    last = max(reach, first + REACH) if high is None else float(high)
    return min(first, value), max(last, value)


def _round(number: float) -> float:
    return float(f"{number:.9g}")
