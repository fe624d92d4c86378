"""Whether a file reaches its own end, or was cut short on the way, as each kind can tell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

_HEADER = 8
"""Bytes of size and name at the start of a box of an MP4 or MOV file (ISO/IEC 14496-12)."""
_EBML, _SEGMENT = b"\x1aE\xdf\xa3", b"\x18S\x80g"
"""The elements that a WebM file consists of (RFC 8794, RFC 9559)."""


def is_whole(file: Path) -> bool:
    """Return whether nothing is missing at the end of a file of a kind that is made here.

    A picture of pixels is left to its decoder, which reads to the end anyway.
    """
    data = file.read_bytes()
    reaches_end = next((test for starts, test in _TESTS if starts(data)), None)
    return reaches_end is None or reaches_end(data)


def _boxes_fill(data: bytes) -> bool:
    """Return whether the boxes of an MP4 or MOV file end where the file ends."""
    at = 0
    while at + _HEADER <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        if size == 1:
            size = int.from_bytes(data[at + _HEADER : at + 2 * _HEADER], "big")
        if size < _HEADER:
            return size == 0  # the last box may say that it goes on to the end
        at += size
    return at == len(data)


def _segment_fills(data: bytes) -> bool:
    """Return whether the segment of a WebM file ends where the file ends."""
    at = 0
    for name in (_EBML, _SEGMENT):
        if not data.startswith(name, at):
            return False
        size, length = _vint(data, at + len(name))
        at += len(name) + length + size
    return at == len(data)


def _vint(data: bytes, at: int) -> tuple[int, int]:
    """A number of variable length, and how many bytes it takes: one more than it has leading zero bits.

    >>> _vint(bytes([0b1000_0011]), 0), _vint(bytes([0b0100_0001, 2]), 0)
    ((3, 1), (258, 2))
    """
    first = data[at] if at < len(data) else 0
    length = 9 - first.bit_length()
    return int.from_bytes(data[at : at + length], "big") & ((1 << 7 * length) - 1), length


def _is_closed(data: bytes) -> bool:
    """Return whether every element of an SVG file is closed."""
    try:
        ElementTree.fromstring(data)
    except ElementTree.ParseError:
        return False
    return True


def _ends_with(end: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.rstrip().endswith(end)


def _begins_with(*starts: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(starts)


_TESTS: tuple[tuple[Callable[[bytes], bool], Callable[[bytes], bool]], ...] = (
    (_begins_with(b"GIF8"), lambda data: data.endswith(b"\0;")),
    (_begins_with(b"%PDF-"), _ends_with(b"%%EOF")),
    (_begins_with(_EBML), _segment_fills),
    (lambda data: data[4:8] == b"ftyp", _boxes_fill),
    (lambda data: b"<svg" in data[:1024], _is_closed),
)
