"""The key changes with what a picture depends on, and with nothing else."""

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import pytest

from hillside.files.formats import Size
from hillside.lectures.outputs import TRANSCRIBERS
from hillside.stage.lettering.language import Language
from hillside.stage.look.theme import THEMES
from hillside.studio.catalogue import names
from hillside.studio.import_closure import ROOT, Sources
from hillside.studio.job import Excerpt, Job
from hillside.studio.key import CODECS, LIBRARIES, canonical, data_of, key, modules_of

JOB = Job.read("tangent", {"at": "2"}, ".png", THEMES["light"], "16:9", "standard")
JOBS = {name: Job.read(name, {}, ".png", THEMES["light"], "16:9", "standard") for name in names()}
"""A still of each figure, in English."""


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the house."""
    folder = tmp_path_factory.mktemp("house")
    for room in ("hillside", "mathcore", "scenes"):
        shutil.copytree(ROOT / room, folder / room, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.fixture
def house(original: Path) -> "House":
    return House(original)


class House:
    """A copy of the house in which a file can be changed for a while."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def key(self, job: Job = JOB) -> str:
        return key(job, code=Sources(self.root))

    def changed(self, name: str, jobs: dict[str, Job]) -> set[str]:
        """The names of the jobs whose key changes with a comment at the end of a file."""
        code, file = Sources(self.root), self.root / name
        before = {each: key(job, code=code) for each, job in jobs.items()}
        content = file.read_bytes()
        file.write_bytes(content + b"\n# A comment.\n")
        try:
            code = Sources(self.root)
            return {each for each, job in jobs.items() if key(job, code=code) != before[each]}
        finally:
            file.write_bytes(content)


def test_the_key_is_the_same_in_every_process():
    code = (
        "from hillside.studio.key import key; from hillside.studio.job import Job;"
        "from hillside.stage.look.theme import THEMES;"
        "print(key(Job.read('tangent', {'at': '2'}, '.png', THEMES['light'], '16:9', 'standard')))"
    )
    for seed in ("1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": seed}
        run = subprocess.run(
            [sys.executable, "-c", code], env=env, cwd=ROOT, capture_output=True, text=True, check=True
        )
        assert run.stdout.strip() == key(JOB)


def test_the_key_does_not_depend_on_the_path_of_the_checkout(house: House):
    assert house.key() == key(JOB)


@pytest.mark.parametrize(
    "change",
    [
        {"figure": "hiker"},
        {"params": (("at", "3"),)},
        {"theme": THEMES["dark"]},
        {"size": Size(1920, 1082)},
        {"fps": 24},
        {"quality": "final"},
        {"suffix": ".svg"},
        {"excerpt": Excerpt(beat=1)},
        {"language": Language("de")},
    ],
)
def test_the_key_changes_with_every_field_of_the_job(change: dict[str, object]):
    assert key(replace(JOB, **change)) != key(JOB)  # pyright: ignore


@pytest.mark.parametrize(
    "name",
    [
        "scenes/tangent/scene.py",
        "scenes/tangent/__init__.py",
        "hillside/stage/figure.py",
        "hillside/stage/lettering/typesetting.py",
        "hillside/stage/lettering/fonts/Inter-Medium.ttf",
        "hillside/stage/lettering/fonts/IBMPlexMath-Regular.ttf",
        "hillside/studio/renderer.py",
        "hillside/files/png.py",
        "mathcore/calculus/local_behavior.py",
    ],
)
def test_the_key_changes_with_the_code_that_draws_the_figure(name: str, house: House):
    assert house.changed(name, {"tangent": JOB}) == {"tangent"}


@pytest.mark.parametrize(
    "name",
    [
        "hillside/studio/doctor.py",
        "hillside/studio/notebook.py",
        "hillside/studio/recipe_reader.py",
        "hillside/stage/look/background.py",
        "hillside/stage/lettering/languages/ja/LC_MESSAGES/hillside.po",
        "hillside/stage/lettering/languages/hillside.pot",
        "hillside/stage/lettering/fonts/NotoSansJP-Medium.ttf",
    ],
)
def test_no_key_of_an_english_still_changes_with_code_that_does_not_draw_it(name: str, house: House):
    assert (house.root / name).is_file()
    assert house.changed(name, JOBS) == set()


@pytest.mark.parametrize("room", ["lectures", "decks", "check", "cli"])
def test_no_key_of_a_still_changes_with_lectures_slides_checks_and_commands(room: str, house: House):
    paths = sorted((house.root / "hillside" / room).rglob("*.py"))
    code = Sources(house.root)
    drawing = {module for job in JOBS.values() for module in code.closure(modules_of(job))}
    assert not [module for module in drawing if module.startswith(f"hillside.{room}")]
    assert house.changed(paths[-1].relative_to(house.root).as_posix(), JOBS) == set()


def test_a_scene_changes_only_its_own_figure_and_figures_composed_of_it(house: House):
    assert house.changed("scenes/secant/scene.py", JOBS) == {"secant"}
    assert house.changed("scenes/hiker/scene.py", JOBS) <= {"hiker", "header"}


