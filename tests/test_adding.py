"""One place for one thing: a figure is added by a folder, as CONTRIBUTING.md says, and a format by a row."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the checkout, as far as figures, commands and the tests of every figure need it."""
    for name in ("hillside", "mathcore", "scenes"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("render.py", "pyproject.toml", "tests/conftest.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy2(ROOT / name, tmp_path / name)
    for part in ("scenes", "cases"):
        shutil.copytree(ROOT / "tests" / part, tmp_path / "tests" / part)
    return tmp_path


def run(folder: Path, *words: str) -> str:
    """Run Python in a folder, which finds its own copy of the program first, and return what it says."""
    done = subprocess.run([sys.executable, *words], cwd=folder, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def rewrite(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, f"{path.name} has no {old!r}"
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def with_figure(checkout: Path) -> Path:
    """A checkout in which the folder of the tangent was copied and edited, and nothing else."""
    mine = checkout / "scenes" / "my_slope"
    shutil.copytree(checkout / "scenes" / "tangent", mine)
    for path in mine.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("scenes.tangent", "scenes.my_slope"), encoding="utf-8")
    scene = mine / "scene.py"
    first = scene.read_text(encoding="utf-8").splitlines()[0]
    rewrite(
        scene,
        (first, '"""My slope: a figure of my own.'),
        ("class Tangent(", "class MySlope("),
        ("default=1.5", "default=0.5"),
        ('say("The slope of the tangent line")', 'say("A slope of my own")'),
    )
    return checkout


def test_a_copied_and_edited_folder_is_a_figure(with_figure: Path):
    folder = with_figure
    assert "my-slope       My slope: a figure of my own\n" in run(folder, "render.py", "list")
    page = run(folder, "render.py", "list", "--markdown")
    assert "## my-slope\n\nMy slope: a figure of my own.\n" in page
    assert re.search(r"\| `--at` \| `0\.5` \|", page)
    small = ("--size", "192x108", "--quality", "draft")
    run(folder, "render.py", "still", "my-slope", *small, "-o", "a.svg")
    assert '<title id="title">A slope of my own</title>' in (folder / "a.svg").read_text(encoding="utf-8")
    run(folder, "render.py", "film", "my-slope", *small, "--beat", "1", "-o", "a.mp4")
    assert {"a.mp4", "a.poster.png", "a.vtt"} <= {path.name for path in folder.iterdir()}


def test_the_tests_of_every_figure_also_run_for_a_new_one(with_figure: Path):
    words = ("-m", "pytest", "-vv", "-p", "no:cacheprovider", "tests/scenes/test_every_figure.py")
    said = run(with_figure, *words, "-k", "my-slope")
    passed = set(re.findall(r"::(\w+)\[[^]]*my-slope[^]]*\] PASSED", said))
    written = (with_figure / "tests/scenes/test_every_figure.py").read_text(encoding="utf-8")
    assert passed == set(re.findall(r"^def (test_\w+)", written, flags=re.MULTILINE))
    assert "test_parts_depict_the_facts_they_are_named_after" in passed


def test_the_words_of_a_new_figure_are_extracted_for_translation(with_figure: Path):
    found = extract_from_dir(str(with_figure / "scenes"), keywords={"say": None})
    assert "A slope of my own" in {message for _, _, message, _, _ in found}


BITMAP = '''
"""A picture as BMP."""

from pathlib import Path

from hillside.files.footage import Picture
from hillside.files.png import as_image


def write_bmp(picture: Picture, target: Path) -> None:
    """Write the picture as BMP."""
    as_image(picture).save(target, format="BMP")
'''
ROW = """FORMATS: tuple[Format, ...] = (
    Format(
        suffix=".bmp",
        name="BMP",
        writer="hillside.files.bitmap:write_bmp",
        container=Container(
            recognizes=lambda data: data.startswith(b"BM"),
            notes=lambda file: iter(()),
            is_complete=lambda file: file.seek(2) == 2
            and int.from_bytes(file.read(4), "little") == file.seek(0, 2),
        ),
        has_alpha=False,
    ),
"""


def test_a_row_and_a_writer_add_a_kind_of_file(checkout: Path):
    (checkout / "hillside" / "files" / "bitmap.py").write_text(BITMAP)
    rewrite(checkout / "hillside" / "files" / "formats.py", ("FORMATS: tuple[Format, ...] = (\n", ROW))
    assert ".bmp" in run(checkout, "render.py", "still", "tangent", "--help")
    run(checkout, "render.py", "still", "tangent", "--size", "192x108", "-o", "a.bmp")
    assert (checkout / "a.bmp").read_bytes().startswith(b"BM")
    code = (
        "from pathlib import Path; from hillside.files.formats import is_complete; file = Path('a.bmp');"
        "print(is_complete(file)); file.write_bytes(file.read_bytes()[:-1]); print(is_complete(file));"
        "from hillside.studio.recipe_reader import recipe_in; from hillside.stage.errors import Failure\n"
        "try:\n    recipe_in(file)\nexcept Failure as error:\n    print(error)\n"
        "from hillside.studio.job import Job; from hillside.studio.key import modules_of\n"
        "from hillside.stage.look.theme import THEMES\n"
        "print(modules_of(Job.read('tangent', {}, '.bmp', THEMES['light'], '16:9', 'draft')))\n"
        "from hillside.lectures.schema import OUTPUTS; print('bmp' in OUTPUTS)"
    )
    whole, cut, damaged, modules, offered = run(checkout, "-c", code).splitlines()
    assert (whole, cut, offered) == ("True", "False", "True")
    assert "a.bmp is damaged: it ends early" in damaged
    assert "hillside.files.bitmap" in modules
