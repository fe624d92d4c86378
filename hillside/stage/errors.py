"""Errors of two kinds: of the request (`Refusal`) and of its execution (`Failure`)."""

from __future__ import annotations

import errno
import os
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import ClassVar
from unicodedata import category, combining, east_asian_width

from hillside.stage.near_words import nearest

WAYS_OUT: Mapping[int, str] = MappingProxyType(
    {
        errno.ENOSPC: "; make room, or write to another disk",
        errno.EDQUOT: "; make room, or write to another disk",
        errno.EMFILE: "; allow more open files, such as with: ulimit -n 1024",
        errno.ENFILE: "; close other programs, or use -j 1",
        errno.ENOMEM: "; close other programs, use -j 1, or give a smaller --size",
        errno.EAGAIN: "; close other programs, or use -j 1",
        errno.EROFS: "; write to another folder",
        errno.EACCES: "; choose another folder, or change its permissions",
    }
)
"""The way out by the number of a system error."""

LONGEST_NAME = 100
"""Maximum length of a name for which a similar one is searched, and of one that is repeated in a message."""
VISIBLE_COLUMNS = 72
"""Maximum number of columns of a long expression shown above a caret."""


class HillsideError(Exception):
    """An error for the person who asked: it says what was given, the rule, and the way out."""

    exit_code: ClassVar[int] = 1

    def _render_traceback_(self) -> list[str]:
        """Return the message without a traceback, for a notebook; IPython calls this method by name."""
        return [str(self)]


class Refusal(HillsideError):  # noqa: N818 - named for what it does, not for being an error
    """The request cannot be drawn as given, but another request can."""

    exit_code = 2


class Failure(HillsideError):  # noqa: N818 - as above
    """The request was fine, but the disk, an encoder or a missing program was not."""


class ParamError(Refusal):
    """One parameter is wrong; its name lets an option, a line of a file or a field be pointed at.

    >>> str(ParamError("rate", "-1 is not above 0"))
    'rate: -1 is not above 0'
    """

    def __init__(self, name: str, why: str) -> None:
        super().__init__(name, why)
        self.name = name
        self.why = why

    def __str__(self) -> str:
        return f"{self.name}: {self.why}"


def command_line_message(error: Exception) -> str:
    """Return the message that the command line shows for an error; a parameter is an option there.

    >>> command_line_message(ParamError("rate", "-1 is not above 0"))
    '--rate: -1 is not above 0'
    """
    if isinstance(error, ParamError):
        return f"--{error.name.replace('_', '-')}: {error.why}"
    if isinstance(error, HillsideError):
        return str(error)
    if isinstance(error, MemoryError) or _is_short_of_memory(error):
        return "the memory is used up; close other programs, use -j 1, or give a smaller --size"
    if isinstance(error, OSError) and error.errno is not None:
        return _fault_of_the_system(error)
    # What `threading` raises says no more than that.
    if isinstance(error, RuntimeError) and str(error) == "can't start new thread":
        return f"no thread can be started{WAYS_OUT[errno.EAGAIN]}"
    way_out = "this is a fault of the program, and -v shows where"
    if isinstance(error, ImportError):
        way_out = "the installation may be broken, and the command doctor says how to mend it"
    return f"{type(error).__name__}: {error}; {way_out}"


def _is_short_of_memory(error: Exception) -> bool:
    """Return whether a library cannot be loaded because there is no room for it (dlopen(3))."""
    signs = ("failed to map segment", "cannot allocate memory")
    return isinstance(error, ImportError) and any(sign in str(error).lower() for sign in signs)


def _fault_of_the_system(error: OSError) -> str:
    """Return the message for a resource that the system denies: a disk is full, a file or a pipe closed."""
    if isinstance(error, FileNotFoundError) and error.filename is None:
        return "the folder that this runs in has been deleted; go to another, such as with: cd"
    what = os.strerror(error.errno) if error.strerror is None and error.errno else str(error.strerror)
    where = "" if error.filename is None else f"{error.filename}: "
    return f"{where}{what}{WAYS_OUT.get(error.errno or 0, '')}"


