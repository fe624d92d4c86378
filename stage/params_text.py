"""Parameters as they are written on the command line, in lecture files and in recipes: each value as text."""

from __future__ import annotations

from collections.abc import Mapping

from stage.errors import ParamError, nearest
from stage.params import P, Parameters, fields_of


def from_text(kind: type[P], given: Mapping[str, str]) -> P:
    """Return the parameters written as text; what is not given keeps its default.

    >>> from stage.params import param, parameters
    >>> @parameters
    ... class Params:
    ...     at: float = param(default=1.5, help="where the tangent touches")
    >>> from_text(Params, {"at": "1/4"})
    Params(at=0.25)

    Raises:
        ParamError: A name is unknown, a text cannot be read, or a value is out of range.
    """
    known = {each.name: each for each in fields_of(kind)}
    for name in given:
        if name not in known:
            help_out = nearest(name, known) or f"; choose from {', '.join(known)}"
            raise ParamError(name, f"no such parameter here{help_out}")
    return kind(**{name: known[name].read(text) for name, text in given.items()})


def to_text(params: Parameters) -> dict[str, str]:
    """Return each parameter as its canonical text; `from_text` reads the same parameters from it.

    >>> from stage.params import param, parameters
    >>> @parameters
    ... class Params:
    ...     at: float = param(default=1.5, help="where the tangent touches")
    >>> to_text(Params(at=2))
    {'at': '2'}
    """
    return {each.name: each.codec.show(getattr(params, each.name)) for each in fields_of(params)}
