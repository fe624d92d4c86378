"""TOML files: their values, the line of each value, and rules for the keys."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from hillside.stage.errors import Refusal, is_sayable, shortened, suggestion, with_caret
from hillside.stage.foreign_file import read_text
from hillside.studio.toml_lines import KeyPath, NestingError, lines_of

MAX_INTEGER = 2**63 - 1
"""The largest integer of TOML (version 1.0, 2021)."""
MAX_SHOWN = 80
"""Maximum length in characters of a wrong value in a message."""


@dataclass(frozen=True)
class Source:
    """A file with the lines of its values, for error messages."""

    path: Path
    lines: Mapping[KeyPath, int]

    def refusal(self, where: KeyPath, why: str) -> Refusal:
        """Return an error with the file and the line of the value, or of the table that lacks it."""
        return Refusal(f"{self.place(where)}: {why}")

    def place(self, where: KeyPath) -> str:
        """Return the file and the line of a value, or of the table that lacks it."""
        while where and where not in self.lines:
            where = where[:-1]
        line = f":{self.lines[where]}" if where else ""
        return f"{self.path}{line}"


def read_toml(path: Path) -> tuple[dict[str, Any], Source]:
    """Return the values of a TOML file, and their source.

    Raises:
        Failure: The file cannot be read.
        Refusal: It is not valid TOML, or nested too deep; the message has file and line.
    """
    text = read_text(path)
    try:
        lines = lines_of(text)
    except NestingError as error:
        raise Refusal(f"{path}:{error.line}: {error.why} is not read; write it flatter") from error
    table, source = _parsed(text, path), Source(path, lines)
    _refuse_unusable(table, (), source)
    return table, source


def _parsed(text: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    # A number of thousands of digits is a `ValueError`.
    except (ValueError, RecursionError) as error:
        place = re.search(r" \(at line (\d+), column (\d+)\)$", str(error)[-80:])
        if place is None:
            raise Refusal(f"{path}: {shortened(str(error))}") from error
        line, column = int(place[1]), int(place[2])
        shown = with_caret(text.split("\n")[line - 1], column - 1)
        why = shortened(str(error).removesuffix(place[0]))
        raise Refusal(f"{path}:{line}: {why}\n{shown}") from error


def _refuse_unusable(value: object, where: KeyPath, source: Source) -> None:
    """Refuse whole numbers and texts that TOML allows, and that not every file made here can hold."""
    if isinstance(value, int) and abs(value) > MAX_INTEGER:
        raise source.refusal(where, f"a whole number is larger than {MAX_INTEGER}; write it as 1e20")
    texts = (value,) if isinstance(value, str) else where[-1:]
    if not all(is_sayable(each) for each in texts if isinstance(each, str)):
        raise source.refusal(where, "a text holds a control character, such as \\u001b; take it out")
    if isinstance(value, dict):
        for name, each in cast("dict[str, object]", value).items():
            _refuse_unusable(each, (*where, name), source)
    elif isinstance(value, list):
        for index, each in enumerate(cast("list[object]", value)):
            _refuse_unusable(each, (*where, index), source)


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
            raise source.refusal((*where, key), f'unknown key "{shortened(key, MAX_SHOWN)}"{way_out}')
        rule = rules[key]
        if not rule.holds(value):
            close = suggestion(value, rule.choices) if isinstance(value, str) else ""
            raise source.refusal(
                (*where, key), f"{key} = {shortened(repr(value), MAX_SHOWN)} is not {rule.words}{close}"
            )
    for key, rule in rules.items():
        if rule.required and key not in table:
            raise source.refusal(where, f"{key} is missing; add {key} = … with {rule.words}")
