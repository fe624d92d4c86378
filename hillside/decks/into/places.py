"""The shapes of a deck that ask for figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hillside.decks.into.archive import Archive, slide_tag
from hillside.decks.into.behind import background_of
from hillside.decks.into.boxes import Extent, aspect_of, extent_of
from hillside.decks.into.spans import Node, parsed
from hillside.decks.tags import Place, Tag
from hillside.stage.errors import HillsideError, Refusal

SHAPES = tuple(slide_tag(name) for name in ("sp", "pic", "graphicFrame", "cxnSp", "grpSp"))
FILLABLE = tuple(slide_tag(name) for name in ("sp", "pic"))


@dataclass(frozen=True)
class Spot:
    """A shape that asks for a figure: its slide, its element there, its tag as written, and its size."""

    slide: str
    shape: Node
    text: str
    extent: Extent
    place: Place


def spots_of(archive: Archive) -> list[Spot]:
    """Return the shapes that ask for figures, in the order of the slides.

    Raises:
        Refusal: A tag cannot be read, or is on what cannot become a picture; the message names the slide.
    """
    return [spot for number, slide in enumerate(archive.slides(), 1) for spot in _on(slide, number, archive)]


def named(shape: Node) -> Node | None:
    """Return the element with the number, the name and the alt text of a shape."""
    return next((found for head in shape.children if (found := head.find(slide_tag("cNvPr")))), None)


def _on(slide: str, number: int, archive: Archive) -> Iterator[Spot]:
    for shape in parsed(archive.parts[slide], slide).walk():
        about = named(shape) if shape.tag in SHAPES else None
        if about is None:
            continue
        where = f'slide {number}, "{about.attributes.get("name", "")}"'
        try:
            found = _tag(about)
            if found is not None:
                yield _spot(slide, shape, found, where, archive)
        except HillsideError as error:
            raise type(error)(f"{where}: {error}") from error


def _tag(about: Node) -> tuple[str, Tag] | None:
    """Return the tag of a shape and how it is written; the name goes before the alt text."""
    for text in (about.attributes.get("name", ""), about.attributes.get("descr", "")):
        tag = Tag.read(text)
        if tag is not None:
            return text, tag
    return None


def _spot(slide: str, shape: Node, found: tuple[str, Tag], where: str, archive: Archive) -> Spot:
    if shape.tag not in FILLABLE:
        raise Refusal(
            "a table, a chart, a line or a group cannot become a picture; tag a rectangle or a picture"
        )
    extent = extent_of(shape, slide, archive)
    place = Place(
        where=where,
        tag=found[1],
        aspect=aspect_of(shape, extent),
        background=background_of(slide, archive),
    )
    return Spot(slide, shape, found[0], extent, place)
