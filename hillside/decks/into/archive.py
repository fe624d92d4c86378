"""A PowerPoint file as the parts it is made of, in their order."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import quoteattr
from zipfile import BadZipFile, ZipFile, ZipInfo

from hillside.decks.into.spans import Node, parsed
from hillside.decks.powerpoint.names import A, P, R
from hillside.decks.powerpoint.package import PACKAGE, entry
from hillside.stage.errors import Failure, Refusal

RELATIONSHIP = f"{{{PACKAGE}/relationships}}Relationship"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
OLE = b"\xd0\xcf\x11\xe0"
"""How a file with a password, and a .ppt of 2003, begins."""


@dataclass(frozen=True)
class Link:
    """A relation of a part: `target` is the full name of the other part, or a URL."""

    kind: str
    target: str


@dataclass(frozen=True)
class Archive:
    """The parts of a file by name, in the order of the file, each with its head in the zip."""

    parts: Mapping[str, bytes]
    heads: Mapping[str, ZipInfo]

    def links(self, part: str) -> dict[str, Link]:
        """Return the relations of a part by their id."""
        name = relations_of(part)
        if name not in self.parts:
            return {}
        return {
            each.attributes["Id"]: Link(each.attributes["Type"], _resolved(part, each))
            for each in parsed(self.parts[name], name).children
            if each.tag == RELATIONSHIP
        }

    def follow(self, part: str, kind: str) -> str | None:
        """Return the part that a relation of some kind leads to."""
        links = self.links(part).values()
        return next((each.target for each in links if each.kind == f"{R}/{kind}"), None)

    def slides(self) -> list[str]:
        """Return the names of the slides in the order in which they are shown."""
        main = self.main()
        links, root = self.links(main), parsed(self.parts[main], main)
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
        Refusal: It is a presentation of another kind.
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        raise Failure(f"cannot read {file}: {error.strerror}") from error
    if content.startswith(OLE):
        raise Refusal(f"{file} has a password, or is a .ppt; save it as .pptx without one")
    try:
        with ZipFile(BytesIO(content)) as archive:
            heads = {info.filename: info for info in archive.infolist() if not info.is_dir()}
            parts = {name: archive.read(info) for name, info in heads.items()}
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise Failure(f"{file} is no PowerPoint file, or is damaged: {error}") from error
    found = Archive(parts, heads)
    if any(each.kind.startswith(STRICT) for each in found.links("").values()):
        raise Refusal(f"{file} is a Strict Open XML presentation; save it as an ordinary .pptx")
    try:
        found.main()
    except Failure as error:
        raise Failure(f"{file} is no PowerPoint file: {error}") from error
    return found


def zipped(parts: Mapping[str, bytes], heads: Mapping[str, ZipInfo]) -> bytes:
    """Return the file: known parts keep their heads, new ones have no date."""
    whole = BytesIO()
    with ZipFile(whole, "w") as archive:
        for name, content in parts.items():
            archive.writestr(_head(heads[name]) if name in heads else entry(name), content)
    return whole.getvalue()


def _head(old: ZipInfo) -> ZipInfo:
    """Return the head of a part without the sizes of what it was."""
    new = ZipInfo(old.filename, old.date_time)
    new.compress_type, new.external_attr, new.create_system = (
        old.compress_type,
        old.external_attr,
        old.create_system,
    )
    return new


def relations_of(part: str) -> str:
    """Return the name of the part that holds the relations of another.

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
    """Return a relation of `part` as an element; `prefix` is such as `""` or `"ns0:"`."""
    target = posixpath.relpath(link.target, posixpath.dirname(part) or ".")
    return f'<{prefix}Relationship Id="{id}" Type="{link.kind}" Target={quoteattr(target)}/>'


def qualified(space: str, name: str) -> str:
    """Return a name as `Node.tag` has it."""
    return f"{{{space}}}{name}"


def drawing(name: str) -> str:
    """Return a name of DrawingML as `Node.tag` has it.

    >>> drawing("xfrm")
    '{http://schemas.openxmlformats.org/drawingml/2006/main}xfrm'
    """
    return qualified(A, name)


def slide_tag(name: str) -> str:
    """Return a name of PresentationML as `Node.tag` has it."""
    return qualified(P, name)
