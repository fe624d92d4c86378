"""Sound files of every kind, small, to be damaged."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

from hillside.decks.into.tagged_shapes import Medium
from hillside.decks.page_media import START, TABLE, PageMedia
from hillside.files.captions import Clip
from hillside.files.footage import Description
from hillside.files.formats import FILM_SUFFIXES, STILL_SUFFIXES, Size
from hillside.lectures.manifest import NAME, Record, write_manifest
from hillside.stage.look.theme import THEMES
from hillside.studio.job import Job
from hillside.studio.rendering import Rendering
from tests.cases.hostile import recipes
from tests.hillside.decks.decks import DECKS
from tests.hillside.files.films import footage, patches, write_film


def made_media(folder: Path) -> dict[str, bytes]:
    """Return a still, a film, a page and a deck of every suffix, each with a recipe."""
    from hillside.studio.draw import draw

    made: dict[str, bytes] = {}
    for suffix in STILL_SUFFIXES:
        target = folder / f"still{suffix}"
        draw(Job("tangent", (), THEMES["light"], Size(96, 64), 10, "draft", suffix), target)
        made[suffix] = target.read_bytes()
    about = Description(title="T", alt="A.", language="en", recipe=recipes()[1].decode())
    pictures = [patches(tuple(THEMES["light"].colors().values()))] * 2
    for suffix in FILM_SUFFIXES:
        target = folder / f"film{suffix}"
        write_film(suffix, footage(pictures, about=about), target)
        made.setdefault(suffix, target.read_bytes())
    media = PageMedia()
    media.add(folder / "still.png")
    script = f'<script type="application/json" id="{TABLE}">{media.to_text()}</script>'
    page = f"{START.decode()}\n<html>{script}</html>\n"
    with ZipFile(folder / "talk.pptx", "w") as archive:
        archive.writestr("ppt/presentation.xml", "<p/>")
        archive.write(folder / "still.png", "ppt/media/still.png")
        archive.write(folder / "film.mp4", "ppt/media/film.mp4")
    return {**made, ".html": page.encode(), ".pptx": (folder / "talk.pptx").read_bytes()}


def decks(folder: Path) -> list[bytes]:
    """Return decks as different hands make them, each with a shape that asks for a figure."""
    return [make(folder / "deck.pptx").read_bytes() for make in DECKS]


def medium(folder: Path) -> Medium:
    """Return a picture to put into a deck."""
    png, svg = folder / "medium.png", folder / "medium.svg"
    png.write_bytes(b"\x89PNG\r\n\x1a\n")
    svg.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    return Medium(alt="A line.", png=png, svg=svg)


def manifest(folder: Path) -> bytes:
    """Return the manifest of a folder with a still and a film."""
    records: dict[str, Record] = {}
    for suffix, clips in ((".png", ()), (".mp4", (Clip("Look.", 2.0, 0.0),))):
        job = Job.read("tangent", {"at": "2"}, suffix, THEMES["light"], "16:9", "draft")
        file = folder / f"slope{suffix}"
        file.write_text(suffix)
        rendering = Rendering("Tangent", "A curve, y = x².", Size(854, 480), {"slope": 3.0}, (file,), clips)
        records[file.name] = Record.of("k", job, rendering, folder)
    write_manifest(folder, "Slopes", records)
    return (folder / NAME).read_bytes()
