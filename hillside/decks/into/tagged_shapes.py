"""The shapes of a deck that request figures by a tag such as `fig:tangent --at 2 --function "x^3"`."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hillside.decks.into.inherited import Extent, aspect_of, background_of, extent_of
from hillside.decks.into.parts import Archive, read_archive, slide_tag
from hillside.decks.into.xml_edits import Node
from hillside.stage.errors import HillsideError, Refusal
from hillside.stage.foreign_file import as_damaged

TAG_PREFIX = "fig:"
SWITCHES = ("film", "still", "loop")
TYPED_CHARACTERS = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "\u00a0": " "})
"""A translation of typographic characters, which slide programs substitute, to those that were typed."""


@dataclass(frozen=True, kw_only=True)
class Tag:
    """The tag of a shape, parsed.

    Attributes:
        word: the id of a figure in the lecture, or the name of a figure.
        params: pairs of name and text of the given parameters.
        film: whether a film is requested; None leaves it to the lecture.
        loop: whether the film plays in a loop.
        beat: the only beat to show, or None.
    """

    word: str
    params: tuple[tuple[str, str], ...] = ()
    film: bool | None = None
    loop: bool = False
    beat: int | None = None

    @classmethod
    def read(cls, text: str) -> Tag | None:
        """Return the tag in the name or the alt text of a shape, or None if there is none.

        >>> Tag.read('fig:tangent --at 2 --function "x^3"').params
        (('at', '2'), ('function', 'x^3'))
        >>> Tag.read("fig:hiker —film").film
        True
        >>> Tag.read("Picture 3") is None
        True

        Raises:
            Refusal: The text begins like a tag but is not a valid one.
        """
        if not text.strip().lower().startswith(TAG_PREFIX):
            return None
        words = _words(text.strip()[len(TAG_PREFIX) :])
        if not words or words[0].startswith("-"):
            raise Refusal(f'the tag "{text}" names no figure; write one such as fig:tangent')
        return cls(word=words[0].lower(), **_options(words[1:], text))


def _words(text: str) -> list[str]:
    text = re.sub(r"(?<!\S)[–—](?=[a-zA-Z])", "--", text.translate(TYPED_CHARACTERS))
    try:
        return shlex.split(text)
    except ValueError as error:
        raise Refusal(f'the tag "{TAG_PREFIX}{text}" has a quote that is not closed') from error


def _options(words: list[str], text: str) -> dict[str, Any]:
    """Return the fields of a tag from the words after its first."""
    found: dict[str, Any] = {}
    params: dict[str, str] = {}
    remaining = list(words)
    while remaining:
        flag, given, value = remaining.pop(0).partition("=")
        if not flag.startswith("--") or len(flag) < 3:
            raise Refusal(f'the tag "{text}" has "{flag}" where an option such as --at is due')
        name = flag.removeprefix("--").replace("-", "_")
        if name in SWITCHES and not given:
            found |= {"loop": True} if name == "loop" else {"film": name == "film"}
            continue
        if not given and not remaining:
            raise Refusal(f'the tag "{text}" gives {flag} no value; write one such as {flag} 2')
        params[name] = value if given else remaining.pop(0)
    beat = params.pop("beat", None)
    if beat is not None:
        if not re.fullmatch(r"[1-9][0-9]{0,3}", beat):
            raise Refusal(f'the tag "{text}" asks for beat {beat}; beats are numbered from 1')
        found["beat"] = int(beat)
    return {**found, "params": tuple(sorted(params.items()))}


@dataclass(frozen=True, kw_only=True)
class FigureRequest:
    """The request of a shape for a figure.

    Attributes:
        where: the slide and the shape, for messages.
        tag: its tag.
        aspect: the aspect ratio of the picture, width over height.
        background: the color behind it, `#rrggbb`, or None if it is unknown or not a single color.
    """

    where: str
    tag: Tag
    aspect: float
    background: str | None


@dataclass(frozen=True, kw_only=True)
class Medium:
    """The picture or film that has been drawn for a request.

    Attributes:
        alt: its alt text.
        png: the picture, or the poster of the film.
        svg: the same picture as SVG; None for a film.
        film: the film; None for a picture.
        seconds: the duration of the film in seconds.
        loop: whether the film plays in a loop.
    """

    alt: str
    png: Path
    svg: Path | None = None
    film: Path | None = None
    seconds: float = 0.0
    loop: bool = False


SHAPES = tuple(slide_tag(name) for name in ("sp", "pic", "graphicFrame", "cxnSp", "grpSp"))
FILLABLE = tuple(slide_tag(name) for name in ("sp", "pic"))


@dataclass(frozen=True)
class TaggedShape:
    """A shape that requests a figure.

    Attributes:
        slide: the part name of its slide.
        element: its element on the slide.
        text: its tag as written.
        extent: its position and size.
        request: its request.
    """

    slide: str
    element: Node
    text: str
    extent: Extent
    request: FigureRequest


def tagged_shapes_of(deck: Path) -> tuple[Archive, list[TaggedShape]]:
    """Return the parts of a deck, and its shapes that request figures.

    Raises:
        Failure: The deck cannot be read.
        Refusal: A tag cannot be read, or there is none.
    """
    archive = read_archive(deck)
    with as_damaged(str(deck)):
        shapes = tagged_shapes(archive)
    if not shapes:
        raise Refusal(
            f"no shape in {deck} has a name or an alt text such as fig:tangent; in PowerPoint, give a "
            "rectangle one under Alt Text, or in the Selection Pane"
        )
    return archive, shapes


def tagged_shapes(archive: Archive) -> list[TaggedShape]:
    """Return the shapes that request figures, in the order of the slides.

    Raises:
        Refusal: A tag is invalid, or its shape cannot become a picture; the message names the slide.
    """
    return [
        shape
        for number, slide in enumerate(archive.slides(), 1)
        for shape in _tagged_shapes_on(slide, number, archive)
    ]


def properties_of(shape: Node) -> Node | None:
    """Return the element that holds the id, the name and the alt text of a shape."""
    return next((found for head in shape.children if (found := head.find(slide_tag("cNvPr")))), None)


def _tagged_shapes_on(slide: str, number: int, archive: Archive) -> Iterator[TaggedShape]:
    for shape in archive.root(slide).walk():
        about = properties_of(shape) if shape.tag in SHAPES else None
        if about is None:
            continue
        where = f'slide {number}, "{about.attributes.get("name", "")}"'
        try:
            found = _tag(about)
            if found is not None:
                yield _tagged(slide, shape, found, where, archive)
        except HillsideError as error:
            raise type(error)(f"{where}: {error}") from error


def _tag(about: Node) -> tuple[str, Tag] | None:
    """Return the tag of a shape, as written and as parsed; its name has precedence over its alt text."""
    for text in (about.attributes.get("name", ""), about.attributes.get("descr", "")):
        tag = Tag.read(text)
        if tag is not None:
            return text, tag
    return None


def _tagged(slide: str, shape: Node, found: tuple[str, Tag], where: str, archive: Archive) -> TaggedShape:
    if shape.tag not in FILLABLE:
        raise Refusal(
            "a table, a chart, a line or a group cannot become a picture; tag a rectangle or a picture"
        )
    extent = extent_of(shape, slide, archive)
    request = FigureRequest(
        where=where,
        tag=found[1],
        aspect=aspect_of(shape, extent),
        background=background_of(slide, archive),
    )
    return TaggedShape(slide, shape, found[0], extent, request)
