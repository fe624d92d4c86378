"""A package of parts and the relations between them, as a zip file (ISO/IEC 29500-2, 2021)."""

from __future__ import annotations

import posixpath
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import chain, count
from pathlib import Path
from types import MappingProxyType
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
MEDIA_RELATION = "http://schemas.microsoft.com/office/2007/relationships/media"

SPACES = f'xmlns:a="{A}" xmlns:r="{R}" xmlns:p="{P}"'
"""The namespace declarations of the root element of a slide."""

MEDIA_EXTENSION = "{DAA4B4D4-6D71-4841-9C94-3DE7FCFB9230}"
"""The URI of the extension by which a picture refers to an embedded film (MS-PPTX 2.3.1.18)."""
SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
"""The URI of the extension by which a bitmap refers to its SVG (MS-ODRAWXML 2.3.3.29)."""


def content_type(what: str) -> str:
    """Return the content type of a kind of part of a presentation.

    >>> content_type("slide")
    'application/vnd.openxmlformats-officedocument.presentationml.slide+xml'
    """
    return f"application/vnd.openxmlformats-officedocument.presentationml.{what}+xml"


THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The date of every zip entry, the earliest possible, so that equal decks give equal bytes."""

CONTENT_TYPES = MappingProxyType(
    {
        ".png": "image/png",
        ".jpg": "image/jpeg",
        ".jpeg": "image/jpeg",
        ".svg": "image/svg+xml",
        ".mp4": "video/mp4",
    }
)
"""The content types of media, by suffix."""


@dataclass(frozen=True)
class Relation:
    """A reference from one part to another.

    Attributes:
        id: its id, unique within the part.
        kind: its type, a URI.
        target: the name of the other part.
    """

    id: str
    kind: str
    target: str


@dataclass(frozen=True)
class Part:
    """One file of a package.

    Attributes:
        name: its path in the zip, without a leading slash.
        content: its bytes.
        kind: its content type; empty means the default of its suffix.
        relations: its references to other parts.
    """

    name: str
    content: bytes
    kind: str = ""
    relations: tuple[Relation, ...] = ()


def xml(text: str) -> bytes:
    """Return an XML document as the content of a part."""
    return (HEAD + text).encode()


def packed(parts: Iterable[Part], roots: Iterable[Relation]) -> bytes:
    """Return the bytes of the package; `roots` are the relations of the package itself.

    Compressed formats are stored as they are, so that players can seek in a film.
    """
    parts = sorted(parts, key=lambda part: part.name)
    files = {"[Content_Types].xml": _content_types(parts), "_rels/.rels": _relations("", roots)}
    files |= files_of(parts)
    whole = BytesIO()
    with ZipFile(whole, "w") as archive:
        for name, content in files.items():
            archive.writestr(entry(name), content)
    return whole.getvalue()


def files_of(parts: Iterable[Part]) -> dict[str, bytes]:
    """Return the files of parts by name: their contents, and their relations where they have some."""
    files: dict[str, bytes] = {}
    for part in parts:
        files[part.name] = part.content
        if part.relations:
            folder, name = posixpath.split(part.name)
            files[f"{folder}/_rels/{name}.rels"] = _relations(folder, part.relations)
    return files


def entry(name: str) -> ZipInfo:
    """Return the zip header of a file, without date, permissions or operating system."""
    info = ZipInfo(name, FIRST_DAY)
    info.create_system = 0
    info.compress_type = ZIP_STORED if name.endswith((".png", ".jpg", ".jpeg", ".mp4")) else ZIP_DEFLATED
    return info


def _content_types(parts: Iterable[Part]) -> bytes:
    kinds = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    own: dict[str, str] = {}
    for part in parts:
        suffix = posixpath.splitext(part.name)[1]
        if part.kind:
            own[f"/{part.name}"] = part.kind
        else:
            kinds[suffix.removeprefix(".")] = CONTENT_TYPES[suffix]
    defaults = (f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in sorted(kinds.items()))
    overrides = (f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in own.items())
    return xml(f'<Types xmlns="{PACKAGE}/content-types">{"".join(defaults)}{"".join(overrides)}</Types>')


def _relations(folder: str, relations: Iterable[Relation]) -> bytes:
    listed = "".join(
        f'<Relationship Id="{each.id}" Type="{escape(each.kind)}"'
        f" Target={quoteattr(posixpath.relpath(each.target, folder or '.'))}/>"
        for each in relations
    )
    return xml(f'<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>')


@dataclass(frozen=True)
class Media:
    """The pictures and films of a package: equal contents are stored once.

    Attributes:
        names: the name of the part that holds each file.
        parts: the parts.
    """

    names: dict[Path, str]
    parts: tuple[Part, ...]

    @classmethod
    def of(cls, files: Sequence[Path]) -> Media:
        """Return the media parts of files; equal contents share a part."""
        names, parts = dict[Path, str](), dict[str, Part]()
        for file in dict.fromkeys(files):
            content = file.read_bytes()
            known = next((part for part in parts.values() if part.content == content), None)
            if known is None:
                known = Part(_free_name(f"ppt/media/{file.name}", parts), content)
                parts[known.name] = known
            names[file] = known.name
        return cls(names, tuple(parts.values()))


def _free_name(name: str, taken: Container[str]) -> str:
    """Return `name`, or if it is taken the first free variant with a number.

    >>> _free_name("ppt/media/a.png", {"ppt/media/a.png"})
    'ppt/media/a-2.png'
    """
    stem, dot, suffix = name.rpartition(".")
    others = (f"{stem}-{number}{dot}{suffix}" for number in count(2))
    return next(each for each in chain([name], others) if each not in taken)
