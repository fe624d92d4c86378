"""The texts and the end of PNG, GIF and WebP files, found without decoding a pixel.

Pixels from others are not decoded here: a file of a few kilobytes may unpack to any number of them.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import BinaryIO

from hillside.stage.errors import Failure
from hillside.stage.foreign_file import MAX_NOTE, size_of

MAX_CHUNKS = 100_000
"""Maximum number of chunks that are looked through; a long animation has some thousand."""

_PNG_HEAD = 8
_RIFF_HEAD = 12


def png_texts(file: BinaryIO) -> Iterator[tuple[str, str]]:
    """Yield keyword and text of each textual chunk of a PNG (W3C PNG, third edition 2025, section 11.3.3)."""
    for kind, size in _png_chunks(file):
        if kind in (b"iTXt", b"tEXt", b"zTXt") and size <= MAX_NOTE:
            keyword, _, rest = file.read(size).partition(b"\0")
            yield keyword.decode("latin-1"), _png_text(kind, rest)


def _png_text(kind: bytes, rest: bytes) -> str:
    if kind == b"tEXt":
        return rest.decode("latin-1")
    if kind == b"zTXt":
        return _inflated(rest[1:]).decode("latin-1")
    compressed, _, body = rest[:1], rest[1:2], rest[2:]
    # After the flag and the method come the language and the translated keyword, each ended by a null.
    text = body.split(b"\0", 2)[-1]
    return (_inflated(text) if compressed == b"\1" else text).decode("utf-8")


def _inflated(data: bytes) -> bytes:
    packed = zlib.decompressobj()
    text = packed.decompress(data, MAX_NOTE)
    if packed.unconsumed_tail:
        raise Failure(f"a text in it unpacks to more than {MAX_NOTE:,} bytes")
    return text


def png_ends(file: BinaryIO) -> bool:
    """Return whether the last chunk of a PNG is whole and marks the end."""
    try:
        return [kind for kind, _ in _png_chunks(file)][-1:] == [b"IEND"]
    except Failure:
        return False


def _png_chunks(file: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """Yield type and size of each chunk; the file is then at the start of its content.

    Raises:
        Failure: A chunk is cut short.
    """
    whole, at = size_of(file), _PNG_HEAD
    for _ in range(MAX_CHUNKS):
        file.seek(at)
        head = file.read(8)
        size = int.from_bytes(head[:4], "big")
        at += 8 + size + 4
        if len(head) < 8 or at > whole:
            raise Failure("it ends early")
        yield head[4:], size
        if head[4:] == b"IEND":
            return


def gif_comments(file: BinaryIO) -> Iterator[str]:
    """Yield the comments of a GIF before its first picture (GIF89a, 1990, section 24)."""
    file.seek(0)
    head = file.read(13)
    if len(head) < 13:
        raise Failure("it ends early")
    file.seek(3 * (2 << (head[10] & 7)) if head[10] & 0x80 else 0, 1)
    for _ in range(MAX_CHUNKS):
        if file.read(1) != b"\x21":
            return
        label, blocks = file.read(1), b"".join(_gif_blocks(file))
        if label == b"\xfe":
            yield blocks.decode("utf-8")


def _gif_blocks(file: BinaryIO) -> Iterator[bytes]:
    length = 0
    while size := file.read(1)[0:1]:
        block = file.read(size[0])
        length += len(block)
        if length > MAX_NOTE:
            raise Failure(f"a text in it has more than {MAX_NOTE:,} bytes")
        if not size[0]:
            return
        yield block


def gif_ends(file: BinaryIO) -> bool:
    """Return whether a GIF ends with a terminated block and the trailer."""
    file.seek(max(size_of(file) - 2, 0))
    return file.read(2) == b"\0;"


def webp_packets(file: BinaryIO) -> Iterator[bytes]:
    """Yield each XMP packet of a WebP file (RFC 9649, 2024)."""
    for kind, size in _webp_chunks(file):
        if kind == b"XMP " and size <= MAX_NOTE:
            yield file.read(size)


def webp_ends(file: BinaryIO) -> bool:
    """Return whether the chunks of a WebP file are whole and fill it."""
    file.seek(0)
    head = file.read(_RIFF_HEAD)
    try:
        chunks = list(_webp_chunks(file))
    except Failure:
        return False
    return bool(chunks) and size_of(file) >= 8 + int.from_bytes(head[4:8], "little")


def _webp_chunks(file: BinaryIO) -> Iterator[tuple[bytes, int]]:
    whole, at = size_of(file), _RIFF_HEAD
    for _ in range(MAX_CHUNKS):
        if at >= whole:
            return
        file.seek(at)
        head = file.read(8)
        size = int.from_bytes(head[4:], "little")
        at += 8 + size + size % 2
        if len(head) < 8 or at > whole + size % 2:
            raise Failure("it ends early")
        yield head[:4], size
