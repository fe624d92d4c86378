"""Zip archives from others: refused before they unpack to more than can be held in memory."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from hillside.stage.errors import Failure, shortened
from hillside.stage.foreign_file import MAX_DOCUMENT, MEGABYTE, read_bytes
from hillside.stage.plain_name import is_inside

ZIP = b"PK\x03\x04"
"""The first bytes of a zip archive."""
MAX_PARTS = 10_000
"""Maximum number of files in an archive; a deck of a hundred slides has about a thousand."""
FREE_SIZE = 64 * MEGABYTE
"""Size in bytes to which any archive may unpack."""
MAX_RATIO = 10
"""Maximum ratio of the unpacked size to that of the archive, beyond `FREE_SIZE`. Pictures and films, which
make up a large deck, hardly shrink; a zip bomb unpacks to a thousand times its size and more."""

_ENTRY = b"PK\x01\x02"
"""The first bytes of an entry in the directory of an archive (APPNOTE 6.3.10, section 4.3.12)."""

Parts = dict[str, tuple[ZipInfo, bytes]]
"""The files of an archive, each with its header, by name, in the order of the archive."""


def read_archive_parts(path: Path) -> Parts:
    """Return the files of a zip archive.

    Raises:
        Failure: It cannot be read, is damaged, uses an unusual compression, unpacks to too much, or a name
            in it leads out of the archive.
    """
    return unpacked(read_bytes(path, MAX_DOCUMENT), str(path))


def unpacked(content: bytes, source: str) -> Parts:
    """Return the files of the zip archive with this content; `source` names it in messages.

    Raises:
        Failure: As for `read_archive_parts`.
    """
    # Counted before the directory is read, since each entry of a few bytes becomes an object.
    if content.count(_ENTRY) > MAX_PARTS:
        raise Failure(f"{source} holds more than {MAX_PARTS:,} files, the most that is unpacked")
    try:
        with ZipFile(BytesIO(content)) as archive:
            headers = [info for info in archive.infolist() if not info.is_dir()]
            _refuse_unusual(headers, len(content), source)
            # No more is unpacked than the header states, and a wrong statement is an error.
            return {info.filename: (info, archive.read(info)) for info in headers}
    # What `zipfile` raises for damaged archives.
    except (
        *(BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError),
        *(ValueError, OverflowError, struct.error, zlib.error),
    ) as error:
        raise Failure(f"{source} is damaged: {shortened(str(error) or type(error).__name__)}") from error


def _refuse_unusual(headers: list[ZipInfo], size: int, source: str) -> None:
    most = FREE_SIZE + MAX_RATIO * size
    if sum(info.file_size for info in headers) > most:
        raise Failure(f"{source} unpacks to more than {most:,} bytes; it is no deck, or holds too much")
    for info in headers:
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise Failure(f"{source} is packed in an unusual way; save it anew and try again")
        if not is_inside(info.filename):
            raise Failure(f"{source} holds a file whose name leads out of it; save it anew and try again")
