"""TOML files: their values, the line of each value, and rules for the keys.

Python's `tomllib` does not give positions, and an error has to name the line.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hillside.stage.errors import Failure, Refusal, suggestion, with_caret

KeyPath = tuple[str | int, ...]
"""The path of keys and array indices to a value, such as `("figure", 0, "params", "at")`."""

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]")
_KEY = re.compile(r"""\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*[A-Za-z0-9_-]+)*)\s*=""")


def lines_of(text: str) -> dict[KeyPath, int]:
    """Return the 1-based line of each table and key.

    Keys inside an inline table are not listed; use the line of the table.

    >>> lines_of('''title = "Slope"
    ... [[figure]]
    ... id = "first"
    ... ''')
    {('title',): 1, ('figure', 0): 2, ('figure', 0, 'id'): 3}
    """
    found: dict[KeyPath, int] = {}
    counts: dict[KeyPath, int] = {}
    table: KeyPath = ()
    inside = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if not inside:
            if header := _HEADER.match(line):
                table = _table(_parts(header[2]), counts, opens=header[1] == "[[")
                found[table] = number
            elif key := _KEY.match(line):
                found.setdefault((*table, *_parts(key[1])), number)
        inside = _string_left_open(line, inside)
    return found


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))


def _table(parts: tuple[str, ...], counts: dict[KeyPath, int], opens: bool) -> KeyPath:
    """Return the path of a header; one in double brackets opens the next table of its array."""
    where: KeyPath = ()
    for depth, part in enumerate(parts, start=1):
        where = (*where, part)
        if opens and depth == len(parts):
            counts[where] = counts.get(where, -1) + 1
        if where in counts:
            where = (*where, counts[where])
    return where


def _string_left_open(line: str, inside: str) -> str:
    """Return the delimiter of a multi-line string that is open at the end of the line, or an empty string."""
    for quote in re.findall(r'"""|\'\'\'', line):
        if not inside:
            inside = quote
        elif quote == inside:
            inside = ""
    return inside


@dataclass(frozen=True)
class Source:
    """A file with the lines of its values, for error messages."""

    path: Path
    lines: Mapping[KeyPath, int]

    def refusal(self, where: KeyPath, why: str) -> Refusal:
        """Return an error with the file and the line of the value, or of the table that lacks it."""
        while where and where not in self.lines:
            where = where[:-1]
        line = f":{self.lines[where]}" if where else ""
        return Refusal(f"{self.path}{line}: {why}")


def read_toml(path: Path) -> tuple[dict[str, Any], Source]:
    """Return the values of a TOML file, and their source.

    Raises:
        Failure: The file cannot be read.
        Refusal: It is not valid TOML; the message has file and line.
    """
    try:
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise Failure(f"cannot read {path}: {why}") from error
    return _parsed(text, path), Source(path, lines_of(text))


def _parsed(text: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r" \(at line (\d+), column (\d+)\)$", str(error))
        if place is None:
            raise Refusal(f"{path}: {error}") from error
        line, column = int(place[1]), int(place[2])
        shown = with_caret(text.split("\n")[line - 1], column - 1)
        raise Refusal(f"{path}:{line}: {str(error)[: place.start()]}\n{shown}") from error


@dataclass(frozen=True)
class Rule:
    """The rule for the value of a key, in words and as a predicate; `choices` lists the texts, if few."""

    words: str
    holds: Callable[[Any], bool]
    choices: tuple[str, ...] = ()
    required: bool = False


def check_table(table: Mapping[str, Any], rules: Mapping[str, Rule], where: KeyPath, source: Source) -> None:
    """Refuse the first unknown key, wrong value or missing key of a table.

    Raises:
        Refusal: The message has the file, the line, and the closest valid name.
    """
    for key, value in table.items():
        if key not in rules:
            way_out = suggestion(key, rules) or f"; the keys here are {', '.join(rules)}"
            raise source.refusal((*where, key), f'unknown key "{key}"{way_out}')
        rule = rules[key]
        if not rule.holds(value):
            close = suggestion(value, rule.choices) if isinstance(value, str) else ""
            raise source.refusal((*where, key), f"{key} = {value!r} is not {rule.words}{close}")
    for key, rule in rules.items():
        if rule.required and key not in table:
            raise source.refusal(where, f"{key} is missing; add {key} = … with {rule.words}")
