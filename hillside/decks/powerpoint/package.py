"""A package of parts that refer to each other, as a zip file (ISO/IEC 29500-2, 2021)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The first date that a zip file can hold: no file says when it was made."""

MEDIA = {".png": "image/png", ".svg": "image/svg+xml", ".mp4": "video/mp4"}
"""The content types of what is not XML of ours, by suffix."""


@dataclass(frozen=True)
class Relation:
    """From one part to another: `id` within the part, `kind` as a URI, and the name of the other part."""

    id: str
    kind: str
    target: str


@dataclass(frozen=True)
class Part:
    """One file of a package; `name` has no leading slash, and `kind` is its content type.

    A part without a kind has the one of its suffix.
    """

    name: str
    content: bytes
    kind: str = ""
    relations: tuple[Relation, ...] = ()


def xml(text: str) -> bytes:
    """Return a document as it stands in a package."""
    return (HEAD + text).encode()


def medium(file: Path, name: str) -> Part:
    """Return a picture or a film as a part."""
    return Part(name, file.read_bytes())


def packed(parts: Iterable[Part], roots: Iterable[Relation]) -> bytes:
    """Return the package; `roots` are the relations of the package itself.

    What is compressed already is stored, so that a player can seek in a film.
    """
    parts = sorted(parts, key=lambda part: part.name)
    files = {"[Content_Types].xml": _content_types(parts), "_rels/.rels": _relations("", roots)}
    for part in parts:
        files[part.name] = part.content
        if part.relations:
            folder, name = posixpath.split(part.name)
            files[f"{folder}/_rels/{name}.rels"] = _relations(folder, part.relations)
    whole = BytesIO()
    with ZipFile(whole, "w") as archive:
        for name, content in files.items():
            archive.writestr(entry(name), content)
    return whole.getvalue()


def entry(name: str) -> ZipInfo:
    """Return the head of a file in the zip: no date, no rights, no system."""
    info = ZipInfo(name, FIRST_DAY)
    info.create_system = 0
    info.compress_type = ZIP_STORED if name.endswith((".png", ".mp4")) else ZIP_DEFLATED
    return info


def _content_types(parts: Iterable[Part]) -> bytes:
    kinds = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    own: dict[str, str] = {}
    for part in parts:
        suffix = posixpath.splitext(part.name)[1]
        if part.kind:
            own[f"/{part.name}"] = part.kind
        else:
            kinds[suffix.removeprefix(".")] = MEDIA[suffix]
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
