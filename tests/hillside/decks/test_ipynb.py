"""A lecture as a notebook: valid, the same each time, and a kernel makes of a cell what is saved in it."""

import re
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

from hillside.decks.kinds import exporter_of
from hillside.decks.lecture_slides import DeckOptions, deck_of
from hillside.decks.slides import Deck
from hillside.lectures.lecture import read_lecture
from hillside.studio.progress import Progress
from tests.hillside.decks.talks import by_beat

LECTURE = """
title = "Slopes"
quality = "draft"
size = "320x180"
lang = "de"
background = "#fdf6e3"

[[figure]]
id = "tangent"
figure = "tangent"
outputs = ["mp4"]

[figure.params]
at = 1
function = "x^2"

[figure.words]
rise = "Höhe"
"""


def written(deck: Deck, target: Path) -> Any:
    exporter_of(target).export(deck, target)
    notebook: Any = nbformat.read(target, as_version=4)
    nbformat.validate(notebook)
    return notebook


def kinds(notebook: Any) -> list[str]:
    return [cell.metadata.slideshow.slide_type for cell in notebook.cells]


def test_each_figure_is_a_slide_and_each_beat_a_subslide(talk: Deck, tmp_path: Path):
    notebook = written(talk, tmp_path / "talk.ipynb")
    assert kinds(notebook) == ["slide", "skip", "slide", "-", "subslide", "subslide", "notes", "slide", "-"]
    assert [cell.source for cell in notebook.cells if cell.cell_type == "code"] == [
        "from hillside import figure",
        'figure("tangent", at=1.5, function="x^2", theme="dark", size="1280x720", beat=1)',
        'figure("tangent", at=1.5, function="x^2", theme="dark", size="1280x720", beat=2)',
        'figure("tangent", at=1.5, function="x^2", theme="dark", size="1280x720").film()',
        'figure("hiker", theme="dark", size="1280x720")',
    ]
    assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)


def test_a_slide_for_each_beat_has_the_clip_of_the_beat(talk: Deck, tmp_path: Path):
    notebook = written(by_beat(talk), tmp_path / "talk.ipynb")
    films = [cell.source for cell in notebook.cells if ".film()" in cell.source]
    assert [re.findall(r"beat=(\d)", film) for film in films] == [["1"], ["2"]]


def test_saved_outputs_show_without_a_kernel_and_contain_no_path(talk: Deck, tmp_path: Path):
    notebook = written(talk, tmp_path / "talk.ipynb")
    shown = [cell.outputs[0] for cell in notebook.cells if cell.get("outputs")]
    assert [output.data["text/plain"] for output in shown] == [
        talk.slides[0].steps[0].say,
        *[talk.slides[0].alt] * 2,
        talk.slides[1].alt,
    ]
    addresses = re.findall(r'(?:src|poster)="([^"]*)"', "".join(each.data["text/html"] for each in shown))
    assert len(addresses) == 6
    assert all(address.startswith("data:") for address in addresses)
    assert str(tmp_path) not in (tmp_path / "talk.ipynb").read_text()


def test_notes_are_cells_for_the_speaker(talk: Deck, tmp_path: Path):
    notebook = written(talk, tmp_path / "talk.ipynb")
    (notes,) = [cell.source for cell in notebook.cells if cell.metadata.slideshow.slide_type == "notes"]
    assert notes.startswith(r"\# Look at the \*line\*")


def test_the_same_lecture_gives_the_same_bytes(talk: Deck, tmp_path: Path):
    for name in "ab":
        written(talk, tmp_path / f"{name}.ipynb")
    assert (tmp_path / "a.ipynb").read_bytes() == (tmp_path / "b.ipynb").read_bytes()


def test_running_each_cell_gives_its_saved_output(tmp_path: Path):
    (tmp_path / "slopes.toml").write_text(LECTURE)
    target = tmp_path / "slopes.ipynb"
    with (tmp_path / "log").open("w") as log, Progress(log) as progress:
        deck, _ = deck_of(
            read_lecture(tmp_path / "slopes.toml"),
            exporter_of(target).needs("figure"),
            DeckOptions(),
            tmp_path / "drawn",
            1,
            progress,
        )
    saved, again = written(deck, target), written(deck, target)
    for cell in again.cells:
        cell.update({"outputs": []} if cell.cell_type == "code" else {})
    NotebookClient(again, timeout=300, resources={"metadata": {"path": str(tmp_path)}}).execute()
    compared = 0
    for before, after in zip(saved.cells, again.cells, strict=True):
        if before.get("outputs"):
            (one,), (other,) = before.outputs, after.outputs
            assert one.metadata == other.metadata
            for kind in one.data:
                assert one.data[kind] == other.data[kind], (kind, before.source)
            compared += 1
    assert compared > 4
