"""Parameters as they are written on the command line, in lecture files and in recipes: each value as text."""

from __future__ import annotations

from collections.abc import Mapping

from hillside.stage.errors import ParamError, nearest
from hillside.stage.params import P, Parameters, fields_of


def from_text(kind: type[P], given: Mapping[str, str]) -> P:
    """Return the parameters written as text; what is not given keeps its default.

    >>> from hillside.stage.params import param, parameters
    >>> @parameters
    ... class Params:
    ...     at: float = param(default=1.5, help="where the tangent touches")
    >>> from_text(Params, {"at": "1/4"})
    Params(at=0.25)

    Raises:
        ParamError: A name is unknown, a text cannot be read, or a value is out of range.
    """
    return from_given(kind, given)


def from_given(kind: type[P], given: Mapping[str, object]) -> P:
    """Return the parameters given as values or as their text; what is not given keeps its default.

    Raises:
        ParamError: A name is unknown, a text cannot be read, or a value is out of range.
    """
    known = {each.name: each for each in fields_of(kind)}
    values: dict[str, object] = {}
    for name, value in given.items():
        if name not in known:
            way_out = nearest(name, known) or f"; choose from {', '.join(known)}"
            raise ParamError(name, f"no such parameter here{way_out}")
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        # A number is read like its text, so that one may stand for a function too.
        values[name] = known[name].read(str(value)) if number or isinstance(value, str) else value
    return kind(**values)


def to_text(params: Parameters) -> dict[str, str]:
    """Return each parameter as its canonical text; `from_text` reads the same parameters from it.

    >>> from hillside.stage.params import param, parameters
    >>> @parameters
    ... class Params:
    ...     at: float = param(default=1.5, help="where the tangent touches")
    >>> to_text(Params(at=2))
    {'at': '2'}
    """
    return {each.name: each.codec.show(getattr(params, each.name)) for each in fields_of(params)}
