"""Who may import whom: the table of the rooms of `docs/architecture.md`, kept by reading the source."""

import ast
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from mathcore.lazy_names import is_for_types, names_for_types

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("mathcore", "scenes", "hillside")
FIGURE = "scenes.<figure>"


@dataclass(frozen=True)
class Room:
    """What a room may import besides itself and the standard library, and what to do instead."""

    rooms: frozenset[str]
    libraries: frozenset[str]
    instead: str


def room(rooms: str, libraries: str, instead: str) -> Room:
    return Room(frozenset(rooms.split()), frozenset(libraries.split()), instead)


ROOMS: Mapping[str, Room] = {
    "mathcore": room("", "numpy", "mathcore knows numbers only: move this to the room that needs it"),
    "hillside.stage": room(
        "mathcore",
        "manim numpy typst svgelements cairo babel",
        "the stage serves every figure and no program: let the studio hand in what is needed",
    ),
    "scenes.shared": room(
        "mathcore hillside.stage", "manim numpy", "what one figure alone uses belongs into its folder"
    ),
    FIGURE: room(
        "mathcore hillside.stage scenes.shared",
        "manim numpy",
        "a figure is a folder: what two figures use is in scenes.shared",
    ),
    "hillside.files": room(
        "hillside.stage",
        "manim numpy typst av PIL",
        "files know pictures and bytes: let the studio hand in what is needed",
    ),
    "hillside.explore": room(
        "mathcore hillside.stage",
        "",
        "a page is made of a figure and of plain data: let the studio hand in pictures and files",
    ),
    "hillside.studio": room(
        "mathcore hillside.stage hillside.files hillside.explore",
        "manim numpy PIL tqdm",
        "figures are loaded by name: ask hillside.studio.catalogue",
    ),
    "hillside.lectures": room(
        "hillside.stage hillside.files hillside.studio",
        "numpy babel distributed",
        "a lecture asks the studio for files",
    ),
    "hillside.decks": room(
        "mathcore hillside.stage hillside.files hillside.studio hillside.lectures",
        "",
        "a deck is made of files and plain data: ask the studio and the lectures for them",
    ),
    "hillside.check": room(
        "mathcore hillside.stage hillside.files hillside.studio hillside.lectures",
        "manim numpy PIL",
        "a check knows no figure: ask hillside.studio.catalogue for it, and read its facts by their form",
    ),
    "hillside.watch": room(
        "hillside.stage hillside.files hillside.explore hillside.studio hillside.lectures hillside.check",
        "watchdog",
        "a page that watches only asks: the rooms below draw, check and read lecture files",
    ),
    "hillside.cli": room(
        "mathcore hillside.stage hillside.files hillside.studio hillside.lectures hillside.decks "
        "hillside.check hillside.explore hillside.watch",
        "click",
        "a command passes words on: do the work in the rooms below, and import them inside the command",
    ),
    "render": room("hillside.cli", "", "render.py is the command line of the checkout and nothing else"),
}


def sources() -> dict[str, Path]:
    """Every module of ours with its file."""
    found = {"render": ROOT / "render.py"}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


SOURCES = sources()


def room_of(module: str) -> str:
    """The room of a module; a package that only holds rooms is none."""
    parts = module.split(".")
    if parts[0] in ("mathcore", "render"):
        return parts[0]
    if parts[0] == "scenes" and len(parts) > 1:
        return "scenes.shared" if parts[1] == "shared" else FIGURE
    return ".".join(parts[:2]) if len(parts) > 1 else ""


