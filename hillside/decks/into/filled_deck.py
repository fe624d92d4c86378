"""A deck with its requested figures put in; every other part keeps its bytes."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterable, Sequence
from pathlib import Path

from hillside.decks.into.animations import is_film, with_film, without_text
from hillside.decks.into.parts import Archive, Relations, relations_of, relations_used, zipped
from hillside.decks.into.replacement import Replacement
from hillside.decks.into.tagged_shapes import Medium, TaggedShape, properties_of
from hillside.decks.into.xml_edits import Edit, Prefixes, appended, edited
from hillside.decks.powerpoint.package import CONTENT_TYPES, MEDIA_RELATION, PACKAGE, R
from hillside.decks.powerpoint.slide_shapes import SlidePicture
from hillside.files.atomic import write_atomically
from hillside.stage.errors import Refusal
from hillside.stage.foreign_file import as_damaged

TYPES = "[Content_Types].xml"


def refuse_unsafe(deck: Path, target: Path, force: bool) -> None:
    """Refuse to overwrite the deck without `force`, or to write a file with another suffix.

    Raises:
        Refusal: The target is the deck itself, or has another suffix.
    """
    if deck.suffix.lower() != target.suffix.lower():
        raise Refusal(f"{target} is not of the kind of {deck}; give a name with {deck.suffix}")
    if target.exists() and deck.exists() and target.samefile(deck) and not force:
        raise Refusal(f"{target} is the deck itself; give another name, or --force to write over it")


def write_filled(
    archive: Archive, shapes: Sequence[TaggedShape], media: Sequence[Medium], target: Path
) -> None:
    """Write a deck with its figures atomically.

    Raises:
        Failure: The deck is damaged, or the file cannot be written.
        Refusal: A film would become a picture.
    """
    with as_damaged("the deck"):
        content = filled(archive, shapes, media)
    write_atomically(target, content)


def filled(archive: Archive, shapes: Sequence[TaggedShape], media: Sequence[Medium]) -> bytes:
    """Return the bytes of a deck with `media` in place of `shapes`.

    Raises:
        Refusal: A film would become a picture.
    """
    parts = dict(archive.parts)
    orphans: set[str] = set()
    for slide in dict.fromkeys(shape.slide for shape in shapes):
        pairs = [(shape, medium) for shape, medium in zip(shapes, media, strict=True) if shape.slide == slide]
        relations = Relations(archive, slide)
        before = set[str]().union(*(relations_used(shape.element) for shape, _ in pairs))
        parts[slide] = _slide(archive.xml(slide), slide, pairs, relations, parts)
        gone = relations.unused(parts[slide], before)
        orphans |= relations.targets(gone)
        parts[relations_of(slide)] = relations.content(gone)
    parts[TYPES] = _types(archive, parts)
    _drop(orphans, parts, archive)
    return zipped(parts, archive.headers)


def _slide(
    content: bytes,
    name: str,
    pairs: Sequence[tuple[TaggedShape, Medium]],
    relations: Relations,
    parts: dict[str, bytes],
) -> bytes:
    edits: list[Edit] = []
    for shape, medium in pairs:
        if is_film(shape.element) and medium.film is None:
            raise Refusal(
                f"{shape.request.where}: it is a film, and its tag asks for a picture; "
                "put a new shape in its place"
            )
        picture = _picture(shape, medium, relations, parts)
        text = Replacement(content, shape, picture, Prefixes.within(shape.element), medium.transparent).xml()
        edits.append(Edit(shape.element.start, shape.element.end, text.encode()))
    new = edited(content, edits)
    for shape, medium in pairs:
        number = _number(shape)
        if not shape.element.tag.endswith("}pic"):
            new = without_text(new, name, number)
        if medium.film is not None:
            new = with_film(new, name, number, medium.seconds, medium.loop)
    return new


def _picture(
    shape: TaggedShape, medium: Medium, relations: Relations, parts: dict[str, bytes]
) -> SlidePicture:
    """Return the picture that replaces a shape, after adding its files to the parts and its relations."""

    def related(file: Path, *kinds: str) -> list[str]:
        content = file.read_bytes()
        part = f"ppt/media/fig-{hashlib.sha256(content).hexdigest()[:16]}{file.suffix}"
        parts.setdefault(part, content)
        return [relations.id_of(kind, part) for kind in kinds]

    png = related(medium.png, f"{R}/image")[0]
    picture = SlidePicture(id=_number(shape), name=shape.text, alt=medium.alt, png=png)
    if medium.film is not None:
        film, embedded = related(medium.film, f"{R}/video", MEDIA_RELATION)
        return SlidePicture(
            id=picture.id, name=picture.name, alt=picture.alt, png=png, film=film, media=embedded
        )
    if medium.svg is not None:
        return SlidePicture(
            id=picture.id,
            name=picture.name,
            alt=picture.alt,
            png=png,
            svg=related(medium.svg, f"{R}/image")[0],
        )
    return picture


def _number(shape: TaggedShape) -> int:
    about = properties_of(shape.element)
    return int(about.attributes["id"]) if about is not None else 0


def _types(archive: Archive, parts: Iterable[str]) -> bytes:
    """Return the content types of the package, extended by those of the new files."""
    content, root = archive.xml(TYPES), archive.root(TYPES)
    known = {each.attributes.get("Extension", "").lower() for each in root.children}
    needed = {posixpath.splitext(name)[1] for name in parts if name.startswith("ppt/media/fig-")}
    missing = sorted(suffix for suffix in needed if suffix in CONTENT_TYPES and suffix[1:] not in known)
    if not missing:
        return archive.parts[TYPES]
    prefix = next((prefix for prefix, uri in root.spaces.items() if uri == f"{PACKAGE}/content-types"), "")
    colon = f"{prefix}:" if prefix else ""
    text = "".join(
        f'<{colon}Default Extension="{suffix[1:]}" ContentType="{CONTENT_TYPES[suffix]}"/>'
        for suffix in missing
    )
    # Inserted first: strict readers require defaults before overrides.
    if root.children:
        return edited(content, [Edit(root.children[0].start, root.children[0].start, text.encode())])
    return edited(content, [appended(content, root, text)])


def _drop(orphans: Iterable[str], parts: dict[str, bytes], archive: Archive) -> None:
    """Remove the old pictures and films to which no part refers any more."""
    now = Archive(parts, archive.headers)
    owners = [name for name in parts if relations_of(name) in parts]
    shown = {link.target for owner in owners for link in now.links(owner).values()}
    own_type = {each.attributes.get("PartName", "") for each in now.root(TYPES).children}
    for name in orphans:
        if name.startswith("ppt/media/") and name not in shown and f"/{name}" not in own_type:
            del parts[name]
