"""A deck with its figures put in: only what holds them changes."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterable, Sequence
from pathlib import Path

from hillside.decks.into.archive import Archive, relations_of, zipped
from hillside.decks.into.motion import is_film, with_film, without_text
from hillside.decks.into.pictures import Filling
from hillside.decks.into.places import Spot, named
from hillside.decks.into.prefixes import Prefixes
from hillside.decks.into.relations import Relations
from hillside.decks.into.spans import Edit, Node, appended, edited, parsed
from hillside.decks.powerpoint.names import MEDIA as EMBEDDED
from hillside.decks.powerpoint.names import R
from hillside.decks.powerpoint.package import MEDIA, PACKAGE
from hillside.decks.powerpoint.shapes import Seen
from hillside.decks.tags import Medium
from hillside.stage.errors import Refusal

TYPES = "[Content_Types].xml"


def filled(archive: Archive, spots: Sequence[Spot], media: Sequence[Medium]) -> bytes:
    """Return the file of a deck with `media` in the place of `spots`.

    Raises:
        Refusal: A film would become a picture.
    """
    parts = dict(archive.parts)
    orphans: set[str] = set()
    for slide in dict.fromkeys(spot.slide for spot in spots):
        pairs = [(spot, medium) for spot, medium in zip(spots, media, strict=True) if spot.slide == slide]
        relations = Relations(archive, slide)
        before = set[str]().union(*(_ids(spot.shape) for spot, _ in pairs))
        parts[slide] = _slide(archive.parts[slide], slide, pairs, relations, parts)
        gone = relations.unused(parts[slide], before)
        orphans |= relations.targets(gone)
        parts[relations_of(slide)] = relations.content(gone)
    parts[TYPES] = _types(parts[TYPES], parts)
    _drop(orphans, parts, archive)
    return zipped(parts, archive.heads)


def _slide(
    content: bytes,
    name: str,
    pairs: Sequence[tuple[Spot, Medium]],
    relations: Relations,
    parts: dict[str, bytes],
) -> bytes:
    edits: list[Edit] = []
    for spot, medium in pairs:
        if is_film(spot.shape) and medium.film is None:
            raise Refusal(
                f"{spot.place.where}: it is a film, and its tag asks for a picture; "
                "put a new shape in its place"
            )
        seen = _seen(spot, medium, relations, parts)
        text = Filling(content, spot, seen, Prefixes.within(spot.shape)).xml()
        edits.append(Edit(spot.shape.start, spot.shape.end, text.encode()))
    new = edited(content, edits)
    for spot, medium in pairs:
        number = _number(spot)
        if not spot.shape.tag.endswith("}pic"):
            new = without_text(new, name, number)
        if medium.film is not None:
            new = with_film(new, name, number, medium.seconds, medium.loop)
    return new


def _seen(spot: Spot, medium: Medium, relations: Relations, parts: dict[str, bytes]) -> Seen:
    """Return the picture for a place, with its files among the parts and its relations known."""

    def related(file: Path, *kinds: str) -> list[str]:
        content = file.read_bytes()
        part = f"ppt/media/fig-{hashlib.sha256(content).hexdigest()[:16]}{file.suffix}"
        parts.setdefault(part, content)
        return [relations.id_of(kind, part) for kind in kinds]

    png = related(medium.png, f"{R}/image")[0]
    seen = Seen(id=_number(spot), name=spot.text, alt=medium.alt, png=png)
    if medium.film is not None:
        film, embedded = related(medium.film, f"{R}/video", EMBEDDED)
        return Seen(id=seen.id, name=seen.name, alt=seen.alt, png=png, film=film, media=embedded)
    if medium.svg is not None:
        return Seen(
            id=seen.id, name=seen.name, alt=seen.alt, png=png, svg=related(medium.svg, f"{R}/image")[0]
        )
    return seen


def _number(spot: Spot) -> int:
    about = named(spot.shape)
    return int(about.attributes["id"]) if about is not None else 0


def _ids(shape: Node) -> set[str]:
    return {
        value for node in shape.walk() for key, value in node.attributes.items() if key.startswith(f"{{{R}}}")
    }


def _types(content: bytes, parts: Iterable[str]) -> bytes:
    """Return the content types with those of the new files."""
    root = parsed(content, TYPES)
    known = {each.attributes.get("Extension", "").lower() for each in root.children}
    needed = {posixpath.splitext(name)[1] for name in parts if name.startswith("ppt/media/fig-")}
    missing = sorted(suffix for suffix in needed if suffix in MEDIA and suffix[1:] not in known)
    if not missing:
        return content
    prefix = next((prefix for prefix, uri in root.spaces.items() if uri == f"{PACKAGE}/content-types"), "")
    colon = f"{prefix}:" if prefix else ""
    text = "".join(
        f'<{colon}Default Extension="{suffix[1:]}" ContentType="{MEDIA[suffix]}"/>' for suffix in missing
    )
    # Before the first: readers that are strict want the defaults ahead of the overrides.
    if root.children:
        return edited(content, [Edit(root.children[0].start, root.children[0].start, text.encode())])
    return edited(content, [appended(content, root, text)])


def _drop(orphans: Iterable[str], parts: dict[str, bytes], archive: Archive) -> None:
    """Take the old pictures and films out that no part shows any more."""
    now = Archive(parts, archive.heads)
    owners = [name for name in parts if relations_of(name) in parts]
    shown = {link.target for owner in owners for link in now.links(owner).values()}
    own_type = {each.attributes.get("PartName", "") for each in parsed(parts[TYPES], TYPES).children}
    for name in orphans:
        if name.startswith("ppt/media/") and name not in shown and f"/{name}" not in own_type:
            del parts[name]
