"""Hillside: lecture figures and films about derivatives and descent.

In a notebook, a figure at the end of a cell shows itself:

    from hillside import figure

    figure("tangent", function="x^2", at=1)

`help(figure)` says what else it takes; the command `hillside` draws files. In a scene of manim,
`TangentDiagram("x^2", at=1, width=6)` is a group of named parts.
"""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hillside.studio.manim_diagram import Diagram, HikerDiagram, TangentDiagram
    from hillside.studio.notebook import figure

__all__ = ["Diagram", "HikerDiagram", "TangentDiagram", "figure"]

_HOMES = MappingProxyType(
    {
        "figure": "hillside.studio.notebook",
        **dict.fromkeys(("Diagram", "HikerDiagram", "TangentDiagram"), "hillside.studio.manim_diagram"),
    }
)
"""Where the names of the package live; each is loaded when it is asked for, so that a list of figures loads
neither manim nor numpy (PEP 562)."""


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*globals(), *_HOMES]