def test_a_shared_module_changes_only_the_figures_that_import_it(house: House):
    shared = [
        path for path in (house.root / "scenes" / "shared").glob("*/*.py") if path.name != "__init__.py"
    ]
    assert len(shared) > 5
    code = Sources(house.root)
    for path in shared:
        module = ".".join(path.relative_to(house.root).with_suffix("").parts)
        users = {name for name, job in JOBS.items() if module in code.closure(modules_of(job))}
        assert users, module
        assert users != set(JOBS), module
    path = shared[0]
    module = ".".join(path.relative_to(house.root).with_suffix("").parts)
    users = {name for name, job in JOBS.items() if module in code.closure(modules_of(job))}
    assert house.changed(path.relative_to(house.root).as_posix(), JOBS) == users


@pytest.mark.parametrize(
    ("name", "drawn", "unchanged"),
    [
        ("mathcore/learning/training.py", {"training", "landscape"}, {"tangent", "hiker", "steepest"}),
        ("mathcore/descent/optimizers.py", {"optimizers", "hiker"}, {"tangent", "secant", "steepness"}),
        ("mathcore/calculus/gradients.py", {"steepest", "landscape"}, {"tangent", "derivative"}),
        ("mathcore/calculus/derivatives.py", {"tangent", "derivative", "hiker"}, set()),
    ],
)
def test_mathematics_changes_only_the_figures_that_compute_with_it(
    name: str, drawn: set[str], unchanged: set[str], house: House
):
    changed = house.changed(name, JOBS)
    assert drawn <= changed
    assert not unchanged & changed


def test_a_catalog_changes_only_figures_in_its_language(house: House):
    jobs = {lang: replace(JOB, language=Language(lang)) for lang in ("en", "de", "ja")}
    catalog = "hillside/stage/lettering/languages/{}/LC_MESSAGES/hillside.po"
    assert house.changed(catalog.format("ja"), jobs) == {"ja"}
    assert house.changed(catalog.format("de"), jobs) == {"de"}
    assert house.changed("hillside/stage/lettering/fonts/NotoSansJP-Medium.ttf", jobs) == {"ja"}


def test_a_writer_changes_only_the_kinds_of_file_that_use_it(house: House):
    jobs = {suffix: replace(JOB, suffix=suffix) for suffix in (".png", ".svg", ".pdf", ".mp4", ".gif")}
    assert house.changed("hillside/files/gif.py", jobs) == {".gif"}
    assert house.changed("hillside/files/svg.py", jobs) == {".svg", ".pdf"}
    assert house.changed("hillside/files/png.py", jobs) == {".png", ".mp4", ".gif"}


def test_the_key_changes_when_a_file_is_renamed(house: House):
    before, scenes = house.key(), house.root / "scenes" / "tangent"
    text = (scenes / "scene.py").read_text()
    (scenes / "copied.py").write_text("X = 1\n")
    (scenes / "scene.py").write_text(f"{text}\nimport scenes.tangent.copied\n")
    one = house.key()
    (scenes / "copied.py").rename(scenes / "renamed.py")
    (scenes / "scene.py").write_text(f"{text}\nimport scenes.tangent.renamed\n")
    two = house.key()
    (scenes / "renamed.py").unlink()
    (scenes / "scene.py").write_text(text)
    assert len({before, one, two}) == 3
    assert house.key() == before


def test_the_key_changes_with_a_library_that_decides_bytes_and_with_no_other(monkeypatch: pytest.MonkeyPatch):
    jobs = {suffix: replace(JOB, suffix=suffix) for suffix in (".svg", ".png", ".pdf", ".mp4", ".gif")}
    before = {suffix: key(job) for suffix, job in jobs.items()}
    versions = {name: version(name) for name in (*LIBRARIES, *CODECS.values())}
    for name, changed in {
        "manim": set(jobs),
        "typst": set(jobs),
        "numpy": set(jobs),
        "svgelements": set(jobs),
        "pillow": set(jobs),
        "av": {".mp4", ".gif"},
        "click": set(),
    }.items():
        monkeypatch.setattr("hillside.studio.key.version", {**versions, name: "99"}.__getitem__)
        assert {suffix for suffix, job in jobs.items() if key(job) != before[suffix]} == changed, name
        monkeypatch.undo()
    assert {suffix: key(job) for suffix, job in jobs.items()} == before


def test_a_transcript_has_a_key_of_its_own():
    # A module that there is not would be left out of the key.
    assert all(map(Sources().file, TRANSCRIBERS))
    assert key(JOB, also=TRANSCRIBERS) != key(JOB)


def test_fonts_and_catalogs_are_those_of_the_typeface_and_the_language():
    assert [Path(name).name for name in data_of(replace(JOB, language=Language("hi")))] == [
        "hillside.po",
        "Inter-Medium.ttf",
        "Inter-SemiBold.ttf",
        "IBMPlexMath-Regular.ttf",
        "NotoSansDevanagari-Medium.ttf",
        "NotoSansDevanagari-SemiBold.ttf",
    ]


def test_canonical_json_does_not_depend_on_order():
    assert canonical({"a": 1, "b": {"c": 2, "d": 3}}) == canonical({"b": {"d": 3, "c": 2}, "a": 1})
