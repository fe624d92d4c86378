"""The shapes of a deck that request figures: their tags, and what they hold already."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from hillside.decks.embedded_recipes import recipe_of_content
from hillside.decks.into.behind import Ground, ground_of
from hillside.decks.into.figure_tag import Tag, word_of
from hillside.decks.into.inherited import Extent, aspect_of, extent_of
from hillside.decks.into.parts import Archive, read_archive, relations_used, slide_tag
from hillside.decks.into.xml_edits import Node
from hillside.lectures.schema import is_id
from hillside.stage.errors import Failure, HillsideError, Refusal, suggestion
from hillside.stage.foreign_file import as_damaged
from hillside.studio.catalogue import names
from hillside.studio.recipe import Recipe


@dataclass(frozen=True, kw_only=True)
class FigureRequest:
    """The request of a shape for a figure.

    Attributes:
        where: the slide and the shape, for messages.
        tag: its tag.
        aspect: the aspect ratio of the picture, width over height.
        ground: what lies behind it.
        recipe: how the picture or film was made that the shape holds already; None if it holds none of ours.
        folder: the folder of the deck, in which the file of a theme lies.
    """

    where: str
    tag: Tag
    aspect: float
    ground: Ground
    recipe: Recipe | None = None
    folder: Path = Path()


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
        transparent: whether what lies behind is seen through it.
    """

    alt: str
    png: Path
    svg: Path | None = None
    film: Path | None = None
    seconds: float = 0.0
    loop: bool = False
    transparent: bool = False


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


@dataclass(frozen=True)
class RequestingDeck:
    """A deck with shapes that request figures.

    Attributes:
        archive: its parts.
        shapes: the shapes, in the order of the slides.
        remarks: what looked like a tag and is none, a sentence each.
    """

    archive: Archive
    shapes: tuple[TaggedShape, ...]
    remarks: tuple[str, ...]


def tagged_shapes_of(
    deck: Path, ids: Collection[str] | None = None, only: Sequence[int] = ()
) -> RequestingDeck:
    """Return a deck with its shapes that request figures.

    Args:
        deck: The PowerPoint file.
        ids: The ids of the figures of a lecture; None if there is no lecture.
        only: The numbers of the slides that are looked at, from 1; all if empty.

    Raises:
        Failure: The deck cannot be read.
        Refusal: A tag cannot be read, there is none, or there is no such slide.
    """
    archive = read_archive(deck)
    remarks: list[str] = []
    with as_damaged(str(deck)):
        slides = archive.slides()
        for number in only:
            if number > len(slides):
                raise Refusal(f"there is no slide {number}; {deck} has {len(slides)}")
        reader = _TagReader(archive, deck.parent, frozenset(names()), ids, remarks)
        shapes = tuple(
            shape
            for number, slide in enumerate(slides, 1)
            if not only or number in only
            for shape in reader.shapes_on(slide, number)
        )
    if not shapes:
        raise Refusal("; ".join([_none_asks(deck, only), *remarks]))
    return RequestingDeck(archive, shapes, tuple(remarks))


def properties_of(shape: Node) -> Node | None:
    """Return the element that holds the id, the name and the alt text of a shape."""
    return next((found for head in shape.children if (found := head.find(slide_tag("cNvPr")))), None)


def _none_asks(deck: Path, only: Sequence[int]) -> str:
    where = f"slide {', '.join(map(str, only))} of {deck}" if only else str(deck)
    return (
        f"no shape in {where} has a name or an alt text such as fig:tangent; in PowerPoint, give a rectangle "
        "one under Alt Text, or in the Selection Pane"
    )


