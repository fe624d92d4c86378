"""File containers: how each is recognized, how its metadata is read, and how truncation is detected."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast
from xml.etree import ElementTree

RECIPE_KEY = "hillside"
"""The keyword of the text chunk of a PNG that holds the recipe."""
RECIPE_SPACE = "urn:hillside:recipe"
"""The XML namespace of the recipe in an SVG."""
_KEYWORDS = "{http://ns.adobe.com/pdf/1.3/}Keywords"
"""The XMP property that holds the recipe."""

_BOX_HEADER = 8
"""Bytes of the header of a box, size and type, in an MP4 or MOV file (ISO/IEC 14496-12)."""
_EBML, _SEGMENT = b"\x1aE\xdf\xa3", b"\x18S\x80g"
"""The ids of the two top-level elements of a WebM file (RFC 8794, RFC 9559)."""


@dataclass(frozen=True, kw_only=True)
class Container:
    """A container format of pictures or films.

    Attributes:
        recognizes: Whether the first kilobyte of a file begins such a container.
        notes: Yields the metadata texts of a file, one of which may be a recipe.
        is_complete: Whether the bytes of a file reach the end of the container.
    """

    recognizes: Callable[[bytes], bool]
    notes: Callable[[Path], Iterator[str]]
    is_complete: Callable[[bytes], bool]


def _begins_with(*starts: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(starts)


def _checked_by_decoder(data: bytes) -> bool:
    """Return True: the decoder of a raster image reports a truncated file itself."""
    return True


def _notes_in_image(file: Path) -> Iterator[str]:
    from PIL import Image

    with Image.open(file) as image:
        # The text chunks of a PNG may follow the pixels.
        image.load()
        notes: dict[Any, Any] = {**image.info, **getattr(image, "text", {})}
    for keyword in (RECIPE_KEY, "comment"):
        if keyword in notes:
            note = notes[keyword]
            yield note.decode() if isinstance(note, bytes) else str(note)
    if "xmp" in notes:
        yield from _notes_in_xmp(notes["xmp"])


def _notes_in_film(file: Path) -> Iterator[str]:
    import av

    with av.open(str(file)) as film:
        notes = {key.lower(): text for key, text in film.metadata.items()}
    if "comment" in notes:
        yield notes["comment"]


def _notes_in_pdf(file: Path) -> Iterator[str]:
    # XMP packets are stored uncompressed, so that they are found without parsing the file.
    for found in re.finditer(rb"<x:xmpmeta.*?</x:xmpmeta>", file.read_bytes(), re.DOTALL):
        yield from _notes_in_xmp(found[0])


def _notes_in_xmp(packet: bytes) -> Iterator[str]:
    start, end = packet.find(b"<x:xmpmeta"), packet.rfind(b"</x:xmpmeta>") + len(b"</x:xmpmeta>")
    root = ElementTree.fromstring(packet[start:end])
    yield from (element.text or "" for element in root.iter(_KEYWORDS))


def _notes_in_svg(file: Path) -> Iterator[str]:
    for _, element in cast(Any, ElementTree.iterparse(file)):
        if element.tag == f"{{{RECIPE_SPACE}}}recipe":
            yield element.text or ""


def _boxes_fill(data: bytes) -> bool:
    """Return whether the last box of an MP4 or MOV file ends at the end of the file."""
    at = 0
    while at + _BOX_HEADER <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        if size == 1:
            size = int.from_bytes(data[at + _BOX_HEADER : at + 2 * _BOX_HEADER], "big")
        if size < _BOX_HEADER:
            return size == 0  # a size of 0 stands for a last box that extends to the end
        at += size
    return at == len(data)


def _segment_fills(data: bytes) -> bool:
    """Return whether the segment of a WebM file ends at the end of the file."""
    at = 0
    for name in (_EBML, _SEGMENT):
        if not data.startswith(name, at):
            return False
        size, length = _vint(data, at + len(name))
        at += len(name) + length + size
    return at == len(data)


def _vint(data: bytes, at: int) -> tuple[int, int]:
    """Return a variable-length integer and its length in bytes, one more than its leading zeros (RFC 8794).

    >>> _vint(bytes([0b1000_0011]), 0), _vint(bytes([0b0100_0001, 2]), 0)
    ((3, 1), (258, 2))
    """
    first = data[at] if at < len(data) else 0
    length = 9 - first.bit_length()
    return int.from_bytes(data[at : at + length], "big") & ((1 << 7 * length) - 1), length


def _elements_are_closed(data: bytes) -> bool:
    """Return whether an SVG file is well-formed XML, with every element closed."""
    try:
        ElementTree.fromstring(data)
    except ElementTree.ParseError:
        return False
    return True


PNG = Container(
    recognizes=_begins_with(b"\x89PNG\r\n"), notes=_notes_in_image, is_complete=_checked_by_decoder
)
SVG = Container(
    recognizes=lambda data: b"<svg" in data and data.lstrip(b"\xef\xbb\xbf\t\r\n ").startswith(b"<"),
    notes=_notes_in_svg,
    is_complete=_elements_are_closed,
)
PDF = Container(
    recognizes=_begins_with(b"%PDF-"),
    notes=_notes_in_pdf,
    is_complete=lambda data: data.rstrip().endswith(b"%%EOF"),
)
WEBP = Container(
    recognizes=lambda data: data[:4] == b"RIFF" and data[8:12] == b"WEBP",
    notes=_notes_in_image,
    is_complete=_checked_by_decoder,
)
GIF = Container(
    recognizes=_begins_with(b"GIF8"),
    notes=_notes_in_image,
    is_complete=lambda data: data.endswith(b"\0;"),
)
ISO_MEDIA = Container(
    recognizes=lambda data: data[4:8] == b"ftyp", notes=_notes_in_film, is_complete=_boxes_fill
)
"""MP4, and QuickTime's MOV, from which it derives."""
MATROSKA = Container(recognizes=_begins_with(_EBML), notes=_notes_in_film, is_complete=_segment_fills)
"""WebM."""
