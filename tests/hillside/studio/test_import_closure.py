"""The import closure read from the source holds all that really runs."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from hillside.studio.catalogue import names
from hillside.studio.import_closure import PACKAGES, ROOT, Sources, imported_names

DRAW = """
import json, sys
from dataclasses import replace
from pathlib import Path
from hillside.stage.look.theme import THEMES
from hillside.studio.import_closure import PACKAGES, Sources
from hillside.studio.job import Excerpt, Job
from hillside.studio.key import modules_of
from hillside.studio.renderer import render_staged, staged
from hillside.files.formats import Size
figure, folder = sys.argv[1], Path(sys.argv[2])
code, closure, missed, seen = Sources(), set(), {}, {}
jobs = {}
for suffix in (".png", ".svg", ".pdf", ".mp4"):
    excerpt = Excerpt(beat=1) if suffix == ".mp4" else Excerpt()
    jobs[suffix] = Job(figure, (), THEMES["light"], Size(192, 108), 4, "draft", suffix, excerpt)
with staged(jobs[".png"]) as drawn:
    for suffix, job in jobs.items():
        closure |= code.closure(modules_of(job))
        render_staged(drawn, job, folder / f"a{suffix}")
        loaded = {name for name in sys.modules if name.partition(".")[0] in PACKAGES}
        missed[suffix] = sorted(loaded - closure)
        seen[suffix] = [len(loaded), len(closure)]
print(json.dumps([missed, seen]))
"""
"""Draw a figure as file after file; of each, the modules loaded that the closures so far have not."""


@pytest.mark.parametrize("figure", names())
def test_the_code_that_runs_when_a_figure_is_drawn_is_in_its_closure(figure: str, tmp_path: Path):
    run = subprocess.run(
        [sys.executable, "-c", DRAW, figure, str(tmp_path)], cwd=ROOT, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    missed, seen = json.loads(run.stdout)
    assert missed == {".png": [], ".svg": [], ".pdf": [], ".mp4": []}
    for loaded, closure in seen.values():
        assert closure < 1.15 * loaded


def imports(node: ast.AST) -> Iterator[str]:
    """Yield the names that a parsed source imports, save for types alone."""
    for each in ast.iter_child_nodes(node):
        if isinstance(each, ast.If) and isinstance(each.test, ast.Name) and each.test.id == "TYPE_CHECKING":
            continue
        if isinstance(each, ast.Import):
            yield from (alias.name for alias in each.names)
        elif isinstance(each, ast.ImportFrom):
            assert each.level == 0
            yield from (f"{each.module}.{alias.name}" for alias in each.names)
        else:
            yield from imports(each)


@pytest.mark.parametrize("room", PACKAGES)
def test_the_fast_import_scan_finds_everything_the_parser_finds(room: str):
    sources = sorted((ROOT / room).rglob("*.py"))
    assert sources
    code = Sources()
    for path in sources:
        text = path.read_text(encoding="utf-8")
        read, parsed = imported_names(text), set(imports(ast.parse(text)))
        assert parsed <= read, path
        # Words of a docstring that read like an import do no harm.
        assert not [name for name in read - parsed if code.file(name)], path


def write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def test_lazy_imports_and_packages_count_but_type_checking_imports_do_not(tmp_path: Path):
    files = {
        "scenes/__init__.py": "",
        "scenes/a/__init__.py": "from scenes.a.always import X\n",
        "scenes/a/always.py": "X = 1\n",
        "scenes/a/scene.py": "def f():\n    from scenes.a.lazy import y\n    import numpy\n",
        "scenes/a/lazy.py": "if TYPE_CHECKING:\n    from scenes.a.types import Z\nimport scenes.b\n",
        "scenes/a/types.py": "",
        "scenes/b.py": '"""from scenes.a import nothing that is a module"""\n',
        "scenes/unused.py": "",
    }
    write(tmp_path, files)
    found = Sources(tmp_path).closure(["scenes.a.scene"])
    assert found == {"scenes", "scenes.a", "scenes.a.always", "scenes.a.scene", "scenes.a.lazy", "scenes.b"}


def test_what_a_figure_imports_from_its_own_folder_counts_however_it_is_written(tmp_path: Path):
    files = {
        "scenes/__init__.py": "",
        "scenes/mine/__init__.py": "from .names import X\n",
        "scenes/mine/names.py": "X = 1\n",
        "scenes/mine/scene.py": "from . import drawing, facts\nfrom ..shared import \\\n    hills\n",
        "scenes/mine/facts.py": "",
        "scenes/mine/drawing.py": "",
        "scenes/shared/__init__.py": "",
        "scenes/shared/hills.py": "",
    }
    write(tmp_path, files)
    every = {name.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for name in files}
    assert Sources(tmp_path).closure(["scenes.mine.scene"]) == every
