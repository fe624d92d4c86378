"""The comment and the end of MP4, MOV and WebM files, found without decoding a frame.

Films from others are not given to the decoders: these are large, and a damaged film can occupy them for long.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from hillside.stage.errors import Failure
from hillside.stage.foreign_file import MAX_NOTE, size_of

MAX_BOXES = 100_000
"""Maximum number of boxes or elements on one level that are looked through; our films have about ten."""
MAX_IN_TAG = 16
"""Maximum number of elements in one tag that are looked at; ours have five."""

_BOX_HEADER = 8
"""Bytes of the header of a box, size and type (ISO/IEC 14496-12)."""
_COMMENT = b"\xa9cmt"
"""The box of the comment, in MP4 within `ilst`, in MOV within `udta` (QuickTime File Format, 2016)."""

EBML, SEGMENT = b"\x1aE\xdf\xa3", b"\x18S\x80g"
"""The ids of the two top-level elements of a WebM file (RFC 8794, RFC 9559)."""
_TAGS, _TAG, _SIMPLE_TAG = b"\x12T\xc3g", b"ss", b"g\xc8"
_TAG_NAME, _TAG_STRING = b"E\xa3", b"D\x87"


@dataclass(frozen=True)
class _Span:
    """A box or an element: its type, and where its content starts and ends in the file."""

    kind: bytes
    start: int
    end: int


Split = Callable[[BinaryIO, int, int], Iterator[_Span]]
"""A function that yields the boxes or elements between two positions of a file."""


def box_comments(file: BinaryIO) -> Iterator[str]:
    """Yield each comment of an MP4 or MOV file.

    Raises:
        Failure: The boxes are damaged, or there is no film.
    """
    movies = [box for box in _boxes(file, 0, size_of(file)) if box.kind == b"moov"]
    if not movies:
        raise Failure("it holds no film")
    metas: list[_Span] = []
    for box in _inside(_boxes, file, _within(file, movies, b"udta")):
        if box.kind == _COMMENT:
            # The length and the language come before the text.
            yield _read(file, box.start + 4, box.end).decode("utf-8")
        elif box.kind == b"meta":
            # Its boxes come after a version.
            metas.append(_Span(box.kind, box.start + 4, box.end))
    for data in _within(file, _within(file, _within(file, metas, b"ilst"), _COMMENT), b"data"):
        # The type and the locale come before the text.
        yield _read(file, data.start + 8, data.end).decode("utf-8")


def _within(file: BinaryIO, outer: list[_Span], kind: bytes) -> list[_Span]:
    return [box for box in _inside(_boxes, file, outer) if box.kind == kind]


def _inside(split: Split, file: BinaryIO, outer: list[_Span]) -> Iterator[_Span]:
    """Yield what is directly within boxes or elements.

    Raises:
        Failure: It is damaged, or there are more than `MAX_BOXES` in all of them together.
    """
    found = (inner for each in outer for inner in split(file, each.start, each.end))
    for count, each in enumerate(found):
        if count == MAX_BOXES:
            raise Failure(f"it has more than {MAX_BOXES:,} boxes or elements on one level")
        yield each


def boxes_fill(file: BinaryIO) -> bool:
    """Return whether the last box of an MP4 or MOV file ends at the end of the file."""
    try:
        return bool(list(_boxes(file, 0, size_of(file))))
    except Failure:
        return False


def _boxes(file: BinaryIO, at: int, end: int) -> Iterator[_Span]:
    """Yield the boxes between two positions of a file.

    Raises:
        Failure: They do not fill the space.
    """
    for _ in range(MAX_BOXES):
        # QuickTime ends some lists of boxes with four null bytes.
        if at == end or (at + 4 == end and _read(file, at, end) == bytes(4)):
            return
        file.seek(at)
        head = file.read(_BOX_HEADER)
        size, start = int.from_bytes(head[:4], "big"), at + _BOX_HEADER
        if size == 1:
            size, start = int.from_bytes(file.read(8), "big"), start + 8
        elif size == 0:
            size = end - at  # the last box, which extends to the end
        at += size
        if len(head) < _BOX_HEADER or at < start or at > end:
            raise Failure("it ends early, or its boxes are damaged")
        yield _Span(head[4:], start, at)
    if at != end:
        raise Failure(f"it has more than {MAX_BOXES:,} boxes in one")


def element_comments(file: BinaryIO) -> Iterator[str]:
    """Yield each comment among the tags of a WebM file.

    Raises:
        Failure: The elements are damaged, or there is no film.
    """
    segments = [each for each in _elements(file, 0, size_of(file)) if each.kind == SEGMENT]
    if not segments:
        raise Failure("it holds no film")
    tags = _nested(file, segments, _TAGS)
    for tag in _nested(file, _nested(file, tags, _TAG), _SIMPLE_TAG):
        inner = islice(_elements(file, tag.start, tag.end), MAX_IN_TAG)
        texts = {each.kind: _read(file, each.start, each.end) for each in inner}
        if texts.get(_TAG_NAME) == b"COMMENT":
            yield texts.get(_TAG_STRING, b"").decode("utf-8")


def _nested(file: BinaryIO, outer: list[_Span], kind: bytes) -> list[_Span]:
    return [each for each in _inside(_elements, file, outer) if each.kind == kind]


def segment_fills(file: BinaryIO) -> bool:
    """Return whether the segment of a WebM file ends at the end of the file."""
    try:
        return [each.kind for each in _elements(file, 0, size_of(file))] == [EBML, SEGMENT]
    except Failure:
        return False


def _elements(file: BinaryIO, at: int, end: int) -> Iterator[_Span]:
    """Yield the elements between two positions of a file.

    Raises:
        Failure: They do not fill the space.
    """
    for _ in range(MAX_BOXES):
        if at >= end:
            return
        file.seek(at)
        head = file.read(min(12, end - at))
        # An id keeps its length marker, a size does not.
        first = 9 - head[0].bit_length()
        size, length = vint(head, first)
        start = at + first + length
        # A size of ones alone stands for an unknown one, of an element that extends to the end.
        at = end if size == (1 << 7 * length) - 1 else start + size
        if first > 4 or len(head) < first + length or at > end:
            raise Failure("it ends early, or its elements are damaged")
        yield _Span(head[:first], start, at)
    if at != end:
        raise Failure(f"it has more than {MAX_BOXES:,} elements in one")


def vint(data: bytes, at: int) -> tuple[int, int]:
    """Return a variable-length integer and its length in bytes, one more than its leading zeros (RFC 8794).

    >>> vint(bytes([0b1000_0011]), 0), vint(bytes([0b0100_0001, 2]), 0)
    ((3, 1), (258, 2))
    """
    first = data[at] if at < len(data) else 0
    length = 9 - first.bit_length()
    return int.from_bytes(data[at : at + length], "big") & ((1 << 7 * length) - 1), length


def _read(file: BinaryIO, start: int, end: int) -> bytes:
    """Return the content between two positions; nothing if it is too long for a text."""
    if end - start > MAX_NOTE or end < start:
        return b""
    file.seek(start)
    return file.read(end - start)
