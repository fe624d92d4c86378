"""Small changes of a source file, each of a kind that a slip of the hand makes.

A change replaces one expression or statement: a comparison, a constant, a negation, a sign of arithmetic, a
dropped statement, swapped arguments, an index off by one, `and` for `or`. Docstrings, annotations and the
messages of errors are left alone. The method is that of DeMillo, Lipton and Sayward, Hints on test data
selection, 1978.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain, zip_longest
from types import MappingProxyType

COMPARISONS: Mapping[type[ast.cmpop], type[ast.cmpop]] = MappingProxyType(
    {
        ast.Lt: ast.LtE,
        ast.LtE: ast.Lt,
        ast.Gt: ast.GtE,
        ast.GtE: ast.Gt,
        ast.Eq: ast.NotEq,
        ast.NotEq: ast.Eq,
        ast.Is: ast.IsNot,
        ast.IsNot: ast.Is,
        ast.In: ast.NotIn,
        ast.NotIn: ast.In,
    }
)
ARITHMETIC: Mapping[type[ast.operator], type[ast.operator]] = MappingProxyType(
    {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult}
)


@dataclass(frozen=True)
class Change:
    """One change of a file.

    Attributes:
        file: the path of the file in the tree.
        kind: the kind of change.
        where: the function or class in which it lies, dotted.
        line: the number of its first line.
        old: the code that is replaced.
        new: the code put in its place.
        start: the offset of `old` in the source, in bytes of UTF-8.
    """

    file: str
    kind: str
    where: str
    line: int
    old: str
    new: str
    start: int

    @property
    def identity(self) -> str:
        """The change in words that stay the same when lines move."""
        old, new = (" ".join(text.split()) for text in (self.old, self.new))
        return f"{self.file} {self.where}: {old} -> {new}"

    def apply(self, source: str) -> str:
        """Return the source with the change made."""
        data = source.encode()
        end = self.start + len(self.old.encode())
        return (data[: self.start] + self.new.encode() + data[end:]).decode()


def changes_of(file: str, source: str) -> list[Change]:
    """Return the changes of a file, in the order of its source."""
    return _Finder(file, source).changes()


def chosen(changes: list[Change], count: int, seed: int) -> list[Change]:
    """Return `count` changes, of the kinds in turn: the same ones as long as their code is the same."""

    def rank(change: Change) -> str:
        return sha256(f"{seed} {change.identity}".encode()).hexdigest()

    kinds: dict[str, list[Change]] = {}
    for change in sorted(changes, key=rank):
        kinds.setdefault(change.kind, []).append(change)
    turns = chain.from_iterable(zip_longest(*(kinds[kind] for kind in sorted(kinds))))
    return [change for change in turns if change is not None][:count]


class _Finder(ast.NodeVisitor):
    """Collects the changes of one file."""

    def __init__(self, file: str, source: str) -> None:
        self.file = file
        self.source = source
        self.lines = [0]
        for line in source.encode().splitlines(keepends=True):
            self.lines.append(self.lines[-1] + len(line))
        self.where: list[str] = []
        self.found: list[Change] = []

    def changes(self) -> list[Change]:
        """Return the changes, in the order of the source."""
        self.visit(ast.parse(self.source))
        return self.found

    def add(self, kind: str, node: ast.expr | ast.stmt, new: str) -> None:
        """Note that the code of a node may be replaced."""
        old = ast.get_source_segment(self.source, node)
        assert old is not None, node
        start = self.lines[node.lineno - 1] + node.col_offset
        where = ".".join(self.where) or "module"
        self.found.append(Change(self.file, kind, where, node.lineno, old, new, start))

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """Look into the body and the defaults, not at the annotations."""
        self._within(node.name, [*node.args.defaults, *filter(None, node.args.kw_defaults), *node.body])

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        """Look into the body."""
        self._within(node.name, node.body)

    def _within(self, name: str, nodes: list[ast.stmt] | list[ast.expr | ast.stmt]) -> None:
        self.where.append(name)
        for each in nodes:
            self.visit(each)
        self.where.pop()

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        """Look at the value only."""
        if node.value is not None:
            self.visit(node.value)

    def visit_If(self, node: ast.If) -> None:
        """Negate the condition; what only type checkers read is left alone."""
        if ast.unparse(node.test) in ("TYPE_CHECKING", "__name__ == '__main__'"):
            return
        self._negate(node.test)
        self.generic_visit(node)

    def visit_IfExp(self, node: ast.IfExp) -> None:
        """Negate the condition."""
        self._negate(node.test)
        self.generic_visit(node)

    def _negate(self, test: ast.expr) -> None:
        if not isinstance(test, ast.Compare):
            self.add("negation", test, f"(not ({ast.unparse(test)}))")

    def visit_Raise(self, node: ast.Raise) -> None:
        """Drop it; its message is left alone."""
        self.add("dropped statement", node, "pass")

    def visit_Expr(self, node: ast.Expr) -> None:
        """Drop a call made for its effect; a docstring is left alone."""
        if isinstance(node.value, ast.Call):
            self.add("dropped statement", node, "pass")
        if not isinstance(node.value, ast.Constant):
            self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        """Drop it."""
        self.add("dropped statement", node, "pass")
        self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        """Drop an assignment to an element or an attribute."""
        if all(isinstance(target, ast.Subscript | ast.Attribute) for target in node.targets):
            self.add("dropped statement", node, "pass")
        self.generic_visit(node)

    def visit_Compare(self, node: ast.Compare) -> None:
        """Replace the first comparison by its neighbor."""
        operators = [COMPARISONS[type(node.ops[0])](), *node.ops[1:]]
        self._replace("comparison", node, ast.Compare(node.left, operators, node.comparators))
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        """Replace `and` by `or`, and the other way round."""
        operator = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        self._replace("and or", node, ast.BoolOp(operator, node.values))
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        """Replace plus by minus and times by divided by, and the other way round."""
        if type(node.op) in ARITHMETIC and not isinstance(node.left, ast.Constant | ast.JoinedStr | ast.List):
            self._replace("sign", node, ast.BinOp(node.left, ARITHMETIC[type(node.op)](), node.right))
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        """Drop a minus or a `not`."""
        if isinstance(node.op, ast.USub | ast.Not):
            self._replace("negation", node, node.operand)
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        """Swap the first two arguments."""
        arguments = node.args
        if len(arguments) > 1 and not any(isinstance(each, ast.Starred) for each in arguments[:2]):
            swapped = [arguments[1], arguments[0], *arguments[2:]]
            self._replace("swapped arguments", node, ast.Call(node.func, swapped, node.keywords))
        self.generic_visit(node)

    def visit_keyword(self, node: ast.keyword) -> None:
        """Look at the value; `strict` of a `zip` guards against slips, and alters nothing without one."""
        if node.arg != "strict":
            self.generic_visit(node)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        """Shift the ends of a slice, or a constant index, by one."""
        ends = [node.slice.lower, node.slice.upper] if isinstance(node.slice, ast.Slice) else []
        for end in filter(None, ends):
            self.add("off by one", end, f"({ast.unparse(end)}) + 1")
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        """Replace a number by another."""
        value = node.value
        if isinstance(value, bool):
            self.add("constant", node, str(not value))
        elif isinstance(value, int):
            self.add("constant", node, str(value + 1))
        elif isinstance(value, float):
            self.add("constant", node, repr(value * 2 or 1.0))

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """Leave formatted text alone: places inside it are not known exactly before Python 3.12."""

    def _replace(self, kind: str, node: ast.expr, new: ast.expr) -> None:
        self.add(kind, node, f"({ast.unparse(new)})")
