"""The key of an output: the digest of everything that determines its bytes, and of nothing else.

The code that determines them is an import closure, computed from the sources without running them: every
`import` in a module counts, including those inside functions, and so do the packages that contain it. Imports
under `TYPE_CHECKING` do not count.
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
"""The top-level packages of this program."""

_IMPORT = re.compile(r"([ \t]*)(?:(if TYPE_CHECKING:)|(?:from[ \t]+[\w.]+[ \t]+import|import)\b)")


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
            file = self.file(module)
            package = module if file is not None and file.name == "__init__.py" else module.rpartition(".")[0]
            named = () if file is None else imported_names(file.read_text(encoding="utf-8"), package)
            self._imports[module] = frozenset(each for name in named for each in self._lineage(name))
        return self._imports[module]

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
            base = self._home(room) / module.replace(".", "/")
            tried = (base.with_name(f"{base.name}.py"), base / "__init__.py") if room in PACKAGES else ()
            self._files[module] = next((each for each in tried if each.is_file()), None)
        return self._files[module]

    def _home(self, room: str) -> Path:
        """Return the folder that contains a top-level package."""
        if self._folder is not None:
            return self._folder
        if room not in self._homes:
            spec = find_spec(room)
            origin = None if spec is None else spec.origin
            self._homes[room] = None if origin is None else Path(origin).resolve().parents[1]
        return self._homes[room] or Path(__file__).resolve().parents[2]

    def _lineage(self, name: str) -> frozenset[str]:
        """Return the packages and the module in a dotted name, which may end in a name inside the module."""
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
    """Return the sources that this process runs, cached: later edits do not affect a running process."""
    return Sources()


def imported_names(source: str, package: str = "") -> frozenset[str]:
    r"""Return the dotted names that a source imports anywhere except under `TYPE_CHECKING`.

    Only lines that begin like an import are parsed, which takes a tenth of the time. Such a line inside a
    string counts too, so that a closure may be too large. An import that shares its line with another
    statement is missed; the linter forbids it.

    Args:
        source: The text of a module.
        package: The package that contains it, to which relative imports refer.

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
        # Lines indented more than `if TYPE_CHECKING:` belong to it.
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
"""The libraries whose version can change a pixel."""
RENDERER = "hillside.studio.renderer"
"""The module that makes the files of a job."""


def key(job: Job, also: Iterable[str] = (), code: Sources | None = None) -> str:
    """Return the SHA-256 of everything that determines the bytes of an output.

    That is: the job; the import closure of its figure and of the writer of its suffix; the catalog of its
    language; the fonts of its typeface and of its script; and the versions of the drawing libraries. Equal
    keys mean equal files, in every process and on every machine with the same libraries.

    Args:
        job: The job.
        also: Other modules that determine the bytes, for an output composed of pictures.
        code: The sources, if not those that this process runs.
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
    """Return the version of each library that can change a pixel."""
    return MappingProxyType({name: version(name) for name in DRAWING_LIBRARIES})


def modules_of(job: Job) -> tuple[str, ...]:
    """Return the modules whose import closure renders a job; for a film that includes its poster, a still."""
    poster = (format_of(".png").module,) if job.is_film else ()
    return (module_of(job.figure), RENDERER, job.format.module, *poster)


def data_of(job: Job) -> Iterator[str]:
    """Yield the data files that a job reads, by their paths relative to `ROOT`, each once.

    Custom fonts are identified in the job by their content, and fonts from another package by its version.
    """
    if job.language.code != "en":
        yield catalog_path(job.language.code).resolve().relative_to(ROOT).as_posix()
    fonts = dict.fromkeys((*job.theme.typeface.files, *script_of(job.language.code).files))
    for font in fonts:
        path = font.path.resolve()
        if not font.sha256 and path.is_relative_to(ROOT / "hillside"):
            yield path.relative_to(ROOT).as_posix()


def canonical(value: object) -> str:
    """Return the canonical JSON of `value`: sorted keys, no spaces.

    >>> canonical({"b": 1, "a": (2, "π")})
    '{"a":[2,"π"],"b":1}'
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def digest(files: Iterable[Path], root: Path) -> str:
    """Return the SHA-256 of the names (relative to `root`) and contents of `files`."""
    whole = hashlib.sha256()
    for file in sorted(files):
        content = file.read_bytes()
        whole.update(f"{file.relative_to(root).as_posix()}\0{len(content)}\0".encode())
        whole.update(content)
    return whole.hexdigest()
