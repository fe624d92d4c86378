"""The command `deck` from end to end, with real figures of the smallest size."""

import io
import json
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result
from PIL import Image
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Inches

import render
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


def run(*words: str) -> Result:
    """Run the command in this process, so that libraries are loaded once for all tests."""
    return CliRunner().invoke(render.main, ["deck", *words, "-j", "1"])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder in which the command runs, with a lecture."""
    (tmp_path / "talk.toml").write_text(LECTURE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_lecture_becomes_slides_and_only_what_changed_is_drawn_again(folder: Path):
    program = [sys.executable, str(ROOT / "render.py"), "deck", "talk.toml", "-o", "talk.pptx", "-j", "1"]
    first = subprocess.run(program, capture_output=True, text=True, timeout=300)
    assert (first.returncode, first.stdout) == (0, "talk.pptx\n"), first.stderr
    before = (folder / "talk.pptx").read_bytes()
    slide = Presentation(str(folder / "talk.pptx")).slides[1]
    assert slide.notes_slide.notes_text_frame.text == "Look at the line.\nIt climbs."
    (picture,) = [shape for shape in slide.shapes if shape.name == "fig:slope"]
    assert picture.image.size == (160, 78)
    assert slide.shapes.title.text_frame.paragraphs[0].runs[0]._r.rPr.get("lang") == "de"
    second = run("talk.toml", "-o", "talk.pptx", "--json")
    assert json.loads(second.stdout) == {"files": ["talk.pptx"], "drawn": 0}
    assert (folder / "talk.pptx").read_bytes() == before


def test_figures_of_a_lecture_and_other_figures_go_into_a_deck(folder: Path):
    deck, slide = titled()
    for place, tag in enumerate(("fig:slope", "fig:slope --at 2", "fig:tangent --at 1")):
        tagged(slide.shapes.add_shape(1, Inches(3 * place), Inches(2), Inches(2), Inches(2)), descr=tag)
    saved(deck, folder / "mine.pptx")
    made = run("talk.toml", "--into", "mine.pptx", "-o", "out.pptx", "--lang", "en", "--json")
    assert made.exit_code == 0, made.stderr
    # The first and the last are the same picture: it is drawn and stored once, as PNG and SVG.
    assert json.loads(made.stdout)["drawn"] == 4
    media = [name for name in ZipFile(folder / "out.pptx").namelist() if "/media/" in name]
    assert len(media) == 4
    shapes = list(Presentation(str(folder / "out.pptx")).slides[0].shapes)[1:]
    told = [shape._element.nvPicPr.cNvPr.get("descr") for shape in shapes]
    assert ["x = 1" in words for words in told] == [True, False, True]
    assert [shape.image.size for shape in shapes] == [(1080, 1080)] * 3


def test_the_pictures_of_a_deck_are_drawn_again_as_they_are_without_their_lecture(folder: Path):
    # The id is also the name of another figure, and of the figure with other parameters.
    named = LECTURE.replace('id = "slope"', 'id = "hiker"').replace("at = 1", 'at = "1"')
    second = '[[figure]]\nid = "tangent"\nfigure = "tangent"\noutputs = ["png"]\nparams = {at = "-2"}\n'
    (folder / "talk.toml").write_text(f"{named}\n{second}")
    assert run("talk.toml", "-o", "talk.pptx", "--theme", "dark").exit_code == 0
    before = held(folder / "talk.pptx")
    made = run("--into", "talk.pptx", "-o", "again.pptx", "--only", "3")
    assert made.exit_code == 0, made.stderr
    assert held(folder / "again.pptx") == before
    changed = rename(folder / "again.pptx", "fig:tangent", "fig:tangent --at 3")
    assert run("--into", changed.name, "-o", "new.pptx", "--only", "3").exit_code == 0
    _, (_, words, colors) = held(folder / "new.pptx")
    assert "x = 3" in words
    assert colors == before[1][2]


def held(file: Path) -> list[tuple[str, str, tuple]]:
    """Return the tag, the alt text and the color of the corner of each picture in a deck."""
    return [
        (shape.name, shape._element.nvPicPr.cNvPr.get("descr"), corner(shape.image.blob))
        for slide in Presentation(str(file)).slides
        for shape in slide.shapes
        if hasattr(shape, "image")
    ]


def corner(content: bytes) -> tuple:
    return Image.open(io.BytesIO(content)).convert("RGBA").getpixel((1, 1))


def rename(file: Path, old: str, new: str) -> Path:
    deck = Presentation(str(file))
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.name == old:
                shape.name = new
    return saved(deck, file.with_stem(f"{file.stem}-renamed"))


def test_a_picture_of_one_figure_becomes_another_with_a_note(folder: Path):
    assert run("talk.toml", "-o", "talk.pptx").exit_code == 0
    changed = rename(folder / "talk.pptx", "fig:slope", "fig:hiker")
    made = run("--into", changed.name, "-o", "new.pptx", "--quality", "draft")
    assert made.exit_code == 0, made.stderr
    assert (
        'Note: slide 2, "fig:hiker": tangent was there, and becomes the figure hiker; if "hiker" is the id '
        "of a figure in a lecture, name the file of the lecture"
    ) in made.stderr
    assert "hik" in held(folder / "new.pptx")[0][1]


def test_each_tag_chooses_its_theme_and_background(folder: Path):
    deck, slide = titled()
    slide.background.fill.solid()
    # Readable colors of six meanings cannot be told apart on this one.
    slide.background.fill.fore_color.rgb = RGBColor(0xE0, 0x20, 0x20)
    for place, look in enumerate(
        ("--background 0b2545", "--theme print --background fdf6e3", "--background transparent")
    ):
        shape = slide.shapes.add_shape(1, Inches(3 * place), Inches(2), Inches(2), Inches(2))
        tagged(shape, name=f"fig:tangent {look}")
    saved(deck, folder / "mine.pptx")
    made = run("--into", "mine.pptx", "-o", "out.pptx", "--quality", "draft")
    assert made.exit_code == 0, made.stderr
    corners = [color for *_, color in held(folder / "out.pptx")]
    assert corners[:2] == [(0x0B, 0x25, 0x45, 255), (0xFD, 0xF6, 0xE3, 255)]
    assert corners[2][3] == 0


def test_a_color_on_which_nothing_is_readable_is_refused_with_the_way_out(folder: Path):
    deck, slide = titled()
    slide.background.fill.solid()
    slide.background.fill.fore_color.rgb = RGBColor(0xE0, 0x20, 0x20)
    tagged(slide.shapes.add_shape(1, 0, 0, 9, 9), name="fig:tangent")
    saved(deck, folder / "mine.pptx")
    made = run("--into", "mine.pptx", "-o", "out.pptx")
    assert made.exit_code == 2
    assert 'slide 1, "fig:tangent": on the background #e02020 colors cannot be readable' in made.stderr
    assert "with --background in the tag, for this shape alone" in made.stderr


def test_a_picture_is_transparent_and_a_film_is_not_where_what_lies_behind_varies(folder: Path):
    deck, slide = titled()
    slide.background.fill.gradient()
    for stop, color in zip(slide.background.fill.gradient_stops, ((16, 22, 40), (40, 60, 100)), strict=True):
        stop.color.rgb = RGBColor(*color)
    for place, kind in enumerate(("", " --film --beat 1")):
        shape = slide.shapes.add_shape(1, Inches(4 * place), Inches(2), Inches(3), Inches(2))
        tagged(shape, name=f"fig:tangent{kind}")
    saved(deck, folder / "mine.pptx")
    made = run("--into", "mine.pptx", "-o", "out.pptx", "--quality", "draft")
    assert made.exit_code == 0, made.stderr
    assert (
        'Note: slide 1, "fig:tangent --film --beat 1": a film cannot be transparent, and has the mean color '
        "of what lies behind it; a color is given with --background in its tag"
    ) in made.stderr
    still, film = (
        shape for shape in Presentation(str(folder / "out.pptx")).slides[0].shapes if "fig" in shape.name
    )
    assert corner(still.image.blob)[3] == 0
    poster = corner(film.part.related_part(film._element.blip_rId).blob)
    assert all(16 <= here <= 110 for here in poster[:3])
    # The words of the picture are light, as the ground is dark.
    pixels = Image.open(io.BytesIO(still.image.blob)).convert("RGBA")
    assert max(red for _, (red, *_, alpha) in pixels.getcolors(1 << 20) if alpha == 255) > 200


def test_only_is_for_decks_that_are_there(folder: Path):
    made = run("talk.toml", "-o", "talk.pptx", "--only", "2")
    assert made.exit_code == 2
    assert "--only chooses slides of a deck that is there; name it with --into MY.pptx" in made.stderr


def test_an_unknown_figure_is_an_error_that_names_the_slide(folder: Path):
    deck, slide = titled()
    tagged(slide.shapes.add_shape(1, 0, 0, 9, 9), name="fig:tangnt")
    saved(deck, folder / "mine.pptx")
    made = run("--into", "mine.pptx", "-o", "out.pptx")
    assert made.exit_code == 2
    assert made.stderr.splitlines()[-1] == (
        'Error: slide 1, "fig:tangnt": there is no figure "tangnt"; did you mean "tangent"? If it is the '
        "id of a figure in a lecture, name the file of the lecture, as in deck LECTURE.toml --into MY.pptx"
    )
    assert not (folder / "out.pptx").exists()


def test_a_parameter_that_a_figure_refuses_is_reported_with_the_slide(folder: Path):
    deck, slide = titled()
    tagged(slide.shapes.add_shape(1, 0, 0, 9, 9), name="fig:tangent --rate 2")
    saved(deck, folder / "mine.pptx")
    made = run("--into", "mine.pptx", "-o", "out.pptx")
    assert made.exit_code == 2
    assert 'Error: slide 1, "fig:tangent --rate 2": --rate: no such parameter here' in made.stderr


def test_a_deck_is_not_overwritten_unless_forced(folder: Path):
    before = plain(folder / "mine.pptx").read_bytes()
    refused = run("--into", "mine.pptx", "-o", "mine.pptx")
    assert (refused.exit_code, (folder / "mine.pptx").read_bytes()) == (2, before)
    asked = run("--into", "mine.pptx", "-o", "mine.pptx", "--force", "--quality", "draft")
    assert asked.exit_code == 0, asked.stderr
    assert (folder / "mine.pptx").read_bytes() != before


def test_without_lecture_and_deck_the_command_is_refused(folder: Path):
    assert "name its file, or name a deck with --into MY.pptx" in run("-o", "a.pptx").stderr
