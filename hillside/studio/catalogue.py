"""The catalog of figures: every folder in `scenes` with a `scene.py`, without registration.

Names and blurbs are read from the source text, so that listing figures does not import manim.
"""

from __future__ import annotations

import ast
import sys
from importlib import import_module, invalidate_caches
from importlib.util import find_spec
from inspect import isclass
from pathlib import Path
from typing import Any

from hillside.stage.errors import Failure, Refusal, suggestion

ROOM = "scenes"


def names() -> tuple[str, ...]:
    """Return the names of all figures in alphabetical order, with hyphens in place of underscores."""
    found = (path.parent.name for path in folder().glob("*/scene.py"))
    return tuple(sorted(name.replace("_", "-") for name in found))


def blurb(name: str) -> str:
    """Return the blurb of a figure: the first line of its module's docstring, without the period.

    Raises:
        Refusal: There is no such figure.
        Failure: Its folder or its source cannot be read by Python.
    """
    file = _scene_file(name)
    try:
        docstring = ast.get_docstring(ast.parse(file.read_bytes())) or ""
    except SyntaxError as error:
        raise Failure(
            f"{file}, line {error.lineno}: {error.msg}; mend it, or take its folder away"
        ) from error
    return docstring.partition("\n")[0].rstrip(".")


def title(name: str) -> str:
    """Return the title of the figure: its blurb up to the colon.

    Raises:
        Refusal: There is no such figure.
    """
    return blurb(name).partition(":")[0]


def module_of(name: str) -> str:
    """Return the name of a figure's module.

    >>> module_of("learning-rate")
    'scenes.learning_rate.scene'
    """
    return f"{ROOM}.{name.replace('-', '_')}.scene"


def load(name: str) -> type[Any]:
    """Import the module of a figure and return its class, the only one there with `Params` and `facts`.

    Raises:
        Refusal: There is no such figure.
        Failure: Its folder has a name that Python cannot import.
        TypeError: The module holds no figure class, or several.
    """
    _scene_file(name)
    module = import_module(module_of(name))
    found: list[Any] = [
        each
        for each in vars(module).values()
        if isclass(each) and each.__module__ == module.__name__ and {"Params", "facts"} <= set(dir(each))
    ]
    if len(found) != 1:
        raise TypeError(f"{module.__name__} holds {len(found)} figure classes; one folder is one figure")
    return found[0]


def reference(name: str) -> str:
    """Return the reference of a figure in Markdown: its blurb and its parameters.

    Raises:
        Refusal: There is no such figure.
    """
    from hillside.stage.params import fields_of

    lines = [
        f"## {name}",
        "",
        f"{blurb(name)}.",
        "",
        "| option | default | what it is |",
        "| --- | --- | --- |",
    ]
    for each in fields_of(load(name).Params):
        rule = f"; {each.bounds}" if str(each.bounds) else ""
        flag, shown = f"--{each.name.replace('_', '-')}", each.codec.show(each.default)
        # A bar would end the cell, even in code.
        cells = (text.replace("|", "\\|") for text in (f"`{flag}`", f"`{shown}`", f"{each.help}{rule}"))
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def folder() -> Path:
    """Return the folder of the figures.

    Raises:
        Failure: Python finds another `scenes` first, such as a file beside a notebook.
    """
    spec = find_spec(ROOM)
    found = [] if spec is None else [Path(each) for each in spec.submodule_search_locations or ()]
    for place in found:
        if any(place.glob("*/scene.py")):
            return place
    if spec is None:
        raise Failure(f"the figures are missing: there is no package {ROOM}; install hillside again")
    other = spec.origin or ", ".join(map(str, found))
    raise Failure(
        f"{other} hides the package {ROOM} that holds the figures; "
        "rename it, or start Python in another folder"
    )


def forget() -> None:
    """Forget the modules of all figures, so that `load` reads their source anew after an edit."""
    for module in [each for each in sys.modules if each.partition(".")[0] == ROOM]:
        del sys.modules[module]
    invalidate_caches()


def _scene_file(name: str) -> Path:
    """Return the path of a figure's `scene.py`.

    Raises:
        Refusal: There is no such figure.
        Failure: Its folder has a name that Python cannot import, such as `my-slope`.
    """
    known = names()
    if name not in known:
        near = suggestion(name, known)
        way_out = f"{near} The" if near else "; the"
        raise Refusal(f'there is no figure "{name}"{way_out} figures are {", ".join(known)}{_hidden(name)}')
    module = name.replace("-", "_")
    file = folder() / module / "scene.py"
    if not module.isidentifier() or not file.is_file():
        raise Failure(
            f"{folder()} has a folder for {name} whose name Python cannot import; "
            "name it with letters, digits and underscores"
        )
    return file


def _hidden(name: str) -> str:
    """Return what to say if another folder `scenes` that Python finds first hides a figure of ours."""
    ours, found = Path(__file__).resolve().parents[2] / ROOM, folder()
    if found.resolve() == ours or not (ours / name.replace("-", "_") / "scene.py").is_file():
        return ""
    return f". {found} hides ours, which has {name}; rename it, or start Python in another folder"
