"""The source of mathcore as definitions that refer to each other, and what of it a page needs."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

import mathcore
from hillside.explore.javascript_names import ERASED, FOREIGN

_ROOT = Path(mathcore.__file__).parent.parent


@dataclass(frozen=True)
class Source:
    """A module of mathcore.

    Attributes:
        name: Its full name.
        definitions: Its functions, classes and constants by name, in their order.
        imported: What its names from elsewhere mean: a full name for each.
    """

    name: str
    definitions: Mapping[str, ast.stmt]
    imported: Mapping[str, str]

    def meaning(self, name: str) -> str | None:
        """Return the full name of what a name means here; `None` for a name of Python's own."""
        if name in self.definitions:
            return f"{self.name}.{name}"
        return self.imported.get(name)


@cache
def read_source(module: str) -> Source:
    """Return a module of mathcore, read from its file."""
    path = _ROOT.joinpath(*module.split("."))
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    tree = ast.parse(file.read_text(encoding="utf-8"))
    definitions: dict[str, ast.stmt] = {}
    for node in tree.body:
        for name in _defined(node):
            definitions[name] = node
    imported = {alias: full for node in ast.walk(tree) for alias, full in _imported(node)}
    return Source(module, definitions, imported)


def _defined(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        if "overload" not in decorators(node):
            yield node.name
    elif isinstance(node, ast.Assign):
        for each in ast.walk(node.targets[0]):
            if isinstance(each, ast.Name):
                yield each.id
    elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        yield node.target.id


def _imported(node: ast.AST) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.Import):
        for each in node.names:
            yield each.asname or each.name, each.name
    elif isinstance(node, ast.ImportFrom):
        for each in node.names:
            yield each.asname or each.name, f"{node.module}.{each.name}"


def decorators(node: ast.FunctionDef | ast.ClassDef) -> list[str]:
    """Return the names of the decorators of a function or class, without their arguments."""
    return [ast.unparse(each.func if isinstance(each, ast.Call) else each) for each in node.decorator_list]


def is_erased(full: str) -> bool:
    """Return whether a full name is, or is in, a module that a page does without."""
    return full in ERASED or full.rpartition(".")[0] in ERASED


def is_of_mathcore(full: str) -> bool:
    """Return whether a full name is that of a definition of mathcore, and not of a module."""
    module, _, name = full.rpartition(".")
    return module.startswith("mathcore") and name in _names_of(module)


@cache
def _names_of(module: str) -> frozenset[str]:
    path = _ROOT.joinpath(*module.split("."))
    there = path.is_dir() or path.with_suffix(".py").exists()
    return frozenset(read_source(module).definitions) if there else frozenset()


@dataclass(frozen=True)
class Definition:
    """A definition that a page needs: its module and its names, several for `A, B = range(2)`."""

    source: Source
    node: ast.stmt

    @property
    def module(self) -> str:
        """The full name of its module."""
        return self.source.name


@dataclass(frozen=True)
class Closure:
    """What a page needs.

    Attributes:
        definitions: The definitions by their full names.
        attributes: The names of all attributes that are asked for; a method of another name is never called.
    """

    definitions: Mapping[str, Definition]
    attributes: frozenset[str]


def needed(roots: Iterable[str], attributes: Iterable[str]) -> Closure:
    """Return all definitions that those of the full names `roots` refer to, themselves included.

    Args:
        roots: Full names, such as `mathcore.language.expr.parse`.
        attributes: The attributes that are asked for besides.
    """
    found: dict[str, Definition] = {}
    asked = {*attributes, "__init__", "__str__"}
    seen: set[int] = set()
    waiting = list(roots)
    while True:
        while waiting:
            full = waiting.pop()
            if full in found or full in FOREIGN or is_erased(full) or not is_of_mathcore(full):
                continue
            module, _, name = full.rpartition(".")
            found[full] = Definition(read_source(module), read_source(module).definitions[name])
        for definition in list(found.values()):
            for part in _parts(definition.node, asked):
                if id(part) not in seen:
                    seen.add(id(part))
                    names, more = _mentioned(part, definition.source)
                    waiting += names
                    asked |= more
        if not waiting:
            return Closure(found, frozenset(asked))


def _parts(node: ast.stmt, asked: set[str]) -> Iterator[ast.AST]:
    """Yield the parts of a definition that are translated: of a class the methods that are asked for."""
    if not isinstance(node, ast.ClassDef):
        yield node
        return
    yield from node.bases
    for each in node.body:
        if not isinstance(each, ast.FunctionDef) or is_wanted(each, asked):
            yield each


def is_wanted(method: ast.FunctionDef, asked: Iterable[str]) -> bool:
    """Return whether a method is among the attributes that are asked for, and is more than a signature."""
    return method.name in asked and not {"overload", "abstractmethod"} & set(decorators(method))


def _mentioned(part: ast.AST, source: Source) -> tuple[list[str], set[str]]:
    """Return the full names that a part refers to, and the attributes that it asks for."""
    names: list[str] = []
    asked: set[str] = set()
    for node in spoken(part, source):
        if isinstance(node, ast.Name):
            meaning = source.meaning(node.id)
            names += [meaning] if meaning else []
        elif isinstance(node, ast.Attribute):
            asked.add(node.attr)
            full = full_name(node, source)
            names += [full] if full else []
    return names, asked


def full_name(node: ast.expr, source: Source) -> str | None:
    """Return the full name of a name or of an attribute of a module, else `None`."""
    if isinstance(node, ast.Name):
        return source.meaning(node.id)
    if isinstance(node, ast.Attribute):
        outer = full_name(node.value, source)
        if outer is None and isinstance(node.value, ast.Name) and node.value.id in ("str", "dict"):
            outer = node.value.id
        module = outer is not None and not is_of_mathcore(outer)
        return f"{outer}.{node.attr}" if module else None
    return None


def spoken(node: ast.AST, source: Source) -> Iterator[ast.AST]:
    """Yield the nodes of a tree without annotations and without what is erased."""
    if isinstance(node, ast.expr):
        called = node.func if isinstance(node, ast.Call) else node
        full = full_name(called, source) if isinstance(called, ast.Name | ast.Attribute) else None
        if full is not None and is_erased(full):
            return
    yield node
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "type_comment"):
            continue
        for each in _each(value):
            if isinstance(each, ast.AST):
                yield from spoken(each, source)


def _each(value: object) -> list[object]:
    """Return the items of a list, or the value alone."""
    return [*cast(list[object], value)] if isinstance(value, list) else [value]
