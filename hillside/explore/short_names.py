"""Short names for what only the translated source speaks of: variables, attributes and methods."""

from __future__ import annotations

import ast
from collections.abc import Container, Iterable, Iterator, Mapping
from copy import deepcopy

from hillside.explore.javascript_names import METHODS

_TAKEN = frozenset({"do", "if", "in", "of", "np"})
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def short_names(taken: Container[str] = _TAKEN) -> Iterator[str]:
    """Yield a, b, ..., z, aa, ab, ...

    Example:
        >>> names = short_names()
        >>> [next(names) for _ in range(28)][-3:]
        ['z', 'aa', 'ab']
    """
    place = 0
    while True:
        place, name, rest = place + 1, "", place
        while True:
            name = _LETTERS[rest % 26] + name
            rest = rest // 26 - 1
            if rest < 0:
                break
        if name not in taken:
            yield name


def with_short_variables(node: ast.FunctionDef) -> ast.FunctionDef:
    r"""Return a function with short names of its parameters and variables, those given by name aside.

    Example:
        >>> source = "def half(number):\n    found = number / two\n    return found"
        >>> print(ast.unparse(with_short_variables(ast.parse(source).body[0])))
        def half(a):
            b = a / two
            return b
    """
    named = {each.arg for inner in ast.walk(node) if _is_function(inner) for each in _by_name(inner)}
    bound = {name for inner in ast.iter_child_nodes(node) for name in _bound(inner)} - named
    free = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)} - bound
    fresh = short_names(_TAKEN | free | named)
    # In the order in which they appear, so that functions look alike and are packed well.
    names = {name: next(fresh) for name in dict.fromkeys(_in_order(node)) if name in bound}
    return _Renamed(names).renamed(deepcopy(node))


def _is_function(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef | ast.Lambda)


def _by_name(node: ast.AST) -> list[ast.arg]:
    """Return the parameters after *args, which are given by name in JavaScript too."""
    assert isinstance(node, ast.FunctionDef | ast.Lambda)
    return node.args.kwonlyargs if node.args.vararg is not None else []


def _bound(node: ast.AST) -> Iterator[str]:
    """Yield the names that are bound anywhere in a tree."""
    for each in ast.walk(node):
        if isinstance(each, ast.arg):
            yield each.arg
        elif isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store):
            yield each.id
        elif isinstance(each, ast.FunctionDef) or (isinstance(each, ast.ExceptHandler) and each.name):
            yield str(each.name)


def _in_order(node: ast.AST) -> Iterator[str]:
    """Yield the names of a tree in their order: parameters, then what is assigned and read."""
    for each in ast.iter_child_nodes(node):
        if isinstance(each, ast.arg):
            yield each.arg
        elif isinstance(each, ast.Name):
            yield each.id
        elif isinstance(each, ast.FunctionDef) or (isinstance(each, ast.ExceptHandler) and each.name):
            yield str(each.name)
        yield from _in_order(each)


class _Renamed(ast.NodeTransformer):
    """A change of names in a tree."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names

    def renamed(self, node: ast.FunctionDef) -> ast.FunctionDef:
        """Return a function with its insides renamed, under its own name."""
        self.generic_visit(node)
        return node

    def visit_Name(self, node: ast.Name) -> ast.Name:
        node.id = self.names.get(node.id, node.id)
        return node

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.arg, node.annotation = self.names.get(node.arg, node.arg), None
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        node.name, node.returns = self.names.get(node.name, node.name), None
        self.generic_visit(node)
        return node

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> ast.ExceptHandler:
        node.name = self.names.get(node.name, node.name) if node.name else None
        self.generic_visit(node)
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AnnAssign:
        node.target = self.visit(node.target)
        node.value = self.visit(node.value) if node.value else None
        return node


def short_members(
    classes: Iterable[ast.ClassDef], asked: Mapping[str, int], kept: Container[str]
) -> dict[str, str]:
    """Return short names of the attributes and methods of classes, the shortest for the most used.

    Args:
        classes: The classes.
        asked: How often each attribute is asked for.
        kept: The attributes that keep their names.
    """
    own = {name for each in classes for name in _members(each)}
    fresh = short_names()
    return {
        name: f"_{next(fresh)}"
        for name in sorted(own, key=lambda name: (-asked.get(name, 0), name))
        if name not in kept and name not in METHODS and not name.startswith("__")
    }


def _members(node: ast.ClassDef) -> Iterator[str]:
    for each in node.body:
        if isinstance(each, ast.FunctionDef):
            yield str(each.name)
        elif isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name):
            yield each.target.id
    for each in ast.walk(node):
        if isinstance(each, ast.Attribute) and isinstance(each.ctx, ast.Store):
            yield each.attr