def names(tree: ast.AST, types: bool = True, functions: bool = True) -> Iterator[str]:
    """Yield the full names that a source imports, for types alone and inside functions included or not."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{each.name}" for each in node.names)
        elif isinstance(node, ast.If) and is_for_types(node) and not types:
            yield from names(ast.Module(node.orelse, []), types, functions)
        elif functions or not isinstance(node, ast.FunctionDef):
            yield from names(node, types, functions)


@cache
def imported(module: str, types: bool = True, functions: bool = True) -> frozenset[str]:
    """The modules of ours, and the libraries, that a module imports."""
    found = names(ast.parse(SOURCES[module].read_text(encoding="utf-8")), types, functions)
    return frozenset(map(owner, found)) - {module}


def owner(name: str) -> str:
    """The module that a name is or is taken from; of a library its top-level package."""
    parts = name.split(".")
    if parts[0] not in (*PACKAGES, "render"):
        return parts[0]
    if name in SOURCES:
        return name
    package, _, last = name.rpartition(".")
    return lazy(package).get(last, package)


@cache
def lazy(package: str) -> Mapping[str, str]:
    """Where the names are that a package imports on first use."""
    is_package = SOURCES[package].name == "__init__.py"
    return names_for_types(SOURCES[package].read_text(encoding="utf-8")) if is_package else {}


def refusal(module: str, name: str) -> str | None:
    """Why a module may not import another one, or nothing."""
    here, there = room_of(module), room_of(name)
    top = name.partition(".")[0]
    if top not in (*PACKAGES, "render"):
        ok = top in sys.stdlib_module_names or (here in ROOMS and top in ROOMS[here].libraries)
    elif not here:
        ok = False
    elif here == there == FIGURE:
        ok = folder(module) == folder(name) or not composes(folder(name))
    else:
        ok = here == there or there in ROOMS[here].rooms
    return (
        None if ok else f"{module} imports {name}; {ROOMS[here].instead if here else 'it only holds rooms'}"
    )


def folder(module: str) -> str:
    return ".".join(module.split(".")[:2])


def composes(figure: str) -> bool:
    """Whether a figure is made of others, and so can be part of none."""
    inside = [module for module in SOURCES if folder(module) == figure]
    others = {folder(name) for module in inside for name in imported(module) if room_of(name) == FIGURE}
    return bool(others - {figure})


@pytest.mark.parametrize("name", ROOMS)
def test_each_room_imports_only_what_its_row_allows(name: str):
    inside = [module for module in SOURCES if room_of(module) == name]
    assert inside
    for module in inside:
        for each in imported(module):
            assert refusal(module, each) is None, refusal(module, each)


def test_every_module_is_in_a_room():
    homeless = {module for module in SOURCES if room_of(module) not in ROOMS}
    assert homeless == {"hillside", "scenes"}


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("mathcore.calculus.local_behavior", "hillside.stage.errors"),
        ("mathcore.calculus.local_behavior", "manim"),
        ("hillside.stage.figure", "click"),
        ("hillside.stage.figure", "scenes.tangent.scene"),
        ("hillside.stage.figure", "hillside.studio.job"),
        ("scenes.shared.slopes", "scenes.tangent.scene"),
        ("scenes.tangent.scene", "scenes.header.scene"),
        ("scenes.tangent.scene", "hillside.studio.job"),
        ("scenes.tangent.scene", "click"),
        ("hillside.files.png", "hillside.studio.job"),
        ("hillside.studio.renderer", "scenes.tangent.scene"),
        ("hillside.check.examination", "scenes.shared.slopes"),
        ("hillside.lectures.lecture", "hillside.decks"),
        ("hillside.decks.slides", "click"),
        ("render", "manim"),
        ("render", "mathcore"),
        ("render", "numpy"),
    ],
)
def test_the_table_refuses_a_forbidden_import(module: str, name: str):
    assert refusal(module, name) is not None


def test_a_figure_may_be_composed_of_others():
    assert composes("scenes.header")
    assert refusal("scenes.header.scene", "scenes.hiker.facts") is None


def test_rooms_import_only_from_earlier_rows_and_there_are_at_most_twelve_levels():
    order = list(ROOMS)
    for name, rule in ROOMS.items():
        assert all(order.index(each) < order.index(name) for each in rule.rooms), name
    # A figure that is composed of others stands a floor above them.
    assert max(map(level, order)) + 1 <= 12


def level(name: str) -> int:
    """The number of rooms in the longest chain of imports that ends in a room."""
    return 1 + max(map(level, ROOMS[name].rooms), default=0)


def test_there_is_no_import_cycle_between_modules():
    # Lazy imports count; what is named for types alone does not run.
    graph = {module: imported(module, types=False) & SOURCES.keys() for module in SOURCES}
    while leaves := {module for module, others in graph.items() if not others & graph.keys()}:
        graph = {module: others for module, others in graph.items() if module not in leaves}
    assert not graph, f"in a circle, or above one: {sorted(graph)}"


@pytest.mark.parametrize(
    "folder",
    sorted({source.parent for source in ROOT.glob("scenes/*/scene.py")}),
    ids=lambda folder: folder.name,
)
def test_a_figure_is_a_folder_of_at_most_five_files_and_folders_of_one_idea_each(folder: Path):
    files = {source.name for source in folder.glob("*.py")} - {"__init__.py"}
    assert len(files) <= 5, sorted(files)
    for inner in (path for path in folder.iterdir() if (path / "__init__.py").exists()):
        assert (inner / "__init__.py").read_text(encoding="utf-8").startswith('"""')


