"""The import closure: the modules of the program that a module runs, read from the sources alone.

Every `import` in a module counts, including those inside functions, and so do the packages that contain it.
Imports under `TYPE_CHECKING` do not count; those of a package say where the names are that it imports on
first use (`mathcore.lazy_names`), so that `from mathcore import parse` leads to the module of `parse`.
"""

from __future__ import annotations

import ast
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

PACKAGES = ("hillside", "mathcore", "scenes")
"""The top-level packages of this program."""

ROOT = Path(__file__).resolve().parents[2]
"""The folder that holds the packages `hillside`, `mathcore` and `scenes`."""

_IMPORT = re.compile(r"([ \t]*)(?:(if TYPE_CHECKING:)|(?:from[ \t]+[\w.]+[ \t]+import|import)\b)")
_SHARED_LINE = re.compile(r"[:;][ \t]*(?:from[ \t]+[\w.]+[ \t]+import|import)\b")


class Sources:
    """The source files of the program; each is read once and cached.

    Args:
        folder: The folder of the packages, if not where Python finds them.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._homes: dict[str, Path | None] = {}
        self._files: dict[str, Path | None] = {}
        self._lineages: dict[str, frozenset[str]] = {}
        self._lazy: dict[str, Mapping[str, str]] = {}
        self._names: dict[str, frozenset[str]] = {}
        self._imports: dict[str, frozenset[str]] = {}
        self._closures: dict[frozenset[str], frozenset[str]] = {}
        self._digests: dict[Path, str] = {}

    def closure(self, modules: Iterable[str]) -> frozenset[str]:
        """Return these modules and all of the program that they import, directly or not, lazily or not.

        Other names are ignored.
        """
        seeds = frozenset(modules)
        if seeds not in self._closures:
            found: set[str] = set()
            waiting = [each for seed in seeds for each in self._lineage(seed)]
            while waiting:
                module = waiting.pop()
                if module not in found:
                    found.add(module)
                    waiting += self.imports(module) - found
            self._closures[seeds] = frozenset(found)
        return self._closures[seeds]

    def imports(self, module: str) -> frozenset[str]:
        """Return the modules of the program that a module imports directly, and the packages they are in."""
        if module not in self._imports:
            named = self._imported_names(module)
            self._imports[module] = frozenset(each for name in named for each in self._lineage(name))
        return self._imports[module]

    def libraries(self, modules: Iterable[str]) -> frozenset[str]:
        """Return the top-level packages of others that these modules import directly."""
        return frozenset(
            name.partition(".")[0] for each in modules for name in self._imported_names(each)
        ).difference(PACKAGES)

    def digests(self, modules: Iterable[str]) -> dict[str, str]:
        """Return the SHA-256 of each source in the import closure of some modules."""
        files = {module: self.file(module) for module in sorted(self.closure(modules))}
        return {module: self._digest(file) for module, file in files.items() if file is not None}

    def data_digests(self, paths: Iterable[str]) -> dict[str, str]:
        """Return the SHA-256 of data files, given by their paths relative to the folder of the packages."""
        return {path: self._digest(self._home(path.partition("/")[0]) / path) for path in paths}

    def file(self, module: str) -> Path | None:
        """Return the source file of a module or package of this name, or None."""
        if module not in self._files:
            room = module.partition(".")[0]
            names = (
                f"{module.replace('.', '/')}{end}" for end in (".py", "/__init__.py") if room in PACKAGES
            )
            tried = (self._home(room) / name for name in names)
            self._files[module] = next((each for each in tried if each.is_file()), None)
        return self._files[module]

    def _imported_names(self, module: str) -> frozenset[str]:
        if module not in self._names:
            file = self.file(module)
            package = module if file is not None and file.name == "__init__.py" else module.rpartition(".")[0]
            text = "" if file is None else file.read_text(encoding="utf-8")
            self._names[module] = imported_names(text, package)
        return self._names[module]

    def _home(self, room: str) -> Path:
        """Return the folder that contains a top-level package."""
        if self._folder is not None:
            return self._folder
        if room not in self._homes:
            spec = find_spec(room)
            origin = None if spec is None else spec.origin
            self._homes[room] = None if origin is None else Path(origin).resolve().parents[1]
        return self._homes[room] or ROOT

    def _lineage(self, name: str) -> frozenset[str]:
        """Return the packages and the module in a dotted name, which may end in a name inside the module.

        A name that a package imports on first use adds its module; the package itself, or all of its names
        (`*`), add the modules of all.
        """
        if name not in self._lineages:
            parts = name.split(".") if name.partition(".")[0] in PACKAGES else []
            dotted = (".".join(parts[: count + 1]) for count in range(len(parts)))
            inside = frozenset(each for each in dotted if self.file(each) is not None)
            self._lineages[name] = inside.union(*map(self._lineage, self._homes_of(name)))
        return self._lineages[name]

    def _homes_of(self, name: str) -> list[str]:
        """Return where the lazy names are that a dotted name stands for, as dotted names."""
        package, _, last = (f"{name}.*" if self.file(name) else name).rpartition(".")
        homes = self._lazy_names(package)
        return [f"{home}.{each}" for each, home in homes.items() if last in (each, "*")]

    def _lazy_names(self, package: str) -> Mapping[str, str]:
        """Return the module of each name that a package imports on first use."""
        from mathcore.lazy_names import names_for_types

        if package not in self._lazy:
            file = self.file(package)
            text = file.read_text(encoding="utf-8") if file is not None and file.name == "__init__.py" else ""
            self._lazy[package] = names_for_types(text) if "TYPE_CHECKING" in text else {}
        return self._lazy[package]

    def _digest(self, file: Path) -> str:
        if file not in self._digests:
            self._digests[file] = hashlib.sha256(file.read_bytes()).hexdigest()
        return self._digests[file]


@lru_cache(maxsize=1)
def sources() -> Sources:
    """Return the sources that this process runs, cached: later edits do not affect a running process."""
    return Sources()


def imported_names(source: str, package: str = "") -> frozenset[str]:
    r"""Return the dotted names that a source imports anywhere except under `TYPE_CHECKING`.

    Args:
        source: The text of a module.
        package: The package that contains it, to which relative imports refer.

    >>> sorted(imported_names("import a.b as x\ndef f():\n    from c import (\n        d,\n    )"))
    ['a.b', 'c.d']
    >>> sorted(imported_names("if TYPE_CHECKING:\n    import a\n\n    import b\nimport c"))
    ['c']
    >>> sorted(imported_names("from . import a\nfrom ..shared import \\\n    b", "scenes.mine"))
    ['scenes.mine.a', 'scenes.shared.b']
    """
    imports = _scanned(source)
    statements = _parsed(ast.parse(source)) if imports is None else map(_statement, imports)
    return frozenset(name for each in statements if each is not None for name in _names(each, package))


def _scanned(source: str) -> list[str] | None:
    """Return the import statements of a source, or None if it takes a parser to tell what is one.

    Only lines that begin like an import are looked at, which takes a tenth of a parser's time. A parser is
    needed if such a line seems to be inside a string, or an import to share its line with another statement.
    """
    if _SHARED_LINE.search(source):
        return None
    lines, found = source.splitlines(), list[str]()
    number, typing, quotes = 0, -1, 0
    while number < len(lines):
        line = lines[number]
        number += 1
        # Lines indented more than `if TYPE_CHECKING:` belong to it.
        typing = typing if not line.strip() or len(line) - len(line.lstrip()) > typing else -1
        start, inside = _IMPORT.match(line), quotes % 2 == 1
        quotes += line.count('"""')
        if start is None or typing >= 0:
            continue
        if inside:
            return None
        if start[2]:
            typing = len(start[1])
            continue
        text = line.strip()
        while (text.count("(") > text.count(")") or text.endswith("\\")) and number < len(lines):
            text += "\n" + lines[number]
            number += 1
        found.append(text)
    return found


def _statement(text: str) -> ast.stmt | None:
    try:
        return ast.parse(text).body[0]
    except SyntaxError:
        return None


def _parsed(tree: ast.AST) -> Iterator[ast.stmt]:
    """Yield the statements under a node of a syntax tree, save those for type checkers alone."""
    from mathcore.lazy_names import is_for_types

    under = tree.orelse if isinstance(tree, ast.If) and is_for_types(tree) else ast.iter_child_nodes(tree)
    for node in under:
        yield from (node,) if isinstance(node, ast.stmt) else ()
        yield from _parsed(node)


def _names(statement: ast.stmt, package: str) -> Iterator[str]:
    """Yield the dotted names that a statement imports."""
    if isinstance(statement, ast.Import):
        for each in statement.names:
            # `import a.b` binds `a`.
            yield from (each.name, each.name if each.asname else each.name.partition(".")[0])
    elif isinstance(statement, ast.ImportFrom):
        # One dot is the package itself, and each further one goes up a package.
        level = statement.level
        above = package.split(".")[: len(package.split(".")) + 1 - level] if level else ()
        start = ".".join((*above, *filter(None, (statement.module,))))
        yield from (f"{start}.{each.name}" for each in statement.names)
