"""The key of a picture: the digest of all that decides its bytes, and of nothing else.

The code that decides them is an import closure, read from the source without running it: every `import` in a
module's text counts, those inside functions included, and so do the packages that it lies in. What is
imported for types alone does not run, and does not count.
"""

from __future__ import annotations

import ast
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

from hillside.files.formats import format_of
from hillside.stage.lettering.language import catalog_path, letters_version, script_of
from hillside.studio.catalogue import module_of
from hillside.studio.job import Job

PACKAGES = ("hillside", "mathcore", "scenes")
"""The top-level packages that are ours."""

_IMPORT = re.compile(r"([ \t]*)(?:(if TYPE_CHECKING:)|(?:from[ \t]+[\w.]+[ \t]+import|import)\b)")


class Sources:
    """The source files of the program as they are now; each is read once.

    Args:
        folder: where the packages lie, if not where Python finds them.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._homes: dict[str, Path | None] = {}
        self._files: dict[str, Path | None] = {}
        self._lineages: dict[str, frozenset[str]] = {}
        self._imports: dict[str, frozenset[str]] = {}
        self._closures: dict[frozenset[str], frozenset[str]] = {}
        self._digests: dict[Path, str] = {}

    def closure(self, modules: Iterable[str]) -> frozenset[str]:
        """Return these modules and all of ours that they import, directly or not, lazily or not.

        A name that is no module of ours is left out.
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
        """Return the modules of ours that a module imports itself, with the packages that they lie in."""
        if module not in self._imports:
            file = self.file(module)
            package = module if file is not None and file.name == "__init__.py" else module.rpartition(".")[0]
            named = () if file is None else imported_names(file.read_text(encoding="utf-8"), package)
            self._imports[module] = frozenset(each for name in named for each in self._lineage(name))
        return self._imports[module]

    def digests(self, modules: Iterable[str]) -> dict[str, str]:
        """Return the SHA-256 of each source in the closure of some modules."""
        files = {module: self.file(module) for module in sorted(self.closure(modules))}
        return {module: self._digest(file) for module, file in files.items() if file is not None}

    def data_digests(self, paths: Iterable[str]) -> dict[str, str]:
        """Return the SHA-256 of files beside the sources, given from the folder that the packages lie in."""
        return {path: self._digest(self._home(path.partition("/")[0]) / path) for path in paths}

    def file(self, module: str) -> Path | None:
        """Return the source file of a module or package, or None if there is none of that name."""
        if module not in self._files:
            room = module.partition(".")[0]
            base = self._home(room) / module.replace(".", "/")
            tried = (base.with_name(f"{base.name}.py"), base / "__init__.py") if room in PACKAGES else ()
            self._files[module] = next((each for each in tried if each.is_file()), None)
        return self._files[module]

    def _home(self, room: str) -> Path:
        """Return the folder that a top-level package lies in."""
        if self._folder is not None:
            return self._folder
        if room not in self._homes:
            spec = find_spec(room)
            origin = None if spec is None else spec.origin
            self._homes[room] = None if origin is None else Path(origin).resolve().parents[1]
        return self._homes[room] or Path(__file__).resolve().parents[2]

    def _lineage(self, name: str) -> frozenset[str]:
        """Return the modules and packages along a dotted name; its end may be a name inside a module."""
        if name not in self._lineages:
            parts = name.split(".") if name.partition(".")[0] in PACKAGES else []
            dotted = (".".join(parts[: count + 1]) for count in range(len(parts)))
            self._lineages[name] = frozenset(each for each in dotted if self.file(each) is not None)
        return self._lineages[name]

    def _digest(self, file: Path) -> str:
        if file not in self._digests:
            self._digests[file] = hashlib.sha256(file.read_bytes()).hexdigest()
        return self._digests[file]


@lru_cache(maxsize=1)
def sources() -> Sources:
    """Return the sources that this process runs: what has been loaded once does not change under it."""
    return Sources()