def test_no_file_name_occurs_twice():
    usual = {"__init__.py", "scene.py", "facts.py", "drawing.py", "words.py"}
    files = [*SOURCES.values(), *(ROOT / "benchmarks").glob("*.py")]
    counts = Counter(path.name for path in files)
    assert [name for name, count in counts.items() if count > 1 and name not in usual] == []


def needs(module: str) -> dict[str, str]:
    """All that a module loads when it is loaded, libraries included, each with the way to it."""
    found, waiting = {module: module}, [module]
    while waiting:
        one = waiting.pop()
        lineage = {owner(".".join(one.split(".")[:count])) for count in range(1, one.count(".") + 1)}
        for each in imported(one, types=False, functions=False) | lineage if one in SOURCES else ():
            if each not in found:
                found[each] = f"{found[one]} imports {each}"
                waiting.append(each)
    return found


def test_commands_load_neither_manim_nor_numpy():
    for module in SOURCES:
        if room_of(module) in ("hillside.cli", "render"):
            found = needs(module)
            for heavy in ("manim", "numpy"):
                assert heavy not in found, f"{found[heavy]}; import it inside the function that needs it"


def test_what_a_command_imports_first_loads_without_manim():
    """So that what is up to date, and what is refused, does not wait for manim."""
    started = {
        name
        for module in SOURCES
        if room_of(module) == "hillside.cli"
        for name in imported(module)
        if room_of(name) in ("hillside.files", "hillside.studio", "hillside.lectures", "hillside.decks")
    }
    assert len(started) > 10
    for module in started:
        found = needs(module)
        assert "manim" not in found, f"{found.get('manim')}; import it inside the function that needs it"


def mutable_names(tree: ast.Module) -> Iterator[str]:
    """Yield the names that a module binds to a list, a set or a dictionary that anyone could change."""
    for each in tree.body:
        if not isinstance(each, ast.Assign | ast.AnnAssign) or each.value is None:
            continue
        value, targets = each.value, each.targets if isinstance(each, ast.Assign) else [each.target]
        made = value.func.id if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) else ""
        displays = ast.List | ast.Set | ast.Dict | ast.ListComp | ast.SetComp | ast.DictComp
        if isinstance(value, displays) or made in ("list", "set", "dict", "defaultdict", "Counter", "deque"):
            yield from (ast.unparse(target) for target in targets)


def test_nothing_at_module_level_is_mutable():
    found = {
        f"{module}.{name}"
        for module, path in SOURCES.items()
        for name in mutable_names(ast.parse(path.read_text(encoding="utf-8")))
        if name != "__all__"
    }
    assert found == set(), "a MappingProxyType, a tuple or a frozenset cannot be changed"


@pytest.mark.parametrize("value", ["{}", "[1]", "{1}", "dict(a=1)", "[x for x in y]", "defaultdict(list)"])
def test_what_is_mutable_is_recognized(value: str):
    assert list(mutable_names(ast.parse(f"A = {value}\nB: Any = {value}"))) == ["A", "B"]
    assert list(mutable_names(ast.parse(f"A = MappingProxyType({value})\ndef f():\n    B = {value}"))) == []


def test_only_the_renderer_sets_up_manim():
    users = [
        module
        for module, path in SOURCES.items()
        if {"manim.config", "manim.tempconfig"} & set(names(ast.parse(path.read_text(encoding="utf-8"))))
    ]
    readers, writer = "hillside.stage.manim_settings", "hillside.studio.renderer"
    assert users == [readers, writer], "ask it to set manim up; its settings are global"
    reads = ast.parse(SOURCES[readers].read_text(encoding="utf-8"))
    used = [each for each in ast.walk(reads) if isinstance(each, ast.Attribute | ast.Subscript)]
    of_manim = [each for each in used if isinstance(each.value, ast.Name) and each.value.id == "config"]
    assert {each.attr for each in of_manim if isinstance(each, ast.Attribute)} == {
        "renderer",
        "background_color",
        "frame_height",
    }
    assert all(isinstance(each.ctx, ast.Load) for each in of_manim), "it only reads the settings"


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
