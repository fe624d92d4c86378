"""The import closure read from the source holds all that really runs."""

import ast
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from hillside.studio.catalogue import names
from hillside.studio.import_closure import PACKAGES, ROOT, Sources, imported_names

DRAW = """
import json, os, sys, traceback
from dataclasses import replace
from pathlib import Path
import manim, typst

def draw(figure, folder):
    from hillside.stage import film
    from hillside.stage.look.theme import THEMES
    from hillside.studio.import_closure import PACKAGES, Sources
    from hillside.studio.job import Excerpt, Job
    from hillside.studio.key import modules_of
    from hillside.studio.renderer import render_staged, staged
    from hillside.files.formats import Size
    film.STATIONS_PER_SECOND = 1  # Fewer labels to place: their number loads no other code.
    code, closure, steps = Sources(), set(), {}
    jobs = {}
    for suffix in (".png", ".svg", ".pdf", ".mp4"):
        excerpt = Excerpt(beat=1) if suffix == ".mp4" else Excerpt()
        jobs[suffix] = Job(figure, (), THEMES["light"], Size(192, 108), 4, "draft", suffix, excerpt)
    with staged(jobs[".png"]) as drawn:
        for suffix, job in jobs.items():
            closure |= code.closure(modules_of(job))
            render_staged(drawn, job, folder / f"a{suffix}")
            loaded = {name for name in sys.modules if name.partition(".")[0] in PACKAGES}
            steps[suffix] = [sorted(loaded), sorted(closure)]
    return steps

for line in sys.stdin:
    figure, folder = json.loads(line)
    if os.fork() == 0:
        try:
            print(json.dumps(draw(figure, Path(folder))), flush=True)
        except BaseException:
            print(json.dumps(traceback.format_exc()), flush=True)
        os._exit(0)
    os.wait()
"""
"""For each line, a figure and a folder, draw the figure as file after file in a process in which none of our
code was loaded; of each file, tell the modules loaded and those of the closures so far."""

Steps = Mapping[str, tuple[list[str], list[str]]]


@pytest.fixture(scope="module")
def draw() -> Iterator[Callable[[str, Path], Steps]]:
    """Draw a figure; what others wrote is loaded once, and inherited by each process."""
    with subprocess.Popen(
        [sys.executable, "-c", DRAW], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as painter:
        assert painter.stdin is not None
        assert painter.stdout is not None
        stdin, stdout = painter.stdin, painter.stdout

        def drawn(figure: str, folder: Path) -> Steps:
            print(json.dumps([figure, str(folder)]), file=stdin, flush=True)
            told = json.loads(stdout.readline())
            assert isinstance(told, dict), told
            return told

        yield drawn
        stdin.close()


@pytest.mark.parametrize("figure", names())
def test_a_closure_holds_the_code_that_runs_and_little_more(
    figure: str, draw: Callable[[str, Path], Steps], tmp_path: Path
):
    for suffix, (loaded, closure) in draw(figure, tmp_path).items():
        assert (tmp_path / f"a{suffix}").stat().st_size > 0
        assert sorted(set(loaded) - set(closure)) == [], suffix
        assert len(set(closure) - set(loaded)) <= 3, suffix


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
