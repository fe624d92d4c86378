"""Names of a package that are imported on first use, PEP 562 (2017)."""

import ast
import sys
from collections.abc import Callable
from importlib import import_module
from inspect import getsource
from types import MappingProxyType
from typing import Any


def lazy_names(package: str) -> tuple[Callable[[str], Any], Callable[[], list[str]], list[str]]:
    """Return `__getattr__`, `__dir__` and `__all__` of a package that imports its names on first use.

    The names are those that its source imports `if TYPE_CHECKING`, so that each is written once, and type
    checkers see the same names.

    Args:
        package: The name of the package, which is being imported.

    Example:
        >>> attribute, listing, public = lazy_names("mathcore")
        >>> attribute("parse")("2x + x")
        parse('2x + x', names=('x',))
        >>> "parse" in public and "parse" in listing()
        True
    """
    module = sys.modules[package]
    homes = MappingProxyType(names_for_types(getsource(module)))

    def attribute(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(homes[name]), name)
        setattr(module, name, value)
        return value

    return attribute, lambda: sorted({*vars(module), *homes}), sorted(homes)


def names_for_types(source: str) -> dict[str, str]:
    r"""Return the module of each name that a source imports `if TYPE_CHECKING`, at its top level.

    >>> names_for_types("if TYPE_CHECKING:\n    from a.b import c, d\nfrom e import f")
    {'c': 'a.b', 'd': 'a.b'}
    """
    return {
        alias.name: str(node.module)
        for block in ast.parse(source).body
        if isinstance(block, ast.If) and is_for_types(block)
        for node in block.body
        if isinstance(node, ast.ImportFrom) and node.level == 0
        for alias in node.names
    }


def is_for_types(node: ast.AST) -> bool:
    r"""Return whether a node of a syntax tree is a block `if TYPE_CHECKING`.

    >>> is_for_types(ast.parse("if TYPE_CHECKING:\n    import a").body[0])
    True
    """
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