@dataclass(frozen=True)
class _TagReader:
    """What decides which texts are tags: the figures, the lecture, and what shapes hold already.

    Attributes:
        archive: the parts of the deck.
        folder: the folder of the deck.
        figures: the names of the figures.
        ids: the ids of the lecture, or None if there is no lecture.
        remarks: collects what looks like a tag and is none.
    """

    archive: Archive
    folder: Path
    figures: Collection[str]
    ids: Collection[str] | None
    remarks: list[str]

    def shapes_on(self, slide: str, number: int) -> Iterator[TaggedShape]:
        """Yield the shapes of a slide that request figures.

        Raises:
            Refusal: A tag is invalid, or its shape cannot become a picture; the message names the slide.
        """
        for shape in self.archive.root(slide).walk():
            about = properties_of(shape) if shape.tag in SHAPES else None
            if about is None:
                continue
            where = f'slide {number}, "{about.attributes.get("name", "")}"'
            try:
                found = self._request(slide, shape, about, where)
            except HillsideError as error:
                kind = Refusal if isinstance(error, Refusal) else Failure
                raise kind(f"{where}: {error}") from error
            if found is not None:
                yield found

    def _request(self, slide: str, shape: Node, about: Node, where: str) -> TaggedShape | None:
        """Return the request of a shape; its name has precedence over its alt text."""
        strangers: list[str] = []
        for attribute in ("name", "descr"):
            text = about.attributes.get(attribute, "")
            word = word_of(text)
            if word is None:
                continue
            is_name = attribute == "name"
            recipe = self._recipe(slide, shape, word) if is_name or word in self.figures else None
            if self._knows(word) or (recipe is not None and is_id(word)):
                tag = Tag.read(text)
                if tag is not None:
                    self._tell_of_other_figure(where, word, recipe)
                    return _tagged(slide, shape, text, tag, where, self.archive, recipe, self.folder)
            if is_name and self.ids is None and is_id(word):
                raise Refusal(f'there is no figure "{word}"{self._way_out(word)}')
            strangers.append(f'{where}: "{text}" names no figure{self._nearest(word)}, and is left as it is')
        self.remarks.extend(strangers)
        return None

    def _knows(self, word: str) -> bool:
        return word in self.figures or word in (self.ids or ())

    def _nearest(self, word: str) -> str:
        return suggestion(word, (*(self.ids or ()), *self.figures)).removesuffix("?")

    def _way_out(self, word: str) -> str:
        near = suggestion(word, self.figures)
        start = f"{near} If" if near else "; if"
        return (
            f"{start} it is the id of a figure in a lecture, name the file of the lecture, as in "
            "deck LECTURE.toml --into MY.pptx"
        )

    def _recipe(self, slide: str, shape: Node, word: str) -> Recipe | None:
        """Return how the picture or film in a shape was made; None if the lecture has the word."""
        if word in (self.ids or ()) or not is_id(word):
            return None
        links = self.archive.links(slide)
        targets = {links[name].target for name in relations_used(shape) if name in links}
        held = sorted(targets & set(self.archive.parts), key=lambda part: (not part.endswith(FILMS), part))
        found = (recipe_of_content(self.archive.parts[part]) for part in held)
        return next((recipe for recipe in found if recipe is not None), None)

    def _tell_of_other_figure(self, where: str, word: str, recipe: Recipe | None) -> None:
        """Remark that a picture of one figure becomes another, which an id of a lecture may have meant."""
        if recipe is None or word not in self.figures or recipe.job["figure"] == word:
            return
        self.remarks.append(
            f'{where}: {recipe.job["figure"]} was there, and becomes the figure {word}; if "{word}" is the '
            "id of a figure in a lecture, name the file of the lecture"
        )


FILMS = (".mp4", ".mov", ".m4v")
"""The suffixes of films in a deck."""


def _tagged(
    slide: str,
    shape: Node,
    text: str,
    tag: Tag,
    where: str,
    archive: Archive,
    recipe: Recipe | None,
    folder: Path,
) -> TaggedShape:
    if shape.tag not in FILLABLE:
        raise Refusal(
            "a table, a chart, a line or a group cannot become a picture; tag a rectangle or a picture"
        )
    extent = extent_of(shape, slide, archive)
    request = FigureRequest(
        where=where,
        tag=tag,
        aspect=aspect_of(shape, extent),
        ground=ground_of(shape, extent, slide, archive),
        recipe=recipe,
        folder=folder,
    )
    return TaggedShape(slide, shape, text, extent, request)
