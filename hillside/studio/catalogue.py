"""The figures there are: a folder in `scenes` with a `scene.py` is a figure, registered nowhere.

Names and blurbs come from the source text, so that a list of figures costs no import of manim.
"""

from __future__ import annotations

import ast
from importlib import import_module
from importlib.util import find_spec
from inspect import isclass
from pathlib import Path
from typing import Any

from hillside.stage.errors import Refusal, nearest

ROOM = "scenes"


def names() -> tuple[str, ...]:
    """Return the names of all figures in alphabetical order, with dashes for the underscores of modules."""
    found = (path.parent.name for path in _folder().glob("*/scene.py"))
    return tuple(sorted(name.replace("_", "-") for name in found))


def blurb(name: str) -> str:
    """Return what the figure shows: the first line of its docstring, without the period.

    Raises:
        Refusal: There is no such figure.
    """
    _refuse_unknown(name)
    source = (_folder() / name.replace("-", "_") / "scene.py").read_text(encoding="utf-8")
    docstring = ast.get_docstring(ast.parse(source)) or ""
    return docstring.partition("\n")[0].rstrip(".")


def title(name: str) -> str:
    """Return the title of the figure: its blurb up to the colon.

    Raises:
        Refusal: There is no such figure.
    """
    return blurb(name).partition(":")[0]


def module_of(name: str) -> str:
    """Return the module that a figure of this name has.

    >>> module_of("learning-rate")
    'scenes.learning_rate.scene'
    """
    return f"{ROOM}.{name.replace('-', '_')}.scene"


def load(name: str) -> type[Any]:
    """Import the figure's module and return its class, the only one there with `Params` and `facts`.

    Raises:
        Refusal: There is no such figure.
        TypeError: The module holds no figure class, or several.
    """
    _refuse_unknown(name)
    module = import_module(module_of(name))
    found: list[Any] = [
        each
        for each in vars(module).values()
        if isclass(each) and each.__module__ == module.__name__ and {"Params", "facts"} <= set(dir(each))
    ]
    if len(found) != 1:
        raise TypeError(f"{module.__name__} holds {len(found)} figure classes; one folder is one figure")
    return found[0]


def _folder() -> Path:
    spec = find_spec(ROOM)
    if spec is None or spec.submodule_search_locations is None:
        raise ModuleNotFoundError(f"the folder {ROOM} is not beside {Path(__file__).parent}")
    return Path(spec.submodule_search_locations[0])


def _refuse_unknown(name: str) -> None:
    known = names()
    if name not in known:
        raise Refusal(
            f'there is no figure "{name}"{nearest(name, known)}; the figures are {", ".join(known)}'
        )
