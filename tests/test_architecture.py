"""Who may import whom: the table of the rooms, kept by reading the source."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("mathcore", "stage", "scenes", "export", "commands", "render")
STDLIB = set(sys.stdlib_module_names)


@dataclass(frozen=True)
class Rule:
    """What a room may import besides the standard library and itself, and what to do instead."""

    may: frozenset[str]
    instead: str
    never: frozenset[str] = frozenset()


RULES = {
    "mathcore": Rule(
        frozenset({"numpy"}), "mathcore knows numbers only: move this to the room that needs it"
    ),
    "stage": Rule(
        frozenset({"mathcore", "manim", "numpy", "typst", "svgelements", "av", "PIL", "cairo", "babel"}),
        "stage serves every figure and no command: let render.py hand in what is needed",
    ),
    "scenes": Rule(
        frozenset({"mathcore", "stage", "manim"}),
        "a scene only says what is shown: compute it in mathcore, draw it with stage",
        never=frozenset({"math", "cmath", "statistics"}),
    ),
    "export": Rule(
        frozenset(
            {
                "hillside.lectures.booklet",
                "hillside.decks.slides",
                "hillside.decks.tags",
                "hillside.studio.rendering",
                "hillside.files.size",
                "hillside.stage.look.theme",
                "hillside.stage.errors",
                "hillside.studio.store",
                # How words are written and read: directions, fonts, captions, what a notebook keeps.
                "hillside.stage.lettering.language",
                "hillside.stage.lettering.locales",
                "hillside.stage.lettering.typeface",
                "hillside.files.captions",
                "hillside.studio.bundle",
                # How large a slide is in layout pixels.
                "hillside.stage.sheet",
                "PIL",
                "typst",
            }
        ),
        "an exporter knows slides only: put what it needs into hillside.decks.slides",
    ),
    "commands": Rule(
        frozenset({"click", "stage", "export"}),
        "a command only passes words on: do the work in stage, and import it inside the command",
    ),
    "render": Rule(frozenset({"click", "commands"}), "render.py only lists the commands"),
}

LIGHT = (
    *("again", "bounds", "catalogue", "codecs", "doctor", "draw", "errors", "finish", "job", "notebook"),
    *("notebook_figure", "params", "params_text", "provenance", "quality", "recipe", "size", "store"),
    *("story", "suffixes", "take"),
    *("decks.asked", "decks.deck", "decks.inside", "decks.media"),
    *("decks.shown", "decks.slides", "decks.tags"),
    *("lectures.build", "lectures.bundle", "lectures.captions", "lectures.lecture", "lectures.lines"),
    *("lectures.manifest", "lectures.outputs", "lectures.piece", "lectures.progress", "lectures.schema"),
    "lectures.workers",
    *("lettering.asked_language", "lettering.language", "lettering.scripts", "lettering.typeface"),
    "look.theme",
)
"""The half of stage that must load without manim."""


def sources(room: str) -> list[Path]:
    return [ROOT / "render.py"] if room == "render" else sorted((ROOT / room).rglob("*.py"))


def imports(tree: ast.AST, top_only: bool = False) -> Iterator[str]:
    """Yield the full names that a source imports; with `top_only` those that it needs in order to load."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module
            yield from (f"{node.module}.{each.name}" for each in node.names)
        elif not (top_only and (isinstance(node, ast.FunctionDef) or for_types_only(node))):
            yield from imports(node, top_only)


def for_types_only(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def allowed(name: str, room: str) -> bool:
    rule, first = RULES[room], name.partition(".")[0]
    if room == "scenes" and first == "scenes":
        return False
    if first in rule.never:
        return False
    inside = any(name == each or name.startswith(f"{each}.") for each in rule.may)
    return inside or first == room or first in STDLIB


@pytest.mark.parametrize("room", ROOMS)
def test_each_room_imports_what_it_may(room: str):
    for path in sources(room):
        for name in imports(ast.parse(path.read_text())):
            # `from stage import take` is read as `stage` and `hillside.studio.rendering`; the second decides.
            if room == "export" and name == "stage":
                continue
            assert allowed(name, room), f"{path.relative_to(ROOT)} imports {name}; {RULES[room].instead}"


@pytest.mark.parametrize(
    ("room", "name"),
    [
        ("mathcore", "hillside.studio.rendering"),
        ("mathcore", "manim"),
        ("stage", "click"),
        ("stage", "scenes.tangent.scene"),
        ("scenes", "numpy"),
        ("scenes", "math"),
        ("scenes", "scenes.hiker.scene"),
        ("export", "hillside.stage.figure"),
        ("export", "mathcore"),
        ("render", "manim"),
        ("render", "mathcore"),
        ("render", "numpy"),
    ],
)
def test_the_table_forbids_what_it_should(room: str, name: str):
    assert not allowed(name, room)


@pytest.mark.parametrize("name", LIGHT)
def test_the_light_half_of_stage_loads_without_manim(name: str):
    seen: set[str] = set()
    waiting = [(f"stage.{name}", f"stage.{name}")]
    while waiting:
        module, way = waiting.pop()
        assert module.partition(".")[0] != "manim", f"{way}; import it inside the function that needs it"
        path = ROOT / f"{module.replace('.', '/')}.py"
        if module not in seen and module.startswith("stage.") and path.exists():
            seen.add(module)
            needs = imports(ast.parse(path.read_text()), top_only=True)
            waiting += [(each, f"{way} imports {each}") for each in needs]
    assert seen


def test_only_shoot_sets_up_manim():
    # By its call: a module may say in words who does it.
    users = [
        path.relative_to(ROOT).as_posix()
        for room in ROOMS
        for path in sources(room)
        if "manim.tempconfig" in set(imports(ast.parse(path.read_text())))
    ]
    assert set(users) <= {"hillside/studio/shoot.py"}, (
        "ask hillside.studio.shoot to set manim up; its settings are global"
    )


@pytest.mark.parametrize("words", [[], ["--help"], ["list"], ["still", "--help"], ["film", "--help"]])
def test_help_and_lists_load_neither_manim_nor_numpy(words: list[str]):
    code = (
        "import sys, render\n"
        "try:\n"
        f"    {words!r} and render.main({words!r})\n"
        "except SystemExit as end:\n"
        "    assert end.code == 0\n"
        "print(sorted({'manim', 'numpy', 'mathcore'} & set(sys.modules)), file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stderr == "[]\n"
