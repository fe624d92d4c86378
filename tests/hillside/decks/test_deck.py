"""The command `deck` from end to end, with real figures of the smallest size."""

import json
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from pptx import Presentation
from pptx.util import Inches

from tests.hillside.decks.decks import plain, saved, tagged, titled

ROOT = Path(__file__).resolve().parents[3]
LECTURE = """\
title = "Slopes"
series = "Calculus"
number = 2
quality = "draft"
size = "160x90"
lang = "de"

[[figure]]
id = "slope"
figure = "tangent"
outputs = ["png"]
say = \"\"\"
Look at the
line.

It climbs.\"\"\"
[figure.params]
at = 1
"""


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "render.py"), "deck", *words, "-j", "1"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "talk.toml").write_text(LECTURE)
    return tmp_path


def test_a_lecture_becomes_slides_and_only_what_changed_is_drawn_again(folder: Path):
    first = run(folder, "talk.toml", "-o", "talk.pptx")
    assert (first.returncode, first.stdout) == (0, "talk.pptx\n"), first.stderr
    before = (folder / "talk.pptx").read_bytes()
    slide = Presentation(str(folder / "talk.pptx")).slides[1]
    assert slide.notes_slide.notes_text_frame.text == "Look at the line.\nIt climbs."
    (picture,) = [shape for shape in slide.shapes if shape.name == "fig:slope"]
    assert picture.image.size == (160, 78)
    assert slide.shapes.title.text_frame.paragraphs[0].runs[0]._r.rPr.get("lang") == "de"
    second = run(folder, "talk.toml", "-o", "talk.pptx", "--json")
    assert json.loads(second.stdout) == {"files": ["talk.pptx"], "drawn": 0}
    assert (folder / "talk.pptx").read_bytes() == before


def test_figures_of_a_lecture_and_other_figures_go_into_a_deck(folder: Path):
    deck, slide = titled()
    for place, tag in enumerate(("fig:slope", "fig:slope --at 2", "fig:tangent --at 1")):
        tagged(slide.shapes.add_shape(1, Inches(3 * place), Inches(2), Inches(2), Inches(2)), descr=tag)
    saved(deck, folder / "mine.pptx")
    made = run(folder, "talk.toml", "--into", "mine.pptx", "-o", "out.pptx", "--lang", "en", "--json")
    assert made.returncode == 0, made.stderr
    # The first and the last are the same picture: it is drawn and stored once, as PNG and SVG.
    assert json.loads(made.stdout)["drawn"] == 4
    media = [name for name in ZipFile(folder / "out.pptx").namelist() if "/media/" in name]
    assert len(media) == 4
    shapes = list(Presentation(str(folder / "out.pptx")).slides[0].shapes)[1:]
    told = [shape._element.nvPicPr.cNvPr.get("descr") for shape in shapes]
    assert ["x = 1" in words for words in told] == [True, False, True]
    assert [shape.image.size for shape in shapes] == [(480, 480)] * 3


def test_an_unknown_figure_is_an_error_that_names_the_slide(folder: Path):
    deck, slide = titled()
    tagged(slide.shapes.add_shape(1, 0, 0, 9, 9), name="fig:tangnt")
    saved(deck, folder / "mine.pptx")
    made = run(folder, "--into", "mine.pptx", "-o", "out.pptx")
    assert made.returncode == 2
    assert made.stderr.splitlines()[-1] == (
        'Error: slide 1, "fig:tangnt": there is no figure "tangnt"; did you mean "tangent"?'
    )
    assert not (folder / "out.pptx").exists()


def test_a_parameter_that_a_figure_refuses_is_reported_with_the_slide(folder: Path):
    deck, slide = titled()
    tagged(slide.shapes.add_shape(1, 0, 0, 9, 9), name="fig:tangent --rate 2")
    saved(deck, folder / "mine.pptx")
    made = run(folder, "--into", "mine.pptx", "-o", "out.pptx")
    assert made.returncode == 2
    assert 'Error: slide 1, "fig:tangent --rate 2": --rate: no such parameter here' in made.stderr


def test_a_deck_is_not_overwritten_unless_forced(folder: Path):
    before = plain(folder / "mine.pptx").read_bytes()
    refused = run(folder, "--into", "mine.pptx", "-o", "mine.pptx")
    assert (refused.returncode, (folder / "mine.pptx").read_bytes()) == (2, before)
    asked = run(folder, "--into", "mine.pptx", "-o", "mine.pptx", "--force", "--quality", "draft")
    assert asked.returncode == 0, asked.stderr
    assert (folder / "mine.pptx").read_bytes() != before


def test_without_lecture_and_deck_the_command_is_refused(folder: Path):
    assert "name its file, or name a deck with --into MY.pptx" in run(folder, "-o", "a.pptx").stderr
