"""File containers: how each is recognized, how its metadata is read, and how truncation is detected."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from hillside.files.film_boxes import EBML, box_comments, boxes_fill, element_comments, segment_fills
from hillside.files.foreign_xml import is_well_formed, texts_in
from hillside.files.picture_chunks import (
    gif_comments,
    gif_ends,
    png_ends,
    png_texts,
    webp_ends,
    webp_packets,
)
from hillside.stage.errors import Failure
from hillside.stage.foreign_file import MAX_DOCUMENT, size_of

RECIPE_KEY = "hillside"
"""The keyword of the text chunk of a PNG that holds the recipe."""
RECIPE_SPACE = "urn:hillside:recipe"
"""The XML namespace of the recipe in an SVG."""
_KEYWORDS = "http://ns.adobe.com/pdf/1.3/ Keywords"
"""The XMP property that holds the recipe."""
_PACKET_START, _PACKET_END = b"<x:xmpmeta", b"</x:xmpmeta>"
MAX_PACKETS = 1000
"""Maximum number of XMP packets that are read in a PDF; each picture in it may have one."""


@dataclass(frozen=True, kw_only=True)
class Container:
    """A container format of pictures or films.

    Attributes:
        recognizes: Whether the first kilobyte of a file begins such a container.
        notes: Yields the metadata texts of a file, one of which may be a recipe.
        is_complete: Whether a file reaches the end of the container.
    """

    recognizes: Callable[[bytes], bool]
    notes: Callable[[BinaryIO], Iterator[str]]
    is_complete: Callable[[BinaryIO], bool]


def _begins_with(*starts: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(starts)


def _notes_in_png(file: BinaryIO) -> Iterator[str]:
    yield from (text for keyword, text in png_texts(file) if keyword == RECIPE_KEY)


def _notes_in_webp(file: BinaryIO) -> Iterator[str]:
    for packet in webp_packets(file):
        yield from _notes_in_packets(packet)


def _notes_in_pdf(file: BinaryIO) -> Iterator[str]:
    # XMP packets are stored uncompressed, so that they are found without parsing the file.
    yield from _notes_in_packets(_content(file))


def _notes_in_packets(content: bytes) -> Iterator[str]:
    """Yield the keywords of each XMP packet in some bytes."""
    end = 0
    for _ in range(MAX_PACKETS):
        start = content.find(_PACKET_START, end)
        end = content.find(_PACKET_END, start) + len(_PACKET_END)
        if start < 0 or end < start:
            return
        yield from texts_in(content[start:end], _KEYWORDS)


def _notes_in_svg(file: BinaryIO) -> Iterator[str]:
    content = _content(file)
    if RECIPE_SPACE.encode() in content:
        yield from texts_in(content, f"{RECIPE_SPACE} recipe")


def _content(file: BinaryIO) -> bytes:
    file.seek(0)
    content = file.read(MAX_DOCUMENT + 1)
    if len(content) > MAX_DOCUMENT:
        raise Failure(f"it has more than {MAX_DOCUMENT:,} bytes, the most that is read of such a file")
    return content


def _ends_with_marker(file: BinaryIO) -> bool:
    """Return whether a PDF ends with its marker, and at most some white space after it."""
    file.seek(max(size_of(file) - 1024, 0))
    return file.read().rstrip().endswith(b"%%EOF")


PNG = Container(recognizes=_begins_with(b"\x89PNG\r\n"), notes=_notes_in_png, is_complete=png_ends)
SVG = Container(
    recognizes=lambda data: b"<svg" in data and data.lstrip(b"\xef\xbb\xbf\t\r\n ").startswith(b"<"),
    notes=_notes_in_svg,
    is_complete=lambda file: is_well_formed(_content(file)),
)
PDF = Container(recognizes=_begins_with(b"%PDF-"), notes=_notes_in_pdf, is_complete=_ends_with_marker)
WEBP = Container(
    recognizes=lambda data: data[:4] == b"RIFF" and data[8:12] == b"WEBP",
    notes=_notes_in_webp,
    is_complete=webp_ends,
)
GIF = Container(recognizes=_begins_with(b"GIF8"), notes=gif_comments, is_complete=gif_ends)
ISO_MEDIA = Container(
    recognizes=lambda data: data[4:8] == b"ftyp", notes=box_comments, is_complete=boxes_fill
)
"""MP4, and QuickTime's MOV, from which it derives."""
MATROSKA = Container(recognizes=_begins_with(EBML), notes=element_comments, is_complete=segment_fills)
"""WebM."""