@contextmanager
def as_refusals(name: str | None = None) -> Generator[None, None, None]:
    """Convert errors of `mathcore` to a `Refusal`, or to a `ParamError` about the parameter `name`.

    This is the one place where errors of the mathematics, which knows no options, become errors of a request.
    """
    from mathcore import FreeLetters, MathError, ParseError

    try:
        yield
    except MathError as error:
        why = error.message if isinstance(error, ParseError) else str(error)
        if isinstance(error, FreeLetters):
            options = " ".join(f"--let {letter}=2" for letter in error.letters[:2])
            entries = ", ".join(f"{letter} = 2" for letter in error.letters[:2])
            why = f"{why}, as in {options}, or in a lecture file let = {{{entries}}}"
        if isinstance(error, ParseError) and error.text.strip():
            why = f"{why}\n{with_caret(error.text, error.position)}"
        raise (Refusal(why) if name is None else ParamError(name, why)) from error


def suggestion(name: str, known: Iterable[str]) -> str:
    """Return a question that suggests the known name that is nearest, in meaning or in spelling.

    It is empty if none is near.

    >>> suggestion("tangnt", ["header", "tangent"])
    '; did you mean "tangent"?'
    >>> suggestion("zebra", ["header", "tangent"])
    ''
    """
    found = nearest(name, known) if len(name) <= LONGEST_NAME else None
    return f'; did you mean "{found}"?' if found else ""


def with_caret(text: str, position: int) -> str:
    """Return the line around `position` (a 0-based column) of `text`, with a caret under that character.

    >>> print(with_caret("sinn(x) + 1", 0))
      sinn(x) + 1
      ^
    """
    position = max(0, min(position, len(text)))
    first = max(0, position - VISIBLE_COLUMNS // 2) if len(text) > VISIBLE_COLUMNS else 0
    shown = printable(text[first : first + VISIBLE_COLUMNS])
    before = sum(map(_columns, shown[: position - first]))
    return f"  {shown}\n  {' ' * before}^"


HIDDEN = frozenset("\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Line separators and the characters that turn the direction of writing, so that a text reads as another
(Boucher and Anderson, Trojan Source, 2021)."""


def printable(text: str, keep: str = "") -> str:
    r"""Return a text with each character that a terminal must not get replaced, except those to keep.

    Control characters can move the cursor, rename the window or type for the user.

    >>> printable("a\x1b[2Jb\n", keep="\n")
    'a�[2Jb\n'
    """
    return "".join(
        "�" if character not in keep and is_unprintable(character) else character for character in text
    )


def is_unprintable(character: str) -> bool:
    """Return whether a character is a control character, a lone surrogate or turns the writing around."""
    return is_control(character) or character in HIDDEN


def is_control(character: str) -> bool:
    """Return whether a character is a control character or a lone surrogate."""
    return category(character) in ("Cc", "Cs")


def is_sayable(text: str) -> bool:
    r"""Return whether a text can stand in every file that is made here.

    XML has no control characters but line breaks and tabs, no surrogates, and not the last two characters of
    the basic plane (XML 1.0, fifth edition, 2008, section 2.2).

    >>> is_sayable("slope\n"), is_sayable("\x1b[2J"), is_sayable("\uffff")
    (True, False, False)
    """
    return not any((is_control(each) and each not in "\n\t") or each in ("\ufffe", "\uffff") for each in text)


def shortened(text: str, limit: int = 200) -> str:
    """Return a text of at most `limit` characters, with an ellipsis for what is cut off.

    >>> shortened("abcdef", 4)
    'abc…'
    """
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def counted(count: float, noun: str) -> str:
    """Return a number with its noun in the singular or the plural.

    >>> counted(1, "frame"), counted(0, "frame"), counted(1.5, "second"), counted(2, "figure")
    ('1 frame', '0 frames', '1.5 seconds', '2 figures')
    """
    return f"{count:g} {noun}" if count == 1 else f"{count:g} {noun}s"


def _columns(character: str) -> int:
    """Return the number of terminal columns of a character (Unicode Standard Annex #11)."""
    if combining(character) or category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1
