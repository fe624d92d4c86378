"""The parts of a PowerPoint file and the relations between them, read, changed and written in order."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import quoteattr
from zipfile import ZipFile, ZipInfo

from hillside.decks.into.xml_edits import Edit, Node, appended, as_utf8, edited, parsed
from hillside.decks.powerpoint.package import PACKAGE, A, P, R, entry, xml
from hillside.files.foreign_archive import ZIP, unpacked
from hillside.stage.errors import Failure, Refusal
from hillside.stage.foreign_file import MAX_DOCUMENT, as_damaged, read_bytes

RELATIONSHIP = f"{{{PACKAGE}/relationships}}Relationship"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
OLE = b"\xd0\xcf\x11\xe0"
"""The first bytes of an encrypted file, or of a `.ppt` file of PowerPoint 97 to 2003."""


@dataclass(frozen=True)
class Link:
    """A relation of a part.

    Attributes:
        kind: its type, a URI.
        target: the full name of the other part, or a URL.
    """

    kind: str
    target: str


@dataclass(frozen=True)
class Archive:
    """The parts of a PowerPoint file.

    Attributes:
        parts: their contents by name, in the order of the file.
        headers: their zip headers by name.
    """

    parts: Mapping[str, bytes]
    headers: Mapping[str, ZipInfo]

    def xml(self, part: str) -> bytes:
        """Return the content of a part in UTF-8.

        Raises:
            Failure: It is not text.
        """
        return as_utf8(self.parts[part], part)

    def root(self, part: str) -> Node:
        """Return the root element of a part; its offsets are those in `xml(part)`.

        Raises:
            Failure: It is not well-formed.
        """
        return parsed(self.xml(part), part)

    def links(self, part: str) -> dict[str, Link]:
        """Return the relations of a part by id."""
        name = relations_of(part)
        if name not in self.parts:
            return {}
        return {
            each.attributes["Id"]: Link(each.attributes["Type"], _resolved(part, each))
            for each in self.root(name).children
            if each.tag == RELATIONSHIP
        }

    def follow(self, part: str, kind: str) -> str | None:
        """Return the target of the first relation of a kind, or None if there is none."""
        links = self.links(part).values()
        return next((each.target for each in links if each.kind == f"{R}/{kind}"), None)

    def slides(self) -> list[str]:
        """Return the part names of the slides in presentation order."""
        main = self.main()
        links, root = self.links(main), self.root(main)
        listed = root.find(f"{{{P}}}sldIdLst")
        return (
            []
            if listed is None
            else [links[each.attributes[f"{{{R}}}id"]].target for each in listed.children]
        )

    def main(self) -> str:
        """Return the name of the part that lists the slides."""
        found = self.follow("", "officeDocument")
        if found is None or found not in self.parts:
            raise Failure("it holds no presentation")
        return found


def read_archive(file: Path) -> Archive:
    """Return the parts of a PowerPoint file.

    Raises:
        Failure: The file cannot be read or is damaged.
        Refusal: It is in another presentation format.
    """
    content = read_bytes(file, MAX_DOCUMENT)
    if content.startswith(OLE):
        raise Refusal(f"{file} has a password, or is a .ppt; save it as .pptx without one")
    if not content.startswith(ZIP):
        raise Failure(f"{file} is no PowerPoint file, or is damaged: it does not begin like one")
    unpacked_parts = unpacked(content, str(file))
    headers = {name: info for name, (info, _) in unpacked_parts.items()}
    found = Archive({name: part for name, (_, part) in unpacked_parts.items()}, headers)
    try:
        with as_damaged(str(file)):
            if any(each.kind.startswith(STRICT) for each in found.links("").values()):
                raise Refusal(f"{file} is a Strict Open XML presentation; save it as an ordinary .pptx")
            found.main()
    except Failure as error:
        raise Failure(f"{file} is no PowerPoint file: {error}") from error
    return found


def zipped(parts: Mapping[str, bytes], headers: Mapping[str, ZipInfo]) -> bytes:
    """Return the zip file: old parts keep their headers, new ones have no date."""
    whole = BytesIO()
    with ZipFile(whole, "w") as archive:
        for name, content in parts.items():
            archive.writestr(_header(headers[name]) if name in headers else entry(name), content)
    return whole.getvalue()


def _header(old: ZipInfo) -> ZipInfo:
    """Return a copy of a zip header without the sizes of the old content."""
    new = ZipInfo(old.filename, old.date_time)
    new.compress_type, new.external_attr, new.create_system = (
        old.compress_type,
        old.external_attr,
        old.create_system,
    )
    return new


def relations_of(part: str) -> str:
    """Return the name of the part that holds the relations of `part`.

    >>> relations_of("ppt/slides/slide1.xml"), relations_of("")
    ('ppt/slides/_rels/slide1.xml.rels', '_rels/.rels')
    """
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _resolved(part: str, relation: Node) -> str:
    target = relation.attributes["Target"]
    if relation.attributes.get("TargetMode") == "External":
        return target
    folder = posixpath.dirname(part)
    return posixpath.normpath(posixpath.join("/", folder, target)).removeprefix("/")


def relation_xml(id: str, link: Link, part: str, prefix: str) -> str:  # noqa: A002 - the word of the format
    """Return a relation of `part` as an element; `prefix` is for example `""` or `"ns0:"`."""
    target = posixpath.relpath(link.target, posixpath.dirname(part) or ".")
    return f'<{prefix}Relationship Id="{id}" Type="{link.kind}" Target={quoteattr(target)}/>'


def qualified(space: str, name: str) -> str:
    """Return a name in a namespace, in the notation of `Node.tag`."""
    return f"{{{space}}}{name}"


def drawing(name: str) -> str:
    """Return a name of DrawingML in the notation of `Node.tag`.

    >>> drawing("xfrm")
    '{http://schemas.openxmlformats.org/drawingml/2006/main}xfrm'
    """
    return qualified(A, name)


def slide_tag(name: str) -> str:
    """Return a name of PresentationML in the notation of `Node.tag`."""
    return qualified(P, name)


class Relations:
    """The relations of one part while it is edited: new ones are numbered, unused ones removed."""

    def __init__(self, archive: Archive, part: str) -> None:
        self._archive, self._part = archive, part
        self._known = archive.links(part)
        self._new: dict[str, Link] = {}

    def id_of(self, kind: str, target: str) -> str:
        """Return the id of the relation to `target`, which is added if it is new."""
        link = Link(kind, target)
        for known, each in {**self._known, **self._new}.items():
            if each == link:
                return known
        ends = (each[len(each.rstrip("0123456789")) :] for each in (*self._known, *self._new))
        numbers = [int(digits) for digits in ends if 0 < len(digits) < 10]
        name = f"rId{max(numbers, default=0) + 1}"
        self._new[name] = link
        return name

    def unused(self, content: bytes, before: Collection[str]) -> set[str]:
        """Return the ids in `before` that the new content of the part does not use any more."""
        return {name for name in before if name in self._known} - relations_used(parsed(content, self._part))

    def targets(self, ids: Collection[str]) -> set[str]:
        """Return the names of the parts that are targets of these relations."""
        return {self._known[name].target for name in ids}

    def content(self, gone: Collection[str]) -> bytes:
        """Return the content of the relations part, without the relations `gone`."""
        name = relations_of(self._part)
        if not gone and not self._new and name in self._archive.parts:
            return self._archive.parts[name]
        empty = xml(f'<Relationships xmlns="{PACKAGE}/relationships"></Relationships>')
        old = self._archive.xml(name) if name in self._archive.parts else empty
        root = parsed(old, name)
        dropped = [
            Edit(each.start, each.end, b"")
            for each in root.children
            if each.tag == RELATIONSHIP and each.attributes["Id"] in gone
        ]
        if not self._new:
            return edited(old, dropped)
        prefix = next(
            (prefix for prefix, uri in root.spaces.items() if uri == f"{PACKAGE}/relationships"), ""
        )
        colon = f"{prefix}:" if prefix else ""
        added = "".join(relation_xml(name, link, self._part, colon) for name, link in self._new.items())
        return edited(old, [*dropped, appended(old, root, added)])


def relations_used(element: Node) -> set[str]:
    """Return the ids of the relations that an element and its descendants use."""
    return {
        value
        for node in element.walk()
        for key, value in node.attributes.items()
        if key.startswith(f"{{{R}}}")
    }