def imported_names(source: str, package: str = "") -> frozenset[str]:
    r"""Return the dotted names that a source imports anywhere, save for types alone.

    Only the lines that begin like an import are parsed, which is a tenth of the work; a line of a text that
    looks like one would count, and makes a closure larger than it need be. An import that shares its line
    with another statement is not seen: the linter allows none.

    Args:
        source: the text of a module.
        package: the package that it lies in, which relative imports start from.

    >>> sorted(imported_names("import a.b\ndef f():\n    from c import (\n        d,\n    )"))
    ['a.b', 'c.d']
    >>> sorted(imported_names("if TYPE_CHECKING:\n    import a\n\n    import b\nimport c"))
    ['c']
    >>> sorted(imported_names("from . import a\nfrom ..shared import \\\n    b", "scenes.mine"))
    ['scenes.mine.a', 'scenes.shared.b']
    """
    lines, found = source.splitlines(), set[str]()
    number, typing = 0, -1
    while number < len(lines):
        line = lines[number]
        number += 1
        # What is indented more than `if TYPE_CHECKING:` is inside it.
        typing = typing if not line.strip() or len(line) - len(line.lstrip()) > typing else -1
        start = _IMPORT.match(line)
        if start is None or typing >= 0:
            continue
        if start[2]:
            typing = len(start[1])
            continue
        text = line.strip()
        while (text.count("(") > text.count(")") or text.endswith("\\")) and number < len(lines):
            text += "\n" + lines[number]
            number += 1
        found.update(_names(text, package))
    return frozenset(found)


def _names(statement: str, package: str) -> Iterator[str]:
    try:
        parsed = ast.parse(statement).body
    except SyntaxError:
        return
    for node in parsed:
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            # One dot is the package itself, and each further one goes up a package.
            above = package.split(".")[: len(package.split(".")) + 1 - node.level] if node.level else ()
            start = ".".join((*above, *filter(None, (node.module,))))
            yield from (f"{start}.{each.name}" for each in node.names)


ROOT = Path(__file__).resolve().parents[2]
"""The folder that holds the packages `hillside`, `mathcore` and `scenes`."""

DRAWING_LIBRARIES = ("av", "babel", "manim", "numpy", "pillow", "pycairo", "typst")
"""The packages whose version can change a pixel."""
SHOOT = "hillside.studio.shoot"
"""The module that makes the files of a job."""


def key(job: Job, also: Iterable[str] = (), code: Sources | None = None) -> str:
    """Return the SHA-256 of all that decides the bytes of an output.

    These are the job; the modules that its figure and the writer of its suffix import; the catalog of its
    language; the fonts of its typeface and of its script; and the versions of the libraries that draw. Equal
    keys mean equal pictures, in every process and on every machine with the same libraries.

    Args:
        job: what is asked for.
        also: further modules that decide the bytes, of an output that is made of pictures.
        code: the sources, if not those that this process runs.
    """
    code = sources() if code is None else code
    decided = {
        "job": job.to_json(),
        "code": code.digests((*modules_of(job), *also)),
        "data": code.data_digests(data_of(job)),
        "versions": {**versions(), "letters": letters_version(job.language.code)},
    }
    return hashlib.sha256(canonical(decided).encode()).hexdigest()


@lru_cache(maxsize=1)
def versions() -> Mapping[str, str]:
    """Return the version of each package that can change a pixel."""
    return MappingProxyType({name: version(name) for name in DRAWING_LIBRARIES})


def modules_of(job: Job) -> tuple[str, ...]:
    """Return the modules whose import closure draws a job; beside a film comes its poster, a still."""
    poster = (format_of(".png").module,) if job.is_film else ()
    return (module_of(job.figure), SHOOT, job.format.module, *poster)


def data_of(job: Job) -> Iterator[str]:
    """Yield the files other than code that a job reads, by their path from `ROOT`, each once.

    A lecturer's own fonts are named in the job by their content, and those of a package by its version.
    """
    if job.language.code != "en":
        yield catalog_path(job.language.code).resolve().relative_to(ROOT).as_posix()
    fonts = dict.fromkeys((*job.theme.typeface.files, *script_of(job.language.code).files))
    for font in fonts:
        path = font.path.resolve()
        if not font.sha256 and path.is_relative_to(ROOT / "hillside"):
            yield path.relative_to(ROOT).as_posix()


def canonical(value: object) -> str:
    """Return the one JSON text of `value`.

    >>> canonical({"b": 1, "a": (2, "π")})
    '{"a":[2,"π"],"b":1}'
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def digest(files: Iterable[Path], root: Path) -> str:
    """Return the SHA-256 of the names (below `root`) and contents of `files`."""
    whole = hashlib.sha256()
    for file in sorted(files):
        content = file.read_bytes()
        whole.update(f"{file.relative_to(root).as_posix()}\0{len(content)}\0".encode())
        whole.update(content)
    return whole.hexdigest()
