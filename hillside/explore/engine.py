"""The engine of a page: formulas read, written, derived and evaluated in JavaScript, as by mathcore."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from hillside.explore.translation import translated

ROOTS: Mapping[str, str] = MappingProxyType({
    "mathcore.language.expr.parse": "parse",
    "mathcore.language.printing.text": "textOf",
    "mathcore.language.markup.latex": "latexOf",
    "mathcore.calculus.derivatives.derivative_by_the_rules": "derivativeOf",
    "mathcore.calculus.derivatives.tower": "tower",
    "mathcore.calculus.derivatives.gradients": "gradients",
    "mathcore.calculus.derivatives.partial": "partial",
    "mathcore.functions.function_table.FUNCTIONS": "rows",
})  # fmt: skip
"""The functions of mathcore that a page calls, with their names there."""
ATTRIBUTES = ("code", "names", "called", "name", "value_name", "op", "args", "value", "message", "position")
"""What a page asks of their values."""


def page_source(name: str) -> str:
    """Return a file of JavaScript or CSS of the page."""
    return files("hillside.explore").joinpath("page", name).read_text(encoding="utf-8")


@cache
def engine() -> str:
    """Return the engine as JavaScript."""
    return "\n".join([page_source("python.js"), page_source("doubles.js"), translated(ROOTS, ATTRIBUTES)])
