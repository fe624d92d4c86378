"""A language is a row of one table and its catalog: one is added to a copy of the program, and spoken."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po

from hillside.stage.lettering.language import TEMPLATE
from hillside.studio.import_closure import ROOT

ROW = '    Locale(code="it", english="Italian", name="Italiano", film="ita"),\n'
TABLE = Path("hillside/stage/lettering/language.py")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the program with a row for Italian, and a catalog in which each sentence is marked."""
    copy = tmp_path_factory.mktemp("house")
    for room in ("hillside", "mathcore", "scenes"):
        shutil.copytree(ROOT / room, copy / room, ignore=shutil.ignore_patterns("fonts", "__pycache__"))
    shutil.copy(ROOT / "render.py", copy)
    lettering = TEMPLATE.parent.parent.relative_to(ROOT)
    (copy / lettering / "fonts").symlink_to(ROOT / lettering / "fonts")
    table = (copy / TABLE).read_text()
    (copy / TABLE).write_text(table.replace('film="eng"),\n', f'film="eng"),\n{ROW}', 1))
    with TEMPLATE.open("rb") as file:
        catalog = read_po(file, locale="it")
    for message in catalog:
        if message.id:
            message.string = f"it: {message.id}"
    path = copy / lettering / "languages" / "it" / "LC_MESSAGES" / "hillside.po"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_po(file, catalog)
    return copy


def run(house: Path, *words: str) -> str:
    done = subprocess.run([sys.executable, *words], cwd=house, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_language_with_a_row_and_a_catalog_can_be_requested(house: Path):
    assert "language: en, it, " in run(house, "render.py", "still", "tangent", "--help").replace("\n", " ")
    run(house, "render.py", "still", "tangent", "--lang", "it", "-o", "tangent.svg")
    drawing = (house / "tangent.svg").read_text()
    assert 'xml:lang="it"' in drawing
    assert ">it: The slope of the tangent line</title>" in drawing
    assert "a dashed line of slope 1,25. it: The function is increasing there." in drawing


@pytest.mark.parametrize(
    ("container", "code"), [("mp4", "ita"), ("mov", "ita"), ("webm", "ita")], ids=["mp4", "mov", "webm"]
)
def test_its_captions_are_marked_in_films(house: Path, container: str, code: str):
    script = (
        "import av, io\n"
        "from hillside.files.video import add_captions\n"
        f"film = av.open(io.BytesIO(), 'w', format={container!r})\n"
        f"codec = {'webvtt' if container == 'webm' else 'mov_text'!r}\n"
        "print(add_captions(film, codec, 'it').metadata['language'])"
    )
    assert run(house, "-c", script).strip() == code


def test_the_name_of_a_language_is_refused_with_its_code(house: Path):
    script = (
        "from hillside.studio.requested_look import language_of\n"
        "try:\n    language_of('italiano')\nexcept Exception as error:\n    print(error)"
    )
    assert 'did you mean "it"?' in run(house, "-c", script)
