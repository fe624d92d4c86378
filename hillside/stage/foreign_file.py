"""Files from others, who may be anyone: only ordinary files are opened, and read up to a limit.

Every lecture, theme, table, font, picture, film and deck that this program is given is opened here. A pipe
or a device would block or never end; a file may be larger than the memory.
"""

from __future__ import annotations

import codecs
import hashlib
import os
import stat
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from hillside.stage.errors import Failure, shortened

MEGABYTE = 1_000_000
MAX_NOTE = MEGABYTE
"""Maximum size in bytes of one text in a picture or film; longer ones are skipped."""
MAX_TEXT = 250_000
"""Maximum size in bytes of a lecture, a theme or a table of data; usual ones have a few thousand."""
MAX_FONT = 64 * MEGABYTE
"""Maximum size in bytes of a font; those of Chinese and Japanese have about 20 million."""
MAX_PICTURE = 64 * MEGABYTE
"""Maximum size in bytes of a logo; that of a camera has less than ten million."""
MAX_DOCUMENT = 256 * MEGABYTE
"""Maximum size in bytes of what is read as a whole: a drawing, a PDF, slides, a page."""

_KINDS = MappingProxyType(
    {
        stat.S_IFDIR: "a folder",
        stat.S_IFIFO: "a pipe",
        stat.S_IFSOCK: "a socket",
        stat.S_IFCHR: "a device",
        stat.S_IFBLK: "a device",
    }
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    # UTF-32 before UTF-16: in little-endian order its mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""The byte order marks and their encodings (Unicode Standard 15, section 23.8)."""


class Unreadable(Failure):
    """A file cannot be read; `why` is the reason without the name of the file.

    >>> str(Unreadable(Path("a.csv"), "it is a pipe"))
    'cannot read a.csv: it is a pipe'
    """

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(path, why)
        self.path = path
        self.why = why

    def __str__(self) -> str:
        return f"cannot read {self.path}: {self.why}"


class Misnamed(Unreadable):
    """A file that was named is not there, or is none: whoever named it can mend that, as a wrong option.

    >>> Misnamed(Path("talk.toml"), "No such file or directory").exit_code
    2
    """

    exit_code = 2


@contextmanager
def opened(path: Path, limit: int | None = None) -> Generator[BinaryIO, None, None]:
    """Open an ordinary file for reading, and close it at the end; errors of reading it are told as such.

    Args:
        path: The file.
        limit: Maximum size in bytes, if there is one.

    Raises:
        Unreadable: It is missing, closed to reading, larger, not an ordinary file, or damaged on its disk.
    """
    with _as_unreadable(path):
        # Looked at before it is opened: opening a device may already do something.
        _refuse_special(path, _about(path))
        flags = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
        # In case it has become a pipe since.
        number = os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))
        file = os.fdopen(number, "rb")
    with file, _as_unreadable(path):
        about = os.fstat(file.fileno())
        _refuse_special(path, about)
        if limit is not None and about.st_size > limit:
            raise _too_large(path, limit)
        yield file


def read_bytes(path: Path, limit: int) -> bytes:
    """Return the content of an ordinary file of at most `limit` bytes.

    Raises:
        Unreadable: It is missing, closed to reading, larger, or not an ordinary file.
    """
    with opened(path, limit) as file:
        content = file.read(limit + 1)
    # The size on the disk of a growing file, or of one that the system makes up, is not the last word.
    if len(content) > limit:
        raise _too_large(path, limit)
    return content


def size_of(file: BinaryIO) -> int:
    """Return the size of an open file in bytes; it is then at its end."""
    return file.seek(0, 2)


def content_digest(path: Path) -> str:
    """Return the SHA-256 of an ordinary file of any size, read piece by piece.

    Raises:
        Unreadable: It is missing, closed to reading, or not an ordinary file.
    """
    whole = hashlib.sha256()
    with opened(path) as file:
        while piece := file.read(MEGABYTE):
            whole.update(piece)
    return whole.hexdigest()


def read_text(path: Path, limit: int = MAX_TEXT) -> str:
    """Return the text of a file in UTF-8, or in another Unicode encoding that its byte order mark names.

    Raises:
        Unreadable: It cannot be read as above, or is not text in that encoding.
    """
    content = read_bytes(path, limit)
    try:
        return decoded(content)
    except UnicodeDecodeError as error:
        raise Unreadable(path, "it is not UTF-8 text; save it in this encoding") from error


def decoded(content: bytes) -> str:
    r"""Return the text of these bytes, without a byte order mark; Notepad writes one.

    >>> decoded(b"\xff\xfex\x00")
    'x'

    Raises:
        UnicodeDecodeError: They are not text in UTF-8, or in the encoding that the mark names.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding)
    return content.decode("utf-8")


UNEXPECTED_SHAPE = (
    *(LookupError, ValueError, TypeError, AttributeError),
    *(RecursionError, ArithmeticError),
)
"""What reading values raises that are not of the expected types, names and depth."""


@contextmanager
def as_damaged(source: str) -> Generator[None, None, None]:
    """Convert the errors of reading values of an unexpected shape to a `Failure` that names the `source`.

    >>> with as_damaged("a.pptx"):
    ...     int("wide")
    Traceback (most recent call last):
    hillside.stage.errors.Failure: a.pptx is damaged: invalid literal for int() with base 10: 'wide'
    """
    try:
        yield
    except UNEXPECTED_SHAPE as error:
        why = f"there is no {error}" if isinstance(error, KeyError) else str(error)
        raise Failure(f"{source} is damaged: {shortened(why or type(error).__name__)}") from error


def _about(path: Path) -> os.stat_result:
    try:
        return os.stat(path)
    # A null character cannot be part of a path, nor can a lone surrogate.
    except ValueError as error:
        raise Unreadable(path, str(error)) from error


def _refuse_special(path: Path, about: os.stat_result) -> None:
    if not stat.S_ISREG(about.st_mode):
        kind = _KINDS.get(stat.S_IFMT(about.st_mode), "something else")
        raise Misnamed(path, f"it is {kind}, not an ordinary file")


def _too_large(path: Path, limit: int) -> Unreadable:
    return Unreadable(path, f"it has more than {limit:,} bytes, the most that is read of such a file")


@contextmanager
def _as_unreadable(path: Path) -> Generator[None, None, None]:
    try:
        yield
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Misnamed(path, error.strerror or str(error)) from error
    except OSError as error:
        raise Unreadable(path, error.strerror or str(error)) from error
