"""What decks are filled with in the tests, and what is found in them afterwards."""

from pathlib import Path
from zipfile import ZipFile

from PIL import Image
from pptx import Presentation

from hillside.decks.into.filled_deck import write_filled
from hillside.decks.into.tagged_shapes import Medium, tagged_shapes_of
from tests.hillside.decks.decks import TAG
from tests.hillside.decks.schema import P


def still(folder: Path, color: str = "#0d3cc4") -> Medium:
    """Return a picture that is known by its color."""
    png, svg = folder / f"{color[1:]}.png", folder / f"{color[1:]}.svg"
    Image.new("RGB", (64, 48), color).save(png)
    svg.write_text(f'<svg xmlns="http://www.w3.org/2000/svg"><path fill="{color}"/></svg>')
    return Medium(alt=f'A line <of> "{color}".', png=png, svg=svg)


def film(folder: Path, name: str = "film") -> Medium:
    medium = still(folder)
    file = folder / f"{name}.mp4"
    file.write_bytes(name.encode())
    return Medium(alt=medium.alt, png=medium.png, film=file, seconds=2.5)


def filled(deck: Path, medium: Medium, name: str = "out.pptx") -> Path:
    found = tagged_shapes_of(deck)
    target = deck.with_name(name)
    write_filled(found.archive, found.shapes, [medium] * len(found.shapes), target)
    return target


def contents(file: Path) -> dict[str, bytes]:
    with ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pictures(file: Path) -> list:
    """Return the pictures with the tag, also those in groups and alternatives."""
    root = Presentation(str(file)).slides[0].shapes._spTree
    return [node for node in root.iter(f"{{{P}}}pic") if TAG in next(iter(node.nvPicPr)).get("name")]
