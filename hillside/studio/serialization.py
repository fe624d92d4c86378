"""Serialization of parameters as text (commands, lecture files, recipes) and of facts as JSON."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Mapping
from enum import Enum
from typing import Any, cast

from hillside.stage.errors import ParamError
from hillside.stage.params import P, Param, Parameters, fields_of, params_of
from hillside.studio.given_values import LET, read_values
from mathcore import Constant, Expr, Interval
from mathcore.language.decimal_commas import with_points


def from_text(kind: type[P], given: Mapping[str, str], *, comma: bool = False) -> P:
    """Return parameters from their texts; those not given keep their defaults.

    >>> from hillside.stage.params import param, parameters
    >>> @parameters
    ... class Params:
    ...     at: float = param(default=1.5, help="where the tangent touches")
    >>> from_text(Params, {"at": "1/4"})
    Params(at=constant('1/4'))

    Raises:
        ParamError: A name is unknown, a text cannot be read, or a value is out of range.
    """
    return from_given(kind, given, comma=comma)


def from_given(kind: type[P], given: Mapping[str, object], *, comma: bool = False) -> P:
    """Return parameters from values or their texts; those not given keep their defaults.

    Args:
        kind: The class of the parameters.
        given: Values by name; under `let`, the values of letters in formulas, which take the letters' places.
        comma: Whether decimals may be written with a comma.

    Raises:
        ParamError: A name is unknown, a text cannot be read, or a value is out of range.
    """
    let = read_values(given[LET]) if LET in given else {}
    _check_formulas(fields_of(kind), let)
    if comma:
        let = {name: with_points(text) for name, text in let.items()}
    rest = {name: value for name, value in given.items() if name != LET}
    return params_of(kind, rest, let, comma=comma)


def _check_formulas(known: Iterable[Param], let: Mapping[str, str]) -> None:
    if let and not any(each.codec.is_formula for each in known):
        raise ParamError(LET, "this figure has no formula with letters; leave it out")


def to_text(params: Parameters) -> dict[str, str]:
    """Return the canonical text of each parameter; `from_text` is the inverse.

    >>> from hillside.stage.params import param, parameters
    >>> @parameters
    ... class Params:
    ...     at: float = param(default=1.5, help="where the tangent touches")
    >>> to_text(Params(at=2))
    {'at': '2'}
    """
    return {each.name: each.codec.show(getattr(params, each.name)) for each in fields_of(params)}


def plain_facts(facts: Any, without: Collection[str] = ()) -> dict[str, Any]:
    """Return facts as plain JSON values: numbers and texts unchanged, shapes by their coordinates.

    Args:
        facts: the facts.
        without: the names of facts that are left out.
    """
    names = (field.name for field in dataclasses.fields(facts) if field.name not in without)
    return {name: _plain(getattr(facts, name)) for name in names}


def _plain(value: Any) -> Any:
    if isinstance(value, Expr):
        return str(value)
    if isinstance(value, Constant):
        return float(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Interval):
        return [value.low, value.high]
    if dataclasses.is_dataclass(value):
        return plain_facts(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in cast("tuple[Any, ...]", value)]
    return value
