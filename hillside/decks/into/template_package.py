"""A package in the form of a template: its masters and settings are kept, its slides are replaced by ours."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import replace
from xml.sax.saxutils import quoteattr

from hillside.decks.into.parts import Archive, Relations, relations_of, slide_tag, zipped
from hillside.decks.into.xml_edits import Edit, edited
from hillside.decks.powerpoint.package import (
    CONTENT_TYPES,
    HEAD,
    PACKAGE,
    Part,
    R,
    content_type,
    files_of,
)

TYPES = "[Content_Types].xml"
DROPPED = ("slide", "printerSettings", "tags", "customXml", "commentAuthors", "vbaProject")
"""The kinds of relations of a presentation to what belongs to its old slides or to its author."""
LISTS = ("notesMasterIdLst", "handoutMasterIdLst", "sldIdLst", "sldSz")
"""The lists of a presentation in the order of the schema, and the element after them."""


def in_template(archive: Archive, parts: Sequence[Part], about: Sequence[Part], notes_master: str) -> bytes:
    """Return the bytes of a deck with the masters and settings of a template.

    Args:
        archive: The template.
        parts: The slides with their notes, their media, and a notes master if the template has none.
        about: The properties of the file.
        notes_master: The part of the notes master.
    """
    main = archive.main()
    archive = _without_slides(archive, main)
    links, relations = archive.links(main), Relations(archive, main)
    slides = [part.name for part in parts if part.kind == content_type("slide")]
    ids = [relations.id_of(f"{R}/slide", name) for name in slides]
    has_notes = any(link.kind == f"{R}/notesMaster" for link in links.values())
    notes = None if has_notes else relations.id_of(f"{R}/notesMaster", notes_master)
    files = {name: archive.parts[name] for name in _reachable(archive, main)}
    files[main] = _presentation(archive, main, ids, notes)
    files[relations_of(main)] = relations.content(())
    files |= files_of([*parts, *about])
    files["_rels/.rels"] = _roots(main, about)
    files = {TYPES: _types(archive, main, files, [*parts, *about])} | files
    return zipped(files, {})


def _without_slides(archive: Archive, main: str) -> Archive:
    """Return a template whose presentation does not refer to its old slides any more."""
    links = archive.links(main)
    gone = {name for name, link in links.items() if link.kind.rpartition("/")[2] in DROPPED}
    parts = {**archive.parts, relations_of(main): Relations(archive, main).content(gone)}
    return replace(archive, parts=parts)


def _reachable(archive: Archive, main: str) -> list[str]:
    """Return the parts that the presentation refers to, directly or not, and their relations."""
    waiting, found = [main], dict[str, None]()
    while waiting:
        name = waiting.pop()
        if name in found or name not in archive.parts:
            continue
        found[name] = None
        own = relations_of(name)
        if own in archive.parts:
            found[own] = None
            waiting += [link.target for link in archive.links(name).values()]
    return sorted(found)


def _presentation(archive: Archive, main: str, ids: Sequence[str], notes: str | None) -> bytes:
    """Return the part that lists the slides, with new ones in place of the old."""
    content, root = archive.xml(main), archive.root(main)
    # Sections, custom shows and their extensions name the old slides.
    dropped = [root.find(slide_tag(name)) for name in ("sldIdLst", "custShowLst", "extLst", "photoAlbum")]
    edits = [Edit(each.start, each.end, b"") for each in dropped if each is not None]
    slides = "".join(f'<p:sldId id="{256 + n}" r:id={quoteattr(name)}/>' for n, name in enumerate(ids))
    lists = {"sldIdLst": slides}
    if notes is not None:
        lists["notesMasterIdLst"] = f"<p:notesMasterId r:id={quoteattr(notes)}/>"
    space = 'xmlns:p="{}" xmlns:r="{}"'.format(root.tag[1:].partition("}")[0], R)
    for name, items in lists.items():
        after = next(
            found
            for each in LISTS[LISTS.index(name) + 1 :]
            if (found := root.find(slide_tag(each))) is not None and each != "sldIdLst"
        )
        text = f"<p:{name} {space}>{items}</p:{name}>".encode()
        edits.append(Edit(after.start, after.start, text))
    # What is inserted at one place stands in the order of the schema.
    inserted = sorted((e for e in edits if e.text), key=lambda e: (e.start, b"sldIdLst" in e.text[:12]))
    merged: dict[int, bytes] = {}
    for each in inserted:
        merged[each.start] = merged.get(each.start, b"") + each.text
    removed = [each for each in edits if not each.text]
    return edited(content, [*removed, *(Edit(start, start, text) for start, text in merged.items())])


def _roots(main: str, about: Sequence[Part]) -> bytes:
    kinds = {"core": f"{PACKAGE}/relationships/metadata/core-properties", "app": f"{R}/extended-properties"}
    targets = [(f"{R}/officeDocument", main)]
    targets += [(kinds[posixpath.splitext(posixpath.basename(part.name))[0]], part.name) for part in about]
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target={quoteattr(target)}/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>'.encode()


def _types(archive: Archive, main: str, files: Mapping[str, bytes], parts: Sequence[Part]) -> bytes:
    """Return the content types: those of the template for what is kept, ours for the rest."""
    defaults, overrides = dict[str, str](), dict[str, str]()
    for each in archive.root(TYPES).children:
        given = each.attributes
        if "Extension" in given:
            defaults[given["Extension"].lower()] = given["ContentType"]
        elif given.get("PartName", "").removeprefix("/") in files:
            overrides[given["PartName"]] = given["ContentType"]
    overrides[f"/{main}"] = content_type("presentation.main")
    for part in parts:
        suffix = posixpath.splitext(part.name)[1]
        if part.kind:
            overrides[f"/{part.name}"] = part.kind
        else:
            defaults.setdefault(suffix.removeprefix("."), CONTENT_TYPES[suffix])
    used = {posixpath.splitext(name)[1].removeprefix(".").lower() for name in files}
    listed = "".join(
        f'<Default Extension={quoteattr(name)} ContentType="{kind}"/>'
        for name, kind in sorted(defaults.items())
        if name in used or name in ("rels", "xml")
    )
    listed += "".join(
        f'<Override PartName={quoteattr(name)} ContentType="{kind}"/>' for name, kind in overrides.items()
    )
    return f'{HEAD}<Types xmlns="{PACKAGE}/content-types">{listed}</Types>'.encode()
