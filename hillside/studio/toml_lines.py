"""The line of each table and key of a TOML text, found in one pass, and limits on what a parser can bear.

Python's `tomllib` does not give positions, and an error has to name the line. It also recurses with the depth
of the values, and takes quadratic time and memory for a key of many parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import MappingProxyType

KeyPath = tuple[str | int, ...]
"""The path of keys and array indices to a value, such as `("figure", 0, "params", "at")`."""

MAX_DEPTH = 32
"""Maximum depth of arrays and inline tables in a value."""
MAX_PARTS = 16
"""Maximum number of parts of a dotted key."""

# Possessive quantifiers never go back, so that the time is linear in the length of the text.
_BODIES = MappingProxyType(
    {
        '"""': re.compile(r'(?:[^"\\]++|\\.|"(?!""))*+', re.DOTALL),
        "'''": re.compile(r"(?:[^']++|'(?!''))*+"),
        '"': re.compile(r'(?:[^"\\\n]++|\\[^\n])*+'),
        "'": re.compile(r"[^'\n]*+"),
    }
)
"""The content of a string by its delimiter."""
_BLANK = re.compile(r"\n(?:[ \t\r]*+\n)*+")
"""The end of a line, and the empty lines after it."""
_WORD = re.compile(r"[^\"'#\n\[\]{}.,=]++")


class NestingError(ValueError):
    """A value or a key in `line`, counted from 1, is nested too deep."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(line, why)
        self.line = line
        self.why = why


def lines_of(text: str) -> dict[KeyPath, int]:
    """Return the 1-based line of each table and key.

    Keys inside an inline table are not listed; use the line of the table.

    >>> lines_of('''title = "Slope"
    ... [[figure]]
    ... id = "first"
    ... ''')
    {('title',): 1, ('figure', 0): 2, ('figure', 0, 'id'): 3}

    Raises:
        NestingError: A value is nested deeper than `MAX_DEPTH`, or a key has more than `MAX_PARTS` parts.
    """
    found: dict[KeyPath, int] = {}
    counts: dict[KeyPath, int] = {}
    table: KeyPath = ()
    for statement in _statements(text):
        if statement.brackets:
            table = _table(statement.parts, counts, opens=statement.brackets == "[[")
            found[table] = statement.line
        else:
            found.setdefault((*table, *statement.parts), statement.line)
    return found


def _table(parts: list[str], counts: dict[KeyPath, int], opens: bool) -> KeyPath:
    """Return the path of a header; one in double brackets opens the next table of its array."""
    where: KeyPath = ()
    for depth, part in enumerate(parts, start=1):
        where = (*where, part)
        if opens and depth == len(parts):
            counts[where] = counts.get(where, -1) + 1
        if where in counts:
            where = (*where, counts[where])
    return where


@dataclass
class _Statement:
    """A header, with its opening brackets, or a key, and the line where it stands."""

    line: int
    brackets: str = ""
    parts: list[str] = field(default_factory=lambda: list[str]())
    is_open: bool = True


def _statements(text: str) -> Iterator[_Statement]:
    """Yield each header when it closes, and each key when its value begins."""
    line, depth, dots = 1, 0, 0
    statement = _Statement(line)
    for token, content in _tokens(text):
        dots = dots + 1 if token == "." else 0 if token in ("\n", ",", "=", "{") else dots
        if dots >= MAX_PARTS:
            raise NestingError(line, f"a key with more than {MAX_PARTS} parts")
        if token == "\n":
            line += 1 + content.count("\n")
            statement = _Statement(line) if depth == 0 else statement
        elif statement.is_open:
            if token == "[" and not statement.parts:
                statement.brackets += token
            elif token == "word":
                statement.parts.append(content)
            elif token in ("=", "]"):
                statement.is_open = False
                if statement.parts:
                    yield statement
            line += content.count("\n")
        else:
            depth = max(depth + (token in ("[", "{")) - (token in ("]", "}")), 0)
            if depth > MAX_DEPTH:
                raise NestingError(line, f"a value nested deeper than {MAX_DEPTH}")
            line += content.count("\n")


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    """Yield each mark with an empty text, and each bare or quoted word as `word` with its content.

    The end of a line has the empty lines after it as its content.
    """
    at = 0
    while at < len(text):
        character = text[at]
        if character in "\"'":
            quote = character * 3 if text.startswith(character * 3, at) else character
            end = _end(_BODIES[quote], text, at + len(quote))
            yield "word", text[at + len(quote) : end]
            at = end + len(quote) if text.startswith(quote, end) else max(end, at + 1)
        elif character == "#":
            end = text.find("\n", at)
            at = len(text) if end < 0 else end
        elif character == "\n":
            end = _end(_BLANK, text, at)
            yield "\n", text[at + 1 : end]
            at = end
        elif (end := _end(_WORD, text, at)) > at:
            if word := text[at:end].strip():
                yield "word", word
            at = end
        else:
            yield character, ""
            at += 1


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return at if found is None else found.end()
